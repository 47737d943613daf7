"""Paragraphs cut into sentences. Quotations stay whole; one that never closes does not swallow its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triples.facts import Span

_LONGEST_QUOTATION = 2000
_LONGEST_SENTENCE = 8000  # all members of the United Nations with their formal names take 5,000

_STOP = (
    r"(?P<stop>[.!?…][.!?…]*)(?P<close>[\"')\]]*)"
    r"(?:\s+(?=[\"'(\[]*[A-Z0-9À-Þ])|\s+(?=[—-]\s*[A-Z\"])|(?=[A-Z][a-z]+\b)|\s*$)"
)
_BOUNDARY = re.compile(rf"{_STOP}|;(?<=\w;)\s*\n")
_BOUNDARY_OF_PROSE = re.compile(_STOP)  # where no semicolon stands: it begins with marks, and so is found sooner
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Amb|Lt|Col|Maj|Capt|Sgt|Gov|Hon|Rev|Jr|Sr|St|No|Nos|vs|cf|al|Art|Arts|para|paras|"
    r"Res|Doc|Vol|Fig|ca|approx|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mt|Ft|e\.g|i\.e|p|pp)"
    r"|(?<![\w.])[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_ALWAYS_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Amb|Lt|Col|Maj|Capt|Gov|Hon|Rev|St|vs|No)$")
# After "U.S." and the like only a word that opens sentences tells of a new one.
_OPENER = re.compile(
    r"[\"'(\[]*(?:The|A|An|It|He|She|They|We|This|That|These|Those|But|And|In|On|At|However|Meanwhile|Its|His|Her|Their|"
    r"There|As|For|After|Before|While|When|If|Earlier|Last|Under|Both|Some|Many|Several|You|I|Also|According|By|With|"
    r"Since|Despite|Although|Such|Asked|Speaking|Other)\b"
)
_OPENS_GLUED = re.compile(r"(?<=[.!?])\"(?=[A-Z])")  # after a paragraph to which the next one was glued
_OPENS = re.compile(r"(?:^|(?<=[\s(\[—:,-]))\"(?=[^\s\".,;)])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body line; `paragraph` counts paragraphs, `quotes` are the quotations inside, marks included."""

    span: Span
    paragraph: int
    quotes: tuple[Span, ...] = ()


def split(plain: str, paragraphs: tuple[Span, ...]) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs, in reading order. What runs on beyond any list of states is no sentence."""
    return tuple(
        sentence
        for number, paragraph in enumerate(paragraphs)
        for sentence in _split_one(plain, paragraph, number)
        if sentence.span.end - sentence.span.start <= _LONGEST_SENTENCE
    )


def _split_one(plain: str, paragraph: Span, number: int) -> Iterator[Sentence]:
    quotes = quotations(plain, paragraph)
    start = paragraph.start
    for end in (*_ends(plain, paragraph, quotes), paragraph.end):
        span = _trimmed(plain, start, end)
        if span.start < span.end:
            yield Sentence(span, number, tuple(q for q in quotes if span.start <= q.start < span.end))
        start = end


def _ends(plain: str, paragraph: Span, quotes: tuple[Span, ...]) -> Iterator[int]:
    text = plain[paragraph.start : paragraph.end]
    opened = {q.start for q in quotes}
    closed = [q for q in quotes if plain[q.end - 1] == '"' and q.end - q.start > 1]
    for found in (_BOUNDARY if ";" in text else _BOUNDARY_OF_PROSE).finditer(text):
        stop = paragraph.start + found.end("stop") if found["stop"] else paragraph.start + found.start()
        if closed and any(q.start < stop < q.end and stop < q.end - 1 for q in closed):
            continue
        if found["stop"] and _is_abbreviation(text, found):
            continue
        end = paragraph.start + (found.end("close") if found["stop"] else found.end())
        yield next((at for at in range(stop, end) if at in opened), end) if opened else end


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    if found["stop"] != ".":
        return False
    before = text[max(0, found.start() - 12) : found.start()]
    glued = found.end() == found.end("close") < len(text)
    if glued:  # "said.The": a boundary only after a plain word
        return not re.search(r"[a-z]{2}$|\d$", before) or bool(_ABBREVIATION.search(before))
    if not _ABBREVIATION.search(before):
        return False
    return bool(_ALWAYS_ABBREVIATION.search(before)) or not _OPENER.match(text, found.end())


def _trimmed(plain: str, start: int, end: int) -> Span:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return Span(start, end)


def quotations(plain: str, paragraph: Span) -> tuple[Span, ...]:
    """The quotations of a paragraph, marks included. One that stands open at its beginning runs to its end, as
    printers leave it when the next paragraph goes on; any other that never closes is not one."""
    marks = [paragraph.start + m.start() for m in re.finditer('"', plain[paragraph.start : paragraph.end])]
    opening = [bool(_OPENS.match(plain, mark)) for mark in marks]
    spans: list[Span] = []
    opened: int | None = None
    for at, mark in enumerate(marks):
        if not opening[at] and opened is not None:
            spans.append(Span(opened, mark + 1))
            opened = None
        elif opened is None:
            opened = mark if opening[at] or _OPENS_GLUED.match(plain, mark) else None
        elif opening[at] and (mark - opened > _LONGEST_QUOTATION or not _nested(opening[at + 1 :])):
            opened = mark
    if opened is not None and not plain[paragraph.start : opened].strip():
        spans.append(Span(opened, paragraph.end))
    return tuple(spans)


def _nested(after: list[bool]) -> bool:
    """Whether a mark that opens inside a quotation is one within it: two marks close before the next opens."""
    return after[:2] == [False, False]
