"""SERVICE clauses: which are found in a query, what their endpoints are asked, and what takes their place."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple, Variable

from ontology.errors import InputError
from server.services import Clause, Term, clauses, nothing, outermost, question, replaced, values
from server.settings import Settings

ENDPOINT = "http://e/sparql"
BASE = "http://base/"


def only(query: str) -> Clause:
    (clause,) = clauses(query)
    return clause


def rows(query: str, store: Store | None = None) -> QuerySolutions:
    found = (store or Store()).query(query)
    assert isinstance(found, QuerySolutions)
    return found


def test_endpoints_are_read_from_text_and_none_is_none() -> None:
    read = Settings.of({"services": " http://a.example/sparql , https://b.example:8443/x?y=z "}).services
    assert read.endpoints == ("http://a.example/sparql", "https://b.example:8443/x?y=z")
    assert read
    assert not Settings().services


@pytest.mark.parametrize(
    "text",
    [
        "a.example/sparql",
        "ftp://a.example/",
        "http://",
        "http://user:secret@a.example/",
        "http://user@a.example/",
        "http://a.example:port/",
        "http://a.example/#part",
        "http://ä.example/",
        "http://a.example/<x>",
        "http://a.example/\r\nX: y",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_endpoint_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(InputError, match=r"--services: .* is not a list of endpoints"):
        Settings.of({"services": f"http://fine.example/,{text}"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://e/sparql> { ?s ?p ?o } }",
        "ASK{service<http://e/sparql>{?s ?p ?o}}",
        "PREFIX e: <http://e/> CONSTRUCT { ?s ?p ?o } { SERVICE e:sparql { ?s ?p ?o } }",
        "PREFIX : <http://e/> PREFIX e: <http://other/> SELECT * { SERVICE :spar\\ql { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c OPTIONAL { SERVICE # whom\n <http://e/sparql> # and what\n { ?s ?p ?o } } }",
        "SELECT * { { ?a ?b ?c } UNION { GRAPH ?g { SERVICE <http://e/sparql> { ?s ?p ?o } } } }",
        "SELECT * { { SELECT ?s { SERVICE <http://e/sparql> { ?s ?p ?o } } LIMIT 1 } FILTER(?s < 3) }",
        "SELECT * { ?a ?b 'SERVICE <http://x/> {' MINUS { SERVICE <http://e/sparql> { ?s ?p '}' } } }",
    ],
)
def test_a_clause_is_found_wherever_it_stands(query: str) -> None:
    clause = only(query)
    assert (clause.endpoint, clause.silent, clause.asks_a_variable) == (ENDPOINT, False, False)
    assert query[clause.start : clause.end].upper().startswith("SERVICE")
    assert query[clause.end - 1] == "}"
    assert clause.variables >= {"s", "p"}


def test_silence_and_variables_are_seen() -> None:
    assert only("ASK { SERVICE SILENT <http://e/sparql> { ?s ?p ?o } }").silent
    assert only("ASK { SERVICE ?where { ?s ?p ?o } }").asks_a_variable
    assert only("ASK { SERVICE silent $where { ?s ?p ?o } }").asks_a_variable


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'SERVICE <http://e/sparql> { }' } # SERVICE <http://e/sparql> { }",
        "PREFIX service: <http://e/> SELECT * { ?s service:service <http://e/service> }",
        "SELECT * { SERVICE <http://e/sparql> { ?s ?p ?o",
        "SELECT * { SERVICE <http://e/sparql> ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT SILENT <http://e/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE 'x' { ?s ?p ?o } }",
        "}}} SERVICE",
    ],
)
def test_what_is_no_clause_is_left_to_the_engine(query: str) -> None:
    assert clauses(query) == []


def test_clauses_inside_of_others_are_found_and_only_the_outermost_are_ours_to_ask() -> None:
    found = clauses("ASK { SERVICE <http://a/> { ?s ?p ?o SERVICE <http://b/> { ?o ?q ?r } } SERVICE <http://c/> {} }")
    assert [clause.endpoint for clause in found] == ["http://a/", "http://b/", "http://c/"]
    assert [clause.endpoint for clause in outermost(found)] == ["http://a/", "http://c/"]


def test_an_unknown_prefix_and_a_relative_address_name_no_endpoint_of_a_list() -> None:
    assert only("ASK { SERVICE e:sparql { } }").endpoint == "sparql"
    assert only("BASE <http://e/> ASK { SERVICE <sparql> { } }").endpoint == "sparql"


def test_the_endpoint_is_asked_with_the_declarations_of_the_query() -> None:
    query = "# SELECT\nPREFIX a: <x/> SELECT ?s { ?s ?p 1 SERVICE <http://e/sparql> { ?s a:p <o> # end\n } }"
    store = Store()
    store.update("INSERT DATA { <http://s/> <http://base/x/p> <http://base/o> , <http://base/other> }")
    asked = question(query, only(query), BASE)
    assert [str(row["s"]) for row in rows(asked, store)] == ["<http://s/>"]


def test_a_clause_that_is_a_sub_select_becomes_a_question_too() -> None:
    query = "SELECT * { SERVICE <http://e/sparql> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert [variable.value for variable in rows(question(query, only(query), BASE)).variables] == ["n"]


HIDDEN = "SERVICE <http://evil/> { ?x ?y ?z }"


@pytest.mark.parametrize(
    "pattern",
    [
        f"FILTER(?a<?b&&'>'='>') {HIDDEN} FILTER('x'='x')",
        f"FILTER(?a<?b#>'''\n) {HIDDEN} # '''\n",
        f"?s a:x\u00b7\\' {HIDDEN} . ?s a:y\\' ?o",
        f"FILTER(?a<?b&&'>'='>' #'\n) {HIDDEN}",
    ],
)
def test_no_endpoint_sees_a_clause_that_was_not_seen_here(pattern: str) -> None:
    """Where `<` compares, or a name has odd letters, words may be hidden from us in what we take for a string."""
    query = f"PREFIX a: <a:> SELECT * {{ SERVICE <http://e/sparql> {{ {pattern} }} }}"
    found = clauses(query)
    if len(found) == 1:
        with pytest.raises(SyntaxError):
            Store().query(question(query, found[0], BASE))
    else:
        assert len(found) in (0, 2)  # no clause that anybody is asked for; or one more, whose endpoint is looked up


@pytest.mark.parametrize(
    "pattern", ["?s ?p '\\u0027 SERVICE'", "SERV\\u0049CE <http://evil/> {}", "FILTER(?a<?b&&'''>)"]
)
def test_what_endpoints_may_read_in_two_ways_is_known(pattern: str) -> None:
    assert only(f"ASK {{ SERVICE <http://e/> {{ {pattern} }} }}").has_two_readings
    assert not only("ASK { SERVICE <http://e/o'hara#x> { ?s <http://e/o'hara#x> 'u\\n' } }").has_two_readings


def test_only_declarations_go_along_and_all_of_them_in_order() -> None:
    query = "BASE <http://b/> PREFIX a: <x#> 'junk' {BASE <y/> # BASE <z>\nPREFIX : <> "
    query += "ASK { SERVICE <http://e/> { a:b :c <d> } }"
    assert question(query, only(query), BASE).splitlines()[:5] == [
        "BASE <http://base/>",
        "BASE <http://b/>",
        "PREFIX a: <x#>",
        "BASE <y/>",
        "PREFIX : <>",
    ]


def _texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def _terms() -> st.SearchStrategy[Term | None]:
    datatypes = st.sampled_from(["http://www.w3.org/2001/XMLSchema#date", "http://e/any", "http://e/o'hara(1)"])
    return (
        st.none()
        | st.sampled_from(["http://e/a", "urn:x:y", "http://e/o'hara(1)?q=a&b#c", "http://e/\u4e2d"]).map(NamedNode)
        | _texts().map(Literal)
        | st.builds(lambda text: Literal(text, language="en-gb"), _texts())
        | st.builds(lambda text, kind: Literal(text, datatype=NamedNode(kind)), _texts(), datatypes)
    )


@given(st.lists(st.tuples(_terms(), _terms()), max_size=5))
def test_what_an_endpoint_says_is_what_the_query_reads(told: list[tuple[Term | None, Term | None]]) -> None:
    block = values(only("ASK { SERVICE <http://e/> { ?a ?b ?c } }"), [Variable("a"), Variable("b")], told)
    assert "\n" not in block
    assert Counter((row["a"], row["b"]) for row in rows(f"SELECT ?a ?b {{ {block} }}")) == Counter(told)


def test_rows_without_a_variable_count_all_the_same() -> None:
    clause = only("ASK { SERVICE <http://e/> { <a:a> <a:b> <a:c> } }")
    assert len(list(rows(f"SELECT * {{ {values(clause, [], [(), ()])} }}"))) == 2
    assert list(rows(f"SELECT * {{ {values(clause, [], [])} }}")) == []


def test_variables_that_the_clause_does_not_name_are_not_taken_from_the_endpoint() -> None:
    clause = only("ASK { SERVICE <http://e/> { ?a ?b ?c } }")
    block = values(clause, [Variable("secret"), Variable("b")], [(Literal("x"), Literal("y"))])
    assert block == 'VALUES (?b) { ("y") }'


def test_a_blank_node_of_an_answer_becomes_one_new_name() -> None:
    clause, node = only("ASK { SERVICE <http://e/> { ?a ?b ?c } }"), BlankNode("x")
    told = [(node, node), (BlankNode("y"), None)]
    first, second = rows(f"SELECT * {{ {values(clause, [Variable('a'), Variable('b')], told)} }}")
    assert first["a"] == first["b"] != second["a"]
    assert isinstance(second["a"], NamedNode)
    assert second["a"].value.startswith("urn:uuid:")
    assert values(clause, [Variable("a")], told[:1]) != values(clause, [Variable("a")], told[:1])


def test_a_triple_in_an_answer_is_refused() -> None:
    triple = Triple(NamedNode("a:a"), NamedNode("a:b"), NamedNode("a:c"))
    with pytest.raises(ValueError, match="triple"):
        values(only("ASK { SERVICE <http://e/> { ?a ?b ?c } }"), [Variable("a")], [(triple,)])


@pytest.mark.parametrize("pattern", ["?s ?p ?o", "SELECT ?s ?p ?o { ?s ?p ?o . ?hidden ?p ?o }"])
def test_what_failed_in_silence_leaves_the_row_and_its_variables(pattern: str) -> None:
    clause = only(f"ASK {{ SERVICE SILENT <http://e/> {{ {pattern} }} }}")
    store = Store()
    store.update("INSERT DATA { <a:a> <a:b> <a:c> }")
    found = rows(f"SELECT * {{ BIND(1 AS ?x) {nothing(clause)} }}", store)
    assert [variable.value for variable in found.variables] == ["o", "p", "s", "x"]
    assert [(row["x"], row["s"]) for row in found] == [(Literal(1), None)]


def test_what_stands_below_a_clause_stays_in_its_line() -> None:
    query = "SELECT * {\n SERVICE <http://a/> {\n  ?s ?p ?o\n }\n SERVICE <http://b/> { ?s\n ?q ?r } LAST }"
    edits = [(clause, "VALUES () { () }") for clause in clauses(query)]
    changed = replaced(query, edits)
    assert "SERVICE" not in changed
    assert changed.split("\n")[5].endswith("LAST }")
    assert replaced(query, []) == query
