"""Sentences on novels, plays and games, whose states are characters or teams: they report nothing."""

from __future__ import annotations

import re

_WORKS = r"(?:novel|cartoon|comedy|sitcom|opera|musical|thriller|episode|sketch|short story|video game|play|film|movie)"
_SPORTS = (
    r"(?:water polo|(?<!political )football|cricket|rugby|handball|volleyball|basketball|chess|tennis|"
    r"(?:quarter|semi)-?finals?|goalkeeper|midfielder|striker|grandmaster|pawns|coach(?= [\ue500-\ue5ff]))"
)
_IMAGINED = re.compile(
    rf"^\W*In (?:the|his|her|an?) (?:\w+ )?{_WORKS}\b|\b(?:first|second|third|final|last) act\b|"
    rf"\b(?=\w){_SPORTS}(?!\w)"
)


def imagined(text: str) -> bool:
    """Whether a masked sentence tells of a work of fiction or of a match."""
    return _IMAGINED.search(text) is not None
