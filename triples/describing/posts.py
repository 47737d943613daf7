"""Posts and tenures: who is said to hold what office. A tenure is one official in one post, whoever reports it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import RDF, RDFS, UN
from triples.describing.agents import agent, introduced, key
from triples.describing.register import attested, is_registered, registered, served, term_year
from triples.describing.roles import Role, role
from triples.describing.scope import Described, Scope
from triples.facts import Post
from triples.iris import thing
from triples.rdf import Triple, brief, day, text

_BEARINGS = {"current": UN.Current, "former": UN.Former, "incoming": UN.Incoming}


def describe_post(fact: Post, scope: Scope) -> Described:
    """The official, the post, and the tenure with the day on which the article attests it.

    What several articles together say about its bounds is for `triples.deriving.tenures`.
    """
    office, when = role(fact.title, served(fact)), attested(fact, scope.source)
    known = registered(fact, office, when, scope.registry)
    whom = [key(fact.for_)] if fact.for_ else []
    post = thing("post", known.title, known.served) if known else thing("post", office.name, *whom)
    node = thing("tenure", key(fact.official), post.value.rpartition("/")[2], *term_year(known, scope.registry))
    triples: tuple[Triple, ...] = (
        (node, RDF.type, UN.Tenure),
        (node, UN.holder, agent(fact.official)),
        (node, UN.post, post),
        (node, UN.title, Literal(brief(fact.title))),
        (node, UN.bearing, _BEARINGS[fact.bearing]),
        *_bounds(node, fact),
        *([(node, UN.attestedOn, day(when.day))] if when.day and fact.bearing == "current" else []),
        *introduced(fact.official, scope),
        (agent(fact.official), RDF.type, UN.Official),
    )
    if is_registered(post, scope.registry):
        return Described(node, triples)
    return Described(node, (*triples, *_office(post, office, fact, scope)), (post,))


def _bounds(node: NamedNode, fact: Post) -> Iterator[Triple]:
    """Since and until when, as the article writes it; what several reports bound together is for the deriving."""
    if fact.since.text:
        yield node, UN.startText, Literal(fact.since.text)
    if fact.until.text and fact.bearing == "former":
        yield node, UN.endText, Literal(fact.until.text)


def _office(post: NamedNode, office: Role, fact: Post, scope: Scope) -> Iterator[Triple]:
    served = f", {fact.for_.label}" if fact.for_ else ""
    yield post, RDF.type, UN.Post
    yield post, RDFS.label, text(f"{office.name.capitalize()}{served}")
    yield post, UN.roleType, office.type
    if fact.for_:
        yield post, UN.inBody if fact.for_.type == "body" else UN.representing, agent(fact.for_)
        yield from introduced(fact.for_, scope)
