"""Pictures of figures as inline SVG. Pure: numbers in, markup out; no script, no style but classes of `style.css`.

Each picture has a name and a description for who does not see it, and stands beside a table that says the same. Widths
are relative, so that a picture fits any screen; so words stand outside, in HTML, but for the codes on the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

_GRID = Path(__file__).resolve().parent / "tiles.txt"
_EMPTY = "..."
_TILE = 10
_COLUMN, _HEIGHT = 10, 100
_TIER = 2.4  # how far apart seats stand in a half circle, in radii of a seat


@dataclass(frozen=True, slots=True)
class Part:
    """So many of one kind. `name` is the class that gives the colour; what is `derived` is drawn as a ring."""

    name: str
    count: int
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart: what it is for, and its parts from below."""

    label: str
    parts: tuple[Part, ...]


def column(label: str, names: Iterable[str], counts: Iterable[int]) -> Column:
    """A column of counts by their names; what is not there is no part."""
    named = zip(names, counts, strict=True)
    return Column(label, tuple(Part(name, count) for name, count in named if count))


@dataclass(frozen=True, slots=True)
class Tile:
    """What the map shows for a state: the class of its colour, and words for who points at it."""

    name: str
    words: str


def _picture(kind: str, box: str, body: str, words: tuple[str, str], extra: str = "") -> Markup:
    """The frame: a picture with its name and description (SVG 2, section 5.7)."""
    title, description = (escape(text) for text in words)
    return Markup(
        f'<svg class="chart {kind}" viewBox="{box}" role="img" aria-label="{title}. {description}"{extra}>'
        f"<title>{title}</title><desc>{description}</desc>{body}</svg>"
    )


def hemicycle(parts: Sequence[Part], words: tuple[str, str]) -> Markup:
    """Seats in a half circle, one for each that is counted, from left to right in the order of the parts."""
    seats = _seats(sum(part.count for part in parts))
    body, at = "", 0
    for part in parts:
        circles = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="1"/>' for x, y in seats[at : at + part.count])
        body += f'<g class="{part.name}{" derived" if part.derived else ""}">{circles}</g>'
        at += part.count
    width = 1.3 + max((abs(x) for x, _ in seats), default=1)
    height = 1.3 + max((-y for _, y in seats), default=1)
    return _picture("hemicycle", f"{-width:g} {-height:g} {2 * width:g} {height + 1.3:g}", body, words)


def _seats(count: int) -> list[tuple[float, float]]:
    """Where the seats stand, from left to right: rows of one distance, each with seats in proportion to its length."""
    rows = max(1, round(math.sqrt(count / 6)))
    inner = max(rows, 3 if count > 3 else 1)
    radii = [(inner + row) * _TIER for row in range(rows)]
    while count > sum(_room(radius) for radius in radii):
        radii = [radius + _TIER for radius in radii]
    shares = _shares(count, radii)
    placed = []
    for radius, share in zip(radii, shares, strict=True):
        for seat in range(share):
            turn = math.pi * (1 - (seat / (share - 1) if share > 1 else 0.5))
            placed.append((-turn, round(radius * math.cos(turn), 1), round(-radius * math.sin(turn), 1)))
    return [(x, y) for _, x, y in sorted(placed)]


def _room(radius: float) -> int:
    return int(math.pi * radius / _TIER) + 1


def _shares(count: int, radii: Sequence[float]) -> list[int]:
    """How many seats each row has; what is left by rounding goes to the longest."""
    total = sum(radii)
    shares = [int(count * radius / total) for radius in radii]
    for row in range(count - sum(shares)):
        shares[-1 - row % len(shares)] += 1
    return shares


def bar(parts: Sequence[Part], words: tuple[str, str]) -> Markup:
    """One bar, divided by the parts."""
    body, at = "", 0
    for part in parts:
        body += f'<rect class="{part.name}" x="{at}" y="0" width="{part.count}" height="1"/>'
        at += part.count
    return _picture("tally", f"0 0 {at or 1} 1", body, words, ' preserveAspectRatio="none"')


