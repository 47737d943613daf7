"""Texts made even before they are read: what a line end, a printer or a web page put between letters is taken out, and
every place in the even text knows its offset in the text as it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

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
    """An even text. `places` are those after which something was taken out, and `taken` how much by then."""

    text: str
    places: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()

    def origin(self, span: Span) -> Span:
        """The passage of the text as it was that a passage of the even text stands for."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1) if self.places else span

    def _offset(self, at: int) -> int:
        before = bisect_right(self.places, at) - 1
        return at + self.taken[before] if before >= 0 else at


def even(text: str) -> Even:
    """A text without marks that nobody sees and, where most words stand apart, with one space between them."""
    if "  " not in text and not _ODD.search(text):
        return Even(text)
    pattern = _STRETCHED if _is_stretched(text) else _UNSEEN_MARKS
    pieces: list[str] = []
    places: list[int] = []
    taken: list[int] = []
    at = gone = 0
    for mark in pattern.finditer(text):
        pieces.append(text[at : mark.start()])
        gone += mark.end() - mark.start()
        at = mark.end()
        places.append(at - gone)
        taken.append(gone)
    return Even("".join([*pieces, text[at:]]), tuple(places), tuple(taken)) if places else Even(text)


def _is_stretched(text: str) -> bool:
    """Whether gaps of several spaces between small words are common: a text with doubled spaces, or set to a width."""
    if "  " not in text and "\u00a0" not in text:
        return False
    gaps = _GAP.findall(text)
    return sum(len(gap) > 1 for gap in gaps) > _MANY * len(gaps)
