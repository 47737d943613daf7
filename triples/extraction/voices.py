"""Votes told in the first person: "We abstained", said by a state's envoy or in a state's own statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction import choice_cues as cues
from triples.extraction import choice_limits as limits
from triples.extraction.chosen import Chosen
from triples.extraction.document import Document, Sentence
from triples.extraction.frames import Frame
from triples.extraction.gazetteer import Mention
from triples.extraction.issuers import find_issuer
from triples.extraction.parsed import parse
from triples.extraction.patterns import found_around
from triples.extraction.posts import find_holdings, titles_of
from triples.facts import Choice, Span

_WE = re.compile(
    r"\b(?:[Ww]e|[Oo]ur (?:delegation|country|government)|[Mm]y (?:delegation|country|government))"
    r"(?: (?:have|had|also|therefore|thus|today|too|\w+ly))* $"
)
_WE_CHOSE = re.compile(
    r"\b(?:[Ww]e|[Oo]ur \w+|[Mm]y \w+)(?: (?:have|had|\w+ly|also|therefore|thus|today))* (?:voted|abstained|vetoed|"
    r"cast)\b"
)
_CHOSE = ("voted", "abstained", "vetoed", "cast")
_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Mm]y)\b")
_SAID = re.compile(
    r"\b(?:said|told|added|explained|stressed|stated|noted|argued|declared|insisted|says|explaining|"
    r"remarked|continued)\b"
)
_ISSUED = re.compile(
    r"\b(?:[Ss]tatement|[Ee]xplanation of [Vv]ote|[Rr]emarks|[Ii]ntervention|[Aa]ddress|[Ss]peech|EOV|[Dd]elivered)\s+"
    r"(?:(?:delivered|made|given)\s+)?(?:by|of|on behalf of|from)\b"
)
_TITLE_AFTER = re.compile(
    r"'?s? (?:[A-Z]\w+ ){0,3}(?:Representative|Ambassador|Mission|Minister|Delegation|Government)"
)
_SERVES = re.compile(
    r"(?:(?:[Rr]epresentative|[Aa]mbassador|[Mm]ission|[Dd]elegation|[Gg]overnment|behalf|[Mm]inister\w*|"
    r"by|for) (?:of )?(?:the )?)$"
)
_CHOICES: tuple[Choice, ...] = ("for", "against", "abstain", "absent")


def first_person(document: Document, sentence: Sentence, frame: Frame, issuer: Mention | None) -> Iterator[Chosen]:
    """The choices that a sentence tells of its speaker: the one state that speaks in it, else the document's issuer."""
    if not _FIRST.search(document.plain, sentence.span.start, sentence.span.end):
        return
    for cue in cues.CUE.finditer(document.plain, sentence.span.start, sentence.span.end):
        if not _WE.search(document.plain, max(sentence.span.start, cue.start() - 60), cue.start()):
            continue
        if limits.CONDITION.search(document.plain[sentence.span.start : cue.start()]):
            continue
        quoted = any(q.start <= cue.start() < q.end for q in sentence.quotes)
        speaker = _speaker(frame) if quoted else issuer
        if speaker:
            choice = next(c for c in _CHOICES if cue[c])
            span = Span(cue.start(), cue.end())
            yield Chosen(choice, (speaker,), sentence.span, span, "choice-first-person", "veto" in cue[0])


def _speaker(frame: Frame) -> Mention | None:
    """The one state named outside the quotations of a sentence that says who speaks."""
    states = {m.candidates: m for c in cues.MEMBER.findall(frame.text) if isinstance(m := frame.items[c], Mention)}
    return next(iter(states.values())) if len(states) == 1 and _SAID.search(frame.text) else None


def issuer_of(document: Document) -> Mention | None:
    """The state whose statement a document is: as its first lines say ("Statement by the Representative of Fiji"), or
    where it tells votes in the first person, as the people and offices say that it names."""
    return _headed(document) or (_by_office(document) if any(found_around(document.plain, _CHOSE, _WE_CHOSE)) else None)


def _by_office(document: Document) -> Mention | None:
    parsed = parse(document)
    issuer = find_issuer(parsed, find_holdings(parsed, titles_of(parsed)))
    states = {agent.iso3 for agent in issuer.agents} if issuer else set()
    named = (m for m in document.mentions if m.entity and m.entity.kind == "state" and {m.entity.iso3} == states)
    return next(named, None)


def _headed(document: Document) -> Mention | None:
    for line in document.lines[:4]:
        issued = _ISSUED.search(document.plain, line.span.start, line.span.end)
        if issued is None:
            continue
        after = document.mentions_in(Span(issued.end(), min(line.span.end, issued.end() + 160)))
        states = [m for m in after if m.entity and m.entity.kind == "state"]
        if states and _serves(document.plain, issued.end(), states[0]):
            return states[0]
    return None


def _serves(plain: str, start: int, mention: Mention) -> bool:
    """Whether the state is the speaker's: "the Representative of Fiji", "Fiji", "Fiji's Ambassador"."""
    before = plain[start : mention.span.start]
    return not before.strip(" the") or bool(_SERVES.search(before) or _TITLE_AFTER.match(plain, mention.span.end))
