"""`/ontology`, `/shapes` and `/context.jsonld`: what the data are written in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, render_template
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    parse,
)

import shapes
from ontology.files import CONTEXT_FILE, read_ontology
from ontology.terms import OWL, PREFIXES, RDF, RDFS, SKOS
from server.context import urls
from server.documents import PAGE, document, wanted
from triples.export import render

blueprint = Blueprint("vocabulary", __name__)

_SHAPES = Path(shapes.__file__).resolve().parent
_KINDS = (
    ("Classes", OWL.Class),
    ("Properties between things", OWL.ObjectProperty),
    ("Properties with values", OWL.DatatypeProperty),
    ("Code lists", SKOS.ConceptScheme),
    ("Codes", SKOS.Concept),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of our vocabulary as the page shows it; `links` are its super-terms, domain and range by property."""

    name: str
    iri: str
    label: str
    definition: str
    links: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _vocabulary() -> Store:
    store = Store()
    store.extend(Quad(*triple) for triple in read_ontology())
    return store


@cache
def _shape_statements() -> tuple[Quad, ...]:
    """The shapes. Their blank nodes get names that are the same in every process."""
    files = sorted(_SHAPES.glob("*.ttl"))
    found = Dataset(quad for file in files for quad in parse(path=file, format=RdfFormat.TURTLE))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(found)


@blueprint.get("/ontology")
@blueprint.get("/ontology.<suffix>")
def ontology(suffix: str = "") -> Response:
    """The vocabulary: a readable page, or RDF."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        return _page("ontology.html", sections=[(title, _terms(kind)) for title, kind in _KINDS])
    return document(_vocabulary(), choice)


@blueprint.get("/shapes")
@blueprint.get("/shapes.<suffix>")
def shape_documents(suffix: str = "") -> Response:
    """The SHACL shapes: a readable page, or RDF."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        turtle = render(_shape_statements(), "turtle").decode()
        return _page("shapes.html", turtle=turtle)
    return document(_shape_statements(), choice)


@blueprint.get("/context.jsonld")
def json_ld_context() -> Response:
    """The JSON-LD context that our documents are compacted with."""
    return Response(CONTEXT_FILE.read_bytes(), content_type="application/ld+json")


def _page(template: str, **values: object) -> Response:
    text = render_template(template, urls=urls(), **values)
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def _terms(kind: NamedNode) -> list[Term]:
    found = {quad.subject.value for quad in _vocabulary().quads_for_pattern(None, RDF.type, kind, None)}  # type: ignore[union-attr]
    return [_term(value) for value in sorted(found) if value.startswith(PREFIXES["un"])]


def _term(value: str) -> Term:
    links = tuple((title, _linked(value, link)) for title, link in _LINKS)
    return Term(
        value.removeprefix(PREFIXES["un"]),
        value,
        _english(value, RDFS.label) or _english(value, SKOS.prefLabel),
        _english(value, SKOS.definition) or _english(value, RDFS.comment),
        tuple((title, linked) for title, linked in links if linked),
    )


_LINKS = (
    ("is a", RDFS.subClassOf),
    ("narrows", RDFS.subPropertyOf),
    ("of", RDFS.domain),
    ("to", RDFS.range),
    ("in", SKOS.inScheme),
)


def _linked(value: str, link: NamedNode) -> tuple[str, ...]:
    quads = _vocabulary().quads_for_pattern(NamedNode(value), link, None, None)
    return tuple(sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode)))


def _english(value: str, link: NamedNode) -> str:
    quads = _vocabulary().quads_for_pattern(NamedNode(value), link, None, None)
    texts = [quad.object for quad in quads if isinstance(quad.object, Literal)]
    return next((text.value for text in sorted(texts, key=str) if text.language in ("en", None)), "")
