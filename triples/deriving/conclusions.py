"""How a conclusion is written down: by which rule it follows, and from what.

A node that only a rule makes (a ballot by elimination, a change of position) says so itself. A relation between two
things that are there already gets a `un:Conclusion` beside it, since a statement cannot carry its own grounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import PROV, RDF, UN, XSD
from triples.deriving.rows import key
from triples.iris import thing
from triples.rdf import Triple


def rule(slug: str) -> NamedNode:
    """The rule of the reference table `rules` with this slug."""
    return thing("rule", slug)


def follows(node: NamedNode, by: str, grounds: Iterable[NamedNode]) -> Iterator[Triple]:
    """By which rule a node follows, and from what."""
    yield node, UN.byRule, rule(by)
    yield from ((node, PROV.wasDerivedFrom, ground) for ground in grounds)


def concluded(relation: Triple, by: str, grounds: Iterable[NamedNode]) -> Iterator[Triple]:
    """A relation between two things, and the conclusion that says how it follows."""
    subject, property_, object_ = relation
    assert isinstance(object_, NamedNode)
    node = thing("conclusion", key(subject), name(property_), key(object_))
    yield relation
    yield node, RDF.type, UN.Conclusion
    yield node, UN.ofSubject, subject
    yield node, UN.ofProperty, Literal(property_.value, datatype=XSD.anyURI)
    yield node, UN.ofObject, object_
    yield from follows(node, by, grounds)


def name(property_: NamedNode) -> str:
    """The local name of a property: `memberOf`."""
    return property_.value.replace("#", "/").rpartition("/")[2]
