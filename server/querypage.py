"""The page on which people write queries: it works without a script; where the editor is built, it comes on top."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Response, render_template

from ontology.terms import XSD
from server.caching import NEVER
from server.context import context, settings, urls
from server.documents import PAGE
from server.engine.answer import Answer
from server.examples import examples
from server.formats import Family, Format, carrying
from server.language import DEFAULT, language
from server.problems import Problem
from server.protocol import SparqlRequest

SCRIPT = "built/query.js"  # under `static`; `make editor` puts it there
NUMBERS = frozenset(
    kind.value for kind in (XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long, XSD.nonNegativeInteger)
)  # datatypes whose values stand to the right, and may be drawn

_STATIC = Path(__file__).resolve().parent / "static"
_LONGEST_LINK = 4000  # of an address in a header, of which many proxies take 8 kB in all


def empty(example: str) -> Response:
    """The page to write a query on; with the query of the example of this name, if there is one."""
    known = examples(settings().base_iri)
    chosen = next((one for one in known if one.name == example), None)
    return _html(SparqlRequest(chosen.query if chosen else ""), question=chosen.question if chosen else "")


def answered(asked: SparqlRequest, answer: Answer) -> Response:
    """The page with the query and a page of its result, which leads on to the next."""
    result = json.loads(answer.read())
    response = _html(asked, result)
    if result.get("more"):
        response.headers["Cache-Control"] = NEVER
        following = urls().query(asked.query, page=asked.page + 1, format=PAGE, dataset=asked.dataset)
        if len(following) <= _LONGEST_LINK:
            response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def refused(asked: SparqlRequest, problem: Problem) -> Response:
    """The page with the query and what is wrong with it, where that stands."""
    response = _html(asked, problem=problem)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    return response


def _html(
    asked: SparqlRequest, result: Mapping[str, Any] | None = None, problem: Problem | None = None, question: str = ""
) -> Response:
    loaded = context().loaded
    text = render_template(
        "query.html",
        asked=asked,
        result=result,
        problem=problem,
        question=question,
        downloads=_downloads(result or {}),
        examples=examples(settings().base_iri),
        loaded=loaded,
        built=language(DEFAULT).day(_day(loaded.built)),
        numbers=NUMBERS,
        script=SCRIPT if (_STATIC / SCRIPT).is_file() else "",
        urls=urls(),
        settings=settings(),
    )
    return Response(text, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def _day(seconds: float) -> str:
    """The day of a time that counts from 1970; empty where it is not known."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""


def _downloads(result: Mapping[str, Any]) -> tuple[Format, ...]:
    """The formats in which this result can be taken away."""
    family: Family = "triples" if "turtle" in result else "solutions"
    writable = tuple(form for form in carrying(family) if form.name != PAGE)
    return writable if "boolean" not in result else tuple(form for form in writable if form.name in ("json", "xml"))
