"""Facts: what extraction finds in one article, as plain data, and their JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

AgentType = Literal["state", "body", "person"]
Choice = Literal["for", "against", "abstain", "absent"]
MotionKind = Literal["procedural", "resolution", "amendment", "agenda", "election", "other"]
Outcome = Literal["adopted", "rejected"]
Polarity = Literal["supports", "opposes"]
Act = Literal["request", "sponsorship", "word"]
Qualifier = Literal["about", "at least", "up to", "more than"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage: code points `start` (inclusive) to `end` (exclusive) of the text as read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts: a state, a body or a person. `resolution` says how the name was resolved."""

    type: AgentType
    label: str
    iri: str
    iso3: str | None = None
    resolution: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class When:
    """A date as written, and the days it can mean: `earliest` to `latest`, both inclusive, or unknown."""

    text: str | None = None
    earliest: date | None = None
    latest: date | None = None

    @property
    def day(self) -> date | None:
        """The day, where only one is possible."""
        return self.earliest if self.earliest == self.latest else None


UNKNOWN = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all kinds share. `rule` names the rule that found it; `confidence` is 0 to 1."""

    id: str
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = 1.0
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Fact):
    """A vote took place, with these counts where the text gives them."""

    body: Agent | None
    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    motion: MotionKind | None = None
    outcome: Outcome | None = None
    when: When = UNKNOWN
    matter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Fact):
    """A state voted so; `vote` is the id of the tally, where the text says which."""

    vote: str | None
    state: Agent
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Fact):
    """A person is described as holding a post, for a state or body: `former` or `incoming`, and `since` and `until`
    when, where the text says so."""

    official: Agent
    title: str
    for_: Agent | None
    bearing: Literal["current", "former", "incoming"] = "current"
    when: When = UNKNOWN
    since: When = UNKNOWN
    until: When = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """Somebody said something; `speaker` is None for an unnamed representative of `for_`."""

    speaker: Agent | None
    for_: Agent | None
    quote: bool
    verb: str | None = None
    when: When = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Fact):
    """A holder takes a position on a matter (a short noun phrase)."""

    holder: Agent
    polarity: Polarity
    matter: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A body met."""

    body: Agent | None
    when: When
    topic: str | None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """A number the article reports, in `unit`, about `about`."""

    value: float
    unit: str
    qualifier: Qualifier | None
    about: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article and what is known of it. `published` may be an interval; `slug` names it in IRIs. `sha256` is that of
    the file; of a page, `text_sha256` is that of the main text, whose characters offsets count."""

    file: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: When = UNKNOWN
    url: str | None = None
    slug: str = ""
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source and the facts read from it, in reading order."""

    source: Source
    facts: tuple[Fact, ...]
