"""Which nodes a change may have made invalid: what is checked again after a write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad

from ontology.terms import UN

_Node = NamedNode | BlankNode
_MEMBERS = (UN.castBy, UN.member, UN.vetoedBy)


def affected(quads: Iterable[Quad], changed: Iterable[Quad]) -> list[NamedNode]:
    """The nodes to check, sorted. `quads` are the data after the change, `changed` what went and came.

    A node is affected when its own description changed, or that of a node beside it. Seats reach further: votes,
    ballots and other seats are checked against all seats of their state and body, so for a change of a seat whatever
    else its state and its body take part in counts too.
    """
    changed = list(changed)
    own = {node for quad in changed if (node := quad.subject) and isinstance(node, _Node)}
    beside: set[object] = own | {quad.object for quad in changed}
    around: defaultdict[object, set[object]] = defaultdict(set)
    hubs = _hubs_of_seats(quads := list(quads), own, changed)
    for quad in quads:
        if quad.subject in own:
            beside.add(quad.object)
        if quad.object in own:
            beside.add(quad.subject)
        if quad.object in hubs and quad.predicate in (*_MEMBERS, UN.inBody):
            around[quad.object].add(quad.subject)
    found = beside.union(*around.values())
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _hubs_of_seats(quads: Iterable[Quad], own: set[_Node], changed: Iterable[Quad]) -> set[object]:
    """The states and bodies of the seats that changed, or were removed."""
    about = [quad for quad in quads if quad.subject in own] + list(changed)
    seats = {quad.subject for quad in about if quad.predicate == UN.member}
    return {quad.object for quad in about if quad.subject in seats and quad.predicate in (UN.member, UN.inBody)}
