"""What votes, meetings, stances and figures are about: a known matter where cues tell, else one named by its phrase."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ontology.terms import RDF, RDFS, SKOS, UN
from triples.describing.scope import Scope
from triples.describing.topics import Topic, folded
from triples.iris import thing
from triples.rdf import Triple, text

_CLASSES = {"topic": UN.Topic, "referral": UN.Referral, "report": UN.Report}
_LONGEST = 7  # words: a name for the matter, not a sentence of the article


def regarding(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a node to what the phrase is about, a document or an idea."""
    yield from _linked(node, link, phrase, scope.topics, scope)


def on_topic(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """As `regarding`, ideas only: a report is a source and never a concept."""
    yield from _linked(node, link, phrase, tuple(t for t in scope.topics if t.kind != "report"), scope)


def _linked(node: NamedNode, link: NamedNode, phrase: str, topics: tuple[Topic, ...], scope: Scope) -> Iterator[Triple]:
    words = folded(phrase)
    known = next((topic for topic in topics if topic.covers(words)), None)
    matter = thing("report" if known and known.kind == "report" else "topic", known.slug if known else _short(phrase))
    label = known.label if known else _short(phrase)
    yield node, link, matter
    yield matter, RDF.type, _CLASSES[known.kind if known else "topic"]
    yield matter, RDFS.label, text(label)
    if known is None or known.kind != "report":
        yield matter, SKOS.prefLabel, text(label)
    yield matter, UN.reportedIn, scope.node


def _short(phrase: str) -> str:
    return " ".join(phrase.split()[:_LONGEST])
