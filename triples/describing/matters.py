"""What votes, meetings, stances and figures are about: a matter of the table of topics where its cues tell, else one
that a phrase of the article names.

1. The first topic of the table whose cues are met is the matter: so articles, records and voting tables meet.
2. A phrase that names nothing but a kind of document ("the draft", "own resolution") points to what the article is
   about: the topic that its title meets. A stance on such a phrase goes further (`triples.describing.stances`).
3. What a vote, meeting or figure is about is else a topic of just its phrase, the same in every source: their body and
   day, or their unit, keep apart what is not the same.
4. What a stance is about is so only where the phrase has a name in it ("embargo on Chad"); any other is a topic of this
   source alone, as two sources that say "the dialogue" need not mean one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from ontology.terms import RDF, RDFS, SKOS, UN
from triples.describing.scope import Scope
from triples.describing.topics import folded
from triples.iris import slug, thing
from triples.rdf import Triple, brief, text

_DOCUMENT = re.compile(
    r"(?:(?:the|a|an|own|new|this|its|minor|first|second|third|final|last|revised|same|such|council|assembly|committee|"
    r"security|general|draft|proposed|procedural) )*"
    r"(?P<kind>draft|resolution|text|document|proposal|measure|motion|amendment|vote)s?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w'’.-]+")


def on_topic(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a vote or meeting to the topic that the phrase is about."""
    yield from _linked(node, link, phrase, thing("topic", brief(phrase)), scope)


def on_matter(node: NamedNode, link: NamedNode, phrase: str, scope: Scope) -> Iterator[Triple]:
    """Links a stance to the topic that the phrase is about."""
    label = brief(phrase)
    named = thing("topic", label) if _NAME.search(label) else thing("topic", scope.source.slug, label)
    yield from _linked(node, link, phrase, named, scope)


def _linked(node: NamedNode, link: NamedNode, phrase: str, new: NamedNode, scope: Scope) -> Iterator[Triple]:
    known = _known(phrase, scope, ("referral", "topic"))
    if not known and document_in(phrase):
        known = _known(scope.source.title or "", scope, ("topic",))
    if known:
        yield node, link, thing("topic", known)
    else:
        yield from _on_new_topic(node, link, phrase, new, scope)


def document_in(phrase: str) -> str | None:
    """The kind of document where a phrase names nothing else: `resolution` for "own draft resolution" but None
    for "resolution on Mali"."""
    found = _DOCUMENT.fullmatch(phrase)
    return found["kind"].lower() if found else None


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
        yield from _on_new_topic(node, link, phrase, thing("topic", brief(phrase)), scope)


def _known(phrase: str, scope: Scope, kinds: tuple[str, ...]) -> str | None:
    words = folded(phrase)
    return next((t.slug for t in scope.topics if t.kind in kinds and t.covers(words, scope.words)), None)


def _on_new_topic(node: NamedNode, link: NamedNode, phrase: str, topic: NamedNode, scope: Scope) -> Iterator[Triple]:
    label = brief(phrase)
    yield node, link, topic
    yield topic, RDF.type, UN.Topic
    yield topic, RDFS.label, text(label)
    yield topic, SKOS.prefLabel, text(label)
    yield topic, UN.reportedIn, scope.node
