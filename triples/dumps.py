"""Downloads of a snapshot: the whole dataset in four formats, compressed, each with its size and hash.

They are made once, from the data file, beside it; the same snapshot gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, parse, serialize

from triples.snapshot import DATA, Snapshot

_FOLDER = "dumps"
_FORMS: dict[str, RdfFormat] = {
    "unkg.nq.gz": RdfFormat.N_QUADS,
    "unkg.trig.gz": RdfFormat.TRIG,
    "unkg.ttl.gz": RdfFormat.TURTLE,
    "unkg.jsonld.gz": RdfFormat.JSON_LD,
}
NAMES = tuple(_FORMS)


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: its name, media type, size in bytes and SHA-256. Turtle holds the union of all graphs."""

    name: str
    media_type: str
    size: int
    sha256: str
    path: Path


def dumps(snapshot: Snapshot) -> list[Dump]:
    """The downloads of a snapshot, made where they are not there yet. Raises OSError where they cannot be written."""
    folder = snapshot.path / _FOLDER
    if not folder.exists():
        _make(snapshot, folder)
    return [_dump(folder / name, form) for name, form in _FORMS.items()]


def _make(snapshot: Snapshot, folder: Path) -> None:
    """All of them under a passing name, which then becomes the last; who comes second finds them there."""
    new = Path(tempfile.mkdtemp(prefix="dumps-", dir=snapshot.path))
    try:
        for name, form in _FORMS.items():
            _write(snapshot.path / DATA, new / name, form)
        os.replace(new, folder)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        if not folder.exists():
            raise


def _write(data: Path, path: Path, form: RdfFormat) -> None:
    with gzip.open(data) as source, path.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        if form == RdfFormat.N_QUADS:
            shutil.copyfileobj(source, packed)
        else:
            quads = parse(cast(IO[bytes], source), format=RdfFormat.N_QUADS)
            union = form == RdfFormat.TURTLE
            serialize((quad.triple for quad in quads) if union else quads, cast(IO[bytes], packed), format=form)


def _dump(path: Path, form: RdfFormat) -> Dump:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Dump(path.name, form.media_type, path.stat().st_size, digest, path)
