"""What a query uses, told from its words and brackets."""

import pytest

from server.syntax import usage


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?from { ?s ?from ?service }",
        "SELECT * { ?s ?p 'SERVICE <http://e/> FROM' }",
        'SELECT * { ?s ?p """ FROM "SERVICE" LOAD """ }',
        "SELECT * { ?s ?p ?o } # FROM SERVICE LOAD",
        "PREFIX from: <http://e/SERVICE/> SELECT * { ?s from:service ?o ; from:from <http://e/load> }",
        "SELECT * { ?s ?p 'x'@load }",
        "SELECT * { ?s ?p 'it\\'s FROM here' }",
    ],
)
def test_the_words_elsewhere_mean_nothing(query: str) -> None:
    assert usage(query).remote is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent ?where { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 'a' . SERVICE<http://e/>{} }", "SERVICE"),
        ("LOAD <http://e/>", "LOAD"),
        ("INSERT DATA { <a:a> <a:b> 'x' } ; load silent <http://e/> into graph <http://e/>", "LOAD"),
    ],
)
def test_reaching_out_is_found(text: str, word: str) -> None:
    assert usage(text).remote == word


def test_depth_is_of_all_brackets_and_counts_no_strings() -> None:
    assert usage("ASK {" + "{" * 30 + "}" * 30 + "}").depth == 31
    assert usage("ASK { FILTER(" + "(" * 30 + "1" + ")" * 30 + ") }").depth == 32
    assert usage("ASK { ?s ?p '" + "(" * 30 + "' }").depth == 1


def test_a_flat_list_is_not_deep() -> None:
    assert usage("SELECT * { VALUES (?a) {" + "(1)" * 1000 + "} }").depth == 3
