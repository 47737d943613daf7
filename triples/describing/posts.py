"""Posts and tenures: who is said to hold what office. A tenure is one official in one post, whoever reports it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import RDF, RDFS, UN
from triples.describing.agents import agent, introduced, key
from triples.describing.roles import Role, Served, role
from triples.describing.scope import Described, Scope
from triples.facts import Post
from triples.iris import thing
from triples.rdf import Triple, day, text

_BEARINGS = {"current": UN.Current, "former": UN.Former, "incoming": UN.Incoming}


def describe_post(fact: Post, scope: Scope) -> Described:
    """The official, the post, and the tenure with the day on which the article attests it.

    What several articles together say about its bounds is for `triples.deriving.tenures`.
    """
    office = role(fact.title, _served(fact))
    post = _post(fact, office, scope)
    node = thing("tenure", key(fact.official), post.value.rpartition("/")[2])
    attested = fact.when.day or scope.source.published.day if fact.bearing == "current" else None
    triples: tuple[Triple, ...] = (
        (node, RDF.type, UN.Tenure),
        (node, UN.holder, agent(fact.official)),
        (node, UN.post, post),
        (node, UN.title, Literal(fact.title)),
        (node, UN.bearing, _BEARINGS[fact.bearing]),
        *([(node, UN.attestedOn, day(attested))] if attested else []),
        *_office(post, office, fact, scope),
        *introduced(fact.official, scope),
        (agent(fact.official), RDF.type, UN.Official),
    )
    return Described(node, triples, (post,))


def _served(fact: Post) -> Served:
    return "body" if fact.for_ and fact.for_.type == "body" else "state" if fact.for_ else "nobody"


def _post(fact: Post, office: Role, scope: Scope) -> NamedNode:
    """The post that reference data give this official for such a role, else one named by role and whom it serves."""
    for term in scope.registry.tenures:
        if term.official == key(fact.official) and role(term.title, "body").type == office.type:
            return thing("post", term.title, term.served)
    return thing("post", office.name, *([key(fact.for_)] if fact.for_ else []))


def _office(post: NamedNode, office: Role, fact: Post, scope: Scope) -> Iterator[Triple]:
    served = f", {fact.for_.label}" if fact.for_ else ""
    yield post, RDF.type, UN.Post
    yield post, RDFS.label, text(f"{office.name.capitalize()}{served}")
    yield post, UN.roleType, office.type
    if fact.for_:
        yield post, UN.inBody if fact.for_.type == "body" else UN.representing, agent(fact.for_)
        yield from introduced(fact.for_, scope)
