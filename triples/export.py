"""Writing quads as RDF: the same quads give the same bytes."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from ontology.errors import InputError
from ontology.terms import PREFIXES, RDF, XSD
from triples.compaction import compacted
from triples.iris import BASE, DISCREPANCIES, INFERRED, graph

_UNWRITTEN = (XSD.string, RDF.langString)  # datatypes that no format spells out
_ROOT_ELEMENT = re.compile(rb"<rdf:RDF ([^>]*)>")

Format = OneOf["turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml"]


@dataclass(frozen=True, slots=True)
class _Form:
    """How pyoxigraph calls a format, the file extensions that mean it, and whether it keeps graphs apart."""

    rdf: RdfFormat
    extensions: tuple[str, ...]
    named_graphs: bool


FORMATS: Mapping[Format, _Form] = {
    "turtle": _Form(RdfFormat.TURTLE, (".ttl",), False),
    "jsonld": _Form(RdfFormat.JSON_LD, (".jsonld", ".json"), True),
    "trig": _Form(RdfFormat.TRIG, (".trig",), True),
    "nquads": _Form(RdfFormat.N_QUADS, (".nq",), True),
    "ntriples": _Form(RdfFormat.N_TRIPLES, (".nt",), False),
    "rdfxml": _Form(RdfFormat.RDF_XML, (".rdf", ".xml"), False),
}


def format_of(path: Path) -> Format:
    """The format that a file's extension means; InputError that lists the known ones."""
    for name, form in FORMATS.items():
        if path.suffix in form.extensions:
            return name
    known = ", ".join(extension for form in FORMATS.values() for extension in form.extensions)
    raise InputError(f"{path}: the extension tells no format; use one of {known}, or --format")


def render(quads: Iterable[Quad], format: Format) -> bytes:
    """The quads in a format, sorted, ending with a newline; formats without named graphs get the union."""
    ordered = sorted(set(quads), key=_order)
    if format == "jsonld":
        return json.dumps(compacted(ordered), ensure_ascii=False, indent=1).encode() + b"\n"
    form = FORMATS[format]
    statements = ordered if form.named_graphs else _union(ordered)
    written = serialize(statements, format=form.rdf, prefixes=_prefixes(ordered))
    return _header_sorted(written or b"").rstrip(b"\n") + b"\n"


def of_graph(store: Store, graph: str | None) -> list[Quad]:
    """The quads of one graph of a store (by IRI), or of all; InputError when there is no such graph."""
    if graph is None:
        return list(store)
    found = list(store.quads_for_pattern(None, None, None, NamedNode(graph))) if ":" in graph else []
    if not found:
        raise InputError(f"{graph}: there is no such graph; `unkg stats` lists them")
    return found


def of_sources(store: Store) -> list[Quad]:
    """What articles report, what the reference tables say, and what follows from both."""
    told = (graph("article").value + "/", graph("reference").value + "/", INFERRED.value, DISCREPANCIES.value)
    return [quad for quad in store if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(told)]


def save(written: bytes, path: Path | None) -> None:
    """Writes to a file, or to standard output; InputError when that cannot be done."""
    if path is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    try:
        path.write_bytes(written)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Graph by graph, subject by subject, its class first."""
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate != RDF.type,
        str(quad.predicate),
        str(quad.object),
    )


def _union(quads: Iterable[Quad]) -> list[Quad]:
    """The triples of all graphs, each once, in the default graph."""
    merged = {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(merged, key=_order)


def _prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """The vocabularies' prefixes and one for each kind of thing (`ballot:`), of those that the quads use."""
    terms = {term for quad in quads for term in quad}
    used = {term.value for term in terms if isinstance(term, NamedNode)}
    used |= {term.datatype.value for term in terms if isinstance(term, Literal) and term.datatype not in _UNWRITTEN}
    kinds = {iri.removeprefix(f"{BASE}id/").partition("/")[0] for iri in used if iri.startswith(f"{BASE}id/")}
    known = {**PREFIXES, **{kind: f"{BASE}id/{kind}/" for kind in kinds}}
    return {name: iri for name, iri in sorted(known.items()) if any(term.startswith(iri) for term in used)}


def _header_sorted(written: bytes) -> bytes:
    """pyoxigraph writes its prefixes in an order that changes from run to run."""
    if written.startswith(b"<?xml"):
        return _ROOT_ELEMENT.sub(
            lambda root: b"<rdf:RDF " + b" ".join(sorted(root[1].split())) + b">", written, count=1
        )
    lines = written.split(b"\n")
    header = sorted(line for line in lines if line.startswith(b"@prefix "))
    return b"\n".join([*header, *lines[len(header) :]])
