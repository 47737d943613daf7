"""Choices of states in votes, as the text tells them, and the masked sentences in which they are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from triples.extraction import choice_cues as cues
from triples.extraction import choice_limits as limits
from triples.extraction.document import Document, Sentence
from triples.extraction.frames import Frame, mask_sentence, mentions_masked
from triples.extraction.gazetteer import Mention
from triples.facts import Choice, Span


@dataclass(frozen=True, slots=True)
class Earlier:
    """That a choice is told of a vote before those that the text is about: by its clause ("abstained last year") or
    by the opening of its sentence; the year, where one is named."""

    clause: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """States that voted so, by the passage that says it."""

    choice: Choice
    mentions: tuple[Mention, ...]
    span: Span
    cue: Span
    rule: str
    vetoed: bool = False
    earlier: Earlier | None = None
    more: int = 0  # others who did so, by their number: "Peru, Chad and eight others"


def vote_frame(document: Document, sentence: Sentence) -> Frame | None:
    """A sentence with its names masked and its longer quotations too: what is quoted is a claim, no vote."""
    pieces = [*mentions_masked(document, sentence.span), *_shared_names(document, sentence)]
    quotes = [q for q in sentence.quotes if q.end - q.start > 25]
    kept = [p for p in pieces if not any(q.start <= p[0].start < q.end for q in quotes)]
    masked = sorted([*kept, *((q, "quote", q) for q in quotes)], key=lambda piece: piece[0])
    frame = mask_sentence(document.plain, sentence.span, masked)
    return _with_dashes(frame) if frame and "-" in frame.text else frame


def _shared_names(document: Document, sentence: Sentence) -> Iterator[tuple[Span, str, object]]:
    """Names that several states share ("Congo"): among others they are read as lists read them, alone as none's."""
    for mention in document.mentions_in(sentence.span):
        if mention.entity is None and all(e.kind == "state" for e in mention.candidates):
            yield mention.span, "state", mention


def _with_dashes(frame: Frame) -> Frame:
    """Hyphens that stand for dashes, one or two, as dashes."""
    text = frame.text.replace(" - ", " — ")
    if "--" not in text:
        return Frame(text, frame.origin, frame.items)
    kept = [i for i in range(len(text)) if text[i - 1 : i + 1] != "--"]
    joined = "".join("—" if text[i : i + 2] == "--" else text[i] for i in kept)
    return Frame(joined, [*(frame.origin[i] for i in kept), frame.origin[-1]], frame.items)


def members(frame: Frame, listed: str) -> tuple[Mention, ...]:
    """The states that a masked list names."""
    return tuple(m for c in cues.MEMBER.findall(listed) if isinstance(m := frame.items[c], Mention))


def choice_of(found: re.Match[str]) -> Choice:
    """The choice whose group a match has filled."""
    groups = found.groupdict()
    return next(c for c in ("for", "against", "abstain", "absent") if groups.get(c))


def dated(chosen: Chosen, text: str, end: int) -> Chosen:
    """A choice marked as one of before where its sentence says so: "in 2011 Chile abstained", "voted no last year"."""
    clause = limits.EARLIER.match(text, end)
    found = clause or limits.EARLIER_LEAD.match(text)
    if found is None:
        return chosen
    return replace(chosen, earlier=Earlier(bool(clause), int(found["year"]) if found["year"] else None))


def unmade(text: str, cue: re.Match[str]) -> bool:
    """A veto or vote only feared, threatened or possible."""
    before = text[max(0, cue.start() - 40) : cue.start()]
    return bool(
        re.search(
            r"\b(?:(?:would|could|may|might|will|can|should|threat\w*|possible|likely|avoid\w*|risk\w*|expected|"
            r"fear\w*|facing|certain|sure|looming|imminent|promised|announced|prospect\w*|chance\w*|danger|potential|"
            r"future|without|prevent\w*|to be|needs?|requires?|"
            r"required)\b[^,;]*|"
            r"no (?:\w+ )?|none )$",
            before,
            re.IGNORECASE,
        )
    )
