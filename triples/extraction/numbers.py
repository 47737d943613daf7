"""Whole numbers as reports write them: figures, and words up to nine hundred and ninety-nine."""

from __future__ import annotations

import re

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = dict(
    zip(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_NONE = dict.fromkeys(["none", "zero", "nil", "no", "nobody"], 0)
_TIMES = {"dozen": 12, "hundred": 100}
_VALUES = _ONES | _TEENS | _TENS | _NONE | {"a": 1, "both": 2}

#: The words with which numbers begin.
WORDS = frozenset((*_ONES, *_TEENS, *_TENS, "a"))

_UNDER_100 = f"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?+|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_DOZENS = r"(?:(?:(?:a|two|three|four) )?dozen)"
_WORDS = rf"(?:{_DOZENS}|(?:(?:{'|'.join(_ONES)}|a)[- ]hundred(?:[- ](?:and[- ])?{_UNDER_100})?)|{_UNDER_100})"

#: A whole number below 1,000; for use inside a larger pattern, without case.
NUMBER = rf"(?:\b(?:(?:{_WORDS})\b|\d{{1,3}}(?:\b|(?=against\b|abst|votes?\b)))(?![.,]\d|%))"
#: The same, or a word for none at all.
COUNT = rf"(?:\b(?:no[- ]one|not (?:a single|one))\b|{NUMBER}|\b(?:none|zero|nil|nobody|no)\b)"

_PART = re.compile(r"[a-z]+|\d+")


def value(text: str) -> int:
    """The number that a match of `COUNT` says."""
    if text.strip().isdigit():
        return int(text)
    if text[:2].lower() == "no":
        return 0
    total = 0
    for part in _PART.findall(text.lower()):
        if part in _TIMES:
            total = max(total, 1) * _TIMES[part]
        elif part != "and":
            total += _VALUES[part]
    return total
