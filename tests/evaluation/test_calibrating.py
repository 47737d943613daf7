"""Confidence: counted from what was right, smoothed, stated by every fact, and as good as its word."""

import csv
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ontology.errors import InputError
from triples.evaluation import calibrate as command
from triples.evaluation.calibrating import Trial, apart, as_csv, bands, counted, trials, wilson
from triples.evaluation.evaluate import judgements
from triples.extraction.confidence import ANY_OTHER, COLUMNS, TABLE, confidences, stated


def tried(
    rule: str, right: int, wrong: int, text: str = "a.txt", said: float = 0.9, weight: float = 1.0
) -> list[Trial]:
    return [
        Trial(Path(text), "post", rule, said, was, weight)
        for was, many in ((True, right), (False, wrong))
        for _ in range(many)
    ]


def confidence_of(rule: str, seen: list[Trial]) -> float:
    return next(row.confidence for row in counted(seen) if row.rule == rule)


def test_a_rule_that_was_often_seen_has_its_own_share() -> None:
    assert confidence_of("post-a", tried("post-a", 800, 200)) == pytest.approx(0.8, abs=0.01)


def test_a_rule_that_was_seen_once_has_about_the_share_of_its_kind() -> None:
    seen = [*tried("post-a", 90, 10), *tried("post-b", 0, 1, "b.txt")]
    assert 0.7 < confidence_of("post-b", seen) < confidence_of(ANY_OTHER, seen)


def test_nothing_is_certain() -> None:
    assert confidence_of("post-a", tried("post-a", 5000, 0)) == 0.99


def test_one_long_list_is_no_hundred_trials(make: Any) -> None:
    codes = [f"{a}{b}X" for a in "ABCDEFGHIJ" for b in "KLMNOPQRST"]
    ballots = [make.ballot(code, "for") for code in codes]
    weighed = trials(make.judged([make.tally(), *ballots], ballots))
    assert len(weighed) == 100
    assert sum(trial.weight for trial in weighed) == pytest.approx(5.0)


def test_the_table_is_sorted_and_the_same_whatever_came_first() -> None:
    seen = [*tried("post-b", 3, 1), *tried("post-a", 1, 1)]
    assert as_csv(counted(seen)) == as_csv(counted(seen[::-1]))
    assert [row.rule for row in counted(seen)] == [ANY_OTHER, "post-a", "post-b"]


def test_bands_tell_what_was_so() -> None:
    (low, high) = bands([*tried("a", 1, 1, said=0.55), *tried("b", 9, 1, said=0.9)])
    assert (low.facts, low.share) == (2, 0.5)
    assert (high.facts, high.share, high.stated) == (10, 0.9, pytest.approx(0.9))
    assert high.least < 0.9 < high.most


def test_the_bounds_of_chance_are_those_of_the_textbook() -> None:
    assert wilson(0.9, 10) == pytest.approx((0.596, 0.982), abs=0.001)


def test_no_text_vouches_for_itself() -> None:
    seen = [*tried("post-a", 0, 20, "wrong.txt"), *tried("post-a", 20, 0, "right.txt")]
    given = {trial.text.name: trial.stated for trial in apart(seen)}
    assert given["wrong.txt"] > 0.8
    assert given["right.txt"] < 0.2


def test_every_fact_states_what_the_table_has_for_its_rule(make: Any) -> None:
    known = confidences()
    counted_, sure, unsure = stated(
        [
            replace(make.post("Ana", None), rule="post-before", confidence=0.5),
            replace(make.post("Ana", None), rule="nobody-counted", confidence=1.0),
            replace(make.post("Ana", None), rule="nobody-counted", confidence=0.5),
        ]
    )
    assert counted_.confidence == known["post", "post-before"]
    assert (sure.confidence, unsure.confidence) == (known["post", ANY_OTHER], 0.5)


def test_the_table_has_a_row_for_every_kind_and_shares_between_none_and_all() -> None:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    kinds = {"tally", "ballot", "post", "statement", "stance", "meeting", "figure"}
    assert {row["kind"] for row in rows if row["rule"] == ANY_OTHER} == kinds
    assert all(0 < float(row["confidence"]) < 1 for row in rows)
    assert rows == sorted(rows, key=lambda row: (row["kind"], row["rule"]))


def test_rules_that_nobody_has_counted_are_named(fixtures: Path) -> None:
    found = judgements([fixtures / "gold" / "dev"], lambda doing, done, total: None)
    rules = {(type(j.fact).__name__.lower(), j.fact.rule) for j in found if j.read and not j.fact.inferred}
    assert rules
    if missing := sorted(rules - confidences().keys()):
        pytest.skip(f"not counted yet, so as sure as their kind: {missing}; run `make calibrate`")


def test_calibration_writes_its_tables(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "TABLE", tmp_path / "confidences.csv")
    monkeypatch.setattr(command, "MEASURED", tmp_path / "reliability.csv")
    monkeypatch.setattr(command, "FIGURES", tmp_path / "extraction.csv")
    command.main(["--kept", str(folder)])
    assert "kept apart,ballot,2," in (tmp_path / "extraction.csv").read_text(encoding="utf-8")
    first = (tmp_path / "confidences.csv").read_bytes(), (tmp_path / "reliability.csv").read_bytes()
    assert b"tally,*,1,0,1," in first[0]
    command.main(["--kept", str(folder)])
    assert first == ((tmp_path / "confidences.csv").read_bytes(), (tmp_path / "reliability.csv").read_bytes())


def test_calibration_without_gold_says_so_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        command.calibrate([], [tmp_path])
    with pytest.raises(SystemExit, match="there is no gold here"):
        command.main(["--kept", str(tmp_path)])


def test_the_picture_is_of_the_table_beside_it(root: Path) -> None:
    drawn = runpy.run_path(str(root / "docs" / "generate.py"))["picture"]()
    assert drawn == (root / "docs" / "reliability.svg").read_text(encoding="utf-8"), "run `python docs/generate.py`"
