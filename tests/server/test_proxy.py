"""Behind a reverse proxy every link is right; the headers of anybody else count for nothing."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.proxy import Networks

if TYPE_CHECKING:
    from conftest import Server

HTML = "text/html"
TOLD = {
    "X_Forwarded_Host": "un.example",
    "X_Forwarded_Proto": "https",
    "X_Forwarded_Prefix": "/kg",
    "X_Forwarded_For": "192.0.2.7",
}
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    {location}
  }}
}}
"""
CADDY = "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n"


@pytest.fixture(scope="module")
def behind(world: Path, start) -> Iterator[Server]:  # type: ignore[no-untyped-def]
    """A server that trusts the proxies of this machine."""
    with start(store=world, trusted_proxies="127.0.0.1, ::1") as started:
        yield started


def links(page: str) -> list[str]:
    return re.findall(r'(?:href|src|action)="([^"]+)"', page)


def ours(page: str) -> list[str]:
    return [link for link in links(page) if not link.startswith(("http://", "https://", "#"))]


@pytest.mark.parametrize("path", ["/", "/page/vote/council-1", "/sparql", "/ontology", "/limits", "/nowhere"])
def test_every_link_of_a_page_carries_the_prefix(behind: Server, path: str) -> None:
    page = behind.request("GET", path, Accept=HTML, **TOLD).text
    assert ours(page)
    assert [link for link in ours(page) if not link.startswith("/kg/")] == []


def test_redirects_and_link_headers_carry_the_prefix(behind: Server) -> None:
    reply = behind.request("GET", "/id/state/china", Accept=HTML, **TOLD)
    assert reply.headers["Location"] == "/kg/page/state/china"
    assert "</kg/data/state/china.ttl>" in reply.headers["Link"]
    double = behind.request("GET", "/id//state/china", **TOLD)
    assert double.headers["Location"] == "https://un.example/kg/id/state/china"


def test_what_things_are_called_follows_nobody(behind: Server) -> None:
    reply = behind.request("GET", "/data/state/china.nt", **TOLD)
    assert "<https://w3id.org/unkg/id/state/china>" in reply.text
    assert "un.example" not in reply.text
    assert '<https://w3id.org/unkg/id/state/china>; rel="describes"' in reply.headers["Link"]


def test_the_links_of_a_problem_carry_the_prefix(behind: Server) -> None:
    reply = behind.request("GET", "/sparql?timeout=0.05&query=" + "ASK%7B" + "?a%20?b%20?c." * 5, **TOLD)
    assert reply.status in (400, 503)
    if "limits" in reply.json():
        assert reply.json()["limits"] == "/kg/limits#timeout"


def test_each_place_has_tags_of_its_own(behind: Server) -> None:
    assert len({behind.request("GET", "/", **TOLD).headers["ETag"], behind.get("/").headers["ETag"]}) == 2


def test_without_trusted_proxies_nothing_is_believed(server: Server) -> None:
    told = {**TOLD, "Forwarded": "host=un.example;proto=https", "X_Forwarded_Ssl": "on", "Script_Name": "/kg"}
    reply = server.request("GET", "/id/state/china", Accept=HTML, Host="here", **told)
    assert reply.headers["Location"] == "/page/state/china"
    assert (
        server.request("GET", "/id//state/china", Host="here", **told).headers["Location"]
        == "http://here/id/state/china"
    )
    assert [link for link in ours(server.request("GET", "/", Accept=HTML, **told).text) if link.startswith("/kg")] == []


def test_another_peer_than_the_trusted_is_not_believed(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, trusted_proxies="192.0.2.0/24") as server:
        reply = server.request("GET", "/id/state/china", Accept=HTML, **TOLD)
        assert reply.headers["Location"] == "/page/state/china"


