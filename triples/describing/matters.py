"""What votes, meetings, stances and figures are about: a known matter where cues tell, else one named by its phrase."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ontology.terms import RDF, RDFS, SKOS, UN
from triples.describing.scope import Scope
from triples.describing.topics import folded
from triples.iris import slug, thing
from triples.rdf import Triple, brief, text


def on_topic(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a node to the topic that the phrase is about."""
    known = _known(phrase, scope, ("referral", "topic"))
    if known:
        yield node, link, thing("topic", known)
    else:
        yield from _on_new_topic(node, link, phrase, scope)


def on_thing(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a figure to the report that it measures or the state that it is of, else to a topic of just its phrase.

    A wide topic has many sizes.
    """
    report, state = _known(phrase, scope, ("report",)), scope.registry.get("state", slug(phrase))
    if report:
        yield node, link, thing("report", report)
    elif state and state.label == phrase:
        yield node, link, NamedNode(state.iri)
    else:
        yield from _on_new_topic(node, link, phrase, scope)


def _known(phrase: str, scope: Scope, kinds: tuple[str, ...]) -> str | None:
    words = folded(phrase)
    return next((t.slug for t in scope.topics if t.kind in kinds and t.covers(words, scope.words)), None)


def _on_new_topic(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    label = brief(phrase)
    topic = thing("topic", label)
    yield node, link, topic
    yield topic, RDF.type, UN.Topic
    yield topic, RDFS.label, text(label)
    yield topic, SKOS.prefLabel, text(label)
    yield topic, UN.reportedIn, scope.node
