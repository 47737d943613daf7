"""The lines of an article: which are its body, and which are headings, captions, datelines and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from triples.extraction.datelines import is_dateline, opening_dateline
from triples.extraction.furniture import is_caption, is_furniture, opens_comments, opens_links
from triples.facts import Span

LineKind = Literal["body", "heading", "caption", "furniture", "dateline"]

_ENDS = frozenset(".!?:;…")
_TITLE_ABBREVIATION = re.compile(r"(?:\bU\.N\.|\bU\.S\.|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Amb|St|Rep|Prof)\.|\b[A-Z]\.)$")
_LIST = re.compile(
    r"(?:voting |votes? |states? )?(?:in favou?r|for|against|abstain\w*|abstentions?|absent|yes|no|not "
    r"voting)\b[^:]{0,30}[:(—]",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-z0-9]{2}[.!?] [A-Z]")  # no title
_ATTRIBUTED = re.compile(r"\"[^\"]{20,}\"\s?(?:—|--?)\s?[A-Z]")  # a quotation, a dash and whose it is
_WORD = re.compile(r"\w+")
_WIDEST_WRAP, _NARROWEST_WRAP = 160, 24


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and what it is; only `body` lines (and headings that open a list) are evidence.

    Hard-wrapped lines are one. `opens_body` marks a dateline that stands before the first words of a paragraph."""

    span: Span
    kind: LineKind
    opens_body: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The folded text with hard line ends inside paragraphs made spaces, its lines, and its paragraphs of body."""

    plain: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Span, ...]


def lay_out(folded: str) -> Layout:
    """Cut a folded text into lines and say what each is."""
    units, plain = _units(folded)
    kinds = [Line(unit, _kind(plain[unit.start : unit.end], first=i == 0)) for i, unit in enumerate(units)]
    lines = tuple(_part_datelines(plain, _context(plain, kinds)))
    return Layout(plain, lines, tuple(line.span for line in lines if line.kind == "body"))


def _physical(folded: str) -> list[tuple[Span, bool]]:
    """The lines that hold something, trimmed, and whether an empty one stands before each."""
    found, at, blank = [], 0, True
    for line in folded.split("\n"):
        kept = line.strip()
        if kept:
            start = at + line.index(kept)
            found.append((Span(start, start + len(kept)), blank))
        blank = not kept
        at += len(line) + 1
    return found


def _units(folded: str) -> tuple[list[Span], str]:
    """Lines, with those that a hard wrap cut joined again, and the text in which their line ends are spaces."""
    lines = _physical(folded)
    width = _wrap_width(folded, lines)
    units: list[Span] = []
    joints: list[tuple[int, int]] = []
    previous = Span(0, 0)
    for span, blank in lines:
        if units and not blank and _goes_on(folded, previous, span, width):
            joints.append((previous.end, span.start))
            units[-1] = Span(units[-1].start, span.end)
        else:
            units.append(span)
        previous = span
    return units, _with_spaces(folded, joints)


def _with_spaces(folded: str, joints: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in joints:
        pieces += [folded[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, folded[at:]])


def _wrap_width(folded: str, lines: Sequence[tuple[Span, bool]]) -> int | None:
    """The width at which a document is hard-wrapped, or None where its lines are paragraphs.

    Wrapped lines are about as long as the longest, often end within a sentence, and some go on with a small letter."""
    inner = [(a, b) for (a, _), (b, blank) in pairwise(lines) if not blank]
    widest = max((span.end - span.start for pair in inner for span in pair), default=0)  # a title may be longer
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP or len(inner) < 2:
        return None
    open_ended = sum(1 for a, _ in inner if not _ended(folded[a.start : a.end]))
    full = sum(1 for a, _ in inner if a.end - a.start > widest * 0.7)
    small = sum(1 for _, b in inner if folded[b.start].islower())
    enough = len(inner) * 0.4
    return widest if open_ended >= enough and full >= enough and small * 4 >= len(inner) else None


def _goes_on(folded: str, previous: Span, span: Span, width: int | None) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line right above."""
    before, line = folded[previous.start : previous.end], folded[span.start : span.end]
    if line[0] in "-*•#>" or before[0] == "#" or is_furniture(line) or is_furniture(before):
        return False
    if not _ended(before) and line[0].islower():
        return True
    if _TITLE_ABBREVIATION.search(before) and line[0].isupper():
        return True
    if width is None or (opening_dateline(folded, span) and (_ended(before) or len(before) < 0.7 * width)):
        return False
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > (0.8 if _ended(before) else 0.72) * width


