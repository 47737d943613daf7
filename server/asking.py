"""Our own queries: what pages and documents are made of. Values enter a query here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ontology.terms import PREFIXES
from server.engine.answer import Answer
from server.engine.errand import Errand, Loop, Outcome
from server.engine.wire import Job
from server.language import DEFAULT
from server.settings import Settings

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


class Engine(Protocol):
    """What evaluates queries: a pool of workers, or a store elsewhere."""

    def evaluate(self, job: Job, client: int | None = None) -> Answer:
        """The answer to a job, for a thread; Problem when there is none. `client`: when that closes, the query ends."""

    def begin(self, job: Job, loop: Loop, told: Callable[[Outcome], None]) -> Errand:
        """The job, under way for an event loop; `told` hears the answer, or the Problem that there is instead."""

    def look(self) -> None:
        """To be called now and then while queries are under way."""


Given = NamedNode | Literal | Iterable[NamedNode] | int


def written(query: str, **values: Given) -> str:
    """The query with the project's prefixes, and each `{{name}}` replaced by its value: an IRI, several, a literal, a
    number.

    A NamedNode holds a valid IRI, which has no character that could end it early, and a literal is written with its
    quotes escaped; so nothing can be smuggled in.
    """
    return _PROLOGUE + _PLACEHOLDER.sub(lambda match: _text(values[match[1]]), query)


def _text(value: Given) -> str:
    if isinstance(value, (int, NamedNode, Literal)):
        return str(value)
    return " ".join(str(iri) for iri in value)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the engine on behalf of pages: always over the union of all graphs. `lang` is the language that labels are
    wanted in."""

    engine: Engine
    settings: Settings
    lang: str = DEFAULT

    def select(self, query: str, **values: Given) -> Iterator[QuerySolution]:
        """The rows of a SELECT."""
        answer = self._answer(written(query, **values), "json", None)
        rows = parse_query_results(answer, format=QueryResultsFormat.JSON)
        assert isinstance(rows, QuerySolutions)
        return rows

    def ask(self, query: str, **values: Given) -> bool:
        """The answer to an ASK."""
        said = parse_query_results(self._answer(written(query, **values), "json", None), format=QueryResultsFormat.JSON)
        assert isinstance(said, QueryBoolean)
        return bool(said)

    def construct(self, query: str, **values: Given) -> list[Triple]:
        """The triples of a CONSTRUCT."""
        answer = self._answer(written(query, **values), None, "ntriples")
        return [quad.triple for quad in parse(answer, format=RdfFormat.N_TRIPLES)]

    def _answer(self, query: str, solutions: str | None, triples: str | None) -> bytes:
        settings = self.settings
        union = settings.default_graph != "union"
        job = Job(query, solutions, triples, settings.base_iri, settings.timeout, settings.result_size, union=union)
        return self.engine.evaluate(job).read()


def literal(term: object) -> str:
    """The text of a term that is known to be a literal."""
    assert isinstance(term, Literal)
    return term.value


def iri(term: object) -> NamedNode:
    """A term that is known to be an IRI."""
    assert isinstance(term, NamedNode)
    return term
