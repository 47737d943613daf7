"""An update or a graph whose sending broke off was carried out as far as it had come, and the client never knew.

gunicorn gives what came before the connection closed, without a word, though Content-Length promised more. Of N-Triples
any half is well-formed; of an update, what stands before the last `;`. A body that is shorter than promised is refused.
Chunks that could not be read came out as a fault of the server (500).
"""

import os
from pathlib import Path

import pytest

TOKEN = "half-a-token"


@pytest.fixture(scope="module")
def writable(tmp_path_factory, start):  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("half")
    token = folder / "token"
    token.write_text(TOKEN)
    os.chmod(token, 0o600)
    with start(store=folder / "store", writable=True, unchecked=True, token_file=token, processes=1) as started:
        yield started


def head(request: str, content_type: str, length: str) -> bytes:
    lines = (
        f"{request} HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {TOKEN}",
        f"Content-Type: {content_type}",
        length,
    )
    return "\r\n".join([*lines, "", ""]).encode()


@pytest.mark.parametrize(
    ("request_line", "content_type", "body"),
    [
        ("POST /update", "application/sparql-update", b"INSERT DATA { <x:s> <x:p> <x:o> } ;"),
        ("PUT /graphs?graph=x:g", "application/n-triples", b"<x:s> <x:p> <x:o> .\n"),
        ("POST /graphs?default", "text/turtle", b"<x:s> <x:p> <x:o> ."),
    ],
)
def test_what_broke_off_changes_nothing(writable, request_line: str, content_type: str, body: bytes) -> None:  # type: ignore[no-untyped-def]
    reply = writable.send(head(request_line, content_type, f"Content-Length: {len(body) + 40}") + body, end=True)
    assert not reply or b" 400 " in reply.splitlines()[0]
    assert writable.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").json()["boolean"] is False


@pytest.mark.parametrize(
    "chunks", [b"zz\r\nASK {}\r\n0\r\n\r\n", b"6\r\nASK {}XX0\r\n\r\n", b"-6\r\nASK {}\r\n0\r\n\r\n"]
)
def test_chunks_that_are_none_are_the_clients_fault(writable, chunks: bytes) -> None:  # type: ignore[no-untyped-def]
    asked = head("POST /sparql", "application/sparql-query", "Transfer-Encoding: chunked") + chunks
    assert b" 400 " in writable.send(asked, end=True).splitlines()[0]
