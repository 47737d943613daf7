"""Drafts: whose text a sentence speaks of, which tells rival ones apart where a document reports on several."""

from __future__ import annotations

import re

from triples.extraction.frames import CAPITAL, DEMONYM, STATE, Frame
from triples.extraction.gazetteer import Mention

_TEXT = r"(?:resolution|draft|text|proposal|bid|motion|version|amendment)s?\b"
_WROTE = r"(?:drafted|proposed|led|sponsored|backed|tabled|authored|submitted|written|presented|put forward)"
_WHOSE = re.compile(
    rf"(?P<a>{STATE}|{CAPITAL}|{DEMONYM})(?:'s|'|-{_WROTE}|(?<={DEMONYM})) (?:\w+ ){{0,2}}?{_TEXT}"
    rf"|\b{_TEXT},? (?:that was |which was )?{_WROTE} by (?:the )?(?P<b>{STATE}|{CAPITAL})"
)
_SEVERAL = re.compile(
    r"\b(?:rival|competing|counter-?|both|two|three|second|other|another|next|separate)[ -](?:\w+[ -]){0,2}?"
    r"(?:drafts?|texts?|resolutions?|proposals?|motions?|versions?|bids?)\b",
    re.IGNORECASE,
)


def several(plain: str) -> bool:
    """Whether a document speaks of more than one draft."""
    return _SEVERAL.search(plain) is not None


def whose_draft(frame: Frame) -> str | None:
    """The state whose draft a masked sentence speaks of, where it is one state's only."""
    items = (frame.items[found["a"] or found["b"]] for found in _WHOSE.finditer(frame.text))
    states = {item.candidates[0].slug for item in items if isinstance(item, Mention)}
    return states.pop() if len(states) == 1 else None
