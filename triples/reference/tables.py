"""Reads the reference tables: typed rows out of CSV files, or one plain line that names file, line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from ontology.errors import InputError
from triples.reference.rows import (
    AdmissionRow,
    AgencyRow,
    BodyRow,
    DistinctRow,
    FormerNameRow,
    GroupRow,
    LinkRow,
    NameRow,
    OfficialRow,
    Period,
    PostRow,
    RecordedBallotsRow,
    RecordedVoteRow,
    RuleRow,
    SeatRow,
    SharedNameRow,
    SourceRow,
    StateRow,
    SuccessionRow,
    TenureRow,
    TopicRow,
    VetoRow,
)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Tables:
    """All reference tables, each in the order of its file."""

    sources: tuple[SourceRow, ...]
    states: tuple[StateRow, ...]
    admissions: tuple[AdmissionRow, ...]
    groups: tuple[GroupRow, ...]
    bodies: tuple[BodyRow, ...]
    agencies: tuple[AgencyRow, ...]
    names: tuple[NameRow, ...]
    shared_names: tuple[SharedNameRow, ...]
    former_names: tuple[FormerNameRow, ...]
    seats: tuple[SeatRow, ...]
    successions: tuple[SuccessionRow, ...]
    officials: tuple[OfficialRow, ...]
    posts: tuple[PostRow, ...]
    tenures: tuple[TenureRow, ...]
    topics: tuple[TopicRow, ...]
    rules: tuple[RuleRow, ...]
    recorded_votes: tuple[RecordedVoteRow, ...]
    recorded_ballots: tuple[RecordedBallotsRow, ...]
    vetoes: tuple[VetoRow, ...]
    links: tuple[LinkRow, ...]
    distinct: tuple[DistinctRow, ...]


def read_tables(folder: Path) -> Tables:
    """Every table of the folder. Raises InputError at the first cell, row or file that cannot be read."""
    classes = get_type_hints(Tables)
    return Tables(
        **{f.name: read_table(folder / f"{f.name}.csv", get_args(classes[f.name])[0]) for f in fields(Tables)}
    )


def read_table(path: Path, row: type[Row]) -> tuple[Row, ...]:
    """The rows of one CSV file, in its order. Raises InputError that names the file, the line and the column."""
    return tuple(_parse(csv_text(path), path.name, row))


def csv_text(path: Path) -> str:
    """The text of a table; InputError where the file is missing or is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}); put the reference table at {path}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _parse(text: str, name: str, row: type[Row]) -> list[Row]:
    cells = {f.name: _reader(get_type_hints(row)[f.name]) for f in fields(row)}  # type: ignore[arg-type]
    columns = [column.rstrip("_") for column in cells]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, [])
        if head != columns:
            raise InputError(f"{name}, line 1: the columns must be {','.join(columns)}, not {','.join(head)}")
        return [row(*_cells(line, cells, f"{name}, line {reader.line_num}")) for line in reader]
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: {error}; quote the cell properly") from error


def _cells(line: list[str], cells: dict[str, Callable[[str], Any]], where: str) -> list[Any]:
    if len(line) != len(cells):
        raise InputError(f"{where}: {len(line)} cells where there are {len(cells)} columns; quote cells with commas")
    return [
        _cell(text, read, f"{where}, column {name.rstrip('_')}")
        for text, (name, read) in zip(line, cells.items(), strict=True)
    ]


def _cell(text: str, read: Callable[[str], Any], where: str) -> Any:
    if text != text.strip():
        raise InputError(f"{where}: {text!r} begins or ends with a space; remove it")
    try:
        return read(text)
    except ValueError as error:
        raise InputError(f"{where}: {error}") from error


def _reader(kind: Any) -> Callable[[str], Any]:
    """How a cell of this type is read; the functions raise ValueError with what to do."""
    if NoneType in get_args(kind):
        return partial(_optional, _reader(next(k for k in get_args(kind) if k is not NoneType)))
    if get_origin(kind) is Literal:
        return partial(_word, get_args(kind))
    return {Period: _period, int: _number}.get(kind, _text)


def _optional(read: Callable[[str], Any], text: str) -> Any:
    return read(text) if text else None


def _text(text: str) -> str:
    if not text:
        raise ValueError("the cell is empty; fill it in or remove the row")
    return text


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"{text!r} is not a whole number")
    return int(text)


def _word(words: tuple[str, ...], text: str) -> str:
    if text not in words:
        raise ValueError(f"{text!r} is not one of {', '.join(words)}")
    return text


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a date; write 2014, 2014-09, 2014-09-01, 2014-09/2014-11 or 2014/.."
        ) from None
