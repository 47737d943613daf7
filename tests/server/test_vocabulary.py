"""The vocabulary, the shapes and the context are served in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from ontology.files import CONTEXT_FILE, read_ontology
from server.formats import Format, carrying

if TYPE_CHECKING:
    from conftest import Server

DOCUMENTS = [row for row in carrying("triples") if row.engine]


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


def test_each_term_has_its_place_on_the_page(server: Server) -> None:
    page = server.get("/ontology", "text/html").text
    for name in ("Vote", "Body", "tallyFor", "castBy", "Against"):
        assert f'id="{name}"' in page


def test_the_shapes_page_shows_them(server: Server) -> None:
    assert "sh:NodeShape" in server.get("/shapes", "text/html").text


def test_the_context_is_served_as_it_is(server: Server) -> None:
    reply = server.get("/context.jsonld")
    assert (reply.type, reply.body) == ("application/ld+json", CONTEXT_FILE.read_bytes())


def test_another_suffix_is_404_and_another_type_406(server: Server) -> None:
    assert server.get("/ontology.docx").status == 404
    assert server.get("/ontology.csv").status == 404
    assert server.get("/ontology", "image/png").status == 406
