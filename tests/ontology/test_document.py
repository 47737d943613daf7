"""The data of the page about the ontology."""

import pytest

from ontology.document import OntologyDocument, Term, document
from ontology.files import read_ontology
from ontology.names import names_of
from ontology.terms import UN


@pytest.fixture(scope="module")
def page() -> OntologyDocument:
    return document(read_ontology())


def find(terms: tuple[Term, ...], name: str) -> Term:
    (term,) = (term for term in terms if term.name == name)
    return term


def test_the_page_begins_with_the_header(page: OntologyDocument) -> None:
    assert page.iri == "https://w3id.org/unkg/ontology"
    assert page.title.startswith("Vocabulary of the United Nations")
    assert page.version.count(".") == 2
    assert page.licence.startswith("https://creativecommons.org/")


def test_a_class_tells_its_superclasses_and_what_is_close(page: OntologyDocument) -> None:
    state = find(page.classes, "un:State")
    assert state.iri == UN.State.value
    assert (state.label, dict(state.labels)["zh"]) == ("state", "国家")
    assert state.definition.endswith(".")
    assert state.relations == (
        ("is a", ("org:FormalOrganization", "org:Organization")),
        ("close to", ("schema:Country", "schema:GovernmentOrganization")),
    )


def test_a_relation_tells_where_it_is_used_and_what_it_points_at(page: OntologyDocument) -> None:
    relations = dict(find(page.relations, "un:inVote").relations)
    assert relations == {"used on": ("un:Ballot",), "points at": ("un:Vote",), "inverse of": ("opengov:vote",)}


def test_a_hint_stands_where_there_is_no_range(page: OntologyDocument) -> None:
    assert dict(find(page.attributes, "un:admittedOn").relations)["points at"] == ("xsd:date",)


def test_a_code_list_holds_its_codes(page: OntologyDocument) -> None:
    (choices,) = (codes for codes in page.code_lists if codes.of.name == "un:Choice")
    assert [code.name for code in choices.codes] == ["un:Abstain", "un:Against", "un:For", "un:NotVoting"]


def test_every_term_of_ours_is_on_the_page_once(page: OntologyDocument) -> None:
    listed = [*page.classes, *page.relations, *page.attributes]
    listed += [term for codes in page.code_lists for term in (codes.of, *codes.codes)]
    names = [term.iri for term in listed]
    own = {iri for iri in names_of(read_ontology()).described if iri.startswith("https://w3id.org/unkg/ontology#")}
    assert sorted(names) == sorted(own - {f"{codes.of.iri}List" for codes in page.code_lists})


def test_the_order_of_the_triples_does_not_matter(page: OntologyDocument) -> None:
    assert document(reversed(list(read_ontology()))) == page
