"""Whether a text is in English, the one language whose grammar the rules know."""

from __future__ import annotations

import re
import unicodedata

from triples.extraction.patterns import listed

_WORD = re.compile(r"(?<!\w)[^\W\d_]+")
_SMALL = frozenset(
    listed(
        "the, of, and, to, that, for, with, was, were, said, by, from, has, have, had, it, its, are, be, been, this, "
        "not, but, which, who, their, they, he, his, she, her, at, would, will, when, there, after, before, while, "
        "about, into, than, other, could, should, also"
    )
)
_FEWEST = 20  # of words in small letters: a headline or a list of states says too little
_LEAST_SHARE = 0.12  # English prose has 0.2 to 0.5; languages that share some of the words have below 0.05
_SLACK = 1  # such words that a text may have less: of windows of 20 words of English prose, 1 in 900 has still fewer
_MOST_READ = 20_000  # characters: enough to know a language by


def is_english(text: str) -> bool:
    """Whether a text can be English: Latin letters, and among its words in small letters those that hold English
    sentences together. What is too short to tell, or all in capitals, passes."""
    words = _WORD.findall(text[:_MOST_READ])
    if sum(map(_in_latin, words)) * 2 < len(words):
        return False
    small = [word for word in words if word[0].islower()]
    return len(small) < _FEWEST or sum(word in _SMALL for word in small) >= _LEAST_SHARE * len(small) - _SLACK


def _in_latin(word: str) -> bool:
    return word[0].isascii() or unicodedata.name(word[0], "").startswith("LATIN")
