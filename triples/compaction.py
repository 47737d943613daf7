"""JSON-LD compacted with our context (JSON-LD 1.1 Processing Algorithms, section 6), as far as our context goes.

Our context aliases `@id`, `@type` and `@graph`, gives terms a type or a language container, and has prefixes. Values
that a term's definition cannot carry go under the compact IRI (`un:value`), in full.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ontology.files import CONTEXT_FILE
from ontology.terms import RDF, XSD

Json = dict[str, Any]
_Value = NamedNode | BlankNode | Literal

_WHOLE = re.compile(r"-?[1-9]\d{0,14}|0")  # what every reader of JSON gives back exactly, and in the same digits
_TRUTH = ("true", "false")


class Inexpressible(ValueError):
    """JSON-LD 1.1 has no way to say this."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name, what its values are coerced to, and whether they are a map by language."""

    name: str
    coerced: str | None
    by_language: bool


@dataclass(frozen=True, slots=True)
class _Context:
    document: Json
    prefixes: Mapping[str, str]
    terms: Mapping[str, _Term]

    def expanded(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else name

    def short(self, iri: str) -> str:
        """`un:value`, or the IRI where no prefix fits."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return self.whole(iri)

    def whole(self, iri: str) -> str:
        """The IRI as it is; Inexpressible when it would be read as one with a prefix (section 6.1)."""
        scheme, _, rest = iri.partition(":")
        if scheme in self.prefixes and not rest.startswith("//"):
            raise Inexpressible(f"<{iri}> would be read as a name with the prefix {scheme}:")
        return iri

    def word(self, iri: str) -> str:
        """The term for a class or code, else its compact IRI."""
        return self.terms[iri].name if iri in self.terms else self.short(iri)


@cache
def _context() -> _Context:
    document: Json = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))
    entries = document["@context"]
    prefixes = {name: iri for name, iri in entries.items() if isinstance(iri, str) and iri[-1] in "#/"}
    known = _Context(document, prefixes, {})
    terms = {}
    for name, given in entries.items():
        if name[0] != "@" and name not in prefixes and (definition := _definition(given)):
            iri, coerced, container = definition
            terms[known.expanded(iri)] = _Term(name, coerced and known.expanded(coerced), container == "@language")
    return _Context(document, prefixes, terms)


def _definition(given: str | Json) -> tuple[str, str | None, str | None] | None:
    """The IRI, the coercion and the container of a term; None for keywords' aliases and for reverse terms."""
    if isinstance(given, str):
        return None if given.startswith("@") else (given, None, None)
    return (given["@id"], given.get("@type"), given.get("@container")) if "@id" in given else None


def compacted(quads: Iterable[Quad]) -> Json:
    """One document; a node object for every subject, inside a graph object for every named graph. Keeps the order."""
    context = _context()
    graphs = [
        (graph, _nodes(list(group), context)) for graph, group in groupby(quads, key=lambda quad: quad.graph_name)
    ]
    if [graph for graph, _ in graphs] == [DefaultGraph()]:
        return {**context.document, "graph": graphs[0][1]}
    members: list[Json] = []
    for graph, nodes in graphs:  # what stands in the default graph stands at the top
        members += nodes if isinstance(graph, DefaultGraph) else [{"id": _name(graph), "graph": nodes}]
    return {**context.document, "graph": members}


def _nodes(quads: list[Quad], context: _Context) -> list[Json]:
    return [_node(list(group), context) for _, group in groupby(quads, key=lambda quad: quad.subject)]


def _node(quads: list[Quad], context: _Context) -> Json:
    node: Json = {"id": _name(quads[0].subject)}
    for quad in quads:
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            _add(node, "type", context.word(quad.object.value))
            continue
        if isinstance(quad.object, Triple):
            raise Inexpressible("JSON-LD 1.1 has no way to write a triple as a value")
        _say(node, quad.predicate.value, quad.object, context)
    return node


def _name(node: object) -> str:
    """How a node is called: its IRI, or the label of a blank node."""
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    assert isinstance(node, NamedNode)
    return _context().whole(node.value)


def _say(node: Json, predicate: str, value: _Value, context: _Context) -> None:
    term = context.terms.get(predicate)
    if term and term.by_language and isinstance(value, Literal) and value.language and not value.direction:
        _add(node.setdefault(term.name, {}), value.language, value.value)
    elif term and not term.by_language and _fits(term.coerced, value):
        _add(node, term.name, _coerced(term.coerced, value, context))
    else:
        _add(node, context.short(predicate), _in_full(value, context))


def _fits(coerced: str | None, value: _Value) -> bool:
    """Whether a term so coerced can carry the value."""
    if coerced in ("@id", "@vocab"):
        return not isinstance(value, Literal)
    return coerced is None or (isinstance(value, Literal) and not value.language and value.datatype.value == coerced)


def _coerced(coerced: str | None, value: _Value, context: _Context) -> Any:
    if coerced is None:
        return _in_full(value, context)
    if isinstance(value, Literal):
        return value.value
    return context.word(value.value) if coerced == "@vocab" and isinstance(value, NamedNode) else _name(value)


def _in_full(value: _Value, context: _Context) -> Any:
    """A value that says its own type; texts, truth values and whole numbers are JSON's own (section 8.2)."""
    if not isinstance(value, Literal):
        return {"id": _name(value)}
    if value.language:
        direction = {"@direction": value.direction.value} if value.direction else {}
        return {"@value": value.value, "@language": value.language, **direction}
    if value.datatype == XSD.string:
        return value.value
    if (value.datatype == XSD.boolean and value.value in _TRUTH) or (
        value.datatype == XSD.integer and _WHOLE.fullmatch(value.value)
    ):
        return json.loads(value.value)
    return {"@value": value.value, "@type": context.short(value.datatype.value)}


def _add(node: Json, name: str, value: Any) -> None:
    """Sets a member, or makes it a list when there is one already."""
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]
