"""Queries made to hurt: each is answered in time with an honest status, and afterwards all is as it was.

The store is small and so are the limits; what grows here grows by itself.
"""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Reply, Server

TIMEOUT, MEMORY = 2, 96
IN_TIME = TIMEOUT + 2 + 10  # what is promised, and what a busy machine may take on top
INNER = re.compile(r"Traceback|File \"|/site-packages|/tmp/|pyoxigraph|oxigraph|panick|rust|\.py\b")


def patterns(count: int) -> str:
    """A product of all triples with themselves, so many times."""
    return " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(count))


def doubled(times: int) -> str:
    steps = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?x0) {steps} }}"


def replaced(first: str, second: str, third: str) -> str:
    return f"SELECT (STRLEN(REPLACE(REPLACE('{first}', 'a', '{second}'), 'b', '{third}')) AS ?n) {{}}"


def numbers(count: int, name: str = "x") -> str:
    return f"VALUES ?{name} {{ {' '.join(map(str, range(count)))} }}"


def counted(pattern: str) -> str:
    return f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"


STEP = "(!<a:a>|^!<a:a>)"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {patterns(9)} }}"
# What is too much for any limit: ended at the deadline, at the ceiling of memory, or as the result is too large.
TOO_MUCH = {
    "a cross product": ENDLESS,
    "a sorted cross product": f"SELECT * {{ {patterns(6)} }} ORDER BY ?c0 ?c5",
    "a cross product in random order": f"SELECT * {{ {patterns(6)} }} ORDER BY RAND()",
    "a grouped cross product": f"SELECT ?c0 ?c1 ?c2 ?c3 {{ {patterns(6)} }} GROUP BY ?c0 ?c1 ?c2 ?c3 ?a4 ?a5",
    "distinct rows of a cross product": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {patterns(7)} }}",
    "all texts of a cross product in one": f"SELECT (STRLEN(GROUP_CONCAT(?c0)) AS ?n) {{ {patterns(7)} }}",
    "a text that doubles forty times": doubled(40),
    "a text put in place of each letter": replaced("a" * 3000, "b" * 3000, "c" * 1000),
    "a pattern of many classes of letters": "ASK { FILTER(REGEX('a', '" + r"[\\w\\d]" * 20_000 + "', 'i')) }",
    "paths in all directions": "SELECT (COUNT(*) AS ?n) {" + "".join(f"?s{i} {STEP}* ?o{i} . " for i in range(6)) + "}",
    "a path that repeats itself fifty times over": "SELECT (COUNT(*) AS ?n) { ?a " + "/".join([STEP] * 40) + " ?b }",
    "three lists of numbers": counted(f"{numbers(5000)} {numbers(5000, 'y')} {numbers(5000, 'z')}"),
    "a list compared with each row": counted(f"{patterns(5)} FILTER(?c4 IN ({','.join(map(str, range(50_000)))}))"),
    "a check for each row of a product": counted(f"{patterns(5)} FILTER NOT EXISTS {{ ?c4 ?d ?e . ?e ?f ?c0 }}"),
    "a subquery for each row": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o LATERAL { SELECT * { " + patterns(7) + " } } }",
    "a described cross product": f"DESCRIBE ?a0 {{ {patterns(8)} }}",
    "a constructed cross product": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} {{ {patterns(8)} }}",
    "many joins of one variable": "ASK {" + "".join(f"?s <a:p{i}> ?o{i} . " for i in range(2000)) + "}",
    "checks within checks": "ASK {" + "".join(f"?s{i} ?p{i} ?o{i} FILTER NOT EXISTS {{" for i in range(45)) + "}" * 46,
    "a million results": f"SELECT * {{ {patterns(4)} }}",
}
# What is too deep or too long to be read.
UNREADABLE = {
    "braces": "ASK {" + "{" * 5000 + "}" * 5000 + "}",
    "round brackets": "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "lists in lists": "ASK { ?s ?p " + "(" * 5000 + "1" + ")" * 5000 + " }",
    "nodes in nodes": "ASK { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + " }",
    "triples in triples": "ASK { ?s ?p " + "<<( ?s ?p " * 5000 + "1" + " )>>" * 5000 + " }",
    "queries in queries": "SELECT * {" * 5000 + "}" * 5000,
    "optional in optional": "ASK {" + "OPTIONAL {" * 5000 + "}" * 5001,
    "unions in unions": "ASK {" + "{} UNION {" * 5000 + "}" * 5001,
    "checks in checks": "ASK {" + "FILTER EXISTS {" * 5000 + "}" * 5001,
    "conditions in conditions": "ASK { FILTER(" + "IF(true," * 5000 + "1" + ",2)" * 5000 + ") }",
    "negations": "ASK { FILTER(" + "!" * 300_000 + "true) }",
    "minus signs": "ASK { FILTER(" + "-" * 300_000 + "1) }",
    "path brackets": "ASK { ?s " + "(" * 5000 + "<a:a>" + ")" * 5000 + " ?o }",
    "steps of a path": "ASK { ?s " + "/".join(["<a:a>"] * 100_000) + " ?o }",
    "unions side by side": "ASK { {}" + " UNION {}" * 100_000 + " }",
    "optionals side by side": "ASK {" + " OPTIONAL { ?s ?p ?o }" * 20_000 + " }",
    "a text over the limit": "ASK { ?s ?p '" + "x" * 1_100_000 + "' }",
    "a text with a lone surrogate": r"ASK { ?s ?p '\uD800' }",
    "no query at all": "",
    "blanks": " " * 1_000_000,
    "quotes": "'" * 500_000,
    "signs that open": "<" * 500_000 + "(" * 500_000,
    "words and dots": "a." * 500_000,
}
# What looks bad and is answered.
HARMLESS = {
    "a pattern that backtracks elsewhere": "ASK { FILTER(REGEX('" + "a" * 40_000 + "!', '^(a+)+$')) }",
    "a pattern of patterns of patterns": "ASK { FILTER(REGEX('a', '((a{1000}){1000}){1000}')) }",
    "a pattern that never ends": "ASK { FILTER(REGEX('a', '(((((a')) }",
    "numbers over the edge": "SELECT (9223372036854775807 + 1 AS ?x) (-9223372036854775808 / -1 AS ?y) {}",
    "places far outside of a text": "SELECT (SUBSTR('abc', -9223372036854775808, 9223372036854775807) AS ?x) {}",
    "a null byte": "ASK { ?s ?p '\x00' }",
    "a long name": "ASK { ?s ?p <http://e/" + "x" * 1_000_000 + "> }",
    "a number of a million digits": "SELECT (COUNT(*) AS ?n) { BIND(" + "1" * 1_000_000 + " AS ?x) }",
    "a way up a hundred thousand times": "BASE <http://e/> ASK { <" + "../" * 100_000 + "> <p> <o> }",
    "ten thousand prefixes": "".join(f"PREFIX p{i}: <a:{i}> " for i in range(10_000)) + "ASK {}",
}


