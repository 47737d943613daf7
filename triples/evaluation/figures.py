"""Precision, recall and F1, over any judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from triples.evaluation.judging import CORE, KINDS, Judgement
from triples.facts import Ballot


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of the facts that the gold expects, of those that were `found`; what is beside them does not count."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """How many of those found are right; 1 where none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How many of those expected were found; 1 where none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean over kinds: one long roll call does not decide."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a set of texts, and the judgements that they rest on."""

    kinds: dict[str, Score]
    mean: Mean
    inferred: Score
    rules: dict[str, Score]
    publishers: dict[str, Score]
    confusions: dict[tuple[str, str, str], int]  # kind, verdict, why
    judgements: tuple[Judgement, ...]


def evaluation(judgements: Sequence[Judgement]) -> Evaluation:
    """All figures of these judgements. Ballots by elimination are apart; so are meetings and figures from the mean."""
    read = [j for j in judgements if not is_inferred(j)]
    core = [j for j in read if isinstance(j.fact, CORE)]
    kinds = {kind.__name__.lower(): score(j for j in read if isinstance(j.fact, kind)) for kind in KINDS}
    present = [s for s in (kinds[kind.__name__.lower()] for kind in CORE) if s.expected or s.found]
    return Evaluation(
        kinds=kinds,
        mean=_mean(present),
        inferred=score(j for j in judgements if is_inferred(j)),
        rules=_by((j for j in read if j.read), lambda j: j.fact.rule),
        publishers=_by(core, lambda j: j.text.publisher or "(not said)"),
        confusions=_confusions(read),
        judgements=tuple(judgements),
    )


def is_inferred(judgement: Judgement) -> bool:
    """Whether it is of a ballot by elimination."""
    return isinstance(judgement.fact, Ballot) and judgement.fact.inferred


def score(judgements: Iterable[Judgement]) -> Score:
    """The score of some judgements."""
    counts = Counter(judgement.verdict for judgement in judgements)
    return Score(counts["right"] + counts["missed"], counts["right"] + counts["wrong"], counts["right"])


def _mean(scores: Sequence[Score]) -> Mean:
    if not scores:
        return Mean(0.0, 0.0, 0.0)
    precision, recall, f1 = (sum(values) / len(scores) for values in zip(*map(_three, scores), strict=True))
    return Mean(precision, recall, f1)


def _three(one: Score) -> tuple[float, float, float]:
    return one.precision, one.recall, one.f1


def _by(judgements: Iterable[Judgement], key: Callable[[Judgement], str]) -> dict[str, Score]:
    return {name: score(group) for name, group in groupby(sorted(judgements, key=key), key)}


def _confusions(judgements: Iterable[Judgement]) -> dict[tuple[str, str, str], int]:
    counts = Counter(
        (type(j.fact).__name__.lower(), j.verdict, j.why) for j in judgements if j.verdict in ("wrong", "missed")
    )
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
