"""What an update did to a store: the difference between before and after, graph by graph.

The engine does not tell. It does write a graph at a million triples a second, and a graph that was left alone always in
the same order: so graphs are compared as bytes, and only those that differ line by line. Both dumps of 35,000 quads
take 0.1 s, of 500,000 quads 1.8 s (2 cores, busy).
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from triples.patch import Patch

Graph = NamedNode | DefaultGraph


class Before:
    """A store as it was. With `default` the default graph counts too, else it follows from the others."""

    def __init__(self, store: Store, default: bool) -> None:
        self._store, self._default = store, default
        self._was = self._written()

    def patch(self) -> Patch:
        """What has changed since."""
        now = self._written(self._was)
        removed, added = list[bytes](), list[bytes]()
        for graph in sorted({*self._was, *now}, key=str):
            before, after = self._was.get(graph, b""), now.get(graph, b"")
            if before is not after:
                old, new = set(before.splitlines()), set(after.splitlines())
                removed += _in_graph(old - new, graph)
                added += _in_graph(new - old, graph)
        return Patch(b"".join(removed), b"".join(added), *(_names(self._was, now), _names(now, self._was)))

    def _written(self, known: dict[Graph, bytes] | None = None) -> dict[Graph, bytes]:
        """Each graph as N-Triples; the very bytes that are known where they are the same, to hold them once."""
        graphs: list[Graph] = [graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode)]
        if self._default:
            graphs.append(DefaultGraph())
        return {graph: self._bytes(graph, (known or {}).get(graph)) for graph in graphs}

    def _bytes(self, graph: Graph, known: bytes | None) -> bytes:
        written = self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
        return known if known == written and known is not None else written


def _in_graph(triples: Iterable[bytes], graph: Graph) -> list[bytes]:
    """The lines of N-Triples as sorted lines of N-Quads."""
    end = b" .\n" if isinstance(graph, DefaultGraph) else f" {graph} .\n".encode()
    return sorted(line.removesuffix(b" .") + end for line in triples)


def _names(graphs: Iterable[Graph], others: Iterable[Graph]) -> tuple[str, ...]:
    """The named graphs that are not among the others."""
    return tuple(sorted(graph.value for graph in {*graphs} - {*others} if isinstance(graph, NamedNode)))
