"""Runs the server: the nursery beside gunicorn, until a signal ends both."""

from __future__ import annotations

import errno
import os
import signal
import socket
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from ontology.errors import InputError
from server.authorisation import read_token
from server.engine.launcher import Launcher
from server.engine.nursery import Spec
from server.engine.pool import Pool
from server.engine.tallies import Tallies
from server.engine.turns import Limits
from server.engine.writing import Writer
from server.logbook import Logbook
from server.master import ROWS, Master, choose_row, take_row
from server.serving import announced
from server.settings import Settings
from triples.journal import begin
from triples.snapshot import current

if TYPE_CHECKING:
    from flask import Flask

    from server.context import Context


def run(settings: Settings, token: str | None = None) -> None:
    """Serves the current snapshot until it is told to stop; InputError when it cannot begin.

    `token` is what writers must send, unless the settings name a file that holds it.
    """
    token = read_token(settings.token_file, token) if settings.writable else None
    if settings.writable:
        begin(settings.store)
    current(settings.store)
    union = settings.default_graph == "union"
    spec = Spec(
        str(settings.store), settings.base_iri, union, settings.memory, settings.writable, not settings.unchecked
    )
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # until it is heeded; the nursery never sees it
    with (
        _listening(settings.host, settings.port) as listener,
        announced(settings.store, settings.writable),
        Launcher(spec) as launcher,
    ):
        launcher.start()
        _serve(settings, launcher, listener, token)


def _serve(settings: Settings, launcher: Launcher, listener: socket.socket, token: str | None) -> None:
    from server.app import create_app  # imported while the nursery loads, in its own process

    loaded = launcher.ready()
    tallies = Tallies(ROWS)
    pool = Pool(launcher.door, Limits(settings.query_workers, settings.queue, settings.memory), tallies)
    writer = Writer(launcher.door, settings.queue) if settings.writable else None
    app = create_app(settings, pool, launcher.bulletin.now, tallies, writer, token)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(
        f"unkg: serving {loaded.size:,} triples on http://{shown}:{port}/ (stop with Ctrl-C)",
        flush=True,
    )
    application = _Application(app, settings, _options(settings, listener.detach()))
    master = Master(application, launcher, tallies, Logbook(settings.log), settings.writable)
    master.run()


def _listening(host: str, port: int) -> socket.socket:
    """The bound socket; InputError in one line when that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise InputError(_refused(host, port, error)) from None
    return listener


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use; choose another with --port, or stop what runs there"
    return f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}"


def _options(settings: Settings, listener: int) -> dict[str, Any]:
    from server.connections import Worker

    return {
        "bind": f"fd://{listener}",
        "workers": settings.processes,
        "worker_class": Worker,
        "threads": settings.connections,  # how many of them work at once is for `server.intake`
        "worker_connections": 4 * settings.connections,
        "preload_app": True,
        "control_socket_disable": True,
        "loglevel": "warning",
        "proc_name": "unkg",
        "graceful_timeout": max(1, int(settings.timeout) + 1),
        "forwarded_allow_ips": "",  # whom to believe is `trusted_proxies`, and gunicorn shall not decide it too
        "pre_fork": choose_row,
        "post_fork": take_row,
        "keepalive": 15,
        "limit_request_line": 0,  # a query in the address may be long; `head_size` bounds it
        "sendfile": False,  # waits for the client without an end
    }


class _Application(BaseApplication):  # type: ignore[misc]
    """Hands gunicorn our application and our options, and keeps it from reading the command line."""

    def __init__(self, app: Flask, settings: Settings, options: dict[str, Any]) -> None:
        self.settings, self._app, self._options = settings, app, options
        self.context: Context = app.extensions["unkg"]
        super().__init__(prog="unkg serve")

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return self._app
