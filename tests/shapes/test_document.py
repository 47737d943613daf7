"""The data of the page about the shapes."""

from collections.abc import Callable

import pytest
from rdflib import RDF, SH, Graph

from ontology.terms import UN, XSD
from shapes.document import NAMESPACE, Concern, Shape, breaks, by_term, concerns
from shapes.validation import read_shapes


@pytest.fixture(scope="module")
def page() -> tuple[Concern, ...]:
    return concerns()


def shape(page: tuple[Concern, ...], name: str) -> Shape:
    (found,) = (shape for concern in page for shape in concern.shapes if shape.local == name)
    return found


def test_every_shape_is_there_once_with_its_message(page: tuple[Concern, ...]) -> None:
    graph: Graph = read_shapes()
    kinds = (SH.NodeShape, SH.PropertyShape)
    expected = {(str(s), str(graph.value(s, SH.message))) for kind in kinds for s in graph.subjects(RDF.type, kind)}
    shown = [(shape.iri, shape.message) for concern in page for shape in concern.shapes]
    assert sorted(shown) == sorted(expected)


def test_each_file_is_told_by_its_first_line(page: tuple[Concern, ...]) -> None:
    titles = {concern.slug: concern.title for concern in page}
    assert titles["votes"] == "What bodies do: meetings, motions, votes."
    assert all(title.endswith(".") for title in titles.values())


def test_a_shape_of_nodes_tells_what_it_is_held_against(page: tuple[Concern, ...]) -> None:
    targets = dict(shape(page, "Meeting").targets)
    assert targets == {"every": (UN.Meeting.value,), "what has": (UN.ofBody.value, UN.closed.value)}


def test_a_shape_of_a_property_tells_whose_it_is_and_what_it_asks_for(page: tuple[Concern, ...]) -> None:
    closed = shape(page, "Meeting-closed")
    assert (closed.path, closed.of) == ("un:closed", (f"{NAMESPACE}Meeting",))
    assert dict(closed.checks) == {"at most": ("1",), "of datatype": (XSD.boolean.value,)}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("State-oneIso3", "un:iso3 / ^un:iso3"),
        ("Vote-oneBody", "un:inBody | un:onMotion / un:inBody"),
        ("Name", "rdfs:label | skos:prefLabel | foaf:name | dcterms:title"),
    ],
)
def test_a_path_is_written_as_in_sparql(page: tuple[Concern, ...], name: str, path: str) -> None:
    assert shape(page, name).path == path


def test_a_choice_between_shapes_names_them(page: tuple[Concern, ...]) -> None:
    either = [values for s in (s for c in page for s in c.shapes) for words, values in s.checks if words == "either"]
    assert (f"{NAMESPACE}Ballot-stated", f"{NAMESPACE}Ballot-grounds") in either


def test_a_query_stands_without_the_margin_of_the_file(page: tuple[Concern, ...]) -> None:
    assert shape(page, "Veto").query.startswith("SELECT $this ?value WHERE {\n    $this un:vetoedBy")


def test_an_edit_tells_what_it_takes_away_and_adds(page: tuple[Concern, ...]) -> None:
    edit = shape(page, "State-iso3").edit
    assert edit is not None
    assert (edit.away, edit.added) == (("state:duchy-of-dell un:iso3 *",), ('state:duchy-of-dell un:iso3 "Dell"',))
    assert all(edit.away or edit.added for edit in breaks().values())


def test_a_term_has_the_shapes_that_speak_of_it(page: tuple[Concern, ...]) -> None:
    found = {shape.local for shape in by_term(page)[UN.vetoedBy.value]}
    assert {"Vote-vetoedBy", "Veto", "Vote"} <= found
    assert "Meeting-closed" not in found


def test_the_page_is_the_same_whatever_the_order_of_sets(under_hash_seeds: Callable[..., bytes]) -> None:
    program = "from shapes.document import by_term, concerns; print(concerns(), sorted(by_term(concerns()).items()))"
    assert under_hash_seeds(program)
