"""What clients wrote since the snapshot: patches in one file beside it, each on disk before its writer is answered.

    store/journal       records: a line `unkg-patch LENGTH SHA-256`, then so many bytes of a patch
    store/.writer       locked by the one process that may write

A patch is net, so that a journal over a snapshot that holds its changes already gives the same data. Folding relies on
that: it writes the snapshot first, and may stop anywhere.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from ontology.errors import InputError
from triples.patch import Patch
from triples.snapshot import Snapshot, current, write

NAME = "journal"
FOLD_FROM = 16 << 20  # bytes of a journal that is folded into a new snapshot when a server starts
_LOCK = ".writer"
_HEAD = re.compile(rb"unkg-patch (\d{1,15}) ([0-9a-f]{64})\n")
_LONGEST_HEAD = 128


@dataclass(slots=True)
class Contents:
    """The data of a store folder. `patches` were applied to the snapshot; `touched` says of a graph (None: the default
    graph) which was the last to change it, counting from 1."""

    snapshot: Snapshot
    store: Store
    patches: int = 0
    touched: dict[str | None, int] = field(default_factory=dict)

    def apply(self, patch: Patch) -> None:
        """Changes the data by one more patch."""
        self.patches += 1
        removed, added = patch.apply(self.store)
        self.touched |= dict.fromkeys(patch.graphs((*removed, *added)), self.patches)

    def counts(self) -> dict[str, int]:
        """The number of triples of each named graph."""
        if not self.patches:
            return dict(self.snapshot.graphs)
        counted = Counter(quad.graph_name.value for quad in self.store if isinstance(quad.graph_name, NamedNode))
        return dict(sorted(counted.items()))


def load(folder: Path) -> Contents:
    """The snapshot with what clients wrote since; InputError when either is damaged or there is none.

    A record that was being written when a server died was never confirmed, and is left out.
    """
    with _opened(folder) as journal:  # before the snapshot: folding replaces them in the other order
        snapshot = current(folder)
        contents = Contents(snapshot, snapshot.load())
        for patch, _ in _patches(journal, folder):
            contents.apply(patch)
    return contents


def begin(folder: Path) -> None:
    """Makes a store without data where there is none yet: where there is no such folder, or an empty one."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        write((), folder)


def refuse_if_written(folder: Path) -> None:
    """InputError when clients have written to this store, as a new build would lose what they wrote."""
    if (folder / NAME).exists():
        raise InputError(
            f"{folder}: clients have written to this store, and a build would lose it; "
            f"build into another folder with --store, or delete {folder / NAME} to let it go"
        )


def take(folder: Path) -> IO[bytes]:
    """Takes the store for this process alone, as long as the file is open: forked processes do not share the lock.

    InputError when another process has it, or nothing can be written here.
    """
    try:
        lock = (folder / _LOCK).open("ab")
    except OSError as error:
        raise InputError(f"{folder}: cannot write here ({os.strerror(error.errno or 0)})") from error
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise InputError(f"{folder}: another server writes to this store; stop it, or choose another --store") from None
    return lock


class Journal:
    """The writer's side, for the process that took the store. `lost` bytes were never confirmed, and are cut off."""

    def __init__(self, folder: Path) -> None:
        """Begins or goes on. Raises InputError for damage, OSError when the file cannot be written."""
        self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
        _sync_folder(folder)
        with _opened(folder) as journal:
            self._size = max((end for _, end in _patches(journal, folder)), default=0)
        self.lost = os.fstat(self._descriptor).st_size - self._size
        self._broken = False
        if self.lost:
            self._retreat()

    def append(self, payload: bytes) -> None:
        """Puts an encoded patch on disk. OSError when that fails (the disk is full): the journal is then as before."""
        if self._broken:
            raise OSError(5, "an earlier write could not be taken back")
        data = _framed(payload)
        try:
            _write_all(self._descriptor, data, self._size)
            os.fsync(self._descriptor)
        except OSError:
            self._retreat()
            raise
        self._size += len(data)

    def close(self) -> None:
        """Lets the file go."""
        os.close(self._descriptor)

    def _retreat(self) -> None:
        """Cuts the file to its last whole record; while that is impossible nothing more may be written."""
        self._broken = True
        os.ftruncate(self._descriptor, self._size)
        os.fsync(self._descriptor)
        self._broken = False


def fold_if_long(folder: Path, longest: int = FOLD_FROM) -> bool:
    """Writes a new snapshot with all that a long journal says, and begins the journal anew; whether that was done.

    What a snapshot cannot hold (blank nodes, the default graph, graphs without a triple) opens the new journal. Only
    the process that may write does this, before it opens the journal.
    """
    try:
        if (folder / NAME).stat().st_size <= longest:
            return False
    except FileNotFoundError:
        return False
    contents = load(folder)
    store = contents.store
    kept = [quad for quad in store if _fits(quad)]
    write(kept, folder, contents.snapshot.inputs)
    filled = {quad.graph_name for quad in kept}
    empty = sorted(str(graph.value) for graph in store.named_graphs() if graph not in filled)
    rest = Patch.of(added=(quad for quad in store if not _fits(quad)), created=empty)
    new = folder / f"{NAME}.new"
    new.write_bytes(_framed(rest.encode()) if rest else b"")
    with new.open("rb") as stream:
        os.fsync(stream.fileno())
    new.replace(folder / NAME)
    _sync_folder(folder)
    return True


def _fits(quad: Quad) -> bool:
    """Whether a snapshot can hold it."""
    blank = any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))
    return not blank and not isinstance(quad.graph_name, DefaultGraph)


def _framed(payload: bytes) -> bytes:
    return b"unkg-patch %d %s\n" % (len(payload), hashlib.sha256(payload).hexdigest().encode()) + payload


def _opened(folder: Path) -> IO[bytes]:
    try:
        return (folder / NAME).open("rb")
    except FileNotFoundError:
        return open(os.devnull, "rb")


def _patches(journal: IO[bytes], folder: Path) -> Iterator[tuple[Patch, int]]:
    """Each whole patch and where it ends. A broken record that a whole one follows is damage, the last one is torn."""
    while payload := _record(journal):
        try:
            yield Patch.decode(payload), journal.tell()
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(folder) from error
    rest = journal.read()
    for head in _HEAD.finditer(rest):
        payload = rest[head.end() : head.end() + int(head[1])]
        if _intact(payload, head):
            raise _damaged(folder)


def _record(journal: IO[bytes]) -> bytes | None:
    """The next payload; None, and the journal where it was, when there is no whole one."""
    start = journal.tell()
    head = _HEAD.fullmatch(journal.readline(_LONGEST_HEAD))
    if head is not None:
        payload = journal.read(int(head[1]))
        if _intact(payload, head):
            return payload
    journal.seek(start)
    return None


def _intact(payload: bytes, head: re.Match[bytes]) -> bool:
    return len(payload) == int(head[1]) and hashlib.sha256(payload).hexdigest().encode() == head[2]


def _damaged(folder: Path) -> InputError:
    return InputError(
        f"{folder / NAME}: what clients wrote is damaged here; put back a copy, or move the file away to go on without"
    )


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
