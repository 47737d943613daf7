"""Ellipses: titles left out, because the one before says them: "Ana Soto is foreign minister of Peru; Bo Li was
Oman's"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.contexts import named
from triples.extraction.frames import COUNTRY, PERSON
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed

_WHOSE = re.compile(
    rf"(?P<person>{PERSON})(?:, | (?P<verb>is|was|had been|used to be|remains|became) "
    rf")(?P<name>{COUNTRY})'s?(?=[,.;:)]|$)"
    rf"|(?P<first>{COUNTRY})'s?, (?P<last>{PERSON})(?=[,.;:)]|$)"
    rf"|(?<=and )(?P<beside>{COUNTRY})'s? (?P<next>{PERSON})(?!'s| of\b)"
)
_OF = re.compile(r" (?:of|to|for) .*$")
_OFFICES = ("minister", "president", "premier", "chancellor", "secretary", "ambassador", "envoy", "representative")


def elliptic(parsed: Parsed, holdings: list[Holding]) -> Iterator[Holding]:
    """The posts of those of whom only a state is said, under the title that stands before in the same sentence or the
    one before."""
    for number, frame in enumerate(parsed.frames):
        for found in _WHOSE.finditer(frame.text) if frame is not None else ():
            person = frame.items[found["person"] or found["last"] or found["next"]] if frame is not None else None
            if frame is None or not isinstance(person, int):
                continue
            agent = named(frame, found["name"] or found["first"] or found["beside"], "the state of a title left out")
            span = frame.span(found.start(), found.end())
            before = [h for h in holdings if number - 1 <= h.sentence <= number and h.evidence.start < span.start]
            last = max(before, key=lambda h: h.evidence.start, default=None)
            if agent is None or last is None or last.person == person or not last.head.endswith(_OFFICES):
                continue
            if found["beside"] and last.evidence.end < span.start - len(", and "):
                continue  # "Oman's minister, X, and Chile's Y" alone
            past = found["verb"] in ("was", "had been", "used to be")
            yield replace(
                last,
                person=person,
                title=_OF.sub("", last.title),
                for_=agent,
                bearing="former" if past else "current",
                evidence=span,
                sentence=number,
                rule="post-elliptic",
                confidence=0.8,
                of=None,
            )
