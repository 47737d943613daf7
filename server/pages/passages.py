"""Places in sources: where a thing is said, and all that a source says in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from server.asking import Asker, iri, literal
from server.pages.reading import number, text

_SAID = """
SELECT DISTINCT ?source ?start ?end ?rule ?confidence WHERE {
  {{thing}} un:evidence ?evidence .
  ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
  OPTIONAL { ?evidence un:rule ?rule } OPTIONAL { ?evidence un:confidence ?confidence }
} ORDER BY ?source ?start ?end ?rule LIMIT 200
"""
_READ = """
SELECT DISTINCT ?start ?end ?thing ?confidence WHERE {
  { SELECT DISTINCT ?start ?end ?selector WHERE {
    ?any oa:hasSource {{thing}} ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end .
  } ORDER BY ?start ?end LIMIT {{size}} OFFSET {{skipped}} }
  ?evidence oa:hasSelector ?selector ; oa:hasSource {{thing}} . ?thing un:evidence ?evidence .
  OPTIONAL { ?evidence un:confidence ?confidence }
} ORDER BY ?start ?end ?thing
"""
_COUNT = """
SELECT (COUNT(*) AS ?all) WHERE {
  SELECT DISTINCT ?selector WHERE { ?any oa:hasSource {{thing}} ; oa:hasSelector ?selector } LIMIT 10001
}
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source: code points from `start` to `end`, found by `rule`."""

    source: NamedNode
    start: int
    end: int
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What a source says in one place: the things, each with how sure its reading is."""

    start: int
    end: int
    things: tuple[tuple[NamedNode, str], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and the place (start and end) that begins last among those it belongs to; None: of none."""

    text: str
    place: tuple[int, int] | None


def passages(asker: Asker, thing: NamedNode) -> tuple[Passage, ...]:
    """Where the thing is said, in the order of sources and of reading."""
    return tuple(
        Passage(
            iri(row["source"]), number(row, "start"), number(row, "end"), text(row, "rule"), text(row, "confidence")
        )
        for row in asker.select(_SAID, thing=thing)
    )


def reported(asker: Asker, source: NamedNode, page: int, size: int) -> tuple[tuple[Reported, ...], int]:
    """One page of what a source says, in the order of reading, and in how many places it says anything."""
    found: dict[tuple[int, int], list[tuple[NamedNode, str]]] = {}
    for row in asker.select(_READ, thing=source, size=size, skipped=(page - 1) * size):
        place = number(row, "start"), number(row, "end")
        found.setdefault(place, []).append((iri(row["thing"]), text(row, "confidence")))
    total = next(int(literal(row["all"])) for row in asker.select(_COUNT, thing=source))
    return tuple(Reported(*place, tuple(things)) for place, things in found.items()), total


def stretches(whole: str, places: Sequence[Reported]) -> Iterator[Stretch]:
    """The text in pieces, cut where a place begins or ends; offsets count code points, as Python's do."""
    spans = sorted({(one.start, one.end) for one in places})
    cuts = sorted({0, len(whole), *(edge for span in spans for edge in span if edge < len(whole))})
    for begin, end in pairwise(cuts):
        around = [span for span in spans if span[0] <= begin and end <= span[1]]
        yield Stretch(whole[begin:end], around[-1] if around else None)
