"""Failures as RFC 9457 problem documents: one error type, and the same object as JSON, page or plain text."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from server.formats import Format
from server.negotiation import choose

PROBLEM_JSON = Format("problem", "problem", "application/problem+json", "json", frozenset(), ("application/json",))
PROBLEM_HTML = Format("html", "page", "text/html", "html", frozenset(), ("application/xhtml+xml",))
PROBLEM_TEXT = Format("text", "text", "text/plain", "txt", frozenset())
_SAID = {"limits": "Limits", "request_id": "Request"}
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORMS = (PROBLEM_JSON, PROBLEM_HTML, PROBLEM_TEXT)


@dataclass(eq=False)
class Problem(Exception):
    """A request that cannot be met: the status, what is wrong and what would be accepted instead.

    `extra` holds members beside RFC 9457's own (line and column of a syntax error, a limit); `headers` go with it.
    """

    status: int
    detail: str
    extra: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    def of_request(self, request_id: str, limits: str) -> Problem:
        """The same, which also names the request and, where it met a limit, the page of `limits`."""
        met = self.extra.get("limit")
        named = {"limits": f"{limits}#{next(iter(met))}"} if isinstance(met, Mapping) and met else {}
        return replace(self, extra={**self.extra, **named, "request_id": request_id})

    def document(self) -> dict[str, object]:
        """The members of the problem document."""
        return {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail, **self.extra}

    def as_json(self) -> bytes:
        """The document as JSON."""
        return json.dumps(self.document(), ensure_ascii=False, indent=1).encode() + b"\n"

    def as_text(self) -> bytes:
        """The document for a terminal; the line of a syntax error has a mark under the place."""
        lines = [f"{self.status} {self.title}", self.detail]
        if "source" in self.extra:
            lines += ["", str(self.extra["source"]), " " * (int(str(self.extra["column"])) - 1) + "^"]
        lines += [f"{name}: {self.extra[key]}" for key, name in _SAID.items() if key in self.extra]
        return "\n".join(lines).encode() + b"\n"


def form_for(accept: str | None) -> Format:
    """The form of a problem for this Accept header: JSON, also for a client that takes none of ours."""
    choice = choose(accept, _FORMS)
    return choice.format if choice else PROBLEM_JSON


def bad_request(detail: str, **extra: object) -> Problem:
    """400: the request contradicts itself or cannot be read."""
    return Problem(400, detail, extra)


def forbidden(detail: str) -> Problem:
    """403: understood, and not done here."""
    return Problem(403, detail)


def too_deep(what: str, limit: int) -> Problem:
    """400: brackets or elements are nested deeper than the limit."""
    return bad_request(
        f"The {what} is nested deeper than {limit} levels, the limit `nesting`.", limit={"nesting": limit}
    )


def stays_here(word: str) -> Problem:
    """403: the query or update would reach out of the store."""
    return forbidden(f"{word} reaches out to another server, which this one does not do.")


def not_listed(endpoint: str, listed: Sequence[str]) -> Problem:
    """403: SERVICE names an endpoint that this server does not ask; which ones it does."""
    return Problem(403, f"SERVICE does not ask <{endpoint}> here, only endpoints that are listed.", {"listed": listed})


def too_many_services(limit: int) -> Problem:
    """400: the query has more SERVICE clauses than the limit."""
    detail = f"A query may have {limit} SERVICE clauses, those inside of others too."
    return bad_request(detail, limit={"service_clauses": limit})


def too_many_ask_others(limit: int) -> Problem:
    """429: the queries that may wait for other endpoints do so already."""
    detail = f"{limit} queries wait for other servers already. Try again in 1 s."
    return Problem(429, detail, {"limit": {"service_queries": limit}}, {"Retry-After": "1"})


def service_failed(endpoint: str, reason: str, limit: Mapping[str, float]) -> Problem:
    """502, or 504 when it took too long: an endpoint that SERVICE asks gave no answer that could be used."""
    detail = f"The endpoint <{endpoint}> of SERVICE gave no answer that can be used: {reason}."
    return Problem(504 if "service_timeout" in limit else 502, detail, {"limit": limit} if limit else {})


def not_found(what: str) -> Problem:
    """404: no such thing."""
    return Problem(404, what)


def gone(what: str) -> Problem:
    """410: there was such a thing, and the data tell of it no more (RFC 9110, section 15.5.11)."""
    return Problem(410, what)


def no_such_graph(graph: str) -> Problem:
    """404: the graph store has no such graph."""
    return Problem(404, f"There is no graph <{graph}>.")


def disk_failed(number: int | None) -> Problem:
    """507 when the disk is full, 500 for another fault of it: nothing was changed."""
    if number in _DISK_FULL:
        return Problem(507, "The disk of the server is full. Nothing was changed; reading goes on.")
    return Problem(500, "The server cannot write to its disk. Nothing was changed; reading goes on.")


def method_not_allowed(allowed: Sequence[str]) -> Problem:
    """405, with the methods that are."""
    names = ", ".join(sorted(allowed))
    return Problem(405, f"This address takes {names}.", headers={"Allow": names})


def not_acceptable(offers: Sequence[Format]) -> Problem:
    """406, with what there is."""
    names = [offer.media_type for offer in offers]
    return Problem(406, f"This can be sent as {', '.join(names)}.", {"available": names}, {"Vary": "Accept"})


def not_writable(reason: str) -> Problem:
    """406: the result holds what the chosen format cannot say."""
    detail = f"The result cannot be written in this format: {reason}. Ask for another."
    return Problem(406, detail, headers={"Vary": "Accept"})


def too_large(limit: int) -> Problem:
    """413: the body is over the limit, in MB."""
    return Problem(413, f"The body of a request may have {limit} MB.", {"limit": {"request_size": limit}})


def query_too_large(limit: int) -> Problem:
    """413: the text of a query is over the limit, in kB."""
    return Problem(413, f"The text of a query may have {limit} kB.", {"limit": {"query_size": limit}})


def head_too_long(limit: int) -> Problem:
    """431: address and headers are over the limit, in kB, or those of gunicorn."""
    detail = f"The address and headers may have {limit} kB, 100 headers, 8 kB each. Send a long query by POST."
    return Problem(431, detail, {"limit": {"head_size": limit}})


def too_slow(seconds: float) -> Problem:
    """408: the request did not come in time."""
    detail = (
        f"The request did not come within {seconds:g} s, the limit `patience`, to which each kB sent adds (`pace`)."
    )
    return Problem(408, detail, {"limit": {"patience": seconds}})


def cut_short() -> Problem:
    """400: the body ended before the length that its header gives, or its chunks cannot be read."""
    return Problem(
        400, "The body of the request is not what its headers say: it was cut short, or its chunks are wrong."
    )


def too_many_connections(limit: int) -> Problem:
    """429: this address has its share of the connections."""
    detail = f"There are {limit} connections from this address already. Close some, or use them again."
    return Problem(429, detail, {"limit": {"client_connections": limit}}, {"Retry-After": "1"})


def unsupported_media_type(given: str, accepted: Sequence[str]) -> Problem:
    """415, with what is read here."""
    told = f"{given} is not read here" if given else "The body has no Content-Type"
    return Problem(415, f"{told}; send {' or '.join(accepted)}.", {"accepted": list(accepted)})


def busy(waiting: int, seconds: int) -> Problem:
    """429: the queue is full; come back in so many seconds."""
    detail = f"{waiting} queries wait already. Try again in {seconds} s."
    return Problem(429, detail, {"limit": {"queue": waiting}}, {"Retry-After": str(seconds)})


def deadline_passed(seconds: float) -> Problem:
    """503: the query was stopped at its deadline."""
    detail = f"The query was stopped after {seconds:g} s, the limit `timeout`. Ask for less: add LIMIT or narrow it."
    return Problem(503, detail, {"limit": {"timeout": seconds}})


def out_of_memory(megabytes: int) -> Problem:
    """503: the query was stopped at its memory limit."""
    detail = f"The query was stopped as it needed over {megabytes} MB, the limit `memory`. Sort or group fewer rows."
    return Problem(503, detail, {"limit": {"memory": megabytes}})


def result_too_large(megabytes: int) -> Problem:
    """503: the result grew over its limit."""
    detail = (
        f"The result grew over {megabytes} MB, the limit `result_size`. Ask for it in parts, with LIMIT and OFFSET."
    )
    return Problem(503, detail, {"limit": {"result_size": megabytes}})


def no_room() -> Problem:
    """503: the disk that keeps long results while clients read them is full."""
    return Problem(503, "There is no room to keep so long a result at the moment. Ask for it in parts, with LIMIT.")


def engine_failed(detail: str = "The query could not be evaluated. The reason is in the server's log.") -> Problem:
    """500: our engine failed, and no fault of the client's is known."""
    return Problem(500, detail)


def engine_away() -> Problem:
    """503: nothing evaluates queries at the moment."""
    return Problem(503, "The query engine is starting. Try again in a moment.", headers={"Retry-After": "2"})


def client_gone() -> Problem:
    """408: nobody waits for the answer any more."""
    return Problem(408, "The client left before the answer was ready.")
