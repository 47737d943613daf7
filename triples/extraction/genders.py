"""Whether a text speaks of somebody as "he" or "she", where a possessive beside the name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from triples.extraction.frames import PERSON, Frame
from triples.extraction.people import Register

# "Ana Soto said her delegation", "Bo Li and his office": nobody else can be meant.
_OWN = re.compile(
    rf"(?P<person>{PERSON})(?![\ue000-\uf8ff])[^.;\ue500-\ue5ff]{{0,60}}? (?P<whose>his|her) (?:own |first |last |"
    rf"maiden )?"
    r"(?:country|delegation|government|nation|office|mandate|post|term|speech|remarks|address|briefing|opening|"
    r"predecessor|successor|husband|wife|resignation|appointment|tenure)\b|"
    rf"(?P<self>{PERSON})[^.;\ue500-\ue5ff]{{0,60}}? (?P<own>himself|herself)\b"
)


def with_genders(register: Register, frames: Iterable[Frame | None]) -> Register:
    """The register with the genders that possessives tell, of those of whom no title does; none where they differ."""
    told: dict[int, set[str]] = {}
    for frame in frames:
        if frame is None or _WHOSE.isdisjoint(frame.words):
            continue
        for found in _OWN.finditer(frame.text):
            person = frame.items[found["person"] or found["self"]]
            if isinstance(person, int):
                told.setdefault(person, set()).add("he" if (found["whose"] or found["own"])[1] == "i" else "she")
    people = tuple(
        replace(p, gender=next(iter(told[n]))) if p.gender is None and len(told.get(n, ())) == 1 else p
        for n, p in enumerate(register.people)
    )
    return replace(register, people=people) if told else register


_WHOSE = frozenset(("his", "her", "himself", "herself"))
