"""Turns of a transcript: whose words a paragraph is that opens with a label ("Spokesperson: ...", "Q: ...", "Jane Doe:
..."), and what follows a line that ends "said:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from triples import iris
from triples.extraction.actor import Voice, person_voice
from triples.extraction.document import Document
from triples.extraction.holdings import Holding
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed
from triples.extraction.titles import HEAD
from triples.facts import Agent, Span, Statement

Voices = tuple[Voice, ...]

_LABEL = re.compile(r"(?P<label>[A-Z][\w.'’ -]{0,50}?)(?: \([^()]{2,40}\))?: (?=\S)")
_ASKER = re.compile(
    r"(?:Q|Question|Questioner|Reporter|Journalist|Correspondent|Interviewer|Moderator|Host|Press)\b", re.IGNORECASE
)
_ANSWER = re.compile(r"(?:A|Answer|Reply|Response)$", re.IGNORECASE)
_NO_TURN = re.compile(
    r"(?:Note|Notes|Photo|Source|Update|Related|Read more|In favou?r|Against|Abstain\w*|What|Why|How)\b"
)


def turns(parsed: Parsed, holdings: list[Holding], issuer: Issuer | None) -> dict[int, Voices]:
    """Who speaks each paragraph of a transcript, by the paragraph's number; () for who asks. Empty for any other
    document: one with no answer by somebody who is known, or with one label alone."""
    labels = dict(_labels(parsed.document))
    if len(labels) < 2:
        return {}
    serving: dict[int, tuple[Agent, ...]] = {h.person: (h.for_,) for h in holdings if h.for_ is not None}
    found = {number: _whose(parsed, label, holdings, serving, issuer) for number, label in labels.items()}
    if not any(found.values()) or not (any(not v for v in found.values()) or len(set(labels.values())) > 1):
        return {}
    said: dict[int, Voices] = {}
    speaking: Voices = ()
    for number in range(min(labels), len(parsed.document.paragraphs)):
        speaking = found.get(number, speaking)
        said[number] = speaking
    return said


def spoken(parsed: Parsed, said: dict[int, Voices]) -> Iterator[Statement]:
    """One statement for each turn of somebody who is known."""
    starts = [n for n, _ in _labels(parsed.document) if n in said]
    for start, end in pairwise([*starts, len(parsed.document.paragraphs)]):
        evidence = tuple(parsed.document.paragraphs[start:end])
        for voice in said[start]:
            yield _statement(voice, evidence)


def others(found: list[Statement], parsed: Parsed, said: dict[int, Voices]) -> list[Statement]:
    """The statements but those that are a part of a turn by the same one."""
    return [s for s in found if not any(_same(s, v) for v in said.get(_paragraph(parsed, s.evidence[0]), ()))]


def _same(statement: Statement, voice: Voice) -> bool:
    if statement.quote:
        return False
    return statement.speaker == voice.speaker or (statement.speaker is None and statement.for_ == voice.for_)


def _paragraph(parsed: Parsed, span: Span) -> int:
    sentence = parsed.document.sentence_at(span.start)
    return sentence.paragraph if sentence is not None else -1


def _statement(voice: Voice, evidence: tuple[Span, ...]) -> Statement:
    who = voice.speaker or voice.for_
    assert who is not None
    return Statement(
        id=f"statement-turn-{evidence[0].start}-{iris.slug(who.label)}",
        evidence=evidence,
        rule="statement-turn",
        confidence=0.85,
        speaker=voice.speaker,
        for_=voice.for_,
        quote=True,
    )


def _labels(document: Document) -> Iterator[tuple[int, str]]:
    """The paragraphs that open with a label, each with its words."""
    for number, paragraph in enumerate(document.paragraphs):
        label = _LABEL.match(document.plain, paragraph.start, paragraph.end)
        if label and not _NO_TURN.match(label["label"]):
            yield number, label["label"]


def _whose(
    parsed: Parsed, label: str, holdings: list[Holding], serving: dict[int, tuple[Agent, ...]], issuer: Issuer | None
) -> Voices:
    """The voice of a label: a name, initials, an office that one person holds, or "A" for the one who answers."""
    if _ASKER.match(label):
        return ()
    people = [n for n, p in enumerate(parsed.register.people) if _names(p.key, label)]
    if not people and _ANSWER.match(label):
        people = sorted(serving)
    if not people and HEAD.search(label):
        people = sorted({h.person for h in holdings if h.head == label.lower()})
    if len(people) == 1:
        return (person_voice(parsed, people[0], serving),)
    if HEAD.search(label) and issuer is not None:
        return tuple(Voice(None, agent) for agent in issuer.agents)
    return ()


def _names(key: tuple[str, ...], label: str) -> bool:
    """Whether a label names a person: the surname or all names, with a title or none, or the initials."""
    words = re.findall(r"[^\W\d_]+", label.lower())
    initials = "".join(name[0] for name in key)
    return bool(words) and (words[-len(key) :] == list(key) or words[-1] == key[-1] or label.lower() == initials)
