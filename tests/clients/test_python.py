"""Libraries of Python that people ask SPARQL servers with, against ours."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

CHINA = "https://w3id.org/unkg/id/state/china"
THINGS = ("state/china", "body/security-council", "official/samantha-power", "source/vice-news-2015-12-10")
VETOES = """
PREFIX un: <https://w3id.org/unkg/ontology#>
SELECT ?code (COUNT(DISTINCT ?vote) AS ?vetoes) { ?vote un:vetoedBy/un:iso3 ?code }
GROUP BY ?code ORDER BY DESC(?vetoes)
"""


def _data(address: str, thing: str, suffix: str) -> bytes:
    with urlopen(f"{address}data/{thing}.{suffix}", timeout=60) as reply:
        found: bytes = reply.read()
    return found


def test_sparqlwrapper_gets_rows_and_a_graph(address: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{address}sparql")
    client.setQuery(VETOES)
    client.setReturnFormat(wrapper.JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert {"RUS", "USA", "GBR", "FRA", "CHN"} <= {row["code"]["value"] for row in rows}
    client.setQuery(f"DESCRIBE <{CHINA}>")
    client.setReturnFormat(wrapper.TURTLE)
    assert (URIRef(CHINA), RDFS.label, Literal("China", "en")) in Graph().parse(data=client.queryAndConvert())


def test_rdflib_asks_us_as_its_store(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}sparql"))
    assert (URIRef(CHINA), RDFS.label, Literal("China", "en")) in graph
    assert len(list(graph.query(VETOES))) >= 5


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, which uses it itself
@pytest.mark.parametrize("thing", THINGS)
def test_rdflib_reads_a_thing_alike_in_every_format(address: str, thing: str) -> None:
    turtle = set(Graph().parse(f"{address}data/{thing}.ttl"))
    assert len(turtle) > 10
    for suffix in ("nt", "rdf", "jsonld"):
        assert set(Graph().parse(f"{address}data/{thing}.{suffix}")) == turtle


@pytest.mark.parametrize("thing", THINGS)
def test_pyld_reads_the_tree_as_the_turtle_says(address: str, thing: str) -> None:
    pyld = pytest.importorskip("pyld", reason="PyLD is not installed")
    read = pyld.jsonld.to_rdf(json.loads(_data(address, thing, "jsonld")), {"format": "application/n-quads"})
    assert set(Graph().parse(data=read, format="nt")) == set(Graph().parse(data=_data(address, thing, "ttl")))


def test_pandas_reads_a_result_as_a_table(address: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    table = pandas.read_csv(f"{address}sparql?{urlencode({'query': VETOES, 'format': 'csv'})}")
    assert list(table.columns) == ["code", "vetoes"]
    assert table.vetoes.sum() > 100


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, which that client uses
def test_a_client_of_openrefines_protocol_finds_states_by_any_name(address: str) -> None:
    reconciler = pytest.importorskip("reconciler", reason="reconciler is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    names = pandas.Series(["Chine", "Соединённые Штаты", "KOR"])
    found = reconciler.reconcile(names, reconciliation_endpoint=f"{address}reconcile")
    ends = [str(found_id).rpartition("/")[2] for found_id in found.id]
    assert ends == ["china", "united-states", "south-korea"]


def test_the_reconciliation_service_tells_what_it_is_in_the_words_of_the_specification(address: str) -> None:
    with urlopen(Request(f"{address}reconcile", headers={"Accept": "application/json"}), timeout=60) as reply:
        manifest: dict[str, Any] = json.loads(reply.read())
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= manifest.keys()
