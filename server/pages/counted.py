"""Counts year by year, as the charts of states and bodies show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolution

from server.asking import literal
from server.pages.reading import node, number


@dataclass(frozen=True, slots=True)
class Year:
    """How many there were of each code in a year, in the order of the codes that were asked for."""

    year: str
    counts: tuple[int, ...]


def by_year(rows: Iterable[QuerySolution], codes: Sequence[NamedNode | None]) -> tuple[Year, ...]:
    """The `?count` of each `?code` in a `?year`, from the first year to the last; None stands for every other code."""
    counts: dict[int, dict[NamedNode | None, int]] = {}
    for row in rows:
        year = counts.setdefault(int(literal(row["year"])), {})
        code = known if (known := node(row, "code")) in codes else None
        year[code] = year.get(code, 0) + number(row, "count")
    span = range(min(counts, default=0), max(counts, default=-1) + 1)
    return tuple(Year(str(year), tuple(counts.get(year, {}).get(code, 0) for code in codes)) for year in span)
