"""The reference data: tables of settled facts about states, bodies, seats and posts, kept by hand with their sources.

`README.md` in this folder says what each table holds and how to add a row.
"""

from __future__ import annotations

from pathlib import Path

from triples.iris import thing
from triples.reference.checks import check
from triples.reference.tables import Tables, read_tables
from triples.registry import Entity, EntityKind, Name, Registry, SeatTerm

FOLDER = Path(__file__).parent


def load_tables(folder: Path | None = None) -> Tables:
    """The tables of a folder (ours by default), checked against each other. Raises InputError."""
    tables = read_tables(folder or FOLDER)
    check(tables)
    return tables


def load_registry(folder: Path | None = None) -> Registry:
    """The registry of known entities, from the tables of a folder (ours by default). Raises InputError."""
    return registry_of(load_tables(folder))


def registry_of(tables: Tables) -> Registry:
    """The tables as extraction and description use them. Members sit in the General Assembly while they are members."""
    names: dict[str, list[Name]] = {}
    for row in tables.names:
        names.setdefault(row.entity, []).append(Name(row.text, row.kind, row.lang))
    iso3 = {row.slug: row.iso3 for row in tables.states}
    kinds: tuple[tuple[EntityKind, tuple[tuple[str, str], ...]], ...] = (
        ("state", tuple((r.slug, r.label) for r in tables.states)),
        ("body", tuple((r.slug, r.label) for r in tables.bodies)),
        ("agency", tuple((r.slug, r.label) for r in tables.agencies)),
    )
    entities = tuple(
        Entity(
            kind=kind,
            slug=slug,
            label=label,
            iri=thing(kind, label).value,
            names=(Name(label, "label"), *names.get(f"{kind}/{slug}", ())),
            iso3=iso3.get(slug) if kind == "state" else None,
        )
        for kind, rows in kinds
        for slug, label in rows
    )
    return Registry(entities, _seats(tables, iso3))


def _seats(tables: Tables, iso3: dict[str, str | None]) -> tuple[SeatTerm, ...]:
    seats = [
        SeatTerm(r.body, iso3[r.state] or r.state, r.kind, r.start.earliest, r.end.latest if r.end else None)
        for r in tables.seats
    ]
    membership = [
        SeatTerm("general-assembly", code, "full", r.admitted.earliest, r.left.latest if r.left else None)
        for r in tables.admissions
        if (code := iso3[r.state])
    ]
    return (*seats, *membership)
