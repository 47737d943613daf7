"""Memberships, seats, posts and tenures as triples: who belongs where and who holds what, over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, FOAF, RDF, RDFS, UN
from triples.iris import thing
from triples.rdf import Triple, day, text
from triples.reference.bounds import started_and_ended
from triples.reference.entities import ASSEMBLY, inherited
from triples.reference.rows import BodyRow, Period, StateRow, TenureRow
from triples.reference.tables import Tables
from triples.reference.things import node, source

# A deputy, a spokesperson or an envoy may have colleagues of the same title.
_ONE_HOLDER = (
    *("PermanentRepresentative", "HeadOfState", "HeadOfGovernment", "ForeignMinister", "Prosecutor"),
    *("SecretaryGeneral", "DeputySecretaryGeneral", "HighCommissioner", "DeputyHighCommissioner"),
    *("SpecialRapporteur", "PresidentOfBody", "Chair", "ExecutiveDirector"),
)
_SEATS = {"permanent": UN.Permanent, "elected": UN.Elected, "full": UN.Full, "observer": UN.Observer}


def admissions(tables: Tables) -> Iterator[Triple]:
    """The day of admission, and the member's seat in the General Assembly."""
    seen: set[str] = set()
    took_over = inherited(tables)
    for row in tables.admissions:
        state = node(f"state/{row.state}")
        if row.state not in seen and row.admitted.day:
            yield state, UN.admittedOn, day(row.admitted.day)
        seen.add(row.state)
        later = took_over.get(row.state)
        start = Period(later.isoformat(), later, later) if later else row.admitted
        yield from _seat(tables, ASSEMBLY, row.state, "full", start, row.left, row.note)
        yield _seat_node(ASSEMBLY, row.state, start), DCTERMS.source, source(row.source)


def seats(tables: Tables) -> Iterator[Triple]:
    """Each term of each member."""
    for row in tables.seats:
        yield from _seat(tables, row.body, row.state, row.kind, row.start, row.end, row.note)
        yield _seat_node(row.body, row.state, row.start), DCTERMS.source, source(row.source)


def _seat_node(body: str, state: str, start: Period) -> NamedNode:
    return thing("seat", body, state, start.text[:4])


def _seat(
    tables: Tables, body: str, state: str, kind: str, start: Period, end: Period | None, note: str | None
) -> Iterator[Triple]:
    seat = _seat_node(body, state, start)
    yield seat, RDF.type, UN.Seat
    yield seat, RDFS.label, text(f"{_label(tables.states, state)} in the {_label(tables.bodies, body)}")
    yield seat, UN.member, node(f"state/{state}")
    yield seat, UN.inBody, node(f"body/{body}")
    yield seat, UN.seatKind, _SEATS[kind]
    yield from started_and_ended(seat, start, end)
    if note:
        yield seat, RDFS.comment, text(note)


def _label(rows: Iterable[StateRow | BodyRow], slug: str) -> str:
    return next(row.label for row in rows if row.slug == slug)


def former_names(tables: Tables) -> Iterator[Triple]:
    """A name that a state had for a time: a node with bounds."""
    for row in tables.former_names:
        name = thing("name", row.state, row.text)
        yield node(f"state/{row.state}"), UN.formerName, name
        yield name, RDF.type, UN.FormerName
        yield name, RDFS.label, text(row.text)
        yield from started_and_ended(name, row.start, row.end)
        yield name, DCTERMS.source, source(row.source)


def successions(tables: Tables) -> Iterator[Triple]:
    """From a former state to each that came from it."""
    for row in tables.successions:
        yield node(f"state/{row.predecessor}"), UN.succeededBy, node(f"state/{row.state}")


def officials(tables: Tables) -> Iterator[Triple]:
    """Persons, by name."""
    for row in tables.officials:
        official = node(f"official/{row.slug}")
        yield official, RDF.type, UN.Official
        yield official, RDFS.label, text(row.label)
        yield official, FOAF.name, Literal(row.label)
        yield official, DCTERMS.source, source(row.source)


def posts(tables: Tables) -> Iterator[Triple]:
    """Posts, which are there also while nobody holds them."""
    for row in tables.posts:
        post = node(f"post/{row.slug}")
        yield post, RDF.type, UN.Post
        yield post, RDFS.label, text(row.label)
        yield post, UN.title, text(row.title)
        yield post, UN.roleType, getattr(UN, row.role)
        if row.role in _ONE_HOLDER:
            yield post, UN.oneHolder, Literal(True)
        yield post, UN.inBody if row.served.startswith("body/") else UN.representing, node(row.served)
        yield post, DCTERMS.source, source(row.source)


def tenures(tables: Tables) -> Iterator[Triple]:
    """One official in one post; whoever held it more than once has a tenure for each time, named by its first year."""
    times = Counter((row.official, row.post) for row in tables.tenures)
    labels = {f"post/{row.slug}": row.label for row in tables.posts}
    labels |= {f"official/{row.slug}": row.label for row in tables.officials}
    for row in tables.tenures:
        tenure = _tenure_node(row, times[row.official, row.post] > 1)
        yield tenure, RDF.type, UN.Tenure
        yield tenure, RDFS.label, text(f"{labels[f'official/{row.official}']}, {labels[f'post/{row.post}']}")
        yield tenure, UN.holder, node(f"official/{row.official}")
        yield tenure, UN.post, node(f"post/{row.post}")
        yield from started_and_ended(tenure, row.start, row.end)
        yield tenure, DCTERMS.source, source(row.source)


def _tenure_node(row: TenureRow, again: bool) -> NamedNode:
    year = (row.start.text[:4],) if again and row.start else ()
    return thing("tenure", row.official, row.post, *year)
