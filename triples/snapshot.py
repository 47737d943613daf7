"""Snapshots: the whole dataset in one file that never changes, and the switch from one to the next.

A store is a folder:

    store/current -> 000002-5f3a0c...     a symbolic link, replaced in one step
    store/000002-5f3a0c.../data.nq.gz     sorted N-Quads
    store/000002-5f3a0c.../manifest.json  the hash, the count of each graph, the inputs
    store/000002-5f3a0c.../waiting.json   what waits for a curator (`triples.curation`): not part of the dataset

The data hold no blank nodes, so the SHA-256 of the sorted N-Quads is the canonical hash of the dataset (RDF Dataset
Canonicalization gives the same lines): the same data have the same `id` whatever order they came in.
"""

from __future__ import annotations

import errno
import fcntl
import gzip
import hashlib
import json
import os
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, serialize

from ontology.errors import InputError
from triples.sorting import sorted_lines

DATA = "data.nq.gz"
MANIFEST = "manifest.json"
_CURRENT = "current"
_AT_ONCE = 10_000  # lines
_KEPT = 2  # the current one, and the one before it for a server that is just opening it
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset at rest. `id` is its canonical hash, `graphs` the number of triples of each named graph's IRI,
    `inputs` what it was made from (name to SHA-256)."""

    id: str
    path: Path
    graphs: Mapping[str, int]
    inputs: Mapping[str, str]

    @property
    def size(self) -> int:
        """The number of quads."""
        return sum(self.graphs.values())

    def load(self) -> Store:
        """The dataset in memory; InputError when the file is not what the manifest says."""
        store = Store()
        try:
            with gzip.open(self.path / DATA) as stream:
                hashing = _HashingReader(stream)
                store.bulk_load(hashing, format=RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]
                intact = hashing.hexdigest() == self.id
        except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as error:
            raise _damaged(self.path) from error
        if not intact:
            raise _damaged(self.path)
        return store

    def texts(self, lines: int) -> Iterator[bytes]:
        """The dataset as N-Quads, so many lines at a time; InputError, after the last, when it is not what the manifest
        says."""
        found = hashlib.sha256()
        try:
            with gzip.open(self.path / DATA) as stream:
                while text := b"".join(islice(stream, lines)):
                    found.update(text)
                    yield text
        except (OSError, EOFError, zlib.error) as error:
            raise _damaged(self.path) from error
        if found.hexdigest() != self.id:
            raise _damaged(self.path)


class _HashingReader:
    """A binary stream that remembers the hash of what was read through it, so that loading verifies in one pass."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._hash.update(data)
        return data

    def hexdigest(self) -> str:
        while self.read(1 << 20):
            pass
        return self._hash.hexdigest()


def current(store: Path) -> Snapshot:
    """The snapshot that the store folder serves; InputError when there is none or its manifest is damaged."""
    link = store / _CURRENT
    if not link.is_symlink():
        raise InputError(f"{store}: there is no snapshot here; make one with `unkg build --store {store}`")
    return _opened(store / os.readlink(link))