@pytest.fixture(scope="module")
def small(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server with little of everything."""
    with start(
        store=world,
        processes=1,
        query_workers=2,
        timeout=TIMEOUT,
        memory=MEMORY,
        result_size=2,
        nesting=50,
        log="faults",
    ) as started:
        yield started


def asked(server: Server, query: str | bytes) -> Reply:
    body = query if isinstance(query, bytes) else query.encode()
    return server.request("POST", "/sparql", body, IN_TIME, Content_Type="application/sparql-query")


def busy(server: Server) -> int:
    """The workers that evaluate something at the moment."""
    return int(float(re.findall(r'^unkg_workers\{state="busy"\} (\S+)', server.get("/metrics").text, re.MULTILINE)[0]))


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_ended_at_a_limit(small: Server, name: str) -> None:
    try:
        reply = asked(small, TOO_MUCH[name])
    except http.client.IncompleteRead:
        assert "results" in name or "subquery" in name  # it came until the limit, and did not seem whole
        return
    assert reply.status == 503
    assert reply.json()["limit"].keys() <= {"timeout", "memory", "result_size"}
    assert reply.json()["limits"].startswith("/limits#")
    assert not INNER.search(reply.text)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(small: Server, name: str) -> None:
    reply = asked(small, UNREADABLE[name])
    assert reply.status in (400, 413, 503), reply.text
    assert reply.json()["status"] == reply.status
    assert not INNER.search(reply.text)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_bad_is_answered(small: Server, name: str) -> None:
    assert asked(small, HARMLESS[name]).status == 200


@pytest.mark.parametrize("query", [b"ASK { ?s ?p '\xff\xfe' }", b"\xed\xa0\x80", b"\x00" * 1000, b"\xff" * 1000])
def test_bytes_that_are_no_text_are_refused(small: Server, query: bytes) -> None:
    assert asked(small, query).status == 400


def test_memory_comes_back_and_nobody_is_left_at_work(small: Server) -> None:
    asked(small, "ASK {}")
    before = small.memory()
    for name in ("a sorted cross product", "a text that doubles forty times", "distinct rows of a cross product"):
        assert asked(small, TOO_MUCH[name]).status == 503
    asked(small, UNREADABLE["negations"])
    assert asked(small, "ASK {}").json()["boolean"] is True
    assert small.memory() < before + 32
    assert busy(small) == 0


def test_others_are_answered_while_heavy_queries_run(small: Server) -> None:
    with concurrent.futures.ThreadPoolExecutor(8) as clients:
        heavy = [clients.submit(asked, small, ENDLESS) for _ in range(2)]
        light = [asked(small, "ASK {}") for _ in range(20)]
        assert [reply.status for reply in light] == [200] * 20
        assert [future.result().status for future in heavy] == [503] * 2
    assert json.loads(small.get("/health").body)["status"]
