"""What follows from the graph, each rule in its module of `triples.deriving`; the table `rules` says them in words."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store

from triples.deriving.changes import position_changes
from triples.deriving.closure import close
from triples.deriving.discrepancies import discrepancies
from triples.deriving.elimination import by_elimination
from triples.deriving.labels import labels
from triples.deriving.relations import relations
from triples.deriving.successions import successions
from triples.deriving.tenures import tenure_bounds
from triples.iris import DISCREPANCIES, INFERRED, LABELS
from triples.rdf import in_graph


def is_derived(quad: Quad) -> bool:
    """Whether a quad is a conclusion and not a source's word."""
    return quad.graph_name in (INFERRED, DISCREPANCIES, LABELS)


def derive(quads: Iterable[Quad]) -> list[Quad]:
    """What follows by rules (`graph/inferred`), disagreements of sources (`graph/discrepancies`), and names for what no
    source names (`graph/labels`).

    Ballots and bounds come first, since the other rules build on them. Sorted, without repeats.
    """
    store = Store()
    store.extend(quads)
    store.extend(in_graph((*by_elimination(store), *tenure_bounds(store)), INFERRED))
    store.extend(in_graph((*relations(store), *successions(store), *position_changes(store)), INFERRED))
    store.extend(in_graph(list(discrepancies(store)), DISCREPANCIES))
    close(store)
    store.extend(in_graph(list(labels(store)), LABELS))
    return sorted((quad for quad in store if is_derived(quad)), key=str)
