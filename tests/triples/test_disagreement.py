"""Reports held against records, registers and the rules of a body: what is a disagreement, and which side is backed."""

from datetime import date

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, FOAF, PROV, RDF, UN
from shapes.validation import validate
from triples.derive import derive
from triples.iris import DISCREPANCIES, META, graph, thing
from triples.rdf import Node, day, decimal
from triples.reference import reference_quads

PAPER, REGISTER, RECORD = thing("source", "gazette"), thing("source", "register"), thing("source", "record")
POST = thing("post", "Harbour master")
KNOWN, REPORTED = graph("reference", "tenures"), graph("article", "gazette")


def said(where: NamedNode, *triples: tuple[NamedNode, NamedNode, Node]) -> list[Quad]:
    return [Quad(*triple, where) for triple in triples]


def sources() -> list[Quad]:
    return said(
        META,
        (PAPER, RDF.type, UN.NewsArticle),
        (PAPER, DCTERMS.issued, day(date(2020, 5, 4))),
        (REGISTER, RDF.type, UN.ReferenceTable),
        (RECORD, RDF.type, UN.VotingRecord),
        (KNOWN, PROV.wasDerivedFrom, REGISTER),
        (POST, UN.oneHolder, Literal(True)),
    )


def tenure(name: str, start: tuple[int, int, int] | None = None, end: tuple[int, int, int] | None = None) -> list[Quad]:
    """Of the register where it has a start; else of the report."""
    official, node = thing("official", name), thing("tenure", name, "harbour master")
    where = KNOWN if start else REPORTED
    found = said(
        where,
        (node, RDF.type, UN.Tenure),
        (node, UN.holder, official),
        (node, UN.post, POST),
        (official, FOAF.name, Literal(name)),
    )
    if start:
        found += said(where, (node, DCTERMS.source, REGISTER))
        found += said(where, *((node, term, day(date(*start))) for term in (UN.startEarliest, UN.startLatest)))
    if end:
        found += said(where, *((node, term, day(date(*end))) for term in (UN.endEarliest, UN.endLatest)))
    return found


def current(name: str, **more: date) -> list[Quad]:
    node = thing("tenure", name, "harbour master")
    return [
        *tenure(name),
        *said(REPORTED, (node, UN.bearing, UN.Current), (node, UN.reportedIn, PAPER)),
        *said(REPORTED, *((node, UN.attestedOn, day(on)) for on in more.values())),
    ]


def found(quads: list[Quad]) -> dict[str, tuple[set[str], str]]:
    """By aspect, the values and the one that is supported."""
    told = [quad for quad in derive(quads) if quad.graph_name == DISCREPANCIES]
    values = {quad.subject: quad.object.value for quad in told if quad.predicate == UN.value}  # type: ignore[union-attr]
    gathered = {}
    for node in {quad.subject for quad in told if quad.predicate == UN.aspect}:
        own = [quad for quad in told if quad.subject == node]
        (aspect,) = (quad.object.value for quad in own if quad.predicate == UN.aspect)  # type: ignore[union-attr]
        sides = {values[quad.object] for quad in own if quad.predicate == UN.accordingTo}  # type: ignore[index]
        backed = [values[quad.object] for quad in own if quad.predicate == UN.supportedClaim]  # type: ignore[index]
        gathered[aspect.rpartition("#")[2]] = (sides, "".join(backed))
    return gathered


def test_a_holder_who_had_left_is_held_against_the_one_whom_the_register_knows() -> None:
    known = [*tenure("Ada", (2010, 1, 1), (2015, 1, 1)), *tenure("Bo", (2015, 1, 1), (2022, 1, 1))]
    disagreement = found([*sources(), *known, *current("Ada")])
    assert disagreement == {"HolderAspect": ({"Ada", "Bo"}, "Bo")}


def test_somebody_whom_the_register_does_not_know_is_held_against_whom_it_does() -> None:
    known = tenure("Bo", (2015, 1, 1), (2022, 1, 1))
    assert found([*sources(), *known, *current("Cy")]) == {"HolderAspect": ({"Bo", "Cy"}, "Bo")}


def test_that_somebody_had_left_is_told_where_nobody_else_is_known() -> None:
    known = tenure("Ada", (2010, 1, 1), (2015, 1, 1))
    assert found([*sources(), *known, *current("Ada")]) == {"HolderAspect": ({"Ada", "not Ada"}, "not Ada")}


@pytest.mark.parametrize(
    "known",
    [
        tenure("Ada", (2010, 1, 1), (2022, 1, 1)),
        tenure("Ada", (2010, 1, 1)),  # the register knows no end
        [*tenure("Ada", (2010, 1, 1), (2020, 5, 4)), *tenure("Bo", (2020, 5, 4), (2022, 1, 1))],  # the day of both
        tenure("Bo", (2015, 1, 1)),  # whether still in office is not known
        [],
    ],
)
def test_a_report_that_the_register_does_not_contradict_is_left_alone(known: list[Quad]) -> None:
    assert found([*sources(), *known, *current("Ada")]) == {}


