"""Successions: two people and one post: "Ms. Soto will succeed Bo Li", "to fill Bo Li's post, Mr. Ban appointed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from triples.extraction.antecedents import antecedent, with_subject
from triples.extraction.frames import AGENT_NAME, COUNTRY, PERSON, Frame
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import one_of
from triples.extraction.titlelinks import RANKS
from triples.extraction.titlephrases import Bearing
from triples.extraction.verbs import APPOINTING, forms
from triples.facts import UNKNOWN, Span

_KIN = re.compile(
    rf"(?:\b(?P<his>[Hh]is|[Hh]er|whose)|(?P<one>{PERSON})'s?) (?P<kin>predecessor|successor),? "
    rf"(?:[a-z-]+ ){{0,2}}(?P<other>{PERSON})"
)
_BEFORE_NAME = rf"(?:{RANKS}|(?:(?!by )[a-z-]+|{COUNTRY}(?:'s?)?) ){{0,4}}?"
_CUE = re.compile(
    r"\b(?:place|seat|post|job|position|chair|reins|helm|baton|shoes) (?:of|from)\b|replac|succe|\bover\b|in place "
    r"of|\bfill|predecessor"
)
_SUCCEEDS = re.compile(
    rf"\b(?:(?P<ahead>(?:will|to|would|set to|due to) )?(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?)|"
    r"(?:take|takes|took|taking|taken) (?:over (?:(?:as|at|in) [^.;:]{3,100}? )?from|"
    r"the (?:place|seat|post|job|position|chair|reins|helm|baton) (?:of|from))|"
    r"(?:step|steps|stepped|stepping) into the (?:shoes|post|job|role) of|fill(?:s|ed|ing)? the shoes of|in place of) "
    rf"{_BEFORE_NAME}(?P<old>{PERSON})"
)
_SUCCEEDED_BY = re.compile(
    rf"(?P<old>{PERSON})(?: of {COUNTRY})?(?:, [^,]{{3,80}},)? (?P<ahead>will be |is to be |is being )?"
    rf"(?:was |has been |is )?(?:replaced|succeeded)(?: as [^.;]{{3,80}}?)? by {_BEFORE_NAME}(?P<new>{PERSON})"
)
_FILLS = re.compile(
    rf"\bfill (?:Mr\. |Ms\. |Mrs\. )?(?P<old>{PERSON})'s? (?:post|position|job|place|shoes)"
    rf"(?:Mr\.|Ms\.|[^.;]){{0,80}}?\b(?P<ahead>{one_of(forms(APPOINTING))}) "
    rf"(?:[\w-]+ |{AGENT_NAME} ){{0,4}}?(?P<new>{PERSON})"
)
_ELSEWHERE = re.compile(r"\b(?:currently|now|most recently|previously|formerly|who (?:was|had been|has been))\b")


_HANDS_OVER = re.compile(
    rf"(?P<old>{PERSON}) (?P<ahead>will |is to )?(?:hand|hands|handed|pass|passes|passed)(?: over)? (?:the |his |her )?"
    rf"(?:post|job|position|role|reins|chair|office|presidency|baton)\b[^.;]{{0,80}}? to "
    rf"{_BEFORE_NAME}(?P<new>{PERSON})"
)
_SUCCESSOR_OF = re.compile(
    rf"(?P<new>{PERSON}),? (?:(?:is|was) )?(?P<ahead>the future )?(?:(?:the )?successor (?:of|to) "
    rf"{_BEFORE_NAME}(?P<old>{PERSON})|"
    rf"(?P<owner>{PERSON})'s? successor as)"
)


@dataclass(frozen=True, slots=True)
class _Succession:
    """Two people, where that is told, and whether it lies ahead."""

    old: int
    new: int
    evidence: Span
    sentence: int
    ahead: bool


def succeeded(parsed: Parsed, holdings: list[Holding]) -> Iterator[Holding]:
    """The posts that a succession tells: the old holder's from what the successor takes, and the successor's from what
    the text says of the old one."""
    for number, frame in enumerate(parsed.frames):
        if frame is None or not frame.items or not _CUE.search(frame.text):
            continue
        for two in _successions(parsed, frame, number):
            taken = _taken(parsed, two, holdings)
            if taken is not None and not _known(holdings, two.old, taken):
                yield _told(two, taken, two.old, "former")
            left = None if taken is not None else _left(two, holdings)
            if left is not None and not any(h.person == two.new and h.bearing == "incoming" for h in holdings):
                yield _told(two, left, two.new, "incoming" if two.ahead else "current")


def _told(two: _Succession, post: Holding, person: int, bearing: Bearing) -> Holding:
    return replace(
        post, person=person, bearing=bearing, evidence=two.evidence, sentence=two.sentence, rule="post-succeeded",
        confidence=0.8, bare=False, of=None, since=UNKNOWN, until=UNKNOWN,
    )  # fmt: skip


def _successions(parsed: Parsed, frame: Frame, number: int) -> Iterator[_Succession]:
    yield from _kin(parsed, frame, number)
    frame = with_subject(parsed, number) or frame
    for pattern in (_SUCCEEDED_BY, _FILLS, _SUCCEEDS, _HANDS_OVER, _SUCCESSOR_OF):
        for found in pattern.finditer(frame.text):
            old = frame.items[found["old"] or found["owner"]]
            new = _successor(frame, found) if pattern is _SUCCEEDS else frame.items[found["new"]]
            if isinstance(old, int) and isinstance(new, int) and old != new:
                span = frame.span(found.start(), found.end())
                yield _Succession(old, new, span, number, bool(found["ahead"]))


def _kin(parsed: Parsed, frame: Frame, number: int) -> Iterator[_Succession]:
    """ "His predecessor, X", "Bo Li's successor, X"."""
    for found in _KIN.finditer(frame.text):
        before = [item for c in frame.text[: found.start()] if isinstance(item := frame.items.get(c), int)]
        other, one = frame.items[found["other"]], frame.items[found["one"]] if found["one"] else None
        if found["his"] == "whose":
            one = before[-1] if before else None
        elif found["his"]:
            one = before[-1] if before else antecedent(parsed, number, "he" if found["his"].lower() == "his" else "she")
        if isinstance(other, int) and isinstance(one, int) and other != one:
            old, new = (other, one) if found["kin"] == "predecessor" else (one, other)
            yield _Succession(old, new, frame.span(found.start(), found.end()), number, False)


def _successor(frame: Frame, found: re.Match[str]) -> int | None:
    """The subject of a verb of succession: the last person before it in the sentence, else the first behind it."""
    before, after = (
        [item for c in part if isinstance(item := frame.items.get(c), int)]
        for part in (frame.text[: found.start()], frame.text[found.end() :])
    )
    return before[-1] if before else after[0] if after and found[0].startswith("taking over") else None


def _taken(parsed: Parsed, two: _Succession, holdings: list[Holding]) -> Holding | None:
    """What the successor takes: the post told as coming, else one told as held, if not in passing."""
    told = [h for h in holdings if h.person == two.new and h.sentence <= two.sentence]
    fresh = [h for h in told if h.bearing == "incoming"]
    if not fresh and not two.ahead:
        plain = parsed.document.plain
        fresh = [
            h
            for h in told
            if h.bearing == "current" and not _ELSEWHERE.search(plain[h.evidence.start : h.evidence.end])
        ]
        if len({h.for_ for h in fresh if h.for_ is not None}) > 1:
            return None
    return max((h for h in fresh if h.for_ is not None), key=lambda h: (h.sentence, h.evidence), default=None)


def _left(two: _Succession, holdings: list[Holding]) -> Holding | None:
    """The one post that the text gives the old holder."""
    told = [h for h in holdings if h.person == two.old and h.for_ is not None and h.bearing != "incoming"]
    return told[-1] if len({h.for_ for h in told}) == 1 else None


def _known(holdings: list[Holding], person: int, post: Holding) -> bool:
    """Whether a person is told to serve the same state or body already."""
    return any(h.person == person and h.for_ == post.for_ and h.bearing != "incoming" for h in holdings)
