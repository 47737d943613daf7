"""A SPARQL 1.1 Update, taken apart into its operations. Pure; whether it is well-formed, the engine tells.

Two things that the engine cannot be told are written into the text: the dataset of a request (`USING`), and the graph
that takes what is stated without a graph's name, where the default graph is the union of all graphs. And operations
that would leave the store are found: LOAD, SERVICE.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.problems import Problem, bad_request, forbidden
from server.syntax import TOKEN

_LETTER = re.compile(r"[^\r\n]")
_PROLOGUE = ("BASE", "PREFIX", "VERSION")
_MANAGEMENT = ("CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or bracket of an operation and where it stands; `depth` counts the curly brackets around it."""

    text: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update. `prologue` holds the declarations that reach it."""

    prologue: str
    body: str
    words: tuple[_Word, ...]

    @property
    def text(self) -> str:
        """The operation as an update of its own."""
        return f"{self.prologue}\n{self.body}"

    @property
    def verb(self) -> str:
        """LOAD, CLEAR, ... ; INSERT DATA, DELETE DATA, DELETE WHERE; MODIFY for what has templates and a pattern."""
        first, *others = (word.text for word in self.words if not word.depth)
        if first in ("INSERT", "DELETE") and others and others[0] in ("DATA", "WHERE"):
            return f"{first} {others[0]}"
        return "MODIFY" if first in ("INSERT", "DELETE", "WITH") else first

    @property
    def silent(self) -> bool:
        """Whether it shall do nothing where it cannot be done."""
        return any(word.text == "SILENT" and not word.depth for word in self.words)

    @property
    def has_pattern(self) -> bool:
        """Whether it looks for something before it writes."""
        return self.verb in ("MODIFY", "DELETE WHERE")

    @property
    def spares_the_default_graph(self) -> bool:
        """Whether it is CLEAR NAMED or DROP NAMED, which touches all graphs but that one."""
        return self.verb in ("CLEAR", "DROP") and any(word.text == "NAMED" for word in self.words)

    @property
    def names_its_dataset(self) -> bool:
        """Whether it has WITH or USING."""
        return any(word.text in ("WITH", "USING") and not word.depth for word in self.words)

    def using(self, default: Sequence[str], named: Sequence[str]) -> Operation:
        """The operation over the dataset of the request (SPARQL 1.1 Protocol, 2.2.3). Only patterns have a dataset."""
        if not self.has_pattern:
            return self
        clauses = "".join([*(f"USING <{iri}> " for iri in default), *(f"USING NAMED <{iri}> " for iri in named)])
        operation = self._with_a_template() if self.verb == "DELETE WHERE" else self
        where = next(word for word in operation.words if word.text == "WHERE" and not word.depth)
        return operation._edited([(where.start, where.start, clauses)])

    def at_home(self, home: str) -> Operation:
        """The operation with the graph `home` for the default graph, where it writes; it reads as before."""
        if self.verb in _MANAGEMENT:
            full = "GRAPH " if self.verb in ("CLEAR", "DROP") else ""
            return self._edited([(w.start, w.end, f"{full}<{home}>") for w in self.words if w.text == "DEFAULT"])
        if any(word.text == "WITH" and not word.depth for word in self.words):
            return self
        operation = self._with_a_template() if self.verb == "DELETE WHERE" else self
        return operation._edited([edit for block in operation._templates() for edit in operation._wrapped(block, home)])

    def inserting(self) -> Operation:
        """DELETE DATA turned into INSERT DATA: what it takes out, as the engine reads it."""
        return self._edited([(self.words[0].start, self.words[0].end, "INSERT")])

    def _templates(self) -> Iterator[list[_Word]]:
        """The words inside the brackets of INSERT and DELETE."""
        where = next((w.start for w in self.words if w.text == "WHERE" and not w.depth), len(self.body))
        block: list[_Word] = []
        for word in self.words:
            if word.depth or word.text == "}":
                block.append(word)
                if not word.depth and word.start < where:
                    yield block
                block = block if word.depth else []

    def _wrapped(self, block: Sequence[_Word], home: str) -> Iterator[tuple[int, int, str]]:
        """Edits that put what stands outside of GRAPH into the graph `home`."""
        opened = self._opening(block)
        for word in block:
            if (word.text == "GRAPH" and word.depth == 1) or word is block[-1]:
                yield from self._enclosed(opened, word.start, home)
            elif word.text == "}" and word.depth == 1:
                opened = word.end

    def _opening(self, block: Sequence[_Word]) -> int:
        first = self.words.index(block[0])
        return self.words[first - 1].end

    def _enclosed(self, start: int, end: int, home: str) -> Iterator[tuple[int, int, str]]:
        parts = [match for match in TOKEN.finditer(self.body, start, end) if not _blank(match[0])]
        if parts and parts[0][0] == ".":
            start, parts = parts[0].end(), parts[1:]
        if parts:
            yield start, start, f" GRAPH <{home}> {{"
            yield end, end, "\n} "

    def _with_a_template(self) -> Operation:
        """DELETE WHERE { P } as DELETE { P } WHERE { P }, which may have a dataset."""
        where = next(word for word in self.words if word.text == "WHERE")
        return self._edited([(where.start, where.start, f"{self.body[where.end :]}\n")])

    def _edited(self, edits: Sequence[tuple[int, int, str]]) -> Operation:
        body = self.body
        for start, end, text in sorted(edits, reverse=True):
            body = body[:start] + text + body[end:]
        return Operation(self.prologue, body, tuple(_words(body)))


def operations(text: str) -> list[Operation]:
    """The operations of an update, in order."""
    found, prologue = list[Operation](), ""
    for start, begin, end in _segments(text):
        prologue += f"{text[start:begin]}\n"
        if begin < end:
            body = text[begin:end]
            found.append(Operation(prologue, body, tuple(_words(body))))
    return found


def guarded(text: str, guard: str) -> str:
    """The update with all declarations and the operation `guard` in a line before it; below, lines stay where they are.

    The engine takes declarations at the beginning alone, where the grammar has them after each semicolon, too.
    """
    hoisted, below, last = "", "", 0
    for start, begin, end in _segments(text):
        hoisted += "".join(" " if _blank(token[0]) else token[0] for token in TOKEN.finditer(text, start, begin)) + " "
        below += text[last:start] + _LETTER.sub(" ", text[start:begin]) + text[begin:end]
        last = end
    return f"{hoisted}{guard}\n{below}{text[last:]}"


def _segments(text: str) -> Iterator[tuple[int, int, int]]:
    """Of each operation: where its declarations start, where it begins itself, and where it ends."""
    words = list(_words(text))
    ends = [word.start for word in words if word.text == ";" and not word.depth]
    starts = [word.start for word in words if word.text not in _PROLOGUE or word.depth]
    start = 0
    for end in (*ends, len(text)):
        at = bisect_left(starts, start)
        yield start, min(starts[at], end) if at < len(starts) else end, end
        start = end + 1


def admitted(operation: Operation, sealed: bool) -> Operation | None:
    """The operation, or None for one that does nothing here. Problem (403) for one that would leave the store.

    LOAD SILENT does nothing (SPARQL 1.1 Update, 3.1.4). SERVICE SILENT fails in silence where the kernel has shut the
    network (`sealed`), and is refused where it has not.
    """
    if operation.verb == "LOAD":
        if operation.silent:
            return None
        raise _remote("LOAD", "Fetch the document yourself and send it to /graphs")
    texts = [word.text for word in operation.words]
    calls = [after for word, after in zip(texts, [*texts[1:], ""], strict=True) if word == "SERVICE"]
    if any(after != "SILENT" or not sealed for after in calls):
        raise _remote("SERVICE", "Ask the other server yourself")
    return operation


def refuse_two_datasets(found: Sequence[Operation]) -> None:
    """Problem (400) where operations have a dataset of their own beside that of the request (Protocol, 2.2.3)."""
    if any(operation.names_its_dataset for operation in found):
        raise bad_request("using-graph-uri and using-named-graph-uri cannot go with USING or WITH in the update.")


def _remote(word: str, instead: str) -> Problem:
    return forbidden(f"{word} reaches out to another server, which no write does here. {instead}.")


def _words(text: str) -> Iterator[_Word]:
    """Words, curly brackets and semicolons; not what stands in strings, IRIs, names or comments."""
    depth = 0
    for match in TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup == "word":
            yield _Word(token.upper(), match.start(), match.end(), depth)
        elif token in ("{", "}", ";") and not _annotates(text, match.start()):
            depth -= token == "}"
            yield _Word(token, match.start(), match.end(), depth)
            depth += token == "{"


def _annotates(text: str, at: int) -> bool:
    """Whether the bracket is one of `{|` and `|}`, which annotate a triple (SPARQL 1.2)."""
    return text[at : at + 2] == "{|" or text[at - 1 : at + 1] == "|}"


def _blank(token: str) -> bool:
    return token.isspace() or token.startswith("#")
