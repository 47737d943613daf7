"""How deep a document is nested, told before a parser goes down there with it. Pure: it looks for brackets and tags.

Parsers call themselves for each level, or keep a copy of what they know for each; a document of many levels costs them
their stack or their memory. As with queries (`server.syntax`), what is found here is refused politely, and a parser
that overflows all the same takes with it only the process that it runs in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

# Each part takes all it can and gives nothing back, and what is not closed goes on to the end: one pass for any text.
_TURTLE = re.compile(
    rb"""
      <[^\x00-\x20<>"{}|^`]*+> | \#[^\n\r]*+ | \\.
     |"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+ | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+
     |"(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?
     |(?P<open>[({\[])
     |(?P<close>[)}\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*+"?|(?P<open>[{\[])|(?P<close>[}\]])', re.DOTALL)
_XML = re.compile(
    rb"""
      <!--(?:[^-]|-(?!->))*+ | <!\[CDATA\[(?:[^\]]|\](?!\]>))*+ | <[!?][^>]*+
     |(?P<close></)
     |(?P<open><(?:[^>"']|"[^"]*+"?|'[^']*+'?)*+)>?
    """,
    re.VERBOSE | re.DOTALL,
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKS = {"jsonld": _JSON, "rdfxml": _XML}


def too_deep(document: bytes, format: str, limit: int) -> bool:
    """Whether a document of this format (`server.formats`) has more levels of brackets or elements than the limit."""
    openers = (b"<",) if format == "rdfxml" else (b"(", b"[", b"{")
    if sum(document.count(opener) for opener in openers) <= limit:
        return False
    return any(level > limit for level in accumulate(_steps(document, _MARKS.get(format, _TURTLE))))


def declares_entities(document: bytes) -> bool:
    """Whether an XML document declares entities: to be replaced by text without a bound, or from elsewhere."""
    return _ENTITY.search(document) is not None


def _steps(document: bytes, marks: re.Pattern[bytes]) -> Iterable[int]:
    """One up for what opens a level, one down for what closes it."""
    for match in marks.finditer(document):
        if match.lastgroup == "close":
            yield -1
        elif match.lastgroup == "open" and not match["open"].endswith(b"/"):
            yield 1
