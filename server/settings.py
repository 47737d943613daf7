"""Every setting of the server in one typed table: the command line, `/limits` and the documentation read it."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from ontology.errors import InputError
from server.elsewhere.place import Endpoint
from server.logbook import Level
from server.proxy import Networks
from server.services import Services
from triples.iris import BASE

DefaultGraph = Literal["union", "plain"]
Joins = Literal["stars", "engine"]

_NOBODY = Networks()
_NONE = Services()
_HERE = Endpoint()
ENVIRONMENT_PREFIX = "UNKG_"


@dataclass(frozen=True, slots=True)
class About:
    """What the table says of a setting beside its name, type and default."""

    help: str
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one server runs. Made once, handed down, never changed."""

    host: Annotated[str, About("Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, About("Port to listen on; 0 takes a free one.", at_least=0, at_most=65535)] = 7070
    store: Annotated[Path, About("Folder of the snapshots that `unkg build` writes.")] = Path("store")
    endpoint: Annotated[
        Endpoint, About("Query endpoint of a store elsewhere, which is served in place of a snapshot.")
    ] = _HERE
    update_endpoint: Annotated[
        Endpoint, About("Where that store takes updates, for --writable; without the shapes, so --unchecked, too.")
    ] = _HERE
    endpoint_login: Annotated[
        str, About("File with one line NAME:PASSWORD for that store, which is sent when it asks (Basic or Digest).")
    ] = ""
    base_iri: Annotated[str, About("Base of the IRIs of things and graphs, for a deployment under its own name.")] = (
        BASE
    )
    default_graph: Annotated[
        DefaultGraph, About("What a query without a dataset sees: the union of all graphs, or the default graph alone.")
    ] = "union"
    joins: Annotated[
        Joins, About("Things alike that a query compares: each found by itself and then joined, or as the engine does.")
    ] = "stars"
    low_memory: Annotated[
        bool, About("Leave the data on disk, where they are put once: for small machines, and slower by far.")
    ] = False
    timeout: Annotated[float, About("Deadline of a query.", "s", 0.001)] = 30.0
    memory: Annotated[int, About("Memory a query may use on top of the data.", "MB", 16)] = 1024
    result_size: Annotated[int, About("Size of a result.", "MB", 1)] = 512
    request_size: Annotated[int, About("Size of the body of a request.", "MB", 1)] = 8
    query_size: Annotated[int, About("Size of the text of a query.", "kB", 1)] = 1024
    head_size: Annotated[int, About("Size of the address and the headers of a request.", "kB", 1)] = 256
    nesting: Annotated[int, About("Depth of brackets or elements in a query, update or document.", "levels", 1)] = 100
    processes: Annotated[int, About("Processes that answer requests.", "processes", 1)] = 2
    threads: Annotated[int, About("Requests that one process works on at once.", "requests", 1)] = 80
    connections: Annotated[
        int, About("Connections that one process serves at once; thrice as many may be idle.", "connections", 2)
    ] = 256
    client_connections: Annotated[
        int,
        About("Connections to one process that one address may have, unless it is a trusted proxy.", "connections", 1),
    ] = 128
    patience: Annotated[float, About("Time that a client may keep us waiting, sending or reading.", "s", 0.1)] = 20.0
    pace: Annotated[
        int, About("Each so many kB that a client sends or reads add a second to `patience`.", "kB/s", 1)
    ] = 10
    query_workers: Annotated[int, About("Queries that one process has evaluated at once.", "queries", 1)] = 4
    queue: Annotated[int, About("Queries of one process that may wait for a worker.", "queries", 0)] = 64
    kept: Annotated[
        int, About("Answers that one process keeps, to give them again; one takes an eighth at most.", "MB", 0)
    ] = 32
    page_rows: Annotated[int, About("Rows of a result that a page shows.", "rows", 1)] = 500
    page_links: Annotated[int, About("Incoming links on one page of a thing.", "links", 1)] = 100
    texts: Annotated[
        str,
        About("Folder of articles whose text is shown beside what they say; without, none is. Mind whose they are."),
    ] = ""
    cache_age: Annotated[int, About("Time for which a cache may answer without asking here again.", "s", 0)] = 0
    trusted_proxies: Annotated[
        Networks, About("Addresses or networks of reverse proxies whose X-Forwarded headers count, divided by commas.")
    ] = _NOBODY
    services: Annotated[
        Services, About("Endpoints that SERVICE may ask, their IRIs divided by commas; without, it asks nobody.")
    ] = _NONE
    service_networks: Annotated[
        Networks, About("Addresses or networks that are not public and may be asked too, divided by commas.")
    ] = _NOBODY
    service_timeout: Annotated[float, About("Time that the endpoint of a SERVICE has to answer.", "s", 0.001)] = 10.0
    service_size: Annotated[int, About("Size of what it answers.", "MB", 1)] = 4
    service_rows: Annotated[int, About("Rows of what it answers.", "rows", 1)] = 10_000
    service_clauses: Annotated[int, About("SERVICE clauses in a query.", "clauses", 1)] = 4
    service_queries: Annotated[int, About("Queries of one process that ask other endpoints at once.", "queries", 1)] = 8
    writable: Annotated[
        bool, About("Take updates and graphs from who has the token; begins a store where none is.")
    ] = False
    unchecked: Annotated[bool, About("Take writes that break the shapes too.")] = False
    token_file: Annotated[str, About("File that holds the token for writing; without it, UNKG_WRITE_TOKEN does.")] = ""
    log: Annotated[Level, About("What goes to standard error: every query, faults and reloads alone, or nothing.")] = (
        "queries"
    )

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Settings:
        """Settings from names and values (text is converted); InputError for an unknown name or an impossible value."""
        known = {row.name: row for row in TABLE}
        for name in values:
            if name not in known:
                raise InputError(_unknown(name, list(known)))
        converted: dict[str, Any] = {name: known[name].read(value) for name, value in values.items()}
        return cls(**converted)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], values: Mapping[str, object]) -> Settings:
        """Settings from `UNKG_...` variables, over which the given values win."""
        known = {row.variable: row.name for row in TABLE}
        found = {known[name]: value for name, value in environment.items() if name in known}
        return cls.of({**found, **values})


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. `type` is what its text is converted to; `choices`, if any, are the only values."""

    name: str
    type: type
    default: object
    choices: tuple[str, ...]
    about: About

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable."""
        return ENVIRONMENT_PREFIX + self.name.upper()

    def read(self, value: object) -> Any:
        """The value in this setting's type; InputError with what would be accepted."""
        kind = _truth if self.type is bool else self.type
        try:
            read: Any = value if isinstance(value, self.type) else kind(value)
        except (KeyError, TypeError, ValueError):
            raise InputError(f"{self.flag}: {value!r} is not {_article(self.type)}") from None
        if self.choices and read not in self.choices:
            raise InputError(f"{self.flag}: {value!r} is not one of {', '.join(self.choices)}")
        if self.about.at_least is not None and not read >= self.about.at_least:
            raise InputError(f"{self.flag}: {value} is too small; give {self.about.at_least:g} or more")
        if self.about.at_most is not None and read > self.about.at_most:
            raise InputError(f"{self.flag}: {value} is too large; give {self.about.at_most:.0f} or less")
        return read


def _table() -> tuple[Setting, ...]:
    hints = get_type_hints(Settings, include_extras=True)
    return tuple(_row(row.name, row.default, *get_args(hints[row.name])) for row in dataclasses.fields(Settings))


def _row(name: str, default: object, hint: Any, about: About) -> Setting:
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    return Setting(name, str if choices else hint, default, choices, about)


def _unknown(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"there is no setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _truth(text: object) -> bool:
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[str(text).lower()]


def _article(kind: type) -> str:
    names = {
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        Endpoint: "an address such as https://example.org/sparql, without a password",
        Networks: "a list of addresses or networks",
        Services: "a list of endpoints as they are asked, such as https://example.org/sparql, without a password",
    }
    return names.get(kind, f"a {kind.__name__}")


TABLE = _table()
