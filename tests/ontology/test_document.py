"""The data of the page about the ontology."""

import pytest

from ontology.clusters import CLUSTERS
from ontology.document import ATTRIBUTE, CLASS, RELATION, OntologyDocument, Section, Term, document
from ontology.files import read_ontology
from ontology.names import names_of
from ontology.terms import ORG, SCHEMA, UN, XSD

OWN = "https://w3id.org/unkg/ontology#"


@pytest.fixture(scope="module")
def page() -> OntologyDocument:
    return document(read_ontology())


def section(page: OntologyDocument, slug: str) -> Section:
    (found,) = (section for section in page.sections if section.slug == slug)
    return found


def term(page: OntologyDocument, name: str) -> Term:
    return page.terms[OWN + name]


def test_the_page_begins_with_the_header(page: OntologyDocument) -> None:
    assert page.iri == "https://w3id.org/unkg/ontology"
    assert page.title.startswith("Vocabulary of the United Nations")
    facts = dict(page.facts)
    assert facts["Address of this version"] == f"{page.iri}/{page.version}"
    assert facts["Version before"] == f"{page.iri}/0.1.0"
    assert facts["Licence"].startswith("https://creativecommons.org/")
    assert (facts["Prefix"], facts["Namespace"]) == ("un", OWN)


def test_a_class_tells_what_is_above_below_and_beside_it(page: OntologyDocument) -> None:
    state = term(page, "State")
    assert (state.kind, state.label, dict(state.labels)["zh"]) == (CLASS, "state", "国家")
    assert ORG.Organization.value in state.related("is a")
    assert UN.MemberState.value in state.related("includes")
    assert UN.iso3.value in state.related("has")
    assert UN.castBy.value in state.related("pointed at by")
    assert SCHEMA.Country.value in state.related("close to")


def test_what_excludes_a_class_is_told_on_both_sides(page: OntologyDocument) -> None:
    assert UN.Body.value in term(page, "State").related("never also")
    assert UN.State.value in term(page, "Body").related("never also")


def test_a_relation_tells_where_it_is_used_and_what_it_points_at(page: OntologyDocument) -> None:
    relation = term(page, "inVote")
    assert (relation.kind, relation.single) == (RELATION, True)
    assert relation.related("used on") == (UN.Ballot.value,)
    assert relation.related("points at") == (UN.Vote.value,)
    assert relation.related("inverse of") == ("http://www.w3.org/ns/opengov#vote",)


def test_a_hint_stands_where_there_is_no_range(page: OntologyDocument) -> None:
    admitted = term(page, "admittedOn")
    assert (admitted.kind, admitted.single) == (ATTRIBUTE, False)
    assert admitted.related("points at") == (XSD.date.value,)


def test_a_code_list_holds_its_codes(page: OntologyDocument) -> None:
    (choices,) = (codes for codes in section(page, "votes").code_lists if codes.of.name == "un:Choice")
    assert [code.name for code in choices.codes] == ["un:Abstain", "un:Against", "un:For", "un:NotVoting"]


def test_every_class_is_in_exactly_one_cluster() -> None:
    listed = [OWN + name for cluster in CLUSTERS for name in cluster.classes]
    classes = {iri for iri in names_of(read_ontology()).classes if iri.startswith(OWN)}
    assert sorted(listed) == sorted(classes)


def test_every_term_of_ours_is_on_the_page_once(page: OntologyDocument) -> None:
    names = [term.iri for section in page.sections for term in section.terms]
    own = {iri for iri in names_of(read_ontology()).described if iri.startswith(OWN)}
    schemes = {f"{codes.of.iri}List" for section in page.sections for codes in section.code_lists}
    assert sorted(names) == sorted(own - schemes)


def test_a_property_stands_with_the_first_class_that_has_it(page: OntologyDocument) -> None:
    assert term(page, "holder") in section(page, "posts").properties
    assert term(page, "tallyFor") in section(page, "votes").properties


def test_what_can_be_said_of_anything_stands_with_the_sources(page: OntologyDocument) -> None:
    assert term(page, "reportedIn") in section(page, "sources").properties


def test_alignments_name_the_other_vocabulary_and_how_close_it_is(page: OntologyDocument) -> None:
    rows = {(row.term.removeprefix(OWN), row.name): (row.said, row.vocabulary) for row in page.alignments}
    assert rows["Motion", "opengov:Motion"] == ("is the same as", "Popolo")
    assert rows["inVote", "opengov:vote"] == ("is the inverse of", "Popolo")
    assert rows["castBy", "opengov:organization"] == ("is a kind of", "Popolo")
    assert rows["heldPost", "wd:P39"] == ("is close to", "Wikidata")
    assert {vocabulary for _, vocabulary in rows.values()} >= {"ORG", "PROV-O", "schema.org", "Web Annotation"}


def test_the_order_of_the_triples_does_not_matter(page: OntologyDocument) -> None:
    assert document(reversed(list(read_ontology()))) == page
