"""Data on disk in the place of memory (`--low-memory`): put there once for each snapshot, and opened by each worker.

    store/000002-5f3a0c.../disk-1c9d.../     the engine's own files (RocksDB), and what is known of them

They are beside the snapshot and go with it; the hash in the name is of the base and of what the default graph is. The
engine's files have threads of their own, which a fork leaves behind. So the nursery never opens them, and each worker
opens them for itself, to read alone: 30 ms.

    python -m server.engine.ondisk STORE BASE UNION       (the nursery does this; the memory it took goes with it)
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ontology.errors import InputError
from server.engine.bulletin import Loaded
from server.engine.loading import LARGE, count, moved, renamed, standing_apart, unite_but_for
from triples.iris import BASE
from triples.journal import NAME
from triples.snapshot import MANIFEST, Snapshot, current

_DATA, _FACTS, _LOCK = "data", "facts.json", ".disk-lock"
_LINES = 300_000  # at once: the engine sorts what it is given in memory, 360 MB for so many


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What a nursery knows of data on disk: where they are, the graphs that stand apart, and what the bulletin says."""

    path: Path
    apart: tuple[NamedNode, ...]
    facts: Loaded

    @property
    def store(self) -> Store:
        """The data, opened anew; for a process that does not fork."""
        return Store.read_only(str(self.path / _DATA))

    def loaded(self) -> Loaded:
        """What the bulletin says of the data."""
        return self.facts


def on_disk(folder: Path, base: str, union: bool, seal: Callable[[], bool]) -> OnDisk:
    """The current snapshot on disk, put there if it is not yet. InputError when that fails, or clients have written.

    `seal` shuts the network, at the end, as with it goes the right to start programs; and tells whether it could.
    """
    if (folder / NAME).exists():
        raise InputError(f"{folder}: clients have written to this store; --low-memory serves what a build wrote alone")
    snapshot = current(folder)
    path = _place(snapshot, base, union)
    if not path.exists():
        _put(folder, snapshot, base, union)
    told = json.loads((path / _FACTS).read_text(encoding="utf-8"))
    built = (snapshot.path / MANIFEST).stat().st_mtime
    facts = Loaded(snapshot.id, told["graphs"], sealed=seal(), built=built, unnamed=told["unnamed"])
    return OnDisk(path, tuple(map(NamedNode, told["apart"])), facts)


def _put(folder: Path, snapshot: Snapshot, base: str, union: bool) -> None:
    """Has another process write the data."""
    print(f"unkg: {snapshot.path}: is put on disk, once; some 20 s for a million triples", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", __spec__.name, str(folder), base, "union" if union else ""]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise InputError(done.stdout.strip() or f"{snapshot.path}: the process that puts it on disk was ended")


def write(folder: Path, base: str, union: bool, large: int = LARGE) -> None:
    """Puts the current snapshot on disk, in one step, unless another process has done so. Raises InputError."""
    snapshot = current(folder)
    target = _place(snapshot, base, union)
    try:
        with (snapshot.path / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in snapshot.path.glob("new-*"):  # by a process that was killed
                shutil.rmtree(left)
            if not target.exists():
                _written(snapshot, base, union, large).rename(target)
    except OSError as error:
        raise InputError(f"{snapshot.path}: cannot be put on disk there ({error})") from error


def _written(snapshot: Snapshot, base: str, union: bool, large: int) -> Path:
    new = Path(tempfile.mkdtemp(prefix="new-", dir=snapshot.path))
    try:
        store = Store(new / _DATA)
        _fill(store, snapshot, base)
        facts = _arranged(store, {_served(graph, base): size for graph, size in snapshot.graphs.items()}, union, large)
        store.optimize()
        store.flush()
        del store
        (new / _FACTS).write_text(json.dumps(facts, indent=1), encoding="utf-8")
        new.chmod(0o755)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return new


def _fill(store: Store, snapshot: Snapshot, base: str) -> None:
    for text in snapshot.texts(_LINES):
        if base == BASE:
            store.bulk_load(text, format=RdfFormat.N_QUADS, lenient=True)
        else:
            store.bulk_extend(moved(quad, BASE, base) for quad in parse(text, format=RdfFormat.N_QUADS, lenient=True))


def _arranged(store: Store, graphs: Mapping[str, int], union: bool, large: int) -> dict[str, object]:
    """Makes the default graph what it shall be, as `server.engine.holding` does in memory; what is known then."""
    apart = standing_apart(store, graphs, large) if union else ()
    if union:
        unite_but_for(store, apart)
    unnamed = count(store) + sum(graphs[graph.value] for graph in apart)
    return {"graphs": dict(sorted(graphs.items())), "apart": [graph.value for graph in apart], "unnamed": unnamed}


def _served(graph: str, base: str) -> str:
    return renamed(NamedNode(graph), BASE, base).value


def _place(snapshot: Snapshot, base: str, union: bool) -> Path:
    name = hashlib.sha256(f"{base} {union}".encode()).hexdigest()[:16]
    return snapshot.path / f"disk-{name}"


if __name__ == "__main__":
    try:
        write(Path(sys.argv[1]), sys.argv[2], bool(sys.argv[3]))
    except InputError as error:
        print(error)
        os._exit(1)
