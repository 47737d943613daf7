"""Figures: numbers that an article gives for something."""

from __future__ import annotations

from pyoxigraph import Literal

from ontology.terms import RDF, UN
from triples.describing.matters import on_thing
from triples.describing.scope import Described, Scope, passage
from triples.facts import Figure
from triples.rdf import Triple, decimal

_QUALIFIERS = {"about": UN.Approximately, "at least": UN.AtLeast, "up to": UN.UpTo, "more than": UN.MoreThan}


def describe_figure(fact: Figure, scope: Scope) -> Described:
    """The number, its unit, how exact it is said to be, and what it is about."""
    node = scope.local("figure", passage(fact), fact.unit)
    triples: list[Triple] = [
        (node, RDF.type, UN.ReportedFigure),
        (node, UN.quantity, decimal(fact.value)),
        (node, UN.unit, Literal(fact.unit)),
        *on_thing(node, UN.about, fact.about, scope),
    ]
    if fact.qualifier:
        triples.append((node, UN.qualifier, _QUALIFIERS[fact.qualifier]))
    return Described(node, tuple(triples))
