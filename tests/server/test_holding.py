"""What the nursery holds stays what it would be had it been loaded anew, whatever is written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from server.engine.changes import Before
from server.engine.holding import Holding
from triples.iris import BASE
from triples.journal import Journal, load
from triples.patch import Patch
from triples.snapshot import write

GRAPHS = [DefaultGraph(), *(NamedNode(f"{BASE}graph/{name}") for name in ("a", "b", "c"))]
OTHER = "http://un.example/"


def quads(rng: random.Random, count: int) -> list[Quad]:
    return [
        Quad(
            NamedNode(f"{BASE}id/{rng.randrange(4)}"), NamedNode("urn:p"), Literal(rng.randrange(4)), rng.choice(GRAPHS)
        )
        for _ in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write([quad for quad in quads(random.Random(0), 12) if quad.graph_name != DefaultGraph()], tmp_path)
    return tmp_path


def patches(store: Store, count: int) -> Iterator[Patch]:
    """Changes at random, worked out on a copy of what the folder keeps."""
    rng = random.Random(1)
    for _ in range(count):
        before = Before(store, default=True)
        for quad in quads(rng, 3):
            store.remove(quad) if quad in store else store.add(quad)
        if rng.random() < 0.2:
            store.remove_graph(rng.choice(GRAPHS[1:]))
        if patch := before.patch():
            yield patch


@pytest.mark.parametrize("union", [True, False])
@pytest.mark.parametrize("base", [BASE, OTHER])
def test_after_each_write_the_data_are_as_if_they_were_loaded_anew(folder: Path, base: str, union: bool) -> None:
    journal, holding = Journal(folder), Holding(load(folder), base, union, True)
    for patch in patches(load(folder).store, 40):
        journal.append(patch.encode())
        holding.apply(patch)
        anew = Holding(load(folder), base, union, True)
        assert {*holding.store} == {*anew.store}
        assert {*holding.store.named_graphs()} == {*anew.store.named_graphs()}
        assert holding.loaded() == anew.loaded()


def test_a_patch_in_served_names_is_kept_under_our_own_and_back(folder: Path) -> None:
    holding = Holding(load(folder), OTHER, True, True)
    served = Patch.of(
        added=[Quad(NamedNode(f"{OTHER}id/x"), NamedNode("urn:p"), Literal(1), NamedNode(f"{OTHER}graph/default"))],
        created=[f"{OTHER}graph/default", f"{OTHER}graph/new"],
    )
    kept = holding.kept(served)
    assert kept.quads_added() == [Quad(NamedNode(f"{BASE}id/x"), NamedNode("urn:p"), Literal(1))]
    assert kept.created == (f"{BASE}graph/new",)
    assert holding.apply(kept) == (f"{OTHER}graph/new",)
    assert served.quads_added()[0] in holding.store


def test_a_graph_has_a_new_version_when_it_is_written_and_only_then(folder: Path) -> None:
    holding = Holding(load(folder), BASE, True, True)
    a, b = GRAPHS[1:3]
    assert isinstance(a, NamedNode)
    assert isinstance(b, NamedNode)
    before = (holding.version(a), holding.version(b))
    holding.apply(Patch.of(added=[Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(9), a)]))
    assert holding.version(a) != before[0]
    assert holding.version(b) == before[1]


def test_the_difference_knows_graphs_that_begin_and_end_without_a_triple() -> None:
    store = Store()
    store.add_graph(NamedNode("urn:old"))
    before = Before(store, default=True)
    store.update("DROP GRAPH <urn:old>; CREATE GRAPH <urn:new>; INSERT DATA { <urn:s> <urn:p> 'a\\nb' }")
    patch = before.patch()
    assert (patch.dropped, patch.created) == (("urn:old",), ("urn:new",))
    assert patch.quads_added() == [Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("a\nb"))]
    assert patch.removed == b""


def test_nothing_is_different_where_nothing_changed(folder: Path) -> None:
    store = load(folder).store
    before = Before(store, default=True)
    store.update("DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert not before.patch()
