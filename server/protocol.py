"""The SPARQL 1.1 Protocol: from an HTTP request to a `SparqlRequest` or an `UpdateRequest`. Pure: no Flask, no engine.

https://www.w3.org/TR/sparql11-protocol/#protocol. Reading a parameter checks it; what contradicts itself is
refused with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from server.formats import FORMATS, Format, by_name
from server.problems import bad_request, not_acceptable, unsupported_media_type

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_REPEATABLE = ("default-graph-uri", "named-graph-uri")
_USING = ("using-graph-uri", "using-named-graph-uri")
_MANY = 1000


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query to evaluate. `default_graphs` and `named_graphs` are None together where the request names no dataset.

    `page` counts from 1; it is for people, who see a result in pages.
    """

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: Format | None = None
    accept: str | None = None
    timeout: float | None = None
    page: int = 1

    @property
    def dataset(self) -> tuple[tuple[str, str], ...]:
        """The graphs as parameters of an address."""
        lists = zip(_REPEATABLE, (self.default_graphs or (), self.named_graphs or ()), strict=True)
        return tuple((name, value) for name, values in lists for value in values)


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """An update to carry out. `using` is the dataset of its patterns, None where the request names none."""

    update: str
    using: tuple[tuple[str, ...], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request; each read says how often it may occur."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return tuple([value for key, value in self.pairs if key == name])

    def at_most_once(self, name: str) -> str | None:
        """The value of a parameter; a Problem (400) when it is given more than once."""
        values = self.all(name)
        if len(values) > 1:
            raise bad_request(f"The parameter {name} is given {len(values)} times; give it once.")
        return values[0] if values else None


def parameters(query_string: str) -> Parameters:
    """The parameters in an address; Problem (400) where they cannot be read."""
    return Parameters(_pairs(query_string, "address"))


def read(method: str, query_string: str, content_type: str, body: bytes, accept: str | None) -> SparqlRequest | None:
    """The query of a request, or None for a GET without one. Raises Problem (400, 406, 415)."""
    url = _pairs(query_string, "address")
    if method != "POST":
        return _request(Parameters(url), None, accept)
    media_type, charset = _media_type(content_type)
    if media_type == FORM:
        form = _pairs(_text(body, "form"), "form")
        _refuse_both(url, form)
        return _request(Parameters(url + form), None, accept) or _missing()
    if media_type == DIRECT and charset in ("", "utf-8", "utf8"):
        return _request(Parameters(url), _text(body, "query"), accept)
    raise unsupported_media_type(content_type, (FORM, DIRECT))


def read_update(query_string: str, content_type: str, body: bytes) -> UpdateRequest:
    """The update of a POST (SPARQL 1.1 Protocol, 2.2). Raises Problem (400, 415)."""
    url = _pairs(query_string, "address")
    media_type, charset = _media_type(content_type)
    if media_type == FORM:
        form = _pairs(_text(body, "form"), "form")
        _refuse_both(url, form)
        return _update(Parameters(url + form), Parameters(form).at_most_once("update"))
    if media_type == UPDATE and charset in ("", "utf-8", "utf8"):
        return _update(Parameters(url), _text(body, "update"))
    raise unsupported_media_type(content_type, (FORM, UPDATE))


def _update(given: Parameters, text: str | None) -> UpdateRequest:
    if given.all("query"):
        raise bad_request("A query is sent to the query address, not here.")
    if given.all("update") not in ((), (text,)):
        raise bad_request("The update is the body of the request: give it there, once, and not in the address.")
    if text is None:
        raise bad_request("The form has no parameter update.")
    default, named = (_graphs(given, name) for name in _USING)
    return UpdateRequest(text, (default, named) if default or named else None)


def _missing() -> SparqlRequest:
    raise bad_request("The form has no parameter query.")


def _request(given: Parameters, direct: str | None, accept: str | None) -> SparqlRequest | None:
    query = given.at_most_once("query")
    if given.all("update"):
        raise bad_request("An update is sent to the update address, not here.")
    if any(given.all(name) for name in _USING):
        raise bad_request("using-graph-uri is for updates; a query takes default-graph-uri and named-graph-uri.")
    if direct is not None and query is not None:
        raise bad_request("The query is given both in the address and as the body; give it once.")
    text = query if direct is None else direct
    if text is None:
        return None
    default, named = (_graphs(given, name) for name in _REPEATABLE)
    dataset = bool(default or named)
    return SparqlRequest(
        text,
        default if dataset else None,
        named if dataset else None,
        _format(given.at_most_once("format")),
        accept,
        _seconds(given.at_most_once("timeout")),
        page_number(given.at_most_once("page")),
    )


def _pairs(text: str, where: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MANY))
    except UnicodeDecodeError:
        raise bad_request(f"The {where} holds bytes that are not UTF-8.") from None
    except ValueError:
        raise bad_request(f"The {where} has over {_MANY} parameters.") from None


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise bad_request(f"The {what} is not UTF-8: byte {error.start} cannot be read.") from None


def _refuse_both(url: Sequence[tuple[str, str]], form: Sequence[tuple[str, str]]) -> None:
    both = sorted(Counter({key for key, _ in url}) & Counter({key for key, _ in form}))
    if both:
        raise bad_request(f"Given both in the address and in the form: {', '.join(both)}; give each in one place.")


def _media_type(content_type: str) -> tuple[str, str]:
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    values = dict(part.partition("=")[::2] for part in parameters)
    return media_type, values.get("charset", "").strip('"')


def _graphs(given: Parameters, name: str) -> tuple[str, ...]:
    values = given.all(name)
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise bad_request(f"{name}: {value!r} is not an absolute IRI.") from None
    return values


def _format(name: str | None) -> Format | None:
    if not name:
        return None
    found = by_name(name)
    if found is None:
        raise not_acceptable(FORMATS)
    return found


def _seconds(value: str | None) -> float | None:
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise bad_request(f"timeout: {value!r} is not a number of seconds above 0.")
    return seconds


def page_number(value: str | None) -> int:
    """The number of a page, counted from 1; Problem (400) for what is none."""
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value)):
        raise bad_request(f"page: {value!r} is not the number of a page.")
    return int(value)
