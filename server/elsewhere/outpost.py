"""What the main process knows of a store elsewhere: if it answers, and which graphs it has; looked up now and then.

It has the place of `server.engine.launcher.Launcher`, which loads the data where they are here.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from concurrent.futures import Future
from dataclasses import replace

from pyoxigraph import NamedNode

from ontology.errors import InputError
from server.asking import Asker, Engine, iri, literal
from server.engine.bulletin import Bulletin, Loaded
from server.problems import Problem
from server.settings import Settings

_COUNTS = "SELECT ?graph (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_SAMPLE = "SELECT ?s ?p ?o { GRAPH {{graph}} { ?s ?p ?o } FILTER (isIRI(?s) && isIRI(?o)) } LIMIT 1"
_STATED = "ASK { {{s}} {{p}} {{o}} }"
_VIRTUOSO = (
    "http://www.openlinksw.com/",
    "http://localuriqaserver/",
    "http://www.w3.org/ns/ldp#",
)  # keeps these itself
_RENEWED = 600.0  # seconds after which graphs are counted again: it takes the store a look at every triple
_PATIENCE = 300.0  # seconds that it has to count them
_LOOKED_AT = 2  # graphs of which a triple is looked for in the default graph


def counted(asker: Asker) -> dict[str, int]:
    """The graphs of the store, and how many triples each has. Problem when it does not answer."""
    counts = sorted((iri(row["graph"]).value, int(literal(row["count"]))) for row in asker.select(_COUNTS))
    return {graph: count for graph, count in counts if not graph.startswith(_VIRTUOSO)}


class Outpost:
    """Looks up what the store has, and hangs it in the `bulletin`; the data may change behind our back.

    The `engine` is its own: web processes are forked while it looks.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._endpoint = settings.endpoint
        self._asker = Asker(engine, replace(settings, timeout=max(_PATIENCE, settings.timeout)))
        self.bulletin = Bulletin.fresh()
        self._looking: Future[Loaded] | None = None
        self._next, self._times = 0.0, 0

    def ready(self) -> Loaded:
        """What the store has. InputError when it does not answer, or its default graph is not what pages need."""
        try:
            loaded = self._loaded()
            for graph in list(loaded.graphs)[:_LOOKED_AT]:
                self._check_union(NamedNode(graph))
        except Problem as problem:
            raise InputError(
                f"{self._endpoint}: {problem.detail} See that the store runs, and that this is its address"
            ) from None
        self._next = time.monotonic() + _RENEWED
        self.bulletin.publish(loaded)
        return loaded

    def revive(self) -> None:
        """Nothing of ours has died: the store is for others to start again."""

    def reload(self) -> None:
        """Has the graphs counted again, without waiting for it; `renewed` tells when it is done."""
        if self._looking is None:
            looking = self._looking = Future[Loaded]()
            threading.Thread(target=self._look, args=(looking,), daemon=True).start()

    def renewed(self) -> Loaded | None:
        """What was counted, if that was asked for or is due, and is done. InputError when it failed."""
        if time.monotonic() > self._next:
            self._next = time.monotonic() + _RENEWED
            self.reload()
        if self._looking is None or not self._looking.done():
            return None
        looking, self._looking = self._looking, None
        try:
            loaded = looking.result()
        except Problem as problem:
            raise InputError(f"{self._endpoint}: {problem.detail}") from None
        self.bulletin.publish(loaded)
        return loaded

    def _look(self, looking: Future[Loaded]) -> None:
        try:
            looking.set_result(self._loaded())
        except Exception as error:
            looking.set_exception(error)

    def _loaded(self) -> Loaded:
        """The counts of the graphs. The data may have changed where these have not, so each look is another version."""
        graphs = counted(self._asker)
        identity = hashlib.sha256(json.dumps([str(self._endpoint), graphs]).encode()).hexdigest()
        self._times += 1
        return Loaded(identity, graphs, False, time.time(), self._times, {}, sum(graphs.values()))

    def _check_union(self, graph: NamedNode) -> None:
        """InputError where a triple of the graph is not in the default graph."""
        for row in self._asker.select(_SAMPLE, graph=graph):
            s, p, o = (iri(row[name]) for name in "spo")
            if not self._asker.ask(_STATED, s=s, p=p, o=o):
                raise InputError(
                    f"{self._endpoint}: its default graph is not the union of its named graphs, which pages and "
                    "queries read; set the store so (Oxigraph's server: start it with --union-default-graph)"
                )
