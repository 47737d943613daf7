"""Endpoints that mean ill, or are ill: each costs no more than the limits say, and is told in plain words."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from server import remote
from server.settings import Settings

Script = Callable[[socket.socket], object]
Hosting = Callable[[Script], AbstractContextManager[str]]
HERE = {"services": "http://127.0.0.1/", "service_networks": "127.0.0.1", "service_size": 1, "service_rows": 100}
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json; charset=utf-8\r\n\r\n"
QUERY = "SELECT * { ?s ?p ?o }"


def results(rows: list[dict[str, Any]], *names: str) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


def saying(data: bytes) -> Script:
    """Reads the request and says this."""

    def script(client: socket.socket) -> None:
        read_request(client)
        client.sendall(data)

    return script


def read_request(client: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(1 << 16)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += client.recv(1 << 16)
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def host(script: Script) -> Iterator[str]:
    """The address of a server that does this with every client."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    with client, contextlib.suppress(OSError, IndexError):
                        script(client)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def asked(script: Script, seconds: float = 20.0, **settings: object) -> remote.Solutions:
    with host(script) as endpoint:
        return remote.ask(endpoint, QUERY, Settings.of({**HERE, **settings}), seconds)


def failure(script: Script, seconds: float = 20.0, **settings: object) -> remote.Failed:
    with pytest.raises(remote.Failed) as caught:
        asked(script, seconds, **settings)
    return caught.value


def test_an_answer_is_read() -> None:
    row = {"s": {"type": "uri", "value": "http://e/"}, "o": {"type": "literal", "value": "x", "xml:lang": "en"}}
    found = asked(saying(OK + results([row, row, {}], "s", "p", "o")))
    assert [variable.value for variable in found.variables] == ["s", "p", "o"]
    whole = (NamedNode("http://e/"), None, Literal("x", language="en"))
    assert found.rows == [whole, whole, (None, None, None)]


def test_it_is_asked_by_a_form_for_json_and_told_nothing_else() -> None:
    heard = list[bytes]()

    def script(client: socket.socket) -> None:
        heard.append(read_request(client))
        client.sendall(OK + results([]))

    with host(script) as endpoint:
        remote.ask(f"{endpoint}?a=b", QUERY, Settings.of(HERE), 20)
        port = endpoint.split(":")[2].removesuffix("/sparql")
    head, _, body = heard[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /sparql?a=b HTTP/1.1"
    assert sorted(line.partition(":")[0] for line in lines[1:]) == [
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Host",
        "User-Agent",
    ]
    assert f"Host: 127.0.0.1:{port}" in lines
    assert body == b"query=SELECT+%2A+%7B+%3Fs+%3Fp+%3Fo+%7D"


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert asked(saying(OK + results([]))).rows == []


def test_redirects_are_not_followed() -> None:
    knocked = list[bool]()
    with host(lambda _: knocked.append(True)) as elsewhere:
        failed = failure(saying(f"HTTP/1.1 307 Go\r\nLocation: {elsewhere}\r\n\r\n".encode()))
    assert str(failed) == "it answered 307, and redirects are not followed"
    assert not knocked


@pytest.mark.parametrize("status", [b"204 No", b"400 Bad", b"500 Bad", b"999 What"])
def test_other_answers_are_told_by_their_number(status: bytes) -> None:
    told = OK.replace(b"200 OK", status) + b"secret"
    assert str(failure(saying(told))) == f"it answered {status[:3].decode()}"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"boolean": true}',
        b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "http://e/',
        b"\xff\xfe\x00",
        b"[" * 900_000,
        b'{"head":{"vars":["s"]},"results":{"bindings":[' + b'{"s":' * 100_000,
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":' + b"9" * 100_000 + b"}}]}}",
        results([], "a} SERVICE"),
        results([{"s": {"type": "uri", "value": "http://e/> } DROP ALL"}}], "s"),
        results([{"s": {"type": "uri", "value": "relative"}}], "s"),
        results([{"s": {"type": "literal", "value": "x", "datatype": "a:b> <c:d"}}], "s"),
        results([{"s": {"type": "literal", "value": "x", "xml:lang": "en . "}}], "s"),
        results([{"t": {"type": "uri", "value": "a:b"}}], "s"),
    ],
    ids=range(15),
)
def test_what_is_no_result_is_no_answer(body: bytes) -> None:
    assert str(failure(saying(OK + body))) == "its answer is no SPARQL result in JSON"


@pytest.mark.parametrize("kind", [b"text/html", b"application/sparql-results+xml", b"\xff\xfe", b""])
def test_another_type_is_not_read(kind: bytes) -> None:
    head = OK.replace(b"application/sparql-results+json; charset=utf-8", kind)
    assert str(failure(saying(head + results([])))) == "its answer is no SPARQL result in JSON"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"\x00" * 1000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        OK.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n") + b"nonsense\r\n",
        OK.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n") + b"5\r\nab",
    ],
    ids=range(7),
)
def test_what_is_no_http_is_no_answer(data: bytes) -> None:
    assert str(failure(saying(data))) == "it cannot be reached, or broke off"


