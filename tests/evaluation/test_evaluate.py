"""`unkg evaluate`: gold in both forms, the figures, the errors, and what cannot be read."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ontology.errors import InputError
from triples.evaluation.evaluate import judgements
from triples.evaluation.figures import evaluation
from triples.evaluation.gold import read_gold
from triples.extraction import extract
from triples.facts_json import to_json
from triples.reading import read_texts
from triples.reference import load_registry
from unkg import main

Say = Callable[..., str]


def silent(doing: str, done: int, total: int) -> None:
    """No progress is shown."""


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """What `unkg evaluate` prints."""

    def run(*arguments: str | Path) -> str:
        main(["evaluate", *map(str, arguments)])
        return capsys.readouterr().out

    return run


def test_a_folder_of_pairs_is_measured(folder: Path, say: Say) -> None:
    lines = [line.split() for line in say(folder).splitlines()]
    assert ["tally", "1", "1", "1", "1.000", "1.000", "1.000"] in lines
    assert ["ballot", "2"] in [line[:2] for line in lines]
    assert {"mean", "rule", "Delta"} <= {line[0] for line in lines if line}


def test_a_file_of_articles_is_measured_with_the_texts_beside_it(folder: Path, gold: dict[str, Any], say: Say) -> None:
    beside = folder / "marks"
    beside.mkdir()
    source = {"file": "harbour.txt", "publisher": "Delta Wire"}
    (beside / "gold.json").write_text(json.dumps({"articles": [{"source": source, "facts": gold["facts"]}]}))
    (folder / "harbour.json").unlink()
    texts = folder / "texts"
    texts.mkdir()
    (folder / "harbour.txt").rename(texts / "harbour.txt")
    assert "tally" in say(beside / "gold.json")


def test_errors_show_the_passage_and_what_was_told(folder: Path, say: Say) -> None:
    shown = say(folder, "--errors")
    assert "missed ballot" in shown
    assert "told: Norway: against" in shown
    assert "China voted against the resolution" in shown


def test_calibration_shows_what_is_stated_beside_what_is_so(folder: Path, say: Say) -> None:
    assert "stated" in say(folder, "--calibration")


def test_json_carries_the_same_figures(folder: Path, say: Say) -> None:
    shown = json.loads(say(folder, "--format", "json", "--errors", "--calibration"))
    assert shown["kinds"]["tally"]["right"] == 1
    assert shown["kinds"]["ballot"]["expected"] == 2
    assert sum(confusion["facts"] for confusion in shown["confusions"]) == len(shown["errors"])
    assert shown["calibration"][0].keys() >= {"low", "high", "stated", "share"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: (f / "harbour.txt").unlink(), "its text harbour.txt is missing"),
        (lambda f: (f / "harbour.json").unlink(), "there is no gold here"),
        (lambda f: (f / "harbour.json").write_text("{"), "this is not JSON"),
        (lambda f: (f / "harbour.json").write_text("[1]"), "must be a JSON object"),
        (lambda f: (f / "harbour.json").write_text('{"facts": [{"kind": "vow"}]}'), "cannot be read"),
    ],
)
def test_what_is_no_gold_is_refused_with_what_to_do(folder: Path, change: Callable[[Path], Any], said: str) -> None:
    change(folder)
    with pytest.raises(InputError, match=said):
        read_gold(folder)


def test_a_text_that_was_changed_since_it_was_marked_is_refused(folder: Path, gold: dict[str, Any]) -> None:
    source = {"file": "harbour.txt", "sha256": "0" * 64}
    (folder / "gold.json").write_text(json.dumps({"articles": [{"source": source, "facts": gold["facts"]}]}))
    with pytest.raises(InputError, match="unchanged"):
        read_gold(folder / "gold.json")


def test_the_figures_are_those_of_another_scorer(shared: Path, fixtures: Path, tmp_path: Path) -> None:
    """One that was written apart from this one, where it is at hand."""
    scorer = shared / "tools" / "score_extraction.py"
    if not scorer.is_file():
        pytest.skip("there is no other scorer beside the project")
    folder, registry = fixtures / "gold" / "dev", load_registry()
    golds = [{"source": {"file": f"{p.stem}.txt"}, **json.loads(p.read_text())} for p in sorted(folder.glob("*.json"))]
    (tmp_path / "gold.json").write_text(json.dumps({"articles": golds}))
    read = to_json(extract(text.text, text.source, registry) for text in read_texts([folder]))
    (tmp_path / "read.json").write_text(json.dumps(read))
    files = [str(tmp_path / "gold.json"), str(tmp_path / "read.json")]
    theirs = json.loads(
        subprocess.run([sys.executable, str(scorer), *files, "--json"], capture_output=True, check=True).stdout
    )
    ours = evaluation(judgements([folder], silent))
    for kind, score in ours.kinds.items():
        told = theirs[kind]
        assert (score.expected, score.found, score.right) == (told["gold"], told["found"], told["match"]), kind
    assert ours.mean.f1 == pytest.approx(theirs["overall"]["macro F1"])
