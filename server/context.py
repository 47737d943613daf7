"""What a view may ask for: the settings, the engine, links. Set once by the factory, per request where it must be."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request

from server.asking import Asker
from server.engine.launcher import Loaded
from server.settings import Settings
from server.urls import Urls

_KEY = "unkg"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that the application was made with."""

    settings: Settings
    asker: Asker
    loaded: Loaded


def context() -> Context:
    """The context of the application that handles this request."""
    found = current_app.extensions[_KEY]
    assert isinstance(found, Context)
    return found


def settings() -> Settings:
    """The settings."""
    return context().settings


def asker() -> Asker:
    """Asks the engine."""
    return context().asker


def urls() -> Urls:
    """The links, for the place where this request reached us."""
    return Urls(context().settings.base_iri, request.script_root)
