"""The JSON-LD context: friendly names in, the same graph out."""

import json
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology.context import make_context
from ontology.files import CONTEXT_FILE, read_ontology
from ontology.names import names_of, shorten

# rdflib 7.6 warns of its own use of ConjunctiveGraph when it parses JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://w3id.org/unkg/id/"


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    terms = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]
    assert isinstance(terms, dict)
    return terms


def graph_of(document: dict[str, object], context: dict[str, object]) -> Graph:
    return Graph().parse(data=json.dumps({"@context": context, **document}), format="json-ld")


def ask(graph: Graph, pattern: str) -> bool:
    return bool(graph.query(f"PREFIX un: <https://w3id.org/unkg/ontology#> ASK {{ {pattern} }}").askAnswer)


def test_every_term_of_ours_has_its_local_name(context: dict[str, object]) -> None:
    own = {shorten(iri) for iri in names_of(read_ontology()).described if iri.startswith(str(context["un"]))}
    defined = {d if isinstance(d, str) else d.get("@id") for d in context.values() if isinstance(d, (str, dict))}
    assert own <= defined


def test_no_curated_name_is_hidden_by_one_of_ours(context: dict[str, object]) -> None:
    document = make_context(read_ontology())["@context"]
    assert document == context
    assert context["title"] == "un:title"
    assert context["documentTitle"] == "dcterms:title"


def test_a_code_can_be_written_by_its_bare_name(context: dict[str, object]) -> None:
    graph = graph_of({"id": f"{BASE}ballot/b", "type": "Ballot", "choice": "Against"}, context)
    assert ask(graph, f"<{BASE}ballot/b> a un:Ballot ; un:choice un:Against")


def test_a_date_a_count_and_a_ratio_get_their_datatypes(context: dict[str, object]) -> None:
    document = {"id": f"{BASE}vote/v", "date": "2015-12-10", "tallyFor": 9, "agreement": "0.75"}
    xsd = "http://www.w3.org/2001/XMLSchema#"
    graph = graph_of(document, context)
    assert ask(graph, f'?v un:date "2015-12-10"^^<{xsd}date> ; un:tallyFor 9 ; un:agreement 0.75')


def test_names_in_several_languages_are_a_language_map(context: dict[str, object]) -> None:
    graph = graph_of(
        {"id": f"{BASE}state/chad", "demonym": {"en": "Chadian", "fr": ["tchadien", "tchadienne"]}}, context
    )
    assert ask(graph, '?s un:demonym "Chadian"@en, "tchadien"@fr, "tchadienne"@fr')


def test_ballots_can_stand_inside_their_vote(context: dict[str, object]) -> None:
    document = {"id": f"{BASE}vote/v", "ballots": [{"id": f"{BASE}ballot/b", "castBy": f"{BASE}state/chad"}]}
    graph = graph_of(document, context)
    assert ask(graph, f"<{BASE}ballot/b> un:inVote <{BASE}vote/v> ; un:castBy <{BASE}state/chad>")


def test_a_graph_survives_the_way_out_and_back(context: dict[str, object], fixtures: Path) -> None:
    graph = Graph().parse(fixtures / "ontology" / "vote.ttl")
    written = graph.serialize(format="json-ld", context=context)
    assert "https://w3id.org/unkg/ontology#tallyFor" not in written.partition('"@graph"')[2]
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)


def test_a_second_json_ld_processor_reads_the_same_graph(context: dict[str, object], fixtures: Path) -> None:
    graph = Graph().parse(fixtures / "ontology" / "vote.ttl")
    written = graph.serialize(format="json-ld", context=context)
    lines = (f"{quad.triple} .\n" for quad in pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.JSON_LD))
    assert isomorphic(Graph().parse(data="".join(lines), format="nt"), graph)
