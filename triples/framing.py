"""The document of one thing as a tree: JSON-LD framed with what points to the thing inside of it (JSON-LD Framing 1.1).

The thing stands at the top. What it names stands where it is named, what points to it under the word for that
(`ballots` in a vote, `seats` in a state), and labels of classes, to which only `type` leads, under `@included`. The
tree says exactly what the triples say. PyLD does the framing, as any reader of JSON-LD would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from ontology.files import CONTEXT_FILE
from ontology.terms import RDF
from triples.compaction import Inexpressible

Json = dict[str, Any]


@lru_cache(maxsize=32)
def framed(thing: NamedNode, triples: tuple[Triple, ...]) -> bytes:
    """The document; the trees that were asked for last are kept. Inexpressible where JSON-LD cannot say a triple."""
    try:
        return json.dumps(_tree(thing, triples), ensure_ascii=False, indent=1).encode() + b"\n"
    except jsonld.JsonLdError as error:
        raise Inexpressible(str(error).partition("\n")[0]) from None


def _tree(thing: NamedNode, triples: tuple[Triple, ...]) -> Json:
    ordered = sorted(triples, key=str)
    pointing = sorted({triple.predicate.value for triple in ordered if triple.object == thing})
    nodes = jsonld.from_rdf((serialize(ordered, format=RdfFormat.N_TRIPLES) or b"").decode())
    reached = _reached(thing, ordered)
    frame = {**_context(), "@id": thing.value, "@reverse": {predicate: {} for predicate in pointing}}
    tree: Json = jsonld.frame(nodes, frame, {"omitDefault": True})
    rest = [node for node in nodes if node["@id"] not in reached and len(node) > 1]
    if rest:
        tree["@included"] = [_compact(node) for node in rest]
    return {**_context(), **{name: value for name, value in tree.items() if name != "@context"}}


def _compact(node: Json) -> Json:
    found: Json = jsonld.compact(node, _context())
    return {name: value for name, value in found.items() if name != "@context"}


def _reached(thing: NamedNode, triples: Iterable[Triple]) -> frozenset[str]:
    """What the tree shows: all that the thing, or what points to it, leads to by other properties than its class."""
    leads: dict[str, list[str]] = {}
    reached = [thing.value]
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        if isinstance(triple.object, NamedNode) and triple.predicate != RDF.type:
            leads.setdefault(triple.subject.value, []).append(triple.object.value)
        if triple.object == thing:
            reached.append(triple.subject.value)
    known = set(reached)
    for node in reached:
        found = [other for other in leads.get(node, ()) if other not in known]
        known.update(found)
        reached += found
    return frozenset(known)


@cache
def _context() -> Json:
    context: Json = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))
    return context
