"""Which servers run on a store, so that they can be told of a new snapshot: a locked file each, named by its process.

    store/.servers/4711         empty, or the word `writable`

The lock goes with the process, however it ends; a file that nobody holds is of a server that was killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import InputError

WRITES_ITSELF = "this server takes writes: what it serves is the newest there is"
_FOLDER = ".servers"
_WRITABLE = "writable"


@contextlib.contextmanager
def announced(store: Path, writable: bool = False) -> Iterator[None]:
    """Inside the block this process can be found; not where the store cannot be written, which is no reason to fail."""
    path, owner = store / _FOLDER / str(os.getpid()), os.getpid()
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            file = held.enter_context(path.open("w"))
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write(_WRITABLE if writable else "")
            file.flush()
        try:
            yield
        finally:
            if os.getpid() == owner:  # web processes are forked inside the block, and leave it too
                with contextlib.suppress(OSError):
                    path.unlink()


def servers(store: Path) -> dict[int, bool]:
    """The processes that serve the store, and if they write it. What killed ones have left is tidied up."""
    found = {}
    for path in sorted((store / _FOLDER).glob("[0-9]*")):
        with contextlib.suppress(FileNotFoundError), path.open("r+") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                found[int(path.name)] = file.read() == _WRITABLE
            else:
                path.unlink()
    return found


def reload(store: Path) -> list[int]:
    """Tells the servers of the store to load its newest snapshot; their processes. InputError when none can."""
    found = servers(store)
    if not found:
        raise InputError(f"{store}: no server runs on this store; start one with `unkg serve --store {store}`")
    for process, writable in found.items():
        if writable:
            raise InputError(f"process {process}: {WRITES_ITSELF}")
        try:
            os.kill(process, signal.SIGHUP)
        except PermissionError:
            raise InputError(f"the server (process {process}) belongs to another user; reload as that user") from None
    return list(found)
