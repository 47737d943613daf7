"""Counts anew how sure each rule is, and how well all of them read: `make calibrate GOLD="..." KEPT="..."`.

GOLD and KEPT are golds as `unkg evaluate` takes them; KEPT are texts that the writers of rules do not open. A rule's
confidence comes from all of them, but rules do better on texts that they were written with, so GOLD weighs half. How
well stated confidence holds is measured on KEPT alone, each text with the confidences that all the other texts give;
that goes to the documentation, as do the figures of `unkg evaluate` for both.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ontology.errors import InputError
from triples.console import progress_bar
from triples.evaluation.calibrating import Band, Trial, apart, as_csv, bands, counted, trials
from triples.evaluation.evaluate import judgements
from triples.evaluation.figures import evaluation
from triples.evaluation.judging import Judgement
from triples.evaluation.showing import show_calibration
from triples.extraction.confidence import TABLE

_DOCS = Path(__file__).parents[2] / "docs"
MEASURED = _DOCS / "reliability.csv"
FIGURES = _DOCS / "extraction.csv"
_OPEN = 0.5  # what a text that rules were written with weighs; of 1, 1/2, 1/4 and 1/10 this one came nearest to KEPT
_COLUMNS = ("low", "high", "stated", "facts", "share", "least", "most")
_SCORES = ("texts", "kind", "expected", "found", "right")


def calibrate(gold: Sequence[Path], kept: Sequence[Path]) -> list[Band]:
    """Writes the tables; gives what was measured on the texts kept apart. Raises InputError."""
    with progress_bar() as progress:
        judged = judgements([*gold, *kept], progress)
    tried = [_weighed(trial, kept) for trial in trials(judged)]
    TABLE.write_text(as_csv(counted(tried)), encoding="utf-8")
    measured = bands([trial for trial in apart(tried) if _lies_in(trial.text, kept)])
    _write(MEASURED, _COLUMNS, (_row(band) for band in measured))
    apart_ = [judgement for judgement in judged if _lies_in(judgement.text.file, kept)]
    known = [judgement for judgement in judged if not _lies_in(judgement.text.file, kept)]
    _write(FIGURES, _SCORES, [*_figures("read by the writers of rules", known), *_figures("kept apart", apart_)])
    return measured


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _figures(texts: str, judged: Sequence[Judgement]) -> list[tuple[object, ...]]:
    scores = evaluation(judged).kinds.items()
    return [(texts, kind, score.expected, score.found, score.right) for kind, score in scores]


def _weighed(trial: Trial, kept: Sequence[Path]) -> Trial:
    return trial if _lies_in(trial.text, kept) else replace(trial, weight=trial.weight * _OPEN)


def _lies_in(text: Path, golds: Sequence[Path]) -> bool:
    """Whether a text belongs to one of these golds: lies in the folder, or beside the file."""
    folders = [(gold if gold.is_dir() else gold.parent).resolve() for gold in golds]
    return any(text.resolve().is_relative_to(folder) for folder in folders)


def _row(band: Band) -> list[str]:
    shares = (band.stated, band.share, band.least, band.most)
    stated, share, least, most = (f"{value:.3f}" for value in shares)
    return [f"{band.low:.2f}", f"{band.high:.2f}", stated, str(band.facts), share, least, most]


def main(arguments: Sequence[str]) -> None:
    """Writes the tables and shows what was measured; exits with one line where a gold cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m triples.evaluation.calibrate", description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--kept", type=Path, nargs="+", required=True)
    given = parser.parse_args(arguments)
    try:
        show_calibration(calibrate(given.gold, given.kept))
    except InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
