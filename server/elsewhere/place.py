"""Where a store elsewhere is, and what it knows us by. Pure but for the reading of the file with the login."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ontology.errors import InputError


@dataclass(frozen=True)
class Endpoint:
    """The address of an endpoint, as it goes over the wire; empty for none. ValueError for what cannot be one.

    A password has no place in it: addresses stand in logs.
    """

    text: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.text)
        _ = parts.port  # ValueError where it is no number
        if not self.text:
            return
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            raise ValueError("no http or https, no host, or a password that others would see")
        if not self.text.isascii() or parts.fragment or any(character <= " " for character in self.text):
            raise ValueError("not in the form that goes over the wire")

    @property
    def parts(self) -> SplitResult:
        """Scheme, host, path and query."""
        return urlsplit(self.text)

    @property
    def target(self) -> str:
        """What is asked of the host (RFC 9112, section 3.2)."""
        return (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Login:
    """A name and its password; neither is shown."""

    name: str
    password: str

    def __repr__(self) -> str:
        return "Login(...)"


def read_login(file: str) -> Login | None:
    """The login in a file, one line `NAME:PASSWORD`; None where no file is named. InputError for another file."""
    if not file:
        return None
    try:
        name, colon, password = Path(file).read_text(encoding="utf-8").strip().partition(":")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"--endpoint-login: {file} cannot be read; write NAME:PASSWORD into it") from None
    if not (name and colon) or len(f"{name}{password}".splitlines()) > 1:
        raise InputError(f"--endpoint-login: {file} is not one line NAME:PASSWORD; write it so")
    return Login(name, password)
