"""What must be known of a query before the engine sees it. Pure; it looks at words and brackets and does not parse.

The engine is the judge of syntax. This module only finds what would reach out of the store (SERVICE, LOAD), and
nesting that would overflow a parser's stack. A word inside a string, an IRI, a
comment or a name does not count. Where `<` could open an IRI or compare, only the grammar tells; so this is the polite
refusal, and `server.engine.sandbox` is the lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUSPECT = re.compile(r"\b(?:service|load)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[({\[]")
_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n\r]*
        |<[^\x00-\x20<>"{}|^`]*>
        |"{3}(?:(?:"{1,2})?(?:[^"\\]|\\.))*"{3} | '{3}(?:(?:'{1,2})?(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
        |[?$@]\w+ | [\w.-]*:(?:[\w:.%-]|\\.)* )
     |(?P<word>[A-Za-z]\w*)
     |(?P<open>[({\[])
     |(?P<close>[)}\]])
     |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a query uses: another server (the word that says so), and its depth of brackets."""

    remote: str | None = None
    depth: int = 0


_NOTHING = Usage()


def usage(text: str) -> Usage:
    """What the query or update uses; cheap where none of the words occurs and few brackets do."""
    if _SUSPECT.search(text) is None and len(_BRACKETS.findall(text)) <= 16:
        return _NOTHING
    return _scan(text)


def _scan(text: str) -> Usage:
    remote, depth, deepest = None, 0, 0
    for kind, value in _tokens(text):
        if kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "close":
            depth -= 1
        elif value in ("SERVICE", "LOAD"):
            remote = remote or value
    return Usage(remote, deepest)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind in ("open", "close"):
            yield kind, match[0]
        elif kind == "word":
            yield kind, match[0].upper()
