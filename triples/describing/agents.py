"""States, bodies and people as reports name them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import FOAF, RDF, RDFS, UN
from triples.describing.scope import Scope
from triples.facts import Agent, AgentType
from triples.rdf import Triple, text
from triples.registry import EntityKind

_KINDS: dict[AgentType, EntityKind] = {"state": "state", "body": "body", "person": "official"}
_CLASSES = {"state": UN.State, "body": UN.Body, "person": FOAF.Person}


def agent(who: Agent) -> NamedNode:
    """The node of a state, body or person."""
    return NamedNode(who.iri)


def key(who: Agent) -> str:
    """The last part of the agent's IRI, by which the registry knows it."""
    return who.iri.rpartition("/")[2]


def introduced(who: Agent, scope: Scope) -> Iterator[Triple]:
    """What the article alone tells of an agent; nothing for one that reference data describe."""
    if scope.registry.get(_KINDS[who.type], key(who)):
        return
    node = agent(who)
    yield node, RDF.type, _CLASSES[who.type]
    yield node, RDFS.label, text(who.label)
    yield node, UN.reportedIn, scope.node
    if who.type == "person":
        yield node, FOAF.name, Literal(who.label)
