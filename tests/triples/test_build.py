"""The whole line in one process: what is set aside, what fails, and that nothing half done is kept."""

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import RDF, UN
from triples import build as line
from triples.build import Built, build, is_derived
from triples.corpus import Reading
from triples.iris import INFERRED, ONTOLOGY, QUARANTINE, graph, thing
from triples.snapshot import current
from triples.stats import stats

ARTICLE = graph("article", "delta-wire-river-dams")
VOTE = thing("vote", "security-council-2019-03-14-procedural-11-2-2")


def silent(doing: str, done: int, total: int) -> None:
    """No progress is shown."""


@pytest.fixture(scope="module")
def built(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("store"), [fixtures / "articles"], False, False, silent)


def test_everything_is_in_its_graph(built: Built) -> None:
    graphs = set(built.snapshot.graphs)
    assert {ARTICLE.value, graph("article", "upland-gazette-dams").value, INFERRED.value, ONTOLOGY.value} <= graphs
    assert any(name.startswith(graph("reference").value) for name in graphs)
    assert QUARANTINE.value not in graphs


def test_the_manifest_names_every_input(built: Built) -> None:
    assert {"delta-wire-river-dams.txt", "seats.csv", "un.ttl"} <= set(built.snapshot.inputs)


def test_what_follows_is_counted_and_kept_apart(built: Built) -> None:
    quads = list(built.snapshot.load())
    assert built.derived == sum(map(is_derived, quads)) > 0
    assert built.quarantined == 0
    assert built.report.conforms


def test_every_graph_is_described_in_meta(built: Built) -> None:
    store = built.snapshot.load()
    described = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, RDF.type, None, graph("meta"))
        if isinstance(quad.subject, NamedNode)
    }
    assert set(built.snapshot.graphs) - {graph("meta").value} <= described


def test_stats_count_what_is_there(built: Built) -> None:
    counted = stats(built.snapshot.load())
    assert counted.graphs == dict(built.snapshot.graphs)
    assert counted.classes[UN.Ballot.value] > 15  # the report's own and the record's
    assert counted.sources[thing("source", "delta-wire-river-dams").value] >= 6
    assert OWL_CLASS not in counted.classes


OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"


def spoiled(fixtures: Path) -> Any:
    """The articles' quads with a ballot of a state that did not sit in the Council."""
    given = line.extracted([fixtures / "articles"], Reading("nquads"), silent)
    sample = next(q.subject for q in given.quads if q.object == UN.Ballot)
    wrong = thing("ballot", VOTE.value.rpartition("/")[2], "cub")
    copied = [Quad(wrong, q.predicate, q.object, q.graph_name) for q in given.quads if q.subject == sample]
    cuba = [q if q.predicate != UN.castBy else Quad(wrong, UN.castBy, thing("state", "Cuba"), ARTICLE) for q in copied]
    return line.Input([*given.quads, *cuba], given.files)


def test_a_fact_that_breaks_a_rule_is_set_aside_with_the_reason(
    fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = spoiled(fixtures)
    monkeypatch.setattr(line, "committed", lambda: given)
    made = build(tmp_path, [], False, False, silent)
    assert made.quarantined > 0
    store = made.snapshot.load()
    reasons = [quad.object.value for quad in store.quads_for_pattern(None, UN.rejectedBecause, None, QUARANTINE)]  # type: ignore[union-attr]
    assert any("no seat in the body on the day" in reason for reason in reasons)
    assert not list(store.quads_for_pattern(None, UN.castBy, thing("state", "Cuba"), ARTICLE))
    ballots = {quad.subject for quad in store.quads_for_pattern(None, UN.inVote, VOTE, None)}
    assert len(ballots) == 15 + 1  # the vote keeps its own, and the rejected one is in quarantine


def test_strict_fails_instead_and_keeps_the_old_snapshot(
    fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: Built
) -> None:
    given = spoiled(fixtures)
    monkeypatch.setattr(line, "committed", lambda: given)
    with pytest.raises(InputError, match=r"no seat in the body on the day.*Without --strict such facts are set aside"):
        build(tmp_path, [], True, False, silent)
    with pytest.raises(InputError, match="no snapshot here"):
        current(tmp_path)


def test_a_broken_row_of_the_reference_tables_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Quad]:
        raise InputError("seats.csv, line 7: start is no day")

    monkeypatch.setattr(line, "reference_quads", broken)
    with pytest.raises(InputError, match=r"seats\.csv, line 7"):
        build(tmp_path, [], False, False, silent)
    assert not list(tmp_path.iterdir())
