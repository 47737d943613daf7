"""Votes set out as tables: each state beside its choice, a column for each choice, or a vote in each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from triples.extraction.chosen import choice_of
from triples.extraction.document import Document
from triples.extraction.gazetteer import Mention
from triples.extraction.grids import find_grid
from triples.extraction.numbers import value
from triples.extraction.rollcalls import RollCall, Row
from triples.facts import Choice, Span

_LEAST = 3  # states that make a table
_ASKEW = 2  # characters that a cell may stand beside its column
_WORDS = (
    r"(?:(?:voted|votes?)\s+)?(?:(?P<for>yes|(?:in\s+)?favou?r|for|Y)|(?P<against>no|against|opposed|N)|"
    r"(?P<abstain>abstain(?:ed|ing|s)?|abstentions?|A)|(?P<absent>absent|(?:did\s+)?not\s+(?:vot(?:e|ing)|present|"
    r"participat(?:e|ing))|X))\b"
)
_AFTER = re.compile(rf"[ \t|:;=,.)(*/—-]{{1,60}}?{_WORDS}[ \t|*).]*", re.IGNORECASE)
_BELOW = re.compile(rf"[ \t|*)]*\n\s{{0,8}}{_WORDS}[ \t|*.]*(?=\n|$)", re.IGNORECASE)
_BEFORE = re.compile(rf"[ \t|*]*{_WORDS}[ \t|:=*—-]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s|,;:•*#\d.)(/=+—-]*(?:\b[A-Z]\b[.:)]?\s+)?(?:and\s+|the\s+)?", re.IGNORECASE)
_HEAD = re.compile(rf"\W*{_WORDS}(?:\W*\d+)?\W*", re.IGNORECASE)
_CELLS = {"|": re.compile(r"[^|\n]+"), "\t": re.compile(r"[^\t\n]+"), ",": re.compile(r"[^,\n]+")}
_COMMAS = re.compile(r"^[^,\s][^,\n]*(?:,[^,\s][^,\n]*){2,}$", re.MULTILINE)
_SPACED = re.compile(r"\S+(?: \S+)*")
_COUNTED = re.compile(r"\W*(\d{1,3}|none|nil)\b", re.IGNORECASE)
_RULED = re.compile(r"[\s|+=:_—–-]*")
_MARKED = re.compile(r"\W*[x1y✓✔√•*]\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A state beside its choice."""

    choice: Choice
    mention: Mention
    span: Span


def find_tables(document: Document) -> list[RollCall]:
    """The votes that a document sets out as tables."""
    wide = any(mark in document.text for mark in ("|", "\t", "   ")) or _COMMAS.search(document.text)
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", document.text)] if wide else []
    if wide and (results := list(_of_counts(document, lines))):
        return results
    columns = (list(_by_column(document, lines)) or list(_of_several_votes(document, lines))) if wide else []
    if any(call.column for call in columns):
        return columns
    if grid := [_Entry(*cell) for cell in find_grid(document)]:
        return [*columns, _call(grid)]
    named = [m for m in document.mentions if m.candidates[0].kind == "state" and m.role != "demonym"]
    for reading in (_AFTER, _BEFORE, _BELOW):
        pairs = [_call(run) for run in _runs(document, named, reading) if reading is not _BELOW or _varied(run)]
        if pairs:
            return columns + pairs
    return columns


def _runs(document: Document, named: Sequence[Mention], reading: re.Pattern[str]) -> Iterator[list[_Entry]]:
    """Runs of states, each with its choice after it ("Belgium: yes"), below it or before it ("Y BELGIUM")."""
    run: list[_Entry] = []
    for mention in named:
        entry = _entry(document.plain, mention, reading)
        follows = run and entry and _BETWEEN.fullmatch(document.plain, run[-1].span.end, entry.span.start)
        if entry and follows and all(mention.candidates != e.mention.candidates for e in run):
            run.append(entry)
            continue
        if len(run) >= _LEAST:
            yield run
        run = [entry] if entry else []
    if len(run) >= _LEAST:
        yield run


def _entry(plain: str, mention: Mention, reading: re.Pattern[str]) -> _Entry | None:
    span = mention.span
    if reading is not _BEFORE:
        found = reading.match(plain, span.end)
        return _Entry(choice_of(found), mention, Span(span.start, found.end())) if found else None
    start = plain.rfind("\n", 0, span.start) + 1
    found = reading.fullmatch(plain, start, span.start) if span.start - start < 40 else None
    alone = found and not plain[span.end : span.end + 40].split("\n")[0].strip(" |\t.*)")
    return _Entry(choice_of(found), mention, Span(start, span.end)) if found and alone else None


def _varied(run: Sequence[_Entry]) -> bool:
    """Whether choices come again: a choice below each state, not the headings of lists of one state each."""
    return len(run) > len({entry.choice for entry in run})


def _by_column(document: Document, lines: Sequence[Span]) -> Iterator[RollCall]:
    """Tables with a column for each choice, which holds the states that chose so or a mark beside each state."""
    at = 0
    while at < len(lines):
        head, heads = lines[at], _heads(document.text, lines[at])
        at += 1
        entries: list[_Entry] = []
        while len(heads) > 1 and at < len(lines) and (cells := _under(document.text, lines[at], head)):
            entries += _row_entries(document, cells, heads)
            at += 1
        if len(entries) >= _LEAST:
            yield _call(entries)


