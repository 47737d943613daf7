"""RDF documents: which format a client gets, and the document in it. The same statements give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from flask import Response, request
from pyoxigraph import Quad

from server import problems
from server.formats import Format, carrying, with_charset
from server.negotiation import Choice, choose
from triples.export import Format as ExportFormat
from triples.export import render

PAGE = "html"
DOCUMENTS = tuple(row for row in carrying("triples") if row.name != PAGE)


def negotiated(offers: Sequence[Format]) -> Choice:
    """What this request gets; Problem (406) when it refuses all there is."""
    choice = choose(request.headers.get("Accept"), tuple(offers))
    if choice is None:
        raise problems.not_acceptable(offers)
    return choice


def wanted(suffix: str) -> Choice:
    """The format of a document: by the suffix of its address, else by Accept; Problem (404, 406)."""
    if not suffix:
        return negotiated(carrying("triples"))
    form = next((row for row in carrying("triples") if row.suffix == suffix), None)
    if form is None:
        raise problems.not_found(f"There is no form .{suffix} of this document.")
    return Choice(form, form.media_type)


def document(quads: Iterable[Quad], choice: Choice) -> Response:
    """The statements as a document."""
    body = render(quads, cast(ExportFormat, choice.format.name))  # a test holds both tables of formats together
    return Response(body, content_type=with_charset(choice.media_type), headers={"Vary": "Accept"})
