"""What must be known of a query before the engine sees it. Pure; it looks at words and brackets and does not parse.

The engine is the judge of syntax. This module only finds what would reach out of the store (SERVICE, LOAD), nesting
that would overflow a parser's stack, the form of a query and the graphs that it reads from. A word inside a
string, an IRI, a comment or a name does not count. Where `<` could open an IRI or compare, only the grammar tells; so
this is the polite refusal, and `server.engine.sandbox` is the lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUSPECT = re.compile(r"\b(?:service|load)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[({\[]")
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
# Each part takes all it can and gives nothing back (`*+`), a string that is not closed goes on to the end, and a prefix
# has a longest length: so a text is read once from end to end, whatever it holds.
TOKEN = re.compile(
    r"""
      (?P<iri><[^\x00-\x20<>"{}|^`]*+>)
     |(?P<skip>\s++ | \#[^\n\r]*+
        |"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3})? | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+(?:'{3})?
        |"(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?
        |[?$]\w++ | @[\w-]++ )
     |(?P<name>[\w.-]{0,50}+:(?:[\w:.%-]|\\.)*+)
     |(?P<word>[A-Za-z]\w*+)
     |(?P<open>[({\[])
     |(?P<close>[)}\]])
     |(?P<other>\\.|.)
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
    for kind, value, _ in _tokens(text):
        if kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "close":
            depth -= 1
        elif value in ("SERVICE", "LOAD"):
            remote = remote or value
    return Usage(remote, deepest)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query names with FROM and FROM NAMED, as written, and its prologue, which they lean on."""

    prologue: str
    default: tuple[str, ...]
    named: tuple[str, ...]


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; empty for what is no query."""
    return next((value for kind, value, _ in _tokens(text) if kind == "word" and value in _FORMS), "")


def dataset(text: str) -> Dataset | None:
    """The dataset clauses of a query (SPARQL 1.1 Query, 13.2), or None where it has none."""
    if _FROM.search(text) is None:
        return None
    begin: int | None = None
    depth, before = 0, ("", "")
    found: dict[str, list[str]] = {"FROM": [], "NAMED": []}
    for kind, value, start in _tokens(text):
        depth += (kind == "open") - (kind == "close")
        if kind == "word" and value in _FORMS and begin is None:
            begin = start
        elif kind in ("iri", "name") and depth == 0 and _introduces_graph(before):
            found[before[1]].append(value)
        before = (before[1], value if kind == "word" else "")
    if begin is None or not (found["FROM"] or found["NAMED"]):
        return None
    return Dataset(text[:begin], tuple(found["FROM"]), tuple(found["NAMED"]))


def _introduces_graph(words: tuple[str, str]) -> bool:
    """Whether an IRI after these two words is that of a graph."""
    return words[1] == "FROM" or words == ("FROM", "NAMED")


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """What matters: words in capitals, names, brackets; with their place."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            yield kind, match[0].upper(), match.start()
        elif kind in ("open", "close", "iri", "name"):
            yield kind, match[0], match.start()
