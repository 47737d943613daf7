"""Entities of the registry as the agents of facts."""

from __future__ import annotations

from triples.extraction.gazetteer import Mention
from triples.facts import Agent
from triples.registry import Entity


def as_agent(entity: Entity, resolution: str) -> Agent:
    """A state or body as an agent; `resolution` says how its name was resolved ("name", "the only council named")."""
    kind = "state" if entity.kind == "state" else "body"
    return Agent(kind, entity.label, entity.iri, entity.iso3, resolution)


def agent_of(mention: Mention) -> Agent | None:
    """The agent that a mention names, or None where it could be several."""
    return as_agent(mention.entity, mention.role) if mention.entity else None
