"""Who may write: whoever sends the token, in the Authorization header and nowhere else (RFC 6750, section 2.1)."""

from __future__ import annotations

import hmac
import re
from pathlib import Path

from ontology.errors import InputError
from server.problems import Problem, forbidden

VARIABLE = "UNKG_WRITE_TOKEN"
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")  # b64token, RFC 6750
_CREDENTIALS = re.compile(r"Bearer +([^ ]+)", re.IGNORECASE)
_CHALLENGE = 'Bearer realm="unkg"'


def read_token(file: str, variable: str | None) -> str:
    """The token that the operator set, in a file or else in the environment; InputError where there is none to use."""
    if not file and not variable:
        raise InputError(
            f"--writable needs a token that writers send: set {VARIABLE}, or name a file with --token-file"
        )
    try:
        token = Path(file).read_text(encoding="utf-8").strip() if file else str(variable)
    except (OSError, UnicodeDecodeError):
        raise InputError(f"--token-file: {file} cannot be read; write the token into it") from None
    if _TOKEN.fullmatch(token) is None:
        where = f"--token-file: the token in {file}" if file else VARIABLE
        raise InputError(f"{where}: a token is one word of letters, digits and -._~+/ (RFC 6750); choose such a one")
    return token


def require(token: str | None, authorization: str | None) -> None:
    """Problem when the request may not write: 403 where nobody may, 401 without the token, or with another."""
    if token is None:
        raise forbidden("This server is not for writing. Its operator allows it with `unkg serve --writable`.")
    given = _CREDENTIALS.fullmatch((authorization or "").strip())
    if given is None:
        raise _unauthorised("Writing takes a token: send the header Authorization: Bearer TOKEN.", _CHALLENGE)
    if not hmac.compare_digest(given[1].encode(), token.encode()):
        raise _unauthorised("This is not the token for writing.", f'{_CHALLENGE}, error="invalid_token"')


def _unauthorised(detail: str, challenge: str) -> Problem:
    return Problem(401, detail, headers={"WWW-Authenticate": challenge})
