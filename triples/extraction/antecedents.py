"""Antecedents: whom "he", "she" and "the latter" take up, where grammar leaves one person; nobody else."""

from __future__ import annotations

import re

from triples.extraction.frames import PERSON, Frame, mask
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import one_of
from triples.extraction.verbs import APPOINTING, forms
from triples.facts import Span

_REACH = 2  # sentences
_LIFE = 12  # sentences that each open with "he" or "she", as in lives
_SUBJECT = 30  # characters: who is named within so many of the opening of a sentence is its subject
_APPOINTS = re.compile(
    rf"(?P<passive>\b(?:been|was|were|is|being) (?:\w+ly )?)?\b{one_of(forms([*APPOINTING, 'confirm']))}\b"
)
_PERSON = re.compile(PERSON)


def antecedent(parsed: Parsed, number: int, pronoun: str) -> int | None:
    """The person whom a pronoun in sentence `number` takes up from the sentences before: the only one named in the
    nearest that names any, else its subject; "the latter" is the last one named there."""
    if pronoun in ("The writer", "The author"):
        return _writer(parsed)
    for frame in reversed(parsed.frames[max(0, number - _reach(parsed, number, pronoun)) : number]):
        found = [] if frame is None else _people(frame)
        if frame is not None and _names_inside(parsed, frame):
            return None  # somebody whom a quotation names may be meant
        if frame is None or not found:
            continue
        if pronoun.lower() == "the latter":
            return found[-1][0]
        fitting = [
            (p, at) for p, at in found if parsed.register.people[p].gender in (None, pronoun.lower())
        ]  # "she" is no Mr
        return _one_meant(frame, fitting)
    return None


def _reach(parsed: Parsed, number: int, pronoun: str) -> int:
    """How many sentences back somebody may stand: further where the same pronoun opens all of those between."""
    chain = 0
    while chain < min(_LIFE, number):
        frame = parsed.frames[number - 1 - chain]
        found = _SUBJECTS.match(frame.text) if frame is not None else None
        if found is None or found["who"].lower() != pronoun.lower():
            break
        chain += 1
    return chain + _REACH


_BYLINE = re.compile(rf"(?:By|BY) (?P<person>{PERSON})$")


def _writer(parsed: Parsed) -> int | None:
    """The one person whom a byline names."""
    bylines = [(frame, found) for frame in parsed.frames if frame is not None and (found := _BYLINE.match(frame.text))]
    people = {frame.items[found["person"]] for frame, found in bylines}
    person = people.pop() if len(people) == 1 else None
    return person if isinstance(person, int) else None


def _one_meant(frame: Frame, fitting: list[tuple[int, int]]) -> int | None:
    """The only one of a sentence; who is appointed in it; else its subject."""
    if len({p for p, _ in fitting}) <= 1:
        return fitting[0][0] if fitting else None
    appoints = _APPOINTS.search(frame.text)
    if appoints:
        sides = [p for p, at in fitting if (at < appoints.start()) == bool(appoints["passive"])]
        return sides[-1 if appoints["passive"] else 0] if sides else None
    return fitting[0][0] if fitting[0][1] <= _SUBJECT else None


def _names_inside(parsed: Parsed, frame: Frame) -> bool:
    """Whether a quotation of the sentence names somebody."""
    quotes = [item for item in frame.items.values() if isinstance(item, Span)]
    return any(parsed.register.mentions_in(quote) for quote in quotes)


_TIME = (
    r"(?:In|Since|From|Between|Until|During|After|Before|By|For) [^,.;]{0,30}?\b(?:\d{4}|then|that|years|months|now)"
)
_SUBJECTS = re.compile(
    r"^[*(—_ ]*(?:[^,.;]{2,60}, |(?:Previously|Earlier|Most recently|Currently|Until recently|At present|Today|Now|"
    rf"Later|Then|There|{_TIME}),? ){{0,2}}(?P<who>[Hh]e|[Ss]he|[Tt]he latter|The (?:writer|author))(?=, | "
    r"(?!who\b)[a-z])"
)
_PRONOUNS = frozenset(("he", "she", "He", "She", "latter", "writer", "author"))
_AGAIN = re.compile(
    r"(?:[,;(—]|\b(?:and|but|when|where|that|which|until|before|after|since|then|while|\d{4})),? (he|she)(?= )"
)


def with_subject(parsed: Parsed, number: int) -> Frame | None:
    """The frame of a sentence with the pronoun that is its subject masked as the person whom it takes up, there and in
    its later clauses; None where no pronoun is, or nobody is certain."""
    frame = parsed.frames[number]
    if frame is None or _PRONOUNS.isdisjoint(frame.words):
        return None
    found = _SUBJECTS.match(frame.text)
    if found is None or _PERSON.search(found[0]):
        return _named_before(parsed, frame)
    person = antecedent(parsed, number, found["who"])
    if person is None:
        return None
    later = [] if _PERSON.search(frame.text) else _again(frame, found["who"].lower(), found.end())
    return _masked(frame, person, [found.span("who"), *later])


def _named_before(parsed: Parsed, frame: Frame) -> Frame | None:
    """The frame with pronouns masked as the one person whom its sentence names, and names first."""
    people = _people(frame)
    if len({person for person, _ in people}) != 1 or people[0][1] > _SUBJECT:
        return None
    person, at = people[0]
    later = _again(frame, parsed.register.people[person].gender, at)
    return _masked(frame, person, later) if later else None


def _again(frame: Frame, pronoun: str | None, start: int) -> list[tuple[int, int]]:
    """Where clauses behind a place have a pronoun for their subject."""
    return [m.span(1) for m in _AGAIN.finditer(frame.text, start) if pronoun in (None, m[1])]


def _masked(frame: Frame, person: int, spans: list[tuple[int, int]]) -> Frame | None:
    return mask(frame, [(start, end, "person", person) for start, end in spans])


def _people(frame: Frame) -> list[tuple[int, int]]:
    """The people of a frame with where each is named."""
    found = ((frame.items[m[0]], m.start()) for m in _PERSON.finditer(frame.text))
    return [(person, at) for person, at in found if isinstance(person, int)]
