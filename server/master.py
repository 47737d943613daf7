"""gunicorn's main process, which also looks after the nursery: keeps it alive, and replaces it when data are new."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any, Protocol

from gunicorn.arbiter import Arbiter

from ontology.errors import InputError
from server.engine.tallies import Tallies
from server.logbook import Logbook
from server.serving import WRITES_ITSELF

if TYPE_CHECKING:
    from gunicorn.app.base import BaseApplication

    from server.engine.bulletin import Bulletin, Loaded

ROWS = 128  # of the figures; more web processes than that would share the last row


class Keeper(Protocol):
    """Who looks after the data in the main process: a launcher where they are here, an outpost where elsewhere."""

    @property
    def bulletin(self) -> Bulletin:
        """Where it hangs what is served."""

    def ready(self) -> Loaded:
        """Waits until there is something to serve; InputError when there will be nothing."""

    def reload(self) -> None:
        """Begins to look for newer data."""

    def renewed(self) -> Loaded | None:
        """What has been found, once; InputError when that failed."""

    def revive(self) -> Loaded | None:
        """What serves since just now in the place of what had died."""


class Master(Arbiter):  # type: ignore[misc]
    """The arbiter of gunicorn with a nursery beside its web processes."""

    def __init__(
        self, app: BaseApplication, keeper: Keeper, tallies: Tallies, logbook: Logbook, writable: bool
    ) -> None:
        self.tallies = tallies
        self._keeper, self._logbook, self._writable = keeper, logbook, writable
        super().__init__(app)

    def init_signals(self) -> None:
        """From here on signals are heeded; a SIGHUP that came before has waited."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})

    def handle_hup(self) -> None:
        """SIGHUP: the newest snapshot is loaded beside the one that serves. Web processes stay."""
        if self._writable:
            self._logbook.event("reload-refused", reason=WRITES_ITSELF)
            return
        self._logbook.event("reload-begins", snapshot=self._keeper.bulletin.now().id)
        self._keeper.reload()

    def murder_workers(self) -> None:
        """Called every second: beside hung workers, looks after the nursery."""
        super().murder_workers()
        self._renew()
        try:
            if self._keeper.revive() is not None:
                self._logbook.event("engine-restarted")
        except InputError as error:
            self._logbook.event("engine-lost", reason=error)

    def _renew(self) -> None:
        try:
            loaded = self._keeper.renewed()
        except InputError as error:
            self.tallies.add(("reloads", "failed"))
            self._logbook.event("reload-failed", reason=error, serving=self._keeper.bulletin.now().id)
            return
        if loaded is not None:
            self.tallies.add(("reloads", "done"))
            self._logbook.event("reload-ends", snapshot=loaded.id, statements=loaded.size)


def choose_row(master: Master, worker: Any) -> None:
    """Before a web process is forked: the first row of the figures that no living one writes in."""
    taken = {sibling.row for sibling in master.WORKERS.values()}
    worker.row = next((row for row in range(1, ROWS) if row not in taken), ROWS - 1)


def take_row(master: Master, worker: Any) -> None:
    """In the web process: writes its figures there."""
    master.tallies.take(worker.row)
