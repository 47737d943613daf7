"""An utterance: a reporting verb or phrase of a sentence with its subject."""

from __future__ import annotations

from dataclasses import dataclass

from triples.extraction.actor import Actor


@dataclass(frozen=True, slots=True)
class Utterance:
    """A reporting verb with its subject: places are those of the scene's frame."""

    actor: Actor
    start: int
    end: int
    verb: str
    rule: str
    confidence: float
