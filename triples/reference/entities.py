"""The tables as the registry that extraction and description use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from triples.iris import thing
from triples.reference.rows import Period
from triples.reference.tables import Tables
from triples.registry import Entity, EntityKind, Name, PostTerm, Registry, SeatTerm, TenureTerm

_KINDS: tuple[tuple[EntityKind, str], ...] = (
    ("state", "states"),
    ("body", "bodies"),
    ("official", "officials"),
    ("agency", "agencies"),
)
ASSEMBLY = "general-assembly"  # where every member of the United Nations sits


def registry_of(tables: Tables) -> Registry:
    """Every entity with its names, who sat where, and who held which post."""
    posts = tuple(PostTerm(row.title, row.served.partition("/")[2]) for row in tables.posts)
    return Registry(tuple(_entities(tables)), (*_seats(tables), *_members(tables)), tuple(_tenures(tables)), posts)


def _entities(tables: Tables) -> Iterator[Entity]:
    names: defaultdict[str, list[Name]] = defaultdict(list)
    for row in tables.names:
        names[row.entity].append(Name(row.text, row.kind, row.lang))
    distinct: defaultdict[str, set[str]] = defaultdict(set)
    for pair in tables.distinct:
        distinct[pair.entity].add(pair.other.partition("/")[2])
        distinct[pair.other].add(pair.entity.partition("/")[2])
    codes = _codes(tables)
    for kind, table in _KINDS:
        for row in getattr(tables, table):
            key = f"{kind}/{row.slug}"
            yield Entity(
                kind=kind,
                slug=row.slug,
                label=row.label,
                iri=thing(kind, row.label).value,
                names=(Name(row.label, "label"), *names[key]),
                iso3=codes.get(row.slug) if kind == "state" else None,
                not_same_as=frozenset(distinct[key]),
            )


def _codes(tables: Tables) -> dict[str, str]:
    return {row.slug: row.iso3 for row in tables.states if row.iso3}


def _seats(tables: Tables) -> Iterator[SeatTerm]:
    codes = _codes(tables)
    for row in tables.seats:
        start, end = _span(row.start, row.end)
        yield SeatTerm(row.body, codes[row.state], row.kind, start, end)


def _members(tables: Tables) -> Iterator[SeatTerm]:
    """Members sit in the General Assembly; one that continues another's membership, from the day after that ended."""
    codes, taken_over = _codes(tables), inherited(tables)
    for row in tables.admissions:
        start, end = _span(row.admitted, row.left)
        if row.state in codes:
            yield SeatTerm(ASSEMBLY, codes[row.state], "full", max(start, taken_over.get(row.state, start)), end)


def inherited(tables: Tables) -> dict[str, date]:
    """The day on which a state took over the membership of another that the tables know by a code of its own."""
    codes = _codes(tables)
    ended = {row.state: row.left.latest for row in tables.admissions if row.left and row.left.latest}
    return {
        row.state: ended[row.predecessor] + timedelta(days=1)
        for row in tables.successions
        if row.manner == "continues" and row.predecessor in codes and row.predecessor in ended
    }


def _span(start: Period, end: Period | None) -> tuple[date, date | None]:
    return start.earliest or date.min, end.latest if end else None


def _tenures(tables: Tables) -> Iterator[TenureTerm]:
    posts = {row.slug: row for row in tables.posts}
    for row in tables.tenures:
        post = posts[row.post]
        yield TenureTerm(
            official=row.official,
            title=post.title,
            served=post.served.partition("/")[2],
            start_earliest=row.start.earliest if row.start else None,
            start_latest=row.start.latest if row.start else None,
            end_earliest=row.end.earliest if row.end else None,
            end_latest=row.end.latest if row.end else None,
        )
