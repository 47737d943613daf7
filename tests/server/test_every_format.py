"""Every row of the table of formats over HTTP: each form of query, each way to ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from server.formats import Format, carrying

if TYPE_CHECKING:
    from conftest import Reply, Server

CHINA = "https://w3id.org/unkg/id/state/china"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
QUERIES = {
    "SELECT": f"SELECT ?label {{ <{CHINA}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}",
    "ASK": f"ASK {{ <{CHINA}> ?p ?o }}",
    "CONSTRUCT": f"CONSTRUCT WHERE {{ <{CHINA}> ?p ?o }}",
    "DESCRIBE": f"DESCRIBE <{CHINA}>",
}
FAMILY = {"SELECT": "solutions", "ASK": "solutions", "CONSTRUCT": "triples", "DESCRIBE": "triples"}
CASES = [(form, row) for form, family in FAMILY.items() for row in carrying(family)]  # type: ignore[arg-type]
each_case = pytest.mark.parametrize(("form", "row"), CASES, ids=[f"{form}-{row.name}" for form, row in CASES])


def others(form: str, row: Format) -> list[Format]:
    return [other for other in carrying(FAMILY[form]) if other != row]  # type: ignore[arg-type]


def check(reply: Reply, row: Format) -> None:
    """The answer is in this format, says so, and reads back."""
    assert (reply.status, reply.type) == (200, row.content_type)
    assert "Accept" in reply.headers["Vary"].split(", ")
    if row.name == "html":
        assert "<!doctype html>" in reply.text
    elif isinstance(row.engine, RdfFormat):
        assert any(quad.subject.value == CHINA for quad in parse(reply.body, format=row.engine))  # type: ignore[union-attr]
    elif row.name == "csv":
        assert "China" in reply.text or reply.text == "true"
    else:
        assert isinstance(row.engine, QueryResultsFormat)
        if not (row.name == "tsv" and reply.text == "true"):  # TSV has no truth values; what the engine sends is a word
            parse_query_results(reply.body, format=row.engine)


@each_case
def test_by_its_media_type(server: Server, form: str, row: Format) -> None:
    check(server.query(QUERIES[form], row.media_type), row)


@each_case
@pytest.mark.parametrize("by", ["name", "suffix", "media_type"])
def test_by_the_parameter_which_wins_over_accept(server: Server, form: str, row: Format, by: str) -> None:
    check(server.query(QUERIES[form], "image/png", format=getattr(row, by)), row)


@each_case
def test_by_quality(server: Server, form: str, row: Format) -> None:
    accept = ", ".join(f"{other.media_type};q=0.{n + 1}" for n, other in enumerate(others(form, row)))
    check(server.query(QUERIES[form], f"{accept}, {row.media_type};q=0.95"), row)


@each_case
def test_by_excluding_all_others(server: Server, form: str, row: Format) -> None:
    accept = ", ".join(f"{other.media_type};q=0" for other in others(form, row))
    check(server.query(QUERIES[form], f"*/*, {accept}"), row)


@each_case
def test_with_parameters_that_it_meets(server: Server, form: str, row: Format) -> None:
    check(server.query(QUERIES[form], f'{row.media_type.upper()} ; Charset="UTF-8" ;q=1.000, image/png'), row)


@each_case
def test_by_post_as_by_get(server: Server, form: str, row: Format) -> None:
    body = urlencode({"query": QUERIES[form]}).encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Accept": row.media_type}
    check(server.request("POST", "/sparql", body, **headers), row)
    headers["Content_Type"] = "application/sparql-query; charset=utf-8"
    check(server.request("POST", "/sparql", QUERIES[form].encode(), **headers), row)


@each_case
def test_head_tells_what_get_would_send(server: Server, form: str, row: Format) -> None:
    path = "/sparql?" + urlencode({"query": QUERIES[form]})
    head = server.request("HEAD", path, Accept=row.media_type)
    get = server.get(path, row.media_type)
    assert (head.status, head.type, head.body) == (200, row.content_type, b"")
    assert head.headers["Content-Length"] == str(len(get.body))


@pytest.mark.parametrize("form", QUERIES)
@pytest.mark.parametrize("accept", [None, "", "*/*", "application/*;q=0.5, */*;q=0.1", "nonsense, */*"])
def test_without_a_wish_the_first_of_the_family_is_sent(server: Server, form: str, accept: str | None) -> None:
    expected = "json" if FAMILY[form] == "solutions" else "jsonld" if accept and "application/*" in accept else "turtle"
    row = next(row for row in carrying(FAMILY[form]) if row.name == expected)  # type: ignore[arg-type]
    check(server.query(QUERIES[form], accept), row)


@pytest.mark.parametrize("form", QUERIES)
def test_a_browser_gets_a_page_for_every_form(server: Server, form: str) -> None:
    check(server.query(QUERIES[form], BROWSER), carrying("solutions")[-1])


@pytest.mark.parametrize("form", QUERIES)
@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0", "application/x-unknown, video/*;q=0.4"])
def test_what_is_not_to_be_had_is_406_with_the_list_and_vary(server: Server, form: str, accept: str) -> None:
    reply = server.query(QUERIES[form], accept)
    assert reply.status == 406
    assert "Accept" in reply.headers["Vary"].split(", ")
    assert {"text/csv", "text/turtle"} <= set(reply.json()["available"])


@pytest.mark.parametrize(("form", "accept"), [("SELECT", "text/turtle"), ("CONSTRUCT", "text/csv")])
def test_a_format_of_the_other_family_is_406_too(server: Server, form: str, accept: str) -> None:
    reply = server.query(QUERIES[form], accept)
    assert reply.status == 406
    assert "Accept" in reply.headers["Vary"].split(", ")


def test_options_tells_the_methods(server: Server) -> None:
    reply = server.request("OPTIONS", "/sparql")
    assert reply.status in (200, 204)
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert reply.body == b""
