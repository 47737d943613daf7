"""Matters that many reports speak of, each in its own words, and the cues by which they are known."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SEPARATORS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A known matter. `cues` are groups of phrases; a text is about it when it holds one phrase of every group."""

    kind: str  # topic, referral, report
    slug: str
    label: str
    cues: tuple[tuple[str, ...], ...]

    def covers(self, words: str) -> bool:
        """Whether a text, folded by `folded`, is about this matter."""
        return all(any(f" {phrase} " in words for phrase in group) for group in self.cues)


def folded(text: str) -> str:
    """Lower-case words with one space around each, for whole-word search."""
    return f" {_SEPARATORS.sub(' ', text.lower().replace('’', '').replace(chr(39), '')).strip()} "


@cache
def known_topics() -> tuple[Topic, ...]:
    """The rows of `topics.csv`, most special first. Cues are written `a|b & c|d`."""
    rows = csv.DictReader((files("triples") / "describing" / "topics.csv").read_text(encoding="utf-8").splitlines())
    return tuple(Topic(row["kind"], row["slug"], row["label"], _cues(row["cues"])) for row in rows)


def _cues(written: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.strip() for phrase in group.split("|")) for group in written.split("&"))
