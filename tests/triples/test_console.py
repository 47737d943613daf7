"""What people see: tables that are not folded into files, and no bar where there is no terminal."""

import pytest

from ontology.reasoning import Explanation, Verdict
from triples.console import progress_bar, show_result, show_stats, show_verdict
from triples.stats import Stats

JSON = b"""{"head": {"vars": ["thing", "label"]}, "results": {"bindings": [
  {"thing": {"type": "uri", "value": "https://w3id.org/unkg/id/state/china"},
   "label": {"type": "literal", "value": "[red]China[/red]", "xml:lang": "en"}},
  {"thing": {"type": "uri", "value": "https://w3id.org/unkg/ontology#Vote"}},
  {"thing": {"type": "bnode", "value": "b"}, "label": {"type": "literal", "value": "%s"}}]}}"""


def test_a_result_is_a_table_with_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    show_result(JSON % (b"x" * 300))
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [["thing", "label"], ["state/china", "[red]China[/red]"], ["un:Vote"], ["b", "x" * 300]]


def test_yes_and_no_are_words(capsys: pytest.CaptureFixture[str]) -> None:
    show_result(b'{"head": {}, "boolean": false}')
    assert capsys.readouterr().out == "no\n"


def test_triples_are_shown_as_they_come(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    show_result(b"<http://a> <http://b> <http://c> .\n")
    assert capfdbinary.readouterr().out == b"<http://a> <http://b> <http://c> .\n"


def test_counts_are_three_tables(capsys: pytest.CaptureFixture[str]) -> None:
    show_stats(Stats({"https://w3id.org/unkg/ontology#Vote": 2}, {"https://w3id.org/unkg/graph/meta": 3}, {}))
    out = capsys.readouterr().out
    assert "un:Vote" in out
    assert "graph/meta" in out


def test_a_verdict_names_the_axioms_that_clash(capsys: pytest.CaptureFixture[str]) -> None:
    show_verdict(Verdict(False, ("un:Body",), (Explanation("un:Body", ("one axiom", "another")),), 7, 1, 2))
    out = capsys.readouterr().out
    assert "7 triples: inconsistent" in out
    assert "no instance: un:Body" in out
    assert "  one axiom\n  another\n" in out


def test_no_bar_is_drawn_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        progress("reading", 1, 2)
    assert capsys.readouterr() == ("", "")
