"""The nursery: loads the data once and forks workers on demand. A process of its own, with one thread and no network.

Its door is one end of a socket pair that web processes inherited: each message there is one byte and the descriptor of
a socket, on which a fresh worker shall serve (`W`), or on which a write comes (`U`, `server.engine.scribe`). When the
last web process is gone, the door closes and the nursery ends.
It keeps a copy of each worker's socket, to tell the web process what a dead worker died of.

On SIGUSR1 it retires, as its successor reads at the door by then: it forks no more, lets idle workers go, and ends when
the last busy one has answered.

    python -m server.engine.nursery DOOR BULLETIN SPEC       (the launcher does this)
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ontology.errors import InputError
from server.engine import sandbox, wire, worker
from server.engine.bulletin import Bulletin
from server.engine.holding import Holding
from server.engine.ondisk import OnDisk, on_disk
from triples.journal import Journal, fold_if_long, load, take

if TYPE_CHECKING:
    from server.engine.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Spec:
    """What a nursery needs to know. `memory` is the ceiling of a worker above the data, in MB.

    `union` makes the default graph the union of all. `writable` takes writes, which `checked` holds against the shapes.
    `stars` has queries evaluated star by star (`server.engine.stars`). `low_memory` leaves the data on disk.
    """

    store: str
    base_iri: str
    union: bool
    memory: int
    writable: bool = False
    checked: bool = True
    stars: bool = True
    low_memory: bool = False

    def to_json(self) -> str:
        """For the command line of the process."""
        return json.dumps(asdict(self))


class Nursery:
    """Forks workers and buries them."""

    def __init__(
        self, door: socket.socket, bulletin: Bulletin, holding: Holding | OnDisk, memory: int, stars: bool
    ) -> None:
        self._door, self._bulletin, self._holding, self._memory = door, bulletin, holding, memory
        self._stars = stars
        self._children: dict[int, socket.socket] = {}
        self._scribe: Scribe | None = None
        self._retiring = False
        door.setblocking(False)  # another nursery may have taken what was there

    def take_writes(self, journal: Journal, checked: bool) -> None:
        """From now on writes are taken too, and kept in the journal."""
        from server.engine.scribe import Scribe  # with the shapes, which are of no use to who only reads

        assert isinstance(self._holding, Holding)
        self._scribe = Scribe(self._holding, journal, checked, self._memory, self._fork, self._publish)

    def run(self) -> None:
        """Serves the door until it closes, then ends what still runs; or retires when told to."""
        wake, woken = os.pipe()
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGUSR1, lambda *_: setattr(self, "_retiring", True))
        poll = select.poll()
        poll.register(wake, select.POLLIN)
        poll.register(self._door, select.POLLIN)
        while self._open(dict(poll.poll()), wake):
            if self._retiring:
                poll.modify(self._door, 0)  # tells still when the last web process is gone
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        if self._scribe is not None:
            self._scribe.end()

    def _open(self, events: Mapping[int, int], wake: int) -> bool:
        """Deals with what happened; whether there is more to do."""
        if wake in events:
            os.read(wake, 4096)
            self._bury()
        if self._retiring:
            self._retire()
            return bool(self._children) and self._door.fileno() not in events
        return self._door.fileno() not in events or self._admit()

    def _retire(self) -> None:
        """Takes no more jobs."""
        self._dismiss()
        sys.stdout.close()  # tells the launcher, once; doing all this again does no harm

    def _dismiss(self) -> None:
        """No worker takes another job: it reads the end after the one it has, and whoever sends it more is refused."""
        for connection in self._children.values():
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RD)

    def _publish(self) -> None:
        """After a write: what is asked from now on is asked of new workers, and everybody knows the new version."""
        self._dismiss()
        self._bulletin.publish(self._holding.loaded())

    def _admit(self) -> bool:
        """Forks a worker for the next socket at the door; False when there will be none."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self._door, 1, 1)
        except BlockingIOError:
            return True
        if not message:
            return False
        connection = socket.socket(fileno=descriptors[0])
        if message == b"W":
            self._children[self._fork(lambda: self._become_worker(connection))] = connection
        elif self._scribe is not None:
            self._scribe.admit(connection)
        return True

    def _fork(self, work: Callable[[], None]) -> int:
        """Runs the work in a child that holds nothing of ours but the data."""
        child = os.fork()
        if child == 0:
            _leave_with(lambda: self._begin_anew(work))
        return child

    def _begin_anew(self, work: Callable[[], None]) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._door.close()
        os.close(sys.stdout.fileno())  # its end tells the launcher that the nursery is gone
        for sibling in self._children.values():
            sibling.close()
        if self._scribe is not None:
            self._scribe.close_in_child()
        work()

    def _become_worker(self, connection: socket.socket) -> None:
        sandbox.limit_memory(self._memory)
        worker.serve(connection, self._holding.store, self._holding.apart, self._stars)

    def _bury(self) -> None:
        """Takes in the dead, and tells whoever waits for them what happened."""
        while True:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not child:
                return
            if self._scribe is not None and self._scribe.settle(child, status):
                continue
            with self._children.pop(child) as connection, contextlib.suppress(OSError):
                told = {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"signal": 0}
                connection.setblocking(False)
                wire.send_frame(connection, wire.DEATH, payload=json.dumps(told).encode())


def _leave_with(work: Callable[[], None]) -> None:
    """Does the work and ends this forked process, without the cleaning up that is its parent's."""
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def main(door: int, bulletin: int, spec: Spec) -> None:
    """Loads, says so in one line of JSON on standard output, and serves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the door
    folder = Path(spec.store)
    try:
        lock = _taken(folder) if spec.writable else None
        journal = Journal(folder) if spec.writable else None
        holding = _held(folder, spec)
        loaded = holding.loaded()
    except (InputError, OSError) as error:
        print(json.dumps({"error": str(error)}), flush=True)
        sys.exit(1)
    notice = Bulletin(bulletin)
    nursery = Nursery(socket.socket(fileno=door), notice, holding, spec.memory, spec.stars)
    if journal is not None:
        if journal.lost:
            _note(folder, f"{journal.lost} bytes of a write that was never confirmed were cut off")
        nursery.take_writes(journal, spec.checked)
        notice.publish(loaded)
    gc.freeze()  # the collector must not touch, and so copy, pages that all workers share
    print(json.dumps(asdict(loaded)), flush=True)
    with lock or contextlib.nullcontext():
        nursery.run()


def _held(folder: Path, spec: Spec) -> Holding | OnDisk:
    """The data, with the network shut."""
    if spec.low_memory:
        return on_disk(folder, spec.base_iri, spec.union, sandbox.seal)
    return Holding(load(folder), spec.base_iri, spec.union, sandbox.seal(), spec.writable)


def _taken(folder: Path) -> IO[bytes]:
    """The store for this process to write, with a short journal. Folding takes memory, which goes with the child."""
    lock = take(folder)
    child = os.fork()
    if child == 0:
        _leave_with(lambda: _fold(folder))
    os.waitpid(child, 0)
    return lock


def _fold(folder: Path) -> None:
    try:
        if fold_if_long(folder):
            _note(folder, "what clients wrote was folded into a new snapshot")
    except (InputError, OSError) as error:
        _note(folder, f"the journal stays long: {error}")


def _note(folder: Path, told: str) -> None:
    print(f"unkg: {folder}: {told}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Spec(**json.loads(sys.argv[3])))
