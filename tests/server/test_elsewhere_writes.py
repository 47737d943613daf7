"""Writing to a store elsewhere through our server: Oxigraph's server, and Virtuoso, which asks for a password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from ontology.errors import InputError
from server.run import run
from server.settings import Settings

if TYPE_CHECKING:
    from conftest import Reply, Server

TOKEN = "a-token"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def before(
    request: pytest.FixtureRequest, other_store: Any, start: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Our server before an empty store."""
    folder = tmp_path_factory.mktemp("writing")
    (folder / "token").write_text(TOKEN)
    (folder / "login").write_text("dba:dba")
    with (
        other_store(request.param) as peer,
        start(
            endpoint=peer.query,
            update_endpoint=peer.update,
            endpoint_login=folder / "login",
            token_file=folder / "token",
            writable=True,
            unchecked=True,
            store=folder / "none",
        ) as started,
    ):
        yield started


def send(server: Server, method: str, path: str, body: bytes, media_type: str, token: str = TOKEN) -> Reply:
    headers = {"Content-Type": media_type, "Authorization": f"Bearer {token}"}
    return server.request(method, path, body, **headers)


def update(server: Server, text: str, token: str = TOKEN) -> Reply:
    return send(server, "POST", "/update", urlencode({"update": text}).encode(), FORM, token)


def says(server: Server, pattern: str) -> bool:
    return bool(server.query(f"ASK {{ {pattern} }}", "application/sparql-results+json").json()["boolean"])


def test_an_update_is_carried_out_there(before: Server) -> None:
    assert update(before, "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 'one' } }").status == 204
    assert says(before, "<urn:a> <urn:p> 'one'")
    text = "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { GRAPH ?g { ?s ?p 'two' } } "
    text += "WHERE { GRAPH ?g { ?s ?p ?o . <urn:a> ?p ?o } }"
    assert update(before, text).status == 204
    assert says(before, "<urn:a> <urn:p> 'two'")
    assert not says(before, "<urn:a> <urn:p> 'one'")


def test_what_has_no_graph_goes_to_the_graph_that_stands_for_none(before: Server) -> None:
    assert update(before, "PREFIX x: <urn:> INSERT DATA { x:home x:p x:o }").status == 204
    assert says(before, "GRAPH <https://w3id.org/unkg/graph/default> { <urn:home> <urn:p> <urn:o> }")


def test_nobody_writes_without_the_token(before: Server) -> None:
    assert update(before, "INSERT DATA { <urn:no> <urn:p> 1 }", "another").status == 401
    assert not says(before, "<urn:no> ?p ?o")


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        "INSERT { <urn:x> <urn:p> ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:x> <urn:p> }",
    ],
)
def test_what_reaches_out_or_is_no_update_is_not_sent(before: Server, text: str) -> None:
    assert update(before, text).status in (400, 403)


def test_a_graph_is_put_read_added_to_and_removed(before: Server) -> None:
    path = "/graphs?graph=urn:whole"
    assert send(before, "PUT", path, b"<urn:a> <urn:b> 'c' .", "text/turtle").status == 201
    assert send(before, "POST", path, b"<urn:a> <urn:b> 'd' .", "text/turtle").status == 204
    assert set(before.get(path, "application/n-triples").text.splitlines()) == {
        '<urn:a> <urn:b> "c" .',
        '<urn:a> <urn:b> "d" .',
    }
    assert send(before, "PUT", path, b"<urn:a> <urn:b> 'e' .", "text/turtle").status == 204
    assert before.get(path, "application/n-triples").text == '<urn:a> <urn:b> "e" .\n'
    assert send(before, "DELETE", path, b"", "text/turtle").status == 204
    assert before.get(path).status == 404
    assert send(before, "DELETE", path, b"", "text/turtle").status == 404


def test_a_condition_cannot_be_kept(before: Server) -> None:
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}", "If-None-Match": "*"}
    reply = before.request("PUT", "/graphs?graph=urn:new", b"<urn:a> <urn:b> 1 .", **headers)
    assert reply.status == 501


def test_writing_elsewhere_is_asked_for_in_so_many_words(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    given = {"endpoint": "http://127.0.0.1:9/", "writable": True, "token_file": str(token), "store": tmp_path}
    with pytest.raises(InputError, match="--update-endpoint URL, and --unchecked"):
        run(Settings.of(given))
