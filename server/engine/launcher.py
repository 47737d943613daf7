"""Starts the nursery, hears whether it is ready, and starts it again if it dies: the work of the main process."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.errors import InputError
from server.engine.nursery import Spec


@dataclass(frozen=True, slots=True)
class Loaded:
    """The snapshot that is served: its canonical hash, the triples of each graph, and if the network is shut."""

    id: str
    graphs: Mapping[str, int]
    sealed: bool


class Launcher:
    """The nursery's process, and the door through which web processes ask it for workers. Leaving it ends both."""

    def __init__(self, spec: Spec) -> None:
        self._spec, self._owner = spec, os.getpid()
        self.door, self._inside = socket.socketpair()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Launcher:
        return self

    def __exit__(self, *_: object) -> None:
        if os.getpid() == self._owner:  # web processes are forked inside the block, and leave it too
            self.stop()
        self.door.close()
        self._inside.close()

    def start(self) -> None:
        """Starts the process; it loads while the caller does other things."""
        inside = self._inside.fileno()
        command = [sys.executable, "-m", "server.engine.nursery", str(inside), self._spec.to_json()]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, pass_fds=[inside])

    def ready(self) -> Loaded:
        """Waits until the data are loaded; InputError with the nursery's own words when they cannot be."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        said = json.loads(line) if line else {"error": "the query engine ended while it was loading the data"}
        if "error" in said:
            raise InputError(said["error"])
        return Loaded(**said)

    def alive(self) -> bool:
        """Whether the nursery runs. It holds its standard output open while it lives."""
        if self._process is None or self._process.stdout is None:
            return False
        readable, _, _ = select.select([self._process.stdout], [], [], 0)
        return not readable

    def revive(self) -> Loaded | None:
        """Starts the nursery anew if it has died, and waits for it."""
        if self.alive():
            return None
        self.stop()
        self.start()
        return self.ready()

    def stop(self) -> None:
        """Ends the nursery."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
