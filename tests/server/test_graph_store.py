"""`/graphs` over HTTP: the Graph Store Protocol, with conditions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from pyoxigraph import RdfFormat, parse

if TYPE_CHECKING:
    from conftest import Reply, Server

BEARER = "Bearer word"
TURTLE = b"<urn:s> <urn:p> 1, 2 ."
G = "/graphs?graph=urn:g"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module", params=["plain", "union"])
def writable(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A new store without rules; with the default graph alone, and with the union of all."""
    folder = tmp_path_factory.mktemp("graphs")
    (folder / "token").write_text("word")
    with start(
        store=folder / "store",
        writable=True,
        unchecked=True,
        token_file=folder / "token",
        default_graph=request.param,
        log="faults",
    ) as server:
        yield server


@pytest.fixture
def store(writable: Server) -> Server:
    """The server with nothing in it."""
    kind = "application/sparql-update"
    assert writable.request("POST", "/update", b"DROP ALL", Authorization=BEARER, Content_Type=kind).status == 204
    return writable


def send(server: Server, method: str, path: str, body: bytes | None = TURTLE, **headers: str) -> Reply:
    return server.request(method, path, body, **{"Authorization": BEARER, "Content_Type": "text/turtle", **headers})


def triples(reply: Reply) -> set[str]:
    found = parse(reply.body, format=FORMATS[reply.type.partition(";")[0]], base_iri="urn:base")
    return {str(quad.triple) for quad in found}


def lines(*numbers: int) -> set[str]:
    return {str(quad.triple) for n in numbers for quad in parse(f"<urn:s> <urn:p> {n} .", format=RdfFormat.TURTLE)}


def test_put_makes_a_graph_and_replaces_it(store: Server) -> None:
    assert send(store, "PUT", G).status == 201
    assert triples(store.get(G)) == lines(1, 2)
    again = send(store, "PUT", G, b"<urn:s> <urn:p> 2, 3 .")
    assert (again.status, again.body, again.type) == (204, b"", "")
    assert triples(store.get(G)) == lines(2, 3)
    assert sorted(store.query("SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }", "text/csv").text.split()) == ["2", "3", "o"]


def test_post_adds_to_a_graph_and_makes_it_where_it_is_not(store: Server) -> None:
    assert send(store, "POST", G).status == 201
    assert send(store, "POST", G, b"<urn:s> <urn:p> 2, 3 .").status == 204
    assert triples(store.get(G)) == lines(1, 2, 3)


def test_delete_takes_a_graph_away(store: Server) -> None:
    send(store, "PUT", G)
    assert send(store, "DELETE", G, None).status == 204
    assert store.get(G).status == 404
    assert send(store, "DELETE", G, None).status == 404
    assert store.query("ASK { GRAPH ?g { ?s ?p ?o } }").json()["boolean"] is False


def test_a_graph_without_a_triple_exists_all_the_same(store: Server) -> None:
    assert send(store, "PUT", G, b"").status == 201
    assert (store.get(G).status, triples(store.get(G))) == (200, set())
    assert send(store, "PUT", G).status == 204
    assert send(store, "PUT", G, b"").status == 204
    assert store.get(G).status == 200


def test_the_default_graph_always_exists(store: Server) -> None:
    assert triples(store.get("/graphs?default")) == set()
    assert send(store, "PUT", "/graphs?default").status == 204
    assert triples(store.get("/graphs?default")) == lines(1, 2)
    assert send(store, "POST", "/graphs?default", b"<urn:s> <urn:p> 3 .").status == 204
    send(store, "PUT", G, b"<urn:s> <urn:p> 4 .")
    assert triples(store.get("/graphs?default")) == lines(1, 2, 3)
    assert send(store, "DELETE", "/graphs?default", None).status == 204
    assert triples(store.get("/graphs?default")) == set()
    assert triples(store.get(G)) == lines(4)


