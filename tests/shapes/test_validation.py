"""What `validate` does beside the shapes: the class tree, the graphs it leaves out, focus nodes, threads, order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import InputError
from ontology.terms import FOAF, RDF, RDFS, UN
from shapes.validation import read_shapes, validate

ID = "https://w3id.org/unkg/id/"
GRAPH = "https://w3id.org/unkg/graph/"
BALLOT = NamedNode(f"{ID}ballot/harbour-council-2015-06-02-resolution-1-1-1-bor")
VOTE = NamedNode(f"{ID}vote/harbour-council-2015-06-02-resolution-1-1-1")

Edit = Callable[[str], list[Quad]]


def test_a_post_held_by_a_subclass_of_official_passes(good: tuple[Quad, ...]) -> None:
    envoy = NamedNode("https://example.org/Envoy")
    quads = [
        Quad(q.subject, q.predicate, envoy, q.graph_name) if q.object in (UN.Official, FOAF.Person) else q for q in good
    ]
    known = Quad(envoy, RDFS.subClassOf, UN.Official, NamedNode(f"{GRAPH}article/harbour-news-1"))
    assert validate([*quads, known]).conforms
    assert {r.name for r in validate(quads).results} == {"Holder of a tenure", "Speaker"}


def test_nothing_conforms() -> None:
    assert validate([]).conforms


@pytest.mark.parametrize("name", ["ontology", "quarantine"])
def test_what_is_not_data_is_not_checked(name: str) -> None:
    quad = Quad(BALLOT, RDF.type, UN.Ballot, NamedNode(GRAPH + name))
    assert validate([quad]).conforms
    assert not validate([Quad(*quad.triple)]).conforms


def test_a_warning_is_reported_and_conforms(edited: Edit) -> None:
    report = validate(edited('+ topic:harbours skos:prefLabel "The harbours"@en'))
    assert [result.severity for result in report.results] == ["warning"]
    assert report.conforms


def test_a_statement_in_two_graphs_counts_once(good: tuple[Quad, ...]) -> None:
    again = [Quad(*quad.triple, NamedNode(f"{GRAPH}article/quay-post-2")) for quad in good]
    assert validate([*good, *again]).results == ()


def test_a_triple_term_is_refused_in_one_line() -> None:
    quad = Quad(VOTE, RDF.type, Triple(VOTE, RDF.type, UN.Vote))
    with pytest.raises(InputError, match="SHACL has no word for a triple term"):
        validate([quad])


def test_a_blank_node_is_found_wherever_it_stands(good: tuple[Quad, ...]) -> None:
    note = NamedNode("https://example.org/note")
    report = validate([*good, Quad(BlankNode("x"), note, Literal("what"))])
    assert [(result.focus, result.name) for result in report.results] == [(BlankNode("x"), "Name of a node")]


def test_focus_finds_what_the_whole_finds_about_these_nodes(edited: Edit) -> None:
    quads = edited(
        f"- {BALLOT} un:choice *\n+ {BALLOT} un:choice un:For\n- {BALLOT} un:derivation *\n"
        "- body:pier-office rdfs:label *\n- body:pier-office skos:prefLabel *\n"
        "+ topic:harbours rdf:type oa:Annotation"
    )
    whole = validate(quads).results
    assert len({result.focus for result in whole}) == 4
    for node in {result.focus for result in whole}:
        assert validate(quads, [node]).results == tuple(result for result in whole if result.focus == node)


def test_an_empty_focus_checks_nothing(edited: Edit) -> None:
    assert validate(edited(f"- {BALLOT} un:choice *"), []).results == ()


def test_the_same_data_in_any_order_give_the_same_report(edited: Edit) -> None:
    quads = edited(
        f"+ {BALLOT} un:castBy state:carpathia\n- official:ada-quay rdf:type *\n- body:pier-office rdf:type *"
    )
    assert validate(quads) == validate(quads[::-1])


def test_the_report_is_the_same_under_every_hash_seed(fixtures: Path, under_hash_seeds: Callable[..., bytes]) -> None:
    program = (
        "import sys; from pyoxigraph import parse; from shapes.report import render;"
        "from shapes.validation import validate; quads = [q for q in parse(path=sys.argv[1]) if 'hasSelector' not in "
        "q.predicate.value]; [print(render(validate(quads), f)) for f in ('text', 'json', 'turtle')]"
    )
    assert b"Place of evidence" in under_hash_seeds(program, str(fixtures / "shapes" / "good.trig"))


def test_eight_threads_find_what_one_finds(edited: Edit, good: tuple[Quad, ...]) -> None:
    # https://github.com/RDFLib/pySHACL/issues/314: a shapes graph that threads share loses keys.
    broken = edited(f"- {BALLOT} un:choice *\n- body:pier-office skos:prefLabel *\n- body:pier-office rdfs:label *")
    expected = validate(broken)
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(validate, [broken, list(good)] * 16))
    assert reports[::2] == [expected] * 16
    assert all(report.results == () for report in reports[1::2])


def test_the_graph_of_shapes_is_the_callers_own() -> None:
    first = read_shapes()
    first.remove((None, None, None))
    assert len(read_shapes()) > len(first) == 0


def test_a_fault_in_any_serialization_is_the_same_fault(good: tuple[Quad, ...]) -> None:
    turtle = (
        f'<{VOTE.value}> a <{UN.Vote.value}> ; <{UN.tallyFor.value}> "09"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    )
    report = validate([*good, *parse(turtle, format=RdfFormat.TURTLE)])
    assert {result.name for result in report.results} >= {"Votes in favour"}


def test_ill_typed_literals_are_reported_and_leave_no_other_word(
    edited: Edit, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = "meeting:harbour-council-2015-06-02"
    report = validate(
        edited(
            f"- {meeting} un:date *\n- {meeting} un:closed *\n"
            f'+ {meeting} un:date "2015-06-31"^^xsd:date\n+ {meeting} un:closed "yes"^^xsd:boolean'
        )
    )
    assert {result.name for result in report.results} >= {"Day", "Open or closed"}
    assert (caplog.records, *capsys.readouterr()) == ([], "", "")
