"""Starts the nursery, hears if it is ready, replaces it when it dies or data are new: the work of the main process."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys

from ontology.errors import InputError
from server.engine.bulletin import Bulletin, Loaded
from server.engine.nursery import Spec

_PARTING = 5.0  # seconds that a nursery gets to leave the door to its successor
# The engine makes and drops hundreds of small things for a query. The C library keeps seven of a size at hand and
# looks for others all over the memory that the data fill, which took a third of a worker's time. Data in huge pages
# (2 GB) are forked in 3 ms and not 80, and a worker that copies them by reading takes a third of the time for that.
# Where the kernel is told never to give any, nothing changes.
_ALLOCATOR = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000:glibc.malloc.hugetlb=1"}


class Launcher:
    """The nursery's process, and the door through which web processes ask it for workers. Leaving it ends both.

    The door outlives the nursery: one that takes over reads on at the same end, and web processes notice nothing. What
    is loaded hangs in the `bulletin`.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec, self._owner = spec, os.getpid()
        self.door, self._inside = socket.socketpair()
        self.bulletin = Bulletin.fresh()
        self._process: subprocess.Popen[bytes] | None = None
        self._coming: subprocess.Popen[bytes] | None = None
        self._retired: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, *_: object) -> None:
        if os.getpid() == self._owner:  # web processes are forked inside the block, and leave it too
            self.stop()
        self.door.close()
        self._inside.close()

    def start(self) -> None:
        """Starts the process; it loads while the caller does other things."""
        self._process = self._started()

    def ready(self) -> Loaded:
        """Waits until the data are loaded; InputError with the nursery's own words when they cannot be."""
        assert self._process is not None
        loaded = _said(self._process)
        if not self._spec.writable:  # where there are writes, the nursery publishes, as it may be a write further
            self.bulletin.publish(loaded)
        return loaded

    def alive(self) -> bool:
        """Whether the nursery runs. It holds its standard output open while it lives."""
        return self._process is not None and not _speaks(self._process, 0)

    def revive(self) -> Loaded | None:
        """Starts the nursery anew if it has died, and waits for it."""
        if self.alive():
            return None
        self._end(self._process)
        self.start()
        return self.ready()

    def reload(self) -> None:
        """Starts a nursery that loads the newest snapshot, beside the one that serves. `renewed` tells when it is done.

        One that is still loading what was new before is ended.
        """
        self._end(self._coming)
        self._coming = self._started()

    def renewed(self) -> Loaded | None:
        """Lets the coming nursery take over if it has loaded; what it loaded, or None while there is nothing to tell.

        InputError when it cannot load: the old one then goes on.
        """
        if self._coming is None or not _speaks(self._coming, 0):
            return None
        coming, self._coming = self._coming, None
        try:
            loaded = _said(coming)
        except InputError:
            self._end(coming)
            raise
        self._retire()
        self._process = coming
        self.bulletin.publish(loaded)
        return loaded

    def stop(self) -> None:
        """Ends the nursery, the one to come and those that were still finishing."""
        for process in (self._process, self._coming, *self._retired):
            self._end(process)
        self._process = self._coming = None
        self._retired.clear()

    def _started(self) -> subprocess.Popen[bytes]:
        shared = (self._inside.fileno(), self.bulletin.descriptor)
        command = [sys.executable, "-m", "server.engine.nursery", *map(str, shared), self._spec.to_json()]
        environment = {**_ALLOCATOR, **os.environ}
        return subprocess.Popen(command, stdout=subprocess.PIPE, pass_fds=shared, env=environment)

    def _retire(self) -> None:
        """The serving nursery leaves the door, and ends after its last query; it closes its output to say so."""
        old, self._process = self._process, None
        self._retired = [process for process in self._retired if process.poll() is None]
        if old is None:
            return
        old.send_signal(signal.SIGUSR1)
        assert old.stdout is not None
        if not _speaks(old, _PARTING):
            old.kill()
        old.stdout.close()
        self._retired.append(old)

    @staticmethod
    def _end(process: subprocess.Popen[bytes] | None) -> None:
        if process is None:
            return
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _said(process: subprocess.Popen[bytes]) -> Loaded:
    assert process.stdout is not None
    line = process.stdout.readline()
    said = json.loads(line) if line else {"error": "the query engine ended while it was loading the data"}
    if "error" in said:
        raise InputError(said["error"])
    return Loaded(**said)


def _speaks(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether it says something, or has closed its output."""
    assert process.stdout is not None
    readable, _, _ = select.select([process.stdout], [], [], seconds)
    return bool(readable)