def test_dropping_what_is_named_spares_the_default_graph(store: Server) -> None:
    send(store, "PUT", "/graphs?default")
    send(store, "PUT", G)
    kind = "application/sparql-update"
    assert store.request("POST", "/update", b"DROP NAMED", Authorization=BEARER, Content_Type=kind).status == 204
    assert triples(store.get("/graphs?default")) == lines(1, 2)
    assert store.get(G).status == 404


def test_an_address_below_names_the_graph_with_that_address(store: Server) -> None:
    assert send(store, "PUT", "/graphs/people/1").status == 201
    iri = f"{store.url}graphs/people/1"
    assert (
        triples(store.get("/graphs/people/1"))
        == triples(store.get(f"/graphs?graph={quote(iri, safe='')}"))
        == lines(1, 2)
    )
    assert send(store, "PUT", "/graphs/people/1", b"<> <urn:p> <#x> .").status == 204
    assert triples(store.get("/graphs/people/1")) == {f"<{iri}> <urn:p> <{iri}#x>"}
    assert send(store, "DELETE", "/graphs/people/1", None).status == 204


def test_post_without_a_name_makes_a_new_graph_each_time(store: Server) -> None:
    replies = [send(store, "POST", "/graphs") for _ in range(2)]
    places = {reply.headers["Location"] for reply in replies}
    assert [reply.status for reply in replies] == [201, 201]
    assert len(places) == 2
    for place in places:
        assert place.startswith(f"{store.url}graphs/")
        assert triples(store.get(f"/graphs?graph={place}")) == lines(1, 2)
        assert triples(store.get("/" + place.removeprefix(store.url))) == lines(1, 2)


def test_a_multipart_body_brings_several_documents(store: Server) -> None:
    parts = (("text/turtle", b"_:b <urn:p> 1 ."), ("application/n-triples; charset=utf-8", b"_:b <urn:p> <urn:o> .\n"))
    body = b"".join(
        b'--line\r\nContent-Disposition: form-data; name="%d"; filename="%d"\r\nContent-Type: %s\r\n\r\n%s\r\n'
        % (number, number, kind.encode(), data)
        for number, (kind, data) in enumerate(parts)
    )
    kind = "multipart/form-data; boundary=line"
    assert send(store, "POST", G, body + b"--line--\r\n", Content_Type=kind).status == 201
    subjects = {line.split()[0] for line in triples(store.get(G))}
    assert len(subjects) == 2  # each document has its own blank nodes
    assert send(store, "POST", G, body, Content_Type=kind).status == 400
    assert send(store, "POST", G, b"nothing of it", Content_Type=kind).status == 400
    broken = body.replace(b"text/turtle", b"text/plain") + b"--line--\r\n"
    assert send(store, "POST", G, broken, Content_Type=kind).status == 415
    assert send(store, "PUT", G, body, Content_Type=kind).status == 415


def test_each_format_is_read_and_written(store: Server) -> None:
    send(store, "PUT", G)
    for media_type in FORMATS:
        reply = store.get(G, media_type)
        assert reply.type == media_type + ("; charset=utf-8" if media_type.startswith("text/") else "")
        assert triples(reply) == lines(1, 2)
        copy = f"/graphs?graph=urn:{quote(media_type, safe='')}"
        assert send(store, "PUT", copy, reply.body, Content_Type=media_type).status == 201
        assert triples(store.get(copy)) == lines(1, 2)


def test_turtle_is_what_a_client_without_wishes_gets(store: Server) -> None:
    send(store, "PUT", G)
    assert store.get(G).type == "text/turtle; charset=utf-8"
    assert "Accept" in store.get(G).headers["Vary"]


def test_a_format_that_is_not_there_is_406_with_the_list(store: Server) -> None:
    send(store, "PUT", G)
    reply = store.get(G, "image/png")
    assert (reply.status, reply.json()["available"]) == (406, list(FORMATS))
    assert store.get(G, "text/html").status == 406


def test_head_says_what_get_would_and_sends_nothing(store: Server) -> None:
    send(store, "PUT", G)
    head, get = store.request("HEAD", G), store.get(G)
    assert (head.status, head.body) == (200, b"")
    assert (head.type, head.headers["ETag"]) == (get.type, get.headers["ETag"])
    assert head.headers.get("Content-Length", get.headers["Content-Length"]) == get.headers["Content-Length"]
    assert store.request("HEAD", "/graphs?graph=urn:missing").status == 404
    assert store.request("HEAD", G, Accept="application/ld+json").type == "application/ld+json"


