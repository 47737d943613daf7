"""`unkg publish` into Oxigraph's server and Virtuoso, and the example queries through our server before them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ontology.errors import InputError
from server.elsewhere.publishing import publish, target

if TYPE_CHECKING:
    from conftest import Server

COMMAND = [sys.executable, "-m", "unkg", "publish"]
_LETTERS = "Virtuoso writes ? for letters beyond ASCII that GROUP_CONCAT puts together"
_UNBOUND = "Virtuoso takes `!BOUND(?end) || ...` for false where ?end has no value"
NOT_IN = {
    "oxigraph": {},
    "virtuoso": {
        "01-against-in-the-council": _LETTERS,
        "03-council-members-on-a-day": _UNBOUND,
        "20-who-held-a-post-on-a-day": _UNBOUND,
    },
}
QUERIES = sorted((Path(__file__).parents[2] / "queries").glob("*.rq"))


def quiet(doing: str, done: int, total: int) -> None:
    """Shows nothing."""


def addresses(peer: Any, way: str) -> list[str]:
    """The options that name a store: by the Graph Store Protocol, or by updates."""
    if way == "update":
        return ["--update-endpoint", peer.update]
    if peer.name == "Virtuoso":
        return ["--graph-store", f"{peer.query}-graph-crud-auth"]
    return ["--graph-store", peer.query.removesuffix("query") + "store"]


@pytest.fixture
def mine(world: Path, tmp_path: Path) -> Path:
    """A copy of the small world, as a file is written beside it."""
    shutil.copytree(world, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


@pytest.fixture(scope="module")
def login(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Virtuoso knows its administrator by from the start."""
    file = tmp_path_factory.mktemp("login") / "login"
    file.write_text("dba:dba\n")
    return file


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def peer(request: pytest.FixtureRequest, other_store: Any) -> Iterator[Any]:
    """A store without data."""
    with other_store(request.param) as started:
        yield started


def run(peer: Any, way: str, store: Path, login: Path) -> subprocess.CompletedProcess[str]:
    options = ["--endpoint", peer.query, "--endpoint-login", str(login), "--store", str(store)]
    return subprocess.run([*COMMAND, *addresses(peer, way), *options], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", ["graph-store", "update"])
def test_every_graph_is_there_afterwards(peer: Any, way: str, mine: Path, login: Path) -> None:
    done = run(peer, way, mine, login)
    assert (done.returncode, done.stderr) == (0, "")
    assert "as many triples" in done.stdout


def test_a_graph_that_was_there_is_replaced(peer: Any, mine: Path, login: Path) -> None:
    assert run(peer, "update", mine, login).returncode == 0
    next(mine.glob("publishing-*.json")).unlink()
    assert run(peer, "graph-store", mine, login).returncode == 0


def test_a_wrong_password_is_one_line(other_store: Any, mine: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("dba:wrong")
    with other_store("virtuoso") as peer:
        done = run(peer, "update", mine, wrong)
    assert done.returncode == 1
    assert "401; give the name and password with --endpoint-login" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_store_that_is_not_there_is_one_line(peers: Any, mine: Path) -> None:
    nobody = f"http://127.0.0.1:{peers.free_port()}/"
    with pytest.raises(InputError, match="cannot be reached"):
        publish(mine, target(nobody, "", nobody), "", quiet)


def test_what_is_lost_there_is_told_and_sent_again(other_store: Any, mine: Path, login: Path) -> None:
    with other_store("oxigraph") as first:
        assert run(first, "graph-store", mine, login).returncode == 0
        state = json.loads(next(mine.glob("publishing-*.json")).read_text())
        assert len(state["done"]) == 4
        graph = state["done"][0]
        subprocess.run(
            ["curl", "-sS", first.update, "--data-urlencode", f"update=DROP GRAPH <{graph}>"], check=True, timeout=60
        )
        done = run(first, "graph-store", mine, login)
        assert done.returncode == 1
        assert f"<{graph}>: 0 triples there" in done.stderr
        assert run(first, "graph-store", mine, login).returncode == 0


def test_a_run_that_is_killed_goes_on_where_it_was(other_store: Any, own: Path, tmp_path: Path, login: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(own, store, symlinks=True)
    with other_store("oxigraph") as peer:
        options = ["--endpoint", peer.query, *addresses(peer, "update"), "--store", str(store)]
        killed = subprocess.Popen([*COMMAND, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (state := list(store.glob("publishing-*.json"))) and killed.poll() is None:
            time.sleep(0.002)
        killed.kill()
        assert killed.wait() != 0
        before = set(json.loads(state[0].read_text())["done"])
        graphs = set(json.loads((store / "current" / "manifest.json").read_text())["graphs"])
        assert before
        assert before < graphs
        assert run(peer, "update", store, login).returncode == 0
        assert set(json.loads(state[0].read_text())["done"]) == graphs


@pytest.fixture(scope="module")
def ours(own: Path, start: Any) -> Iterator[Server]:
    """Our server with our own engine over the project's own data."""
    with start(store=own, timeout=200) as started:
        yield started


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def before(
    request: pytest.FixtureRequest,
    other_store: Any,
    own: Path,
    start: Any,
    tmp_path_factory: pytest.TempPathFactory,
    login: Path,
) -> Iterator[tuple[str, Server]]:
    """The name of a store that the same data were published to, and our server before it."""
    store = tmp_path_factory.mktemp("published") / "store"
    shutil.copytree(own, store, symlinks=True)
    with other_store(request.param) as peer:
        assert publish(store, target(peer.query, "", addresses(peer, "graph-store")[1]), str(login), quiet) == []
        with start(endpoint=peer.query, store=store.parent / "none", timeout=200) as started:
            yield request.param, started


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_examples_are_answered_as_by_our_own_engine(before: tuple[str, Server], ours: Server, query: Path) -> None:
    name, server = before
    if query.stem in NOT_IN[name]:
        pytest.skip(NOT_IN[name][query.stem])
    found, own = (one.query(query.read_text(), "text/csv, application/n-triples") for one in (server, ours))
    assert found.status == own.status == 200
    assert set(found.text.splitlines()) == set(own.text.splitlines())