def _ended(line: str) -> bool:
    """Whether a line ends as a sentence or the first half of one does, behind any marks that close."""
    return line.rstrip("\"')]")[-1:] in _ENDS


def _kind(line: str, first: bool) -> LineKind:
    if is_dateline(line):
        return "dateline"
    if is_furniture(line):
        return "furniture"
    if is_caption(line):
        return "caption"
    if line[0] == "#":
        return "heading"
    if first and line.rstrip('"')[-1:] != "." and len(_WORD.findall(line)) <= 25 and not _TWO_SENTENCES.search(line):
        return "heading"
    if _ended(line) or line[-1] == '"' or _ATTRIBUTED.match(line):
        return "body"
    words = len(_WORD.findall(line))
    if words > 25 or (words > 3 and line[0].islower()) or _LIST.match(line) or line.count(",") * 4 >= words > 4:
        return "body"
    return "heading"


def _context(plain: str, lines: list[Line]) -> list[Line]:
    """What a line is by its neighbours: lists of other headlines, comments, a standfirst that the body repeats."""
    last = max((i for i, line in enumerate(lines) if line.kind == "body"), default=-1)
    first = min((i for i, line in enumerate(lines) if line.kind == "body"), default=-1)
    furniture = _comments(plain, lines) | _links(plain, lines) | _standfirst(plain, lines)
    furniture |= {i for i, line in enumerate(lines) if line.kind == "heading" and i > last >= 0}
    furniture |= {
        i + side
        for i, (a, b) in enumerate(pairwise(lines))
        if i > first >= 0 and _headline(plain, a) and _headline(plain, b)
        for side in (0, 1)
    }
    return [replace(line, kind="furniture") if i in furniture else line for i, line in enumerate(lines)]


def _headline(plain: str, line: Line) -> bool:
    text = plain[line.span.start : line.span.end]
    return line.kind == "heading" and text[0] != "#" and len(_WORD.findall(text)) >= 5


def _comments(plain: str, lines: Sequence[Line]) -> set[int]:
    for i, line in enumerate(lines):
        if i and opens_comments(plain[line.span.start : line.span.end]):
            return set(range(i, len(lines)))
    return set()


def _links(plain: str, lines: Sequence[Line]) -> set[int]:
    """The headings that follow "Related stories" and the like."""
    found: set[int] = set()
    listing = False
    for i, line in enumerate(lines):
        if opens_links(plain[line.span.start : line.span.end]):
            listing = True
        elif line.kind == "body":
            listing = False
        if listing:
            found.add(i)
    return found


def _standfirst(plain: str, lines: Sequence[Line]) -> set[int]:
    """Sentences at the head of a page that its body says again."""
    found: set[int] = set()
    bodies = [
        (i, _shingles(plain[line.span.start : line.span.end])) for i, line in enumerate(lines) if line.kind == "body"
    ]
    for at, (i, shingles) in enumerate(bodies[:3]):
        if shingles and any(len(shingles & other) >= 0.6 * len(shingles) for _, other in bodies[at + 1 :]):
            found.add(i)
    return found


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False)) if len(words) >= 8 else set()


def _part_datelines(plain: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Body lines, with the dateline before their first words made a line of its own."""
    for line in lines:
        dateline = opening_dateline(plain, line.span) if line.kind == "body" else None
        if dateline is None:
            yield line
            continue
        if dateline.start > line.span.start:  # a title that was glued to its article
            yield Line(Span(line.span.start, dateline.start - 1), "heading")
        yield Line(dateline, "dateline", opens_body=True)
        start = line.span.end - len(plain[dateline.end : line.span.end].lstrip(" —-:,."))
        yield Line(Span(start, line.span.end), "body")
