"""Holdings: what one place of a text tells of a person and a post."""

from __future__ import annotations

from dataclasses import dataclass

from triples.extraction.titlephrases import Bearing
from triples.facts import UNKNOWN, Agent, Span, When


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that a person of the register holds, as one place of the text tells it. `head` is its
    head word in small letters; `bare`: no word before it points at somebody else's post; `of`: the person
    whose spokesman or deputy it is."""

    person: int
    title: str
    head: str
    for_: Agent | None
    bearing: Bearing
    evidence: Span
    sentence: int
    rule: str
    confidence: float
    bare: bool = False
    of: int | None = None
    since: When = UNKNOWN
    until: When = UNKNOWN
