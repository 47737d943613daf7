"""What a snapshot holds, counted."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from triples.deriving.rows import Row, rows
from triples.iris import ONTOLOGY, QUARANTINE

_CLASSES = f"""SELECT ?name (COUNT(DISTINCT ?node) AS ?count) WHERE {{
  GRAPH ?graph {{ ?node a ?class }} FILTER (?graph NOT IN ({ONTOLOGY}, {QUARANTINE}))
  BIND (STR(?class) AS ?name)
}} GROUP BY ?name"""
_GRAPHS = (
    "SELECT ?name (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } BIND (STR(?graph) AS ?name) } GROUP BY ?name"
)
_SOURCES = """SELECT ?name (COUNT(DISTINCT ?node) AS ?count) WHERE {
  ?node un:reportedIn ?source BIND (STR(?source) AS ?name)
} GROUP BY ?name"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Things of each class, triples of each graph, things that each source reports; by IRI, sorted."""

    classes: dict[str, int]
    graphs: dict[str, int]
    sources: dict[str, int]


def stats(store: Store) -> Stats:
    """The counts of a loaded snapshot; the vocabulary and what is in quarantine are no things of it."""
    return Stats(*(_counts(rows(store, query)) for query in (_CLASSES, _GRAPHS, _SOURCES)))


def _counts(found: list[Row]) -> dict[str, int]:
    return dict(sorted((row["name"].value, int(row["count"].value)) for row in found if "name" in row))
