"""Incumbents: whom "the American president" means where a person was named without an office, as the reference data
know who held which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from triples.extraction.actor import Actor, Voice
from triples.extraction.document import Document
from triples.extraction.titles import same_role
from triples.facts import Agent
from triples.registry import TenureTerm

_OF_THE_OFFICE = re.compile(r" (?:to|of|for|at|in) .*$")
_HEADS = ("head", "chief", "leader")


def incumbent(document: Document, office: Actor, named: Iterable[Agent]) -> Voice | None:
    """The voice of the one person, of those `named` for nobody in the document, who held an office of that state or
    body on its day; None where none or several did."""
    served = office.voices[0].for_
    if served is None:
        return None
    held = [person for person in named if _held(document, person, served, office.noun)]
    return Voice(held[0], served) if len(held) == 1 else None


def _held(document: Document, person: Agent, served: Agent, noun: str) -> bool:
    day = document.anchor.earliest
    return any(
        _slug(person) == tenure.official
        and _slug(served) == tenure.served
        and _same_office(noun, tenure.title)
        and (day is None or _covers(tenure, day))
        for tenure in document.registry.tenures
    )


def _slug(agent: Agent) -> str:
    return agent.iri.rsplit("/", 1)[-1]


def _same_office(noun: str, title: str) -> bool:
    head = _OF_THE_OFFICE.sub("", title).lower()
    return same_role(noun, head) or (noun in _HEADS and head.endswith(("president", "general", "director", "chair")))


def _covers(tenure: TenureTerm, day: date) -> bool:
    begun = tenure.start_earliest is None or tenure.start_earliest <= day
    return begun and (tenure.end_latest is None or day <= tenure.end_latest)
