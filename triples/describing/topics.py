"""Matters that many reports speak of, each in its own words, and the cues by which they are known."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SEPARATORS = re.compile(r"[^\w]+")
_APOSTROPHES = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases of which one must be there: in the words themselves, or anywhere `around` them in the article."""

    phrases: tuple[str, ...]
    around: bool

    def met(self, words: str) -> bool:
        """Whether one of the phrases is there."""
        return any(f" {phrase} " in words for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Topic:
    """A known matter: a text is about it when every cue is met."""

    kind: str  # topic, referral, report
    slug: str
    cues: tuple[Cue, ...]

    def covers(self, words: str, article: str) -> bool:
        """Whether words are about this matter in this article; both folded by `folded`."""
        return all(cue.met(article + words if cue.around else words) for cue in self.cues)


def folded(text: str) -> str:
    """Lower-case words with one space around each, for whole-word search."""
    return f" {_SEPARATORS.sub(' ', text.lower().translate(_APOSTROPHES)).strip()} "


@cache
def known_topics() -> tuple[Topic, ...]:
    """The reference table `topics.csv`, most special first. Cues are written `a|b & @c|d`, `@` for around."""
    table = (files("triples") / "reference" / "topics.csv").read_text(encoding="utf-8")
    return tuple(Topic(row["kind"], row["slug"], _cues(row["cues"])) for row in csv.DictReader(table.splitlines()))


def _cues(written: str) -> tuple[Cue, ...]:
    groups = [group.strip() for group in written.split("&")]
    return tuple(Cue(tuple(p.strip() for p in group.lstrip("@").split("|")), group.startswith("@")) for group in groups)
