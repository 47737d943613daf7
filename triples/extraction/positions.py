"""Positions: what one place of a scene tells of a holder and a matter, before each holder gets a fact."""

from __future__ import annotations

from dataclasses import dataclass

from triples.extraction.actor import Actor
from triples.facts import Act, Polarity


@dataclass(frozen=True, slots=True)
class Position:
    """A position of an actor. Places are those of the scene's frame: the evidence from `start` to `end`, the matter
    from `matter_at` to at most `matter_end`."""

    actor: Actor
    polarity: Polarity
    act: Act
    rule: str
    confidence: float
    start: int
    end: int
    matter_at: int
    matter_end: int
    matter: str | None = None  # where another sentence tells it


def state_alone(actor: Actor) -> bool:
    """Whether only states, and nobody by name, are the actor."""
    return all(v.speaker is None and v.for_ is not None and v.for_.type == "state" for v in actor.voices)
