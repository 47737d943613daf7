"""What a view may ask for: the settings, the engine, links. Set once by the factory, per request where it must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from threading import BoundedSemaphore
from urllib.parse import quote

from flask import current_app, request

from server.asking import Asker
from server.engine.bulletin import Loaded
from server.engine.tallies import Tallies
from server.engine.writing import Writing
from server.language import NAMES, Language, chosen, language
from server.logbook import Logbook
from server.names import Index
from server.problems import bad_request
from server.settings import Settings
from server.texts import Texts
from server.urls import Urls
from server.watching import Watched

_KEY = "unkg"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that the application was made with.

    `engine` is for queries of clients, `asker` for our own. `served` tells what is loaded, which changes under way.
    `edition` names our code and settings, `texts` has articles, `index` the names of things, `checks` tells how many
    documents are checked at once.
    `writer` takes writes, from who has the `token`; None where nobody may write.
    """

    settings: Settings
    engine: Watched
    asker: Asker
    served: Callable[[], Loaded]
    tallies: Tallies
    logbook: Logbook
    edition: str
    texts: Texts
    index: Index = field(default_factory=Index)
    checks: BoundedSemaphore = field(default_factory=partial(BoundedSemaphore, 2))
    writer: Writing | None = None
    token: str | None = None

    @property
    def loaded(self) -> Loaded:
        """The data that are served at this moment."""
        return self.served()


def context() -> Context:
    """The context of the application that handles this request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Context)
    return found


def settings() -> Settings:
    """The settings."""
    return context().settings


def asker() -> Asker:
    """Asks the engine, for labels in the language of this request."""
    return replace(context().asker, lang=spoken().code)


def spoken() -> Language:
    """The language in which this request is answered, where a page is."""
    return language(chosen(request.args.get("lang"), request.accept_languages))


def client() -> str:
    """The address of the client, for whom what we ask counts too."""
    return request.remote_addr or ""


def urls() -> Urls:
    """The links, for the place where this request reached us."""
    asked = request.args.get("lang", "")
    return Urls(context().settings.base_iri, quote(request.script_root), asked if asked in NAMES else "")


def address(path: str) -> str:
    """The address of a path of ours as this request reached us, absolute. Problem (400) for a host that cannot be."""
    if not request.host:  # so the framework calls one that is not valid
        raise bad_request("The Host of the request is not the name of one.")
    return request.host_url.rstrip("/") + urls().at(path)


def query_string() -> str:
    """The query string as sent: WSGI hands bytes over as Latin-1 (PEP 3333)."""
    try:
        return str(request.environ.get("QUERY_STRING", "")).encode("latin-1").decode()
    except UnicodeDecodeError:
        raise bad_request("The address holds bytes that are not UTF-8.") from None
