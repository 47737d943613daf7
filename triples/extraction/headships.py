"""Headships: posts told by what somebody heads, leads or speaks for, without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction import inquiries
from triples.extraction.contexts import named
from triples.extraction.frames import AGENT_NAME, PERSON, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed
from triples.extraction.served import united_nations
from triples.extraction.titlephrases import Bearing
from triples.facts import Agent

_HEADS = (
    r"(?:heads|headed|leads|led|chairs|chaired|presides over|presided over|runs|ran|directs|directed|oversees|oversaw)"
)
_WHO_HEADS = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,60}})?,? who (?:\w+ ){{0,2}}?(?P<what>(?:{_HEADS}|speaks for|spoke for)\s"
    r"[^,.;]{3,110})"
)
_LED_BY = re.compile(
    rf"(?P<what>(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}(?:{AGENT_NAME}|{inquiries.NOUN}|commission|mission|"
    rf"panel|committee|team|delegation)),? "
    rf"(?:which (?:is|was) |that (?:is|was) )?(?:led|headed|chaired|presided over|run|directed) by (?:the |a |an |"
    rf"former |retired )*(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}?(?P<person>{PERSON})"
)
_TO_HEAD = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,80}},)? (?:has been |was |is |had been )?(?:named|appointed|chosen|picked|"
    rf"tapped|nominated) to "
    r"(?P<what>(?:head|lead|chair|run|direct)\s[^,.;]{3,80})"
)
_CUE = re.compile(r"\b(?:head|led|lead|chair|presid|runs?\b|ran\b|direct|overs|speaks|spoke)")
_CHIEF = re.compile(r" for the (?:[Ss]ecretary-[Gg]eneral|[Hh]igh [Cc]ommissioner)\b")
_INQUIRY = re.compile(inquiries.NOUN)


def heading(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    """The posts of those who head a body, by its name or as an inquiry: "X, who led the commission of inquiry"."""
    if not _CUE.search(frame.text):
        return
    for pattern in (_WHO_HEADS, _LED_BY, _TO_HEAD):
        for found in pattern.finditer(frame.text):
            agent = _headed(parsed, frame, found["what"])
            person = frame.items[found["person"]]
            if agent is not None and isinstance(person, int):
                span = frame.span(found.start("what"), found.end("what"))
                words = " ".join(parsed.document.text[span.start : span.end].split())
                yield Holding(
                    person,
                    f"led {words}" if pattern is _LED_BY else words,
                    "head",
                    agent,
                    _heads_when(pattern, found[0]),
                    frame.span(found.start(), found.end()),
                    number,
                    "post-heads",
                    0.85,
                )


def _heads_when(pattern: re.Pattern[str], words: str) -> Bearing:
    if pattern is _TO_HEAD:
        return "incoming"
    return "former" if pattern is _WHO_HEADS and _ONCE.search(words) else "current"


_ONCE = re.compile(r"\b(?:previously|formerly|once|recently)\b")


def _headed(parsed: Parsed, frame: Frame, what: str) -> Agent | None:
    """The body that somebody heads: the last one named, or an inquiry by its common noun."""
    bodies = [c for c in what if kind_of(c) == "body"]
    if _INQUIRY.search(what):
        return inquiries.inquiry_of(parsed.document)
    if not bodies and _CHIEF.search(what):
        return united_nations(parsed.document.registry, "the office of the UN's chief")
    return named(frame, bodies[-1], "the body headed") if bodies else None
