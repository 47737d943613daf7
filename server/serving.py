"""Which servers run on a store, so that they can be told of a new snapshot: a locked file each, named by its process.

    store/.servers/4711

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

_FOLDER = ".servers"


@contextlib.contextmanager
def announced(store: Path) -> Iterator[None]:
    """Inside the block this process can be found; not where the store cannot be written, which is no reason to fail."""
    path, owner = store / _FOLDER / str(os.getpid()), os.getpid()
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            fcntl.lockf(held.enter_context(path.open("w")), fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            if os.getpid() == owner:  # web processes are forked inside the block, and leave it too
                with contextlib.suppress(OSError):
                    path.unlink()


def servers(store: Path) -> list[int]:
    """The processes that serve the store. What killed ones have left is tidied up."""
    found = []
    for path in sorted((store / _FOLDER).glob("[0-9]*")):
        with contextlib.suppress(FileNotFoundError), path.open("r+") as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                found.append(int(path.name))
            else:
                path.unlink()
    return found


def reload(store: Path) -> list[int]:
    """Tells the servers of the store to load its newest snapshot; their processes. InputError when there is none."""
    found = servers(store)
    if not found:
        raise InputError(f"{store}: no server runs on this store; start one with `unkg serve --store {store}`")
    for process in found:
        try:
            os.kill(process, signal.SIGHUP)
        except PermissionError:
            raise InputError(f"the server (process {process}) belongs to another user; reload as that user") from None
    return found
