"""`unkg review`: what waits is listed with its passage, decided on, and heeded by the next build."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.terms import RDF, UN
from triples.snapshot import current
from unkg import main

Say = Callable[..., str]


@pytest.fixture
def review(waiting: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> Say:
    """What `unkg review` prints, on standard output or, where it fails, as its one line."""
    store, decisions = waiting

    def run(*arguments: str | Path) -> str:
        try:
            main(["review", *map(str, arguments), "--store", str(store), "--decisions", str(decisions)])
        except SystemExit:
            return capsys.readouterr().err
        return capsys.readouterr().out

    return run


def build(articles: Path, store: Path, decisions: Path) -> None:
    given = ["--articles", articles, "--store", store, "--decisions", decisions, "--min-confidence", "0.995"]
    with pytest.raises(SystemExit, match="0"):
        main(["build", *map(str, given)])


@pytest.fixture(scope="module")
def waiting(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store in which what is less sure than 0.995 waits, which is everything, and a file for decisions."""
    folder = tmp_path_factory.mktemp("review")
    build(articles, folder / "store", folder / "decisions.csv")
    return folder / "store", folder / "decisions.csv"


def ids(listed: str, kind: str) -> list[str]:
    return re.findall(rf"^((?:{kind})-[a-z2-7]{{8}})  ", listed, re.MULTILINE)


def test_what_waits_is_listed_with_its_reason_its_place_and_its_passage(review: Say, articles: Path) -> None:
    listed = review("--articles", articles)
    assert ids(listed, "ballot")
    assert "the least is 0.995" in listed
    assert re.search(r"characters \d+ to \d+\n    \"\w", listed)


def test_an_unknown_name_and_a_missing_one_are_told_in_a_line(review: Say) -> None:
    assert "nothing of that name is listed" in review("accept", "ballot-aaaaaaaa")
    assert "name what to decide on" in review("accept")
    assert "name two people" in review("merge", "one-person", "another", "a-third")
    assert "there is no such person here" in review("merge", "one-person", "another")
    assert "write the day as" in review("accept", "ballot-aaaaaaaa", "--day", "today")


def test_a_fact_that_waits_is_not_in_the_graph_until_it_is_accepted(
    review: Say, waiting: tuple[Path, Path], articles: Path
) -> None:
    store, decisions = waiting
    chosen = ids(review(), "vote")[0]
    before = sum(1 for _ in current(store).load().quads_for_pattern(None, RDF.type, UN.Vote))
    review("accept", chosen, "--by", "Ana Lima", "--note", "Seen in the record.")
    assert chosen not in review()
    assert f"{chosen}  accept  vote: " in review("decided")
    assert "Seen in the record." in decisions.read_text(encoding="utf-8")
    build(articles, store, decisions)
    after = current(store).load()
    assert sum(1 for _ in after.quads_for_pattern(None, RDF.type, UN.Vote)) == before + 1
    assert len(list(after.quads_for_pattern(None, UN.verdict, None))) == 1
    assert chosen in review("--all")
    assert "is accepted; take that decision out first" in review("reject", chosen)
    review("undo", chosen)
    assert "nothing" in review("decided")
    review("reject", chosen)  # though it is published
    assert f"{chosen}  reject  vote: " in review("decided")
