"""Confidence by counting: how often each rule was right, and whether what is stated holds.

A rule that was seen a few times says little about itself, so its share is drawn towards that of all rules of its kind,
and that of a kind towards all facts, as if so many of them (`_PRIOR`) had been seen besides. One long roll call, right
or wrong as a whole, is no hundred trials: of one text, a rule's facts weigh as much as `_HEAVIEST` at most.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import sqrt
from pathlib import Path

from triples.evaluation.figures import is_inferred
from triples.evaluation.judging import Judgement
from triples.extraction.confidence import ANY_OTHER, COLUMNS

_PRIOR = 10  # so that two misses do not silence a rule; 5 fits no better
_HEAVIEST = 5.0
_SUREST = 0.99  # nothing that a rule reads is certain
_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
_TWO_SIDED_95 = 1.96  # standard deviations


@dataclass(frozen=True, slots=True)
class Trial:
    """A fact that was read: its rule, what it stated, whether it is true, and how much it weighs."""

    text: Path
    kind: str
    rule: str
    stated: float
    right: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a rule (`*`: all rules of the kind) was right and wrong, in how many texts, and the confidence that
    follows."""

    kind: str
    rule: str
    right: int
    wrong: int
    texts: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Band:
    """The facts whose confidence lies from `low` to below `high`: what they state on average, how many they are, the
    share that was right, and between which shares chance may have put that (Wilson's interval, 95 %)."""

    low: float
    high: float
    stated: float
    facts: int
    share: float
    least: float
    most: float


def trials(judgements: Iterable[Judgement]) -> list[Trial]:
    """Those of facts that were read: what was missed has no confidence, what was inferred has no rule of reading."""
    read = [j for j in judgements if j.read and not is_inferred(j)]
    many = Counter((j.text.file, _kind(j), j.fact.rule) for j in read)
    return [
        Trial(file, kind, j.fact.rule, j.fact.confidence, j.verdict in ("right", "beside"), min(1.0, _HEAVIEST / alike))
        for j in read
        for file, kind in [(j.text.file, _kind(j))]
        for alike in [many[file, kind, j.fact.rule]]
    ]


def _kind(judgement: Judgement) -> str:
    return type(judgement.fact).__name__.lower()


def counted(tried: Sequence[Trial]) -> list[Counted]:
    """The row of every rule, and for each kind that of rules not counted yet, by kind and rule."""
    overall = _smoothed(tried, 0.5)
    rows: list[Counted] = []
    for kind, group in groupby(sorted(tried, key=lambda t: (t.kind, t.rule)), key=lambda t: t.kind):
        alike = list(group)
        share = _smoothed(alike, overall)
        rows.append(_row(kind, ANY_OTHER, alike, share))
        for rule, own in groupby(alike, key=lambda t: t.rule):
            of_rule = list(own)
            rows.append(_row(kind, rule, of_rule, _smoothed(of_rule, share)))
    return rows


def _smoothed(tried: Sequence[Trial], towards: float) -> float:
    right = sum(t.weight for t in tried if t.right)
    return (right + _PRIOR * towards) / (sum(t.weight for t in tried) + _PRIOR)


def _row(kind: str, rule: str, tried: Sequence[Trial], share: float) -> Counted:
    right = sum(t.right for t in tried)
    texts = len({t.text for t in tried})
    return Counted(kind, rule, right, len(tried) - right, texts, min(_SUREST, round(share, 2)))


def as_csv(rows: Iterable[Counted]) -> str:
    """The table as it is committed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((r.kind, r.rule, r.right, r.wrong, r.texts, f"{r.confidence:.2f}") for r in rows)
    return stream.getvalue()


def bands(tried: Sequence[Trial]) -> list[Band]:
    """What was stated beside what was so, band by band; empty ones left out."""
    return [
        _band(low, high, inside)
        for low, high in pairwise(_BANDS)
        if (inside := [trial for trial in tried if low <= trial.stated < high])
    ]


def _band(low: float, high: float, inside: Sequence[Trial]) -> Band:
    weight = sum(t.weight for t in inside)
    share = sum(t.weight for t in inside if t.right) / weight
    least, most = wilson(share, weight)
    stated = sum(t.stated * t.weight for t in inside) / weight
    return Band(low, min(high, 1.0), stated, len(inside), share, least, most)


def wilson(share: float, many: float) -> tuple[float, float]:
    """The interval of a share of so many by Wilson's score, 95 %."""
    z = _TWO_SIDED_95
    middle = (share + z * z / (2 * many)) / (1 + z * z / many)
    around = z * sqrt(share * (1 - share) / many + z * z / (4 * many * many)) / (1 + z * z / many)
    return max(0.0, middle - around), min(1.0, middle + around)


def apart(tried: Sequence[Trial]) -> list[Trial]:
    """The trials, those of each text with the confidence that all other texts give: none vouches for itself."""
    found: list[Trial] = []
    for text in sorted({trial.text for trial in tried}):
        known = {(r.kind, r.rule): r.confidence for r in counted([t for t in tried if t.text != text])}
        found += (replace(t, stated=_of(known, t)) for t in tried if t.text == text)
    return found


def _of(known: Mapping[tuple[str, str], float], trial: Trial) -> float:
    return known.get((trial.kind, trial.rule), known.get((trial.kind, ANY_OTHER), 0.5))
