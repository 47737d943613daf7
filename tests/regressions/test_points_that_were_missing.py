"""An update with triples that follow each other without a point came out as a fault of the server (500).

The engine lets that pass in a template, and does not in GRAPH, into which triples without a graph are put where the
default graph is the union. Ten minutes of fuzzing found it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TOKEN = "points"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}


@pytest.fixture(scope="module")
def writable(tmp_path_factory, start):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("points")
    (folder / "token").write_text(TOKEN)
    with start(
        store=folder / "store", writable=True, unchecked=True, token_file=folder / "token", processes=1
    ) as started:
        yield started


@pytest.mark.parametrize(
    "update",
    [
        "INSERT { ?s ?p ?o ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:b> 1 <a:a> <a:b> 2 }",
    ],
)
def test_it_is_the_clients_fault_and_the_client_hears_which(writable, update: str) -> None:  # type: ignore[no-untyped-def]
    reply = writable.request("POST", "/update", update.encode(), **HEADERS)
    assert reply.status == 400
    assert "point is missing" in reply.json()["detail"]
    assert writable.query("ASK { ?s ?p ?o }").json()["boolean"] is False
