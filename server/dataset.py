"""`/dataset`, `/.well-known/void`, `/dumps/` and `/sitemap.xml`: what this dataset is, and all of it to take away."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, render_template, send_from_directory
from pyoxigraph import Literal, NamedNode, Quad, Triple

from ontology.errors import InputError
from ontology.terms import DCAT, DCTERMS, PREFIXES, RDF, RDFS, VOID
from server import problems
from server.asking import iri
from server.context import address, asker, context, settings, urls
from server.documents import PAGE, document, wanted
from server.examples import examples
from triples.dataset import LICENCE, TITLE
from triples.dumps import NAMES, Dump, dumps
from triples.snapshot import current

blueprint = Blueprint("dataset", __name__)

_DESCRIPTION = """
  { BIND({{dataset}} AS ?a) {{dataset}} ?b ?c }
  UNION { {{dataset}} void:classPartition|void:propertyPartition|void:subset|dcterms:publisher ?a . ?a ?b ?c }
"""
_CONSTRUCT = "CONSTRUCT { ?a ?b ?c } WHERE {" + _DESCRIPTION + "}"
_CLASSES = """
SELECT ?class ?label ?count WHERE {
  {{dataset}} void:classPartition ?part . ?part void:class ?class ; void:entities ?count .
  OPTIONAL { ?class rdfs:label ?label FILTER (LANG(?label) = "en") }
} ORDER BY DESC(?count) ?class
"""
_THINGS = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?class { un:State un:Body un:Official un:Post un:Vote un:Meeting un:NewsArticle un:Topic un:Discrepancy }
  ?thing a ?class
} ORDER BY ?thing LIMIT 50000
"""  # as many as a sitemap may list
_VOCABULARIES = ("un", "org", "prov", "skos", "opengov", "schema", "foaf", "dcterms", "oa", "qb")


@blueprint.get("/dataset")
@blueprint.get("/dataset.<suffix>")
def dataset(suffix: str = "") -> Response:
    """The description of the dataset: a page, or VoID and DCAT."""
    choice = wanted(suffix)
    if choice.format.name == PAGE:
        return _page()
    return document((Quad(*triple) for triple in _described()), choice)


@blueprint.get("/.well-known/void")
def void() -> Response:
    """Where VoID says to look first (https://www.w3.org/TR/void/#well-known)."""
    return Response(status=302, headers={"Location": urls().at("dataset"), "Vary": "Accept"})


@blueprint.get("/dumps/")
def downloads() -> Response:
    """What there is to download; the description of the dataset lists it."""
    return Response(status=303, headers={"Location": urls().at("dataset") + "#dumps"})


@blueprint.get("/dumps/<name>")
def download(name: str) -> Response:
    """One file, whole or the part that is asked for (Range)."""
    if settings().endpoint:
        raise problems.not_found(
            "What is served here is in a store elsewhere, and there are no files of it to download."
        )
    found = next((dump for dump in _dumps() if dump.name == name), None)
    if found is None:
        raise problems.not_found(f"There is no download {name}. There are {', '.join(NAMES)}.")
    response = send_from_directory(found.path.parent, found.name, mimetype="application/gzip", etag=found.sha256)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages of things, for programs that visit them all (https://www.sitemaps.org/protocol.html)."""
    pages = [urls().link(iri(row["thing"]).value) for row in asker().select(_THINGS)]
    named = [address(page.removeprefix(urls().root).lstrip("/")) for page in pages if page.startswith("/")]
    return Response(render_template("sitemap.xml", pages=named), content_type="application/xml")


def _node() -> NamedNode:
    return NamedNode(f"{settings().base_iri}id/dataset/unkg")


def _described() -> list[Triple]:
    """What the data say of themselves, and what only this server knows: endpoint, downloads, examples."""
    node, endpoint = _node(), NamedNode(address("sparql"))
    told = [*asker().construct(_CONSTRUCT, dataset=node)]
    told += [Triple(node, VOID.vocabulary, NamedNode(PREFIXES[name])) for name in _VOCABULARIES]
    told += [
        Triple(node, VOID.sparqlEndpoint, endpoint),
        Triple(node, RDFS.seeAlso, NamedNode(address("examples"))),
        Triple(node, DCTERMS.identifier, Literal(context().loaded.id)),
    ]
    for dump in _dumps():
        url = NamedNode(address(f"dumps/{dump.name}"))
        told += [
            Triple(node, VOID.dataDump, url),
            Triple(node, DCAT.distribution, url),
            Triple(url, RDF.type, DCAT.Distribution),
            Triple(url, DCAT.downloadURL, url),
            Triple(url, DCAT.mediaType, NamedNode(f"https://www.iana.org/assignments/media-types/{dump.media_type}")),
            Triple(url, DCAT.byteSize, Literal(dump.size)),
            Triple(url, DCTERMS.identifier, Literal(dump.sha256)),
            Triple(url, DCTERMS.license, LICENCE),
        ]
    return told


def _dumps() -> list[Dump]:
    """The downloads of what is served; none where it is not a snapshot of ours, or cannot be written beside."""
    if settings().endpoint:
        return []
    try:
        return list(_made(settings().store, context().loaded.id))
    except (InputError, OSError):
        return []


@lru_cache(maxsize=2)
def _made(store: Path, identity: str) -> tuple[Dump, ...]:
    """Made once for each snapshot, whose `identity` is in the key."""
    return tuple(dumps(current(store)))


def _page() -> Response:
    rows = [(row["class"], row["label"], row["count"]) for row in asker().select(_CLASSES, dataset=_node())]
    text = render_template(
        "dataset.html",
        loaded=context().loaded,
        classes=rows,
        dumps=_dumps(),
        examples=examples(),
        markup=_schema_org(),
        urls=urls(),
    )
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def _schema_org() -> dict[str, object]:
    """The dataset for search engines (https://schema.org/Dataset)."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": _node().value,
        "name": TITLE,
        "description": "Who met, voted, spoke and held which post in the United Nations, each fact with its source.",
        "url": address("dataset"),
        "license": LICENCE.value,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address(f"dumps/{dump.name}"), "encodingFormat": dump.media_type}
            for dump in _dumps()
        ],
    }
