"""Lawmakers told by one of the United States: "Senator Ana Soto of Ohio", "Ohio Governor Bo Li"."""

from __future__ import annotations

import re

from triples.extraction.patterns import listed, one_of

_STATES = listed(
    """
    Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois,
    Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi,
    Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota,
    Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont,
    Virginia, Washington State, West Virginia, Wisconsin, Wyoming
    """
)
_HEADS = frozenset(("senator", "congressman", "congresswoman", "governor", "representative", "lawmaker"))
_OF_ONE = re.compile(rf",? (?:of |from |\([RD][-–])(?:the )?{one_of(_STATES)}\b|,? an? {one_of(_STATES)} (?:Rep|Dem)")
_IN_ONE = re.compile(rf"\b{one_of(_STATES)}\b")


def american(head: str, before: str, after: str) -> bool:
    """Whether a lawmaker or governor is one of the United States', by the words before the title and behind the
    name."""
    return head.lower() in _HEADS and bool(_IN_ONE.search(before) or _OF_ONE.match(after))
