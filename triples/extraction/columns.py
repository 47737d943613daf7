"""Two columns that were printed side by side, set one below the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import mean

from triples.extraction.edits import Edit

_GUTTER = re.compile(r"(?<=\S)[ \u00a0]{3,}(?=\S)")
_FEWEST_LINES = 6
_WORDS = 3.0  # in a cell of prose; a table's cells hold names and numbers
_LONGEST = 4000  # lines


def side_by_side(text: str) -> Iterable[Edit]:
    """The lines that run over two columns of prose: the left halves, then the right ones. Tables stay as they are."""
    if "   " not in text:
        return ()
    lines = _lines(text)
    gaps = [_GUTTER.search(text, *line) for line in lines]
    starts = Counter(gap.end() - line[0] for line, gap in zip(lines, gaps, strict=True) if gap)
    if not starts or len(lines) > _LONGEST:
        return ()
    column, number = min(starts.items(), key=lambda item: (-item[1], item[0]))
    if number < _FEWEST_LINES:
        return ()
    rows = [i for i, (line, gap) in enumerate(zip(lines, gaps, strict=True)) if gap and gap.end() - line[0] == column]
    first, last = _with_ends(lines, rows[0], rows[-1], column)
    halves = [_halves(text, line, column) for line in lines[first : last + 1]]
    if number < 0.5 * len(halves) or not _is_prose(text, halves):
        return ()
    moved = tuple([left for left, _ in halves] + [right for _, right in halves])
    return (Edit(lines[first][0], lines[last][1], "", moved),)


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [found.start() for found in re.finditer(r"\n", text)]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))


def _with_ends(lines: list[tuple[int, int]], first: int, last: int, column: int) -> tuple[int, int]:
    """The first and last line of the columns with the lines right above and below that fill one of them only."""
    while first and 0 < lines[first - 1][1] - lines[first - 1][0] < column:
        first -= 1
    while last + 1 < len(lines) and 0 < lines[last + 1][1] - lines[last + 1][0] < column:
        last += 1
    return first, last


def _halves(text: str, line: tuple[int, int], column: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The left and the right half of a line, trimmed; an empty one has no width."""
    middle = min(line[1], line[0] + column)
    return _trimmed(text, line[0], middle), _trimmed(text, middle, line[1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    half = text[start:end]
    begin = start + len(half) - len(half.lstrip())
    return begin, max(begin, start + len(half.rstrip()))


def _is_prose(text: str, halves: list[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    """Whether both columns hold several words a line, and go on with small letters."""
    for side in (0, 1):
        cells = [text[half[side][0] : half[side][1]] for half in halves]
        full = [cell for cell in cells if cell]
        if not full or mean(len(cell.split()) for cell in full) < _WORDS:
            return False
        if sum(cell[0].islower() for cell in full) * 4 < len(full):
            return False
    return True