def test_the_day_that_a_report_attests_counts_and_not_that_of_the_report() -> None:
    known = [*tenure("Ada", (2010, 1, 1), (2015, 1, 1)), *tenure("Bo", (2015, 1, 2), (2022, 1, 1))]
    assert found([*sources(), *known, *current("Ada", on=date(2014, 3, 1))]) == {}


def test_two_holders_at_once_of_a_post_for_one_are_a_disagreement_that_nothing_decides() -> None:
    known = [*tenure("Ada", (2010, 1, 1), (2016, 1, 1)), *tenure("Bo", (2015, 1, 1), (2022, 1, 1))]
    assert found([*sources(), *known]) == {"HolderAspect": ({"Ada", "Bo"}, "")}
    shared = [quad for quad in sources() if quad.predicate != UN.oneHolder]
    assert found([*shared, *known]) == {}


def test_the_day_of_the_handing_over_belongs_to_both() -> None:
    known = [*tenure("Ada", (2010, 1, 1), (2015, 1, 1)), *tenure("Bo", (2015, 1, 1), (2022, 1, 1))]
    assert found([*sources(), *known]) == {}


def test_a_ballot_in_a_report_is_held_against_the_record() -> None:
    ballot = thing("ballot", "harbour council 2020 NOR")
    told = [
        *said(REPORTED, (ballot, UN.choice, UN.Against), (ballot, UN.reportedIn, PAPER)),
        *said(graph("reference", "votes"), (ballot, UN.choice, UN.For), (ballot, UN.reportedIn, RECORD)),
    ]
    (sides,) = found([*sources(), *told]).values()
    assert {value.rpartition("#")[2] for value in sides[0]} == {"For", "Against"}
    assert sides[1] == UN.For.value


def test_one_draft_voted_on_on_two_days_in_two_sources_is_a_disagreement_about_the_day() -> None:
    told = []
    for where, source, on in ((REPORTED, PAPER, 3), (graph("reference", "votes"), RECORD, 4)):
        vote, motion = thing("vote", str(on)), thing("motion", str(on))
        told += said(
            where,
            (vote, RDF.type, UN.Vote),
            (vote, UN.inBody, thing("body", "Harbour Council")),
            (vote, UN.date, day(date(2020, 5, on))),
            (vote, UN.onMotion, motion),
            (vote, UN.reportedIn, source),
            (motion, UN.symbol, Literal("H/2020/7")),
        )
    assert found([*sources(), *told]) == {"DateAspect": ({"2020-05-03", "2020-05-04"}, "2020-05-04")}


def test_a_post_that_two_reports_class_unlike_is_a_disagreement_about_a_value() -> None:
    other = thing("source", "herald")
    told = [
        *said(REPORTED, (POST, UN.roleType, UN.Chair), (POST, UN.reportedIn, PAPER)),
        *said(graph("article", "herald"), (POST, UN.roleType, UN.Director), (POST, UN.reportedIn, other)),
    ]
    assert found([*sources(), *told])["ValueAspect"][1] == ""


def allowance(number: float) -> list[Quad]:
    figure = thing("figure", "gazette vetoes")
    return said(
        REPORTED,
        (figure, RDF.type, UN.ReportedFigure),
        (figure, UN.about, thing("state", "China")),
        (figure, UN.unit, Literal("vetoes")),
        (figure, UN.qualifier, UN.UpTo),
        (figure, UN.quantity, decimal(number)),
        (figure, UN.reportedIn, PAPER),
    )


@pytest.fixture(scope="module")
def reference() -> list[Quad]:
    return list(reference_quads())


def test_a_number_of_vetoes_contradicts_the_charter_and_what_was_cast_the_record(reference: list[Quad]) -> None:
    (aspect, (values, backed)), *others = found([*sources(), *allowance(10), *reference]).items()
    assert (aspect, values, others) == ("RuleAspect", {"10", "17 on record", "no limit"}, [])
    assert backed == "no limit"


def test_a_number_that_the_record_does_not_reach_contradicts_the_charter_all_the_same(reference: list[Quad]) -> None:
    assert found([*sources(), *allowance(1000), *reference]) == {"RuleAspect": ({"1000", "no limit"}, "no limit")}


def test_a_report_outside_the_bounds_is_kept_where_the_disagreement_is_on_record(reference: list[Quad]) -> None:
    ban = thing("tenure", "Ban Ki-moon", "Secretary-General United Nations")
    late = said(REPORTED, (ban, RDF.type, UN.Tenure), (ban, UN.attestedOn, day(date(2020, 1, 1))))
    told = [*reference, *sources(), *late]
    assert "after it must have ended" in "".join(r.message for r in validate([*told, *derive(told)], [ban]).violations)
    told += said(REPORTED, (ban, UN.bearing, UN.Current), (ban, UN.reportedIn, PAPER))
    assert found(told) == {"HolderAspect": ({"António Guterres", "Ban Ki-moon"}, "António Guterres")}
    assert "must have ended" not in "".join(r.message for r in validate([*told, *derive(told)], [ban]).violations)
