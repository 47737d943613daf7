"""Voting tables as files: recognised by their header, plain or gzip, read row by row with line numbers."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ontology.errors import InputError
from triples.votes.layouts import COLLECTIONS, Collection, Layout

Report = Callable[[str], None]  # takes one line about a row that is left out

_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a known kind, and the SHA-256 of its bytes."""

    path: Path
    layout: Layout
    sha256: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The files of one collection, in the order of its kinds."""

    collection: Collection
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line by the names of their columns, without spaces around; `where` names file and line."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def recognise(paths: Sequence[Path]) -> list[Tables]:
    """The files by collection, in the order of the known collections, whatever the order in which they are given.

    Raises InputError for a file that cannot be read, whose header is of no known kind, that repeats a kind, or that
    says nothing without a companion which is not given.
    """
    found: dict[Layout, Table] = {}
    for path in paths:
        table = Table(path, _layout(path), _sha256(path))
        if table.layout in found:
            first = found[table.layout].path
            raise InputError(f"{path}: holds {table.layout.name}, as {first} does; give one of them")
        found[table.layout] = table
    return [_complete(collection, found) for collection in COLLECTIONS if found.keys() & set(collection.layouts)]


def _layout(path: Path) -> Layout:
    header: set[str] = set()
    with _opened(path) as stream, suppress(csv.Error):  # a line that is none is no header
        header = {column.strip() for column in next(csv.reader(stream), [])}
    layouts = [layout for collection in COLLECTIONS for layout in collection.layouts]
    fitting = [layout for layout in layouts if header >= set(layout.columns)]
    if not fitting:
        known = "; ".join(layout.name for layout in layouts)
        raise InputError(f"{path}: its first line is of no known kind of voting table; these are known: {known}")
    return max(fitting, key=lambda layout: len(layout.columns))


def _complete(collection: Collection, found: Mapping[Layout, Table]) -> Tables:
    tables = tuple(found[layout] for layout in collection.layouts if layout in found)
    missing = [layout.name for layout in collection.needed if layout not in found]
    if missing:
        raise InputError(f"{tables[0].path}: says nothing without its companion; give the file of {missing[0]} too")
    return Tables(collection, tables)


def rows(table: Table, report: Report) -> Iterator[Row]:
    """The rows of a file in its order. One that has too few or too many cells is reported and left out.

    Raises InputError where the file itself breaks off or is not UTF-8.
    """
    with _opened(table.path) as stream:
        reader = csv.reader(stream)
        header = [column.strip() for column in next(reader, [])]
        places = [(name, header.index(name)) for name in table.layout.read if name in header]
        lacking = dict.fromkeys((name for name in table.layout.read if name not in header), "")
        for cells, where in _cells(reader, table.path, report):
            if len(cells) == len(header):
                yield Row({name: cells[place].strip() for name, place in places} | lacking, where)
            elif cells:
                report(f"{where}: {len(cells)} cells where there are {len(header)} columns; left out")


def _cells(reader: Iterator[list[str]], path: Path, report: Report) -> Iterator[tuple[list[str], str]]:
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            report(f"{path}, line {_line(reader)}: {error}; left out")
            continue
        if cells is None:
            return
        yield cells, f"{path}, line {_line(reader)}"


def _line(reader: Iterator[list[str]]) -> int:
    number: int = reader.line_num  # type: ignore[attr-defined]
    return number


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, unpacked where it is gzip; InputError for whatever keeps it from being read."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(len(_GZIP)) == _GZIP
            raw.seek(0)
            unpacked = gzip.open(raw) if packed else raw  # noqa: SIM115  (closed with `raw`)
            yield io.TextIOWrapper(unpacked, "utf-8-sig", newline="")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 ({error.reason}); save the file as UTF-8") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: the gzip file is damaged or breaks off; fetch it again") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
