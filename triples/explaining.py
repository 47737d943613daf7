"""Why a statement is in the graph: by which rule it follows, from what, and which places in which sources say that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.errors import InputError
from ontology.terms import DCTERMS, OA, PREFIXES, PROV, RDFS, SKOS, UN
from triples.deriving.closure import CLOSURES, Closure, classes_above
from triples.deriving.conclusions import rule
from triples.deriving.facts import Facts
from triples.iris import BASE, DISCREPANCIES, INFERRED
from triples.rdf import Node

_HOW = (PROV.wasDerivedFrom, UN.byRule)  # say how, and are not explained themselves


@dataclass(frozen=True, slots=True)
class Reason:
    """What is said, why it is there in a line, and what it follows from."""

    said: str
    why: tuple[str, ...]
    grounds: tuple[Reason, ...] = ()


def explain(store: Store, thing: str, property_: str | None = None) -> list[Reason]:
    """The reasons for what follows about a thing; with a property, for all its values, also those that sources state.

    `thing` is an IRI or `state/china`, `property_` an IRI or `org:memberOf`. InputError when there is nothing to tell.
    """
    node = NamedNode(thing if ":" in thing else f"{BASE}id/{thing}")
    wanted = _property(property_) if property_ else None
    reasons = _Reasons(store)
    found = [reasons.of(quad) for quad in reasons.statements(node, wanted)]
    if not found and wanted is None and (stated := reasons.sources(node)):
        found = [Reason(reasons.facts.name(node), stated)]
    if not found:
        about = f" of {property_}" if property_ else ""
        raise InputError(f"nothing is known{about} of {node.value}; `unkg query` helps to find the IRI of a thing")
    return found


def _property(written: str) -> NamedNode:
    prefix, _, local = written.partition(":")
    return NamedNode(f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else written)


class _Reasons:
    """Looks up what a statement follows from, down to the sources; each ground once."""

    def __init__(self, store: Store) -> None:
        self.facts = Facts(store)
        self._store = store
        self._told: set[NamedNode] = set()

    def statements(self, node: NamedNode, wanted: NamedNode | None) -> list[Quad]:
        """What follows about the node; with a property, whatever is said with it."""
        quads = list(self._store.quads_for_pattern(node, wanted, None, None))
        derived = [quad for quad in quads if quad.graph_name in (INFERRED, DISCREPANCIES)]
        chosen = quads if wanted else [quad for quad in derived if quad.predicate not in _HOW]
        return sorted(chosen, key=str)

    def of(self, quad: Quad) -> Reason:
        """Why this statement is there."""
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, (NamedNode, Literal))
        said = f"{self._name(quad.subject)} {_short(quad.predicate)} {self._name(quad.object)}"
        if quad.graph_name not in (INFERRED, DISCREPANCIES):
            return Reason(said, self.sources(quad.subject, quad))
        for by, grounds in self._derived(quad):
            return Reason(said, (self._rule(by),), tuple(self._ground(ground) for ground in grounds))
        for closure in CLOSURES:
            if closure.head[1] == quad.predicate and (stated := self._closed(closure, quad)):
                return Reason(said, (self._rule(rule(closure.rule)),), tuple(stated))
        claims = tuple(self._ground(claim) for claim in self.facts.nodes(quad.subject, UN.accordingTo))
        decided = (self._rule(by) for by in self.facts.nodes(quad.subject, UN.decidedBy))
        return Reason(said, ("sources differ on it", *decided), claims)

    def _derived(self, quad: Quad) -> Iterator[tuple[NamedNode, list[NamedNode]]]:
        """The rule and the grounds of the conclusion of which the statement is the content, or of the node itself."""
        assert isinstance(quad.subject, NamedNode)
        about = self.facts.pointing_to(quad.subject, UN.ofSubject)
        concluded = [
            node
            for node in about
            if self.facts.text(node, UN.ofProperty) == quad.predicate.value
            and quad.object in self.facts.nodes(node, UN.ofObject)
        ]
        for node in (*concluded, quad.subject):
            for by in self.facts.nodes(node, UN.byRule)[:1]:
                yield by, self.facts.nodes(node, PROV.wasDerivedFrom)

    def _closed(self, closure: Closure, quad: Quad) -> Iterator[Reason]:
        """The statements from which a rule of the vocabulary gives this one."""
        if closure.rule == "class-above":
            below = {kind for kind, _, above in classes_above() if above == quad.object}
            types = self._store.quads_for_pattern(quad.subject, quad.predicate, None, None)
            found = [said for said in types if said.object in below]
        else:
            assert isinstance(quad.object, NamedNode)
            found = list(self._store.quads_for_pattern(quad.object, closure.body[0][1], quad.subject, None))
        yield from (self.of(said) for said in sorted(set(found), key=str) if said != quad)

    def _ground(self, node: NamedNode) -> Reason:
        name = self._name(node)
        if node in self._told:
            return Reason(name, ("as above",))
        self._told.add(node)
        for by in self.facts.nodes(node, UN.byRule)[:1]:
            grounds = self.facts.nodes(node, PROV.wasDerivedFrom)
            return Reason(name, (self._rule(by),), tuple(self._ground(ground) for ground in grounds))
        return Reason(name, self.sources(node))

    def sources(self, node: NamedNode, quad: Quad | None = None) -> tuple[str, ...]:
        """Who says so: the articles with the place in each, the tables with their sources."""
        reported = [self._place(node, source) for source in self.facts.nodes(node, UN.reportedIn)]
        tables = [f"says {self._name(source)}" for source in self.facts.nodes(node, DCTERMS.source)]
        graphs = [] if quad is None or not isinstance(quad.graph_name, NamedNode) else [f"in {_short(quad.graph_name)}"]
        return (*reported, *tables) or tuple(graphs)

    def _place(self, node: NamedNode, source: NamedNode) -> str:
        from_it = [e for e in self.facts.nodes(node, UN.evidence) if source in self.facts.nodes(e, OA.hasSource)]
        return f"says {self.facts.place(from_it) or self.facts.publication(source)}"

    def _rule(self, by: NamedNode) -> str:
        return f'by the rule "{self.facts.text(by, RDFS.label)}": {self.facts.text(by, SKOS.definition)}'

    def _name(self, term: Node) -> str:
        return self.facts.name(term) if isinstance(term, NamedNode) else term.value


def _short(iri: NamedNode) -> str:
    for prefix, namespace in sorted(PREFIXES.items()):
        if iri.value.startswith(namespace):
            return f"{prefix}:{iri.value.removeprefix(namespace)}"
    return iri.value.removeprefix(BASE)
