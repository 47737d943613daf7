"""Updates: evaluates one on the candidate's copy of the data, and finds out what it changed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence

from pyoxigraph import Quad, Store

from server import problems, updates
from server.engine.changes import Before
from server.engine.diagnosis import syntax_error
from server.engine.holding import Holding
from server.engine.loading import unite_anew
from server.engine.writing import Write
from server.updates import Operation
from triples.patch import Patch

_DATA = ("INSERT DATA", "DELETE DATA")
_GUARD = "CLEAR GRAPH <urn:x-unkg:none>;"
_PLACE = re.compile(r"error at (\d+):")
_GRAPH = re.compile(r"The graph (<[^>]*>) (already exists|does not exist)")
_FUNCTION = re.compile(r"function (<[^>]*>)")


def updated(write: Write, _: bytes, holding: Holding) -> Patch:
    """The change that the update makes, also to the store. Raises Problem (400, 403)."""
    read(write)
    found = _operations(write, holding)
    with _explained():
        if all(operation.verb in _DATA for operation in found):
            return _of_data(found, write, holding.store)
        before = Before(holding.store, default=holding.home is None)
        _evaluate(found, write, holding)
        return before.patch()


def read(write: Write) -> None:
    """Problem (400) when the update is not well-formed. The engine reads all of a text before it begins; and then does
    not get over the guard, which fails."""
    try:
        Store().update(updates.guarded(write.text, _GUARD), base_iri=write.base)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        if place is not None and place[1] == "1":
            raise problems.bad_request("Syntax error in BASE or PREFIX. Nothing was changed.") from None
        message = _PLACE.sub(lambda place: f"error at {int(place[1]) - 1}:", str(error))
        raise syntax_error(write.text, message) from None
    except RuntimeError:
        return


def _operations(write: Write, holding: Holding) -> list[Operation]:
    """What there is to do, as it is evaluated here."""
    sealed = holding.sealed
    found = [known for each in updates.operations(write.text) if (known := updates.admitted(each, sealed))]
    if write.using is not None:
        updates.refuse_two_datasets(found)
        found = [operation.using(*write.using) for operation in found]
    if holding.home is not None:
        found = [operation.at_home(holding.home.value) for operation in found]
    return found


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """What the engine refuses while it evaluates, as a Problem (400).

    In a template it reads triples without a point between them, but not in the GRAPH that we put around these.
    """
    try:
        yield
    except SyntaxError:
        raise problems.bad_request("A point is missing between triples of a template. Nothing was changed.") from None
    except RuntimeError as error:
        if graph := _GRAPH.search(str(error)):
            raise problems.bad_request(f"The graph {graph[1]} {graph[2]}. Nothing was changed.") from None
        if function := _FUNCTION.search(str(error)):
            raise problems.bad_request(f"There is no function {function[1]} here. Nothing was changed.") from None
        raise


def _of_data(found: Sequence[Operation], write: Write, store: Store) -> Patch:
    """INSERT DATA and DELETE DATA say themselves what they change: the engine reads it into an empty store."""
    removed, added = set[Quad](), set[Quad]()
    for operation in found:
        stated, inserts = Store(), operation.verb == "INSERT DATA"
        stated.update((operation if inserts else operation.inserting()).text, base_iri=write.base)
        for quad in stated:
            undone, done = (removed, added) if inserts else (added, removed)
            if quad in undone:
                undone.remove(quad)
            elif (quad in store) != inserts:
                done.add(quad)
    patch = Patch.of(sorted(removed, key=str), sorted(added, key=str))
    patch.apply(store)
    return patch


def _evaluate(found: Sequence[Operation], write: Write, holding: Holding) -> None:
    """One operation after the other. A pattern reads the union as the operations before have left it."""
    store, home = holding.store, holding.home
    for number, operation in enumerate(found):
        if home is not None:
            if number and operation.has_pattern and write.using is None and not operation.names_its_dataset:
                unite_anew(store)
            store.add_graph(home)
        spared = operation.spares_the_default_graph and home is not None
        kept = list(store.quads_for_pattern(None, None, None, home)) if spared else []
        store.update(operation.text, base_iri=write.base)
        store.extend(kept)
