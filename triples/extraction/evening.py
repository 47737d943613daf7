"""Texts made even before they are read: what a line end, a printer, a web page or an export put between letters is
taken out, and every place in the even text knows its offset in the text as it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from triples.extraction.columns import side_by_side
from triples.extraction.decoding import decode, export_values
from triples.extraction.edits import Edit, Piece, apply, cuts
from triples.extraction.linework import tidy_lines
from triples.extraction.markup import unmark
from triples.facts import Span

# Carriage returns of line ends, soft hyphens, marks of no width, and spaces wider than any column.
_UNSEEN = r"\r(?=\n)|[\u00ad\u200b-\u200f\u2060\ufeff]|(?<=[^\s\u00a0])[ \u00a0]{60,}(?=[ \u00a0])"
_ODD = re.compile(r"[\r\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")  # without one of which, and wide gaps, a text is even
_UNSEEN_MARKS = re.compile(_UNSEEN)
_STRETCHED = re.compile(rf"{_UNSEEN}|(?<=[^\s\u00a0])[ \u00a0]+(?=[ \u00a0])")  # of a run of spaces, all but the last
_GAP = re.compile(r"(?<=[a-z,])[ \u00a0]+(?=[a-z])")
_MANY = 0.1  # of the gaps between words: fewer wide ones are columns or slips


@dataclass(frozen=True, slots=True)
class Even:
    """An even text, and the steps that made it, each as the pieces of its text in order."""

    text: str
    steps: tuple[tuple[Piece, ...], ...] = ()

    def origin(self, span: Span) -> Span:
        """The passage of the text as it was that a passage of the even text stands for."""
        for pieces in reversed(self.steps):
            span = _before(pieces, span)
        return span


def _before(pieces: tuple[Piece, ...], span: Span) -> Span:
    """The passage before a step. One that was cut in two by a column runs over both."""
    first, last = _holding(pieces, span.start), _holding(pieces, span.end - 1)
    ends = first.place(span.start), last.place(span.end - 1), first.place(min(span.end, first.at + first.width) - 1)
    return Span(min(start for start, _ in ends), max(end for _, end in ends))


def _holding(pieces: tuple[Piece, ...], at: int) -> Piece:
    return pieces[max(0, bisect_right(pieces, at, key=lambda piece: piece.at) - 1)]


def even(text: str) -> Even:
    """A text in plain letters and lines: decoded, without markup and marks that nobody sees, its columns one below the
    other and, where most words stand apart, with one space between them."""
    steps: list[tuple[Piece, ...]] = []
    for edits in (export_values, decode, side_by_side, _unseen, unmark, tidy_lines):
        made = apply(text, edits(text))
        if made is not None:
            text, pieces = made
            steps.append(pieces)
    return Even(text, tuple(steps))


def _unseen(text: str) -> Iterable[Edit]:
    """Marks that nobody sees, and the spaces of a stretched text but one."""
    if "  " not in text and not _ODD.search(text):
        return ()
    pattern = _STRETCHED if _is_stretched(text) else _UNSEEN_MARKS
    return cuts(pattern, text)


def _is_stretched(text: str) -> bool:
    """Whether gaps of several spaces between small words are common: a text with doubled spaces, or set to a width."""
    if "  " not in text and "\u00a0" not in text:
        return False
    gaps = _GAP.findall(text)
    return sum(len(gap) > 1 for gap in gaps) > _MANY * len(gaps)
