"""`/examples`: the example queries as data that other tools read, each as its file has it, each with its answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import Namespace

from server.examples import FOLDER, examples
from server.questions import keywords

if TYPE_CHECKING:
    from conftest import Server

SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def served(own_server: Server) -> Graph:
    return Graph().parse(data=own_server.get("/examples.ttl").text, format="turtle")


def _text(served: Graph, node: object) -> str:
    (text,) = (str(text) for key in (SH.select, SH.construct) for text in served.objects(node, key))  # type: ignore[arg-type]
    return text


def test_every_example_is_there_with_its_question_text_and_target(own_server: Server, served: Graph) -> None:
    document, endpoint = f"{own_server.url}examples", URIRef(f"{own_server.url}sparql")
    assert set(served.subjects(RDF.type, SH.SPARQLExecutable)) == {URIRef(f"{document}#{e.name}") for e in examples()}
    for example in examples():
        node = URIRef(f"{document}#{example.name}")
        assert str(served.value(node, RDFS.comment)) == example.question
        assert _text(served, node) == (FOLDER / f"{example.name}.rq").read_text(encoding="utf-8")
        assert served.value(node, SCHEMA.target) == endpoint


def test_an_example_says_what_kind_of_query_it_is(served: Graph) -> None:
    selecting, constructing = (
        set(served.subjects(RDF.type, kind)) for kind in (SH.SPARQLSelectExecutable, SH.SPARQLConstructExecutable)
    )
    assert selecting == set(served.subjects(SH.select))
    assert constructing == set(served.subjects(SH.construct))
    assert len(selecting) + len(constructing) == len(examples())


def test_each_gives_the_expected_answer_at_its_target(own_server: Server, served: Graph) -> None:
    for node in served.subjects(SH.select):
        kept = (FOLDER / "answers" / f"{Path(str(node)).name.partition('#')[2]}.csv").read_text(encoding="utf-8")
        assert own_server.query(_text(served, node), "text/csv").text.replace("\r\n", "\n") == kept


def test_every_form_says_the_same_and_people_are_led_to_the_query_page(own_server: Server, served: Graph) -> None:
    assert set(Graph().parse(data=own_server.get("/examples.nt").text, format="nt")) == set(served)
    assert own_server.get("/examples", "application/ld+json").type == "application/ld+json"
    assert own_server.get("/examples", "text/html").headers["Location"] == "/sparql#examples"
    assert own_server.get("/.well-known/sparql-examples").headers["Location"] == "/examples"
    assert own_server.get("/examples.pdf").status == 404


@pytest.mark.parametrize("path", ["/sparql", "/dataset"])
def test_the_descriptions_lead_there(own_server: Server, path: str) -> None:
    found = Graph().parse(data=own_server.get(path, "text/turtle").text, format="turtle")
    assert URIRef(f"{own_server.url}examples") in set(found.objects(None, RDFS.seeAlso))


def test_keywords_are_the_classes_and_codes_in_words() -> None:
    assert keywords("?v a un:DraftResolution ; un:choice un:For ; un:date ?d") == ["draft resolution", "for"]
