"""Successions: who had a post before, by whom he or she is replaced: "Ms. Soto will succeed Bo Li"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.frames import COUNTRY, PERSON, Frame
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed

_SUCCEEDS = re.compile(
    rf"\b(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|(?:take|takes|took|taking) over from) "
    rf"(?:(?:[a-z-]+|{COUNTRY}) ){{0,3}}?(?P<old>{PERSON})"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]he latter|who)\b")
_REACH = 3


def succeeded(parsed: Parsed, holdings: list[Holding]) -> Iterator[Holding]:
    """The posts of those who are replaced: what the successor holds in that sentence, else what the text gave the
    successor last."""
    for number, frame in enumerate(parsed.frames):
        if frame is None:
            continue
        for found in _SUCCEEDS.finditer(frame.text):
            old = frame.items[found["old"]]
            post = _post(frame, number, found, holdings)
            if isinstance(old, int) and post is not None and not _known(holdings, old, post):
                span = frame.span(found.start(), found.end())
                yield replace(
                    post, person=old, bearing="former", evidence=span, sentence=number, rule="post-succeeded",
                    confidence=0.8, bare=False, of=None,
                )  # fmt: skip


def _post(frame: Frame, number: int, found: re.Match[str], holdings: list[Holding]) -> Holding | None:
    """The post that the subject of a verb of succession takes."""
    before = frame.text[: found.start()]
    people = [item for c in before if isinstance(item := frame.items.get(c), int)]
    if people:
        told = [h for h in holdings if h.person in people and h.sentence <= number]
    elif _PRONOUN.search(before):
        told = [h for h in holdings if number - _REACH <= h.sentence < number]
        told = [h for h in told if h.person == told[-1].person]
    else:
        return None
    fresh = [h for h in told if h.bearing == "incoming"] or [h for h in told if h.bearing == "current"]
    return max(fresh, key=lambda h: (h.sentence, h.evidence), default=None)


def _known(holdings: list[Holding], person: int, post: Holding) -> bool:
    return any(h.person == person and h.for_ == post.for_ for h in holdings)
