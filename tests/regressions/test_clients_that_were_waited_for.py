"""A few clients that did nothing wrong could stop the server.

gunicorn's threads (27.0) wait up to two seconds for a client to close after `Connection: close`, in the very loop that
accepts connections: twenty clients that left theirs open held everybody up for ten seconds. 64 clients that sent a
line of a header and no more held all threads for good. A first line without an end was read without an end, and
looked through from its start for each piece: 9 MB took seven seconds, in which no other request was answered.
"""

import socket
from contextlib import ExitStack

import pytest

ASKING = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("begun", [ASKING, b"GET /sparql HTTP/1.1\r\nX: ", b"", b"GET /" + b"x" * 100_000])
def test_nobody_waits_for_clients_that_take_their_time(server, begun: bytes) -> None:  # type: ignore[no-untyped-def]
    with ExitStack() as held:
        for _ in range(100):
            client = held.enter_context(socket.create_connection(server.address))
            client.sendall(begun)
        for _ in range(5):
            reply = server.request("GET", "/sparql?query=ASK%7B%7D", timeout=5)
            assert reply.json()["boolean"] is True


def test_a_line_without_an_end_is_not_read_to_the_end(server) -> None:  # type: ignore[no-untyped-def]
    assert b" 431 " in server.send(b"GET /sparql?query=" + b"%20" * 3_000_000).splitlines()[0]
