"""The report as people and programs read it, compared with files that show it whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from ontology.terms import RDF, SH, UN
from shapes.report import Format, Passage, Report, Result, render
from shapes.validation import validate

VOTE = "vote:harbour-council-2015-06-02-resolution-1-1-1"
FAULTS = f"""\
- {VOTE} un:tallyAgainst *
+ {VOTE} un:tallyAgainst 0
- ballot:harbour-council-2015-06-02-resolution-1-1-1-bor un:castBy *
+ ballot:harbour-council-2015-06-02-resolution-1-1-1-bor un:castBy state:old-arcadia
+ tenure:ada-quay-permanent-representative-bordova un:post post:harbour-master
- state:carpathia un:admittedOn *
+ topic:harbours skos:prefLabel "The harbours"@en
"""
Edit = Callable[[str], list[Quad]]


@pytest.fixture(scope="module")
def report(edited: Edit) -> Report:
    return validate(edited(FAULTS))


@pytest.mark.parametrize(
    ("format", "name"), [("text", "report.txt"), ("json", "report.json"), ("turtle", "report.ttl")]
)
def test_the_report_reads_as_the_golden_file_shows(report: Report, fixtures: Path, format: Format, name: str) -> None:
    assert render(report, format) == (fixtures / "shapes" / name).read_text(encoding="utf-8")


def test_data_without_a_fault_say_so_in_one_line() -> None:
    assert render(Report(), "text") == "The data conform: no rule is broken.\n"


def test_the_text_names_statement_article_offsets_rule_and_remedy(report: Report) -> None:
    text = render(report, "text")
    (paragraph,) = (part for part in text.split("\n\n") if part.startswith("violation: Tally and ballots"))
    assert f"<https://w3id.org/unkg/id/vote/{VOTE[5:]}>" in paragraph
    assert "<https://w3id.org/unkg/id/source/harbour-news-1>, characters 50 to 90" in paragraph
    assert "<https://w3id.org/unkg/shapes#VoteTally>" in paragraph
    assert "More ballots (1) make one choice than the tally counts (0)" in paragraph


def test_json_gives_the_offsets_as_numbers(report: Report) -> None:
    found = json.loads(render(report, "json"))
    tally = next(result for result in found["results"] if result["rule"] == "Tally and ballots")
    assert tally["passages"] == [
        {
            "source": "https://w3id.org/unkg/id/source/harbour-news-1",
            "title": "Council turns down higher dues",
            "start": 50,
            "end": 90,
        }
    ]
    assert found["conforms"] is False


def test_the_turtle_is_a_shacl_report_without_blank_nodes(report: Report) -> None:
    quads = list(pyoxigraph.parse(render(report, "turtle"), format=RdfFormat.TURTLE))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)
    results = {quad.object for quad in quads if quad.predicate == SH.result}
    assert len(results) == len(report.results)
    assert results == {q.subject for q in quads if q.predicate == RDF.type and q.object == SH.ValidationResult}


def test_a_report_of_a_broken_selector_still_names_the_source(edited: Edit) -> None:
    report = validate(edited('- selector:quay-post-2-10-30 oa:start *\n+ selector:quay-post-2-10-30 oa:start "ten"'))
    figure = next(result for result in report.results if "selector" in result.focus.value)
    assert "https://w3id.org/unkg/graph/article/quay-post-2" in figure.graphs


def test_a_node_without_a_name_goes_by_the_words_of_its_iri(edited: Edit) -> None:
    results = validate(edited(f"- {VOTE} rdfs:label *\n+ {VOTE} un:voteKind un:OtherVote")).results
    result = next(result for result in results if result.path == str(UN.voteKind))
    assert result.label == "vote harbour-council-2015-06-02-resolution-1-1-1"
    assert result.values == (UN.OtherVote, UN.ResolutionVote)


def made(**changed: Any) -> Result:
    plain: dict[str, Any] = {
        "focus": NamedNode("https://w3id.org/unkg/id/state/arcadia"),
        "label": "Arcadia",
        "path": None,
        "value": None,
        "shape": NamedNode("https://w3id.org/unkg/shapes#State"),
        "name": "State",
        "component": NamedNode("http://www.w3.org/ns/shacl#ClassConstraintComponent"),
        "severity": "violation",
        "message": "Mend it.",
    }
    return Result(**(plain | changed))


def test_two_results_about_one_node_and_rule_have_two_iris() -> None:
    first, second = made(value=NamedNode("https://example.org/a")), made(value=NamedNode("https://example.org/b"))
    assert first.iri != second.iri
    assert first.iri.value.startswith("https://w3id.org/unkg/id/rejection/state-arcadia-state-")


def test_a_passage_without_offsets_is_its_source_alone() -> None:
    assert str(Passage("https://example.org/s", "The title")) == "The title <https://example.org/s>"


def test_one_violation_is_counted_in_the_singular() -> None:
    assert render(Report((made(),)), "text").startswith("The data do not conform: 1 violation.\n")
