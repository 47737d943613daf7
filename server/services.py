"""SERVICE: the endpoints that a query may ask, and the clauses of a query that ask one. Pure; nobody is asked here.

A clause is evaluated by itself, and what it gives is joined with the rest (SPARQL 1.1 Federated Query, section 4). So
it becomes a query for its endpoint, and a VALUES block with the answer takes its place. Which words make a clause,
`server.syntax` knows, as well as can be told without the grammar; what it overlooks meets the closed network of the
workers (`server.engine.sandbox`).
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from server.syntax import TOKEN

Term = NamedNode | BlankNode | Literal | Triple

_WORD = re.compile(r"\bservice\b", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ESCAPED = re.compile(r"\\(.)")
_TWO_READINGS = re.compile(r"\\[uU]")
_LONGEST_HEAD = 3  # SERVICE, SILENT and the endpoint


@dataclass(frozen=True)
class Services:
    """Endpoints, as written: divided by commas. ValueError for text that names none."""

    text: str = ""

    def __post_init__(self) -> None:
        for endpoint in self.endpoints:
            parts = urlsplit(endpoint)
            _ = parts.port  # ValueError where it is no number
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
                raise ValueError("no http or https, no host, or a password that clients would see")
            if not endpoint.isascii() or parts.fragment or str(NamedNode(endpoint)) != f"<{endpoint}>":
                raise ValueError("not in the form that goes over the wire")

    @cached_property
    def endpoints(self) -> tuple[str, ...]:
        """The IRIs; a query must name one of them exactly."""
        return tuple(part.strip() for part in self.text.split(",") if part.strip())

    def __bool__(self) -> bool:
        return bool(self.endpoints)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Clause:
    """A SERVICE clause, and where it stands. `endpoint` is an IRI, or the variable as written; `pattern` is what stands
    between the brackets."""

    start: int
    end: int
    silent: bool
    endpoint: str
    pattern: str

    @property
    def asks_a_variable(self) -> bool:
        """Whether the endpoint is a variable."""
        return self.endpoint[:1] in ("?", "$")

    @property
    def has_two_readings(self) -> bool:
        """Whether an endpoint may find words in the pattern where we see none: SERVICE, and whom else to ask.

        Some put characters for escapes before they look for strings (SPARQL 1.1 Query, 19.2). And `<` may compare
        where we see an IRI (`question`).
        """
        iris = (token[0] for token in TOKEN.finditer(self.pattern) if token.lastgroup == "iri")
        return _TWO_READINGS.search(self.pattern) is not None or any("'''" in iri for iri in iris)

    @property
    def variables(self) -> frozenset[str]:
        """The names of all variables in the pattern."""
        return frozenset(token[0][1:] for token in TOKEN.finditer(self.pattern) if token[0][0] in "?$")


def clauses(query: str) -> list[Clause]:
    """Every SERVICE clause in the order of their beginnings; those inside of others too."""
    if _WORD.search(query) is None:
        return []
    prefixes = {name.removesuffix(":"): iri[1:-1] for name, iri in _declared(query)}
    found = list[Clause]()
    opened: list[tuple[Sequence[re.Match[str]], int]] = []
    head: list[re.Match[str]] = []
    for token in _significant(query):
        if token[0] == "{":
            opened.append((head, token.end()))
            head = []
        elif token[0] == "}" and opened:
            begun, inside = opened.pop()
            if _is_whole(begun):
                found.append(_clause(begun, query[inside : token.start()], token.end(), prefixes))
        elif _says(token, "SERVICE"):
            head = [token]
        elif head:
            head = [*head, token] if len(head) < _LONGEST_HEAD else []
    return sorted(found, key=lambda clause: clause.start)


def outermost(found: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses that stand in no other one."""
    end = 0
    for clause in found:
        if clause.start >= end:
            end = clause.end
            yield clause


