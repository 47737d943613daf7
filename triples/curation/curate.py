"""Replays decisions over what articles tell: what was rejected or waits stays out, one person has one address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from ontology.terms import FOAF, RDF, RDFS, SKOS, UN
from triples.curation.claims import Claim, Index, claims, is_article
from triples.curation.decisions import Decision, merged
from triples.curation.record import recorded
from triples.iris import thing

Place = tuple[object, object]  # graph and node


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that waits for a curator, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Curated:
    """What is left to publish, with a record of what curators decided; what waits; every fact that stayed; decisions
    whose fact or person is there no more."""

    quads: list[Quad]
    held: list[Held]
    claims: list[Claim]
    vanished: list[Decision]


def curate(articles: Sequence[Quad], known: Iterable[Quad], decisions: Sequence[Decision], least: float) -> Curated:
    """The statements of articles after all decisions; a fact below the `least` confidence waits, unless accepted.

    `known` are the statements of the reference tables, whose people may be merged into and are never renamed.
    """
    index = Index(articles)
    found = claims(index)
    decided = _decided(found, decisions)
    rejected = {_place(claim) for claim in found if _verdict(decided, claim) == "reject"}
    doubtful = {_place(c) for c in found if c.confidence < least and _verdict(decided, c) is None}
    rejected |= _hanging(index, found, rejected)
    hanging = _hanging(index, found, doubtful)
    out = rejected | doubtful | hanging
    kept = [claim for claim in found if _place(claim) not in out]
    held = [Held(c, _reason(c, least, hanging)) for c in found if _place(c) in (doubtful | hanging) - rejected]
    left = without(articles, out, {_place(claim) for claim in found})
    names = _people([*known, *left])
    ends = {one: other for one, other in merged(decisions).items() if {one, other} <= names}
    joined = one_person_each(left, ends)
    vouched = [(decided[_place(claim)], claim.node) for claim in kept if _place(claim) in decided]
    alive = set(decided.values()) | {d for d in decisions if _is_alive(d, names)}
    record = recorded([d for d in decisions if d in alive], vouched, ends)
    return Curated([*joined, *record], held, kept, [d for d in decisions if d not in alive and d.kind != "discrepancy"])


def _place(claim: Claim) -> Place:
    return claim.graph, claim.node


def _decided(found: Iterable[Claim], decisions: Iterable[Decision]) -> dict[Place, Decision]:
    """Each fact on which somebody decided, with the decision."""
    by_value: dict[tuple[str, str, str], list[Decision]] = {}
    for decision in decisions:
        by_value.setdefault((decision.source, decision.kind, decision.value), []).append(decision)
    return {
        _place(claim): decision
        for claim in found
        for decision in by_value.get((claim.key.source, claim.key.kind, claim.key.value), ())
        if decision.is_about(claim.key, claim.spans)
    }


def _verdict(decided: dict[Place, Decision], claim: Claim) -> str | None:
    decision = decided.get(_place(claim))
    return decision.verdict if decision else None


def _hanging(index: Index, found: Iterable[Claim], out: set[Place]) -> set[Place]:
    """The ballots of votes that stay out."""
    return {
        _place(claim)
        for claim in found
        if any((claim.graph, vote) in out for vote in index.values(claim.graph, claim.node, UN.inVote))
    } - out


def _reason(claim: Claim, least: float, hanging: set[Place]) -> str:
    if _place(claim) in hanging:
        return "its vote waits"
    return f"of what {claim.rule} reads, {round(claim.confidence * 100)} in 100 are right; the least is {least:g}"


def without(quads: Sequence[Quad], out: set[Place], facts: set[Place]) -> list[Quad]:
    """The statements of articles without these nodes, the links to them, and what nothing leads to any more.

    Other `facts` stand by themselves; a motion, a post or a person that only these named does not.
    """
    kept, gone = list(quads), set(out)
    while gone:
        left: list[Quad] = [
            q for q in kept if (q.graph_name, q.subject) not in gone and (q.graph_name, q.object) not in gone
        ]
        stay = set(left)
        lost: set[Place] = {(q.graph_name, q.object) for q in kept if q not in stay}
        named: set[Place] = {(q.graph_name, q.object) for q in left if q.subject != q.object}
        told: set[Place] = {(q.graph_name, q.subject) for q in left if is_article(q.graph_name)}
        kept, gone = left, (lost & told) - named - facts
    return kept


def _people(quads: Iterable[Quad]) -> set[str]:
    """The last part of the address of every person who is described."""
    people = (UN.Official, FOAF.Person)
    return {
        quad.subject.value.rpartition("/")[2]
        for quad in quads
        if quad.predicate == RDF.type and quad.object in people and isinstance(quad.subject, NamedNode)
    }


def _is_alive(decision: Decision, names: set[str]) -> bool:
    return decision.kind == "person" and {decision.value, decision.other} <= names


def one_person_each(quads: Iterable[Quad], ends: dict[str, str]) -> list[Quad]:
    """The statements with one address for each person; the names under the others become further names (SKOS)."""
    officials = {thing("official", one): thing("official", other) for one, other in ends.items()}
    renamed = [_renamed(quad, ends, officials) for quad in quads] if ends else list(quads)
    return list(dict.fromkeys(quad for quad in renamed if quad is not None))


def _renamed(quad: Quad, ends: dict[str, str], officials: dict[NamedNode, NamedNode]) -> Quad | None:
    if not is_article(quad.graph_name):
        return quad
    if quad.subject in officials and quad.predicate == FOAF.name:
        return None
    further = quad.subject in officials and quad.predicate == RDFS.label
    subject = _end(quad.subject, ends, officials) if isinstance(quad.subject, NamedNode) else quad.subject
    object_ = _end(quad.object, ends, officials) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, SKOS.altLabel if further else quad.predicate, object_, quad.graph_name)


def _end(node: NamedNode, ends: dict[str, str], officials: dict[NamedNode, NamedNode]) -> NamedNode:
    """The person that is meant, or the tenure of that person: it is named after its holder."""
    base, _, name = node.value.rpartition("/tenure/")
    if base:
        for one, other in ends.items():
            if name.startswith(f"{one}-"):
                return NamedNode(f"{base}/tenure/{other}{name.removeprefix(one)}")
    return officials.get(node, node)
