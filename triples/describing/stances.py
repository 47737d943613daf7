"""Stances: who is for or against what, and which ballot or statement of the same passage shows it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ontology.terms import RDF, UN
from triples.describing.agents import agent, introduced
from triples.describing.matters import on_topic
from triples.describing.scope import Described, Scope, passage
from triples.describing.statements import statement
from triples.facts import Fact, Span, Stance, Statement
from triples.rdf import Triple, brief

_POLARITIES = {"supports": UN.Supports, "opposes": UN.Opposes}
_ACTS = {"request": UN.Request, "sponsorship": UN.Sponsorship, "word": UN.Word}


def describe_stance(fact: Stance, scope: Scope) -> Described:
    """The holder, the side taken, on what matter, by what kind of act."""
    node = scope.local("stance", passage(fact), fact.holder.label, fact.polarity, brief(fact.matter))
    triples: tuple[Triple, ...] = (
        (node, RDF.type, UN.Stance),
        (node, UN.holder, agent(fact.holder)),
        (node, UN.polarity, _POLARITIES[fact.polarity]),
        (node, UN.act, _ACTS[fact.act]),
        *introduced(fact.holder, scope),
        *on_topic(node, UN.regarding, fact.matter, scope),
        *((node, UN.expressedBy, shown) for shown in _shown_by(fact, scope)),
    )
    return Described(node, triples)


def _shown_by(fact: Stance, scope: Scope) -> Iterator[NamedNode]:
    """The holder's own statements in the same passage."""
    for other in scope.facts.values():
        if isinstance(other, Statement) and fact.holder in (other.speaker, other.for_) and _overlap(fact, other):
            yield statement(other, scope)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(_meet(a, b) for a in one.evidence for b in other.evidence)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
