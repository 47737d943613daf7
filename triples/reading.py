"""Reading articles from where the user keeps them, with what a table beside them knows of each."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from ontology.errors import InputError
from triples.facts import UNKNOWN, Source, When

INDEX = "index.csv"
_COLUMNS = ("sha256", "slug", "title", "publisher", "earliest", "latest", "url", "known_from")


@dataclass(frozen=True, slots=True)
class Text:
    """An article at hand: its text as read (newlines untouched) and what is known of it."""

    text: str
    source: Source


def read_texts(paths: Iterable[Path]) -> list[Text]:
    """The articles of these files and folders (`*.txt`), in order of their names, each once.

    A folder may hold an `index.csv` with the columns of ours (sha256, slug, title, publisher, earliest, latest, url,
    known_from); the project's own index is always known. Raises InputError for what cannot be read.
    """
    known = dict(own_index())
    texts: dict[str, Text] = {}
    for path in paths:
        if path.is_dir() and (path / INDEX).is_file():
            known |= read_index(path / INDEX)
        for file in _articles(path):
            text = read_text(file, known)
            texts.setdefault(text.source.sha256, text)
    return list(texts.values())


def read_text(path: Path, known: Mapping[str, Source]) -> Text:
    """One article file (`-`: standard input); InputError when it is missing, empty, not text or not UTF-8."""
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    text = decoded(data, path)
    facts = known.get(digest, Source(path.name, digest, slug=f"text-{digest[:12]}"))
    return Text(text, Source(path.name, digest, facts.title, facts.publisher, facts.published, facts.url, facts.slug))


def own_index() -> dict[str, Source]:
    """What the project knows of the articles whose graphs it publishes, by the hash of the file."""
    return read_index(Path(str(files("triples") / "articles" / INDEX)))


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


def _articles(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.txt"))
    if not found:
        raise InputError(f"{path}: there is no article here; put the texts in files that end in .txt")
    return found


def read_bytes(path: Path) -> bytes:
    """The content of a file (`-`: standard input); InputError when there is none to read."""
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def decoded(data: bytes, path: Path) -> str:
    """The text of a file's bytes; InputError when they are nothing, no text, or not UTF-8."""
    if not data.strip():
        raise InputError(f"{path}: the file is empty; give a text")
    if b"\0" in data:
        raise InputError(f"{path}: this is not a text file; give plain UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8 (for example with iconv)"
        ) from error
