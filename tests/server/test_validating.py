"""`/validate`: RDF in, SHACL's report out, within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from ontology.terms import PREFIXES, SH

if TYPE_CHECKING:
    from conftest import Server

GOOD = f"""@prefix un: <{PREFIXES["un"]}> . @prefix skos: <{PREFIXES["skos"]}> . @prefix rdfs: <{PREFIXES["rdfs"]}> .
<https://w3id.org/unkg/id/topic/tides> a un:Topic ; rdfs:label "Tides"@en ; skos:prefLabel "Tides"@en .
"""
BAD = f"""@prefix un: <{PREFIXES["un"]}> .
<https://w3id.org/unkg/id/ballot/x> a un:Ballot ; un:choice "yes" .
"""


def conforms(body: bytes, form: RdfFormat) -> bool:
    told = [quad.object for quad in parse(body, format=form) if quad.predicate == SH.conforms]
    return told == [Literal(True)]


@pytest.mark.parametrize(
    ("accept", "form"), [("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)]
)
def test_the_report_says_whether_it_conforms(server: Server, accept: str, form: RdfFormat) -> None:
    for data, expected in ((GOOD, True), (BAD, False)):
        reply = server.request("POST", "/validate", data.encode(), Content_Type="text/turtle", Accept=accept)
        assert reply.status == 200
        assert reply.type.startswith(accept)
        assert conforms(reply.body, form) is expected


def test_people_paste_turtle_and_read_messages(server: Server) -> None:
    assert "<textarea" in server.get("/validate", "text/html").text
    body = urlencode({"data": BAD}).encode()
    reply = server.request(
        "POST", "/validate", body, Content_Type="application/x-www-form-urlencoded", Accept="text/html"
    )
    assert "It does not conform." in reply.text
    assert "Ballot" in reply.text


@pytest.mark.parametrize(
    ("data", "media_type", "status"),
    [
        (b"<a> <b>", "text/turtle", 400),
        (b"[" * 5000, "text/turtle", 400),
        (b"\xff\xfe", "text/turtle", 400),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "application/rdf+xml", 400),
        (b'{"@context": "http://127.0.0.1:9/context", "@id": "x:a", "name": "b"}', "application/ld+json", 400),
        (b"a,b", "text/csv", 415),
    ],
)
def test_what_cannot_be_read_is_the_clients_fault(server: Server, data: bytes, media_type: str, status: int) -> None:
    reply = server.request("POST", "/validate", data, Content_Type=media_type)
    assert reply.status == status
    assert reply.type.startswith("application/problem+json")
    assert "Traceback" not in reply.text


def test_a_document_that_takes_too_long_is_stopped(start, world) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, timeout=0.3) as hurried:
        many = "".join(GOOD.replace("topic/tides", f"topic/tides-{number}") for number in range(12000))
        reply = hurried.request("POST", "/validate", many.encode(), Content_Type="text/turtle")
        assert reply.status == 503
        assert hurried.get("/health").status == 200
