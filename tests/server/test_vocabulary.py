"""The vocabulary, the shapes and the context are served in every form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape as escaped
from pyoxigraph import RdfFormat, parse

from ontology.clusters import CLUSTERS
from ontology.document import CODE, document
from ontology.files import CONTEXT_FILE, read_ontology
from ontology.pitfalls import NO_EXAMPLE, exceptions
from server.formats import Format, carrying
from shapes.document import concerns

if TYPE_CHECKING:
    from conftest import Server

TERMS = document(read_ontology()).terms
DOCUMENTS = [row for row in carrying("triples") if row.engine]


def escape(text: str) -> str:
    return str(escaped(text))


@pytest.mark.parametrize("path", ["/ontology", "/shapes"])
@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row.name)
def test_a_document_is_had_by_accept_and_by_suffix(server: Server, path: str, row: Format) -> None:
    negotiated, suffixed = server.get(path, row.media_type), server.get(f"{path}.{row.suffix}")
    assert (negotiated.status, negotiated.type) == (200, row.content_type)
    assert "Accept" in negotiated.headers["Vary"].split(", ")
    assert suffixed.body == negotiated.body


def test_the_turtle_is_the_whole_ontology(server: Server) -> None:
    served = {str(quad.triple) for quad in parse(server.get("/ontology.ttl").body, format=RdfFormat.TURTLE)}
    assert served == {str(triple) for triple in read_ontology()}


@pytest.fixture(scope="module")
def page(server: Server) -> str:
    return server.get("/ontology", "text/html").text


@pytest.fixture(scope="module")
def own_page(own_server: Server) -> str:
    return own_server.get("/ontology", "text/html").text


def test_each_term_has_its_place_on_the_page_with_label_and_definition(page: str) -> None:
    for term in TERMS.values():
        entry = page.partition(f' id="{term.local}"')[2].partition("</tr>" if term.kind == CODE else "<dl>")[0]
        assert escape(term.definition) in entry, term.local
        assert f"<b>{escape(term.label)}</b>" in entry, term.local


def test_every_class_and_property_has_an_example_or_says_why_not(own_page: str) -> None:
    missing = {excuse.term for excuse in exceptions() if excuse.pitfall == NO_EXAMPLE}
    for term in TERMS.values():
        if term.kind == CODE:
            continue
        _, _, after = own_page.partition(f' id="{term.local}"')
        example = after.partition("</article>")[0].partition("<dt>example</dt>")[2]
        assert ("<a href=" in example) != ("None in these data." in example), term.local
        assert ("None in these data." in example) == (term.local in missing), term.local


def test_every_part_has_a_picture_that_links_to_the_terms(page: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) == len(CLUSTERS)
    anchors = set(re.findall(r' id="(\w+)"', page))
    links = {target for picture in pictures for target in re.findall(r'href="#(\w+)"', picture)}
    assert links
    assert links <= anchors


def test_no_place_on_a_page_is_there_twice(page: str, server: Server) -> None:
    for text in (page, server.get("/shapes", "text/html").text):
        places = re.findall(r' id="([^"]+)"', text)
        assert sorted(places) == sorted(set(places))


def test_every_link_within_a_page_leads_to_a_place_on_it(page: str, server: Server) -> None:
    for text in (page, server.get("/shapes", "text/html").text):
        assert set(re.findall(r'href="#([^"]+)"', text)) <= {"main", *re.findall(r' id="([^"]+)"', text)}


def test_a_term_leads_to_the_shapes_that_speak_of_it(page: str, server: Server) -> None:
    assert 'href="/shapes#Vote-tallyFor"' in page
    assert ' id="Vote-tallyFor"' in server.get("/shapes", "text/html").text


def test_the_terms_of_others_stand_in_a_table(page: str) -> None:
    assert re.search(r"castBy</a></th><td>is a kind of</td>\s*<td><a [^>]*>opengov:organization</a>", page)
    assert "wd:P39" in page


def test_the_page_tells_the_versions_and_what_changed(page: str) -> None:
    assert 'href="/ontology/0.1.0"' in page
    assert re.search(r"withdrawn</dt><dd>.*\bresolution\b", page)


def test_what_is_meant_so_is_listed_with_its_reason(page: str) -> None:
    for excuse in exceptions():
        if excuse.pitfall != NO_EXAMPLE:
            assert escape(excuse.reason) in page, excuse


@pytest.mark.parametrize("version", ["0.1.0", document(read_ontology()).version])
def test_every_version_is_had_under_its_address(server: Server, version: str) -> None:
    address = f"<https://w3id.org/unkg/ontology/{version}>"
    assert f"{address}" in server.get(f"/ontology/{version}", "application/n-triples").text
    assert f"{address}" in server.get(f"/ontology/{version}.nt").text
    assert server.get(f"/ontology/{version}", "text/html").status == 200
    assert 'rel="latest-version"' in server.get(f"/ontology/{version}", "text/turtle").headers["Link"]


def test_an_old_version_says_that_there_is_a_newer_one(server: Server) -> None:
    old = server.get("/ontology/0.1.0", "text/html").text
    assert "as it was" in old
    assert 'id="resolution"' in old
    assert 'id="PositionChange"' not in old


def test_a_version_that_never_was_is_404_and_the_known_ones_are_named(server: Server) -> None:
    reply = server.get("/ontology/7.0.0", "application/json")
    assert reply.status == 404
    assert "0.1.0" in reply.text


def test_the_shapes_page_shows_each_with_its_message_and_what_breaks_it(server: Server) -> None:
    text = server.get("/shapes", "text/html").text
    for shape in (shape for concern in concerns() for shape in concern.shapes):
        _, _, after = text.partition(f' id="{shape.local}"')
        entry = after.partition("</article>")[0]
        assert escape(shape.message) in entry, shape.local
        for line in (*shape.edit.away, *shape.edit.added) if shape.edit else ():
            assert escape(line) in entry, shape.local


def test_the_context_is_served_as_it_is(server: Server) -> None:
    reply = server.get("/context.jsonld")
    assert (reply.type, reply.body) == ("application/ld+json", CONTEXT_FILE.read_bytes())


def test_another_suffix_is_404_and_another_type_406(server: Server) -> None:
    assert server.get("/ontology.docx").status == 404
    assert server.get("/ontology.csv").status == 404
    assert server.get("/ontology", "image/png").status == 406
