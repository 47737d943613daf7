"""Homes: the state whose ministry, mission or office a document comes from, by the lines at its head."""

from __future__ import annotations

import re
from collections import Counter

from triples.extraction.agents import agent_of
from triples.extraction.contexts import named
from triples.extraction.frames import COUNTRY
from triples.extraction.parsed import Parsed, frame_of
from triples.facts import Agent

_HEAD = 6  # lines
_LONGEST = 120  # characters of a line that names its house
_SEAT = re.compile(
    r"^(?:\W*)(?:[^.]{0,60}[,|—-] )?(?:The )?(?:Ministry|Department|Permanent (?:Mission|Representation)|Embassy|"
    r"Government|Office|Prime Minister's Office|Delegation)\b(?:(?! to | in | at )[^.;:]){0,60}?"
    rf"(?: of|,| \||:| —| for) (?:the )?(?P<name>{COUNTRY})"
    rf"|^(?P<first>{COUNTRY})(?:'s?)? (?:[\w-]+ ){{0,3}}?(?:Ministry|Mission|Embassy|Government)\b"
)
# Houses that one state alone calls so.
_HOUSES = (
    (
        re.compile(r"^(?:THE WHITE HOUSE|The White House)\b|\bDepartment of State\b|^Office of the Spokesperson\b"),
        "united-states",
    ),
    (re.compile(r"^Foreign(?:,| and| &) Commonwealth\b|\b10 Downing Street\b"), "united-kingdom"),
    (re.compile(r"^(?:Federal Foreign Office|Auswärtiges Amt|Bundesregierung)\b"), "germany"),
    (re.compile(r"^Global Affairs Canada\b"), "canada"),
    (re.compile(r"^(?:Elysée|Élysée|Quai d'Orsay|France Diplomatie)\b"), "france"),
    (re.compile(r"\bDepartment of Information and (?:the )?Press\b", re.IGNORECASE), "russia"),
    (re.compile(r"^Ministry of External Affairs\b"), "india"),
)


_OFTEN = 3  # times


def most_named(parsed: Parsed, *, alone: bool = False) -> Agent | None:
    """The state that a document names at least three times, and twice as often as any other; None where none is. With
    `alone`, the only one that it names will do."""
    counts = Counter(
        m.entity for m in parsed.document.mentions if m.entity is not None and m.entity.kind == "state"
    ).most_common(2)
    often = bool(counts) and counts[0][1] >= _OFTEN and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1])
    if not often and not (alone and len(counts) == 1):
        return None
    return agent_of(counts[0][0], "the state that the text names most")


def home_of(parsed: Parsed) -> Agent | None:
    """The state of the house that a line at the head of a document names; None where none does, or two differ."""
    found: set[Agent] = set()
    for line in parsed.document.lines[:_HEAD]:
        words = parsed.document.plain[line.span.start : line.span.end]
        if line.kind in ("caption", "furniture") or len(words) > _LONGEST or words.endswith("."):
            continue
        frame = frame_of(parsed.document, parsed.register, line.span)
        seat = _SEAT.search(frame.text) if frame is not None else None
        if frame is not None and seat is not None:
            agent = named(frame, seat["name"] or seat["first"], "the house that issued the document")
            found |= {agent} if agent is not None else set()
        for pattern, slug in _HOUSES:
            state = parsed.document.registry.get("state", slug) if pattern.search(words) else None
            found |= {agent_of(state, "the house that issued the document")} if state is not None else set()
    return found.pop() if len(found) == 1 else None
