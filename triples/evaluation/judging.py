"""Each fact judged: right, wrong, true but not expected; and for the wrong and the missed, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from triples.evaluation.gold import Marked
from triples.evaluation.matching import Told, is_beside, is_same, overlap, same_agent, same_person
from triples.facts import Agent, Ballot, Fact, Figure, Meeting, Post, Stance, Statement, Tally

Verdict = Literal["right", "beside", "wrong", "missed"]

KINDS: tuple[type[Fact], ...] = (Tally, Ballot, Post, Statement, Stance, Meeting, Figure)
CORE = KINDS[:5]  # those that enter the mean


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one fact: `read` is None where one was missed, `gold` where nothing of the gold is near.

    `beside`: true but not expected. `why` says of the wrong and the missed what was told or read instead.
    """

    text: Marked
    verdict: Verdict
    gold: Fact | None
    read: Fact | None
    why: str = ""

    @property
    def fact(self) -> Fact:
        """The fact in question."""
        fact = self.read or self.gold
        assert fact is not None
        return fact


def judge(text: Marked, read: Sequence[Fact], bodies: dict[str, str]) -> list[Judgement]:
    """Every fact read from a text and every fact missed, kind by kind; one fact of the gold answers for one read."""
    golds, reads = Told(text.facts, bodies), Told(tuple(read), bodies)
    found: list[Judgement] = []
    for kind in (kind for kind in KINDS if kind in text.kinds):
        for inferred in (False, True):
            told = [f for f in text.expected if isinstance(f, kind) and _is_inferred(f) == inferred]
            ours = [f for f in read if isinstance(f, kind) and _is_inferred(f) == inferred]
            found += _judged(text, told, ours, golds, reads)
    return found


def _is_inferred(fact: Fact) -> bool:
    """Whether a ballot follows by elimination: such are judged among themselves."""
    return fact.inferred and isinstance(fact, Ballot)


def _judged(text: Marked, told: list[Fact], ours: list[Fact], golds: Told, reads: Told) -> list[Judgement]:
    left, found, missed = list(ours), list[Judgement](), list[Fact]()
    for gold in told:
        best = max((f for f in left if is_same(gold, f, golds, reads)), key=lambda f: overlap(gold, f), default=None)
        if best is None:
            missed.append(gold)
        else:
            found.append(Judgement(text, "right", gold, best))
            left.remove(best)
    beside = [f for f in left if is_beside(f, golds, text.optional, reads)]
    wrong = [f for f in left if f not in beside]
    found += (Judgement(text, "beside", None, f) for f in beside)
    found += (_wrong(text, f, missed, [j.gold for j in found if j.gold], golds, reads) for f in wrong)
    return found + [_missed(text, gold, wrong, golds) for gold in missed]


def _wrong(
    text: Marked, read: Fact, missed: Iterable[Fact], matched: Iterable[Fact], golds: Told, reads: Told
) -> Judgement:
    if any(is_same(gold, read, golds, reads) for gold in matched):
        return Judgement(text, "wrong", None, read, "told twice")
    meant = _nearest(read, missed)
    if meant is not None:
        return Judgement(text, "wrong", meant, read, difference(meant, read, golds))
    others = [fact for fact in golds.facts if type(fact) is not type(read) and overlap(fact, read)]
    return Judgement(text, "wrong", None, read, f"is {_a(others[0])}" if others else "not told")


def _missed(text: Marked, gold: Fact, wrong: Iterable[Fact], golds: Told) -> Judgement:
    read = _nearest(gold, wrong)
    why = f"read with {difference(gold, read, golds)}" if read else "not read"
    return Judgement(text, "missed", gold, None, why)


def _nearest(fact: Fact, others: Iterable[Fact]) -> Fact | None:
    near = [other for other in others if overlap(fact, other)]
    return max(near, key=lambda other: overlap(fact, other), default=None)


def _a(fact: Fact) -> str:
    return f"a {type(fact).__name__.lower()}"


def difference(gold: Fact, read: Fact, golds: Told) -> str:
    """In what a fact that was read differs from that of the gold."""
    match gold, read:
        case Tally(), Tally():
            same = (gold.for_, gold.against, gold.abstain) == (read.for_, read.against, read.abstain)
            return "another body" if same else "another count"
        case Ballot(), Ballot():
            if not same_agent(gold.state, read.state, golds):
                return "another state"
            return "another choice" if gold.choice != read.choice else "another vote"
        case Post(), Post():
            return "another person" if not same_person(gold.official, read.official) else "another body or state"
        case Statement(), Statement():
            return _speaker(gold.speaker, read.speaker)
        case Stance(), Stance():
            return "the other side" if gold.polarity != read.polarity else "another holder"
        case Meeting(), Meeting():
            return "another day" if gold.when.day != read.when.day else "another body"
    return "another number"


def _speaker(gold: Agent | None, read: Agent | None) -> str:
    if gold and read:
        return "another speaker"
    return "no speaker" if gold else "a speaker where none is named" if read else "another body or state"
