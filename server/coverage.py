"""What each of the project's own articles says, in the project's words, and the query that finds it in the graph.

`queries/coverage/ARTICLE.csv` has a line for each thing said: the words, which of the queries in
`queries/coverage/asks/` finds it, and what that query is asked of: its `$1`, `$2` ..., with `$source` for the article.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from string import Template

from server.examples import FOLDER
from triples.iris import BASE

_COVERAGE = FOLDER / "coverage"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an article (its slug) says, and the query that must find it."""

    article: str
    says: str
    asks: str
    query: str


def coverage() -> Iterator[Said]:
    """Every line of every article, in the order of the files."""
    for path in sorted(_COVERAGE.glob("*.csv")):
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            yield Said(path.stem, row["says"], row["asks"], _query(path.stem, row["asks"], row["of"].split()))


def _query(article: str, asks: str, of: list[str]) -> str:
    template = (_COVERAGE / "asks" / f"{asks}.rq").read_text(encoding="utf-8")
    values = {f"_{number}": _iri(value) if "/" in value else value for number, value in enumerate(of, 1)}
    return Template(template).substitute(values, source=_iri(f"source/{article}"))


def _iri(thing: str) -> str:
    return f"{BASE}id/{thing}"
