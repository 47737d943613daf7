"""Sections: the state whose name alone is the heading over a passage, as round-ups of debates are laid out."""

from __future__ import annotations

from bisect import bisect_left

from triples.extraction.agents import agent_of
from triples.extraction.parsed import Parsed
from triples.facts import Agent

_MARKS = " *#:—-_.\"'[]()"


def section_state(parsed: Parsed, number: int) -> Agent | None:
    """The state that the heading over a sentence names, where it says no more than that name."""
    document, start = parsed.document, parsed.sentences[number].span.start
    at = bisect_left(document.lines, start, key=lambda line: line.span.start)
    for line in reversed(document.lines[:at]):
        if line.kind == "body":
            continue
        words = document.plain[line.span.start : line.span.end]
        inside = document.mentions_in(line.span)
        entity = inside[0].entity if len(inside) == 1 else None
        if entity is None or entity.kind != "state":
            return None
        name = document.plain[inside[0].span.start : inside[0].span.end]
        alone = words.replace(name, "").strip(_MARKS) in ("", "The", "THE")
        return agent_of(entity, "the heading of the section") if alone else None
    return None