def _of_counts(document: Document, lines: Sequence[Span]) -> Iterator[RollCall]:
    """Tables with a vote in each row and columns for how many chose what, perhaps with their names in brackets."""
    heads: dict[int, Choice] = {}
    head = Span(0, 0)
    for line in lines:
        cells = _under(document.text, line, head) if heads else []
        told = [(choice, cells[i]) for i, choice in heads.items() if i < len(cells)]
        found = [(c, cell, n) for c, cell in told if (n := _COUNTED.match(document.plain, cell.start, cell.end))]
        if len(found) > 1:
            yield RollCall([_counted(document, c, cell, value(n[1])) for c, cell, n in found], line=line)
        elif not _RULED.fullmatch(document.text, line.start, line.end):
            heads, head = _heads(document.text, line, letters=True), line
            heads = heads if len(heads) > 1 else {}


def _counted(document: Document, choice: Choice, cell: Span, count: int) -> Row:
    named = tuple(m for m in document.mentions_in(cell) if m.candidates[0].kind == "state")
    return Row(choice, count, named, cell, cell, whole=False)


def _of_several_votes(document: Document, lines: Sequence[Span]) -> Iterator[RollCall]:
    """Tables with a state on each line and a column for each vote, which holds what it chose."""
    rows = [(m, cells) for line in lines if (m := _named_alone(document, cells := _cells(document.text, line)))]
    width = len(rows[0][1]) if rows else 0
    if width < 3 or len(rows) < _LEAST or any(len(cells) != width for _, cells in rows):
        return
    for column in range(1, width):
        told = [(m, cells[column], _chosen(document.plain, cells[column])) for m, cells in rows]
        entries = [_Entry(choice, mention, cell) for mention, cell, choice in told if choice]
        if len(entries) >= _LEAST:
            call = _call(entries)
            call.column = column - 1, width - 1
            yield call


def _named_alone(document: Document, cells: Sequence[Span]) -> Mention | None:
    """The state that fills the first of several cells, where the next tells a choice and no other names a state."""
    if len(cells) < 3 or not _chosen(document.plain, cells[1]) or any(document.mentions_in(c) for c in cells[1:]):
        return None
    named = document.mentions_in(cells[0])
    return named[0] if len(named) == 1 and named[0].candidates[0].kind == "state" else None


def _chosen(plain: str, cell: Span) -> Choice | None:
    found = _HEAD.fullmatch(plain, cell.start, cell.end)
    return choice_of(found) if found else None


def _cells(text: str, line: Span) -> list[Span]:
    """The cells of a line as read, by bars, tabs or wide gaps; none where it has but one."""
    within = text[line.start : line.end]
    pattern = _CELLS[mark] if (mark := _mark(within)) else _SPACED
    cells = [Span(m.start(), m.end()) for m in pattern.finditer(text, line.start, line.end)]
    return cells if len(cells) > 1 else []


def _mark(line: str) -> str:
    """What parts the cells of a line: a bar, a tab, a comma without a space behind it; "" for wide gaps."""
    return next((mark for mark in "|\t" if mark in line), "," if _COMMAS.fullmatch(line) else "")


def _under(text: str, line: Span, head: Span) -> list[Span]:
    """The cells of a row by the columns of its header, where some may be empty: an empty span. None below no column."""
    within = text[line.start : line.end]
    if _mark(text[head.start : head.end]) == "|" and "|" not in within:
        return []
    if mark := _mark(within):
        edges = [line.start - 1, *(line.start + n for n, c in enumerate(within) if c == mark), line.end]
        parts = [Span(start + 1, end) for start, end in pairwise(edges)]
        bordered = within.startswith("|")
        return parts[1:] if bordered else parts
    columns = [cell.start - head.start for cell in _cells(text, head)]
    placed = [Span(line.start, line.start)] * len(columns)
    for found in _SPACED.finditer(text, line.start, line.end):
        near = [n for n, column in enumerate(columns) if abs(found.start() - line.start - column) <= _ASKEW]
        if len(near) != 1:
            return _cells(text, line) if len(_cells(text, line)) == len(columns) else []
        placed[near[0]] = Span(found.start(), found.end())
    return placed


def _heads(plain: str, line: Span, *, letters: bool = False) -> dict[int, Choice]:
    """The columns of a header that are headed by a choice; by a letter for one only where `letters` says so."""
    if line.end - line.start > 160:
        return {}
    found = {i: _HEAD.fullmatch(plain, cell.start, cell.end) for i, cell in enumerate(_cells(plain, line))}
    choices = {i: choice_of(head) for i, head in found.items() if head and (letters or len(head[0].strip(" *")) > 1)}
    return choices if len(set(choices.values())) == len(choices) else {}


def _row_entries(document: Document, cells: Sequence[Span], heads: dict[int, Choice]) -> Iterator[_Entry]:
    states = [[m for m in document.mentions_in(c) if m.candidates[0].kind == "state"] for c in cells]
    columns = [i for i in heads if i < len(cells)]
    if any(states[i] for i in columns):
        yield from (_Entry(heads[i], mention, mention.span) for i in columns for mention in states[i])
        return
    marked = [i for i in columns if _MARKED.fullmatch(document.plain, cells[i].start, cells[i].end)]
    named = [m for row in states for m in row]
    if len(marked) == 1 and len(named) == 1:
        yield _Entry(heads[marked[0]], named[0], Span(cells[0].start, cells[-1].end))


def _call(entries: Iterable[_Entry]) -> RollCall:
    """The rows of a table: its states by choice. They may be some of the voters only."""
    by_choice: dict[Choice, list[_Entry]] = {}
    for entry in entries:
        by_choice.setdefault(entry.choice, []).append(entry)
    return RollCall([_row(choice, told) for choice, told in by_choice.items()])


def _row(choice: Choice, told: Sequence[_Entry]) -> Row:
    first, last = told[0].span, told[-1].span
    return Row(choice, None, tuple(e.mention for e in told), Span(first.start, last.end), first, whole=False)
