"""Antecedents: whom "he", "she" and "the latter" take up, where grammar leaves one person; nobody else."""

from __future__ import annotations

import re

from triples.extraction.frames import PERSON, Frame, mask
from triples.extraction.parsed import Parsed

_REACH = 2  # sentences
_SUBJECT = 30  # characters: who is named within so many of the opening of a sentence is its subject
_PERSON = re.compile(PERSON)


def antecedent(parsed: Parsed, number: int, pronoun: str) -> int | None:
    """The person whom a pronoun in sentence `number` takes up from the sentences before: the only one named in the
    nearest that names any, else its subject; "the latter" is the last one named there."""
    for frame in reversed(parsed.frames[max(0, number - _REACH) : number]):
        found = [] if frame is None else _people(frame)
        if frame is None or not found:
            continue
        if pronoun.lower() == "the latter":
            return found[-1][0]
        fitting = [
            (p, at) for p, at in found if parsed.register.people[p].gender in (None, pronoun.lower())
        ]  # "she" is no Mr
        if len({p for p, _ in fitting}) == 1 or (fitting and fitting[0][1] <= _SUBJECT):
            return fitting[0][0]
        return None
    return None


_SUBJECTS = re.compile(
    r"^(?:[^,.;]{2,50}, |Before that |Previously |(?:In|Since) \d{4} )?(?P<who>[Hh]e|[Ss]he|[Tt]he latter)"
    r"(?= (?:is|was|has|had|will|served?s?|once|also|previously|"
    r"currently|later|then|joined|worked|became|becomes|replaces?d?|succeed\w*|most recently|recently|formerly|now)\b)"
)


def with_subject(parsed: Parsed, number: int) -> Frame | None:
    """The frame of a sentence with the pronoun that is its subject masked as the person whom it takes up; None where
    no pronoun is, or nobody is certain."""
    frame = parsed.frames[number]
    found = _SUBJECTS.match(frame.text) if frame is not None else None
    person = antecedent(parsed, number, found["who"]) if found else None
    if frame is None or found is None or person is None or _PERSON.search(found[0]):
        return None
    return mask(frame, [(found.start("who"), found.end("who"), "person", person)])


def _people(frame: Frame) -> list[tuple[int, int]]:
    """The people of a frame with where each is named."""
    found = ((frame.items[m[0]], m.start()) for m in _PERSON.finditer(frame.text))
    return [(person, at) for person, at in found if isinstance(person, int)]
