"""A small invented report, as facts, and what the reference data know about its actors."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from triples.describe import describe
from triples.facts import Agent, Article, Ballot, Fact, Meeting, Source, Span, Tally, When
from triples.iris import graph, thing
from triples.registry import Entity, Name, Registry, TenureTerm

TEXT = "The Harbour Council met on 3 May. Norland and Sudland were against, Westland abstained. Five said yes. " * 3


def _agent(kind: str, label: str, iso3: str | None = None) -> Agent:
    folder = "official" if kind == "person" else kind
    return Agent(kind, label, thing(folder, label).value, iso3)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Report:
    """The quads of one described article, and how to ask for them."""

    quads: list[Quad]
    slug: str

    def values(self, subject: NamedNode, predicate: NamedNode) -> set[str]:
        """What the article says of a node, as the last part of each IRI or as text."""
        found = (q.object for q in self.quads if q.subject == subject and q.predicate == predicate)
        return {term.value.replace("#", "/").rpartition("/")[2] for term in found}  # type: ignore[union-attr]

    def of_class(self, class_: NamedNode) -> list[NamedNode]:
        """The nodes of a class, sorted."""
        type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        return sorted({q.subject for q in self.quads if q.predicate == type_ and q.object == class_}, key=str)  # type: ignore[arg-type]

    def graphs(self) -> set[str]:
        """The names of the graphs that the quads are in."""
        return {q.graph_name.value.removeprefix(graph("x").value[:-1]) for q in self.quads}  # type: ignore[union-attr]


class World:
    """Makes agents, facts and described reports."""

    council = _agent("body", "Harbour Council")
    norland = _agent("state", "Norland", "NOR")
    sudland = _agent("state", "Sudland", "SUD")
    westland = _agent("state", "Westland", "WES")
    mira = _agent("person", "Mira Okafor")
    jon = _agent("person", "Jon Vale")
    text = TEXT

    def shared(self, name: str, start: int = 0, end: int = 33, **more: Any) -> dict[str, Any]:
        """What every fact needs: id, evidence, rule."""
        return {"id": name, "evidence": (Span(start, end),), "rule": "test-rule", **more}

    def on(self, *ymd: int) -> When:
        """A day."""
        return When(None, date(*ymd), date(*ymd))

    def tally(self, name: str = "t", **more: Any) -> Tally:
        """A vote of five to two with one abstention on 3 May 2020."""
        given: dict[str, Any] = {
            "body": self.council,
            "for_": 5,
            "against": 2,
            "abstain": 1,
            "motion": "procedural",
            "when": self.on(2020, 5, 3),
        }
        return Tally(**self.shared(name), **{**given, **more})

    def ballot(self, state: Agent, choice: Any, vote: str | None = "t", **more: Any) -> Ballot:
        """A ballot in that vote."""
        return Ballot(**self.shared(f"b-{state.label}", 34, 87), vote=vote, state=state, choice=choice, **more)

    def meeting(self, **more: Any) -> Meeting:
        """The meeting of that day."""
        given: dict[str, Any] = {"body": self.council, "when": self.on(2020, 5, 3), "topic": "fishing rights"}
        return Meeting(**self.shared("m"), **{**given, **more})

    def registry(self) -> Registry:
        """Knows the council, the three states and one tenure."""
        known: tuple[tuple[Any, Agent], ...] = (
            ("body", self.council),
            ("state", self.norland),
            ("state", self.sudland),
            ("state", self.westland),
        )
        entities = tuple(
            Entity(kind, a.iri.rpartition("/")[2], a.label, a.iri, (Name(a.label, "label"),), a.iso3)
            for kind, a in known
        )
        warden = TenureTerm("jon-vale", "Special Rapporteur on harbours", "harbour-council", None, None, None, None)
        return Registry(entities, (), (warden,))

    def report(
        self,
        *facts: Fact,
        slug: str = "gazette",
        published: When | None = None,
        title: str = "Harbour news",
        **options: Any,
    ) -> Report:
        """The facts, described as one article of 4 May 2020."""
        day = published or self.on(2020, 5, 4)
        source = Source("g.txt", "ab" * 32, title, "The Gazette", day, "https://example.org/g", slug)
        return Report(describe(Article(source, facts), self.text, self.registry(), **options), slug)


@pytest.fixture
def world() -> World:
    """Norland, Sudland, Westland and the Harbour Council."""
    return World()
