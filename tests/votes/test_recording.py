"""Records on their way into a build: what reports tell of goes with the reports, the rest group by group."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat

from ontology.terms import RDF, UN
from triples import snapshot
from triples.build import build
from triples.corpus import Means
from triples.iris import BASE, QUARANTINE
from triples.joining import join_votes
from triples.reference import reference_quads
from triples.votes import RollCall, quads, recognise, sources
from triples.votes.checking import Check, Passed
from triples.votes.recording import Records

UNVOTES = ("un_votes.csv", "un_roll_calls.csv", "un_roll_call_issues.csv")


def silent(doing: str, done: int, total: int) -> None:
    """No bar."""


def parted(paths: list[Path], told: list[Quad], jobs: int = 1) -> tuple[list[Quad], list[Passed]]:
    """What goes with the reports, and the groups."""
    with ExitStack() as files:
        records = Records(recognise(paths), False, lambda line: None, files)
        return records.joined(told), list(records.checked(jobs, silent))


@pytest.fixture(scope="module")
def tables() -> list[Quad]:
    return join_votes(reference_quads())


@pytest.fixture(scope="module")
def unvotes(records: Path, tables: list[Quad]) -> tuple[list[Quad], list[Passed]]:
    return parted([records / name for name in UNVOTES], tables)


def said(groups: list[Passed]) -> Iterator[Quad]:
    for group in groups:
        yield from pyoxigraph.parse(group.stands, format=RdfFormat.N_QUADS)
        yield from group.apart


def test_every_ballot_is_on_one_of_both_ways(
    unvotes: tuple[list[Quad], list[Passed]], un_votes: dict[str, RollCall]
) -> None:
    told, groups = unvotes
    ballots = [q for q in (*told, *said(groups)) if "/graph/votes/" in str(q.graph_name) and q.predicate == UN.castBy]
    listed = sum(len(entry.ballots) for entry in un_votes.values())
    assert len(ballots) == len(set(ballots)) == listed > 0


def test_several_processes_give_what_one_gives(
    records: Path, tables: list[Quad], unvotes: tuple[list[Quad], list[Passed]]
) -> None:
    assert parted([records / name for name in UNVOTES], tables, jobs=2) == unvotes


def test_a_vote_that_a_report_tells_of_goes_with_the_report(
    records: Path, tables: list[Quad], unvotes: tuple[list[Quad], list[Passed]]
) -> None:
    vote = next(q.subject for q in said(unvotes[1]) if q.predicate == RDF.type and q.object == UN.Vote)
    report = Quad(vote, RDF.type, UN.Vote, pyoxigraph.NamedNode(f"{BASE}graph/article/own"))  # type: ignore[arg-type]
    told, groups = parted([records / name for name in UNVOTES], [*tables, report])
    assert any(q.subject == vote and q.predicate == UN.tallyFor for q in told)
    assert not any(q.subject == vote or q.object == vote for q in said(groups))


def test_a_ballot_that_breaks_a_rule_is_set_aside_and_the_others_stand(
    records: Path, un_votes: dict[str, RollCall]
) -> None:
    entry = max(un_votes.values(), key=lambda called: len(called.ballots))
    told = quads(entry)
    first, second, *_ = [quad for quad in told if quad.predicate == UN.choice]
    group = [quad for quad in told if quad != first]
    passed = Check(tuple(sources(recognise([records / name for name in UNVOTES]))))(group)
    assert {result.focus for result in passed.results} == {first.subject}
    assert any(quad.subject == first.subject and quad.graph_name == QUARANTINE for quad in passed.apart)
    stand = set(pyoxigraph.parse(passed.stands, format=RdfFormat.N_QUADS))
    assert second in stand
    assert not any(first.subject in (quad.subject, quad.object) for quad in stand)


def test_a_build_with_records_gives_the_same_bytes_again_and_leaves_no_file_behind(
    records: Path, tmp_path: Path
) -> None:
    paths = [records / name for name in UNVOTES]
    made = [
        build(tmp_path / str(jobs), [], False, False, silent, Means(jobs=jobs), votes=paths).snapshot for jobs in (1, 2)
    ]
    assert made[0].id == made[1].id
    assert {path.name for path in (tmp_path / "1").iterdir()} == {"current", ".lock", made[0].path.name}
    assert any("graph/votes/" in graph for graph in made[0].graphs)


def test_a_build_that_is_interrupted_leaves_the_old_snapshot_and_nothing_else(records: Path, tmp_path: Path) -> None:
    first = snapshot.write([Quad(UN.Vote, RDF.type, UN.Vote, pyoxigraph.NamedNode("urn:g"))], tmp_path)

    def interrupt(doing: str, done: int, total: int) -> None:
        if doing == "validating the records":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, [], False, False, interrupt, votes=[records / name for name in UNVOTES])
    assert snapshot.current(tmp_path).id == first.id
    assert {path.name for path in tmp_path.iterdir()} == {"current", ".lock", first.path.name}
