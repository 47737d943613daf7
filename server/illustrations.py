"""Examples from the data for the terms of the ontology: of each class a thing, of each property a thing with a value.

The first in the order of IRIs is taken, so that the same data give the same examples. They are looked up once for each
version of the data.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution

from server.asking import Asker, iri, literal
from server.labels import Label, labels

Select = Callable[[str], Iterable[QuerySolution]]

_OURS = "FILTER (STRSTARTS(STR(?term), STR(un:)))"
CLASSES = f"""
SELECT ?term (MIN(?thing) AS ?first) (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  ?thing a ?term {_OURS}
}} GROUP BY ?term ORDER BY ?term
"""
_CODES = f"""
SELECT ?term (MIN(?thing) AS ?first) (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  ?term skos:inScheme ?list {_OURS} ?thing ?property ?term FILTER (!STRSTARTS(STR(?thing), STR(un:)))
}} GROUP BY ?term ORDER BY ?term
"""
_PROPERTIES = f"""
SELECT ?term ?first ?count ?value WHERE {{
  {{
    SELECT ?term (MIN(?thing) AS ?first) (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
      ?thing ?term ?any {_OURS}
    }} GROUP BY ?term
  }}
  ?first ?term ?value
}} ORDER BY ?term ?value
"""


@dataclass(frozen=True, slots=True)
class Illustration:
    """An example of a term: the `thing`, and of a property its value, a text or an IRI; `count` things have it."""

    term: str
    thing: str
    count: int
    value: str = ""
    value_iri: str = ""


def illustrate(select: Select) -> Mapping[str, Illustration]:
    """An example of each term of ours that the data use, by its IRI. `select` answers a SELECT over all graphs."""
    found = {row.term: row for query in (_CODES, CLASSES) for row in map(_illustration, select(query))}
    values: dict[str, list[QuerySolution]] = {}
    for row in select(_PROPERTIES):
        values.setdefault(iri(row["term"]).value, []).append(row)
    return found | {term: _illustration(min(rows, key=_preference)) for term, rows in values.items()}


def _preference(row: QuerySolution) -> tuple[bool, str]:
    """English before other languages, then by the order of letters."""
    value = row["value"]
    return isinstance(value, Literal) and value.language not in ("en", None), str(value)


def _illustration(row: QuerySolution) -> Illustration:
    term, thing, count = iri(row["term"]).value, iri(row["first"]).value, int(literal(row["count"]))
    value = row["value"]
    if isinstance(value, NamedNode):
        return Illustration(term, thing, count, value_iri=value.value)
    return Illustration(term, thing, count, value.value if isinstance(value, Literal) else "")


class Illustrations:
    """The examples of what is served: looked up when first asked for, and again when the data have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[str, Mapping[str, Illustration], Mapping[str, Label]] | None = None

    def of(self, version: str, asker: Asker) -> tuple[Mapping[str, Illustration], Mapping[str, Label]]:
        """The examples of this version of the data, and what the things in them are called.

        Problem where the data cannot be asked; then the next reader asks again.
        """
        with self._lock:
            if self._made is None or self._made[0] != version:
                found = illustrate(asker.select)
                named = {name for row in found.values() for name in (row.thing, row.value_iri) if name}
                self._made = version, found, labels(asker, [NamedNode(name) for name in sorted(named)])
            return self._made[1:]
