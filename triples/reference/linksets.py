"""The links to other data by target and relation, as VoID linksets (https://www.w3.org/TR/void/#linkset)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ontology.terms import OWL, RDF, RDFS, SKOS, VOID
from triples.iris import thing
from triples.rdf import Triple, text
from triples.reference.tables import Tables

OURS = thing("dataset", "unkg")
RELATIONS = {"sameAs": OWL.sameAs, "exactMatch": SKOS.exactMatch, "closeMatch": SKOS.closeMatch}
# What the addresses of each dataset begin with, what it is called, and where it is.
TARGETS = {
    "http://www.wikidata.org/entity/": ("Wikidata", "https://www.wikidata.org/"),
    "http://metadata.un.org/thesaurus/": ("UNBIS Thesaurus", "http://metadata.un.org/thesaurus"),
    "https://sws.geonames.org/": ("GeoNames", "https://www.geonames.org/"),
    "http://publications.europa.eu/resource/authority/country/": (
        "EU authority list of countries",
        "http://publications.europa.eu/resource/authority/country",
    ),
    "http://www.fao.org/countryprofiles/geoinfo/geopolitical/resource/": (
        "FAO geopolitical ontology",
        "http://www.fao.org/countryprofiles/geoinfo/en/",
    ),
    "http://lexvo.org/id/iso3166/": ("Lexvo, countries by ISO 3166 code", "http://lexvo.org/"),
    "http://data.un.org/codes/sdg/geoArea/": ("UN statistical areas by M49 code", "https://data.un.org/"),
}


def counted(tables: Tables) -> Counter[tuple[str, str]]:
    """How many links there are to each dataset (by what its addresses begin with), by relation."""
    return Counter((space_of(row.target), row.relation) for row in tables.links)


def space_of(target: str) -> str:
    """What the addresses of the dataset of a target begin with; KeyError for a dataset that `TARGETS` lacks."""
    for space in TARGETS:
        if target.startswith(space):
            return space
    raise KeyError(f"{target} is of no dataset that triples/reference/linksets.py knows; add it to TARGETS")


def linksets(tables: Tables) -> Iterator[Triple]:
    """A `void:Dataset` for each target, and a `void:Linkset` for each relation to it, with its number of triples."""
    counts = counted(tables)
    yield OURS, RDF.type, VOID.Dataset
    for space in sorted({space for space, _ in counts}):
        name, home = TARGETS[space]
        target = thing("dataset", name)
        yield target, RDF.type, VOID.Dataset
        yield target, RDFS.label, text(name)
        yield target, VOID.uriSpace, Literal(space)
        yield target, RDFS.seeAlso, NamedNode(home)
    for (space, relation), count in sorted(counts.items()):
        target = thing("dataset", TARGETS[space][0])
        linkset = thing("linkset", TARGETS[space][0], relation)
        yield linkset, RDF.type, VOID.Linkset
        yield linkset, RDFS.label, text(f"{relation} links to {TARGETS[space][0]}")
        yield linkset, VOID.subjectsTarget, OURS
        yield linkset, VOID.objectsTarget, target
        yield linkset, VOID.linkPredicate, RELATIONS[relation]
        yield linkset, VOID.triples, Literal(count)
        yield OURS, VOID.subset, linkset
