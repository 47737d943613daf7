"""Sifts data into what conforms and what does not, so that one bad fact does not keep a build from being served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.terms import UN
from shapes.report import BASE, Report, Result, named
from shapes.validation import validate

GRAPH = NamedNode(f"{BASE}graph/quarantine")
_ARTICLES = f"{BASE}graph/article/"


@dataclass(frozen=True, slots=True)
class Sifted:
    """`accepted` conform; `quarantined` are in the quarantine graph, with the results that say why, as in `report`."""

    accepted: tuple[Quad, ...]
    quarantined: tuple[Quad, ...]
    report: Report


def sift(quads: Iterable[Quad]) -> Sifted:
    """Takes out every node that breaks a rule, then every node that cannot stand without it, until the rest conforms.

    Of a node that articles describe beside other sources, what the articles say goes first, and the whole node only
    when that does not mend it. `accepted` keeps the order of `quads`; the report holds the violations of every round
    and the warnings of what is accepted.
    """
    accepted, rejected, violations = list(quads), list[Quad](), list[Result]()
    while not (found := validate(accepted)).conforms:
        out = _taken_out(accepted, {_culprit(result) for result in found.violations})
        if not out:
            raise RuntimeError(f"nothing can be taken out to mend this: {found.violations[0].message}")
        violations += found.violations
        rejected += [quad for quad in accepted if quad in out]
        accepted = [quad for quad in accepted if quad not in out]
    report = Report(tuple(sorted({*violations, *found.results}, key=lambda result: result.key)))
    return Sifted(tuple(accepted), tuple(_in_quarantine(rejected, violations)), report)


def _culprit(result: Result) -> NamedNode | BlankNode:
    """The node at fault: the one that was checked, or the blank node that it should not have."""
    return result.value if isinstance(result.value, BlankNode) else result.focus


def _taken_out(quads: Sequence[Quad], failing: set[NamedNode | BlankNode]) -> set[Quad]:
    described: defaultdict[object, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad.subject in failing:
            described[quad.subject].append(quad)
    by_articles = {node: [q for q in about if _is_of_an_article(q)] for node, about in described.items()}
    mendable = {node for node, said in by_articles.items() if 0 < len(said) < len(described[node])}
    whole = failing - mendable
    out = {quad for node in mendable for quad in by_articles[node]}
    return out | {quad for quad in quads if quad.subject in whole or quad.object in whole}


def _is_of_an_article(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_ARTICLES)


def _in_quarantine(rejected: Iterable[Quad], violations: Iterable[Result]) -> Iterator[Quad]:
    for quad in rejected:
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), GRAPH)
    for result in violations:
        yield Quad(named(result.focus), UN.rejectedBecause, Literal(result.message), GRAPH)
        yield from (Quad(t.subject, t.predicate, t.object, GRAPH) for t in result.triples())
