"""Downloads of a snapshot: the whole dataset in four formats, compressed, each with its size and hash.

A build makes them from the data file, beside it; the same snapshot gives the same bytes. N-Quads are the data file.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, parse, serialize

from triples.snapshot import DATA, Snapshot, packed
from triples.workers import in_order

_FOLDER = "dumps"
_FORMS: dict[str, RdfFormat] = {
    "unkg.nq.gz": RdfFormat.N_QUADS,
    "unkg.trig.gz": RdfFormat.TRIG,
    "unkg.ttl.gz": RdfFormat.TURTLE,
    "unkg.jsonld.gz": RdfFormat.JSON_LD,
}
NAMES = tuple(_FORMS)
_FEW = 200_000  # quads: fewer are written before other processes have begun


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download: its name, media type, size in bytes and SHA-256. Turtle holds the union of all graphs."""

    name: str
    media_type: str
    size: int
    sha256: str
    path: Path


def dumps(snapshot: Snapshot, jobs: int = 1) -> list[Dump]:
    """The downloads of a snapshot, made where they are not there yet, by so many processes. Raises OSError where they
    cannot be written."""
    folder = snapshot.path / _FOLDER
    if not folder.exists():
        _make(snapshot, folder, jobs if snapshot.size > _FEW else 1)
    return [_dump(folder / name, form) for name, form in _FORMS.items()]


def _make(snapshot: Snapshot, folder: Path, jobs: int) -> None:
    """All of them under a passing name, which then becomes the last; who comes second finds them there."""
    new = Path(tempfile.mkdtemp(prefix="dumps-", dir=snapshot.path))
    try:
        deque(in_order(_Writing(snapshot.path / DATA, new), reversed(NAMES), jobs, at_once=1), maxlen=0)
        os.replace(new, folder)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        if not folder.exists():
            raise


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes one of the files, by name, from the data file into a folder."""

    data: Path
    folder: Path

    def __call__(self, name: str) -> None:
        form, path = _FORMS[name], self.folder / name
        if form == RdfFormat.N_QUADS:
            shutil.copyfile(self.data, path)
        else:
            with gzip.open(self.data) as source, path.open("wb") as file, packed(file) as written:
                quads = parse(cast(IO[bytes], source), format=RdfFormat.N_QUADS)
                union = form == RdfFormat.TURTLE
                serialize((quad.triple for quad in quads) if union else quads, cast(IO[bytes], written), format=form)


def _dump(path: Path, form: RdfFormat) -> Dump:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Dump(path.name, form.media_type, path.stat().st_size, digest, path)
