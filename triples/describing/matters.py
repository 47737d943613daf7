"""What votes, meetings, stances and figures are about: a known matter where cues tell, else one named by its phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import NamedNode

from ontology.terms import RDF, RDFS, SKOS, UN
from triples.describing.scope import Scope
from triples.describing.topics import Topic, folded
from triples.iris import thing
from triples.rdf import Triple, text

_LONGEST = 7  # words: a name for the matter, not a sentence of the article


def on_topic(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a node to the topic that the phrase is about."""
    known = _known(phrase, scope, ("referral", "topic"))
    label = known.label if known else _short(phrase)
    topic = thing("topic", known.slug if known else label)
    yield node, link, topic
    yield topic, RDF.type, UN.Referral if known and known.kind == "referral" else UN.Topic
    yield topic, RDFS.label, text(label)
    yield topic, SKOS.prefLabel, text(label)
    yield topic, UN.reportedIn, scope.node


def on_thing(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a figure to the report it measures, else to a topic of just its phrase: a wide topic has many sizes."""
    report = _known(phrase, scope, ("report",))
    if report is None:
        yield from on_topic(node, link, phrase, replace(scope, topics=()))
        return
    measured = thing("report", report.slug)
    yield node, link, measured
    yield measured, RDF.type, UN.Report
    yield measured, RDFS.label, text(report.label)
    yield measured, UN.reportedIn, scope.node


def _known(phrase: str, scope: Scope, kinds: tuple[str, ...]) -> Topic | None:
    words = folded(phrase)
    return next((topic for topic in scope.topics if topic.kind in kinds and topic.covers(words)), None)


def _short(phrase: str) -> str:
    return " ".join(phrase.split()[:_LONGEST])
