"""gzip where it is asked for (RFC 9110, section 12.5.3). Pure: bytes in, bytes out, piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

ENCODING = "gzip"
SMALLEST = 1024  # bytes; below, the answer fits one packet as it is
_LEVEL = 4  # a 10,000-row answer takes 7 ms at level 4 and 24 ms at 9, for a fifth less
_GZIP = 16 + zlib.MAX_WBITS


def compressible(media_type: str) -> bool:
    """Whether it is text, whatever it is called."""
    return media_type.startswith("text/") or media_type.endswith(("json", "xml", "n-triples", "n-quads", "trig"))


@lru_cache(maxsize=256)
def wanted(accept_encoding: str) -> bool:
    """Whether a client takes gzip, and likes it no less than the plain form."""
    qualities = dict(_item(text) for text in accept_encoding.lower().split(",") if text.strip())
    gzip = qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0)))
    return gzip > 0 and gzip >= qualities.get("identity", 0.0)


def _item(text: str) -> tuple[str, float]:
    name, _, parameter = text.partition(";")
    _, _, quality = parameter.partition("=")
    try:
        return name.strip(), float(quality) if quality.strip() else 1.0
    except ValueError:
        return name.strip(), 0.0


def whole(data: bytes) -> bytes:
    """The data, compressed; the same bytes each time, as no clock goes in."""
    return zlib.compress(data, _LEVEL, _GZIP)


class Pieces:
    """A body that is compressed while it comes. What has come goes on at once, so that a slow result still flows."""

    def __init__(self, body: Iterable[bytes]) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        for piece in self._body:
            yield packing.compress(piece) + packing.flush(zlib.Z_SYNC_FLUSH)
        yield packing.flush()

    def close(self) -> None:
        """Gives up what was not read."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
