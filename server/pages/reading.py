"""What the pages of all kinds read: facts in a few words, lists that are bounded and counted, and the names of it all.

Whatever a page mentions is held as a NamedNode in dataclasses; `mentioned` finds them, so that all names of a page are
looked up at once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution

from server.asking import Asker, iri, literal
from server.language import DEFAULT

PAGE = 25  # rows of a list that has other lists beside it
LONG = 100  # rows of a list that stands alone
COUNTED = 10_000  # things on a list that are counted; beyond, there are "more than" so many

_FACTS = "SELECT DISTINCT ?property ?value WHERE { VALUES ?property { {{properties}} } {{thing}} ?property ?value }"
_TYPES = "SELECT DISTINCT ?type WHERE { {{thing}} a ?type } ORDER BY ?type LIMIT 20"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for: a day (`on`, empty where none is given) and the number of a page."""

    on: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and its language; empty where it has none."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing and its values."""

    property: NamedNode
    values: tuple[NamedNode | Text, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list of things: its name, and the pattern of `who` is on it, which binds `?thing` and perhaps `?via`, what the
    badge leads to. It is sorted by the `?day` that `dated` binds. Only for the things on a page, `more` adds what is
    shown beside each: `?mark` (a code, as a badge), `?until` (the end of an interval), `?link`.

    Without an `order`, as the engine finds them: what may be very many is not sorted for each page. Not `first`: only
    on a page of its own."""

    name: str
    who: str
    dated: str = ""
    more: str = ""
    order: str = "DESC(?day) ?thing"
    first: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. The day is empty where none is known; with `until` it is an interval."""

    thing: NamedNode
    day: str
    until: str
    mark: NamedNode | None
    via: NamedNode | None
    links: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and how many things are on the whole list."""

    name: str
    rows: tuple[Row, ...]
    total: int
    page: int = 1
    size: int = PAGE

    @property
    def more(self) -> bool:
        """Whether there are rows after these."""
        return self.total > self.page * self.size or (self.total > COUNTED and len(self.rows) == self.size)


def types(asker: Asker, thing: NamedNode) -> tuple[NamedNode, ...]:
    """The classes of a thing."""
    return tuple(iri(row["type"]) for row in asker.select(_TYPES, thing=thing))


def facts(asker: Asker, thing: NamedNode, properties: Sequence[NamedNode]) -> tuple[Fact, ...]:
    """The values of these properties, in their order; of a text in several languages, that which is wanted."""
    found: dict[NamedNode, list[NamedNode | Text]] = {}
    for row in asker.select(_FACTS, thing=thing, properties=list(properties)):
        found.setdefault(iri(row["property"]), []).append(value(row["value"]))
    return tuple(Fact(name, _wanted(found[name], asker.lang)) for name in properties if name in found)


def value(term: object) -> NamedNode | Text:
    """A term as pages hold it."""
    if isinstance(term, NamedNode):
        return term
    assert isinstance(term, Literal)
    return Text(term.value, term.language or "")


def _wanted(values: list[NamedNode | Text], lang: str) -> tuple[NamedNode | Text, ...]:
    """All but texts in other languages than the best that there is."""
    spoken = {one.lang for one in values if isinstance(one, Text)}
    best = next((code for code in (lang, DEFAULT, "", *sorted(spoken)) if code in spoken), "")
    kept = [one for one in values if isinstance(one, NamedNode) or one.lang in (best, "")]
    return tuple(sorted(kept, key=str))


def listing(asker: Asker, thing: NamedNode, what: List, page: int = 1, size: int = PAGE) -> Listing:
    """One page of a list of a thing. Only what is on the page is looked into; the whole is counted."""
    order = f"ORDER BY {what.order}" if what.order else ""
    day = "?day" if what.dated else ""
    inner = f"SELECT DISTINCT ?thing {day} ?via WHERE {{ {what.who} {what.dated} }} {order} LIMIT {{{{size}}}}"
    query = f"SELECT * WHERE {{ {{ {inner} OFFSET {{{{skipped}}}} }} {what.more} }} {order}"
    rows = _rows(asker.select(query, thing=thing, size=size, skipped=(page - 1) * size))
    if page == 1 and len(rows) < size:
        return Listing(what.name, rows, len(rows), page, size)
    return Listing(what.name, rows, _count(asker, thing, what), page, size)


def listings(asker: Asker, thing: NamedNode, wanted: Iterable[List]) -> tuple[Listing, ...]:
    """The first page of each list that is not empty."""
    found = (listing(asker, thing, what) for what in wanted if what.first)
    return tuple(one for one in found if one.rows)


def _count(asker: Asker, thing: NamedNode, what: List) -> int:
    every = f"SELECT DISTINCT ?thing ?via WHERE {{ {what.who} }} LIMIT {{{{most}}}}"
    query = f"SELECT (COUNT(*) AS ?all) WHERE {{ {every} }}"
    return next(int(literal(row["all"])) for row in asker.select(query, thing=thing, most=COUNTED + 1))


def _rows(found: Iterable[QuerySolution]) -> tuple[Row, ...]:
    """One row for each thing and mark, whatever links it has."""
    rows: dict[tuple[str, ...], Row] = {}
    for one in found:
        row = _row(one)
        key = tuple(str(part) for part in (row.thing, row.mark, row.via))
        known = rows.setdefault(key, row)
        new = tuple(link for link in row.links if link not in known.links)
        rows[key] = dataclasses.replace(known, links=known.links + new)
    return tuple(rows.values())


def _row(one: QuerySolution) -> Row:
    mark, via, link = (node(one, name) for name in ("mark", "via", "link"))
    return Row(iri(one["thing"]), text(one, "day"), text(one, "until"), mark, via, (link,) if link else ())


def node(row: QuerySolution, name: str) -> NamedNode | None:
    """The IRI in this column; None where it has none."""
    found = row[name]
    return found if isinstance(found, NamedNode) else None


def text(row: QuerySolution, name: str) -> str:
    """The text in this column; empty where it has none."""
    found = row[name]
    return found.value if isinstance(found, Literal) else ""


def number(row: QuerySolution, name: str) -> int:
    """The whole number in this column; 0 where it has none."""
    return int(text(row, name) or 0)


def mentioned(found: object) -> Iterator[NamedNode]:
    """Every IRI in dataclasses, tuples and mappings, however deep."""
    if isinstance(found, NamedNode):
        yield found
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from mentioned(getattr(found, field.name))
    elif isinstance(found, Mapping):
        for key, part in found.items():
            yield from mentioned(key)
            yield from mentioned(part)
    elif isinstance(found, (tuple, list)):
        for part in found:
            yield from mentioned(part)