def test_the_last_value_counts_as_the_proxy_has_added_it(behind: Server) -> None:
    reply = behind.request("GET", "/id//state/china", **{**TOLD, "X_Forwarded_Host": "evil.example, un.example"})
    assert reply.headers["Location"].startswith("https://un.example/")


def test_an_odd_prefix_is_escaped(behind: Server) -> None:
    page = behind.request("GET", "/", Accept=HTML, **{**TOLD, "X_Forwarded_Prefix": "/k<b> c"}).text
    assert 'href="/k%3Cb%3E%20c/sparql"' in page


@pytest.mark.parametrize(
    ("text", "address", "among"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("10.0.0.0/8, ::1", "10.1.2.3", True),
        ("10.0.0.0/8, ::1", "::1", True),
        ("10.0.0.0/8", "::ffff:10.1.2.3", True),
        ("10.0.0.0/8", "", False),
        ("", "127.0.0.1", False),
    ],
)
def test_who_is_trusted(text: str, address: str, among: bool) -> None:
    assert (address in Networks(text)) is among


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def worked_example(root: Path, server: Server, program: str) -> str:
    """The example in the documentation, with our server in it."""
    text = (root / "docs" / "operator.md").read_text(encoding="utf-8")
    found = re.search(rf"```{program}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1].replace("127.0.0.1:7070", "{}:{}".format(*server.address)).replace("$scheme", "https")


def for_nginx(example: str, folder: Path, port: int) -> list[str]:
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, location=example))
    return ["-c", str(config), "-p", str(folder)]


def for_caddy(example: str, folder: Path, port: int) -> list[str]:
    config = folder / "Caddyfile"
    config.write_text(CADDY + example.replace("un.example", f"http://:{port}", 1))
    return ["run", "--config", str(config), "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=[("nginx", for_nginx), ("caddy", for_caddy)], ids=["nginx", "caddy"])
def proxy(
    request: pytest.FixtureRequest, root: Path, behind: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int]]:
    """A real proxy with the example of the documentation before the server."""
    name, written = request.param
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if program is None:
        pytest.skip(f"{name} is not installed")
    folder, port = tmp_path_factory.mktemp(name), free_port()
    folder.chmod(0o755)
    options = written(worked_example(root, behind, name), folder, port)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([program, *options], stderr=log, env={**os.environ, "HOME": str(folder)})
    try:
        for _ in range(200):
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(timeout=30)


def through(proxy: tuple[str, int], path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(*proxy, timeout=60)
    try:
        connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()


def test_through_a_proxy_every_link_leads_back_through_it(proxy: tuple[str, int]) -> None:
    seen: set[str] = set()
    for path in ("/kg/", "/kg/page/vote/council-1", "/kg/ontology"):
        status, _, page = through(proxy, path, Accept=HTML)
        assert status == 200
        seen |= {link.partition("#")[0] for link in ours(page.decode())}
    assert len(seen) > 10
    assert [link for link in sorted(seen) if through(proxy, link.replace("&amp;", "&"), Accept=HTML)[0] != 200] == []


def test_through_a_proxy_host_and_scheme_are_the_public_ones(proxy: tuple[str, int]) -> None:
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Prefix": "/evil", "X_Forwarded_Proto": "https"}
    _, headers, _ = through(proxy, "/kg/id/state/china", Host="un.example", Accept=HTML, **forged)
    assert headers["Location"].endswith("/kg/page/state/china")
    assert "evil" not in headers["Location"] + headers["Link"]


def test_through_a_proxy_the_figures_are_not_for_the_public(proxy: tuple[str, int]) -> None:
    assert through(proxy, "/kg/metrics")[0] == 403


def test_through_a_proxy_a_tag_is_known_again(proxy: tuple[str, int]) -> None:
    _, headers, _ = through(proxy, "/kg/ontology.ttl", Accept_Encoding="gzip")
    assert through(proxy, "/kg/ontology.ttl", Accept_Encoding="gzip", If_None_Match=headers["ETag"])[0] == 304
