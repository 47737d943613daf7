"""What a change may have made invalid, and which data it takes to tell: a write is checked without all the rest.

The shapes walk from the node that they check along its own statements, along those of its values, and backwards to what
points to either: a ballot's state, the seats of that state, their bodies. So the data within these steps decide. A test
holds every rule that can be broken against a validation of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.terms import DCTERMS, OA, ORG, OWL, PROV, RDF, SKOS, UN
from shapes.validation import is_data

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple
_VOCABULARY = UN.State.value.removesuffix("State")
_MEMBERS = (UN.castBy, UN.member, UN.vetoedBy, UN.inBody)
_ORIGIN = (  # of half of the data
    DCTERMS.source,
    UN.reportedIn,
    OA.hasSource,
    PROV.wasDerivedFrom,
    PROV.wasGeneratedBy,
    UN.byRule,
    UN.decidedBy,
    UN.ofProperty,
)
_KEYS = (SKOS.prefLabel, SKOS.altLabel, UN.iso2, UN.iso3, UN.m49, OWL.sameAs)


@dataclass(frozen=True, slots=True)
class Look:
    """How to look things up: the statements about a node, and those that have a term as their object."""

    about: Callable[[Node], Iterable[Quad]]
    pointing_to: Callable[[Term], Iterable[Quad]]


def affected(changed: Iterable[Quad], look: Look) -> list[NamedNode]:
    """The nodes to check after a change, sorted. `changed` are the quads that went and came, of which some are data.

    A node is affected when its own description changed, or that of a node beside it. Seats reach further: votes,
    ballots and other seats are held against all seats of their state and body; so, for a change of a seat, whatever
    else its state and its body take part in counts too. And two things may not have one name, one code, or
    be the same as one other.
    """
    changed = [quad for quad in changed if is_data(quad)]
    own = {quad.subject for quad in changed if isinstance(quad.subject, Node)}
    about = [quad for node in own for quad in _data(look.about(node))]
    found: set[object] = {*own, *(quad.object for quad in (*about, *changed))}
    found |= {quad.subject for node in own for quad in _data(look.pointing_to(node))}
    found |= {quad.subject for quad in _of_the_same_key(about, look)}
    for hub in _hubs_of_seats([*about, *changed]):
        found |= {quad.subject for quad in _data(look.pointing_to(hub)) if quad.predicate in _MEMBERS}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def surroundings(nodes: Iterable[NamedNode], look: Look) -> list[Quad]:
    """The data that decide whether these nodes conform."""
    near = _and_values(set(nodes), look)
    around = near | {quad.subject for node in near for quad in _backwards(node, look) if quad.predicate not in _ORIGIN}
    same = set(_of_the_same_key([quad for node in nodes for quad in _data(look.about(node))], look))
    described = _and_parents(_and_values({node for node in around if isinstance(node, Node)}, look), look)
    return [*{quad for node in described for quad in _data(look.about(node))} | same]


def _data(quads: Iterable[Quad]) -> Iterable[Quad]:
    return filter(is_data, quads)


def _of_the_same_key(quads: Iterable[Quad], look: Look) -> Iterable[Quad]:
    """Who else has a name or a code, or is the same as something, that is among these."""
    keys = {quad.object for quad in quads if quad.predicate in _KEYS}
    return (quad for key in keys for quad in _data(look.pointing_to(key)) if quad.predicate in _KEYS)


def _and_values(nodes: Iterable[Node], look: Look) -> set[Node]:
    """The nodes and what their statements lead to."""
    values = {quad.object for node in nodes for quad in _data(look.about(node))}
    return {*nodes, *(value for value in values if isinstance(value, Node))}


def _backwards(node: Node, look: Look) -> Iterable[Quad]:
    """What points to a thing; not to a class or a code, which half of the data do."""
    if isinstance(node, NamedNode) and node.value.startswith(_VOCABULARY):
        return ()
    return (quad for quad in _data(look.pointing_to(node)) if quad.predicate != RDF.type)


def _and_parents(nodes: set[Node], look: Look) -> set[Node]:
    """The nodes and all bodies above them."""
    found, new = set(nodes), set(nodes)
    while new:
        above = {q.object for node in new for q in look.about(node) if q.predicate == ORG.subOrganizationOf}
        new = {node for node in above if isinstance(node, Node)} - found
        found |= new
    return found


def _hubs_of_seats(quads: Iterable[Quad]) -> set[Node]:
    """The states and bodies of the seats among what these quads describe."""
    quads = list(quads)
    seats = {quad.subject for quad in quads if quad.predicate == UN.member}
    hubs = {quad.object for quad in quads if quad.subject in seats and quad.predicate in (UN.member, UN.inBody)}
    return {hub for hub in hubs if isinstance(hub, Node)}
