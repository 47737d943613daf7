"""The main text of an HTML page, and what the page says of itself: title, publisher, day, address."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from triples.iris import slug

READER = "trafilatura"
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_HEAD = 4096  # bytes, within which a page says how it is encoded
#: No search through the text for something like a date, and no clock: the same page has the same day for ever.
_DATES: Mapping[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page and what is known of it; offsets count the characters of `text`."""

    text: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None


def is_page(data: bytes, path: Path) -> bool:
    """Whether a file is a page: by its name, or by how it begins."""
    return path.suffix.lower() in (".html", ".htm", ".xhtml") or bool(_OPENING.match(data[:_HEAD]))


def reader() -> str:
    """The library that takes texts out of pages, with its version: another one may draw the line elsewhere."""
    return f"{READER} {version(READER)}"


def read_page(data: bytes, path: Path) -> Page:
    """The article of a page, without menus, captions, related headlines and comments. InputError where there is none,
    or the page is not encoded as it says."""
    from trafilatura import bare_extraction  # half a second, for pages only
    from trafilatura.settings import Document

    found = bare_extraction(
        _decoded(data, path),
        include_comments=False,
        include_images=False,
        include_links=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    told: dict[str, Any] = found.as_dict() if isinstance(found, Document) else {}
    if not told.get("text"):
        raise InputError(f"{path}: there is no article in this page; save the page of the article itself")
    publisher, url = told["sitename"], told["url"]
    return Page(
        told["text"],
        told["title"],
        publisher if publisher and _has_name(publisher) else None,
        date.fromisoformat(told["date"]) if told["date"] else None,
        url if url and _ADDRESS.fullmatch(url) else None,
    )


def _has_name(publisher: str) -> bool:
    """Whether an IRI can be made from a publisher's name."""
    try:
        return bool(slug(publisher))
    except ValueError:
        return False


def _decoded(data: bytes, path: Path) -> str:
    """The page's characters, by the encoding that it names (HTML, 4.2.5.4), else as UTF-8."""
    named = _CHARSET.search(data[:_HEAD])
    encoding = named[1].decode() if named and not data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this page is not encoded as {encoding}; save it as UTF-8") from error
