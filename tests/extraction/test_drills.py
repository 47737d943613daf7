"""What is found in short texts that were written before the rules that read them (tests/fixtures/drills)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from triples.facts import Article, Ballot, Fact, Post, Stance, Statement, Tally

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "drills"
FLOORS = {  # precision and recall as once reached, by file and kind
    ("speech", "Post"): (0.93, 0.64),
    ("speech", "Statement"): (0.80, 0.73),
    ("speech", "Stance"): (0.90, 0.75),
    ("posts", "Post"): (0.94, 0.88),
    ("votes", "Tally"): (0.91, 0.80),
    ("votes", "Ballot"): (0.98, 0.78),
}


@dataclass
class Count:
    """The facts of a kind that the texts of a file tell, those found, and those that are both."""

    told: int = 0
    found: int = 0
    right: int = 0


@dataclass
class Drill:
    """A text with the facts that it tells, and those that may be told or left out."""

    text: str
    told: Counter[str] = field(default_factory=Counter)
    free: Counter[str] = field(default_factory=Counter)


def drills(path: Path) -> Iterator[Drill]:
    """The texts of a file; its head tells how they are written."""
    for block in re.split(r"^= ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        lines = block.strip("\n").split("\n")[1:]
        drill = Drill("\n".join(line for line in lines if line[:2] not in ("> ", "? ")) + "\n")
        drill.told.update(line[2:] for line in lines if line.startswith("> "))
        drill.free.update(line[2:] for line in lines if line.startswith("? "))
        yield drill


def kind_of(told: str) -> str:
    """The kind of a fact by how it is written."""
    first = told.split()[0]
    return {"post": "Post", "said": "Statement", "tally": "Tally", "ballot": "Ballot"}.get(first, "Stance")


def written(fact: Fact) -> str | None:
    """A fact as the files write it; None of the kinds that they leave out."""
    match fact:
        case Post():
            return f"post {fact.official.label} | {fact.for_.label if fact.for_ else '-'}"
        case Statement():
            return f"said {fact.speaker.label}" if fact.speaker else f"said - | {fact.for_.label if fact.for_ else '-'}"
        case Stance():
            return f"{fact.holder.label} {fact.polarity} {fact.act}"
        case Tally():
            counts = "/".join("-" if n is None else str(n) for n in (fact.for_, fact.against, fact.abstain))
            return f"tally {fact.body.label if fact.body else '-'} {counts}"
        case Ballot():
            return None if fact.inferred else f"ballot {fact.state.label} {fact.choice}"
    return None


def fitted(told: str, drill: Drill) -> str:
    """A vote as the text tells it, where it leaves open a count that is found: "7/-/-" for "7/8/0"."""
    body, _, numbers = told.rpartition(" ")
    for left_open in (*drill.told, *drill.free):
        other, _, counts = left_open.rpartition(" ")
        if other == body and all(a in ("-", b) for a, b in zip(counts.split("/"), numbers.split("/"), strict=True)):
            return left_open
    return told


@pytest.fixture(scope="module")
def counts(article: Callable[[str], Article]) -> dict[tuple[str, str], Count]:
    """The counts of every file and kind."""
    found: dict[tuple[str, str], Count] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for drill in drills(path):
            all_told = (told for fact in article(drill.text).facts if (told := written(fact)) is not None)
            facts = Counter(fitted(told, drill) if kind_of(told) == "Tally" else told for told in all_told)
            right = facts & drill.told
            for told, number in drill.told.items():
                found.setdefault((path.stem, kind_of(told)), Count()).told += number
            for told, number in right.items():
                found[(path.stem, kind_of(told))].right += number
            for told, number in (right + (facts - drill.told - drill.free)).items():
                found.setdefault((path.stem, kind_of(told)), Count()).found += number
    return found


@pytest.mark.parametrize(("drill", "kind"), FLOORS, ids=str)
def test_the_drills_are_read_as_well_as_once_reached(
    counts: dict[tuple[str, str], Count], drill: str, kind: str
) -> None:
    count = counts[(drill, kind)]
    precision, recall = count.right / count.found, count.right / count.told
    least = FLOORS[(drill, kind)]
    assert precision >= least[0]
    assert recall >= least[1]
