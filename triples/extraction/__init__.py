"""Article text to facts: pure functions, no files, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from triples.extraction.document import Document, read_document
from triples.extraction.figures import find_figures
from triples.extraction.meetings import find_meetings
from triples.extraction.speech import find_speech
from triples.extraction.votes import find_votes
from triples.facts import Article, Ballot, Fact, Source
from triples.registry import Registry

__all__ = ["extract"]

_Finder = Callable[[Document], list[Fact]]
_FINDERS: tuple[_Finder, ...] = (find_votes, find_meetings, find_figures, find_speech)


def extract(text: str, source: Source, registry: Registry) -> Article:
    """The facts of one article, in reading order, with ids such as `ballot-3`. Never raises on any text."""
    document = read_document(text, source, registry)
    found = [fact for finder in _FINDERS for fact in finder(document)]
    return Article(source, number(found))


def number(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts in reading order, with ids by kind and order; ballots keep pointing at their tally."""
    ordered = sorted(facts, key=lambda fact: (fact.evidence[0], type(fact).__name__, fact.id))
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for fact in ordered:
        kind = type(fact).__name__.lower()
        counts[kind] += 1
        names[fact.id] = f"{kind}-{counts[kind]}"
    return tuple(_renamed(fact, names) for fact in ordered)


def _renamed(fact: Fact, names: dict[str, str]) -> Fact:
    if isinstance(fact, Ballot):
        return replace(fact, id=names[fact.id], vote=names[fact.vote] if fact.vote else None)
    return replace(fact, id=names[fact.id])
