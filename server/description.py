"""The service description (https://www.w3.org/TR/sparql11-service-description/): what this endpoint does, as RDF. Pure.

It is made from what runs: the settings, the format table, the functions that the engine knows, and what is loaded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Store, Triple

from ontology.terms import DCTERMS, PREFIXES, RDF, RDFS, SD, VOID, XSD
from server.engine.bulletin import Loaded
from server.formats import FORMATS
from server.settings import TABLE, Settings

_SCHEMA = PREFIXES["schema"]
_SIMPLE = NamedNode("http://www.w3.org/ns/entailment/Simple")
_GEO = "http://www.opengis.net/def/function/geosparql/"
_CASTS = "date time duration dayTimeDuration yearMonthDuration gYear gYearMonth gMonth gMonthDay gDay"
_SPATIAL = """
area asGeoJSON asGML asKML asWKT boundary buffer centroid concaveHull convexHull coordinateDimension difference
dimension distance ehContains ehCoveredBy ehCovers ehDisjoint ehEquals ehInside ehMeet ehOverlap envelope geometryType
getSRID intersection isEmpty isSimple length perimeter rcc8dc rcc8ec rcc8eq rcc8ntpp rcc8ntppi rcc8po rcc8tpp rcc8tppi
relate sfContains sfCrosses sfDisjoint sfEquals sfIntersects sfOverlaps sfTouches sfWithin spatialDimension
symDifference transform union
"""
_CANDIDATES = (*(PREFIXES["xsd"] + name for name in _CASTS.split()), *(_GEO + name for name in _SPATIAL.split()))


@cache
def extension_functions() -> tuple[NamedNode, ...]:
    """The functions beyond SPARQL 1.1 that the engine knows. It refuses a query with one that it does not."""
    return tuple(NamedNode(iri) for iri in _CANDIDATES if _known(iri))


def _known(function: str) -> bool:
    try:
        Store().query(f"SELECT (<{function}>(1) AS ?x) {{}}")
    except RuntimeError:
        return False
    return True


def service_description(
    endpoint: str, settings: Settings, loaded: Loaded, documents: Iterable[str] = ()
) -> list[Triple]:
    """The description of the service at `endpoint`, an absolute IRI.

    `documents` tell more of it. No blank nodes: parts are named by the endpoint and a fragment.
    """
    service = NamedNode(f"{endpoint}#service")
    triples = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, NamedNode(endpoint)),
        Triple(service, RDFS.label, Literal("The United Nations in reports: SPARQL endpoint", language="en")),
        Triple(service, SD.defaultEntailmentRegime, _SIMPLE),
        *(Triple(service, SD.supportedLanguage, language) for language in _languages(settings)),
        *(Triple(service, SD.resultFormat, NamedNode(row.iri)) for row in FORMATS if row.iri),
        *_functions(service, settings),
        *(Triple(service, RDFS.seeAlso, NamedNode(document)) for document in documents),
        *_dataset(endpoint, service, loaded),
        *_limits(endpoint, service, settings),
        *_services(endpoint, service, settings),
    ]
    return triples + [Triple(service, SD.feature, feature) for feature in _features(settings)]


def _functions(service: NamedNode, settings: Settings) -> Iterator[Triple]:
    """Those of our engine; what a store elsewhere knows, it tells itself."""
    for function in () if settings.endpoint else extension_functions():
        yield Triple(service, SD.extensionFunction, function)
        yield Triple(function, RDF.type, SD.Function)


def _features(settings: Settings) -> Iterator[NamedNode]:
    if settings.default_graph == "union":
        yield SD.UnionDefaultGraph
    if settings.services:
        yield SD.BasicFederatedQuery


def _languages(settings: Settings) -> Iterator[NamedNode]:
    yield SD.SPARQL11Query
    if settings.writable:
        yield SD.SPARQL11Update


def _dataset(endpoint: str, service: NamedNode, loaded: Loaded) -> Iterator[Triple]:
    dataset, default = (NamedNode(f"{endpoint}#{part}") for part in ("dataset", "default-graph"))
    yield Triple(service, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, SD.defaultGraph, default)
    yield Triple(default, RDF.type, SD.Graph)
    yield Triple(default, VOID.triples, _integer(loaded.unnamed))
    for name, size in sorted(loaded.graphs.items()):
        if name:
            yield from _named_graph(endpoint, dataset, NamedNode(name), size)


def _named_graph(endpoint: str, dataset: NamedNode, name: NamedNode, size: int) -> Iterator[Triple]:
    named, graph = (NamedNode(f"{endpoint}#{part}/{quote(name.value, safe='')}") for part in ("named", "graph"))
    yield Triple(dataset, SD.namedGraph, named)
    yield Triple(named, RDF.type, SD.NamedGraph)
    yield Triple(named, SD.name, name)
    yield Triple(named, SD.graph, graph)
    yield Triple(graph, RDF.type, SD.Graph)
    yield Triple(graph, VOID.triples, _integer(size))


def _limits(endpoint: str, service: NamedNode, settings: Settings) -> Iterator[Triple]:
    """Each limit as a schema:PropertyValue: its name, value, unit and what it does."""
    values = dataclasses.asdict(settings)
    for row in TABLE:
        if not row.about.unit:
            continue
        limit = NamedNode(f"{endpoint}#limit/{row.name}")
        yield Triple(service, _schema("additionalProperty"), limit)
        yield Triple(limit, RDF.type, _schema("PropertyValue"))
        yield Triple(limit, _schema("name"), Literal(row.name))
        yield Triple(limit, _schema("value"), Literal(values[row.name]))
        yield Triple(limit, _schema("unitText"), Literal(row.about.unit))
        yield Triple(limit, DCTERMS.description, Literal(row.about.help, language="en"))


def _services(endpoint: str, service: NamedNode, settings: Settings) -> Iterator[Triple]:
    """The endpoints that SERVICE may ask; the standard has no term for them."""
    if settings.services:
        listed = NamedNode(f"{endpoint}#services")
        yield Triple(service, _schema("additionalProperty"), listed)
        yield Triple(listed, RDF.type, _schema("PropertyValue"))
        yield Triple(listed, _schema("name"), Literal("services"))
        yield from (Triple(listed, _schema("value"), NamedNode(iri)) for iri in settings.services.endpoints)


def _schema(name: str) -> NamedNode:
    return NamedNode(f"{_SCHEMA}{name}")


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
