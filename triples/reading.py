"""Reading articles from where the user keeps them, with what a table beside them knows of each."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ontology.errors import InputError
from triples.facts import UNKNOWN, Source, When
from triples.heads import head_of
from triples.language import is_english
from triples.pages import is_page, read_page
from triples.sourcetable import known_beside

LARGEST_ARTICLE = 2_000_000  # bytes: three hundred thousand words
_SUFFIXES = (".txt", ".html", ".htm")
_STANDARD_INPUT = Path("-")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins


class LeftOut(InputError):
    """An article that is well, and gives nothing: one in another language, or one that was read before."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of an article's file, not yet looked into, and what is known of it."""

    path: Path
    data: bytes
    source: Source


@dataclass(frozen=True, slots=True)
class Text:
    """An article at hand: its text as read (newlines untouched; of a page, its main text) and what is known of it."""

    text: str
    source: Source


def read_texts(paths: Sequence[Path], largest: int = LARGEST_ARTICLE) -> list[Text]:
    """The articles of these files and folders, in order of their names, each once. Raises InputError for what cannot
    be read; what is not in English is left out."""
    texts = []
    for given in read_raw(paths, largest):
        try:
            texts.append(text_of(_raised(given)))
        except LeftOut:
            continue
    return texts


def _raised(given: Raw | InputError) -> Raw:
    if isinstance(given, InputError):
        raise given
    return given


def read_raw(paths: Sequence[Path], largest: int = LARGEST_ARTICLE) -> Iterator[Raw | InputError]:
    """The content of these files (`-`: standard input) and of the articles in these folders, in order of their names,
    one after the other; in the place of one that cannot be read or was read before, the reason.

    A folder may hold an `index.csv` (`triples.sourcetable`); the project's own is always known. Raises InputError for
    a broken table and for a folder without articles.
    """
    known = known_beside(paths)
    seen: dict[bytes, str] = {}
    for path in paths:
        for file in article_files(path):
            try:
                yield _unseen(read_one(file, known, largest), seen)
            except InputError as error:
                yield error


def article_files(path: Path) -> Iterator[Path]:
    """The file itself, or the articles in a folder and the folders in it, in order of their names. Links to folders
    are not followed. Raises InputError for a folder that holds none or cannot be read."""
    if not path.is_dir():
        yield path
        return
    number = 0
    for number, file in enumerate(_walk(path), 1):  # noqa: B007  (the last number is wanted)
        yield file
    if not number:
        raise InputError(f"{path}: there is no article here; put the texts in files that end in {', '.join(_SUFFIXES)}")


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({error.strerror}); check its permissions") from error
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.name.lower().endswith(_SUFFIXES):
            yield Path(entry.path)


def read_one(path: Path, known: Mapping[str, Source], largest: int) -> Raw:
    """The content of one file (`-`: standard input), with what is known of it by its hash; InputError where it cannot
    be read."""
    data = read_bytes(path, largest)
    digest = hashlib.sha256(data).hexdigest()
    facts = known.get(digest, Source(path.name, digest, slug=f"text-{digest[:12]}"))
    return Raw(path, data, replace(facts, file=path.name))


def _unseen(raw: Raw, seen: dict[bytes, str]) -> Raw:
    """The article, noted as seen; LeftOut where an earlier file held the same bytes."""
    digest = bytes.fromhex(raw.source.sha256)
    if digest in seen:
        raise LeftOut(f"{raw.path}: the same article as {seen[digest]}; read once")
    seen[digest] = str(raw.path)
    return raw


def text_of(raw: Raw) -> Text:
    """The text in a file's content. InputError when that is empty, not text or not UTF-8, or a page without an
    article; LeftOut when it is in another language than English."""
    text = _text_of_page(raw) if is_page(raw.data, raw.path) else Text(decoded(raw.data, raw.path), raw.source)
    if not is_english(text.text):
        raise LeftOut(f"{raw.path}: not English, skipped")
    return _described(text)


def _described(text: Text) -> Text:
    """The text with what its own first lines tell of it, where neither a table nor a page does."""
    known = text.source
    if known.title or known.publisher or known.published != UNKNOWN:
        return text
    head = head_of(text.text)
    source = replace(known, title=head.title, publisher=head.publisher, published=head.published)
    return replace(text, source=source)


def _text_of_page(raw: Raw) -> Text:
    """The main text of a page. What a table knows of it goes before what the page says of itself."""
    page, known = read_page(raw.data, raw.path), raw.source
    source = replace(
        known,
        title=known.title or page.title,
        publisher=known.publisher or page.publisher,
        published=When(None, page.published, page.published) if known.published == UNKNOWN else known.published,
        url=known.url or page.url,
        text_sha256=hashlib.sha256(page.text.encode()).hexdigest(),
    )
    return Text(page.text, source)


def read_bytes(path: Path, largest: int | None = None) -> bytes:
    """The content of a file (`-`: standard input); InputError when there is none to read, or more than `largest`."""
    limit = -1 if largest is None else largest + 1
    try:
        if path == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit)
        else:
            with path.open("rb") as stream:
                data = stream.read(limit)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if largest is not None and len(data) > largest:
        raise InputError(
            f"{path}: larger than an article ({largest / 1e6:g} MB); cut it, or raise --largest-article (in bytes)"
        )
    return data


def decoded(data: bytes, path: Path) -> str:
    """The text of a file's bytes; InputError when they are nothing, no text, or not UTF-8."""
    if not data.strip():
        raise InputError(f"{path}: the file is empty; give a text")
    if data.startswith(_WIDE):
        raise InputError(f"{path}: this is UTF-16; save the file as UTF-8 (for example with iconv)")
    if b"\0" in data:
        raise InputError(f"{path}: this is not a text file; give plain UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8 (for example with iconv)"
        ) from error
