"""A change to a dataset, as it is worked out, kept in the journal and applied."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize


@dataclass(frozen=True, slots=True)
class Patch:
    """What goes and what comes, net: N-Quads to take out and to put in, IRIs of graphs that end and that begin.

    A graph may exist without a triple, so that quads do not say it all. Applying a patch twice is applying it once.
    """

    removed: bytes = b""
    added: bytes = b""
    dropped: tuple[str, ...] = ()
    created: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        removed: Iterable[Quad] = (),
        added: Iterable[Quad] = (),
        dropped: Iterable[str] = (),
        created: Iterable[str] = (),
    ) -> Patch:
        """The patch with these quads."""
        return cls(_lines(removed), _lines(added), tuple(dropped), tuple(created))

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.dropped or self.created)

    def quads_removed(self) -> list[Quad]:
        """What goes; blank nodes keep their labels."""
        return list(parse(self.removed, format=RdfFormat.N_QUADS))

    def quads_added(self) -> list[Quad]:
        """What comes; blank nodes keep their labels."""
        return list(parse(self.added, format=RdfFormat.N_QUADS))

    def apply(self, store: Store) -> tuple[list[Quad], list[Quad]]:
        """Changes the store; the quads that go and those that come, for who wants to follow."""
        removed, added = self.quads_removed(), self.quads_added()
        for quad in removed:
            store.remove(quad)
        for graph in self.dropped:
            store.remove_graph(NamedNode(graph))
        for graph in self.created:
            store.add_graph(NamedNode(graph))
        store.extend(added)
        return removed, added

    def graphs(self, quads: Iterable[Quad]) -> set[str | None]:
        """The graphs that the patch with these quads changes, None for the default graph."""
        return {*self.dropped, *self.created, *map(graph_of, quads)}

    def encode(self) -> bytes:
        """One line of JSON, what goes, what comes."""
        head = {"removed": len(self.removed), "dropped": self.dropped, "created": self.created}
        return json.dumps(head, ensure_ascii=False).encode() + b"\n" + self.removed + self.added

    @classmethod
    def decode(cls, data: bytes) -> Patch:
        """The patch that was encoded; ValueError or KeyError for anything else."""
        line, _, quads = data.partition(b"\n")
        head = json.loads(line)
        size = int(head["removed"])
        return cls(quads[:size], quads[size:], tuple(head["dropped"]), tuple(head["created"]))


def graph_of(quad: Quad) -> str | None:
    """The IRI (or label) of the quad's graph, None for the default graph."""
    return None if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name.value)


def _lines(quads: Iterable[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
