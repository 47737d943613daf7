"""Sifts data into what conforms and what does not, so that one bad fact does not keep a build from being served."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import UN
from shapes.report import BASE, Report, Result, named
from shapes.validation import validate

GRAPH = NamedNode(f"{BASE}graph/quarantine")
_REFERENCE = f"{BASE}graph/reference/"
Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Sifted:
    """`accepted` conform; `quarantined` are in the quarantine graph, with the results that say why, as in `report`."""

    accepted: tuple[Quad, ...]
    quarantined: tuple[Quad, ...]
    report: Report


def sift(quads: Iterable[Quad], around: Sequence[Quad] = ()) -> Sifted:
    """Takes out every node that breaks a rule, then every node that cannot stand without it, until the rest conforms.

    Of a node that the reference tables describe, only what other sources say goes; InputError when the fault lies in
    the tables themselves. `accepted` keeps the order of `quads`; the report holds the violations of every round and
    the warnings of what is accepted. `around` is what the quads lean on: it is not checked itself.
    """
    accepted, rejected, violations = list(quads), list[Quad](), list[Result]()
    own = _touched(accepted, Report()) - {quad.subject for quad in around} if around else None
    found = validate([*around, *accepted], own)
    while not found.conforms:
        out = _taken_out(accepted, found.violations)
        violations += found.violations
        rejected += [quad for quad in accepted if quad in out]
        accepted = [quad for quad in accepted if quad not in out]
        found = validate([*around, *accepted], _touched(out, found) & own if own else _touched(out, found))
        if found.conforms:
            found = validate([*around, *accepted], own)  # some rules look further than one link
    report = Report(tuple(sorted({*violations, *found.results}, key=lambda result: result.key)))
    return Sifted(tuple(accepted), tuple(_in_quarantine(rejected, violations)), report)


def _taken_out(quads: Sequence[Quad], violations: Iterable[Result]) -> set[Quad]:
    """What must go for these violations: all about the nodes at fault, and the links that lead to them.

    What contradicts the tables goes alone: it may well be why other nodes fail.
    """
    tables = {quad.subject for quad in quads if _is_of_a_table(quad)}
    others = {quad.subject for quad in quads if not _is_of_a_table(quad)}
    failing = {_culprit(result, tables, others) for result in violations}
    failing = (failing - _pointed_to(failing - tables, quads)) or failing
    failing = failing & tables or failing
    whole = failing - tables
    about = {quad for quad in quads if quad.subject in failing and not _is_of_a_table(quad)}
    return about | {quad for quad in quads if quad.object in whole}


def _pointed_to(failing: set[NamedNode | BlankNode], quads: Iterable[Quad]) -> set[object]:
    """Failing nodes to which others point: it may be the others' doing, as a ballot too many breaks a tally."""
    return {q.object for q in quads if q.object in failing and q.subject in failing and q.subject != q.object}


def _touched(out: Iterable[Quad], found: Report) -> set[NamedNode]:
    """What to look at again: the ends of what was taken out, and what failed before."""
    ends = {term for quad in out for term in (quad.subject, quad.object)} | {result.focus for result in found.results}
    return {term for term in ends if isinstance(term, NamedNode)}


def _culprit(result: Result, tables: Collection[object], others: Collection[object]) -> NamedNode | BlankNode:
    """The node at fault: a blank node that should not be there, the node that was checked, or what it clashes with."""
    focus, value = result.focus, result.value
    if isinstance(value, BlankNode):
        return value
    if focus in others or focus not in tables:
        return focus
    if isinstance(value, NamedNode) and value in others:
        return value
    raise InputError(f"the reference tables break a rule; correct the rows of {result.label}: {result.message}")


def _is_of_a_table(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(_REFERENCE)


def _in_quarantine(rejected: Iterable[Quad], violations: Iterable[Result]) -> Iterator[Quad]:
    for quad in rejected:
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), GRAPH)
    for result in violations:
        yield Quad(named(result.focus), UN.rejectedBecause, Literal(result.message), GRAPH)
        yield from (Quad(t.subject, t.predicate, t.object, GRAPH) for t in result.triples())
