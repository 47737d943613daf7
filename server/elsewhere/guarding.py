"""The text that goes to a store elsewhere: what would have it reach out to others stays here. Pure.

Our own workers have no network, so that a slip in telling a SERVICE clause from a word in a string costs nothing. A
store elsewhere may have one. So where the word occurs at all, the text is sent in a form in which the store can find no
word that we have not seen: see `server.services.question`.
"""

from __future__ import annotations

import re

from server import problems
from server.syntax import TOKEN, usage
from server.watching import read_form

_REACHES = re.compile(r"\b(?:service|load|bif|sql|define)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OWN = re.compile(r"<?(?:bif|sql):", re.IGNORECASE)
_RELATIVE = re.compile(r"<(?![A-Za-z][\w+.-]*:)[^\x00-\x20<>\"{}|^`]*>")


def query(text: str, base: str) -> tuple[str, str]:
    """The form of a query (select, ask, construct or describe), and the text to send. Problem (400, 403).

    Relative IRIs get the base that they have here.
    """
    form, _ = read_form(text)
    if form == "other":
        raise problems.bad_request(
            "The query cannot be read: after PREFIX and BASE comes SELECT, ASK, CONSTRUCT, DESCRIBE."
        )
    return form, f"BASE <{base}> {guarded(text)}" if _RELATIVE.search(text) else guarded(text)


def guarded(text: str) -> str:
    """A query or update that reaches nobody but the store. Problem (400, 403) for one that would, or might.

    `bif:` and `sql:` are how Virtuoso calls functions of its database, some of which open files and connections.
    """
    if _REACHES.search(_unescaped(text)) is None:
        return text
    if (word := usage(text).remote) is not None:
        raise problems.stays_here(word)
    tokens = [(token.lastgroup, token[0]) for token in TOKEN.finditer(text)]
    if _ESCAPE.search(text) or any(kind == "iri" and "'''" in value for kind, value in tokens):
        raise problems.bad_request("With the word SERVICE or LOAD, write no \\u escapes, and no ''' in an IRI.")
    if any(kind == "word" and value.upper() == "DEFINE" for kind, value in tokens):
        raise problems.bad_request("DEFINE is no SPARQL 1.1.")
    if any(kind in ("iri", "name") and _OWN.match(value) for kind, value in tokens):
        raise problems.forbidden("bif: and sql: call functions of the store's own, which this server does not do.")
    return "".join(f"{value}\n" if kind == "iri" else value for kind, value in tokens)


def _unescaped(text: str) -> str:
    """The text as those read it who put characters for escapes first (SPARQL 1.1 Query, 19.2)."""
    return _ESCAPE.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), text) if "\\" in text else text
