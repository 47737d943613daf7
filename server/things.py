"""What the graph says of one thing: its properties, what links to it, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution

from ontology.terms import RDF, UN
from server.asking import Asker, iri
from server.labels import Label, labels

_OUT = """
SELECT DISTINCT ?graph ?property ?value WHERE { GRAPH ?graph { {{thing}} ?property ?value } }
ORDER BY ?property ?value ?graph LIMIT {{limit}} OFFSET {{offset}}
"""
_IN = """
SELECT DISTINCT ?b ?a WHERE { ?a ?b {{thing}} FILTER (?b != un:evidence) } %s LIMIT {{limit}} OFFSET {{offset}}
"""
_GRAPH_SOURCES = "SELECT ?graph ?source WHERE { VALUES ?graph { {{graphs}} } ?graph prov:wasDerivedFrom ?source }"
_STATED = """
SELECT ?a ?b ?c %s WHERE {
  { SELECT DISTINCT ?b ?c WHERE { {{thing}} ?b ?c } ORDER BY ?b ?c LIMIT {{limit}} OFFSET {{offset}} }
  BIND ({{thing}} AS ?a) %s
} ORDER BY ?b ?c
"""
_POINTING = """
SELECT ?a ?b ?c %s WHERE {
  { SELECT DISTINCT ?a ?b WHERE { ?a ?b {{thing}} } %s LIMIT {{limit}} OFFSET {{offset}} }
  BIND ({{thing}} AS ?c) %s
}
"""
_AROUND = """
SELECT DISTINCT ?a ?b ?c %s WHERE {
  { VALUES ?a { {{near}} } ?a ?b ?c FILTER (?b IN (rdfs:label, skos:prefLabel, rdf:type)) }
  UNION { VALUES ?a { {{told}} } ?a ?b ?c }
  UNION { VALUES ?evidence { {{told}} } ?evidence oa:hasSelector ?a . ?a ?b ?c }
  %s
}
"""
_IN_GRAPH = "OPTIONAL { GRAPH ?graph { ?a ?b ?c } }"
_MANY = "ASK { { SELECT ?a ?b WHERE { ?a ?b {{thing}} } LIMIT 1 OFFSET 20000 } }"
_PER_LINK = 10  # statements of the thing itself on a page, for each link that points to it
_KEPT = "SELECT DISTINCT ?kept { ?kept owl:sameAs {{thing}} FILTER NOT EXISTS { {{thing}} a ?class } } ORDER BY ?kept"
_EXISTS = "ASK { { {{thing}} ?p ?o } UNION { ?s ?q {{thing}} } }"


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The object of a statement: an IRI and its label, or a text; `said_by` are labels and IRIs of sources."""

    label: Label
    iri: str = ""
    said_by: tuple[tuple[Label, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property, with its values or subjects."""

    label: Label
    iri: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """All statements that a page shows. `more` says whether there are incoming links after this page's."""

    properties: tuple[Property, ...]
    incoming: tuple[Property, ...]
    more: bool


def exists(asker: Asker, thing: NamedNode) -> bool:
    """Whether the graph says anything of it."""
    return asker.ask(_EXISTS, thing=thing)


def kept(asker: Asker, thing: NamedNode) -> str | None:
    """The IRI under which a thing is kept since a curator merged this one into it."""
    found = (iri(row["kept"]) for row in asker.select(_KEPT, thing=thing))
    return next((node.value for node in found), None)


@dataclass(frozen=True, slots=True)
class Document:
    """One page of the data document of a thing; `more`: there is another after it."""

    quads: tuple[Quad, ...]
    more: bool


def document(asker: Asker, thing: NamedNode, page: int, links: int, by_graph: bool) -> Document:
    """A page of its data document: its statements, up to `links` that point to it, its evidence and sources whole, its
    neighbours' labels; `by_graph`: each in every graph that says it.

    Pages are for what is long: of statements of its own there are ten times as many on each.
    """
    graph, where = ("?graph", _IN_GRAPH) if by_graph else ("", "")
    stated, more = _page(asker, _STATED % (graph, where), thing, page, links * _PER_LINK)
    pointing, others = _page(asker, _POINTING % (graph, _sorted(asker, thing), where), thing, page, links)
    near = [row["c"] for row in stated if isinstance(row["c"], NamedNode)]
    told = [row["c"] for row in stated if row["b"] in (UN.evidence, UN.reportedIn)]
    around = asker.select(_AROUND % (graph, where), near=near, told=told) if near else ()
    rows = (*stated, *pointing, *around)
    quads = dict.fromkeys(Quad(row["a"], row["b"], row["c"], row["graph"] if by_graph else None) for row in rows)
    return Document(tuple(quads), more or others)


def _page(asker: Asker, query: str, thing: NamedNode, page: int, size: int) -> tuple[list[QuerySolution], bool]:
    """The statements on a page, and whether there are any after them."""
    rows = list(asker.select(query, thing=thing, limit=size + 1, offset=(page - 1) * size))
    told = list(dict.fromkeys((row["a"], row["b"], row["c"]) for row in rows))
    kept = set(told[:size])
    return [row for row in rows if (row["a"], row["b"], row["c"]) in kept], len(told) > size


def _sorted(asker: Asker, thing: NamedNode) -> str:
    """The order of what points to a thing; that of the engine, where it is too much to sort for each page."""
    return "" if asker.ask(_MANY, thing=thing) else "ORDER BY ?b ?a"


def describe(asker: Asker, thing: NamedNode, page: int, links: int) -> Thing | None:
    """What is known of the thing: `links` statements of its own and as many that point to it, on each page; None when
    the graph does not know it."""
    outgoing = list(asker.select(_OUT, thing=thing, limit=links, offset=(page - 1) * links))
    query = _IN % _sorted(asker, thing)
    incoming = list(asker.select(query, thing=thing, limit=links + 1, offset=(page - 1) * links))
    if not outgoing and not incoming and (page == 1 or not exists(asker, thing)):
        return None
    sources = _sources(asker, outgoing)
    names = labels(asker, _mentioned(outgoing, incoming, sources))
    properties = _grouped(outgoing, sources, names)
    return Thing(
        tuple(p for p in properties if p.iri not in (RDF.type.value, UN.evidence.value)),
        _subjects(incoming[:links], names),
        len(incoming) > links or len(outgoing) == links,
    )


def _sources(asker: Asker, outgoing: list[QuerySolution]) -> Mapping[str, list[NamedNode]]:
    """The source that each graph was derived from; the graph itself where none is known."""
    graphs = sorted({iri(row["graph"]).value for row in outgoing})
    found: dict[str, list[NamedNode]] = defaultdict(list)
    if graphs:
        for row in asker.select(_GRAPH_SOURCES, graphs=[NamedNode(graph) for graph in graphs]):
            found[iri(row["graph"]).value].append(iri(row["source"]))
    return {graph: found.get(graph) or [NamedNode(graph)] for graph in graphs}


def _mentioned(
    outgoing: list[QuerySolution], incoming: list[QuerySolution], sources: Mapping[str, list[NamedNode]]
) -> list[NamedNode]:
    found: list[object] = [term for row in outgoing for term in (row["property"], row["value"])]
    found += [term for row in incoming for term in (row["b"], row["a"])]
    found += [source for named in sources.values() for source in named]
    return [term for term in found if isinstance(term, NamedNode)]


def _grouped(
    outgoing: list[QuerySolution], sources: Mapping[str, list[NamedNode]], names: Mapping[str, Label]
) -> tuple[Property, ...]:
    """The statements by property; the same statement in several graphs is one value with several sources."""
    said: dict[str, dict[tuple[Label, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in outgoing:
        said_by = {source.value for source in sources[iri(row["graph"]).value]}
        said[iri(row["property"]).value][_shown(row["value"], names)] |= said_by
    return tuple(
        Property(names[name], name, tuple(sorted(_value(*entry, names) for entry in values.items())))
        for name, values in sorted(said.items(), key=lambda item: (names[item[0]], item[0]))
    )


def _value(shown: tuple[Label, str], said_by: set[str], names: Mapping[str, Label]) -> Value:
    return Value(*shown, tuple((names[source], source) for source in sorted(said_by)))


def _shown(term: object, names: Mapping[str, Label]) -> tuple[Label, str]:
    if isinstance(term, NamedNode):
        return names[term.value], term.value
    assert isinstance(term, Literal)
    return Label(term.value, term.language or ""), ""


def _subjects(incoming: list[QuerySolution], names: Mapping[str, Label]) -> tuple[Property, ...]:
    found: dict[str, list[Value]] = defaultdict(list)
    for row in incoming:
        subject = iri(row["a"]).value
        found[iri(row["b"]).value].append(Value(names[subject], subject))
    return tuple(Property(names[name], name, tuple(values)) for name, values in found.items())
