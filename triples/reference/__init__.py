"""The reference data: tables of settled facts about states, bodies, seats and posts, kept by hand with their sources.

`README.md` in this folder says what each table holds and how to add a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad

from triples.reference.checks import check
from triples.reference.describe import describe
from triples.reference.entities import registry_of
from triples.reference.tables import Tables, read_tables
from triples.registry import Registry

FOLDER = Path(__file__).parent


def load_tables(folder: Path | None = None) -> Tables:
    """The tables of a folder (ours by default), checked against each other. Raises InputError."""
    tables = read_tables(folder or FOLDER)
    check(tables)
    return tables


def load_registry(folder: Path | None = None) -> Registry:
    """The registry of known entities, from the tables of a folder (ours by default). Raises InputError."""
    return registry_of(load_tables(folder))


def reference_quads(folder: Path | None = None) -> Iterator[Quad]:
    """The tables as RDF: one named graph a table, each described in the meta graph. Raises InputError."""
    return describe(load_tables(folder), folder or FOLDER)
