"""Bodies of `multipart/form-data` (RFC 7578) with a document in each part. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from server.problems import bad_request

_MANY = 1000


def parts(body: bytes, boundary: str) -> list[tuple[str, bytes]]:
    """The Content-Type and the content of each part; Problem (400) when the body is no multipart of this boundary."""
    found: list[tuple[str, list[bytes]]] = []
    for event in _events(body, boundary):
        if isinstance(event, (Field, File)):
            found.append((event.headers.get("Content-Type", ""), []))
        elif isinstance(event, Data):
            found[-1][1].append(event.data)
    return [(content_type, b"".join(data)) for content_type, data in found]


def _events(body: bytes, boundary: str) -> Iterator[Event]:
    decoder = MultipartDecoder(boundary.encode(), max_parts=_MANY)
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        while not isinstance(event := decoder.next_event(), (Epilogue, NeedData)):
            yield event
    except (ValueError, RequestEntityTooLarge):
        raise bad_request("The body is not multipart/form-data with the boundary that its header gives.") from None
