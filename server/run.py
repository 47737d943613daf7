"""Runs the server: the nursery, or the outpost of a store elsewhere, beside gunicorn, until a signal ends both."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from ontology.errors import InputError
from server.authorisation import read_token
from server.elsewhere.client import Client
from server.elsewhere.engine import Elsewhere
from server.elsewhere.outpost import Outpost
from server.elsewhere.place import read_login
from server.elsewhere.writing import WriterElsewhere
from server.engine.launcher import Launcher
from server.engine.nursery import Spec
from server.engine.pool import Pool
from server.engine.tallies import Tallies
from server.engine.turns import Limits
from server.engine.writing import Writer, Writing
from server.logbook import Logbook
from server.master import ROWS, Keeper, Master, choose_row, take_row
from server.serving import announced
from server.settings import Settings
from triples.journal import begin
from triples.snapshot import current

if TYPE_CHECKING:
    from flask import Flask

    from server.asking import Engine
    from server.context import Context


def run(settings: Settings, token: str | None = None) -> None:
    """Serves the current snapshot, or a store elsewhere, until it is told to stop; InputError when it cannot begin.

    `token` is what writers must send, unless the settings name a file that holds it.
    """
    token = read_token(settings.token_file, token) if settings.writable else None
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # until it is heeded; the nursery never sees it
    if settings.endpoint:
        _run_elsewhere(settings, token)
    else:
        _run_here(settings, token)


def _run_here(settings: Settings, token: str | None) -> None:
    if settings.writable and settings.low_memory:
        raise InputError("--low-memory serves what does not change; leave out one of --low-memory and --writable")
    if settings.writable:
        begin(settings.store)
    current(settings.store)
    union = settings.default_graph == "union"
    spec = Spec(
        str(settings.store),
        settings.base_iri,
        union,
        settings.memory,
        settings.writable,
        checked=not settings.unchecked,
        stars=settings.joins == "stars",
        low_memory=settings.low_memory,
    )
    tallies = Tallies(ROWS)
    with (
        _listening(settings.host, settings.port) as listener,
        announced(settings.store, settings.writable),
        Launcher(spec) as launcher,
    ):
        launcher.start()
        pool = Pool(launcher.door, Limits(settings.query_workers, settings.queue, settings.memory), tallies)
        writer = Writer(launcher.door, settings.queue) if settings.writable else None
        _serve(settings, launcher, pool, listener, tallies, writer, token, pool.prepare)


def _run_elsewhere(settings: Settings, token: str | None) -> None:
    """Answers are not kept, as the data may change behind our back."""
    if settings.low_memory:
        raise InputError("--low-memory leaves a snapshot on disk; leave out one of --low-memory and --endpoint")
    if settings.default_graph != "union":
        raise InputError("--endpoint: pages need the union of all graphs; leave --default-graph union")
    if settings.writable and not (settings.update_endpoint and settings.unchecked):
        raise InputError(
            "--writable with --endpoint needs --update-endpoint URL, and --unchecked: what a store elsewhere holds "
            "after a write cannot be checked against the shapes from here"
        )
    settings, login = replace(settings, kept=0), read_login(settings.endpoint_login)
    limits = Limits(settings.query_workers, settings.queue, settings.memory)
    engine, own = (Elsewhere(settings.endpoint, Client(login), limits) for _ in range(2))
    writer = WriterElsewhere(settings.update_endpoint, Client(login), engine, settings.queue)
    with _listening(settings.host, settings.port) as listener, announced(settings.store):
        _serve(
            settings,
            Outpost(own, settings),
            engine,
            listener,
            Tallies(ROWS),
            writer if settings.writable else None,
            token,
        )


def _serve(
    settings: Settings,
    keeper: Keeper,
    engine: Engine,
    listener: socket.socket,
    tallies: Tallies,
    writer: Writing | None = None,
    token: str | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> None:
    from server.app import create_app  # imported while the nursery loads, in its own process

    loaded = keeper.ready()
    app = create_app(settings, engine, keeper.bulletin.now, tallies, writer, token)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(
        f"unkg: serving {loaded.size:,} triples on http://{shown}:{port}/ (stop with Ctrl-C)",
        flush=True,
    )
    application = _Application(app, settings, _options(settings, listener.detach(), prepare))
    writes = settings.writable and not settings.endpoint
    master = Master(application, keeper, tallies, Logbook(settings.log), writes)
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


def _options(settings: Settings, listener: int, prepare: Callable[[], None]) -> dict[str, Any]:
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
        "post_worker_init": lambda _: prepare(),
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
