"""Ballots that follow: where members are known, what is named and counted can leave one choice to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triples.facts import Choice, When
from triples.registry import Registry

_CHOICES: tuple[Choice, ...] = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Rest:
    """The members not named, and the one choice left to them."""

    choice: Choice
    states: tuple[str, ...]


def left_over(
    registry: Registry, body: str, when: When, numbers: Mapping[Choice, int], named: Mapping[str, Choice]
) -> Rest | None:
    """What follows for the members not named (ISO3 codes): every choice but one is told in full, by name.

    None where the day does not settle who the members are, the counts leave out a member, or somebody named is none.
    """
    if when.earliest is None or when.latest is None:
        return None
    members = registry.members_on(body, when.earliest)
    if not members or members != registry.members_on(body, when.latest):
        return None
    if sum(numbers.get(c, 0) for c in _CHOICES) != len(members) or not set(named) <= members:
        return None
    told = {c: sum(1 for choice in named.values() if choice == c) for c in _CHOICES}
    still = [c for c in _CHOICES if numbers.get(c, 0) > told[c]]
    if len(still) != 1 or any(told[c] > numbers.get(c, 0) for c in _CHOICES):
        return None
    return Rest(still[0], tuple(sorted(members - set(named))))
