"""The counts of agreement as a data cube (W3C RDF Data Cube), in `graph/derived`.

Three data sets: pairs of states by decade; pairs with a permanent member of the Security Council by session; the same
by issue. All pairs in all sessions would be five times as many statements as the ballots that they are counted from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import PROV, QB, RDF, RDFS, UN
from triples.iris import BASE, DERIVED, META, graph, thing
from triples.rdf import Triple, day, decimal, in_graph, text
from triples.votes.agreement import Ballots, Pair, Period
from triples.votes.quads import body_of

_AT_ONCE = 500  # observations of a group
_PLACES = 4
_DIMENSIONS = (UN.inBody, UN.firstState, UN.secondState, UN.periodStart, UN.periodEnd)
_MEASURES = (UN.votesTogether, UN.votesAlike, UN.votesOpposed, UN.agreement)


class _Cut(NamedTuple):
    """One data set: the votes of a body cut into decades, or by a further property."""

    name: str
    title: str
    by: tuple[NamedNode, ...] = ()


_DECADE = _Cut("by decade", "Agreement of states by decade")
_SESSION = _Cut("by session", "Agreement with permanent members by session", (UN.session,))
_ISSUE = _Cut("by issue", "Agreement with permanent members by issue", (UN.issue,))


@dataclass(frozen=True, slots=True)
class Observed:
    """Observations of one body and period, as they travel between processes; their statements, one after the other."""

    body: str
    period: Period
    pairs: tuple[Pair, ...]

    def __iter__(self) -> Iterator[Quad]:
        prefix, cut = thing("agreement", self.body, self.period.name).value, _cut(self.period)
        return in_graph((said for pair in self.pairs for said in _observation(prefix, cut, self, pair)), DERIVED)


def observations(counted: Ballots, permanent: frozenset[str]) -> Iterator[Iterable[Quad]]:
    """The data sets with their structure, then the observations, in groups that need nothing of each other.

    `permanent` are the slugs of the permanent members of the Security Council.
    """
    yield [*in_graph(_structures(), DERIVED)]
    records: set[str] = set()
    for body, period, from_, pairs in counted.slices():
        records |= {*from_}
        every = _cut(period) is _DECADE
        kept = (p for p in pairs if every or p.first.slug in permanent or p.second.slug in permanent)
        while group := tuple(islice(kept, _AT_ONCE)):
            yield Observed(body, period, group)
    yield [*in_graph(_origin(records), META)]


def _cut(period: Period) -> _Cut:
    return _ISSUE if period.issue else _SESSION if period.session else _DECADE


def _observation(prefix: str, cut: _Cut, observed: Observed, pair: Pair) -> Iterator[Triple]:
    node, period = NamedNode(f"{prefix}-{pair.first.code}-{pair.second.code}"), observed.period
    yield node, RDF.type, UN.VoteAgreement
    yield node, QB.dataSet, _data_set(cut)
    yield node, UN.inBody, body_of(observed.body)
    yield node, UN.firstState, NamedNode(f"{BASE}id/state/{pair.first.slug}")
    yield node, UN.secondState, NamedNode(f"{BASE}id/state/{pair.second.slug}")
    yield node, UN.periodStart, day(period.first)
    yield node, UN.periodEnd, day(period.last)
    if period.session:
        yield node, UN.session, Literal(period.session)
    if period.issue:
        yield node, UN.issue, getattr(UN, period.issue)
    yield node, UN.votesTogether, Literal(pair.together)
    yield node, UN.votesAlike, Literal(pair.alike)
    yield node, UN.votesOpposed, Literal(pair.opposed)
    yield node, UN.agreement, decimal(round(pair.alike / pair.together, _PLACES))


def _data_set(cut: _Cut) -> NamedNode:
    return thing("dataset", "agreement", cut.name)


def _structures() -> Iterator[Triple]:
    """The data sets, the structure of each, and what kind of component each property is."""
    for cut in (_DECADE, _SESSION, _ISSUE):
        node, structure = _data_set(cut), thing("structure", "agreement", cut.name)
        yield node, RDF.type, QB.DataSet
        yield node, RDFS.label, text(cut.title)
        yield node, QB.structure, structure
        yield structure, RDF.type, QB.DataStructureDefinition
        yield structure, RDFS.label, text(f"{cut.title}: structure")
        dimensions = [(QB.dimension, QB.DimensionProperty, property_) for property_ in (*_DIMENSIONS, *cut.by)]
        measures = [(QB.measure, QB.MeasureProperty, property_) for property_ in _MEASURES]
        for place, (link, kind, property_) in enumerate((*dimensions, *measures), 1):
            yield from _component(structure, link, kind, property_, place)


def _component(
    structure: NamedNode, link: NamedNode, kind: NamedNode, property_: NamedNode, place: int
) -> Iterator[Triple]:
    name = property_.value.rpartition("#")[2]
    node = thing("component", structure.value.rpartition("/")[2], name)
    yield structure, QB.component, node
    yield node, RDF.type, QB.ComponentSpecification
    yield node, RDFS.label, text(f"{name}, component {place}")
    yield node, link, property_
    yield node, QB.order, Literal(place)
    yield property_, RDF.type, kind


def _origin(records: set[str]) -> Iterator[Triple]:
    """What the graph of observations was counted from."""
    yield DERIVED, RDF.type, PROV.Entity
    yield DERIVED, RDFS.label, text("How often states voted alike, counted from the records")
    yield from ((DERIVED, PROV.wasDerivedFrom, graph("votes", record)) for record in sorted(records))
