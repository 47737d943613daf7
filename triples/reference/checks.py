"""Checks between the reference tables: nothing twice, nothing that points nowhere, no name that means two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

from ontology.errors import InputError
from ontology.terms import UN
from triples.iris import slug
from triples.reference.rows import Period
from triples.reference.tables import Tables

# What makes a row one of its kind; a second row with the same values is an error.
_KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("key",),
    "states": ("slug",),
    "bodies": ("slug",),
    "agencies": ("slug",),
    "officials": ("slug",),
    "posts": ("slug",),
    "topics": ("slug",),
    "admissions": ("state", "admitted"),
    "groups": ("state",),
    "names": ("entity", "lang", "text"),
    "shared_names": ("text",),
    "former_names": ("state", "text"),
    "seats": ("body", "state", "start"),
    "successions": ("state", "predecessor"),
    "tenures": ("official", "post", "start"),
    "rules": ("slug",),
    "recorded_votes": ("slug",),
    "recorded_ballots": ("vote", "choice"),
    "vetoes": ("day", "draft", "number"),
    "links": ("entity", "target"),
    "distinct": ("entity", "other"),
}
# Table and column to the tables one of which must have a row for it.
_REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("bodies", "parent", ("bodies",)),
    ("admissions", "state", ("states",)),
    ("groups", "state", ("states",)),
    ("former_names", "state", ("states",)),
    ("seats", "state", ("states",)),
    ("seats", "body", ("bodies",)),
    ("successions", "state", ("states",)),
    ("successions", "predecessor", ("states",)),
    ("tenures", "official", ("officials",)),
    ("tenures", "post", ("posts",)),
    ("topics", "broader", ("topics",)),
    ("recorded_votes", "body", ("bodies",)),
    ("recorded_votes", "topic", ("topics",)),
    ("vetoes", "topic", ("topics",)),
    ("recorded_ballots", "vote", ("recorded_votes",)),
)
_KINDS = {"state": "states", "body": "bodies", "agency": "agencies", "official": "officials", "topic": "topics"}
_ENTITIES = (
    ("names", "entity"),
    ("links", "entity"),
    ("distinct", "entity"),
    ("distinct", "other"),
    ("posts", "served"),
)


def check(tables: Tables) -> None:
    """Raises InputError at the first row that contradicts another table, with the table and what to do."""
    _once(tables)
    _codes(tables)
    _slugs(tables)
    _sources(tables)
    _references(tables)
    _times(tables)
    _votes(tables)
    _names(tables)


def entity_labels(tables: Tables) -> dict[str, str]:
    """Every entity that names are kept for (`state/china`), and its preferred English name."""
    return {
        f"{kind}/{row.slug}": row.label
        for kind, table in _KINDS.items()
        if kind != "topic"
        for row in getattr(tables, table)
    }


def _once(tables: Tables) -> None:
    for table, columns in _KEYS.items():
        seen: set[Hashable] = set()
        for row in getattr(tables, table):
            key = tuple(getattr(row, column) for column in columns)
            if key in seen:
                raise InputError(f"{table}.csv: {_show(key)} stands twice; keep one row")
            seen.add(key)


def _show(key: Iterable[Any]) -> str:
    return ", ".join(part.text if isinstance(part, Period) else str(part) for part in key)


def _codes(tables: Tables) -> None:
    for column in ("iso3", "iso2", "m49"):
        holders: dict[str, str] = {}
        for row in tables.states:
            code = getattr(row, column)
            if code and holders.setdefault(code, row.slug) != row.slug:
                raise InputError(
                    f"states.csv, column {column}: {code} is of {holders[code]} and {row.slug}; correct one"
                )


def _slugs(tables: Tables) -> None:
    for table in ("states", "bodies", "agencies", "officials"):
        for row in getattr(tables, table):
            _slug(table, row.slug, row.label)
    for post in tables.posts:
        _slug("posts", post.slug, f"{post.title} {post.served.partition('/')[2]}")
        if not hasattr(UN, post.role):
            raise InputError(f"posts.csv: {post.role} of {post.slug} is not a role type; choose one of the vocabulary")


def _slug(table: str, written: str, text: str) -> None:
    if written != slug(text):
        raise InputError(f"{table}.csv: the slug of {text} must be {slug(text)}, not {written}")


def _sources(tables: Tables) -> None:
    known = {row.key for row in tables.sources}
    for table in _KEYS:
        for row in getattr(tables, table):
            source = getattr(row, "source", None)
            if source and source not in known:
                raise InputError(f"{table}.csv, column source: {source} is not in sources.csv; add it there")


def _references(tables: Tables) -> None:
    slugs = {
        table: {row.slug for row in getattr(tables, table)} for table in (*_KINDS.values(), "posts", "recorded_votes")
    }
    for table, column, targets in _REFERENCES:
        _known(tables, table, column, {s for target in targets for s in slugs[target]}, " or ".join(targets))
    entities = {f"{kind}/{s}" for kind, table in _KINDS.items() for s in slugs[table]}
    for table, column in _ENTITIES:
        _known(tables, table, column, entities, "the tables of entities")


def _known(tables: Tables, table: str, column: str, known: set[str], where: str) -> None:
    for row in getattr(tables, table):
        name = getattr(row, column)
        if name and name not in known:
            raise InputError(f"{table}.csv, column {column}: {name} is not in {where}; add it there or correct it")


def _times(tables: Tables) -> None:
    spans: list[tuple[str, str, Period | None, Period | None]] = [
        *(("seats", f"{r.state} in {r.body}", r.start, r.end) for r in tables.seats),
        *(("tenures", f"{r.official} as {r.post}", r.start, r.end) for r in tables.tenures),
        *(("admissions", r.state, r.admitted, r.left) for r in tables.admissions),
        *(("former_names", r.text, r.start, r.end) for r in tables.former_names),
        *(("bodies", r.slug, r.established, r.ended) for r in tables.bodies),
    ]
    for table, what, start, end in spans:
        if start and end and start.earliest and end.latest and start.earliest > end.latest:
            raise InputError(f"{table}.csv: {what} ends ({end.text}) before it begins ({start.text}); correct one")


def _votes(tables: Tables) -> None:
    """The slug of a recorded vote is its natural key; its states are known, and not more than its tally counts."""
    bodies, codes = {row.slug: row.label for row in tables.bodies}, {row.iso3 for row in tables.states}
    votes = {row.slug: row for row in tables.recorded_votes}
    for row in votes.values():
        if row.day.day is None:
            raise InputError(f"recorded_votes.csv: {row.slug} needs the day of the vote, not {row.day.text}")
        counts = f"{row.for_} {row.against} {row.abstain}"
        _slug("recorded_votes", row.slug, f"{bodies[row.body]} {row.day.text} {row.kind} {counts}")
    for name in ("recorded_ballots", "vetoes"):
        for cast in getattr(tables, name):
            if unknown := sorted(set(cast.states.split()) - codes):
                raise InputError(f"{name}.csv: {unknown[0]} is the code of no state in states.csv; correct it")
    for ballots in tables.recorded_ballots:
        states, choice = ballots.states.split(), ballots.choice
        tally = getattr(votes[ballots.vote], "for_" if choice == "for" else choice, len(states))
        if len(set(states)) != len(states) or len(states) > tally:
            raise InputError(f"recorded_ballots.csv: {ballots.vote} counts {tally} {choice}; correct the states")


def _names(tables: Tables) -> None:
    """No English name for two entities, unless `shared_names.csv` says why; none that repeats the label."""
    labels = entity_labels(tables)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for entity, label in labels.items():
        holders[label].add(entity)
    for row in tables.names:
        if row.lang == "en" and row.text == labels[row.entity]:
            raise InputError(f"names.csv: {row.text} is already the label of {row.entity}; remove the row")
        if row.lang == "en":
            holders[row.text].add(row.entity)
    shared = {row.text for row in tables.shared_names}
    for text in sorted(shared | set(holders)):
        if (len(holders[text]) > 1) != (text in shared):
            raise InputError(_clash(text, sorted(holders[text])))


def _clash(text: str, entities: list[str]) -> str:
    if len(entities) < 2:
        return f"shared_names.csv: {text} is not shared by two entities; remove the row"
    return f"names.csv: {text} names {' and '.join(entities)}; remove one, or list it in shared_names.csv with a reason"
