"""How a result is written: pyoxigraph's own bytes where they will do; pages, JSON-LD and descriptions made here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import islice
from typing import Protocol, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from server.engine.dataset import Result
from server.formats import by_name
from triples.compaction import Inexpressible
from triples.export import Format as ExportFormat
from triples.export import render

_XML = ("xml", "rdfxml")
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|<oxprefix: ")  # so the engine calls what XML has no name for
_LOOK_BACK = 16


class Unwritable(Exception):
    """The result holds something that its format cannot express."""


class Output(Protocol):
    """Where a result goes."""

    def write(self, data: bytes, /) -> int:
        """Takes the next bytes."""

    def flush(self) -> None:
        """Holds nothing back."""


def write(result: Result | Iterable[Triple], form: str, output: Output) -> None:
    """Writes a result in a format of `server.formats` other than a page. Unwritable when it does not fit in there.

    Triples from elsewhere, and all JSON-LD, are written sorted, with our prefixes or our context, and are in memory for
    that. The engine writes its own as they come.
    """
    target = _XmlOutput(output) if form in _XML else output
    if isinstance(result, (QueryBoolean, QuerySolutions)) or (isinstance(result, QueryTriples) and form != "jsonld"):
        known = by_name(form)
        result.serialize(target, format=known.engine if known else None)  # type: ignore[arg-type]
        return
    try:
        target.write(render((Quad(*triple) for triple in result), cast(ExportFormat, form)))
    except Inexpressible as error:
        raise Unwritable(str(error)) from None


def page(result: Result | Iterable[Triple], rows: int, skip: int) -> bytes:
    """What a page shows: a truth value, or so many rows or triples after the first `skip`; and if there are more."""
    if isinstance(result, QueryBoolean):
        return json.dumps({"boolean": bool(result)}).encode()
    if isinstance(result, QuerySolutions):
        found = [[_term(value) for value in row] for row in islice(result, skip, skip + rows + 1)]
        names = [variable.value for variable in result.variables]
        return json.dumps({"variables": names, "rows": found[:rows], "more": len(found) > rows}).encode()
    triples = list(islice(result, skip, skip + rows + 1))
    turtle = render((Quad(*triple) for triple in triples[:rows]), "turtle")
    return json.dumps({"turtle": turtle.decode(), "more": len(triples) > rows}).encode()


def _term(term: NamedNode | BlankNode | Literal | Triple | None) -> dict[str, str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return {"iri": term.value}
    if isinstance(term, Literal):
        return {"text": term.value, "lang": term.language or "", "datatype": term.datatype.value}
    return {"text": str(term)}


class _XmlOutput:
    """Lets through what can stand in XML 1.0: no control characters, and no property whose IRI ends in no name."""

    def __init__(self, output: Output) -> None:
        self._output, self._last = output, b""

    def write(self, data: bytes) -> int:
        if _NO_XML.search(self._last + data) is not None:
            raise Unwritable("XML has no way to write a control character, or a property whose IRI ends in no name")
        self._last = data[-_LOOK_BACK:]
        self._output.write(data.replace(b"\r", b"&#13;"))  # readers take a bare one for the end of a line (XML 2.11)
        return len(data)

    def flush(self) -> None:
        self._output.flush()
