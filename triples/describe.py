"""From the facts of one article to its graph, and to what `graph/meta` says of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from ontology.terms import UN
from triples.describing.figures import describe_figure
from triples.describing.meetings import describe_meeting
from triples.describing.posts import describe_post
from triples.describing.scope import Described, Scope, evidence
from triples.describing.sources import article_graph, describe_source
from triples.describing.stances import describe_stance
from triples.describing.statements import describe_statement
from triples.describing.topics import folded, known_topics
from triples.describing.votes import describe_ballot, describe_tally
from triples.facts import Article, Ballot, Fact, Figure, Meeting, Post, Stance, Statement, Tally
from triples.iris import META
from triples.rdf import Triple, in_graph
from triples.registry import Registry


def describe(article: Article, text: str, registry: Registry, quotes: bool = False) -> list[Quad]:
    """The quads of an article: its facts in `graph/article/<slug>`, itself in `graph/meta`; sorted, without repeats.

    `text` is the article's; only offsets and hashes of it go into the quads, unless `quotes` asks for the words.
    What extraction inferred is left out: `triples.derive` infers from the graph, and says from what.
    """
    stated = {fact.id: fact for fact in article.facts if not fact.inferred}
    scope = Scope(article.source, text, folded(text), stated, registry, known_topics(), quotes)
    facts = _least_confidence(_facts(stated.values(), scope))
    quads = {*in_graph(facts, article_graph(article.source)), *in_graph(describe_source(scope), META)}
    return sorted(quads, key=str)


def _facts(facts: Iterable[Fact], scope: Scope) -> Iterator[Triple]:
    for fact in facts:
        described = _described(fact, scope)
        yield from described.triples
        yield from evidence(described, fact, scope)


def _described(fact: Fact, scope: Scope) -> Described:
    match fact:
        case Tally():
            return describe_tally(fact, scope)
        case Ballot():
            return describe_ballot(fact, scope)
        case Post():
            return describe_post(fact, scope)
        case Statement():
            return describe_statement(fact, scope)
        case Stance():
            return describe_stance(fact, scope)
        case Meeting():
            return describe_meeting(fact, scope)
        case Figure():
            return describe_figure(fact, scope)
    raise TypeError(f"there is no description of a {type(fact).__name__}")


def _least_confidence(triples: Iterable[Triple]) -> Iterator[Triple]:
    """One passage may carry several facts by one rule; its evidence is as sure as the least sure of them."""
    least: dict[NamedNode, Triple] = {}
    for triple in triples:
        subject, predicate, object_ = triple
        if predicate != UN.confidence:
            yield triple
        elif subject not in least or float(object_.value) < float(least[subject][2].value):
            least[subject] = triple
    yield from least.values()
