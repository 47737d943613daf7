"""Checks between the reference tables: nothing twice, nothing that points nowhere, no name that means two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from ontology.errors import InputError
from triples.iris import slug
from triples.reference.tables import Tables


def check(tables: Tables) -> None:
    """Raises InputError at the first row that contradicts another table, with the table and what to do."""
    for table in ("sources", "states", "bodies", "agencies"):
        _once(table, getattr(tables, table), lambda row: getattr(row, "slug", None) or row.key)
    _slugs(tables)
    _sources(tables)
    _references(tables)
    _once("admissions", tables.admissions, lambda r: (r.state, r.admitted.earliest))
    _once("groups", tables.groups, lambda r: r.state)
    _once("seats", tables.seats, lambda r: (r.body, r.state, r.start.earliest))
    _once("names", tables.names, lambda r: (r.entity, r.lang, r.text))
    _once("states", [s for s in tables.states if s.iso3], lambda r: r.iso3)
    _names(tables)


def entity_labels(tables: Tables) -> dict[str, str]:
    """Every entity (`state/china`) and its preferred English name."""
    kinds = (("state", tables.states), ("body", tables.bodies), ("agency", tables.agencies))
    return {f"{kind}/{row.slug}": row.label for kind, rows in kinds for row in rows}


def _once(table: str, rows: Iterable[Any], key: Callable[[Any], Hashable]) -> None:
    seen: set[Hashable] = set()
    for row in rows:
        if key(row) in seen:
            raise InputError(f"{table}.csv: {_show(key(row))} stands twice; keep one row")
        seen.add(key(row))


def _show(key: Hashable) -> str:
    return ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _slugs(tables: Tables) -> None:
    for table in ("states", "bodies", "agencies"):
        for row in getattr(tables, table):
            if row.slug != slug(row.label):
                raise InputError(f"{table}.csv: the slug of {row.label} must be {slug(row.label)}, not {row.slug}")


def _sources(tables: Tables) -> None:
    known = {row.key for row in tables.sources}
    for table in tables.__slots__:
        for row in getattr(tables, table):
            source = getattr(row, "source", None)
            if source and source not in known:
                raise InputError(f"{table}.csv: source {source} is not in sources.csv; add it there")


def _references(tables: Tables) -> None:
    states, bodies = {s.slug for s in tables.states}, {b.slug for b in tables.bodies}
    _known("admissions", "state", [r.state for r in tables.admissions], states, "states")
    _known("groups", "state", [r.state for r in tables.groups], states, "states")
    _known("seats", "state", [r.state for r in tables.seats], states, "states")
    _known("seats", "body", [r.body for r in tables.seats], bodies, "bodies")
    _known("bodies", "parent", [r.parent for r in tables.bodies if r.parent], bodies, "bodies")
    _known(
        "names", "entity", [r.entity for r in tables.names], set(entity_labels(tables)), "states, bodies or agencies"
    )


def _known(table: str, column: str, used: Iterable[str], known: set[str], where: str) -> None:
    for name in used:
        if name not in known:
            raise InputError(f"{table}.csv, column {column}: {name} is not in {where}; add it there or correct it")


def _names(tables: Tables) -> None:
    """No English name for two entities, unless `shared_names.csv` says why; none that repeats the label."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    labels = entity_labels(tables)
    for entity, label in labels.items():
        holders[label].add(entity)
    for row in tables.names:
        if row.lang == "en" and row.text == labels[row.entity]:
            raise InputError(f"names.csv: {row.text} is already the label of {row.entity}; remove the row")
        if row.lang == "en":
            holders[row.text].add(row.entity)
    shared = {row.text for row in tables.shared_names}
    for text, entities in holders.items():
        if (len(entities) > 1) != (text in shared):
            raise InputError(_clash(text, sorted(entities)))
    for text in sorted(shared - set(holders)):
        raise InputError(f"shared_names.csv: nobody goes by {text}; remove the row")


def _clash(text: str, entities: list[str]) -> str:
    if len(entities) == 1:
        return f"shared_names.csv: only {entities[0]} goes by {text}; remove the row"
    return f"names.csv: {text} names {' and '.join(entities)}; remove one, or list it in shared_names.csv with a reason"
