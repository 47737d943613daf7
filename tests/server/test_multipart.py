"""Bodies in several parts."""

from __future__ import annotations

import pytest

from server.multipart import parts
from server.problems import Problem

BODY = (
    b'preamble\r\n--b\r\nContent-Disposition: form-data; name="a"; filename="a.ttl"\r\n'
    b"Content-Type: text/turtle\r\n\r\n<s> <p>\r\n 1 .\r\n--b\r\n"
    b'Content-Disposition: form-data; name="b"\r\n\r\n\r\n--b--\r\n'
)


def test_each_part_comes_with_its_type_and_its_bytes() -> None:
    assert parts(BODY, "b") == [("text/turtle", b"<s> <p>\r\n 1 ."), ("", b"")]


@pytest.mark.parametrize(
    ("body", "boundary"),
    [
        (b"", "b"),
        (b"no parts", "b"),
        (BODY, "c"),
        (BODY[:-10], "b"),
        (BODY, ""),
        (b"--b\r\nno header\r\n\r\n--b--", "b"),
    ],
)
def test_what_is_no_multipart_is_400(body: bytes, boundary: str) -> None:
    with pytest.raises(Problem) as caught:
        parts(body, boundary)
    assert caught.value.status == 400


def test_too_many_parts_are_400() -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    with pytest.raises(Problem) as caught:
        parts(part * 2000 + b"--b--\r\n", "b")
    assert caught.value.status == 400
