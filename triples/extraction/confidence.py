"""How sure each rule is: the share of its facts that were right where people checked them.

The table `confidences.csv` is counted from texts with known facts (`make calibrate`); nobody writes it by hand. A row
tells how many facts of a rule were right and wrong, in how many texts, and the confidence that follows. What a rule
says of itself holds only until it has been counted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from triples.facts import Ballot, Fact

TABLE = Path(str(files("triples") / "extraction" / "confidences.csv"))
COLUMNS = ("kind", "rule", "right", "wrong", "texts", "confidence")
ANY_OTHER = "*"  # the row of a kind for rules that have none of their own


@cache
def confidences() -> Mapping[tuple[str, str], float]:
    """Kind and rule to confidence; each kind has a row for rules not yet counted."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {(row["kind"], row["rule"]): float(row["confidence"]) for row in csv.DictReader(stream)}


def stated(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts with the confidence of their rules; one that nobody has counted is no surer than its kind."""
    known = confidences()
    for fact in facts:
        kind = type(fact).__name__.lower()
        uncounted = min(fact.confidence, known[kind, ANY_OTHER])
        yield replace(fact, confidence=known.get((kind, fact.rule), uncounted))


def sure(facts: Sequence[Fact], least: float) -> list[Fact]:
    """The facts that are at least so sure; a ballot goes with its vote, as it does in a build (`triples.curation`)."""
    kept = {fact.id for fact in facts if fact.confidence >= least}
    return [f for f in facts if f.id in kept and not (isinstance(f, Ballot) and f.vote and f.vote not in kept)]
