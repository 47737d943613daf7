"""From the files of a collection to its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from ontology.errors import InputError
from triples.reference import load_tables
from triples.votes import assembly, council, library
from triples.votes.files import Report, Tables
from triples.votes.model import Entry
from triples.votes.states import States, states_of

_READERS: dict[str, Callable[[Tables, States, Report], Iterator[Entry]]] = {
    "library-general-assembly": library.resolutions,
    "library-security-council": library.resolutions,
    "unvotes": assembly.roll_calls,
    "general-assembly-roll-calls": assembly.roll_calls,
    "security-council-resolutions": council.resolutions,
    "vetoes-library": council.vetoes,
    "vetoes-by-topic": council.vetoes,
    "security-council-meetings": council.meetings,
}


def read(tables: Iterable[Tables], strict: bool, report: Report) -> Iterator[Entry]:
    """The entries of all collections, one collection after the other, each in an order that its rows alone decide.

    What cannot be read is told to `report` with file and line and left out; with `strict` it raises InputError, as a
    file that breaks off, or a collection of which nothing can be read, does in any case.
    """
    states = states_of(load_tables())
    for given in tables:
        entries = _READERS[given.collection.name](given, states, _refuse if strict else report)
        first = next(entries, None)
        if first is None:
            raise InputError(f"{given.tables[0].path}: holds no row that can be read; check that the file is whole")
        yield first
        yield from entries


def _refuse(line: str) -> NoReturn:
    raise InputError(f"{line} without --strict")
