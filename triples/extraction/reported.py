"""A vote that a document reports, as it is put together from what its sentences tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from triples.extraction.agents import agent_of
from triples.extraction.chosen import Chosen
from triples.extraction.document import Sentence
from triples.extraction.elimination import left_over
from triples.facts import UNKNOWN, Agent, Ballot, Choice, Fact, MotionKind, Outcome, Span, Tally, When
from triples.registry import Entity, Registry

COUNCIL = "security-council"
SEATS = 15
CHOICES: tuple[Choice, ...] = ("for", "against", "abstain")


@dataclass(slots=True)
class Named:
    """A state whose choice is told, with the passages that tell it."""

    entity: Entity
    choice: Choice
    told: list[Chosen] = field(default_factory=list)


@dataclass(slots=True)
class Vote:
    """A vote: where it is told, by which rule, its counts where they are told, and who voted how."""

    sentence: Sentence
    place: Span
    rule: str
    numbers: dict[Choice, int] = field(default_factory=dict)
    body: Agent | None = None
    motion: MotionKind | None = None
    outcome: Outcome | None = None
    when: When = UNKNOWN
    matter: str | None = None
    evidence: list[Span] = field(default_factory=list)
    named: dict[str, Named] = field(default_factory=dict)
    rest: bool = False
    draft: str | None = None  # whose, where the document tells of several
    earlier: bool = False  # told beside the votes that the document is about: last year's

    @property
    def in_council(self) -> bool:
        """Whether it is a vote of the Security Council."""
        return self.body is not None and self.body.label == "Security Council"

    def names_of(self, choice: Choice) -> int:
        """How many states are named with this choice."""
        return sum(1 for named in self.named.values() if named.choice == choice)

    def admits(self, entity: Entity, choice: Choice) -> bool:
        """Whether a state can have chosen so: not against the counts, nor against what is told of it already."""
        known = self.named.get(entity.slug)
        if known:
            return known.choice == choice
        limit = self._most(choice)
        return limit is None or self.names_of(choice) < limit

    def _most(self, choice: Choice) -> int | None:
        """How many can have chosen so: as many as are counted, or as the counts of the others leave in the council."""
        if choice in self.numbers or not self.in_council:
            return self.numbers.get(choice)
        return SEATS - sum(self.numbers.values())

    def admits_all(self, entities: Sequence[Entity], choice: Choice) -> bool:
        """Whether states can have chosen so together."""
        limit = self._most(choice)
        new = sum(1 for e in entities if e.slug not in self.named)
        return all(self.admits(e, choice) for e in entities) and (limit is None or self.names_of(choice) + new <= limit)

    def cast(self, entity: Entity, chosen: Chosen) -> None:
        """Enters a state's choice, or one more passage that tells it."""
        self.named.setdefault(entity.slug, Named(entity, chosen.choice)).told.append(chosen)

    def with_named(self) -> dict[Choice, int]:
        """The counts, with the number of states named where none is told."""
        return {c: self.numbers[c] if c in self.numbers else self.names_of(c) for c in CHOICES}

    def with_any(self) -> dict[Choice, int]:
        """How many states are named with each choice that any is named with."""
        return {c: n for c in CHOICES if (n := self.names_of(c))}

    def same_as(self, other: Vote) -> bool:
        """Whether another's counts tell this vote again: none differs, and what they share is enough to know it by."""
        shared = [c for c in self.numbers if c in other.numbers]
        if not any(self.numbers[c] for c in shared) or any(self.numbers[c] != other.numbers[c] for c in shared):
            return False
        if (self.body and other.body and self.body != other.body) or apart(self.when, other.when):
            return False
        distinct = self.motion is not None and other.motion is not None and self.motion != other.motion
        return len(shared) == len(CHOICES) or not distinct

    def agrees_with(self, listed: Mapping[Choice, int]) -> bool:
        """Whether the counts of a roll call are this vote's: two alike at least, none unlike."""
        shared = [c for c in self.numbers if c in listed]
        alike = all(self.numbers[c] == listed[c] for c in shared)
        return bool(self.numbers) and alike and (len(shared) >= 2 or not listed)

    def alike(self, listed: Mapping[Choice, int]) -> int:
        """How many of the counts are just as listed."""
        return sum(1 for c, n in listed.items() if self.numbers.get(c) == n)

    def holds(self, listed: Mapping[Choice, int]) -> bool:
        """Whether lists, perhaps of some voters only, fit the counts."""
        return bool(self.numbers) and all(n <= self.numbers[c] for c, n in listed.items() if c in self.numbers)

    def may_be(self, told: Vote) -> bool:
        """Whether words without counts can tell of this vote."""
        if (self.body and told.body and self.body != told.body) or apart(self.when, told.when):
            return False
        if self.outcome and told.outcome and self.outcome != told.outcome:
            return False
        return self.motion is None or told.motion is None or self.motion == told.motion

    def take(self, other: Vote) -> None:
        """Adds what another telling of the vote says."""
        self.numbers |= other.numbers
        self.evidence += other.evidence
        self.body = self.body or other.body
        self.outcome = self.outcome or other.outcome
        self.motion = self.motion or other.motion
        self.matter = self.matter or other.matter
        self.when = self.when if self.when.earliest else other.when

    def facts(self, registry: Registry) -> Iterator[Fact]:
        """The tally, the ballots that are told, and those that are left over."""
        tally = self._tally()
        yield tally
        for named in self.named.values():
            told = ballot(tally.id, named.entity, named.choice, named.told)
            yield replace(told, rule="choice-in-partial") if self.rule == "tally-partial" else told
        yield from self._left_over(registry, tally)

    def _tally(self) -> Tally:
        return Tally(
            id=f"tally@{self.place.start}-{self.place.end}",
            evidence=tuple(sorted(set(self.evidence))),
            rule=self.rule,
            confidence=0.97 if self.numbers and self.body else 0.8,
            body=self.body,
            for_=self.numbers.get("for"),
            against=self.numbers.get("against"),
            abstain=self.numbers.get("abstain"),
            motion=self.motion,
            outcome=self.outcome,
            when=self.when,
            matter=self.matter,
        )

    def _left_over(self, registry: Registry, tally: Tally) -> Iterator[Ballot]:
        if not self.in_council:
            return
        named = {n.entity.iso3 or n.entity.slug: n.choice for n in self.named.values()}
        rest = left_over(registry, COUNCIL, self.when, self.numbers, named)
        for iso3 in rest.states if rest else ():
            yield Ballot(
                id=f"{tally.id}-{iso3}",
                evidence=tally.evidence,
                rule="choice-left-over",
                confidence=0.95,
                inferred=True,
                vote=tally.id,
                state=agent_of(registry.state(iso3), "member of the council on that day"),
                choice=rest.choice if rest else "for",
            )


def apart(a: When, b: When) -> bool:
    """Whether two dates cannot be the same day."""
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def ballot(tally: str | None, entity: Entity, choice: Choice, told: Sequence[Chosen]) -> Ballot:
    """A state's ballot in a vote, or in none that is told (which is less sure, as is one in a half-told count)."""
    how = next((m.role for c in told for m in c.mentions if m.entity is entity), "name")
    return Ballot(
        id=f"ballot@{told[0].span.start}-{entity.slug}-{choice}-{tally}",
        evidence=tuple(sorted({c.span for c in told})),
        rule=told[0].rule if tally else "choice-loose",
        confidence=0.9 if told[0].rule == "choice-weak" else 0.97,
        vote=tally,
        state=agent_of(entity, how),
        choice=choice,
    )
