"""What follows from the graph, each rule in its module of `triples.deriving`."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store

from triples.deriving.discrepancies import discrepancies
from triples.deriving.elimination import by_elimination
from triples.deriving.labels import labels
from triples.deriving.tenures import tenure_bounds
from triples.iris import DISCREPANCIES, INFERRED, LABELS
from triples.rdf import in_graph


def is_derived(quad: Quad) -> bool:
    """Whether a quad is a conclusion and not a source's word."""
    return quad.graph_name in (INFERRED, DISCREPANCIES, LABELS)


def derive(quads: Iterable[Quad]) -> list[Quad]:
    """Ballots by elimination and bounds of tenures (`graph/inferred`), disagreements of sources
    (`graph/discrepancies`), and names for what no source names (`graph/labels`).

    Sorted, without repeats.
    """
    store = Store()
    store.extend(quads)
    inferred = (*by_elimination(store), *tenure_bounds(store))
    derived = {*in_graph(inferred, INFERRED), *in_graph(discrepancies(store), DISCREPANCIES)}
    store.extend(derived)
    return sorted({*derived, *in_graph(labels(store), LABELS)}, key=str)
