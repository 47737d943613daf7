"""`/examples`: the example queries as data, in the vocabulary of SIB's sparql-examples, for other tools to use.

https://github.com/sib-swiss/sparql-examples: each is a `sh:SPARQLExecutable` with its question, text, target, keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response
from pyoxigraph import Literal, NamedNode, Quad, Triple

from ontology.terms import PREFIXES, RDF, RDFS
from server.context import address, settings, urls
from server.documents import PAGE, document, wanted
from server.examples import Example, examples
from server.syntax import form

blueprint = Blueprint("questions", __name__)

_CLASS = re.compile(r"\bun:([A-Z]\w*)")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@blueprint.get("/examples")
@blueprint.get("/examples.<suffix>")
def as_data(suffix: str = "") -> Response:
    """The example queries as RDF (`sh:SPARQLExecutable`); people are led to the query page."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        return Response(status=303, headers={"Location": urls().query() + "#examples", "Vary": "Accept"})
    found = described(examples(settings().base_iri), address("examples"), address("sparql"))
    return document((Quad(*triple) for triple in found), choice)


@blueprint.get("/.well-known/sparql-examples")
def well_known() -> Response:
    """Where the endpoints of SIB keep their examples."""
    return Response(status=302, headers={"Location": urls().at("examples"), "Vary": "Accept"})


def described(known: Iterable[Example], document: str, endpoint: str) -> Iterator[Triple]:
    """The examples as parts of a document at this address, to be sent to this endpoint."""
    for example in known:
        node, kind = NamedNode(f"{document}#{example.name}"), form(example.query).capitalize()
        yield Triple(node, RDF.type, _shacl("SPARQLExecutable"))
        yield Triple(node, RDF.type, _shacl(f"SPARQL{kind}Executable"))
        yield Triple(node, RDFS.label, Literal(example.title, language="en"))
        yield Triple(node, RDFS.comment, Literal(example.question, language="en"))
        yield Triple(node, _shacl(kind.lower()), Literal(example.query))
        yield Triple(node, _schema("target"), NamedNode(endpoint))
        yield from (Triple(node, _schema("keywords"), Literal(word)) for word in keywords(example.query))


def keywords(query: str) -> list[str]:
    """What a query is about: the classes and codes of ours that it names, in words."""
    return sorted({_WORDS.sub(" ", name).lower() for name in _CLASS.findall(query)})


def _shacl(name: str) -> NamedNode:
    return NamedNode(PREFIXES["sh"] + name)


def _schema(name: str) -> NamedNode:
    return NamedNode(PREFIXES["schema"] + name)
