"""`/`: what is in here, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode, QuerySolution

from ontology.terms import SD
from server import browsing
from server.asking import Asker, iri, literal
from server.context import asker, context, urls
from server.engine.bulletin import Loaded
from server.examples import examples
from server.labels import Label, labels

blueprint = Blueprint("home", __name__)

_NEWEST = """
SELECT DISTINCT ?source ?day ?issued WHERE {
  VALUES ?kind { un:NewsArticle un:PressRelease un:Report un:VotingRecord } ?source a ?kind
  OPTIONAL { ?source dcterms:issued ?issued } OPTIONAL { ?source un:dateLatest ?latest }
  BIND (COALESCE(?issued, ?latest) AS ?day) FILTER (BOUND(?day))
} ORDER BY DESC(?day) ?source LIMIT 5
"""
_ORIGINS = (
    "SELECT ?graph ?source WHERE { VALUES ?graph { {{graphs}} } ?graph prov:wasDerivedFrom ?source } ORDER BY ?source"
)
_ALL = (
    "SELECT ?thing ?property ?value WHERE {{ GRAPH {graph} {{ ?thing ?property ?value }} }} ORDER BY ?thing ?property"
)


@dataclass(frozen=True, slots=True, order=True)
class GraphRow:
    """A graph by its title. `source` is what it was made from, empty where nothing says so; `query` asks for it all."""

    title: Label
    source: str
    query: str
    size: int


@dataclass(frozen=True, slots=True)
class Newest:
    """A source that was published lately: on the `day`, or where that is not `certain`, by then."""

    title: Label
    iri: str
    day: str
    certain: bool


@blueprint.get("/")
def home() -> Response:
    """What this is, figures, and where to begin."""
    loaded = context().loaded
    text = render_template(
        "home.html",
        loaded=loaded,
        counts=browsing.counts(asker()),
        graphs=_graphs(asker(), loaded),
        newest=_newest(asker()),
        examples=examples(),
        urls=urls(),
    )
    endpoint = f'<{urls().query()}>; rel="{SD.endpoint.value}"'
    return Response(text, content_type="text/html; charset=utf-8", headers={"Link": endpoint})


def _graphs(asker: Asker, loaded: Loaded) -> list[GraphRow]:
    """The named graphs by title."""
    graphs = [NamedNode(name) for name in loaded.graphs if name]
    sources = {iri(row["graph"]): iri(row["source"]) for row in asker.select(_ORIGINS, graphs=graphs)}
    titles = labels(asker, [*graphs, *sources.values()])
    rows = list[GraphRow]()
    for graph in graphs:
        source = sources.get(graph)
        title = titles[(source or graph).value]
        query = _ALL.format(graph=graph)
        rows.append(GraphRow(title, source.value if source else "", query, loaded.graphs[graph.value]))
    return sorted(rows)


def _newest(asker: Asker) -> list[Newest]:
    found = list(asker.select(_NEWEST))
    titles = labels(asker, [iri(row["source"]) for row in found])
    return [_published(row, titles[iri(row["source"]).value]) for row in found]


def _published(row: QuerySolution, title: Label) -> Newest:
    return Newest(title, iri(row["source"]).value, literal(row["day"]), row["issued"] is not None)
