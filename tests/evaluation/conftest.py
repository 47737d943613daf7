"""A small invented text with its gold, and facts made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from triples.evaluation.gold import Marked
from triples.evaluation.judging import Judgement, judge
from triples.evaluation.matching import names_of_bodies
from triples.facts import Agent, Ballot, Choice, Fact, Polarity, Post, Span, Stance, Statement, Tally
from triples.reference import load_registry

TEXT = (
    "The General Assembly adopted a resolution on harbour dues on Tuesday by 120 votes to 5, with 30 abstentions.\n\n"
    "China voted against the resolution. Brazil abstained from voting.\n\n"
    'French Ambassador Odile Marchais said: "We will come back with a better text."\n'
)
NORWAY = {"type": "state", "iso3": "NOR", "label": "Norway"}
CHINA = {"type": "state", "iso3": "CHN", "label": "China"}
ASSEMBLY = {"type": "body", "label": "General Assembly"}


def passage(words: str) -> list[dict[str, int]]:
    start = TEXT.index(words)
    return [{"start": start, "end": start + len(words)}]


@pytest.fixture
def gold() -> dict[str, Any]:
    """What the text tells, one ballot of which it does not."""
    vote = passage("The General Assembly adopted a resolution on harbour dues on Tuesday by 120 votes to 5")
    tally = {"id": "t", "kind": "tally", "evidence": vote, "body": ASSEMBLY, "for": 120, "against": 5, "abstain": 30}
    against = passage("China voted against the resolution")
    ballots = [
        {"id": "b1", "kind": "ballot", "evidence": against, "vote": "t", "state": CHINA, "choice": "against"},
        {"id": "b2", "kind": "ballot", "evidence": against, "vote": "t", "state": NORWAY, "choice": "against"},
    ]
    return {"style": "wire", "publisher": "Delta Wire", "published": None, "facts": [tally, *ballots], "traps": []}


@pytest.fixture
def folder(tmp_path: Path, gold: dict[str, Any]) -> Path:
    """The text and its gold as a pair of files."""
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "harbour.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


class Make:
    """Makes facts by hand, each at one place of an imagined text."""

    def __init__(self, bodies: dict[str, str]) -> None:
        self.bodies = bodies

    def state(self, iso3: str) -> Agent:
        """A state."""
        return Agent("state", iso3, "", iso3)

    def body(self, label: str = "Security Council") -> Agent:
        """A body."""
        return Agent("body", label, "")

    def person(self, label: str) -> Agent:
        """A person."""
        return Agent("person", label, "")

    def at(self, name: str, start: int = 0, end: int = 40) -> dict[str, Any]:
        """What every fact needs."""
        return {"id": name, "evidence": (Span(start, end),), "rule": "test-rule"}

    def tally(self, name: str = "t", for_: int | None = 9, **more: Any) -> Tally:
        """A vote of nine to three with three abstentions."""
        given = {"body": self.body(), "against": 3, "abstain": 3, **self.at(name), **more}
        return Tally(for_=for_, **given)

    def ballot(self, iso3: str, choice: Choice, vote: str | None = "t", **more: Any) -> Ballot:
        """A ballot in that vote."""
        return Ballot(vote=vote, state=self.state(iso3), choice=choice, **{**self.at(f"{iso3}-{vote}", 60, 90), **more})

    def post(self, name: str, for_: Agent | None) -> Post:
        """An envoy."""
        return Post(official=self.person(name), title="Envoy", for_=for_, **self.at(f"p-{name}"))

    def statement(self, speaker: str | None, for_: Agent | None = None, start: int = 0) -> Statement:
        """Somebody says something."""
        who = self.person(speaker) if speaker else None
        return Statement(speaker=who, for_=for_, quote=True, **self.at(f"s-{start}", start, start + 40))

    def stance(self, holder: Agent, polarity: Polarity = "supports") -> Stance:
        """A position on a draft."""
        return Stance(holder=holder, polarity=polarity, matter="the draft", act="word", **self.at(f"st-{holder.label}"))

    def judged(self, told: list[Fact], read: list[Fact], optional: tuple[Fact, ...] = ()) -> list[Judgement]:
        """What was read, judged by what is told."""
        kinds = frozenset(map(type, (*told, *optional)))
        return judge(Marked(Path("t.txt"), "Delta Wire", tuple(told), optional, kinds), read, self.bodies)

    def verdicts(self, told: list[Fact], read: list[Fact], optional: tuple[Fact, ...] = ()) -> list[tuple[str, str]]:
        """Verdict and reason of each."""
        return [(j.verdict, j.why) for j in self.judged(told, read, optional)]


@pytest.fixture(scope="session")
def make() -> Make:
    """A maker of facts that knows the names of our bodies."""
    return Make(names_of_bodies(load_registry()))
