"""Statements: who said something, for whom, where in the article. Never the words."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ontology.terms import RDF, UN
from triples.describing.agents import agent, introduced
from triples.describing.scope import Described, Scope, dated, passage
from triples.facts import Agent, Statement
from triples.rdf import Triple


def statement(fact: Statement, scope: Scope) -> NamedNode:
    """The statement's node: its passage, and whose it is where several speak in one sentence."""
    who = fact.speaker or fact.for_
    return scope.local("statement", passage(fact), who.label if who else "")


def describe_statement(fact: Statement, scope: Scope) -> Described:
    """The speaker (nobody for an unnamed representative), on whose behalf, when, quoted or not."""
    node = statement(fact, scope)
    triples: list[Triple] = [(node, RDF.type, UN.Statement), (node, UN.quoted, Literal(fact.quote))]
    if fact.speaker:
        triples += _said_by(node, UN.speaker, fact.speaker, scope)
    if fact.for_:
        triples += _said_by(node, UN.onBehalfOf, fact.for_, scope)
    if fact.verb:
        triples.append((node, UN.verb, Literal(fact.verb)))
    return Described(node, (*triples, *dated(node, fact.when)))


def _said_by(node: NamedNode, role: NamedNode, who: Agent, scope: Scope) -> list[Triple]:
    return [(node, role, agent(who)), *introduced(who, scope)]