def write(
    quads: Iterable[Quad],
    store: Path,
    inputs: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Snapshot:
    """Writes the quads as a new snapshot, as `write_lines` does; ValueError for a blank node or a
    quad without a graph's name."""
    return write_lines(sorted_lines(lines_of(quads)), store, inputs, beside)


def write_lines(
    lines: Iterable[bytes],
    store: Path,
    inputs: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Snapshot:
    """Writes sorted lines of N-Quads as a new snapshot beside the old one, with further files `beside` them, and
    switches to it in one step. The lines are written as they come, and never held together.

    Raises InputError, and leaves the old snapshot as it was, when the folder cannot be written, the disk is full or
    another build holds the store.
    """
    data = _Data()
    try:
        with _locked(store):
            made = _written(lines, data, inputs or {}, beside or {}, store)
            _switch(store, made.path.name)
            _prune(store)
    except OSError as error:
        raise InputError(_refusal(store, error, data.size)) from error
    return made


def lines_of(quads: Iterable[Quad]) -> Iterator[bytes]:
    """The quads as lines of N-Quads. ValueError for a blank node, which would have no name to be the same by, and for
    what is in no named graph, as then nobody says it."""
    left = iter(quads)
    while some := list(islice(left, _AT_ONCE)):
        for quad in some:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise ValueError(f"a blank node cannot be published: {quad}")
            if not isinstance(quad.graph_name, NamedNode):
                raise ValueError(f"what is published is in a named graph: {quad}")
        yield from (serialize(some, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def packed(file: BinaryIO) -> gzip.GzipFile:
    """A stream that compresses into a file, without name and time, so that the same data give the same bytes."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6)


class _Data:
    """What goes into the data file: its hash, its size and the number of lines of each graph."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._counts = Counter[bytes]()
        self.size = 0

    def write(self, lines: Iterable[bytes], path: Path) -> None:
        """Writes the lines, compressed, and sees to it that they are on disk."""
        left = iter(lines)
        with path.open("wb") as file:
            with packed(file) as stream:
                while some := list(islice(left, _AT_ONCE)):
                    self._counts.update(line[line.rindex(b" <") + 2 : -4] for line in some)
                    piece = b"".join(some)
                    self.size += len(piece)
                    self._hash.update(piece)
                    stream.write(piece)
            file.flush()
            os.fsync(file.fileno())

    @property
    def id(self) -> str:
        """The canonical hash."""
        return self._hash.hexdigest()

    def graphs(self) -> dict[str, int]:
        """The number of triples of each graph."""
        return {graph.decode(): count for graph, count in sorted(self._counts.items())}


def _written(
    lines: Iterable[bytes], data: _Data, inputs: Mapping[str, str], beside: Mapping[str, bytes], store: Path
) -> Snapshot:
    """A complete snapshot folder, on disk before it has its final name; nothing is left behind when this fails."""
    new = Path(tempfile.mkdtemp(prefix="new-", dir=store))
    try:
        data.write(lines, new / DATA)
        graphs = data.graphs()
        manifest = {"id": data.id, "graphs": graphs, "inputs": dict(sorted(inputs.items()))}
        _save(new / MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n")
        for name, content in beside.items():
            _save(new / name, content)
        new.chmod(0o755)
        final = store / f"{_last_number(store) + 1:06}-{data.id[:16]}"
        new.rename(final)
        _sync_folder(store)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return Snapshot(data.id, final, graphs, inputs)


def _save(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _switch(store: Path, name: str) -> None:
    """Points `current` at the folder: a rename over the old link, which is one step for every reader."""
    link = store / f"new-{_CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.replace(store / _CURRENT)
    _sync_folder(store)


def _snapshots(store: Path) -> list[Path]:
    """The snapshot folders, oldest first."""
    return sorted(path for path in store.glob("[0-9]*-*") if path.is_dir())


def _last_number(store: Path) -> int:
    return max((int(path.name.split("-")[0]) for path in _snapshots(store)), default=0)


def _prune(store: Path) -> None:
    """Drops snapshots that nobody opens any more, and what a killed build left."""
    for folder in [*_snapshots(store)[:-_KEPT], *store.glob("new-*")]:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """One build at a time in a store; the lock goes with the process, however it ends."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(f"{store}: another build is writing here; wait for it to end") from error
        yield


def _opened(path: Path) -> Snapshot:
    try:
        manifest: dict[str, Any] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        return Snapshot(str(manifest["id"]), path, dict(manifest["graphs"]), dict(manifest["inputs"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError(f"{path}: this snapshot is damaged; make a new one with `unkg build --store {path.parent}`")


def _refusal(store: Path, error: OSError, size: int) -> str:
    if error.errno in _DISK_FULL:
        return (
            f"{store}: the disk is full; free up to {size // 1_000_000 + 1} MB and build again (the old snapshot stays)"
        )
    return f"{store}: cannot write here ({os.strerror(error.errno or 0)}); choose another folder with --store"
