"""Writes made to hurt, by somebody who has the token: refused or ended at a limit, and nothing is changed.

Nothing is fetched either: a listener stands by that must see nobody.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Reply, Server

TOKEN = "hostile-token"
INNER = re.compile(r"Traceback|File \"|/site-packages|/tmp/|pyoxigraph|oxigraph|panick|rust|\.py\b")
RDF = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:"'
PRODUCT = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5))
HIDDEN = "BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b&&'>'='>') {} FILTER('x'='x')"  # our reading of words is misled here


def lol(levels: int) -> str:
    names = [chr(ord("a") + i) for i in range(levels)]
    more = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    return f'<!DOCTYPE r [<!ENTITY a "lol">{more}]><r:RDF {RDF}><x:a><x:b>&{names[-1]};</x:b></x:a></r:RDF>'


def external(what: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY a SYSTEM "{what}">]><r:RDF {RDF}><x:a><x:b>&a;</x:b></x:a></r:RDF>'


UPDATES = {
    "an insertion of a cross product": f"INSERT {{ ?a0 <x:p> ?c1 . ?a2 <x:q> [] }} WHERE {{ {PRODUCT} }}",
    "a deletion of a cross product": f"DELETE {{ ?a0 <x:p> ?c4 }} WHERE {{ {PRODUCT} {PRODUCT.replace('?', '?z')} }}",
    "what doubles forty times": "INSERT DATA { GRAPH <x:g> { <x:s> <x:p> 1, 2 } } ; "
    + ";".join(["INSERT { GRAPH <x:g> { [] <x:p> [], [] } } WHERE { GRAPH <x:g> { ?s ?p ?o } }"] * 40),
    "lists in lists": "INSERT DATA { <x:a> <x:b> " + "(" * 5000 + ")" * 5000 + " }",
    "nodes in nodes": "INSERT DATA { <x:a> <x:b> " + "[<x:p> " * 5000 + "1" + "]" * 5000 + " }",
    "negations": "INSERT { <x:a> <x:b> <x:c> } WHERE { FILTER(" + "!" * 300_000 + "true) }",
    "brackets that never close": "INSERT DATA " + "{" * 100_000,
    "words": "INSERT " * 100_000,
    "half an update": "INSERT DATA { <x:a> <x:b> ",
}
REACHING_OUT = {
    "LOAD": "LOAD <{url}>",
    "LOAD INTO": "LOAD <{url}> INTO GRAPH <x:g>",
    "LOAD of a file": "LOAD <file:///etc/passwd>",
    "SERVICE": "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "a hidden SERVICE": "INSERT {{ ?s ?p ?o }} WHERE {{ " + HIDDEN.format("SERVICE <{url}> {{ ?s ?p ?o }}") + " }}",
    "a hidden LOAD": "DELETE {{}} WHERE {{ FILTER(1<2&&'>'='>') }} ; "
    "LOAD <{url}> ; DELETE {{}} WHERE {{ FILTER('x'='x') }}",
}
DOCUMENTS = {
    "Turtle, lists": ("text/turtle", "<x:a> <x:b> " + "(" * 100_000),
    "Turtle, nodes": ("text/turtle", "<x:a> <x:b> " + "[<x:p> " * 100_000 + "1" + "]" * 100_000 + " ."),
    "Turtle, triples": ("text/turtle", "<x:a> <x:b> " + "<<( <x:p> <x:p> " * 50_000 + "1" + ")>>" * 50_000 + " ."),
    "Turtle, notes": ("text/turtle", "<x:a> <x:b> <x:c> " + "{| <x:p> <x:p> " * 50_000 + "|} " * 50_000 + "."),
    "Turtle, no end": ("text/turtle", '<x:a> <x:b> """' + "a" * 1_500_000),
    "N-Triples, triples": ("application/n-triples", "<x:a> <x:b> " + "<<( <x:p> <x:p> " * 50_000 + "<x:c>"),
    "JSON-LD, arrays": ("application/ld+json", "[" * 500_000),
    "JSON-LD, nodes": ("application/ld+json", '{"x:p":' * 50_000 + "1" + "}" * 50_000),
    "JSON-LD, contexts": ("application/ld+json", '{"@context":' * 50_000 + "1" + "}" * 50_000),
    "JSON-LD, terms by terms": (
        "application/ld+json",
        json.dumps({"@context": {**{f"t{i}": f"t{i + 1}:x" for i in range(20_000)}, "t20000": "x:"}, "t0": "b"}),
    ),
    "JSON-LD, a term by itself": ("application/ld+json", '{"@context": {"a": "a:a"}, "@id": "x:a", "a": "b"}'),
    "RDF/XML, elements": ("application/rdf+xml", f"<r:RDF {RDF}>" + "<x:a><x:b>" * 50_000),
    "RDF/XML, entities": ("application/rdf+xml", lol(12)),
    "RDF/XML, one long entity": ("application/rdf+xml", lol(2).replace("lol", "l" * 100_000)),
    "Turtle, noise": ("text/turtle", random.Random(1).randbytes(500_000)),
    "JSON-LD, noise": ("application/ld+json", random.Random(2).randbytes(500_000)),
    "RDF/XML, noise": ("application/rdf+xml", random.Random(3).randbytes(500_000)),
    "N-Triples, noise": ("application/n-triples", random.Random(4).randbytes(500_000)),
}
FETCHING = {
    "a remote context": ("application/ld+json", '{{"@context": "{url}", "@id": "x:a", "b": "c"}}'),
    "a remote context among others": ("application/ld+json", '{{"@context": ["{url}", {{}}], "@id": "x:a", "b": "c"}}'),
    "an imported context": ("application/ld+json", '{{"@context": {{"@version": 1.1, "@import": "{url}"}}, "b": "c"}}'),
    "an external entity": ("application/rdf+xml", external("{url}")),
    "a file as an entity": ("application/rdf+xml", external("file:///etc/passwd")),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server to write to, with little of everything."""
    folder = tmp_path_factory.mktemp("hostile")
    token = folder / "token"
    token.write_text(TOKEN)
    os.chmod(token, 0o600)
    with start(
        store=folder / "store",
        writable=True,
        unchecked=True,
        token_file=token,
        processes=1,
        timeout=3,
        memory=96,
        request_size=2,
        nesting=50,
        log="faults",
    ) as started:
        assert (
            update(started, "INSERT DATA { " + " ".join(f"<x:{i}> <x:p> {i} ." for i in range(40)) + " }").status == 204
        )
        yield started


@pytest.fixture
def url() -> Iterator[str]:
    """Where somebody listens, and must hear nobody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(BlockingIOError):
            listener.accept()


def update(server: Server, text: str | bytes, **headers: str) -> Reply:
    body = text.encode() if isinstance(text, str) else text
    given = {"Content_Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}", **headers}
    return server.request("POST", "/update", body, **given)


def put(server: Server, content_type: str, document: str | bytes) -> Reply:
    body = document.encode() if isinstance(document, str) else document
    given = {"Content_Type": content_type, "Authorization": f"Bearer {TOKEN}"}
    return server.request("PUT", "/graphs?graph=x:new", body, **given)


def unchanged(server: Server) -> bool:
    """Whether the store holds what it held at first."""
    reply = server.query("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH <x:new> { ?s ?p ?o } } }", "text/csv")
    return reply.text.split()[1] == "40"


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_that_is_too_much_changes_nothing(small: Server, name: str) -> None:
    reply = update(small, UPDATES[name])
    assert reply.status in (400, 503)
    assert not INNER.search(reply.text)
    assert unchanged(small)


@pytest.mark.parametrize("name", REACHING_OUT)
def test_an_update_does_not_reach_out(small: Server, url: str, name: str) -> None:
    reply = update(small, REACHING_OUT[name].format(url=url))
    assert reply.status == 403
    assert not INNER.search(reply.text)
    assert unchanged(small)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_is_too_deep_or_none_changes_nothing(small: Server, name: str) -> None:
    reply = put(small, *DOCUMENTS[name])
    assert reply.status in (400, 503)
    assert not INNER.search(reply.text)
    assert unchanged(small)


@pytest.mark.parametrize("name", FETCHING)
def test_a_document_fetches_nothing(small: Server, url: str, name: str) -> None:
    content_type, document = FETCHING[name]
    reply = put(small, content_type, document.format(url=url))
    assert reply.status == 400
    assert "root:" not in reply.text
    assert ("which is not fetched" in reply.json()["detail"]) is ("context" in name)
    assert unchanged(small)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer x", "Bearer \xff\xfe", "Basic eDp5", "Bearer " + "x" * 8000]
)
def test_nothing_is_written_without_the_token(small: Server, authorization: str) -> None:
    assert update(small, "CLEAR ALL", Authorization=authorization).status == 401
    assert small.request("DELETE", "/graphs?default", Authorization=authorization).status == 401
    assert small.request("POST", f"/update?access_token={TOKEN}", b"CLEAR ALL").status == 401
    assert unchanged(small)


