"""The JSON-LD 1.1 context: our terms under their local names, typed as the ontology says, and the reused ones by hand.

Reference: JSON-LD 1.1, section 9.15 (context definitions).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import NamedNode, Triple

from ontology.names import Names, names_of, shorten
from ontology.terms import PREFIXES, RDF, RDFS, SCHEMA, XSD

Definition = str | dict[str, str]

LINK: Final = {"@type": "@id"}
RANGES: Final = (RDFS.range, SCHEMA.rangeIncludes)
TEXTS: Final = {"@container": "@language"}

# Friendly names for reused terms, and the reverse of some of ours. `title` is un:title: a document has its own word.
CURATED: Final[dict[str, Definition]] = {
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    "label": {"@id": "rdfs:label", **TEXTS},
    "seeAlso": {"@id": "rdfs:seeAlso", **LINK},
    "prefLabel": {"@id": "skos:prefLabel", **TEXTS},
    "altLabel": {"@id": "skos:altLabel", **TEXTS},
    "definition": {"@id": "skos:definition", **TEXTS},
    "notation": "skos:notation",
    "inScheme": {"@id": "skos:inScheme", **LINK},
    "broader": {"@id": "skos:broader", **LINK},
    "exactMatch": {"@id": "skos:exactMatch", **LINK},
    "closeMatch": {"@id": "skos:closeMatch", **LINK},
    "sameAs": {"@id": "owl:sameAs", **LINK},
    "differentFrom": {"@id": "owl:differentFrom", **LINK},
    "documentTitle": "dcterms:title",
    "publisher": "dcterms:publisher",
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "license": {"@id": "dcterms:license", **LINK},
    "identifier": "dcterms:identifier",
    "name": "foaf:name",
    "homepage": {"@id": "foaf:homepage", **LINK},
    "partOf": {"@id": "org:subOrganizationOf", **LINK},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", **LINK},
    "generatedBy": {"@id": "prov:wasGeneratedBy", **LINK},
    "hasSource": {"@id": "oa:hasSource", **LINK},
    "hasSelector": {"@id": "oa:hasSelector", **LINK},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "ballots": {"@reverse": "un:inVote"},
    "seats": {"@reverse": "un:member"},
    "tenures": {"@reverse": "un:post"},
    "votes": {"@reverse": "un:onMotion"},
    "statements": {"@reverse": "un:speaker"},
    "posts": {"@reverse": "un:representing"},
}


def make_context(ontology: Iterable[Triple]) -> dict[str, Any]:
    """The JSON-LD document that holds the context for this ontology, terms in order of name."""
    triples = frozenset(ontology)
    names = names_of(triples)
    ranges = _ranges(triples)
    own = {
        iri.removeprefix(PREFIXES["un"]): _define(iri, names, ranges.get(iri, frozenset()))
        for iri in sorted(names.described)
        if iri.startswith(PREFIXES["un"])
    }
    return {"@context": {"@version": 1.1, **PREFIXES, **CURATED, **own}}


def render_context(ontology: Iterable[Triple]) -> str:
    """The text of `context.jsonld`, a term a line."""
    terms = make_context(ontology)["@context"].items()
    lines = (f"    {json.dumps(term)}: {json.dumps(definition)}" for term, definition in terms)
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _ranges(triples: frozenset[Triple]) -> dict[str, frozenset[str]]:
    """What each property points at, by range or by hint."""
    found: dict[str, set[str]] = {}
    for t in triples:
        if t.predicate in RANGES and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            found.setdefault(t.subject.value, set()).add(t.object.value)
    return {iri: frozenset(values) for iri, values in found.items()}


def _define(iri: str, names: Names, ranges: frozenset[str]) -> Definition:
    """A property's definition. A code can be written by its bare name, since the context lists every code."""
    short = shorten(iri)
    if iri in names.object_properties:
        from_code_list = any(f"{target}List" in names.described for target in ranges)
        return {"@id": short, "@type": "@vocab" if from_code_list else "@id"}
    if RDF.langString.value in ranges:
        return {"@id": short, **TEXTS}
    if iri in names.datatype_properties and len(ranges) == 1:
        return _typed(short, next(iter(ranges)))
    return short


def _typed(short: str, datatype: str) -> Definition:
    """Strings need no type; counts are written as xsd:integer, which is what a whole JSON number means."""
    if datatype == XSD.string.value:
        return short
    counted = datatype == XSD.nonNegativeInteger.value
    return {"@id": short, "@type": shorten(XSD.integer.value if counted else datatype)}
