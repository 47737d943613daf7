"""Reads the texts of a gold with the rules as they are, and holds what was read against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from triples.evaluation.gold import read_gold
from triples.evaluation.judging import Judgement, judge
from triples.evaluation.matching import names_of_bodies
from triples.extraction import extract
from triples.extraction.syntax import Parse
from triples.reading import read_texts
from triples.reference import load_registry

Progress = Callable[[str, int, int], None]


def judgements(
    golds: Sequence[Path], progress: Progress, parse: Parse | None = None, least: float = 0.0
) -> list[Judgement]:
    """The judgements on every text of these golds, read as `unkg extract` reads it, with a parse or without,
    down to the `least` confidence.

    Raises InputError.
    """
    registry = load_registry()
    bodies, found = names_of_bodies(registry), list[Judgement]()
    texts = [text for gold in golds for text in read_gold(gold)]
    for number, marked in enumerate(texts):
        progress("reading texts", number, len(texts))
        articles = [extract(t.text, t.source, registry, parse, least) for t in read_texts([marked.file])]
        found += judge(marked, [fact for article in articles for fact in article.facts], bodies)
    return found
