"""An actor: a phrase of a frame that may speak or take a position, and for whom it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triples.extraction.parsed import Parsed
from triples.facts import Agent

Number = Literal["one", "many", "thing", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """Who speaks (None: unnamed) and the state or body spoken for (None: nobody, or not known)."""

    speaker: Agent | None
    for_: Agent | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A phrase that may be a subject. `noun` is what a later "the envoy" or "the court" takes up; no voices: known to
    be nobody whom a fact may name, such as a news agency. `anaphor` waits for what it refers to."""

    start: int
    end: int
    voices: tuple[Voice, ...]
    number: Number
    noun: str = ""
    gender: str | None = None
    anaphor: bool = False
    document: bool = False  # a draft, report or resolution, by the one who issued it


def person_voice(parsed: Parsed, person: int, serving: dict[int, tuple[Agent, ...]]) -> Voice:
    """The voice of a named person: for the one state or body served, or for nobody where there are several."""
    agents = serving.get(person, ())
    return Voice(parsed.register.people[person].agent, agents[0] if agents else None)
