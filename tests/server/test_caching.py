"""Who holds an answer already is told so; who may keep one is told how long; what failed or was cut, nobody keeps."""

from __future__ import annotations

import gzip
import http.client
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad

from server.caching import edition, held, policy, tag, volatile
from server.proxy import Networks
from server.settings import Settings
from triples.snapshot import current, write

if TYPE_CHECKING:
    from conftest import Server

QUERY = "/sparql?" + urlencode({"query": "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3"})
PATHS = [
    QUERY,
    "/",
    "/data/state/china.ttl",
    "/data/state/china",
    "/page/state/china",
    "/ontology",
    "/ontology.ttl",
    "/shapes.nt",
    "/context.jsonld",
    "/limits",
    "/static/style.css",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_client_holds_is_304_without_a_body(server: Server, path: str, method: str) -> None:
    first = server.get(path)
    held = first.headers["ETag"]
    assert held.startswith('"')
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = server.request(method, path, If_None_Match=f'"other", W/{held}')
    assert (again.status, again.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    assert "Content-Type" not in again.headers


@pytest.mark.parametrize("path", PATHS)
def test_what_the_client_holds_no_more_is_sent_again(server: Server, path: str) -> None:
    assert server.request("GET", path, If_None_Match='"00"').status == 200


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_of_get(server: Server, path: str) -> None:
    get, head = server.get(path), server.request("HEAD", path)
    changing = {"Date", "X-Request-Id"}
    assert (head.status, head.body) == (200, b"")
    assert {n: v for n, v in head.headers.items() if n not in changing} == {
        n: v for n, v in get.headers.items() if n not in changing
    }


def test_every_query_and_every_format_has_a_tag_of_its_own(server: Server) -> None:
    asked = [(QUERY, "text/csv"), (QUERY, "application/json"), (QUERY + "&format=xml", None), (QUERY + "%20", None)]
    assert len({server.get(path, accept).headers["ETag"] for path, accept in asked}) == 4


def test_the_tag_is_the_same_in_every_process_and_after_a_restart(server: Server, world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world) as another:
        found = {one.request("GET", QUERY, Host="here").headers["ETag"] for one in [server, another] * 8}
    assert len(found) == 1


def test_the_bytes_are_the_same_in_every_process(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    path = "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o . ?s ?q ?r }"})
    found = set()
    for _ in range(2):
        with start(store=world, processes=3) as server:
            found |= {server.get(path, "text/csv").body for _ in range(8)}
    assert len(found) == 1


FAILING = ["/nowhere", "/data/state/atlantis.ttl", "/sparql?query=SELEC", "/page/state/china?page=0"]


@pytest.mark.parametrize("path", FAILING)
def test_a_failure_is_not_kept(server: Server, path: str) -> None:
    reply = server.get(path)
    assert reply.status >= 400
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?now) {}",
        "SELECT (rand ( ) AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "CONSTRUCT { _:a ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_what_is_new_each_time_is_not_kept(server: Server, query: str) -> None:
    assert volatile(query)
    reply = server.query(query)
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in reply.headers


def test_what_only_looks_like_it_is_kept() -> None:
    assert not volatile("SELECT ?now { ?now ?rand ?uuid ; ?services [] }")


def test_a_page_that_shows_the_first_rows_only_is_not_kept(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, page_rows=2) as server:
        assert server.get(QUERY, "text/html").headers["Cache-Control"] == "no-store"
        whole = server.query("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 2", "text/html")
        assert whole.headers["Cache-Control"] == "public, no-cache"


def test_an_answer_to_a_post_has_no_tag(server: Server) -> None:
    reply = server.request("POST", "/sparql", b"ASK {}", Content_Type="application/sparql-query", If_None_Match="*")
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert "ETag" not in reply.headers


def test_any_tag_means_whatever_there_is(server: Server) -> None:
    assert server.request("GET", "/data/state/china.ttl", If_None_Match="*").status == 304
    assert server.request("GET", "/data/state/atlantis.ttl", If_None_Match="*").status == 404


def test_health_and_figures_are_always_fresh(server: Server) -> None:
    for path in ("/health", "/health/live", "/health/ready", "/metrics"):
        reply = server.get(path)
        assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")


def test_a_cache_may_answer_by_itself_for_as_long_as_is_set(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, cache_age=60) as server:
        assert server.get(QUERY).headers["Cache-Control"] == "public, max-age=60"
        assert server.get("/nowhere").headers["Cache-Control"] == "no-store"
    assert policy(0) == "public, no-cache"


def test_the_tag_changes_with_the_data_the_settings_and_the_request() -> None:
    settings, environ = Settings(), {"PATH_INFO": "/", "HTTP_HOST": "a"}
    here = edition(settings)
    assert edition(replace(settings, port=1, host="x", store=Path("y"))) == here
    slow, proxied = replace(settings, timeout=1.0), replace(settings, trusted_proxies=Networks("::1"))
    assert len({here, edition(slow), edition(proxied)}) == 3
    asked = [("v", here, environ), ("w", here, environ), ("v", "e", environ), ("v", here, {"PATH_INFO": "/"})]
    assert len({tag(*one) for one in asked}) == 4


def test_the_compressed_form_counts_only_for_who_takes_it() -> None:
    assert held('"a-gzip"', "a", "a-gzip") == "a-gzip"
    assert held('"a-gzip"', "a", None) is None
    assert held('"b", "a"', "a", "a-gzip") == "a"
    assert held(None, "a", "a-gzip") is None


def test_the_compressed_form_has_its_own_tag_which_is_known_again(server: Server) -> None:
    path = "/ontology.nt"
    plain = server.get(path)
    packed = server.request("GET", path, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = server.request("GET", path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert (again.status, again.headers["ETag"]) == (304, packed.headers["ETag"])
    assert server.request("GET", path, If_None_Match=packed.headers["ETag"]).status == 200


def test_an_answer_that_breaks_off_is_whole_for_nobody(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    endless = "SELECT * {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(6)) + "}"
    path = "/sparql?" + urlencode({"query": endless, "format": "csv"})
    with start(store=world, result_size=1) as server:
        for headers in ({}, {"Accept_Encoding": "gzip"}):
            with pytest.raises(http.client.IncompleteRead):
                server.request("GET", path, **headers)
        old = http.client.HTTPConnection(*server.address, timeout=60)
        old._http_vsn, old._http_vsn_str = 10, "HTTP/1.0"  # type: ignore[attr-defined]
        old.request("GET", path)
        assert old.getresponse().status == 503  # HTTP/1.0 cannot tell an end from a break: it waits for the length
        old.close()


def test_a_new_snapshot_has_new_tags(world: Path, tmp_path: Path, start) -> None:  # type: ignore[no-untyped-def]
    store = tmp_path / "store"
    shutil.copytree(world, store, symlinks=True)
    tags = []
    for _ in range(2):
        with start(store=store) as server:
            tags.append(server.request("GET", QUERY, Host="here").headers["ETag"])
        write([*current(store).load(), Quad(*(NamedNode(f"http://example.org/{n}") for n in "abcd"))], store)
    assert tags[0] != tags[1]
