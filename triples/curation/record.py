"""What curators decided, as part of the graph: who is who, and which facts somebody vouches for (PROV-O)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, OWL, PROV, RDF, RDFS, UN, XSD
from triples.curation.decisions import Decision
from triples.iris import CURATION, thing
from triples.rdf import Triple, in_graph, text

_VERDICTS = {"accept": "accepted", "merge": "merged", "keep-apart": "kept apart"}


def recorded(
    decisions: Iterable[Decision], vouched: Iterable[tuple[Decision, NamedNode]], ends: Mapping[str, str]
) -> list[Quad]:
    """The record in `graph/curation`. The other address of a merged person is `owl:sameAs` the one that stays; a fact
    that was rejected leaves nothing to tell of."""
    facts: dict[Decision, list[NamedNode]] = {}
    for decision, node in vouched:
        facts.setdefault(decision, []).append(node)
    triples = [triple for d in decisions for triple in _decision(d, facts.get(d, ()), ends)]
    return sorted(in_graph(set(triples), CURATION), key=str)


def _decision(decision: Decision, facts: Sequence[NamedNode], ends: Mapping[str, str]) -> Iterator[Triple]:
    people = {thing("official", ends.get(name, name)) for name in (decision.value, decision.other) if name}
    about = sorted(people, key=str) if decision.kind == "person" else list(facts)
    if decision.verdict not in _VERDICTS or not about:
        return
    node = thing("decision", decision.id)
    yield node, RDF.type, UN.CurationDecision
    yield node, RDFS.label, text(f"{_VERDICTS[decision.verdict].capitalize()}: {_what(decision)}")
    yield node, UN.verdict, Literal(_VERDICTS[decision.verdict])
    yield from ((node, UN.decided, thing_) for thing_ in about)
    if decision.verdict == "merge":
        yield thing("official", ends[decision.value]), OWL.sameAs, thing("official", decision.value)
    if decision.verdict == "keep-apart":
        yield about[0], OWL.differentFrom, about[-1]
    yield from _circumstances(node, decision)


def _what(decision: Decision) -> str:
    return f"{decision.value}, {decision.other}" if decision.other else f"{decision.kind} {decision.value}"


def _circumstances(node: NamedNode, decision: Decision) -> Iterator[Triple]:
    """By whom, when and why, as far as it was said."""
    if decision.by:
        curator = thing("curator", decision.by)
        yield node, PROV.wasAttributedTo, curator
        yield curator, RDF.type, PROV.Agent
        yield curator, RDFS.label, text(decision.by)
    if decision.day:
        yield node, DCTERMS.date, Literal(decision.day, datatype=XSD.date)
    if decision.note:
        yield node, RDFS.comment, text(decision.note)
