"""`/terms.json`: what an editor of queries proposes is what the ontology declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ontology.terms import PREFIXES
from server.completion import proposals

if TYPE_CHECKING:
    from conftest import Server

_SMALL = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix un: <https://w3id.org/unkg/ontology#> .
un:Vote a owl:Class ; rdfs:label "vote"@en, "scrutin"@fr .
un:castBy a owl:ObjectProperty .
un:For a skos:Concept ; skos:inScheme un:ChoiceList ; skos:prefLabel "for"@en .
<http://example.org/Far> a owl:Class .
"""


def test_terms_are_told_by_kind_with_their_english_labels() -> None:
    found = proposals(quad.triple for quad in parse(_SMALL, format=RdfFormat.TURTLE))
    assert found["classes"] == {"un:Vote": "vote"}
    assert found["codes"] == {"un:For": "for"}
    assert found["properties"] == {
        "un:castBy": "",
        "rdf:type": "",
        "rdfs:label": "",
        "rdfs:subClassOf": "",
        "owl:sameAs": "",
    }


def test_the_server_tells_of_the_whole_ontology(server: Server) -> None:
    reply = server.get("/terms.json")
    terms = reply.json()
    assert reply.type == "application/json"
    assert terms["prefixes"] == dict(PREFIXES)
    assert terms["classes"]["un:Ballot"] == "ballot"
    assert {"un:castBy", "skos:prefLabel", "rdf:type"} <= terms["properties"].keys()
    assert terms["codes"]["un:For"] == "for"
