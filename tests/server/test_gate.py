"""Writes that break the shapes are refused with the report, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ontology.terms import PREFIXES, RDF, SH
from triples.snapshot import write

if TYPE_CHECKING:
    from conftest import Reply, Server

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
PROLOGUE += "".join(
    f"PREFIX {kind}: <https://w3id.org/unkg/id/{kind}/>\n" for kind in ("state", "seat", "body", "evidence")
)
NOTES = "https://w3id.org/unkg/graph/article/harbour-news-1"
BROKEN = 'state:duchy-of-dell un:iso3 "Dell"'
FINE = 'state:duchy-of-dell skos:altLabel "The Dell"@en'


@pytest.fixture(scope="module", params=["https://w3id.org/unkg/", "http://un.example/kg/"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def checked(base: str, fixtures: Path, tmp_path_factory: pytest.TempPathFactory, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """The good world of the shapes' tests, writable, under two bases."""
    folder = tmp_path_factory.mktemp("checked")
    write(parse(path=fixtures / "shapes" / "good.trig", format=RdfFormat.TRIG), folder / "store")
    (folder / "token").write_text("word")
    with start(
        store=folder / "store", writable=True, token_file=folder / "token", base_iri=base, log="faults"
    ) as server:
        yield server


def update(server: Server, base: str, text: str, **headers: str) -> Reply:
    body = (PROLOGUE + text).replace("https://w3id.org/unkg/id/", f"{base}id/")
    body = body.replace("https://w3id.org/unkg/graph/", f"{base}graph/")
    kind = "application/sparql-update"
    return server.request("POST", "/update", body.encode(), Authorization="Bearer word", Content_Type=kind, **headers)


def state(server: Server) -> bytes:
    return b"\n".join(
        sorted(server.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples").body.split(b"\n"))
    )


@pytest.mark.parametrize("graph", ["", f"GRAPH <{NOTES}>"])
def test_a_write_that_breaks_a_rule_is_422_with_the_report_and_changes_nothing(
    checked: Server, base: str, graph: str
) -> None:
    before = state(checked)
    statement = f"{graph} {{ {BROKEN} }}" if graph else BROKEN
    reply = update(checked, base, f"INSERT DATA {{ {statement} }}")
    told = reply.json()
    assert (reply.status, reply.type) == (422, "application/problem+json")
    assert "Nothing was changed" in told["detail"]
    assert not told["report"]["conforms"]
    assert "https://w3id.org/unkg/shapes#State-iso3" in {result["shape"] for result in told["report"]["results"]}
    assert state(checked) == before


def test_the_report_comes_as_rdf_to_who_prefers_that(checked: Server, base: str) -> None:
    for media_type, form in (("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)):
        reply = update(checked, base, f"INSERT DATA {{ {BROKEN} }}", Accept=media_type)
        assert reply.status == 422
        assert reply.type.startswith(media_type)
        report = Store()
        report.extend(parse(reply.body, format=form))
        assert list(report.quads_for_pattern(None, RDF.type, SH.ValidationReport))
        assert list(
            report.quads_for_pattern(None, SH.sourceShape, NamedNode("https://w3id.org/unkg/shapes#State-iso3"))
        )
    assert update(checked, base, f"INSERT DATA {{ {BROKEN} }}", Accept="text/html").type.startswith("text/html")


def test_what_breaks_at_a_neighbour_is_found(checked: Server, base: str) -> None:
    before = state(checked)
    reply = update(checked, base, "DELETE WHERE { GRAPH ?g { state:duchy-of-dell ?p ?o } }")
    assert reply.status == 422
    focus = {result["focus"] for result in reply.json()["report"]["results"]}
    assert any("/id/seat/" in node or "/id/ballot/" in node for node in focus)
    assert state(checked) == before


def test_a_write_that_keeps_the_rules_passes(checked: Server, base: str) -> None:
    assert update(checked, base, f"INSERT DATA {{ GRAPH <{NOTES}> {{ {FINE} }} }}").status == 204
    assert update(checked, base, f"DELETE DATA {{ GRAPH <{NOTES}> {{ {FINE} }} }}").status == 204


def test_blank_nodes_are_refused(checked: Server, base: str) -> None:
    reply = update(checked, base, 'INSERT DATA { [] skos:note "a" }')
    assert reply.status == 422
    assert "blank nodes" in reply.json()["report"]["results"][0]["message"].lower()
    graph = f"/graphs?graph={base}graph/notes"
    put = checked.request(
        "PUT", graph, b"<urn:s> <urn:p> _:b .", Authorization="Bearer word", Content_Type="text/turtle"
    )
    assert put.status == 422


def test_triples_as_terms_are_refused_as_shacl_has_no_word_for_them(checked: Server, base: str) -> None:
    reply = update(checked, base, "INSERT DATA { state:arcadia skos:note <<( state:arcadia un:iso3 'x' )>> }")
    assert reply.status == 422
    assert "Nothing was changed" in reply.json()["detail"]


def test_the_gate_stands_before_graphs_too(checked: Server, base: str) -> None:
    graph = f"/graphs?graph={base}graph/notes"
    body = (PROLOGUE.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + f"{BROKEN} .").replace(
        "https://w3id.org/unkg/id/", f"{base}id/"
    )
    for method in ("PUT", "POST"):
        reply = checked.request(method, graph, body.encode(), Authorization="Bearer word", Content_Type="text/turtle")
        assert reply.status == 422
    assert checked.get(graph).status == 404
    reply = checked.request("DELETE", f"/graphs?graph={base}graph/reference/states", Authorization="Bearer word")
    assert reply.status == 422


def test_two_writes_that_are_wrong_alone_pass_together(checked: Server, base: str) -> None:
    drop = "DELETE WHERE { GRAPH ?g { state:carpathia un:admittedOn ?day } }"
    add = f'INSERT DATA {{ GRAPH <{NOTES}> {{ state:carpathia un:admittedOn "1950-01-31"^^xsd:date }} }}'
    assert update(checked, base, drop).status == 422
    assert update(checked, base, add).status == 422
    assert update(checked, base, f"{drop} ; {add}").status == 204
