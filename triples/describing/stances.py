"""Stances: who is for or against what, and which ballot or statement of the same passage shows it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ontology.terms import RDF, UN
from triples.describing.agents import agent, introduced
from triples.describing.matters import document_in, on_matter
from triples.describing.scope import Described, Scope, passage
from triples.describing.statements import statement
from triples.describing.votes import motion
from triples.facts import Fact, MotionKind, Span, Stance, Statement, Tally
from triples.rdf import Triple, brief

_POLARITIES = {"supports": UN.Supports, "opposes": UN.Opposes}
_TEXTS: tuple[MotionKind, ...] = ("resolution", "other")
_MOTIONS: dict[str, tuple[MotionKind, ...]] = {
    **dict.fromkeys(("draft", "resolution", "text", "document", "proposal", "measure"), _TEXTS),
    "motion": ("procedural", "agenda", "other"),
    "amendment": ("amendment",),
    "vote": ("procedural", "agenda"),
}
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
        *_regarding(node, fact.matter, scope),
        *((node, UN.expressedBy, shown) for shown in _shown_by(fact, scope)),
    )
    return Described(node, triples)


def _regarding(node: NamedNode, matter: str, scope: Scope) -> Iterator[Triple]:
    """What the stance is about: for "the resolution" the motion, if the article tells of one vote on such a motion."""
    kinds = _MOTIONS.get(document_in(matter) or "", ())
    put = {motion(fact, scope) for fact in scope.facts.values() if isinstance(fact, Tally) and fact.motion in kinds}
    if len(put) == 1:
        yield node, UN.regarding, put.pop()
    else:
        yield from on_matter(node, UN.regarding, matter, scope)


def _shown_by(fact: Stance, scope: Scope) -> Iterator[NamedNode]:
    """The holder's own statements in the same passage."""
    for other in scope.facts.values():
        if isinstance(other, Statement) and fact.holder in (other.speaker, other.for_) and _overlap(fact, other):
            yield statement(other, scope)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(_meet(a, b) for a in one.evidence for b in other.evidence)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
