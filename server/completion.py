"""`/terms.json`: the prefixes, classes, properties and codes that an editor of queries may propose."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from flask import Blueprint, Response
from pyoxigraph import Literal, NamedNode, Triple

from ontology.files import read_ontology
from ontology.names import names_of, shorten
from ontology.terms import OWL, PREFIXES, RDF, RDFS, SKOS

blueprint = Blueprint("completion", __name__)

_LABELS = (RDFS.label, SKOS.prefLabel)
_UNDECLARED = frozenset(term.value for term in (RDF.type, RDFS.label, RDFS.subClassOf, OWL.sameAs))  # no file may


@blueprint.get("/terms.json")
def terms() -> Response:
    """What an editor completes: prefixes, and each term by its short name with its English label."""
    return Response(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    return json.dumps(proposals(list(read_ontology())), ensure_ascii=False, sort_keys=True).encode()


def proposals(ontology: Iterable[Triple]) -> dict[str, dict[str, str]]:
    """`prefixes` with their namespaces; `classes`, `properties` and `codes` of the ontology with their labels."""
    triples = tuple(ontology)
    names = names_of(triples)
    codes = {t.subject.value for t in triples if t.predicate == SKOS.inScheme and isinstance(t.subject, NamedNode)}
    labels = _labels(triples)
    return {
        "prefixes": dict(PREFIXES),
        "classes": _named(names.classes, labels),
        "properties": _named(names.properties | _UNDECLARED, labels),
        "codes": _named(codes, labels),
    }


def _labels(triples: Iterable[Triple]) -> dict[str, str]:
    return {
        t.subject.value: t.object.value
        for t in triples
        if t.predicate in _LABELS and isinstance(t.subject, NamedNode)
        if isinstance(t.object, Literal) and t.object.language in ("en", None)
    }


def _named(iris: Iterable[str], labels: dict[str, str]) -> dict[str, str]:
    """The terms that have a short name, by it."""
    short = ((shorten(iri), labels.get(iri, "")) for iri in iris)
    return {name: label for name, label in short if not name.startswith("http")}