def test_who_may_not_write_is_told_so_after_a_long_body_too(small: Server) -> None:
    assert update(small, b"x" * 1_500_000, Authorization="Bearer x").status == 401


def test_a_document_over_the_limit_is_refused_whole(small: Server) -> None:
    assert put(small, "application/n-triples", b"<x:a> <x:b> <x:c> .\n" * 500_000).status == 413
    assert unchanged(small)


@pytest.mark.parametrize(
    ("boundary", "body"),
    [
        ("b", b"--b\r\nContent-Type: text/turtle\r\n\r\n\r\n" * 40_000 + b"--b--"),
        ("b", b"--b\r\nX: " + b"y" * 1_500_000),
        ("b" * 70, b"--b\r\n\r\n" + b"\r\n-" * 500_000),
        ("b" * 8000, b"x"),
        ("", b"x" * 1_500_000),
    ],
)
def test_parts_without_an_end_are_refused(small: Server, boundary: str, body: bytes) -> None:
    given = {"Content_Type": f"multipart/form-data; boundary={boundary}", "Authorization": f"Bearer {TOKEN}"}
    assert small.request("POST", "/graphs?graph=x:new", body, **given).status in (400, 431)
    assert unchanged(small)


def test_memory_comes_back_after_writes_that_failed(small: Server) -> None:
    assert unchanged(small)
    before = small.memory()
    for name in ("an insertion of a cross product", "what doubles forty times", "negations"):
        assert update(small, UPDATES[name]).status in (400, 503)
    assert put(small, *DOCUMENTS["RDF/XML, noise"]).status == 400
    assert unchanged(small)
    assert small.memory() < before + 32
