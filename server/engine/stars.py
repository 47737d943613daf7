"""Evaluates the things that a query compares one by one: each star of patterns becomes a SELECT of its own. Pure.

A star is what the patterns with one subject ask of it. Where two stars are alike, as those of the ballots of two states
in the same vote are, the engine finds the one and then, for each of its solutions, looks through all that could belong
to the other: all ballots of that vote. To find both and to join them takes a tenth of the time.

The answer is the same: a basic graph pattern without blank nodes is the join of any parts of it, each of which gives a
solution once (SPARQL 1.1 Query, 18.3 and 18.5), and `SELECT *` of a part keeps all of its variables. So a text is only
touched that is in all its parts of the plainest form, and any other stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.syntax import TOKEN, form

_FEWEST = 2  # semicolons or commas: two stars have at least two patterns each, or there is nothing to gain
_SEPARATORS = re.compile(r"[;,]")
_LIMIT, _ALL = re.compile(r"\blimit\b", re.IGNORECASE), re.compile(r"\b(?:order|group)\b", re.IGNORECASE)
_SKIPPED = {"?": "variable", "$": "variable", '"': "string", "'": "string", "@": "language"}
_TERMS = ("iri", "name", "variable", "string")


class _NotPlain(Exception):
    """The text is not of the form that is read here."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Star:
    """The patterns of one subject: verbs and objects as written."""

    subject: str
    said: list[tuple[str, str]] = field(default_factory=list)

    def anchors(self) -> frozenset[str]:
        """The verbs that lead to something that the query names."""
        return frozenset(verb for verb, thing in self.said if not _is_variable(thing) and verb != "a")

    def variables(self) -> frozenset[str]:
        """What it has in common with other stars, if anything: all variables but the subject."""
        return frozenset(thing[1:] for _, thing in self.said if _is_variable(thing))

    def resembles(self, other: _Star) -> bool:
        """Whether both begin with something that is named by the same verb, and meet in a variable."""
        return bool(self.anchors() & other.anchors() and self.variables() & other.variables())

    def text(self) -> str:
        """The patterns."""
        return f"{self.subject} " + " ; ".join(f"{verb} {thing}" for verb, thing in self.said)


def one_by_one(query: str) -> str:
    """The query with each of its stars that resemble each other in a SELECT of its own; the same text where there are
    none, or it is not a plain SELECT with one group of triple patterns and filters.

    It does not judge: what is wrong in the text stays wrong, and where in it, only the text as it was can tell.
    """
    if query.count("{") != 1 or query.count("}") != 1 or len(_SEPARATORS.findall(query)) < _FEWEST:
        return query
    if "\\u" in query.lower() or form(query) != "SELECT":  # an escape may stand for any of what is looked for here
        return query
    begin, end = query.index("{") + 1, query.index("}")
    if _LIMIT.search(query, end) and not _ALL.search(query, end):  # the first few need not all be found
        return query
    try:
        stars, filters = _Reader(query[begin:end]).group()
    except _NotPlain:
        return query
    alike = [any(star is not other and star.resembles(other) for other in stars) for star in stars]
    if not any(alike):
        return query
    told = [
        f"{{ SELECT * {{ {star.text()} }} }}" if apart else f"{star.text()} ."
        for star, apart in zip(stars, alike, strict=True)
    ]
    return f"{query[:begin]} {' '.join([*told, *filters])} {query[end:]}"


def _tokens(text: str) -> Iterator[_Token]:
    """What the text is made of, without space and comments. A name does not end in a full stop."""
    for match in TOKEN.finditer(text):
        kind, value, start = str(match.lastgroup), match[0], match.start()
        if kind == "name":
            name = value.rstrip(".")
            yield _Token(kind, name, start)
            yield from (_Token("other", ".", start + place) for place in range(len(name), len(value)))
        elif kind != "skip":
            yield _Token(kind, value, start)
        elif (skipped := _SKIPPED.get(value[0])) is not None:
            yield _Token(skipped, value, start)


class _Reader:
    """Reads a group of triple patterns and filters. _NotPlain for anything else in it."""

    def __init__(self, text: str) -> None:
        self._text, self._tokens, self._at = text, list(_tokens(text)), 0

    def group(self) -> tuple[list[_Star], list[str]]:
        """The stars, in the order in which they begin, and the filters as written."""
        stars, filters = dict[str, _Star](), list[str]()
        while self._at < len(self._tokens):
            if self._peek().text.upper() == "FILTER":
                filters.append(self._filter())
                self._at += self._peek().text == "."
            else:
                subject = self._term("variable")
                self._said(stars.setdefault(subject, _Star(subject)))
        return list(stars.values()), filters

    def _peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _Token("end", "", len(self._text))

    def _next(self) -> _Token:
        token = self._peek()
        self._at += 1
        return token

    def _said(self, star: _Star) -> None:
        """What is said of a subject, with the full stop after it, if there is one."""
        verb = self._verb()
        while True:
            star.said.append((verb, self._term(*_TERMS)))
            if self._peek().text.upper() in ("", "FILTER"):
                return
            mark = self._next().text
            if mark == ".":
                return
            if mark == ";":
                verb = self._verb()
            elif mark != ",":
                raise _NotPlain

    def _verb(self) -> str:
        return self._next().text if self._peek().text == "a" else self._term("iri", "name", "variable")

    def _term(self, *kinds: str) -> str:
        """One term, as written: no blank node, no number, no path."""
        first = last = self._next()
        if first.kind not in kinds or first.text.startswith("_:"):
            raise _NotPlain
        if first.kind == "string":
            if len(first.text) < 2 or first.text[-1] != first.text[0]:
                raise _NotPlain
            if self._peek().kind == "language":
                last = self._next()
            elif self._text[last.end :].lstrip().startswith("^^"):
                self._at += 2
                last = self._next()
        return self._text[first.start : last.end]

    def _filter(self) -> str:
        """A filter as written: the word, perhaps a function, and what is in brackets after it."""
        first, depth = self._peek(), 0
        while (token := self._next()).kind != "end":
            depth += (token.kind == "open") - (token.kind == "close")
            if token.kind == "close" and not depth:
                return self._text[first.start : token.end]
        raise _NotPlain


def _is_variable(term: str) -> bool:
    return term[:1] in ("?", "$")
