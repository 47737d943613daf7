"""What follows from the meaning of the vocabulary alone: SPARQL rules, applied until nothing new comes.

Only what readers ask for: a class of ours above the one that is given, the parts of a body, the parts of a matter.
Whoever wants all that OWL entails runs a reasoner over a dump.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store, Variable

from ontology.files import read_ontology
from ontology.terms import ORG, RDF, RDFS, SKOS, UN
from triples.iris import INFERRED, ONTOLOGY

Pattern = tuple[Variable, NamedNode, Variable]
_THING, _CLASS, _OTHER = Variable("thing"), Variable("class"), Variable("other")
_OURS = UN.State.value.removesuffix("State")


@dataclass(frozen=True, slots=True)
class Closure:
    """A rule by its slug: where the `body` is said, the `head` is true."""

    rule: str
    head: Pattern
    body: tuple[Pattern, ...]

    @property
    def update(self) -> str:
        """The rule as SPARQL 1.1 Update."""
        body = " ".join(f"GRAPH ?graph{at} {{ {_written(said)} }}" for at, said in enumerate(self.body))
        head = _written(self.head)
        return (
            f"INSERT {{ GRAPH {INFERRED} {{ {head} }} }} WHERE {{ {body} "
            f"FILTER NOT EXISTS {{ GRAPH ?known {{ {head} }} }} }}"
        )


CLOSURES = (
    Closure("class-above", (_THING, RDF.type, _OTHER), ((_THING, RDF.type, _CLASS), (_CLASS, RDFS.subClassOf, _OTHER))),
    Closure(
        "body-lists-its-parts", (_THING, ORG.hasSubOrganization, _OTHER), ((_OTHER, ORG.subOrganizationOf, _THING),)
    ),
    Closure("matter-lists-its-parts", (_THING, SKOS.narrower, _OTHER), ((_OTHER, SKOS.broader, _THING),)),
)


def close(store: Store) -> None:
    """Adds to `graph/inferred` of the store what these rules give, up to the fixpoint."""
    axioms = [Quad(*above, ONTOLOGY) for above in classes_above()]
    store.extend(axioms)
    before = -1
    while before != (before := len(store)):
        for rule in CLOSURES:
            store.update(rule.update)
    for axiom in axioms:
        store.remove(axiom)


def classes_above() -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    """What the vocabulary says of which class of ours is below which."""
    for said in read_ontology():
        if said.predicate == RDFS.subClassOf and str(said.object).startswith(f"<{_OURS}"):
            assert isinstance(said.subject, NamedNode)
            assert isinstance(said.object, NamedNode)
            yield said.subject, said.predicate, said.object


def _written(pattern: Pattern) -> str:
    return " ".join(str(term) for term in pattern)
