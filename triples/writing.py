"""What `unkg extract` writes: the facts of a corpus in one document, piece by piece where the form allows it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from ontology.errors import InputError
from triples.corpus import Means, Outcome, Progress, Reading, read_corpus
from triples.export import Format, render
from triples.sorting import sorted_lines

Written = Literal["json", "nquads", "turtle", "trig", "jsonld"]


@dataclass(slots=True)
class Hearing:
    """Parts the articles that were read from those that were not; why not goes to `tell`, a line each. Rows of voting
    tables that cannot be read are told and counted too, and are no fault: in tables of this size some always are."""

    tell: Callable[[str], None]
    faults: int = 0
    rows: int = 0

    def read(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The articles that were read. Raises InputError where faults left none."""
        left = self._told(outcomes)
        first = next(left, None)
        if first is not None:
            yield first
            yield from left
        elif self.faults:
            raise InputError("none of these articles could be read")

    def _told(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            if outcome.left_out:
                self.hear(outcome)
            else:
                yield outcome

    def hear(self, left_out: Outcome) -> None:
        """Tells of an article that gave nothing, and counts it where it is at fault."""
        self.faults += left_out.fault
        self.tell(left_out.left_out)

    def hear_row(self, left_out: str) -> None:
        """Tells of a row that cannot be read, and counts it."""
        self.rows += 1
        self.tell(left_out)


@dataclass(frozen=True, slots=True)
class Writing:
    """The form in which facts are written, with quoted passages (RDF only) or not, and the file (None: standard
    output); the facts weighed by a parse or not, without those that are less sure than `least`."""

    form: Written
    quotes: bool = False
    output: Path | None = None
    parse: bool = False
    least: float = 0.0


def write_facts(paths: Sequence[Path], writing: Writing, means: Means, hearing: Hearing, progress: Progress) -> None:
    """Writes the facts of these files and folders.

    A run into a file that was killed goes on where it was when it is started again. Raises InputError.
    """
    output = writing.output if writing.output is None or _replaceable(writing.output) else None
    spool = output.with_name(f"{output.name}.part") if output else None
    reading = Reading("json" if writing.form == "json" else "nquads", writing.quotes, writing.parse, writing.least)
    outcomes = read_corpus(paths, reading, replace(means, spool=spool), progress)
    pieces = document(hearing.read(outcomes), writing.form)
    if output and spool:
        _save_whole(pieces, output)
        spool.unlink(missing_ok=True)
    elif writing.output:
        _save(pieces, writing.output)
    else:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()


def document(outcomes: Iterable[Outcome], form: Written) -> Iterator[bytes]:
    """The document in pieces. JSON follows the order of the articles and N-Quads are sorted as lines, both in memory
    that does not grow with the corpus; the other forms take all of it into memory."""
    if form == "json":
        return _json(outcomes)
    lines = (line for outcome in outcomes for line in outcome.written.splitlines(keepends=True))
    return sorted_lines(lines) if form == "nquads" else _rendered(lines, form)


def _json(outcomes: Iterable[Outcome]) -> Iterator[bytes]:
    """As `json.dumps` with an indent of one writes `{"articles": [...]}`."""
    before, between = b'{\n "articles": [', b"\n  "
    empty = True
    for outcome in outcomes:
        yield before + between + outcome.written.replace(b"\n", between)
        before, empty = b",", False
    yield (before + b"]" if empty else b"\n ]") + b"\n}\n"


def _rendered(lines: Iterable[bytes], form: Written) -> Iterator[bytes]:
    yield render(pyoxigraph.parse(b"".join(lines), format=RdfFormat.N_QUADS), cast(Format, form))


def _replaceable(path: Path) -> bool:
    """Whether a file can be put in this place: there is none, or a plain one, not a pipe or a device."""
    return path.is_file() or not path.exists()


def _save_whole(pieces: Iterable[bytes], path: Path) -> None:
    """Writes a file and puts it in its place when it is whole."""
    new = path.with_name(f"{path.name}.new")
    try:
        _save(pieces, new)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _save(pieces: Iterable[bytes], path: Path) -> None:
    try:
        with path.open("wb") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
