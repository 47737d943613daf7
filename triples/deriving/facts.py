"""Looking things up in the union of all graphs, in an order that never changes, and saying them in English."""

from __future__ import annotations

import calendar
from datetime import date

from pyoxigraph import Literal, NamedNode, Store

from ontology.terms import DCTERMS, FOAF, OA, RDFS, SKOS, UN
from triples.deriving.rows import key
from triples.rdf import Node

_NAMES = (SKOS.prefLabel, RDFS.label, FOAF.name, DCTERMS.title)
_ENGLISH = ("en", None)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Facts:
    """What the graph says of a node."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[NamedNode, str] = {}

    def values(self, node: NamedNode, predicate: NamedNode) -> list[Node]:
        """The values of a property, each once, sorted."""
        quads = self._store.quads_for_pattern(node, predicate, None, None)
        return sorted({quad.object for quad in quads if isinstance(quad.object, (NamedNode, Literal))}, key=str)

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Those values that are IRIs."""
        return [value for value in self.values(node, predicate) if isinstance(value, NamedNode)]

    def text(self, node: NamedNode, predicate: NamedNode) -> str:
        """The value of a property as text, the first of several; empty where there is none."""
        return next((value.value for value in self.values(node, predicate)), "")

    def pointing_to(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The nodes of which it is a value, sorted."""
        quads = self._store.quads_for_pattern(None, predicate, node, None)
        return sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str)

    def is_named(self, node: NamedNode) -> bool:
        """Whether some source gives it a name."""
        return any(self.values(node, name) for name in _NAMES)

    def name(self, node: NamedNode) -> str:
        """Its English name, else the words of its IRI."""
        if node not in self._names:
            self._names[node] = self._name(node)
        return self._names[node]

    def _name(self, node: NamedNode) -> str:
        given = (value for name in _NAMES for value in self.values(node, name) if isinstance(value, Literal))
        return next((name.value for name in given if name.language in _ENGLISH), key(node).replace("-", " "))

    def named(self, node: NamedNode, predicate: NamedNode) -> str:
        """The names of the values of a property, joined; empty where there are none."""
        return " and ".join(self.name(value) for value in self.nodes(node, predicate))

    def when(self, node: NamedNode) -> str:
        """The day in words, or the days between which it lies; empty where neither is known."""
        if day := self.text(node, UN.date) or self.text(node, DCTERMS.issued):
            return in_words(date.fromisoformat(day), date.fromisoformat(day))
        first, last = self.text(node, UN.dateEarliest), self.text(node, UN.dateLatest)
        return in_words(date.fromisoformat(first), date.fromisoformat(last)) if first and last else ""

    def publication(self, source: NamedNode) -> str:
        """A source as readers cite it: who published it and when; its title where nobody did."""
        publisher, when = self.named(source, DCTERMS.publisher), self.when(source)
        return ", ".join(filter(None, (publisher or self.name(source), when)))

    def publications(self, node: NamedNode) -> str:
        """The sources that report a node."""
        return " and ".join(self.publication(source) for source in self.nodes(node, UN.reportedIn))

    def place(self, evidence: list[NamedNode]) -> str:
        """The source and the characters from the first to the last of this evidence; empty without evidence."""
        selectors = [place for found in evidence for place in self.nodes(found, OA.hasSelector)]
        offsets = [
            int(self.text(place, bound))
            for place in selectors
            for bound in (OA.start, OA.end)
            if self.text(place, bound)
        ]
        sources = [source for found in evidence for source in self.nodes(found, OA.hasSource)]
        named = self.publication(sources[0]) if sources else ""
        return ", ".join(filter(None, (named, f"characters {min(offsets)} to {max(offsets)}" if offsets else "")))


def in_words(first: date, last: date) -> str:
    """`10 December 2015`, `October 2014`, `2014`, `2023 to 2024`, `1 to 7 June 2015`, and so on."""
    month = f"{_MONTHS[last.month - 1]} {last.year}"
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if first == last:
        return f"{last.day} {month}"
    if (first.year, first.month) == (last.year, last.month):
        return month if whole_months else f"{first.day} to {last.day} {month}"
    if whole_months and (first.month, last.month) == (1, 12):
        return str(last.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{in_words(first, first)} to {in_words(last, last)}"
