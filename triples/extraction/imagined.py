"""Sentences on novels, plays and games, whose states are characters or teams, and suppositions: they report nothing."""

from __future__ import annotations

import re

from triples.extraction.frames import Frame
from triples.extraction.patterns import listed

_WORKS = r"(?:novel|cartoon|comedy|sitcom|opera|musical|thriller|episode|sketch|short story|video game|play|film|movie)"
_SPORTS = (
    r"(?:water polo|(?<!political )football|cricket|rugby|handball|volleyball|basketball|chess|tennis|"
    r"(?:quarter|semi)-?finals?|goalkeeper|midfielder|striker|grandmaster|pawns|coach(?= [\ue500-\ue5ff]))"
)
_IMAGINED = re.compile(
    rf"^\W*In (?:the|his|her|an?) (?:\w+ )?{_WORKS}\b|\b(?:first|second|third|final|last) act\b|"
    rf"\b(?=\w){_SPORTS}(?!\w)"
)


# Of which one stands in all that the pattern matches.
_WORDS = frozenset(
    listed(
        """
    novel, cartoon, comedy, sitcom, opera, musical, thriller, episode, sketch, story, game, play, film, movie, act,
    polo, football, cricket, rugby, handball, volleyball, basketball, chess, tennis, final, finals, semifinal,
    semifinals, quarterfinal, quarterfinals, goalkeeper, midfielder, striker, grandmaster, pawns, coach
    """
    )
)


def imagined(frame: Frame) -> bool:
    """Whether a masked sentence tells of a work of fiction or of a match, or only supposes."""
    work = not _WORDS.isdisjoint(frame.words) and _IMAGINED.search(frame.text) is not None
    return work or supposed(frame.text)


_SUPPOSED = re.compile(
    r"\W*(?:(?:But|And|So|Now|Just|Let us|Let's) )?(?:[Ss]uppose|[Ii]magine|[Pp]retend|[Ww]hat if|[Ww]hat would)\b"
)


def supposed(words: str) -> bool:
    """Whether a sentence begins as one that tells what never was: "Suppose that Peru had voted no"."""
    return _SUPPOSED.match(words) is not None
