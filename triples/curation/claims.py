"""The facts of articles as a curator sees them: of what kind, from where, what they say, and a name that lasts.

A fact is known by its source's content, its kind, what it says and where it stands, never by a running number. So a
decision about it holds after the article was read anew, as long as the same is read at the same place.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import OA, RDF, RDFS, UN
from triples.iris import BASE

ARTICLES = f"{BASE}graph/article/"

# What a fact of each kind says: by these it is told from the others in its passage. Numbers bear a word.
_SAYS: Mapping[NamedNode, tuple[str, Mapping[NamedNode, str]]] = {
    UN.Vote: (
        "vote",
        {UN.inBody: "", UN.tallyFor: "for ", UN.tallyAgainst: "against ", UN.tallyAbstain: "abstain ", UN.outcome: ""},
    ),
    UN.Ballot: ("ballot", {UN.castBy: "", UN.choice: ""}),
    UN.Tenure: ("post", {UN.holder: "", UN.post: "", UN.bearing: ""}),
    UN.Statement: ("statement", {UN.speaker: "", UN.onBehalfOf: "for "}),
    UN.Stance: ("stance", {UN.holder: "", UN.polarity: "", UN.regarding: ""}),
    UN.Meeting: ("meeting", {UN.ofBody: "", UN.date: ""}),
    UN.ReportedFigure: ("figure", {UN.quantity: "", UN.unit: ""}),
}
KINDS = tuple(sorted(kind for kind, _ in _SAYS.values()))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage by its offsets; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Key:
    """What a fact is known by: the SHA-256 of its source, its kind, the first of its passages, and what it says."""

    source: str
    kind: str
    span: Span
    value: str

    @property
    def id(self) -> str:
        """A short name: the kind, and eight letters made of all the rest."""
        told = f"{self.source} {self.kind} {self.span.start} {self.value}"
        return f"{self.kind}-{short(told)}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact that an article tells: its node in the article's graph, and how sure the surest of its rules is."""

    key: Key
    node: NamedNode
    graph: NamedNode
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    title: str


def short(told: str) -> str:
    """Eight letters and digits that stand for a text: the first 40 bits of its SHA-256, in base 32."""
    return base64.b32encode(hashlib.sha256(told.encode()).digest()[:5]).decode().lower()


class Index:
    """Statements by graph and subject."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: defaultdict[tuple[object, object], list[Quad]] = defaultdict(list)
        self.sources: dict[NamedNode, tuple[str, str]] = {}  # source to hash and title
        self._labels: dict[object, str] = {}
        for quad in quads:
            self._about[quad.graph_name, quad.subject].append(quad)
            if quad.predicate == RDFS.label and isinstance(quad.object, Literal):
                self._labels[quad.subject] = quad.object.value
        for (_, subject), about in list(self._about.items()):
            for quad in about:
                if quad.predicate == UN.contentHash and isinstance(subject, NamedNode):
                    self.sources[subject] = (_word(quad.object), self._labels.get(subject, ""))

    def nodes(self) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Every graph of an article with each node that it describes."""
        for graph, subject in self._about:
            if is_article(graph) and isinstance(graph, NamedNode) and isinstance(subject, NamedNode):
                yield graph, subject

    def about(self, graph: object, subject: object) -> list[Quad]:
        """What a graph says of a node."""
        return self._about.get((graph, subject), [])

    def values(self, graph: object, subject: object, predicate: NamedNode) -> list[object]:
        """The values of a property."""
        return [quad.object for quad in self.about(graph, subject) if quad.predicate == predicate]


def is_article(graph: object) -> bool:
    """Whether a graph is that of an article."""
    return isinstance(graph, NamedNode) and graph.value.startswith(ARTICLES)


def claims(index: Index) -> list[Claim]:
    """Every fact that articles tell, by source, place, kind and value."""
    found = (claim for graph, node in index.nodes() for claim in _claims(index, graph, node))
    return sorted(found, key=lambda c: (c.title, c.key.source, c.key.span, c.key.kind, c.key.value))


def _claims(index: Index, graph: NamedNode, node: NamedNode) -> Iterator[Claim]:
    types = index.values(graph, node, RDF.type)
    kind, says = next((_SAYS[type_] for type_ in _SAYS if type_ in types), ("", {}))
    places = sorted(_places(index, graph, node), key=lambda place: (place[1], -place[2], place[3]))
    if not kind or not places:
        return
    source, first, *_ = places[0]
    digest, title = index.sources.get(source, ("", ""))
    value = " ".join(f"{says[p]}{_word(v)}" for p in says for v in sorted(index.values(graph, node, p), key=str))
    _, _, confidence, rule = max(places, key=lambda place: (place[2], place[3]))
    spans = tuple(sorted({place[1] for place in places}))
    yield Claim(Key(digest, kind, first, value), node, graph, spans, rule, confidence, title)


def _places(index: Index, graph: NamedNode, node: NamedNode) -> Iterator[tuple[NamedNode, Span, float, str]]:
    """Source, passage, confidence and rule of each evidence."""
    for evidence in index.values(graph, node, UN.evidence):
        of = {p: next(iter(index.values(graph, evidence, p)), None) for p in (OA.hasSource, UN.rule, UN.confidence)}
        source, rule, sure = of[OA.hasSource], of[UN.rule], of[UN.confidence]
        for selector in index.values(graph, evidence, OA.hasSelector):
            ends = [index.values(graph, selector, p) for p in (OA.start, OA.end)]
            if all(ends) and isinstance(source, NamedNode) and sure and rule:
                start, end = (int(_word(values[0])) for values in ends)
                yield source, Span(start, end), float(_word(sure)), _word(rule)


def _word(term: object) -> str:
    """A literal's text, or the last part of an IRI."""
    if isinstance(term, NamedNode):
        return term.value.replace("#", "/").rpartition("/")[2]
    return term.value if isinstance(term, Literal) else str(term)
