"""The token for writing: where it comes from, and what a request must send."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import InputError
from server.authorisation import read_token, require
from server.problems import Problem
from server.run import run
from server.settings import Settings


def test_the_token_is_read_from_the_environment_or_a_file_which_wins(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n")
    assert read_token("", "from-environment") == "from-environment"
    assert read_token(str(tmp_path / "token"), "from-environment") == "from-file"


@pytest.mark.parametrize("variable", [None, ""])
def test_writing_without_a_token_is_one_line_that_says_how_to_set_one(variable: str | None) -> None:
    with pytest.raises(InputError, match=r"--writable needs a token .* UNKG_WRITE_TOKEN, .* --token-file"):
        read_token("", variable)


def test_a_writable_server_does_not_start_without_a_token(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs a token"):
        run(Settings(store=tmp_path / "new", writable=True))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"two words", b"\xff\xfe", b"na\xc3\xafve"])
def test_a_file_without_a_token_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    with pytest.raises(InputError, match="--token-file"):
        read_token(str(tmp_path / "token"), None)
    with pytest.raises(InputError, match=r"--token-file: .*missing cannot be read"):
        read_token(str(tmp_path / "missing"), None)


def test_a_variable_that_is_no_token_is_one_line() -> None:
    with pytest.raises(InputError, match="UNKG_WRITE_TOKEN: a token is one word"):
        read_token("", "two words")


def test_who_has_the_token_passes() -> None:
    require("word", "Bearer word")
    require("word", "bEARER   word ")


@pytest.mark.parametrize("given", [None, "", "Bearer", "word", "Basic word", "Bearer word word"])
def test_a_request_without_a_token_is_challenged(given: str | None) -> None:
    with pytest.raises(Problem) as caught:
        require("word", given)
    assert (caught.value.status, caught.value.headers) == (401, {"WWW-Authenticate": 'Bearer realm="unkg"'})


@pytest.mark.parametrize("given", ["Bearer wor", "Bearer words", "Bearer WORD", "Bearer wörd"])
def test_another_token_is_told_to_be_wrong(given: str) -> None:
    with pytest.raises(Problem) as caught:
        require("word", given)
    assert (caught.value.status, 'error="invalid_token"' in caught.value.headers["WWW-Authenticate"]) == (401, True)


def test_where_nobody_may_write_no_token_helps() -> None:
    with pytest.raises(Problem) as caught:
        require(None, "Bearer word")
    assert caught.value.status == 403