def columns(found: Sequence[Column], words: tuple[str, str]) -> Markup:
    """Columns one beside the other, all of one scale; each part is one path, so that many columns stay small."""
    tallest = max((sum(part.count for part in column.parts) for column in found), default=0) or 1
    paths: dict[str, str] = {}
    for number, column in enumerate(found):
        at = 0
        for part in column.parts:
            top = _HEIGHT * (1 - (at + part.count) / tallest)
            height = _HEIGHT * part.count / tallest
            paths[part.name] = paths.get(part.name, "") + f"M{number * _COLUMN + 1} {top:.1f}h8v{height:.1f}h-8z"
            at += part.count
    body = "".join(f'<path class="{name}" d="{path}"/>' for name, path in paths.items())
    box = f"0 0 {len(found) * _COLUMN or 1} {_HEIGHT}"
    return _picture("columns", box, body, words, ' preserveAspectRatio="none"')


def span(start: tuple[str, str], end: tuple[str, str], first: int, last: int) -> Markup:
    """A bar from one day to another between the years `first` and `last`; days are (earliest, latest), empty where not
    known. What is not certain is drawn lighter. It says nothing that the row beside it does not."""
    width = last - first + 1
    outer = (_place(start[0], first, 0), _place(end[1], first, width))
    inner = (_place(start[1], first, width), _place(end[0], first, 0 if end[1] else width))
    body = _strip("unsure", max(0, outer[0]), min(width, outer[1]))
    if start[1] and inner[0] < inner[1]:
        body += _strip("sure", max(0, inner[0]), min(width, inner[1]))
    box = f'viewBox="0 0 {width} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"'
    return Markup(f'<svg class="span" {box}>{body}</svg>')


def _place(day: str, first: int, otherwise: float) -> float:
    """Where a day stands on an axis of years that begins with the first."""
    if not day:
        return otherwise
    return int(day[:4]) - first + (date.fromisoformat(day).timetuple().tm_yday - 1) / 366


def _strip(name: str, begin: float, end: float) -> str:
    return f'<rect class="{name}" x="{begin:.2f}" y="0" width="{max(end - begin, 0.08):.2f}" height="1"/>'


def level(share: float) -> Markup:
    """A bar that is filled to a share from 0 to 1; the number stands beside it."""
    box = 'viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"'
    return Markup(f'<svg class="level" {box}><rect class="sure" width="{100 * share:.1f}" height="1"/></svg>')


@cache
def tiles() -> Mapping[str, tuple[int, int]]:
    """Column and row of each state on the map, by its ISO 3166 code: `tiles.txt`, one word for a place."""
    rows = [line.split() for line in _GRID.read_text(encoding="ascii").splitlines()]
    return {code: (x, y) for y, row in enumerate(rows) for x, code in enumerate(row) if code != _EMPTY}


def tile_map(shown: Mapping[str, Tile], words: tuple[str, str]) -> Markup:
    """A square for each state, in its part of the world; those that are not shown are pale."""
    named = Tile("none", "")
    body = "".join(_tile(code, place, shown.get(code, named)) for code, place in sorted(tiles().items()))
    width, height = (1 + max(places) for places in zip(*tiles().values(), strict=True))
    return _picture("map", f"0 0 {width * _TILE} {height * _TILE}", body, words)


def _tile(code: str, place: tuple[int, int], tile: Tile) -> str:
    title = f"<title>{escape(tile.words)}</title>" if tile.words else ""
    x, y = place[0] * _TILE, place[1] * _TILE
    rect = f'<rect x="{x}" y="{y}" width="9" height="9" rx="1"/>'
    return f'<g class="{tile.name}">{title}{rect}<text x="{x + 4.5:g}" y="{y + 5.9:g}">{code}</text></g>'


def years(days: Iterable[str]) -> tuple[int, int] | None:
    """The first and the last year of these days; None where there is no day."""
    found = sorted(int(day[:4]) for day in days if day)
    return (found[0], found[-1]) if found else None
