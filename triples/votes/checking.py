"""Groups of entries described and checked, in processes that each hold the shapes and what the groups lean on."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from ontology.terms import DCTERMS, RDF, RDFS, SKOS, UN
from shapes.bulk import Bulk
from shapes.quarantine import sift
from shapes.report import Result
from triples.deriving.labels import labels
from triples.iris import BASE, DERIVED, DISCREPANCIES, LABELS
from triples.rdf import in_graph
from triples.reference import reference_quads
from triples.votes.quads import quads

_KINDS = (UN.State, UN.Body, UN.PrincipalOrgan, UN.Seat, UN.Topic)  # of the reference tables: what entries point to

_ASIDE = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, UN.officialName, UN.demonym, DCTERMS.source)


_RECORDS = f"<{BASE}graph/votes/"


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries, each with its place among others that tell of its vote, as they travel between processes."""

    packed: bytes


Group = Entries | Iterable[Quad]


@dataclass(frozen=True, slots=True)
class Passed:
    """A group as N-Quads: what `stands`, in the graphs of records; `apart`, what else there is to say: how records
    differ within themselves, and what is in quarantine, with the results that say why."""

    stands: bytes
    apart: tuple[Quad, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Describes and checks a group; `around` is said of what all groups lean on, beside the reference tables."""

    around: tuple[Quad, ...]

    def __call__(self, group: Group) -> Passed:
        """What stands, and what does not. Raises nothing for entries that break a rule."""
        said = _said(group)
        told = [quad for each in said for quad in each]
        suspects = set(_bulk(self.around).suspects(told))
        if not suspects:
            return _checked(told)
        stand = [quad for each in said if not _names(each, suspects) for quad in each]
        sifted = sift((quad for each in said if _names(each, suspects) for quad in each), _around(self.around))
        return _checked([*stand, *sifted.accepted, *sifted.quarantined], sifted.report.results)


def _said(group: Group) -> list[list[Quad]]:
    """What each entry says; counts of agreement stand for themselves."""
    if not isinstance(group, Entries):
        return [list(group)]
    return [_named(quads(entry, place)) for entry, place in pickle.loads(group.packed)]


def _named(said: list[Quad]) -> list[Quad]:
    """With names for how a record differs within itself; its ballots have none."""
    differences = {quad.subject for quad in said if quad.graph_name == DISCREPANCIES}
    if not differences:
        return said
    store = Store()
    store.extend(said)
    return [*said, *(quad for quad in in_graph(labels(store), LABELS) if quad.subject in differences)]


def _names(said: Iterable[Quad], nodes: set[NamedNode]) -> bool:
    return any(quad.subject in nodes or quad.object in nodes for quad in said)


def _checked(told: Sequence[Quad], results: Sequence[Result] = ()) -> Passed:
    names = {quad.graph_name for quad in told}
    records = {name for name in names if name == DERIVED or str(name).startswith(_RECORDS)}
    stands = serialize((quad for quad in told if quad.graph_name in records), format=RdfFormat.N_QUADS) or b""
    return Passed(stands, tuple(quad for quad in told if quad.graph_name not in records), tuple(results))


@cache
def _around(around: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """What groups lean on: the reference tables' states, seats, bodies and matters, and what is said of the records."""
    tables = list(reference_quads())
    wanted = {quad.subject for quad in tables if quad.predicate == RDF.type and quad.object in _KINDS}
    return (*(quad for quad in tables if quad.subject in wanted), *around)


@cache
def _bulk(around: tuple[Quad, ...]) -> Bulk:
    """Without the names and the sources of what is around, which say nothing of what leans on it."""
    return Bulk(quad for quad in _around(around) if quad.predicate not in _ASIDE)
