"""What a report says beside the rule: what a node is called, and which passage of which source it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ontology.terms import DCTERMS, FOAF, OA, RDFS, SKOS, UN
from shapes.report import Passage, Term

_NAMES = (SKOS.prefLabel, RDFS.label, FOAF.name, DCTERMS.title)


class Context:
    """Looks up in the data that were validated what they say of a node."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: defaultdict[object, list[Quad]] = defaultdict(list)
        for quad in quads:
            self._about[quad.subject].append(quad)

    def label(self, node: Term) -> str:
        """The English name where there is one, else any name, else the last words of the IRI."""
        names = (self._name(node, term) for term in _NAMES)
        return next((name for name in names if name), None) or " ".join(_iri(node).split("/")[-2:])

    def graphs(self, node: Term) -> tuple[str, ...]:
        """The IRIs of the named graphs that describe the node, sorted."""
        names = {quad.graph_name for quad in self._about.get(node, ())}
        return tuple(sorted(name.value for name in names if isinstance(name, NamedNode)))

    def values(self, node: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """The values of a property of the node, sorted."""
        return tuple(sorted(set(self._objects(node, predicate)), key=str))

    def passages(self, node: Term) -> tuple[Passage, ...]:
        """Where sources say it, in reading order; a source that is named without evidence stands for itself."""
        evidence = [node, *self._objects(node, UN.evidence)]
        found = {passage for item in evidence for passage in self._places(item)}
        told = {passage.source for passage in found}
        others = (source for source in self._objects(node, UN.reportedIn) if _iri(source) not in told)
        found |= {Passage(_iri(source), self.label(source)) for source in others}
        return tuple(sorted(found, key=lambda p: (p.source, -1 if p.start is None else p.start, p.end or 0)))

    def _objects(self, node: object, predicate: NamedNode) -> list[Term]:
        return [quad.object for quad in self._about.get(node, ()) if quad.predicate == predicate]

    def _name(self, node: object, term: NamedNode) -> str | None:
        names = [name for name in self._objects(node, term) if isinstance(name, Literal)]
        english = (name.value for name in names if name.language in ("en", None))
        return min(english, default=None) or min((name.value for name in names), default=None)

    def _places(self, evidence: object) -> Iterator[Passage]:
        selectors = self._objects(evidence, OA.hasSelector)
        places = [place for place in map(self._offsets, selectors) if place]
        for source in self._objects(evidence, OA.hasSource):
            alone = Passage(_iri(source), self.label(source))
            yield from [replace(alone, start=start, end=end) for start, end in places] or [alone]

    def _offsets(self, selector: object) -> tuple[int, int] | None:
        start, end = (min(map(_whole, self._objects(selector, term)), default=None) for term in (OA.start, OA.end))
        return (start, end) if start is not None and end is not None else None


def _whole(number: Term) -> int:
    """The number, or 0 for what is none: a report must not fail on the fault that it is about."""
    return int(number.value) if isinstance(number, Literal) and number.value.isdecimal() else 0


def _iri(node: Term) -> str:
    return "" if isinstance(node, Triple) else node.value
