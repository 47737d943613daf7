"""Behind a reverse proxy: its word on host, scheme, prefix and client is taken, nobody else's.

Only paths and redirects follow it. What things are called never does (`server.urls`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True)
class Networks:
    """Addresses and networks, as written: divided by commas. ValueError for text that names none."""

    text: str = ""

    def __post_init__(self) -> None:
        _ = self.ranges

    @cached_property
    def ranges(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks; an address is a network of one."""
        return tuple(ip_network(part.strip()) for part in self.text.split(",") if part.strip())

    def __contains__(self, address: str) -> bool:
        try:
            read = ip_address(address)
        except ValueError:
            return False
        mapped = getattr(read, "ipv4_mapped", None) or read  # an IPv4 client of an IPv6 socket
        return any(mapped in network for network in self.ranges)

    def __str__(self) -> str:
        return self.text


def placed(environ: WSGIEnvironment, trusted: Networks) -> WSGIEnvironment:
    """The environment as an application behind `BehindProxy` gets it."""
    seen: list[WSGIEnvironment] = []

    def application(environ: WSGIEnvironment, _: StartResponse) -> Iterable[bytes]:
        seen.append(environ)
        return ()

    BehindProxy(application, trusted)(environ, lambda *_: lambda _: None)
    return seen[0]


class BehindProxy:
    """The application, told by trusted proxies where and for whom it is reached.

    Each X-Forwarded header counts with its last value: what the proxy that we see has set or added.
    """

    def __init__(self, app: WSGIApplication, trusted: Networks) -> None:
        self._app, self._trusted = app, trusted
        self._told = ProxyFix(app, x_for=1, x_proto=1, x_host=1, x_prefix=1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers a request (PEP 3333)."""
        app = self._told if environ.get("REMOTE_ADDR", "") in self._trusted else self._app
        return app(environ, start_response)