UNCLEAR = (
    "",
    "?graph=",
    "?graph=a",
    "?graph=urn:a&graph=urn:b",
    "?graph=urn:a&default",
    "/x?default",
    "?graph=urn:%FF",
)


@pytest.mark.parametrize("path", UNCLEAR)
def test_it_must_be_clear_which_graph_is_meant(writable: Server, path: str) -> None:
    assert writable.get(f"/graphs{path}").status == 400
    assert send(writable, "PUT", f"/graphs{path}").status == 400
    assert send(writable, "DELETE", f"/graphs{path}", None).status == 400


@pytest.mark.parametrize("kind", ["", "text/plain", "text/html", "application/json", "text/turtle; charset=latin-1"])
def test_a_body_of_another_type_is_415_with_what_is_read(writable: Server, kind: str) -> None:
    reply = send(writable, "PUT", G, Content_Type=kind)
    assert (reply.status, reply.json()["accepted"]) == (415, list(FORMATS))


@pytest.mark.parametrize(
    ("kind", "body", "place"),
    [
        ("text/turtle", b"<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> .", (2, 17, "<urn:s> <urn:p> .")),
        ("application/n-triples", b"nothing", (1, 1, "nothing")),
        ("application/ld+json", b"{", (1, 2, "{")),
        ("application/rdf+xml", b"<a>", None),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:9/c", "p": 1}', None),
        ("application/ld+json", b'{"@id": "urn:g2", "@graph": [{"@id": "urn:s", "urn:p": 1}]}', None),
    ],
)
def test_a_body_that_cannot_be_read_is_400_with_the_place_and_nothing_is_done(
    store: Server, kind: str, body: bytes, place: tuple[int, int, str] | None
) -> None:
    send(store, "PUT", G)
    for method in ("PUT", "POST"):
        reply = send(store, method, G, body, Content_Type=kind)
        told = reply.json()
        assert reply.status == 400
        if place is not None:
            assert (told["line"], told["column"], told["source"]) == place
    assert triples(store.get(G)) == lines(1, 2)


def test_reading_is_open_and_writing_is_not(writable: Server, server: Server) -> None:
    graph = "/graphs?graph=https://w3id.org/unkg/graph/reference/states"
    assert b"China" in server.get(graph).body
    assert server.get(graph).headers["Access-Control-Allow-Origin"] == "*"
    for method in ("PUT", "POST", "DELETE"):
        assert send(server, method, graph).status == 403
        assert send(writable, method, G, Authorization="").status == 401
        reply = send(writable, method, G, Authorization="Bearer other")
        assert (reply.status, reply.headers["WWW-Authenticate"]) == (401, 'Bearer realm="unkg", error="invalid_token"')
    assert send(writable, "PATCH", G).status == 405


def test_a_condition_that_no_longer_holds_is_412_and_nothing_is_lost(store: Server) -> None:
    send(store, "PUT", G)
    seen = store.get(G, "application/ld+json").headers["ETag"]
    assert send(store, "PUT", G, b"<urn:s> <urn:p> 3 .", If_Match=seen).status == 204
    for method in ("PUT", "POST", "DELETE"):
        assert send(store, method, G, If_Match=seen).status == 412
    assert triples(store.get(G)) == lines(3)
    now = store.request("HEAD", G).headers["ETag"]
    assert send(store, "POST", G, If_Match=f'"else", {now}').status == 204
    assert send(store, "PUT", G, If_Match=f"W/{store.get(G).headers['ETag']}").status == 412


def test_if_match_any_wants_a_graph_and_if_none_match_any_wants_none(store: Server) -> None:
    assert send(store, "PUT", G, If_Match="*").status == 412
    assert send(store, "PUT", G, If_None_Match="*").status == 201
    assert send(store, "PUT", G, If_None_Match="*").status == 412
    assert send(store, "DELETE", G, None, If_Match="*").status == 204


