"""What a vote or meeting is about, as a short phrase of the text."""

from __future__ import annotations

import re

from triples.extraction.numbers import NUMBER

_WORDS = 7  # a name for the matter, not a passage of the article
_ON = re.compile(
    r"\b(?:resolution|draft|text|motion|amendment|measure|meeting|session|debate|briefing|discussion|"
    r"consultations?|talks|report|vote|agenda|"
    r"proposal|hearing|dialogue|request)s?(?:\s+(?:today|yesterday|(?:on )?\w+day|in \w+))?\s+"
    r"(?P<link>on|about|concerning|regarding|over|condemning|demanding|calling for|imposing|extending|"
    r"renewing|to|aimed at|asking|urging|establishing)\s+"
    rf"(?P<topic>(?!whether\b|\w+day\b|\d|{NUMBER}(?:[,.;]|$| ))[^,.;:()\"—]{{3,120}})"
)
_TO = re.compile(
    r"\b(?:to|and) (?:discuss|consider|hear|address|debate|examine|review|act on|talk "
    r"about)\s+(?P<topic>[^,.;:()\"—]{3,120})"
)
_TAIL = re.compile(
    r"\s+(?:(?:on|last|this|next|late|early|in (?:\w+ \d{4}|\d{4}|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)|since|at|after|before|amid|with|by|for|which|that|"
    r"who|where|"
    r"when|while|as|went|was|were|had|has|have|is|are|"
    r"passed|subjected|put|because|despite|ahead|following|held|until|against)\b.*|(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day\b.*|today\b.*|yesterday\b.*)$"
)
_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her|of)\s+", re.IGNORECASE)


def topic_in(words: str) -> str | None:
    """The matter that a sentence names after "resolution on", "to discuss" and the like, in seven words at most."""
    found = _ON.search(words) or _TO.search(words)
    if found is None:
        return None
    phrase = _LEAD.sub("", " ".join(_TAIL.sub("", found["topic"]).split()))
    return " ".join(phrase.split()[:_WORDS]).rstrip(" -'") or None