def test_a_port_where_nobody_listens_is_told() -> None:
    with host(lambda _: None) as endpoint:
        pass
    with pytest.raises(remote.Failed, match="cannot be reached"):
        remote.ask(endpoint, QUERY, Settings.of(HERE), 20)


def endless(data: bytes) -> Script:
    def script(client: socket.socket) -> None:
        read_request(client)
        client.sendall(OK)
        while True:
            client.sendall(data)

    return script


def test_a_body_without_an_end_is_left_at_its_limit() -> None:
    failed = failure(endless(b" " * 65536))
    assert (str(failed), failed.limit) == ("its answer is over 1 MB, the limit `service_size`", {"service_size": 1})


def test_rows_over_the_limit_are_told_and_not_cut() -> None:
    failed = failure(saying(OK + results([{}] * 101, "s")))
    assert (str(failed), failed.limit) == (
        "its answer has over 100 rows, the limit `service_rows`",
        {"service_rows": 100},
    )
    assert len(asked(saying(OK + results([{}] * 100, "s"))).rows) == 100


def dripping(before: bytes, drop: bytes) -> Script:
    """A byte now and then, so that no wait for one is ever long."""

    def script(client: socket.socket) -> None:
        client.sendall(before)
        while True:
            client.sendall(drop)
            time.sleep(0.05)

    return script


@pytest.mark.parametrize(
    "script",
    [
        lambda client: client.recv(1) and threading.Event().wait(1.5),
        dripping(b"", b"HTTP"),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(OK, b" "),
        dripping(OK.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n"), b"1\r\n \r\n"),
    ],
    ids=["silence", "status", "header", "continue", "body", "chunks"],
)
def test_one_who_drips_is_left_at_the_deadline(script: Script) -> None:
    failed = failure(script, 0.5)
    assert failed.limit == {"service_timeout": 0.5}
    assert str(failed) == "it did not answer within 0.5 s, the limit `service_timeout`"


def test_a_handshake_that_drips_is_left_at_the_deadline() -> None:
    with host(dripping(b"\x16\x03\x03\x40\x00", b"\x02")) as endpoint, pytest.raises(remote.Failed) as caught:
        remote.ask(endpoint.replace("http", "https"), QUERY, Settings.of(HERE), 0.5)
    assert caught.value.limit == {"service_timeout": 0.5}


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "193.0.6.139"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert remote.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%lo",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::1",
        "2001:db8::1",
    ],
)
def test_all_others_are_not(address: str) -> None:
    assert not remote.is_public(address)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_a_name_of_this_machine_is_not_asked_unless_it_is_allowed(name: str) -> None:
    knocked = list[bool]()
    with host(lambda _: knocked.append(True)) as endpoint:
        hidden = endpoint.replace("127.0.0.1", name)
        with pytest.raises(remote.Failed, match="not public, and not listed as `service_networks`"):
            remote.ask(hidden, QUERY, Settings.of({"services": hidden}), 20)
    assert not knocked


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for an allowed address when it is looked at, and for another one a moment later."""
    looked_up, real = list[str](), socket.getaddrinfo

    def rebinding(name: Any, port: Any, *more: Any, **others: Any) -> Any:
        if name != "rebound.example":
            return real(name, port, *more, **others)
        looked_up.append(name)
        return real("127.0.0.1" if len(looked_up) == 1 else "127.0.0.2", port, *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with host(saying(OK + results([]))) as endpoint:
        remote.ask(endpoint.replace("127.0.0.1", "rebound.example"), QUERY, Settings.of(HERE), 20)
    assert looked_up == ["rebound.example"]


def test_a_name_that_nobody_has_is_told() -> None:
    with pytest.raises(remote.Failed, match=r"its name is not known|did not answer"):
        remote.ask("http://nobody.invalid/", QUERY, Settings.of(HERE), 5)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that signs itself, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([*made, *named], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@contextlib.contextmanager
def secured(certificate: Path, name: str) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def script(client: socket.socket) -> None:
        with context.wrap_socket(client, server_side=True) as inside:
            saying(OK + results([{}], "s"))(inside)

    with host(script) as endpoint:
        yield endpoint.replace("http://127.0.0.1", f"https://{name}")


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system trusts it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    remote._trust.cache_clear()
    yield certificate
    remote._trust.cache_clear()


def test_https_asks_one_whose_certificate_is_trusted(trusted: Path) -> None:
    with secured(trusted, "localhost") as endpoint:
        assert remote.ask(endpoint, QUERY, Settings.of({**HERE, "service_networks": "127.0.0.1,::1"}), 20).rows
    with secured(trusted, "127.0.0.1") as endpoint, pytest.raises(remote.Failed, match="certificate is not valid"):
        remote.ask(endpoint, QUERY, Settings.of(HERE), 20)


def test_a_certificate_that_nobody_trusts_is_refused(certificate: Path) -> None:
    with secured(certificate, "localhost") as endpoint, pytest.raises(remote.Failed, match="certificate is not valid"):
        remote.ask(endpoint, QUERY, Settings.of({**HERE, "service_networks": "127.0.0.1,::1"}), 20)
