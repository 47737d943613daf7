"""Answers with status 200 that no client could read, and one with status 500 for a request that was well made.

The engine writes control characters into XML as they are, calls a property `oxprefix:` whose IRI ends in a slash, and
leaves a carriage return bare, which every reader of XML takes for the end of a line. Asked for a triple as a value in
JSON-LD it fails, and that came out as a fault of the server. Its compacted form failed on blank nodes and on a literal
that is an integer by its type alone.
"""

import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import Store

from ontology.errors import InputError
from server.once import answer


def asked(query: str, form: str) -> bytes:
    return answer(Store(), query, form, 30)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT ('\\u0001' AS ?x) {}", "xml"),
        ("CONSTRUCT { <a:a> <a:b> '\\u0008' } {}", "rdfxml"),
        ("CONSTRUCT { <a:a> <http://example.org/> 1 } {}", "rdfxml"),
        ("CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 1 )>> } {}", "jsonld"),
    ],
)
def test_what_a_format_cannot_say_is_refused_in_words(query: str, form: str) -> None:
    with pytest.raises(InputError, match=r"XML has no way|JSON-LD 1\.1 has no way"):
        asked(query, form)


def test_a_carriage_return_comes_back_as_one() -> None:
    found = ElementTree.fromstring(asked("SELECT ('a\\rb' AS ?x) {}", "xml"))
    assert "a\rb" in list(found.itertext())


def test_blank_nodes_and_ill_typed_numbers_can_be_had_as_json_ld() -> None:
    query = "CONSTRUCT { [] <a:b> 'many'^^<http://www.w3.org/2001/XMLSchema#integer> } {}"
    (node,) = json.loads(asked(query, "jsonld"))["graph"]
    assert node["id"].startswith("_:")
    assert node["a:b"] == {"@value": "many", "@type": "xsd:integer"}
