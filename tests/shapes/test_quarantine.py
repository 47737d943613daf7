"""Sifting: what fails goes to quarantine with all that hangs on it, the rest stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import RDF, SH, UN
from shapes.quarantine import GRAPH, sift
from shapes.validation import validate
from triples.iris import INFERRED

ID = "https://w3id.org/unkg/id/"
VOTE = NamedNode(f"{ID}vote/harbour-council-2015-06-02-resolution-1-1-1")
BALLOTS = {NamedNode(VOTE.value.replace("/vote/", "/ballot/") + f"-{state}") for state in ("arc", "bor", "car")}

Edit = Callable[[str], list[Quad]]


def subjects(quads: tuple[Quad, ...]) -> set[object]:
    return {quad.subject for quad in quads}


def test_good_data_are_all_accepted_in_their_order(good: tuple[Quad, ...]) -> None:
    sifted = sift(good)
    assert sifted.accepted == good
    assert sifted.quarantined == ()
    assert sifted.report.results == ()


def test_a_bad_fact_goes_with_its_evidence_and_the_rest_stays(edited: Edit) -> None:
    quads = edited("- figure:harbour-news-1-170-200-pages un:quantity *")
    sifted = sift(quads)
    gone = subjects(tuple(quads)) - subjects(sifted.accepted)
    assert gone == {
        NamedNode(f"{ID}figure/harbour-news-1-170-200-pages"),
        NamedNode(f"{ID}evidence/harbour-news-1-170-200-number"),
        NamedNode(f"{ID}selector/harbour-news-1-170-200"),
        NamedNode(f"{ID}decision/figure-abcd2345"),
    }
    assert validate(sifted.accepted).results == ()


def test_ballots_go_with_the_vote_that_they_were_cast_in(edited: Edit) -> None:
    sifted = sift(edited(f"- {VOTE} un:tallyFor *\n+ {VOTE} un:tallyFor 0\n- {VOTE} un:tallyAbstain *"))
    assert not subjects(sifted.accepted) & {VOTE, *BALLOTS}
    assert {VOTE, *BALLOTS} <= subjects(sifted.quarantined)


def test_every_quarantined_statement_is_in_the_quarantine_graph(edited: Edit) -> None:
    sifted = sift(edited(f"- {VOTE} un:voteKind *\n+ {VOTE} un:voteKind un:For"))
    assert {quad.graph_name for quad in sifted.quarantined} == {GRAPH}
    assert not any(quad.graph_name == GRAPH for quad in sifted.accepted)


def test_nothing_is_lost(edited: Edit) -> None:
    quads = edited("- figure:quay-post-2-10-30-pages un:unit *")
    sifted = sift(quads)
    kept = {quad.triple for quad in sifted.accepted} | {quad.triple for quad in sifted.quarantined}
    assert {quad.triple for quad in quads} <= kept


def test_the_quarantine_says_why_and_links_the_result(edited: Edit) -> None:
    figure = NamedNode(f"{ID}figure/quay-post-2-10-30-pages")
    sifted = sift(edited("- figure:quay-post-2-10-30-pages un:unit *"))
    (why,) = (q.object for q in sifted.quarantined if q.subject == figure and q.predicate == UN.rejectedBecause)
    assert str(why) == '"Say what is counted: give exactly one un:unit, a short text."'
    results = {q.subject for q in sifted.quarantined if q.predicate == RDF.type and q.object == SH.ValidationResult}
    about = {q.subject for q in sifted.quarantined if q.predicate == SH.focusNode and q.object == figure}
    assert about
    assert about <= results


def test_what_an_article_says_wrong_of_a_state_leaves_the_table_as_it_is(good: tuple[Quad, ...], edited: Edit) -> None:
    arcadia = NamedNode(f"{ID}state/arcadia")
    sifted = sift(edited('+ state:arcadia un:iso3 "ARX"'))
    accepted, stated = ([q for q in quads if q.graph_name != INFERRED] for quads in (sifted.accepted, good))
    assert [q.triple for q in accepted if q.subject == arcadia] == [q.triple for q in stated if q.subject == arcadia]
    assert {q.subject for q in {*stated} - {*accepted}} <= {q.subject for q in good if q.graph_name == INFERRED}


def test_an_alias_that_clashes_is_the_articles_fault(edited: Edit) -> None:
    body = NamedNode(f"{ID}body/elders")
    sifted = sift(
        edited(
            '+ body:elders rdf:type un:Body\n+ body:elders skos:prefLabel "Elders"@en\n'
            '+ body:elders skos:altLabel "Harbour Council"@en\n+ body:elders un:reportedIn source:harbour-news-1'
        )
    )
    assert body not in subjects(sifted.accepted)
    assert NamedNode(f"{ID}body/harbour-council") in subjects(sifted.accepted)


def test_a_fault_of_the_tables_is_one_line_that_names_the_row(edited: Edit) -> None:
    with pytest.raises(
        InputError, match=r"reference tables break a rule; correct the rows of Carpathia: Give this member"
    ):
        sift(edited("- state:carpathia un:iso3 *"))


def test_a_blank_node_is_taken_out_under_an_iri(good: tuple[Quad, ...], edited: Edit) -> None:
    sifted = sift(edited("+ topic:harbour-dues skos:related _:something"))
    assert sifted.accepted == good
    assert not any(isinstance(term, BlankNode) for quad in sifted.quarantined for term in quad.triple)
    assert f"{ID}topic/harbour-dues" in {quad.subject.value for quad in sifted.quarantined}


def test_warnings_stay_in_the_report_of_what_is_accepted(edited: Edit) -> None:
    sifted = sift(
        edited('+ topic:harbours skos:prefLabel "The harbours"@en\n- figure:quay-post-2-10-30-pages un:unit *')
    )
    assert [result.severity for result in sifted.report.results].count("warning") == 1
    assert not sifted.report.conforms
