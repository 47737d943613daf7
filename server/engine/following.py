"""A result that is still being written: the client reads behind the worker, at its own pace."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from socket import socket

from server.engine import wire

PAUSE_MS = 20  # between looks at a file that has nothing new
PIECE = 1 << 18  # bytes that go out at once: larger pieces take fewer calls, and are held for each slow reader


class Following:
    """The file that a worker writes and a client is sent. The worker is free as soon as it has written all.

    `settle` is told the worker's last frame, or None when the client left before, and says what went wrong, if
    anything did.
    """

    def __init__(
        self, worker: socket, descriptor: int, settle: Callable[[Following, wire.Frame | None], Exception | None]
    ) -> None:
        self._worker, self._descriptor, self._settle = worker, descriptor, settle
        self._lock = threading.Lock()
        self._done = self._closed = False
        self._offset = 0
        self._failure: Exception | None = None

    def look(self) -> None:
        """Settles with the worker if it has finished. Never waits, so that anybody may call it."""
        if self._lock.acquire(blocking=False):
            try:
                if not self._done and self._ready(0):
                    self._finish(wire.receive_frame(self._worker))
            finally:
                self._lock.release()

    def piece(self) -> bytes | None:
        """The next bytes; none when all were given, None while there is nothing new. Never waits.

        Raises when the worker failed half way.
        """
        self.look()
        complete = self._done
        data = os.pread(self._descriptor, PIECE, self._offset)
        self._offset += len(data)
        if data:
            return data
        if not complete:
            return None
        if self._failure is not None:
            raise self._failure
        return b""

    def whole(self, most: int) -> bytes | None:
        """All bytes, after the last was given; None where they are more than `most`."""
        return os.pread(self._descriptor, self._offset, 0) if self._offset <= most else None

    def pause(self) -> None:
        """Waits a moment, or until the worker has finished; not where there is a whole piece already.

        Small pieces would cost more than what they bring.
        """
        if not self._done and os.fstat(self._descriptor).st_size < self._offset + PIECE:
            self._ready(PAUSE_MS)

    def wait(self) -> int:
        """Waits until all is written; how many bytes that is. Raises when the worker failed."""
        while not self._done:
            self._ready(PAUSE_MS)
            self.look()
        if self._failure is not None:
            self.close()
            raise self._failure
        return os.fstat(self._descriptor).st_size

    def _ready(self, milliseconds: int) -> bool:
        poll = select.poll()
        poll.register(self._worker, select.POLLIN)
        return bool(poll.poll(milliseconds))

    def _finish(self, frame: wire.Frame | None) -> None:
        self._failure = self._settle(self, frame)
        self._done = True

    def close(self) -> None:
        """Lets go of the file, and of the worker if it still writes."""
        with self._lock:
            if not self._done:
                self._finish(None)
            if not self._closed:
                self._closed = True
                os.close(self._descriptor)
