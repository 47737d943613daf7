"""The data that the nursery holds: what a store folder keeps, under the names that it is served by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from server.engine.bulletin import Loaded
from server.engine.loading import (
    LARGE,
    count,
    home_of,
    moved,
    relocated,
    renamed,
    standing_apart,
    unite,
    unite_but_for,
)
from triples.iris import BASE
from triples.journal import Contents
from triples.patch import Patch, graph_of
from triples.snapshot import MANIFEST

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple


class Holding:
    """A store and what is known of it; `sealed` says whether the network is shut.

    Two things may differ from what is kept in the folder:

    - `id/` and `graph/` are under the deployment's own base;
    - where the default graph is the union of all, what was stated without a graph's name is in the graph `home`, and
      the engine's default graph holds every statement once; but those of graphs of over `large` statements that stand
      `apart`, where nothing is `written`: queries read these beside it.
    """

    def __init__(
        self, contents: Contents, base: str, union: bool, sealed: bool, written: bool = True, large: int = LARGE
    ) -> None:
        self.sealed = sealed
        self._snapshot = contents.snapshot
        self._base = base
        self.home = NamedNode(home_of(base)) if union else None
        self._counts = Counter({_served(graph, base): count for graph, count in contents.counts().items()})
        self.store = relocated(contents.store, base)
        self.writes = contents.patches
        self._touched = {self._served_graph(graph): number for graph, number in contents.touched.items()}
        if self.home is not None:
            self._bring_home(self.home)
        self.apart = () if written or not union else standing_apart(self.store, self._counts, large)
        if self.home is not None:
            unite_but_for(self.store, self.apart) if self.apart else unite(self.store)
        self._unnamed = count(self.store) + sum(self._counts[graph.value] for graph in self.apart)

    def loaded(self) -> Loaded:
        """What the bulletin says of the data."""
        counts = {graph.value: 0 for graph in self.store.named_graphs() if isinstance(graph, NamedNode)}
        counts |= self._counts
        touched = {name or "": number for name, number in self._touched.items()}
        built = (self._snapshot.path / MANIFEST).stat().st_mtime
        return Loaded(
            self._snapshot.id, dict(sorted(counts.items())), self.sealed, built, self.writes, touched, self._unnamed
        )

    def graph(self, iri: str | None) -> NamedNode | DefaultGraph:
        """Where the engine has the graph of this IRI; None asks for what was stated without a graph's name."""
        if iri is None:
            return self.home or DefaultGraph()
        return NamedNode(iri)

    def has(self, graph: NamedNode | DefaultGraph) -> bool:
        """Whether the graph exists, be it empty. The default graph always does."""
        return graph in (DefaultGraph(), self.home) or self.store.contains_named_graph(graph)

    def version(self, graph: NamedNode | DefaultGraph) -> str:
        """Different whenever the graph is."""
        return self.loaded().version_of("" if isinstance(graph, DefaultGraph) else graph.value)

    def kept(self, patch: Patch) -> Patch:
        """The patch as the folder keeps it, of one with served names. The default graph neither begins nor ends."""
        if self.home is not None:
            dropped, created = (self._named_ones(graphs) for graphs in (patch.dropped, patch.created))
            patch = replace(patch, dropped=dropped, created=created)
        return self._renamed(patch, self.kept_quad, lambda graph: _kept(graph, self._base))

    def kept_quad(self, quad: Quad) -> Quad:
        """The quad as the folder keeps it."""
        if self.home is not None and quad.graph_name == self.home:
            quad = _in(None, quad)
        return moved(quad, self._base, BASE)

    def about(self, node: Node) -> Iterator[Quad]:
        """What is stated about a node, both in the names of the folder."""
        return self._stated(self.store.quads_for_pattern(renamed(node, BASE, self._base), None, None))

    def pointing_to(self, term: Term) -> Iterator[Quad]:
        """What is stated with a term as its object, both in the names of the folder."""
        return self._stated(self.store.quads_for_pattern(None, None, renamed(term, BASE, self._base)))

    def _stated(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """As the folder keeps them; without the union, which only repeats them."""
        for quad in quads:
            if self.home is None or not isinstance(quad.graph_name, DefaultGraph):
                yield self.kept_quad(quad)

    def apply(self, patch: Patch) -> tuple[str, ...]:
        """Changes the data by a patch as the folder keeps it; the graphs that exist since then.

        What the change touches has another version afterwards.
        """
        patch = self._renamed(patch, self._served_quad, lambda graph: _served(graph, self._base))
        self.writes += 1
        removed, added = patch.apply(self.store)
        self._touched |= dict.fromkeys(patch.graphs((*removed, *added)), self.writes)
        self._counts.subtract(_named(removed))
        self._counts.update(_named(added))
        self._counts = +self._counts
        if self.home is not None:
            self._keep_union(removed, added)
        else:
            self._unnamed += _unnamed(added) - _unnamed(removed)
        return patch.created

    def _keep_union(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        for quad in removed:
            alone = _in(None, quad)
            if all(other == alone for other in self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object)):
                self.store.remove(alone)
                self._unnamed -= 1
        new = {alone for quad in added if (alone := _in(None, quad)) not in self.store}
        self.store.extend(new)
        self._unnamed += len(new)

    def _bring_home(self, home: NamedNode) -> None:
        stated = list(self.store.quads_for_pattern(None, None, None, DefaultGraph()))
        self.store.extend(_in(home, quad) for quad in stated)
        if stated:
            self._counts[home.value] = len(stated)

    def _named_ones(self, graphs: Iterable[str]) -> tuple[str, ...]:
        return tuple(graph for graph in graphs if self.home is None or graph != self.home.value)

    def _renamed(self, patch: Patch, quad: Callable[[Quad], Quad], graph: Callable[[str], str]) -> Patch:
        if self.home is None and self._base == BASE:
            return patch
        removed, added = (map(quad, side) for side in (patch.quads_removed(), patch.quads_added()))
        return Patch.of(removed, added, map(graph, patch.dropped), map(graph, patch.created))

    def _served_quad(self, quad: Quad) -> Quad:
        if self.home is not None and isinstance(quad.graph_name, DefaultGraph):
            quad = _in(self.home, quad)
        return moved(quad, BASE, self._base)

    def _served_graph(self, graph: str | None) -> str | None:
        if graph is None:
            return self.home.value if self.home else None
        return _served(graph, self._base)


def _in(graph: NamedNode | None, quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _served(graph: str, base: str) -> str:
    return base + graph.removeprefix(BASE) if graph.startswith(f"{BASE}graph/") else graph


def _kept(graph: str, base: str) -> str:
    return BASE + graph.removeprefix(base) if graph.startswith(f"{base}graph/") else graph


def _unnamed(quads: Iterable[Quad]) -> int:
    return sum(isinstance(quad.graph_name, DefaultGraph) for quad in quads)


def _named(quads: Iterable[Quad]) -> Counter[str]:
    return Counter(name for quad in quads if (name := graph_of(quad)) is not None)