def test_a_tag_is_of_one_graph_and_one_format(store: Server) -> None:
    send(store, "PUT", G)
    send(store, "PUT", "/graphs?graph=urn:h")
    turtle, json = (store.get(G, kind).headers["ETag"] for kind in ("text/turtle", "application/ld+json"))
    assert turtle != json
    send(store, "POST", "/graphs?graph=urn:h", b"<urn:s> <urn:p> 3 .")
    assert store.get(G, "text/turtle").headers["ETag"] == turtle
    unchanged = store.request("GET", G, Accept="text/turtle", If_None_Match=f'"x", {turtle}')
    assert (unchanged.status, unchanged.body, unchanged.headers["ETag"]) == (304, b"", turtle)
    assert store.request("GET", G, Accept="application/ld+json", If_None_Match=turtle).status == 200
    send(store, "PUT", G)
    assert store.get(G, "text/turtle").headers["ETag"] == turtle  # nothing changed
    send(store, "DELETE", G, None)
    send(store, "PUT", G)
    assert store.get(G, "text/turtle").headers["ETag"] != turtle


def test_of_writers_with_the_same_condition_one_wins(store: Server) -> None:
    send(store, "PUT", G)
    seen = store.get(G).headers["ETag"]
    with ThreadPoolExecutor(8) as threads:
        bodies = [b"<urn:s> <urn:p> %d ." % number for number in range(8)]
        replies = list(threads.map(lambda body: send(store, "PUT", G, body, If_Match=seen).status, bodies))
    assert sorted(replies) == [204] + [412] * 7


def test_a_graph_is_read_whole_while_it_is_written(store: Server) -> None:
    """Each version has its own number of triples; a reader finds tag and content of one version."""
    versions = [b"".join(b"<urn:%d> <urn:p> %d .\n" % (i, n) for i in range(n * 40)) for n in range(1, 12)]
    send(store, "PUT", G, versions[0])
    known, torn = dict[str, int](), list[tuple[str, int]]()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            reply = store.get(G, "application/n-triples")
            size = reply.body.count(b"\n")
            if size % 40 or known.setdefault(reply.headers["ETag"], size) != size:
                torn.append((reply.headers["ETag"], size))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in versions:
        assert send(store, "PUT", G, version).status == 204
    stop.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_a_large_graph_goes_in_and_out(store: Server) -> None:
    body = b"".join(b"<urn:s%d> <urn:p> <urn:%d> .\n" % (number, number) for number in range(60_000))
    assert send(store, "PUT", G, body, Content_Type="application/n-triples").status == 201
    assert store.get(G, "application/n-triples").body.count(b"\n") == 60_000


def test_deep_nesting_in_a_document_costs_nobody_else_anything(store: Server) -> None:
    deep = b'{"@id":"urn:s","urn:p":' * 100_000 + b"1" + b"}" * 100_000
    assert send(store, "PUT", G, deep, Content_Type="application/ld+json").status == 400
    assert send(store, "PUT", G).status == 201


def test_a_store_below_a_base_of_its_own_keeps_that_base(tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "token").write_text("word")
    settings = {"writable": True, "unchecked": True, "token_file": tmp_path / "token", "log": "faults"}
    graph = "/graphs?graph=http://un.example/graph/notes"
    body = b"<http://un.example/id/state/china> <urn:p> 1 ."
    with start(store=tmp_path / "s", base_iri="http://un.example/", **settings) as server:
        assert send(server, "PUT", graph, body).status == 201
        assert b"http://un.example/id/state/china" in server.get(graph).body
    assert b"https://w3id.org/unkg/id/state/china" in (tmp_path / "s" / "journal").read_bytes()
    with start(store=tmp_path / "s", base_iri="http://un.example/", **settings) as server:
        assert b"http://un.example/id/state/china" in server.get(graph).body
        assert send(server, "DELETE", graph, None).status == 204
    with start(store=tmp_path / "s", **settings) as server:
        assert server.get("/graphs?graph=https://w3id.org/unkg/graph/notes").status == 404
