"""gzip for who asks for it, and only then; streams go on streaming."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from server.compression import Pieces, compressible, wanted, whole

if TYPE_CHECKING:
    from conftest import Server

LONG = "/sparql?" + urlencode({"query": "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", "format": "csv"})
MIDDLE = "/sparql?" + urlencode({"query": "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y }", "format": "csv"})


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP", True),
        ("br, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *", False),
        ("x-gzip", True),
        ("deflate, br", False),
        ("identity, gzip;q=0.5", False),
        ("identity;q=0.5, gzip;q=0.5", True),
        ("identity;q=0, gzip;q=0.001", True),
        ("gzip;q=high", False),
    ],
)
def test_who_takes_gzip(header: str, takes: bool) -> None:
    assert wanted(header) is takes


@pytest.mark.parametrize("path", [MIDDLE, LONG, "/data/vote/council-1.nt", "/page/state/china", "/static/style.css"])
def test_the_compressed_answer_holds_the_plain_one(server: Server, path: str) -> None:
    plain = server.get(path)
    packed = server.request("GET", path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"].split(", ")
    assert "Accept-Encoding" in plain.headers["Vary"].split(", ")
    assert "Content-Encoding" not in plain.headers
    assert len(packed.body) < len(plain.body)
    assert gzip.decompress(packed.body) == plain.body


def test_what_is_at_hand_has_a_length_and_what_is_still_coming_has_none(server: Server) -> None:
    middle, long = (server.request("GET", path, Accept_Encoding="gzip") for path in (MIDDLE, LONG))
    assert int(middle.headers["Content-Length"]) == len(middle.body)
    assert "Content-Length" not in long.headers
    assert long.headers["Transfer-Encoding"] == "chunked"


def test_a_small_answer_is_left_alone(server: Server) -> None:
    reply = server.request("GET", "/sparql?query=ASK%20%7B%7D", Accept_Encoding="gzip")
    assert "Content-Encoding" not in reply.headers


@pytest.mark.parametrize("path", [MIDDLE, LONG])
def test_head_says_what_get_would(server: Server, path: str) -> None:
    get, head = (server.request(method, path, Accept_Encoding="gzip") for method in ("GET", "HEAD"))
    for name in ("Content-Encoding", "Content-Type", "ETag", "Vary"):
        assert head.headers[name] == get.headers[name]
    assert head.headers["Content-Length"] in (
        None,
        get.headers["Content-Length"],
    )  # it may be left out (RFC 9110, 9.3.2)


def test_pieces_go_on_as_they_come() -> None:
    """A reader can unpack what has come before the rest is there."""
    given: list[bytes] = []

    def slow() -> Iterator[bytes]:
        for piece in (b"first,", b"second,", b"third"):
            given.append(piece)
            yield piece

    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    read = b""
    for packed in Pieces(slow()):
        read += unpacking.decompress(packed)
        assert read == b"".join(given)
    assert unpacking.eof


def test_who_leaves_half_way_closes_what_is_behind() -> None:
    class Body:
        closed = False

        def __iter__(self) -> Iterator[bytes]:
            return iter([b"x"])

        def close(self) -> None:
            self.closed = True

    body = Body()
    Pieces(body).close()
    assert body.closed


def test_the_same_data_are_packed_into_the_same_bytes() -> None:
    assert whole(b"x" * 5000) == whole(b"x" * 5000)


@pytest.mark.parametrize(
    ("media_type", "is_text"),
    [
        ("text/turtle", True),
        ("application/sparql-results+json", True),
        ("application/rdf+xml", True),
        ("application/n-triples", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("application/gzip", False),
    ],
)
def test_text_is_compressed_whatever_it_is_called(media_type: str, is_text: bool) -> None:
    assert compressible(media_type) is is_text
