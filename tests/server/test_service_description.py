"""The service description tells what is so: each thing that it claims is asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ontology.terms import PREFIXES, RDF, SD, VOID
from server.description import extension_functions
from server.formats import FORMATS, Format, carrying
from server.settings import TABLE, Settings

if TYPE_CHECKING:
    from conftest import Server

Start = Callable[..., AbstractContextManager["Server"]]
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CALLS = ("1", "1, 2", "1, 2, 3")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DOCUMENTS = [row for row in carrying("triples") if row.engine]


def described(server: Server, accept: str = "text/turtle") -> Store:
    reply = server.get("/sparql", accept)
    assert (reply.status, reply.type) == (200, "text/turtle; charset=utf-8")
    store = Store()
    store.load(reply.body, RdfFormat.TURTLE, base_iri=server.url)
    return store


@pytest.fixture(scope="module")
def description(server: Server) -> Store:
    return described(server)


def objects(store: Store, subject: object, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [quad.object for quad in store.quads_for_pattern(subject, predicate, None)]  # type: ignore[arg-type,misc]


def service(store: Store) -> NamedNode:
    (quad,) = store.quads_for_pattern(None, RDF.type, SD.Service)
    assert isinstance(quad.subject, NamedNode)
    return quad.subject


def count(server: Server, **dataset: str) -> int:
    reply = server.get("/sparql?" + urlencode({"query": COUNT, **dataset}), "text/csv")
    return int(reply.text.split()[1])


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row.name)
def test_programs_get_it_in_every_format_where_browsers_get_the_query_page(server: Server, row: Format) -> None:
    for path, accept in (("/sparql", row.media_type), (f"/sparql?format={row.name}", HTML)):
        reply = server.get(path, accept)
        assert (reply.status, reply.type) == (200, row.content_type)
        store = Store()
        assert isinstance(row.engine, RdfFormat)
        store.load(reply.body, row.engine)
        assert len(store) == len(described(server))
    assert server.get("/sparql", HTML).type.startswith("text/html")


@pytest.mark.parametrize("accept", [None, "*/*"])
def test_without_a_wish_it_is_turtle(server: Server, accept: str | None) -> None:
    assert server.get("/sparql", accept).type == "text/turtle; charset=utf-8"


def test_a_format_that_it_does_not_have_is_406_and_results_need_a_query(server: Server) -> None:
    for path, accept in (("/sparql", "image/png"), ("/sparql?format=csv", HTML), ("/sparql?format=docx", HTML)):
        reply = server.get(path, accept)
        assert (reply.status, "Accept" in reply.headers["Vary"]) == (406, True)
    assert server.get("/sparql", "application/sparql-results+json").status == 400


def test_the_endpoint_is_where_this_request_went(server: Server, description: Store) -> None:
    (endpoint,) = objects(description, service(description), SD.endpoint)
    assert endpoint.value == f"{server.url}sparql"
    assert server.query("ASK {}", format="json").json()["boolean"] is True


def test_a_host_that_cannot_be_is_refused(server: Server) -> None:
    assert server.request("GET", "/sparql", Host="a b>c", Accept="text/turtle").status == 400


def test_every_result_format_that_is_claimed_is_sent_and_no_other_is_there(server: Server, description: Store) -> None:
    claimed = {term.value for term in objects(description, service(description), SD.resultFormat)}
    assert claimed == {row.iri for row in FORMATS if row.iri}
    for row in FORMATS:
        if row.iri:
            query = "ASK {}" if "solutions" in row.carries else "CONSTRUCT WHERE { ?s ?p ?o }"
            assert server.query(query, row.media_type).type == row.content_type


def test_every_function_that_is_claimed_can_be_called(server: Server, description: Store) -> None:
    claimed = objects(description, service(description), SD.extensionFunction)
    assert {NamedNode(PREFIXES["xsd"] + "date"), *extension_functions()} == set(claimed)
    for function in claimed:
        assert any(server.query(f"SELECT (<{function.value}>({given}) AS ?x) {{}}").status == 200 for given in CALLS)
    assert server.query("SELECT (<http://example.org/none>(1, 2) AS ?x) {}").status == 400


def test_the_functions_do_what_their_names_say(server: Server) -> None:
    geo, wkt = "http://www.opengis.net/def/function/geosparql/", "http://www.opengis.net/ont/geosparql#wktLiteral"
    query = f"""SELECT (<{PREFIXES["xsd"]}date>("2015-12-10") - <{PREFIXES["xsd"]}date>("2015-12-08") AS ?days)
      (<{geo}sfWithin>("POINT(1 1)"^^<{wkt}>, "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))"^^<{wkt}>) AS ?within) {{}}"""
    assert server.query(query, "text/csv").text.split()[1] == "P2D,true"


def test_the_default_graph_is_the_union_and_its_size_is_that_of_the_set(server: Server, description: Store) -> None:
    assert objects(description, service(description), SD.feature) == [SD.UnionDefaultGraph]
    (dataset,) = objects(description, service(description), SD.defaultDataset)
    (graph,) = objects(description, dataset, SD.defaultGraph)
    (size,) = objects(description, graph, VOID.triples)
    assert int(size.value) == count(server) == 40


def test_every_named_graph_is_there_with_its_size_and_no_other_is(server: Server, description: Store) -> None:
    (dataset,) = objects(description, service(description), SD.defaultDataset)
    sizes = {}
    for named in objects(description, dataset, SD.namedGraph):
        (name,), (graph,) = objects(description, named, SD.name), objects(description, named, SD.graph)
        sizes[name.value] = int(objects(description, graph, VOID.triples)[0].value)
    listed = server.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv").text.split()[1:]
    assert sizes == {name: count(server, **{"default-graph-uri": name}) for name in listed}


def test_every_limit_is_told_with_its_value(server: Server, description: Store) -> None:
    schema = PREFIXES["schema"]
    told = {}
    for limit in objects(description, service(description), NamedNode(schema + "additionalProperty")):
        name, value, unit = (
            objects(description, limit, NamedNode(schema + part))[0].value for part in ("name", "value", "unitText")
        )
        told[name] = (float(value), unit)
    assert told == {row.name: (float(str(row.default)), row.about.unit) for row in TABLE if row.about.unit}
    assert told["timeout"] == (Settings().timeout, "s")


def test_languages_are_the_query_alone_while_nobody_may_write(server: Server, description: Store) -> None:
    assert objects(description, service(description), SD.supportedLanguage) == [SD.SPARQL11Query]
    assert server.query("ASK {}").status == 200
    update = {"Content_Type": "application/sparql-update"}
    assert server.request("POST", "/update", b"CLEAR ALL", **update).status in (403, 404, 405)


def test_federation_dereferencing_and_entailment_are_not_claimed(description: Store) -> None:
    claimed = {quad.object for quad in description.quads_for_pattern(None, SD.feature, None)}
    assert not claimed & {SD.BasicFederatedQuery, SD.DereferencesURIs, SD.RequiresDataset}
    (regime,) = objects(description, service(description), SD.defaultEntailmentRegime)
    assert regime.value == "http://www.w3.org/ns/entailment/Simple"


def test_it_has_no_blank_nodes_and_nothing_of_ours_is_left_undescribed(server: Server, description: Store) -> None:
    assert not [quad for quad in description if not isinstance(quad.subject, NamedNode)]
    ours = {q.object for q in description if isinstance(q.object, NamedNode) and "#" in q.object.value}
    parts = {part for part in ours if part.value.startswith(server.url)}
    assert parts <= {quad.subject for quad in description}


def test_a_writable_server_with_a_plain_default_graph_says_both(start: Start, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("let-me")
    settings = {"writable": "true", "unchecked": "true", "default_graph": "plain", "token_file": token}
    with start(store=tmp_path / "new", **settings) as server:
        update = b"INSERT DATA { <a:a> <a:b> 1 . GRAPH <a:g> { <a:a> <a:b> 1 . <a:a> <a:b> 2 } }"
        headers = {"Content_Type": "application/sparql-update", "Authorization": "Bearer let-me"}
        assert server.request("POST", "/update", update, **headers).status == 204
        found = described(server)
        assert SD.SPARQL11Update in objects(found, service(found), SD.supportedLanguage)
        assert objects(found, service(found), SD.feature) == []
        (dataset,) = objects(found, service(found), SD.defaultDataset)
        (graph,) = objects(found, dataset, SD.defaultGraph)
        assert [size.value for size in objects(found, graph, VOID.triples)] == ["1"]
        assert len(objects(found, dataset, SD.namedGraph)) == 1


def test_other_documents_lead_to_the_endpoint(server: Server) -> None:
    for path in ("/", "/data/state/china.ttl", "/page/state/china"):
        assert f'</sparql>; rel="{SD.endpoint.value}"' in server.get(path).headers["Link"]
