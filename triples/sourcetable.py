"""The table of articles beside the texts: title, publisher, days and address of each, by the hash of its file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

from ontology.errors import InputError
from triples.facts import UNKNOWN, Source, When

INDEX = "index.csv"
_COLUMNS = ("sha256", "slug", "title", "publisher", "earliest", "latest", "url", "known_from")


def own_index() -> dict[str, Source]:
    """What the project knows of the articles whose graphs it publishes, by the hash of the file."""
    return read_index(Path(str(files("triples") / "articles" / INDEX)))


def known_beside(paths: Iterable[Path]) -> dict[str, Source]:
    """What the project's own table and those in these folders know of articles, by the hash of the file."""
    tables = [path / INDEX for path in paths if (path / INDEX).is_file()]
    return own_index() | {sha256: source for table in tables for sha256, source in read_index(table).items()}


def read_index(path: Path) -> dict[str, Source]:
    """A table of articles by the hash of the file; InputError that names the line of a broken row."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return dict(_rows(csv.DictReader(stream, strict=True), path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as a table of articles ({error}); save it as UTF-8 CSV") from error


def _rows(reader: csv.DictReader[str], path: Path) -> Iterator[tuple[str, Source]]:
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise InputError(f"{path}: the first line must name the columns {','.join(_COLUMNS)}")
    for row in reader:
        if None in row or None in row.values():
            raise InputError(f"{path}, line {reader.line_num}: a row must have {len(_COLUMNS)} fields; quote commas")
        try:
            published = _interval(row["earliest"], row["latest"])
        except ValueError as error:
            raise InputError(f"{path}, line {reader.line_num}: {error}; write days as YYYY-MM-DD") from error
        yield (
            row["sha256"],
            Source(
                path.name,
                row["sha256"],
                row["title"] or None,
                row["publisher"] or None,
                published,
                row["url"] or None,
                row["slug"],
            ),
        )


def _interval(earliest: str, latest: str) -> When:
    if not earliest:
        return UNKNOWN
    return When(None, date.fromisoformat(earliest), date.fromisoformat(latest or earliest))
