"""`/dataset`, `/.well-known/void`, `/dumps/`, `/sitemap.xml`: what it is, and all of it."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ontology.terms import DCAT, RDF, VOID
from triples.dumps import NAMES
from triples.iris import thing
from triples.snapshot import current

if TYPE_CHECKING:
    from conftest import Server

DATASET = thing("dataset", "unkg")


@pytest.fixture(scope="module")
def described(own_server: Server) -> Store:
    store = Store()
    store.load(own_server.get("/dataset.ttl").body, format=RdfFormat.TURTLE)
    return store


def value(store: Store, term: NamedNode) -> int:
    (quad,) = store.quads_for_pattern(DATASET, term, None)
    return int(quad.object.value)  # type: ignore[union-attr]


def test_the_well_known_address_leads_to_the_description(own_server: Server) -> None:
    reply = own_server.get("/.well-known/void", "text/turtle")
    assert (reply.status, reply.headers["Location"]) == (302, "/dataset")


def test_the_counts_are_those_of_the_data(described: Store, own: Path) -> None:
    triples = {quad.triple for quad in current(own).load()}
    about_itself = {t for t in triples if "/id/partition/" in str(t.subject) or t.subject == DATASET}
    assert abs(len(triples) - len(about_itself) - value(described, VOID.triples)) < 20  # its linksets and publisher
    assert value(described, VOID.classes) == len(list(described.quads_for_pattern(DATASET, VOID.classPartition, None)))


def test_each_class_is_counted_as_a_query_counts_it(described: Store, own_server: Server) -> None:
    query = "SELECT ?n WHERE { ?part <http://rdfs.org/ns/void#class> un:State ; <http://rdfs.org/ns/void#entities> ?n }"
    (row,) = described.query(f"PREFIX un: <https://w3id.org/unkg/ontology#> {query}")  # type: ignore[misc]
    counted = own_server.query(
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/unkg/ontology#State> }", "text/csv"
    )
    assert row["n"].value == counted.text.split()[1]


def test_it_names_the_endpoint_and_every_download_with_its_size(described: Store, own_server: Server) -> None:
    (endpoint,) = described.quads_for_pattern(DATASET, VOID.sparqlEndpoint, None)
    assert endpoint.object.value == own_server.url + "sparql"  # type: ignore[union-attr]
    sizes = {q.subject.value: int(q.object.value) for q in described.quads_for_pattern(None, DCAT.byteSize, None)}  # type: ignore[union-attr]
    assert len(sizes) == len(NAMES)
    for url, size in sizes.items():
        assert len(own_server.get("/" + url.removeprefix(own_server.url)).body) == size


@pytest.mark.parametrize(("name", "form"), [("unkg.nq.gz", RdfFormat.N_QUADS), ("unkg.trig.gz", RdfFormat.TRIG)])
def test_a_download_holds_every_statement(own_server: Server, own: Path, name: str, form: RdfFormat) -> None:
    data = gzip.decompress(own_server.get(f"/dumps/{name}").body)
    assert set(parse(data, format=form)) == set(current(own).load())


def test_the_turtle_and_the_json_ld_say_the_same_of_all_graphs_together(own_server: Server, own: Path) -> None:
    turtle = parse(gzip.decompress(own_server.get("/dumps/unkg.ttl.gz").body), format=RdfFormat.TURTLE)
    json_ld = parse(gzip.decompress(own_server.get("/dumps/unkg.jsonld.gz").body), format=RdfFormat.JSON_LD)
    every = {quad.triple for quad in current(own).load()}
    assert {quad.triple for quad in turtle} == every == {quad.triple for quad in json_ld}


def test_a_download_that_broke_off_goes_on(own_server: Server) -> None:
    whole = own_server.get("/dumps/unkg.nq.gz").body
    part = own_server.request("GET", "/dumps/unkg.nq.gz", Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole[100:200])
    assert part.headers["ETag"].strip('"') == hashlib.sha256(whole).hexdigest()


def test_there_is_nothing_else_to_download(own_server: Server) -> None:
    for name in ("data.nq.gz", "..%2Fmanifest.json", "%2e%2e%2fmanifest.json"):
        assert own_server.get(f"/dumps/{name}").status == 404


def test_the_page_lists_the_downloads_and_tells_search_engines(own_server: Server) -> None:
    page = own_server.get("/dataset", "text/html").text
    assert all(f"/dumps/{name}" in page for name in NAMES)
    assert '"@type": "Dataset"' in page


def test_the_sitemap_lists_pages_that_are_there(own_server: Server) -> None:
    pages = re.findall(r"<loc>(.*?)</loc>", own_server.get("/sitemap.xml").text)
    assert len(pages) > 500
    assert all(page.startswith(own_server.url) for page in pages)
    for page in pages[:: len(pages) // 10]:
        assert own_server.get("/" + page.removeprefix(own_server.url)).status == 200


def test_a_server_whose_data_do_not_describe_themselves_still_answers(server: Server) -> None:
    assert server.get("/dataset", "text/html").status == 200
    store = Store()
    store.load(server.get("/dataset.ttl").body, format=RdfFormat.TURTLE)
    assert list(store.quads_for_pattern(None, VOID.sparqlEndpoint, None))
    assert not list(store.quads_for_pattern(None, RDF.type, VOID.Dataset))
