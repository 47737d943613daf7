"""Careers: in whose foreign service a life says that somebody is, for the bare titles of that life."""

from __future__ import annotations

import re

from triples.extraction.antecedents import with_subject
from triples.extraction.contexts import named
from triples.extraction.frames import COUNTRY, DEMONYM, PERSON
from triples.extraction.parsed import Parsed
from triples.facts import Agent

_SERVICE = (
    rf"(?:(?P<name>{COUNTRY})(?:'s?)? (?:[\w-]+ )?(?:[Ff]oreign|[Dd]iplomatic) (?:[Ss]ervice|[Mm]inistry|[Oo]ffice)|"
    r"(?:[Mm]inistry of [Ff]oreign [Aa]ffairs|[Ff]oreign (?:[Mm]inistry|[Ss]ervice)|[Dd]iplomatic [Ss]ervice) of "
    r"(?:the )?"
    rf"(?P<of>{COUNTRY}))"
)
_CAREER = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,.;]{{1,60}},)? (?:who )?(?:(?:has|had|is|was|also|first|then|\w+ly) ){{0,3}}"
    rf"(?:join|enter|serv|work|began|start|made|belong|spent|member of|part of)[^.;]{{0,60}}? {_SERVICE}"
    rf"|(?P<one>{PERSON})(?:,[^,.;]{{1,30}})?,? (?:who )?(?:is |was )?an? (?:[a-z-]+ ){{0,2}}?(?P<nation>{DEMONYM}) "
    r"(?:[a-z-]+ )?diplomat\b"
)
_OWNED = re.compile(rf"(?P<name>{COUNTRY})'s? (?P<person>{PERSON})")
_CUE = re.compile(r"\bdiplomat|\b[Ff]oreign (?:[Ss]ervice|[Mm]inistry|[Oo]ffice|[Aa]ffairs)")


def careers(parsed: Parsed) -> dict[int, Agent]:
    """The state in whose foreign service each person is, as the text tells; nobody of two."""
    found: dict[int, set[Agent]] = {}
    for number, plain in enumerate(parsed.frames):
        if plain is None or not _CUE.search(plain.text):
            continue
        frame = with_subject(parsed, number) or plain
        for match in _CAREER.finditer(frame.text):
            person = frame.items[match["person"] or match["one"]]
            agent = named(frame, match["name"] or match["of"] or match["nation"], "the foreign service of a life")
            if isinstance(person, int) and agent is not None:
                found.setdefault(person, set()).add(agent)
    return {person: agents.pop() for person, agents in found.items() if len(agents) == 1}


def owners(parsed: Parsed) -> dict[int, Agent]:
    """The state under whose name each person is told: "Malawi's Ana Soto", whose deputies serve it too."""
    found: dict[int, set[Agent]] = {}
    for frame in parsed.frames:
        for match in _OWNED.finditer(frame.text) if frame is not None else ():
            person = frame.items[match["person"]] if frame is not None else None
            agent = named(frame, match["name"], "the state whose the person is") if frame is not None else None
            if isinstance(person, int) and agent is not None:
                found.setdefault(person, set()).add(agent)
    return {person: agents.pop() for person, agents in found.items() if len(agents) == 1}
