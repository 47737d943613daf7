"""Writes to a store elsewhere: read here, as those to data of our own are, and sent as updates.

What we cannot do from here is left out: to check against the shapes what the data would be afterwards, and to tell
whether a graph has changed since a client read it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryResultsFormat, parse_query_results

from server import problems, updates
from server.asking import Engine, written
from server.elsewhere import guarding, reading
from server.elsewhere.client import Client, Sent
from server.elsewhere.engine import FORM, exchanged
from server.elsewhere.place import Endpoint
from server.engine import graphs, updating
from server.engine.loading import home_of
from server.engine.wire import Job
from server.engine.writing import Write, Written
from server.problems import Problem

_DONE = (200, 201, 204)
_ANSWER = 1 << 20  # bytes of an answer, of which nothing but the status counts
_HAS = "ASK { GRAPH {{graph}} { ?s ?p ?o } }"


class WriterElsewhere:
    """Hands over writes. Threads share it; as many as `queue` may wait in this process."""

    def __init__(self, endpoint: Endpoint, client: Client, engine: Engine, queue: int) -> None:
        self._endpoint, self._client, self._engine, self._queue = endpoint, client, engine, queue
        self._places = threading.BoundedSemaphore(queue + 1)

    def write(self, write: Write, body: bytes = b"") -> Written:
        """Carries out the write. Raises Problem."""
        if not self._places.acquire(blocking=False):
            raise problems.busy(self._queue, 1)
        try:
            if write.kind == "update":
                self._send([operation.text for operation in _operations(write)], write)
                return Written(())
            return self._write_graph(write, body)
        finally:
            self._places.release()

    def _write_graph(self, write: Write, body: bytes) -> Written:
        """SPARQL 1.1 Graph Store HTTP Protocol, 5.3 to 5.5, which tells there what is the same as an update."""
        if write.if_match is not None or write.if_none_match is not None:
            raise Problem(
                501, "The data are in a store elsewhere, of which nobody here knows the versions: send no If-."
            )
        graph = NamedNode(write.graph or home_of(write.base))
        known = self._has(graph, write)
        if write.kind == "delete" and write.graph is not None and not known:
            raise problems.no_such_graph(graph.value)
        told = "\n".join(f"{quad.triple} ." for quad in graphs.statements(write, body, graph))
        steps = [] if write.kind == "post" else [f"DROP SILENT GRAPH {graph}"]
        if told:
            steps.append(f"INSERT DATA {{ GRAPH {graph} {{\n{told}\n}} }}")
        if steps:
            self._send(steps, write)
        return Written(() if known or not told or write.graph is None else (graph.value,))

    def _has(self, graph: NamedNode, write: Write) -> bool:
        job = Job(written(_HAS, graph=graph), "json", None, write.base, write.timeout, 1)
        return bool(parse_query_results(self._engine.evaluate(job).read(), format=QueryResultsFormat.JSON))

    def _send(self, steps: Sequence[str], write: Write) -> None:
        """All steps in one update, which a store carries out as a whole if it has transactions."""
        text = f"BASE <{write.base}>\n" + " ;\n".join(steps)
        headers = {"Content-Type": FORM, "Accept": "*/*"}
        end = time.monotonic() + write.timeout
        sent = Sent("POST", urlencode({"update": text}).encode(), headers, end, _ANSWER)
        reply = exchanged(self._client, self._endpoint, sent, write.timeout)
        if reply.status == 400:
            raise problems.bad_request(f"The store refuses it: {reading.plain(reply.body.decode('utf-8', 'replace'))}")
        if reply.status not in _DONE:
            raise reading.failed(f"it answered {reply.status} to an update")


def _operations(write: Write) -> list[updates.Operation]:
    """What there is to do; without a graph's name, in the graph that has the place of the default graph here too.

    Raises Problem (400, 403).
    """
    updating.read(write)
    guarding.guarded(write.text)
    found = [known for each in updates.operations(write.text) if (known := updates.admitted(each, sealed=False))]
    if write.using is not None:
        updates.refuse_two_datasets(found)
        found = [operation.using(*write.using) for operation in found]
    return [operation.at_home(home_of(write.base)) for operation in found]
