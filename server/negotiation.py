"""Content negotiation (RFC 9110, section 12.5.1): an Accept header and what is on offer, to what is sent. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from server.formats import Format

_RANGE = re.compile(r"^\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*$")
_QUALITY = re.compile(r"^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$")
_ITEMS = re.compile(r'(?:[^,"]|"[^"]*+"?)++')
_READ = 4000  # characters of a header; the rest is not looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """The format chosen, and the media type to call it by: the alias, where the client knows it only by that."""

    format: Format
    media_type: str


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept header."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely this matches: 3 by name, 2 by type, 1 for `*/*`, 0 not at all."""
        if f"{self.type}/{self.subtype}" == media_type:
            return 3
        if self.subtype == "*" and self.type == media_type.partition("/")[0]:
            return 2
        return 1 if self.type == self.subtype == "*" else 0


def choose(accept: str | None, offers: Sequence[Format]) -> Choice | None:
    """The best of the offers (preferred first) for an Accept header, or None when the client refuses them all.

    The most specific range that matches a media type gives its quality; the highest quality wins, the order of the
    offers settles a tie. Without a header, or with an empty one, everything is welcome. Ranges that cannot be read
    are skipped.
    """
    return _chosen(accept and accept[:_READ], offers)


@lru_cache(maxsize=512)
def _chosen(accept: str | None, offers: Sequence[Format]) -> Choice | None:
    ranges = _read(accept) if accept and accept.strip() else [_Range("*", "*", 1.0)]
    best: Choice | None = None
    best_quality = 0.0
    for offer in offers:
        choice, quality = _best_name(ranges, offer)
        if quality > best_quality:
            best, best_quality = choice, quality
    return best


def _best_name(ranges: list[_Range], offer: Format) -> tuple[Choice, float]:
    """The name under which this client likes the format best, its own name first."""
    own = _quality(ranges, offer.media_type)
    best, best_quality = offer.media_type, own[0]
    for alias in offer.aliases:
        quality, specificity = _quality(ranges, alias)
        if quality > best_quality and specificity == 3:
            best, best_quality = alias, quality
    return Choice(offer, best), best_quality


def _quality(ranges: list[_Range], media_type: str) -> tuple[float, int]:
    """The quality and specificity of the closest range."""
    matches = [(r.specificity(media_type), r.quality) for r in ranges]
    specificity = max((s for s, _ in matches), default=0)
    if not specificity:
        return 0.0, 0
    return max(q for s, q in matches if s == specificity), specificity


def _read(accept: str) -> list[_Range]:
    return [item for text in _ITEMS.findall(accept) if (item := _item(text)) is not None]


def _item(text: str) -> _Range | None:
    media, *parameters = text.split(";")
    match = _RANGE.match(media)
    if match is None:
        return None
    quality = 1.0
    for parameter in parameters:
        name, _, value = (part.strip().lower() for part in parameter.partition("="))
        if name == "q":
            if not _QUALITY.match(value):
                return None
            quality = float(value)
        elif not _harmless(name, value.strip('"')):
            return None
    return _Range(match[1].lower(), match[2].lower(), quality)


def _harmless(name: str, value: str) -> bool:
    """Whether what we send meets this parameter: it is UTF-8, and a JSON-LD profile is a wish, not a condition."""
    return name == "profile" or not name or (name == "charset" and value in ("utf-8", "utf8"))
