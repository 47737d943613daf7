"""Meetings. A meeting is the same in two reports when body and day are the same."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ontology.terms import RDF, UN
from triples.describing.agents import agent, introduced
from triples.describing.matters import on_topic
from triples.describing.scope import Described, Scope, dated, passage
from triples.facts import Meeting
from triples.iris import thing
from triples.rdf import Triple


def meeting(fact: Meeting, scope: Scope) -> NamedNode:
    """The meeting's node; known by its passage alone where body or day is open."""
    if fact.body and fact.when.day:
        return thing("meeting", fact.body.label, fact.when.day.isoformat())
    return scope.local("meeting", passage(fact), fact.body.label if fact.body else "")


def describe_meeting(fact: Meeting, scope: Scope) -> Described:
    """Which body met, when, on what, and whether behind closed doors."""
    node = meeting(fact, scope)
    triples: list[Triple] = [(node, RDF.type, UN.Meeting), *dated(node, fact.when)]
    if fact.body:
        triples += [(node, UN.ofBody, agent(fact.body)), *introduced(fact.body, scope)]
    if fact.topic:
        triples += on_topic(node, UN.topic, fact.topic, scope)
    if fact.closed:
        triples.append((node, UN.closed, Literal(True)))
    return Described(node, tuple(triples))
