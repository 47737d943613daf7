"""Bounds of a tenure as a title's sentence tells them: "since 2014", "from 2008 to 2012", "until last March"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triples.extraction.dates import MONTHS, resolve
from triples.extraction.patterns import one_of
from triples.facts import UNKNOWN, When

_MONTH = one_of(MONTHS)
_TIME = (
    rf"(?:(?:early |late |mid-)?(?:\d{{1,2}} )?(?:{_MONTH} )?(?:\d{{1,2}},? )?(?:19|20)\d\d|"
    rf"(?:last |this )?{_MONTH}|last (?:week|month|year))"
)
_TERM = re.compile(
    rf"(?:\s\([^()]{{1,40}}\))?,?\s(?:since (?P<since>{_TIME})|"
    rf"(?:from|between) (?P<start>{_TIME}) (?:to|until|till|through|and) (?P<end>{_TIME})|until (?P<until>{_TIME}))\b"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when and until when, as far as the words tell; in the JSON of facts and on the tenure as written."""

    since: When = UNKNOWN
    until: When = UNKNOWN


def bounds_after(text: str, at: int, anchor: When) -> Bounds:
    """The bounds told right behind a title; none where nothing is, or a year alone ("minister in 2006")."""
    found = _TERM.match(text, at)
    if found is None:
        return Bounds()
    since, until = found["since"] or found["start"], found["until"] or found["end"]
    return Bounds(_when(since, anchor), _when(until, anchor))


def _when(written: str | None, anchor: When) -> When:
    """A time as written with the days that it can mean; a bare year or month means its first to its last day."""
    if written is None:
        return UNKNOWN
    plain = re.sub(r"^(?:early|late|mid-) ?|^(?:last|this) (?=[A-Z])", "", written)
    when = resolve(plain, anchor)
    when = when if when.earliest else resolve(f"in {plain}", anchor)
    return When(written, when.earliest, when.latest)
