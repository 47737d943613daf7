"""`/ontology`, `/shapes` and `/context.jsonld`: what the data are written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse

import shapes
from ontology.diagram import draw
from ontology.document import OntologyDocument
from ontology.document import document as described
from ontology.files import CONTEXT_FILE, read_ontology
from ontology.history import earlier, history, read_version
from ontology.pitfalls import CHECKS, NO_EXAMPLE, exceptions
from server.context import context, urls
from server.documents import PAGE, document, wanted
from server.illustrations import Illustration, Illustrations
from server.labels import Label
from server.problems import Problem, not_found
from shapes.document import by_term, concerns

blueprint = Blueprint("vocabulary", __name__)

_SHAPES = Path(shapes.__file__).resolve().parent
_EXAMPLES = "unkg-illustrations"

cached_concerns = cache(concerns)
cached_history = cache(history)


@blueprint.record_once
def _remember(state: BlueprintSetupState) -> None:
    state.app.extensions[_EXAMPLES] = Illustrations()


@cache
def _triples(version: str) -> tuple[Triple, ...]:
    return tuple(read_version(version) if version in earlier() else read_ontology())


@cache
def _described(version: str) -> OntologyDocument:
    return described(_triples(version))


@cache
def _pictures(version: str) -> Mapping[str, Markup]:
    page = _described(version)
    return {section.slug: Markup(draw(section, page.terms)) for section in page.sections if section.classes}


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
    """The vocabulary: a readable page with pictures and examples, or RDF."""
    return _ontology("", suffix)


@blueprint.get("/ontology/<name>")
def version_of_ontology(name: str) -> Response:
    """One version of the vocabulary (`/ontology/0.1.0`, `/ontology/0.1.0.ttl`): a readable page, or RDF."""
    newest = _described("").version
    version = next((known for known in (*earlier(), newest) if name == known or name.startswith(f"{known}.")), None)
    if version is None:
        raise not_found(f"There is no version {name} of the vocabulary, only {', '.join((*earlier(), newest))}.")
    suffix = name.removeprefix(version).removeprefix(".")
    return _ontology(version if version != newest else "", suffix)


def _ontology(version: str, suffix: str) -> Response:
    """The document of a version, empty for the newest, with links to the others (RFC 5829)."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        response = _ontology_page(version)
    else:
        response = document((Quad(*triple) for triple in _triples(version)), choice)
    response.headers["Link"] = f'<{urls().at("ontology")}>; rel="latest-version"'
    return response


def _ontology_page(version: str) -> Response:
    page = _described(version)
    examples, names = _examples() if not version else ({}, {})
    return _page(
        "ontology.html",
        page=page,
        terms=page.terms,
        newest="" if not version else _described("").version,
        pictures=_pictures(version),
        shapes=by_term(cached_concerns()) if not version else {},
        examples=examples,
        names=names,
        missing={excuse.term: excuse.reason for excuse in exceptions() if excuse.pitfall == NO_EXAMPLE},
        releases=cached_history(),
        checks=[words for _, words in CHECKS.values()],
        excuses=[excuse for excuse in exceptions() if excuse.pitfall != NO_EXAMPLE],
    )


def _examples() -> tuple[Mapping[str, Illustration], Mapping[str, Label]]:
    """The examples from what is served; none where it cannot be asked, as the page is worth reading all the same."""
    kept = current_app.extensions[_EXAMPLES]
    assert isinstance(kept, Illustrations)
    try:
        return kept.of(context().loaded.version, context().asker)  # in English, as the page is
    except Problem:
        return {}, {}


@blueprint.get("/shapes")
@blueprint.get("/shapes.<suffix>")
def shape_documents(suffix: str = "") -> Response:
    """The SHACL shapes: a readable page, or RDF."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        return _page("shapes.html", concerns=cached_concerns())
    return document(_shape_statements(), choice)


@blueprint.get("/context.jsonld")
def json_ld_context() -> Response:
    """The JSON-LD context that our documents are compacted with."""
    return Response(CONTEXT_FILE.read_bytes(), content_type="application/ld+json")


def _page(template: str, **values: object) -> Response:
    text = render_template(template, urls=urls(), **values)
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})
