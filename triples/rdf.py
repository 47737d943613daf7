"""Making RDF terms and statements: the few shapes that the whole package uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import XSD

_WORD = re.compile(r"\w+")  # so that the s of "Council's" counts

Node = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Node]


def text(value: str) -> Literal:
    """An English text."""
    return Literal(value, language="en")


def brief(words: str, most: int = 7) -> str:
    """The first words, with a mark where more follow: a name for a thing and not a sentence of its source."""
    found = list(_WORD.finditer(words))
    if len(found) <= most:
        return " ".join(words.split())
    cut = found[most].start()
    return f"{' '.join(words[: words.rindex(' ', 0, cut)].split())} …" if " " in words[:cut] else words[:cut]


def day(value: date) -> Literal:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=XSD.date)


def decimal(value: float) -> Literal:
    """An `xsd:decimal` in its canonical form, as the store would give it back: 372 and not 372.0."""
    exact = Decimal(repr(value)).normalize()
    return Literal(f"{exact:f}", datatype=XSD.decimal)


def in_graph(triples: Iterable[Triple], graph: NamedNode) -> Iterator[Quad]:
    """The triples as statements of one named graph."""
    return (Quad(subject, predicate, object_, graph) for subject, predicate, object_ in triples)
