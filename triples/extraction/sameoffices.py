"""Offices named twice: whom the unnamed holder of an office serves is whom its named one does, right after."""

from __future__ import annotations

import re

from triples.extraction.parsed import Parsed
from triples.extraction.served import served
from triples.extraction.titlephrases import TitlePhrase, find_titles
from triples.facts import Agent


def same_office(parsed: Parsed, number: int, title: TitlePhrase) -> Agent | None:
    """Whom the one unnamed holder of the same office in the two sentences before serves: "Chad's premier ... . Prime
    Minister X"."""
    if title.kind != "national" or title.determiner or title.relation != "before":
        return None
    found: set[Agent] = set()
    for frame in parsed.frames[max(0, number - 2) : number]:
        for other in find_titles(frame) if frame is not None else ():
            if other.person is None and other.names and other.kind == "national" and _one_office(title, other):
                agent = served(frame, other, parsed.document.registry) if frame is not None else None
                found |= {agent} if agent is not None else set()
    return found.pop() if len(found) == 1 else None


PREMIER = ("premier", "prime minister")


def _one_office(a: TitlePhrase, b: TitlePhrase) -> bool:
    first, second = (re.sub(r"[^a-z ]", "", f"{t.mods}{t.head}".lower()).strip() for t in (a, b))
    return first.removeprefix("s ") == second.removeprefix("s ") or {first, second} <= {
        *PREMIER,
        *(f"s {p}" for p in PREMIER),
    }
