"""`/sparql` as people see it: a form that needs no script, and results as a table."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import escape

from server import querypage
from server.examples import examples
from server.formats import by_name

if TYPE_CHECKING:
    from conftest import Server

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Page(HTMLParser):
    """The parts of a page that tests ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_browser_without_a_query_gets_the_form(server: Server) -> None:
    reply = server.get("/sparql", HTML)
    assert reply.type == "text/html; charset=utf-8"
    page = Page(reply.text)
    assert [field["name"] for field in page.all("textarea")] == ["query"]
    assert [form["action"] for form in page.all("form")] == ["/sparql#result"]
    assert "button" in {tag for tag, _ in page.tags}


def test_it_tells_of_which_day_the_data_are_and_how_much_there_is(server: Server) -> None:
    loaded = server.get("/health").json()
    page = server.get("/sparql", HTML).text
    assert re.search(r"The data are of <strong>\d+ \w+ \d{4}</strong>", page)
    assert f"{loaded['triples']} statements in " in page


def test_a_program_without_a_query_is_told_so(server: Server) -> None:
    assert server.get("/sparql", "application/sparql-results+json").status == 400


def test_every_example_is_linked_and_its_link_fills_the_form(server: Server) -> None:
    text = server.get("/sparql", HTML).text
    for example in examples():
        assert f"/sparql?example={example.name}" in text
        assert str(escape(example.question)) in text
        assert "WHERE" in server.get(f"/sparql?example={example.name}", HTML).text


def test_rows_are_a_table_with_links_to_our_pages(server: Server) -> None:
    query = "SELECT ?s ?x { ?s <https://w3id.org/unkg/ontology#iso3> 'CHN' OPTIONAL { ?s <http://e/none> ?x } }"
    page = server.query(query, HTML).text
    assert 'href="/page/state/china"' in page
    assert "1 row." in page


def test_the_query_stays_in_the_form(server: Server) -> None:
    assert (
        "ASK { &lt;http://e/&gt; ?p &#39;&amp;amp;&#39; }" in server.query("ASK { <http://e/> ?p '&amp;' }", HTML).text
    )


def test_ask_is_answered_in_words(server: Server) -> None:
    assert '<p class="answer">Yes</p>' in server.query("ASK {}", HTML).text


def test_triples_are_shown_as_turtle(server: Server) -> None:
    page = server.query("CONSTRUCT { ?s ?p 'a&b' } WHERE { ?s ?p 'CHN' }", HTML).text
    assert "a&amp;b" in page


def test_a_long_result_is_cut_and_says_so(server: Server) -> None:
    page = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f }", HTML).text
    assert "500 rows, the first of more" in page
    assert page.count("<tr>") == 501


def test_what_is_cut_is_told_in_a_header_and_leads_on_to_the_last_row(server: Server) -> None:
    query = "SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?b ?c ?d ?e ?f"
    rows, path, pages = 0, "/sparql?" + urlencode({"query": query}), 0
    while path:
        reply = server.get(path, HTML)
        rows, pages = rows + reply.text.count("<tr>") - 1, pages + 1
        link = reply.headers["Link"] or ""
        path = link.partition(">")[0].removeprefix("<") if 'rel="next"' in link else ""
        assert bool(path) == ('rel="next"' in reply.text)
        assert ('rel="prev"' in reply.text) == (pages > 1)
    assert (rows, pages) == (40 * 40, 4)


def test_triples_are_paged_too(server: Server) -> None:
    query = "CONSTRUCT { [] ?e ?f } { ?a ?b ?c . ?d ?e ?f }"
    reply = server.query(query, HTML)
    assert "There are more than these 500 statements" in reply.text
    assert 'rel="next"' in reply.headers["Link"]
    assert server.query(query, HTML, page="100").headers["Link"] is None


def test_a_whole_result_is_not_said_to_be_cut(server: Server) -> None:
    reply = server.query("SELECT ?a { ?a ?b ?c . ?d ?e ?f } LIMIT 500", HTML)
    assert "500 rows." in reply.text
    assert reply.headers["Link"] is None