def question(query: str, clause: Clause, base: str) -> str:
    """The query for the endpoint of the clause: the declarations, and the pattern.

    A line ends after each IRI. If its `<` is one that compares, and so a string or comment begins in it, that ends
    there too, or is an error: the endpoint sees no words beyond that we have not seen.
    """
    declared = "".join(f"PREFIX {name} {iri}\n" if name else f"BASE {iri}\n" for name, iri in _declared(query))
    pattern = TOKEN.sub(lambda token: f"{token[0]}\n" if token.lastgroup == "iri" else token[0], clause.pattern)
    return f"BASE <{base}>\n{declared}SELECT * {{{pattern}}}"


def values(clause: Clause, variables: Sequence[Variable], rows: Iterable[Sequence[Term | None]]) -> str:
    """The answer of an endpoint as a VALUES block. ValueError for a value that no block can hold.

    A blank node becomes a new `urn:uuid:` (RDF 1.1 Concepts, 3.5), since a block has none. A variable that the clause
    does not name has no business in the query.
    """
    kept = [place for place, variable in enumerate(variables) if variable.value in clause.variables]
    names: defaultdict[BlankNode, NamedNode] = defaultdict(lambda: NamedNode(f"urn:uuid:{uuid.uuid4()}"))
    written = (" ".join(_written(row[place], names) for place in kept) for row in rows)
    body = " ".join(f"({row})" for row in written)
    return f"VALUES ({' '.join(str(variables[place]) for place in kept)}) {{ {body} }}"


def nothing(clause: Clause) -> str:
    """What stands for a clause that is SILENT and has failed: one solution without a value, for the same variables."""
    return f"OPTIONAL {{ FILTER(false) {{{clause.pattern}}} }}"


def replaced(query: str, edits: Iterable[tuple[Clause, str]]) -> str:
    """The query with texts in the place of clauses; all else stays in its line."""
    parts, last = list[str](), 0
    for clause, text in edits:
        missing = query.count("\n", clause.start, clause.end) - text.count("\n")
        parts += [query[last : clause.start], text, "\n" * missing]
        last = clause.end
    return "".join((*parts, query[last:]))


def _significant(text: str) -> Iterator[re.Match[str]]:
    return (token for token in TOKEN.finditer(text) if not (token[0].isspace() or token[0][0] == "#"))


def _says(token: re.Match[str], *words: str) -> bool:
    return token.lastgroup == "word" and token[0].upper() in words


def _is_whole(head: Sequence[re.Match[str]]) -> bool:
    """Whether these are SERVICE, perhaps SILENT, and an endpoint."""
    if len(head) < 2 or (len(head) == _LONGEST_HEAD) != _says(head[1], "SILENT"):
        return False
    return head[-1].lastgroup in ("iri", "name") or head[-1][0][0] in "?$"


def _clause(head: Sequence[re.Match[str]], pattern: str, end: int, prefixes: dict[str, str]) -> Clause:
    endpoint = head[-1][0]
    if head[-1].lastgroup == "iri":
        endpoint = endpoint[1:-1]
    elif head[-1].lastgroup == "name":
        prefix, _, local = endpoint.partition(":")
        endpoint = prefixes.get(prefix, "") + _ESCAPED.sub(r"\1", local)
    return Clause(head[0].start(), end, len(head) == _LONGEST_HEAD, endpoint, pattern)


def _declared(query: str) -> Iterator[tuple[str, str]]:
    """The declarations before the query itself, in order: a prefix and its IRI as written; BASE has no prefix."""
    last: list[re.Match[str]] = []
    for token in _significant(query):
        if _says(token, *_FORMS):
            return
        last = [*last[-2:], token]
        if token.lastgroup == "iri" and len(last) > 1 and _says(last[-2], "BASE"):
            yield "", token[0]
        elif token.lastgroup == "iri" and len(last) > 2 and _says(last[-3], "PREFIX") and last[-2].lastgroup == "name":
            yield last[-2][0], token[0]


def _written(term: Term | None, names: defaultdict[BlankNode, NamedNode]) -> str:
    if isinstance(term, Triple):
        raise ValueError("a triple as a value")
    if isinstance(term, BlankNode):
        return str(names[term])
    return "UNDEF" if term is None else str(term)
