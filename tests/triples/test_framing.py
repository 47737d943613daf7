"""The document of one thing as a tree: read by others, it says exactly what the triples say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import Graph

from triples.compaction import Inexpressible
from triples.framing import framed

_HEAD = """
@prefix : <https://w3id.org/unkg/id/> . @prefix un: <https://w3id.org/unkg/ontology#> .
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_VOTE = """
<https://w3id.org/unkg/id/vote/one> a un:Vote ; rdfs:label "a vote"@en, "une voix"@fr, "plain" ;
  un:tallyFor 9, "09"^^xsd:integer ; un:date "2015-12-10"^^xsd:date ; un:inBody :council ; un:voteKind un:AgendaVote ;
  un:vetoedBy :council ; ex:near <mailto:a@example.org> .
:council rdfs:label "the Council"@en ; ex:near <https://w3id.org/unkg/id/vote/one> .
un:Vote rdfs:label "vote"@en .
un:AgendaVote rdfs:label "vote on the agenda"@en .
<https://w3id.org/unkg/id/ballot/one> un:inVote <https://w3id.org/unkg/id/vote/one> ; un:choice un:For .
"""
_THING = NamedNode("https://w3id.org/unkg/id/vote/one")


def _triples(turtle: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(_HEAD + turtle, format=RdfFormat.TURTLE))


def _tree(turtle: str = _VOTE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(framed(_THING, _triples(turtle)))
    return found


def test_the_thing_stands_at_the_top_with_the_labels_of_what_it_names_inside() -> None:
    tree = _tree()
    assert (tree["id"], tree["type"], tree["date"]) == (_THING.value, "Vote", "2015-12-10")
    assert tree["label"]["fr"] == "une voix"
    assert tree["inBody"]["label"] == {"en": "the Council"}


def test_what_points_to_it_stands_under_the_word_for_that() -> None:
    ballot = _tree()["ballots"]
    assert (ballot["id"], ballot["choice"]) == ("https://w3id.org/unkg/id/ballot/one", "For")


def test_labels_that_only_a_class_leads_to_are_included() -> None:
    assert [node["label"] for node in _tree()["@included"]] == [{"en": "vote"}]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, which uses it itself
def test_pyld_rdflib_and_the_engine_read_the_same_triples() -> None:
    document, given = framed(_THING, _triples(_VOTE)), set(_triples(_VOTE))
    read = jsonld.to_rdf(json.loads(document), {"format": "application/n-quads"})
    assert {quad.triple for quad in parse(read, format=RdfFormat.N_QUADS)} == given
    assert {quad.triple for quad in parse(document, format=RdfFormat.JSON_LD)} == given
    turtle = Graph().parse(data=_HEAD + _VOTE, format="turtle")
    assert set(Graph().parse(data=document, format="json-ld")) == set(turtle)


def test_the_bytes_do_not_depend_on_the_order_of_the_triples() -> None:
    triples = _triples(_VOTE)
    assert framed(_THING, triples) == framed(_THING, triples[::-1])


def test_a_thing_of_which_only_others_speak_has_a_tree_too() -> None:
    tree = _tree("<https://w3id.org/unkg/id/ballot/one> un:inVote <https://w3id.org/unkg/id/vote/one> .")
    assert tree["ballots"]["id"] == "https://w3id.org/unkg/id/ballot/one"


def test_what_json_ld_cannot_say_is_refused() -> None:
    with pytest.raises(Inexpressible):
        framed(_THING, _triples("<https://w3id.org/unkg/id/vote/one> ex:near <un:odd> ."))
