"""Graph Store operations: what a PUT, POST or DELETE changes, without looking beyond its graph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from server import problems
from server.engine.holding import Holding
from server.engine.writing import Write
from server.formats import Format, by_name
from server.nesting import declares_entities, too_deep
from server.problems import Problem
from triples.patch import Patch

Graph = NamedNode | DefaultGraph
_PLACE = re.compile(r"at line (\d+)(?: column (\d+))?")
_ELSEWHERE = "load remote contexts"  # so the parser says that it will not


def replaced(write: Write, body: bytes, holding: Holding) -> Patch:
    """The change that the operation makes (SPARQL 1.1 Graph Store HTTP Protocol, 5.3 to 5.5), also to the store.

    Raises Problem: no such graph (404), a document that cannot be read (400), a condition that does not hold (412).
    """
    graph = holding.graph(write.graph)
    _require(write, holding, graph)
    if write.kind == "delete" and not holding.has(graph):
        raise problems.no_such_graph(write.graph or "")
    old = set() if write.kind == "post" else set(holding.store.quads_for_pattern(None, None, None, graph))
    new = set(statements(write, body, graph))
    patch = Patch.of(
        sorted(old - new, key=str),
        sorted((quad for quad in new - old if quad not in holding.store), key=str),
        dropped=_named(graph) if write.kind == "delete" else (),
        created=() if write.kind == "delete" or holding.has(graph) else _named(graph),
    )
    patch.apply(holding.store)
    return patch


def _require(write: Write, holding: Holding, graph: Graph) -> None:
    """Problem (412) when a precondition fails (RFC 9110, sections 13.1.1 and 13.1.2): somebody else was faster."""
    known = {holding.version(graph), "*"} if holding.has(graph) else set()
    if write.if_match is not None and not known & {*write.if_match}:
        raise Problem(412, "The graph is not what If-Match says: it was changed since. Read it again, then write.")
    if write.if_none_match is not None and known & {*write.if_none_match}:
        raise Problem(412, "The graph is what If-None-Match excludes, or exists where it shall not. It stays as it is.")


def _named(graph: Graph) -> tuple[str, ...]:
    return (graph.value,) if isinstance(graph, NamedNode) else ()


def statements(write: Write, body: bytes, graph: Graph) -> Iterator[Quad]:
    """What the documents of the body say. Each has its own blank nodes; relative IRIs are relative to the graph."""
    start = 0
    for name, size in write.parts:
        known = by_name(name)
        assert known is not None
        assert isinstance(known.engine, RdfFormat)
        document, start = body[start : start + size], start + size
        _refuse_what_hurts(document, known, write.nesting)
        base = write.graph or write.base
        try:
            for quad in parse(
                document, format=known.engine, base_iri=base, rename_blank_nodes=True, without_named_graphs=True
            ):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)
        except SyntaxError as error:
            raise _unreadable(known.label, str(error), document) from None


def _refuse_what_hurts(document: bytes, form: Format, limit: int) -> None:
    """Problem (400) for what a parser would go down with: many levels, or entities, which stand for more and more."""
    if too_deep(document, form.name, limit):
        raise problems.too_deep("document", limit)
    if form.name == "rdfxml" and declares_entities(document):
        raise problems.bad_request("The document declares entities, which are not read here: write them out.")


def _unreadable(label: str, message: str, document: bytes) -> Problem:
    """400 with the place, where the parser tells it. Column and line count from 1."""
    if _ELSEWHERE in message:
        told = "The document names a context at another place, which is not fetched: write the context into it."
        return problems.bad_request(f"{told} Nothing was changed.")
    place = _PLACE.search(message)
    if place is None:
        return problems.bad_request(f"The body cannot be read as {label}. Nothing was changed.")
    line, column = int(place[1]), int(place[2] or 1)
    lines = document.decode(errors="replace").split("\n")
    source = lines[line - 1].rstrip("\r")[:500] if line <= len(lines) else ""
    detail = f"The body is not {label}: see line {line}, column {column}. Nothing was changed."
    return problems.bad_request(detail, line=line, column=min(column, len(source) + 1), source=source)
