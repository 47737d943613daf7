"""What a query uses, told from its words and brackets."""

import pytest

from server.syntax import dataset, form, usage


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
        "SELECT * { ?s ?p 'x'@en-load . ?load.service:x ?p ?o }",
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


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("", ""),
        ("INSERT DATA {}", ""),
        ("PREFIX ask: <http://e/ASK> # CONSTRUCT\nBASE <http://e/>\nselect * {}", "SELECT"),
        ("describe <http://e/SELECT>", "DESCRIBE"),
        ("PREFIX : <http://e/> CONSTRUCT { :ask :select 'ASK' } WHERE {}", "CONSTRUCT"),
    ],
)
def test_the_form_is_the_first_keyword_after_the_prologue(query: str, expected: str) -> None:
    assert form(query) == expected


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM <http://e/a> FROM <b> { ?s ?p ?o }", ("<http://e/a>", "<b>"), ()),
        ("SELECT * from <a> from named <b> where {}", ("<a>",), ("<b>",)),
        ("PREFIX e: <http://e/> ASK FROM e:a FROM NAMED e:b\\,c { ?s ?p ?o }", ("e:a",), ("e:b\\,c",)),
        ("PREFIX : <http://e/> DESCRIBE <x> FROM : FROM :a", (":", ":a"), ()),
        ("CONSTRUCT { <from> <x> 'FROM <y>' } FROM <a> { ?from <b> ?c }", ("<a>",), ()),
        ("SELECT (?a < ?b AS ?c) FROM <a># FROM <no>\nFROM<b> { { FILTER(?from < 1) } }", ("<a>", "<b>"), ()),
    ],
)
def test_the_graphs_of_a_query_are_found(query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    found = dataset(query)
    assert found is not None
    assert (found.default, found.named) == (default, named)
    assert query.startswith(found.prologue)
    assert form(query[len(found.prologue) :]) == form(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s <http://e/from> 'FROM <a>' } # FROM <b>",
        "SELECT ?from { ?from ?p <a> }",
        "PREFIX from: <http://e/> SELECT * { ?s from:x from:y }",
        "FROM <a>",
    ],
)
def test_a_query_without_graphs_of_its_own_has_none(query: str) -> None:
    assert dataset(query) is None


@pytest.mark.parametrize(
    "text",
    [
        "SERVICE FROM " + "a." * 300_000,
        "SERVICE FROM " + "a-" * 300_000,
        "SERVICE FROM " + "." * 600_000,
        'SERVICE FROM """' + '\\"' * 300_000,
        "SERVICE FROM " + "<" * 600_000,
        "SERVICE FROM " + "'a" * 300_000,
        "SERVICE FROM " + ":\\" * 300_000,
    ],
    ids=lambda text: text[13:19],
)
def test_what_is_not_closed_is_read_once_and_not_over_and_over(text: str) -> None:
    """See tests/regressions/test_long_words.py: with time that grew by the square, these would take hours."""
    assert usage(text).remote == "SERVICE"
    assert dataset(text) is None
