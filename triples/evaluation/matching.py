"""When a fact that was read is a fact of the gold.

A tally is the same by body and counts, a ballot by state, choice and vote, a post by person and whom it serves, a
statement by speaker and place, a stance by holder, side and place. The wording of titles and matters is not compared.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triples.facts import Agent, Ballot, Fact, Figure, Meeting, Post, Span, Stance, Statement, Tally
from triples.iris import slug
from triples.registry import Registry

_ALIKE = 0.88  # of two spellings of one name, by difflib; Simonovic and Šimonović fold to one, Zeid and Zaid do not
_OF_THE_UN = (  # who serves one of these serves the United Nations: gold that says so much accepts them
    "office-of-the-high-commissioner-for-human-rights", "human-rights-council", "commission-of-inquiry",
    "security-council", "general-assembly", "third-committee",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """All facts of one text by one teller, and what the comparison of one needs to know of the others."""

    facts: tuple[Fact, ...]
    bodies: Mapping[str, str]  # every name of a body, as a slug, to the slug that stands for it

    def vote(self, ballot: Ballot) -> Tally | None:
        """The vote in which a ballot was cast."""
        return next((f for f in self.facts if isinstance(f, Tally) and f.id == ballot.vote), None)

    def posts(self) -> list[Post]:
        """Who serves whom."""
        return [fact for fact in self.facts if isinstance(fact, Post)]


def names_of_bodies(registry: Registry) -> dict[str, str]:
    """Every English name of every body, as a slug, to the slug of the body."""
    bodies = [entity for entity in registry.entities if entity.kind == "body"]
    names = {slug(n.text): e.slug for e in bodies for n in e.names if n.lang == "en" and n.kind != "label"}
    return {**names, **{slug(entity.label): entity.slug for entity in bodies}}


def is_same(gold: Fact, read: Fact, golds: Told, reads: Told) -> bool:
    """Whether what was read is this fact of the gold."""
    match gold, read:
        case Tally(), Tally():
            return _tallies(gold, read, golds)
        case Ballot(), Ballot():
            return same_agent(gold.state, read.state, golds) and gold.choice == read.choice and (
                _votes(golds.vote(gold), reads.vote(read), golds)
            )  # fmt: skip
        case Post(), Post():
            return same_person(gold.official, read.official) and same_agent(gold.for_, read.for_, golds)
        case Statement(), Statement():
            return overlap(gold, read) > 0 and _speakers(gold, read, golds)
        case Stance(), Stance():
            return gold.polarity == read.polarity and overlap(gold, read) > 0 and _holders(gold, read, golds)
        case Meeting(), Meeting():
            return _key(gold.body, golds) == _key(read.body, golds) and gold.when.day == read.when.day
        case Figure(), Figure():
            return gold.value == read.value and overlap(gold, read) > 0
    return False


def is_beside(read: Fact, golds: Told, optional: Iterable[Fact], reads: Told) -> bool:
    """Whether a fact is true though not expected: optional in the gold, or told there in another way.

    What is asked for in words is a stance in the gold; that it was also said is no error.
    """
    if any(is_same(gold, read, golds, reads) or _says_part(gold, read, golds) for gold in optional):
        return True
    stances = (fact for fact in golds.facts if isinstance(fact, Stance))
    return isinstance(read, Statement) and any(overlap(s, read) > 0 and _utters(read, s.holder, golds) for s in stances)


def overlap(one: Fact, other: Fact) -> int:
    """How many characters of evidence two facts share."""
    return sum(_shared(a, b) for a in one.evidence for b in other.evidence)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_person(one: Agent | None, other: Agent | None) -> bool:
    """Equal names, a name within a longer one, or two spellings of one."""
    if one is None or other is None:
        return False
    a, b = _folded(one.label), _folded(other.label)
    words, others = set(a.split("-")), set(b.split("-"))
    return words <= others or others <= words or difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE


def same_agent(gold: Agent | None, read: Agent | None, golds: Told) -> bool:
    """The same state, body or person; a body of the United Nations will do where the gold names no more than these."""
    if gold and read and "person" in (gold.type, read.type):
        return gold.type == read.type and same_person(gold, read)
    a, b = _key(gold, golds), _key(read, golds)
    if a[0] == b[0] == "body" and a != b:
        return _says_less(a[1], b[1]) or (a[1] == "united-nations" and any(_says_less(of, b[1]) for of in _OF_THE_UN))
    return a == b


def _says_less(shorter: str, name: str) -> bool:
    """Whether it is the name, or the name without its end: Commission of Inquiry, for the one on Burundi."""
    return name == shorter or name.startswith(f"{shorter}-on-")


def _key(agent: Agent | None, golds: Told) -> tuple[str, str]:
    if agent is None:
        return ("", "")
    if agent.type == "state":
        return ("state", agent.iso3 or _folded(agent.label))
    name = _folded(agent.label).removeprefix("the-")
    return (agent.type, golds.bodies.get(name, name) if agent.type == "body" else name)


def _folded(name: str) -> str:
    """The name as a slug; as it is where no Latin letter is in it."""
    try:
        return slug(name)
    except ValueError:
        return name


def _tallies(gold: Tally, read: Tally, golds: Told) -> bool:
    """A count that the gold leaves open may be any, and so may a body that either does not name."""
    counts = (gold.for_, read.for_), (gold.against, read.against), (gold.abstain, read.abstain)
    named = gold.body is not None and read.body is not None
    return all(a is None or a == b for a, b in counts) and (
        not named or _key(gold.body, golds) == _key(read.body, golds)
    )


def _votes(gold: Tally | None, read: Tally | None, golds: Told) -> bool:
    return gold is None or read is None or _tallies(gold, read, golds)


def _speakers(gold: Statement, read: Statement, golds: Told) -> bool:
    if gold.speaker and read.speaker:
        return same_person(gold.speaker, read.speaker)
    return gold.speaker is None and read.speaker is None and same_agent(gold.for_, read.for_, golds)


def _holders(gold: Stance, read: Stance, golds: Told) -> bool:
    """An envoy and the state or body served stand for each other."""
    return same_agent(gold.holder, read.holder, golds) or any(
        (same_agent(gold.holder, post.official, golds) and same_agent(post.for_, read.holder, golds))
        or (same_agent(gold.holder, post.for_, golds) and same_agent(read.holder, post.official, golds))
        for post in golds.posts()
        if post.for_
    )


def _says_part(gold: Fact, read: Fact, golds: Told) -> bool:
    """A whole first-person document is its issuer's, sentence by sentence."""
    if not (isinstance(gold, Statement) and isinstance(read, Statement) and overlap(gold, read)):
        return False
    return same_person(gold.speaker, read.speaker) or (
        gold.for_ is not None and same_agent(gold.for_, read.for_, golds)
    )


def _utters(read: Statement, holder: Agent, golds: Told) -> bool:
    """Whether the holder of a stance is the statement's speaker, or whom it speaks for."""
    spoken = holder.type == "person" and same_person(holder, read.speaker)
    return spoken or (read.for_ is not None and same_agent(holder, read.for_, golds))
