"""Article text to facts: pure functions, no files, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from triples.extraction.bodies import VotingBodies
from triples.extraction.confidence import stated, sure
from triples.extraction.document import Document, read_document
from triples.extraction.evening import Even, even
from triples.extraction.figures import find_figures
from triples.extraction.meetings import find_meetings
from triples.extraction.speech import find_speech
from triples.extraction.syntax import Parse, weighed
from triples.extraction.votes import find_votes
from triples.facts import Article, Ballot, Fact, Source, Span, Stance
from triples.registry import Registry

__all__ = ["extract"]


def extract(text: str, source: Source, registry: Registry, parse: Parse | None = None, least: float = 0.0) -> Article:
    """The facts of one article, in reading order, with ids such as `ballot-3`; a `parse` of its sentences weighs
    them, and those that are less sure than `least` are left out.

    Never raises on any text.
    """
    evened = even(text)
    document = read_document(evened.text, source, registry)
    facts = list(stated(_ballots_once(_found(document))))
    kept = sure(weighed(facts, document, parse) if parse else facts, least)
    return Article(source, number(_placed(kept, evened)))


def _found(document: Document) -> list[Fact]:
    bodies = VotingBodies(document)
    return [
        *find_votes(document, bodies), *find_meetings(document, bodies), *find_figures(document), *find_speech(document)
    ]  # fmt: skip


def _placed(facts: Iterable[Fact], evened: Even) -> Iterable[Fact]:
    """The facts with their evidence where it stands in the text as read."""
    if not evened.steps:
        return facts
    return [replace(fact, evidence=tuple(map(evened.origin, fact.evidence))) for fact in facts]


def _ballots_once(facts: list[Fact]) -> list[Fact]:
    """The facts without the words for and against that a ballot in the same passage already tells of a state."""
    cast: dict[str, list[Span]] = {}
    for fact in facts:
        if isinstance(fact, Ballot) and not fact.inferred:
            cast.setdefault(fact.state.iri, []).extend(fact.evidence)
    return [f for f in facts if not (isinstance(f, Stance) and f.act == "word" and _within(f, cast))]


def _within(stance: Stance, cast: dict[str, list[Span]]) -> bool:
    return any(
        ballot.start < span.end and span.start < ballot.end
        for ballot in cast.get(stance.holder.iri, ())
        for span in stance.evidence
    )


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
