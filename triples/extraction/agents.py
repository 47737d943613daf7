"""Entities of the registry as the agents of facts."""

from __future__ import annotations

from triples.facts import Agent, AgentType
from triples.registry import Entity


def agent_of(entity: Entity, resolution: str) -> Agent:
    """An entity as an agent; `resolution` says how its name was resolved ("demonym", "the only council named")."""
    kind: AgentType = "state" if entity.kind == "state" else "person" if entity.kind == "official" else "body"
    return Agent(kind, entity.label, entity.iri, entity.iso3, resolution)
