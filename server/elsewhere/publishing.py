"""Loads what a store folder holds into a store elsewhere: graph by graph, in batches, and counts afterwards.

    store/publishing-1f0c2a...json      for each endpoint: what is published there, and which graphs are done

The file is written after each graph, so that a run that was ended goes on with the graph in which it was; that one is
emptied and sent again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from ontology.errors import InputError
from server.asking import Asker
from server.elsewhere import client as http
from server.elsewhere import reading
from server.elsewhere.client import Client, Reply, Sent
from server.elsewhere.engine import FORM, Elsewhere
from server.elsewhere.outpost import counted
from server.elsewhere.place import Endpoint, read_login
from server.engine.turns import Limits
from server.problems import Problem
from server.settings import Settings
from triples.iris import BASE
from triples.journal import Contents, load

Progress = Callable[[str, int, int], None]
_BATCH = 10_000  # triples of one request, about 2 MB
_BATCH_OF_UPDATE = 1_000  # an update is compiled as a whole, and Virtuoso refuses one of over 10,000 lines
_PATIENCE = 600.0  # seconds that a store has for one batch, or to count
_ANSWER = 1 << 20  # bytes of an answer, of which nothing but the status counts
_DONE = (200, 201, 204)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: the endpoint that is asked for the counts, and of the other two the one that is there."""

    endpoint: Endpoint
    update: Endpoint
    graph_store: Endpoint

    @property
    def batch(self) -> int:
        """How many triples go in one request."""
        return _BATCH if self.graph_store else _BATCH_OF_UPDATE


def target(endpoint: str, update: str, graph_store: str) -> Target:
    """The target at these addresses; InputError for what is not one."""
    try:
        return Target(Endpoint(endpoint), Endpoint(update), Endpoint(graph_store))
    except ValueError as error:
        raise InputError(f"an address is like https://example.org/sparql; here is {error}") from None


def publish(store: Path, target: Target, login_file: str, progress: Progress) -> list[str]:
    """Loads what the folder holds; a line for each graph that is not there afterwards as it is here.

    Raises InputError when the store elsewhere cannot be reached, or refuses a batch.
    """
    contents, login = load(store), read_login(login_file)
    state = _State(store, target.endpoint, f"{contents.snapshot.id}.{contents.patches}")
    asker = Asker(
        Elsewhere(target.endpoint, Client(login), Limits(1, 0, 0)),
        Settings(endpoint=target.endpoint, timeout=_PATIENCE),
    )
    sender, sent = _Sender(target, Client(login)), 0
    for graph, quads in _graphs(contents):
        if graph not in state.done:
            for number, batch in enumerate(_batches(quads, target.batch)):
                sender.send(NamedNode(graph), batch, first=not number)
                progress("sending", sent + number * target.batch, contents.snapshot.size)
            state.add(graph)
        sent += contents.counts()[graph]
    progress("counting", sent, sent)
    return _differences(asker, contents.counts(), state)


def _graphs(contents: Contents) -> Iterator[tuple[str, Iterable[Quad]]]:
    for graph in sorted(name for name, count in contents.counts().items() if count):
        yield graph, contents.store.quads_for_pattern(None, None, None, NamedNode(graph))


def _batches(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    source = iter(quads)
    while batch := list(islice(source, size)):
        yield batch


def _differences(asker: Asker, expected: dict[str, int], state: _State) -> list[str]:
    """One line for each graph that differs, which the next run sends again."""
    try:
        found = counted(asker)
    except Problem as problem:
        raise InputError(f"{asker.settings.endpoint}: it did not count: {problem.detail}") from None
    wrong = [graph for graph, count in expected.items() if count and found.get(graph, 0) != count]
    state.forget(wrong)
    lines = [f"<{graph}>: {found.get(graph, 0)} triples there, {expected[graph]} here; run it again" for graph in wrong]
    more = [graph for graph in found if graph not in expected and graph.startswith(f"{BASE}graph/")]
    return lines + [f"<{graph}>: it is there and not in the snapshot; drop it, unless you want it" for graph in more]


class _Sender:
    """Sends batches of triples to a graph elsewhere."""

    def __init__(self, target: Target, client: Client) -> None:
        self._target, self._client = target, client

    def send(self, graph: NamedNode, quads: Iterable[Quad], first: bool) -> None:
        """Adds the triples to the graph; the `first` batch replaces what was there. InputError when that fails."""
        if self._target.graph_store:
            place = self._target.graph_store
            url = Endpoint(f"{place}{'&' if place.parts.query else '?'}graph={quote(graph.value, safe='')}")
            body = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
            self._request(url, "PUT" if first else "POST", body, reading.TRIPLES)
            return
        if first:
            self._update(f"DROP SILENT GRAPH {graph}")
        told = "\n".join(f"{quad.triple} ." for quad in quads)
        self._update(f"INSERT DATA {{ GRAPH {graph} {{\n{told}\n}} }}")

    def _update(self, text: str) -> None:
        self._request(self._target.update, "POST", urlencode({"update": text}).encode(), FORM)

    def _request(self, place: Endpoint, method: str, body: bytes, media_type: str) -> None:
        headers = {"Content-Type": media_type, "Accept": "*/*"}
        sent = Sent(method, body, headers, time.monotonic() + _PATIENCE, _ANSWER)
        try:
            reply = self._client.send(place, sent)
        except (http.Unreachable, http.TooLarge):
            raise InputError(f"{place}: it cannot be reached, or broke off; run it again, and it goes on") from None
        except http.Late:
            raise InputError(f"{place}: a batch took over {_PATIENCE:g} s; run it again, and it goes on") from None
        if reply.status not in _DONE:
            raise InputError(f"{place}: {_refusal(reply)}")


def _refusal(reply: Reply) -> str:
    if reply.status in (401, 403):
        return f"it answered {reply.status}; give the name and password with --endpoint-login FILE"
    return f"it answered {reply.status}: {reading.plain(reply.body.decode('utf-8', 'replace'))}"


class _State:
    """Which graphs are done of this version of the data, in a file that is replaced in one step."""

    def __init__(self, store: Path, endpoint: Endpoint, version: str) -> None:
        self._path = store / f"publishing-{hashlib.sha256(str(endpoint).encode()).hexdigest()[:16]}.json"
        self._version = version
        self.done = self._read()

    def add(self, graph: str) -> None:
        """A graph is done."""
        self.done.add(graph)
        self._write()

    def forget(self, graphs: Iterable[str]) -> None:
        """These are not done after all."""
        self.done.difference_update(graphs)
        self._write()

    def _read(self) -> set[str]:
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return set(told["done"]) if told["version"] == self._version else set()
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _write(self) -> None:
        told = {"version": self._version, "done": sorted(self.done)}
        new = self._path.with_suffix(".new")
        try:
            new.write_text(json.dumps(told, indent=1), encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            raise InputError(f"{self._path}: cannot write here ({os.strerror(error.errno or 0)})") from None
