"""Votes set out as grids: several states a line, each behind a letter for its choice, or behind a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from triples.extraction.document import Document
from triples.extraction.gazetteer import Mention
from triples.facts import Choice, Span

_LEAST = 3  # lines that make a grid
_MARK = re.compile(r"(?:^|(?<=[ \t|]))(?P<mark>[YNAXE]|Yes|No|Abs)[ \t|.:)]{1,6}", re.IGNORECASE)
_OPENS = re.compile(r"^[ \t|]*(?:[YNAXE]|Yes|No|Abs)[ \t|.:)]{1,6}[A-Z]", re.MULTILINE)
_LETTERS: dict[str, Choice] = {"y": "for", "n": "against", "a": "abstain", "x": "absent", "e": "absent"}
# "A blank means that the delegation did not take part".
_BLANK_IS_ABSENT = re.compile(
    r"\bblank\b[^.;\n]{0,80}?\b(?:absen|not (?:vot|tak|present|participat)|non-voting|no vote)", re.IGNORECASE
)
Cell = tuple[Choice, Mention, Span]


def find_grid(document: Document) -> list[Cell]:
    """The states of a grid with their choices, in reading order; none where a document has no grid."""
    if not _OPENS.search(document.text):
        return []
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", document.text)]
    rows = [_row(document, Span(*line)) for line in lines]
    blocks = [list(block) for full, block in groupby(rows, key=bool) if full]
    grids = [block for block in blocks if len(block) >= _LEAST and any(len(row) > 1 for row in block)]
    blank: Choice | None = "absent" if _BLANK_IS_ABSENT.search(document.text) else None
    return [
        (choice, mention, span)
        for block in grids[:1]
        for row in block
        for mark, mention, span in row
        if (choice := mark or blank)
    ]


def _row(document: Document, line: Span) -> list[tuple[Choice | None, Mention, Span]]:
    """The cells of a line that is made of states and letters alone, of which one at least has a letter."""
    cells = list(_cells(document, line))
    marked = any(mark for mark, _, _ in cells)
    return cells if marked and len(cells) == len(document.mentions_in(line)) else []


def _cells(document: Document, line: Span) -> Iterator[tuple[Choice | None, Mention, Span]]:
    at = line.start
    for mention in document.mentions_in(line):
        before = document.text[at : mention.span.start]
        mark = _MARK.search(before)
        clean = not (before[: mark.start()] if mark else before).strip(" \t|") and not (mark and before[mark.end() :])
        first = at == line.start
        if mention.candidates[0].kind != "state" or not clean or not (first or before[:2].strip() == ""):
            return
        start = at + mark.start() if mark else mention.span.start
        yield _LETTERS[mark["mark"][0].lower()] if mark else None, mention, Span(start, mention.span.end)
        at = mention.span.end
    if document.text[at : line.end].strip(" \t|"):
        return
