"""What it costs to load and validate recorded votes, here and with rdflib and pySHACL: `python benchmarks/validating.py
STORE [--votes 10]`.

STORE is one that `unkg build --votes` made. The same votes with all their ballots are given to both as N-Quads, beside
the reference tables that they lean on. Ours loads them into a store and checks them as a build does; theirs parses them
with rdflib and runs pySHACL with the same shapes on the same nodes. In seconds of the processor; what a
process does once for all groups (shapes, tables) is told apart. What the shapes only suspect, for want of what stands
around the slice, pySHACL has the last word on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse, serialize
from rdflib import Dataset
from rich.console import Console
from rich.table import Table

from shapes.bulk import Bulk
from shapes.validation import validate
from triples.reference import reference_quads
from triples.snapshot import current

_VOTES = """PREFIX un: <https://w3id.org/unkg/ontology#>
SELECT DISTINCT ?vote WHERE { GRAPH ?record { ?vote a un:Vote }
  FILTER (STRSTARTS(STR(?record), "https://w3id.org/unkg/graph/votes/")) } ORDER BY DESC(?vote) LIMIT %d"""
_BALLOTS = """PREFIX un: <https://w3id.org/unkg/ontology#> SELECT ?ballot WHERE { ?ballot un:inVote <%s> }"""


def of_votes(store: Store, wanted: int) -> list[Quad]:
    """What records say of so many votes, their ballots, and what the votes lead to."""
    votes = [node for (node,) in _rows(store, _VOTES % wanted)]
    ballots = [node for vote in votes for (node,) in _rows(store, _BALLOTS % vote.value)]
    said = [quad for node in (*votes, *ballots) for quad in store.quads_for_pattern(node, None, None, None)]
    near = {quad.object for quad in said if isinstance(quad.object, NamedNode)}
    graphs = {quad.graph_name for quad in said}
    more = [quad for node in near for quad in store.quads_for_pattern(node, None, None, None)]
    return sorted({*said, *(quad for quad in more if quad.graph_name in graphs)}, key=str)


def _rows(store: Store, query: str) -> QuerySolutions:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found


def spent(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of the processor that this took, and what came of it."""
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def _loaded(data: bytes) -> Store:
    store = Store()
    store.bulk_extend(parse(data, format=RdfFormat.N_QUADS))
    return store


def main() -> None:
    """Reads the command line, measures both, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--votes", type=int, default=10)
    given = parser.parse_args()
    quads, around = of_votes(current(given.store).load(), given.votes), list(reference_quads())
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    nodes = sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)
    once, bulk = spent(lambda: Bulk(around))
    assert isinstance(bulk, Bulk)
    bulk.suspects(quads)  # what is made at the first group
    load, _ = spent(lambda: _loaded(data))
    check, suspects = spent(lambda: bulk.suspects(quads))
    parsed, _ = spent(lambda: Dataset().parse(data=data, format="nquads"))
    checked, report = spent(lambda: validate([*around, *quads], nodes))
    table = Table(title=f"{given.votes} votes, {len(quads):,} statements: CPU seconds", title_justify="left")
    for head in ("", "load", "validate", "load and validate"):
        table.add_column(head, justify="right" if head else "left")
    table.add_row("unkg", *(f"{value:.3f}" for value in (load, check, load + check)))
    table.add_row("rdflib and pySHACL", *(f"{value:.3f}" for value in (parsed, checked, parsed + checked)))
    Console(width=100).print(table)
    print(f"{(parsed + checked) / (load + check):.1f} times; made once for all groups here: {once:.1f} s")
    print(f"suspected here: {len(suspects)}; broken by what pySHACL says: {len(report.results)}")


if __name__ == "__main__":
    main()
