"""An evaluation as tables for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from triples.console import console
from triples.evaluation.calibrating import Band
from triples.evaluation.figures import Evaluation, Score
from triples.evaluation.judging import CORE, Judgement
from triples.evaluation.words import in_words
from triples.reading import read_texts

_SCORES = ("expected", "found", "right", "precision", "recall", "F1")
_CORE = {kind.__name__.lower() for kind in CORE}


def show(evaluation: Evaluation) -> None:
    """Figures per kind with their mean, by rule and by publisher, and the confusions."""
    paper = console()
    paper.print(_scores("kind", evaluation.kinds))
    mean, inferred = evaluation.mean, evaluation.inferred
    print(f"mean of {', '.join(sorted(_CORE))}: P {mean.precision:.3f} R {mean.recall:.3f} F1 {mean.f1:.3f}")
    print(f"ballots by elimination: {inferred.right} right of {inferred.found} found, {inferred.expected} expected\n")
    rules = [(name, str(s.found), str(s.right), f"{s.precision:.3f}") for name, s in evaluation.rules.items()]
    paper.print(_table(("rule", "found", "right", "precision"), rules), "")
    paper.print(_scores("publisher", evaluation.publishers), "")
    paper.print(_table(("kind", "verdict", "why", "facts"), _confusions(evaluation)))


def show_errors(evaluation: Evaluation) -> None:
    """Every wrong and every missed fact with its passage."""
    for judgement in _errors(evaluation):
        fact = judgement.fact
        span = fact.evidence[0]
        rule = f" [{fact.rule}]" if fact.rule else ""
        kind = type(fact).__name__.lower()
        print(f"\n{judgement.text.file.name}:{span.start}-{span.end} {judgement.verdict} {kind}{rule}: {judgement.why}")
        if judgement.read:
            print(f"  read: {in_words(judgement.read)}")
        if judgement.gold:
            print(f"  told: {in_words(judgement.gold)}")
        print(f"  {_passage(judgement)}")


def show_calibration(bands: Sequence[Band]) -> None:
    """What is stated beside what is so."""
    rows = [
        (
            f"{b.low:.2f} to {b.high:.2f}",
            str(b.facts),
            f"{b.stated:.2f}",
            f"{b.share:.2f}",
            f"{b.least:.2f} to {b.most:.2f}",
        )
        for b in bands
    ]
    console().print("", _table(("confidence", "facts", "stated", "right", "within"), rows))


def as_json(evaluation: Evaluation, bands: Sequence[Band], errors: bool) -> dict[str, Any]:
    """The same figures as one object."""
    mean = evaluation.mean
    return {
        "kinds": {name: _figures(score) for name, score in evaluation.kinds.items()},
        "mean": {"precision": mean.precision, "recall": mean.recall, "f1": mean.f1},
        "by_elimination": _figures(evaluation.inferred),
        "rules": {name: _figures(score) for name, score in evaluation.rules.items()},
        "publishers": {name: _figures(score) for name, score in evaluation.publishers.items()},
        "confusions": [
            {"kind": kind, "verdict": verdict, "why": why, "facts": many}
            for (kind, verdict, why), many in evaluation.confusions.items()
        ],
        "calibration": [{name: getattr(band, name) for name in Band.__slots__} for band in bands],
        **({"errors": [_error(judgement) for judgement in _errors(evaluation)]} if errors else {}),
    }


def _error(judgement: Judgement) -> dict[str, Any]:
    fact = judgement.fact
    return {
        "file": judgement.text.file.name,
        "evidence": [{"start": span.start, "end": span.end} for span in fact.evidence],
        "kind": type(fact).__name__.lower(),
        "rule": fact.rule or None,
        "verdict": judgement.verdict,
        "why": judgement.why,
        "read": in_words(judgement.read) if judgement.read else None,
        "told": in_words(judgement.gold) if judgement.gold else None,
        "passage": _passage(judgement),
    }


def _figures(score: Score) -> dict[str, float]:
    counts = {"expected": score.expected, "found": score.found, "right": score.right}
    return {**counts, "precision": score.precision, "recall": score.recall, "f1": score.f1}


def _errors(evaluation: Evaluation) -> Iterable[Judgement]:
    return (j for j in evaluation.judgements if j.verdict in ("wrong", "missed"))


def _passage(judgement: Judgement) -> str:
    text = _text(judgement.text.file)
    return " … ".join(" ".join(text[span.start : span.end].split()) for span in judgement.fact.evidence)


@cache
def _text(file: Path) -> str:
    return "".join(text.text for text in read_texts([file]))


def _confusions(evaluation: Evaluation) -> list[tuple[str, ...]]:
    return [(*name, str(many)) for name, many in evaluation.confusions.items()]


def _scores(title: str, scores: Mapping[str, Score]) -> Table:
    rows = [
        (name, str(s.expected), str(s.found), str(s.right), f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}")
        for name, s in scores.items()
    ]
    return _table((title, *_SCORES), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Words to the left, numbers to the right."""
    table, given = Table(box=None, pad_edge=False), list(rows)
    for number, title in enumerate(head):
        numbers = all(row[number][:1].isdigit() and " " not in row[number] for row in given)
        table.add_column(title, justify="right" if numbers and number else "left", overflow="fold")
    for row in given:
        table.add_row(*map(Text, row))
    return table