def test_a_program_is_never_cut_and_told_how_to_take_parts(server: Server) -> None:
    query = "SELECT ?a { ?a ?b ?c . ?d ?e ?f }"
    assert len(server.query(query, "text/csv").text.splitlines()) == 1 + 40 * 40
    reply = server.query(query, "text/csv", page="2")
    assert (reply.status, "LIMIT and OFFSET" in reply.json()["detail"]) == (400, True)


def test_every_link_and_the_form_keep_the_dataset(server: Server) -> None:
    graph = "https://w3id.org/unkg/graph/article/two"
    query = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    page = Page(server.query(query, HTML, **{"default-graph-uri": graph}).text)
    hidden = [(field.get("name"), field.get("value")) for field in page.all("input")]
    assert hidden == [("default-graph-uri", graph)]
    links = [str(link["href"]) for link in page.all("a") if "query=" in str(link["href"])]
    kept = [link for link in links if urlencode({"default-graph-uri": graph}) in link]
    assert len(kept) == len(links) - 1 == 6  # four formats, the query itself, the next page; one asks without it
    csv = next(link for link in kept if "format=csv" in link)
    assert len(server.get(csv).text.splitlines()) == 1 + 6**4


def test_the_service_description_is_linked(server: Server) -> None:
    page = Page(server.get("/sparql", HTML).text)
    assert {"/sparql?format=turtle"} <= {link["href"] for link in page.all("a")}


def test_an_empty_result_offers_a_hint(server: Server) -> None:
    assert "Nothing matches" in server.query("SELECT * { <http://e/none> ?p ?o }", HTML).text


def test_every_format_that_can_carry_the_result_can_be_taken_away(server: Server) -> None:
    forms = {"ASK {}": 2, "SELECT * {}": 4, "CONSTRUCT WHERE { ?s ?p ?o }": 6}
    for query, count in forms.items():
        links = [link for link in Page(server.query(query, HTML).text).all("a") if "download" in link]
        assert len(links) == count
        for link in links:
            reply = server.get(str(link["href"]))
            assert (reply.status, by_name(str(link["data-format"])).content_type) == (200, reply.type)  # type: ignore[union-attr]


def test_numbers_are_marked_as_such(server: Server) -> None:
    page = server.query("SELECT ?name ?count { VALUES (?name ?count) { ('a' 7) ('b' 7.5) } }", HTML).text
    assert (page.count('<td class="number">'), page.count('<th scope="col" class="number">count')) == (2, 1)


def test_a_syntax_error_stands_at_the_query_with_its_place(server: Server) -> None:
    reply = server.query("SELECT * {\n <b> }", HTML)
    assert (reply.status, reply.type, reply.headers["Cache-Control"]) == (400, "text/html; charset=utf-8", "no-store")
    page = Page(reply.text)
    field = page.all("textarea")[0]
    assert (field["data-line"], field["aria-describedby"], field["aria-invalid"]) == ("2", "problem", "true")
    assert "SELECT * {\n &lt;b&gt; }</textarea>" in reply.text
    assert f"Syntax error in line 2, column {field['data-column']}" in reply.text


def test_every_other_refusal_stands_at_the_query_too(server: Server) -> None:
    reply = server.query("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", HTML)
    assert (reply.status, 'role="alert"' in reply.text, "SERVICE &lt;http://e/&gt;" in reply.text) == (403, True, True)
    late = server.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", HTML, timeout="0.01")
    assert (late.status, "/limits#timeout" in late.text) == (503, True)


def test_a_query_that_is_too_long_is_not_said_again(world, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, query_size=1) as small:
        reply = small.query("ASK {} #" + "x" * 2000, HTML)
        assert (reply.status, "xxxx" in reply.text) == (413, False)


def test_the_editor_is_asked_for_where_it_was_built_and_only_there(server: Server) -> None:
    built = (Path(querypage.__file__).parent / "static" / querypage.SCRIPT).is_file()
    scripts = [tag["src"] for tag in Page(server.get("/sparql", HTML).text).all("script")]
    assert scripts == (["/static/built/query.js"] if built else [])


def test_pages_load_nothing_from_elsewhere(server: Server) -> None:
    reply = server.get("/sparql", HTML)
    page = Page(reply.text)
    loaded = [str(tag.get("src") or tag.get("href")) for name in ("link", "img", "script") for tag in page.all(name)]
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    for address in loaded:
        assert server.get(address).status == 200
