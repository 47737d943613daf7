"""Every link on every page of the sitemap leads somewhere on this server."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import unquote, urlencode
from urllib.request import Request, urlopen

import pytest

from triples.iris import BASE

_LINK = re.compile(r'(?:href|src)="(/[^"]*)"')
_PATTERN = 20  # links of one pattern that are followed; of things, all are looked up


def _get(address: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers={"Accept": "text/html, */*;q=0.1"}), timeout=60) as reply:
            return reply.status, reply.read().decode() if reply.headers.get_content_type() == "text/html" else ""
    except HTTPError as error:
        return error.code, ""


@pytest.fixture(scope="module")
def linked(address: str) -> dict[str, str]:
    """Every link on every page of the sitemap, and one page that has it."""
    with urlopen(f"{address}sitemap.xml", timeout=60) as reply:
        pages = [f"{address}{page}" for page in ("", "sparql", "dataset", "ontology", "shapes", "limits")]
        pages += re.findall("<loc>(.*?)</loc>", reply.read().decode())
    found: dict[str, str] = {}
    with ThreadPoolExecutor(4) as pool:
        for page, (status, text) in zip(pages, pool.map(_get, pages), strict=True):
            assert status == 200, page
            for link in _LINK.findall(text):
                found.setdefault(html.unescape(link).partition("#")[0], page)
    assert len(pages) > 1000
    return {link: page for link, page in found.items() if address.rstrip("/") + link not in pages}


def test_every_thing_that_a_page_leads_to_is_known(linked: dict[str, str], address: str) -> None:
    paths = {unquote(link.partition("?")[0]).removeprefix("/page/") for link in linked if link.startswith("/page/")}
    things = " ".join(f"<{BASE}id/{path}>" for path in sorted(paths))
    known = "FILTER NOT EXISTS { { ?thing ?p ?o } UNION { ?s ?q ?thing } }"
    body = urlencode({"query": f"SELECT ?thing {{ VALUES ?thing {{ {things} }} {known} }}", "format": "csv"}).encode()
    with urlopen(f"{address}sparql", body, timeout=60) as reply:
        assert reply.read().decode().split() == ["thing"]
    assert len(paths) > 1000


def test_links_of_every_pattern_lead_somewhere(linked: dict[str, str], address: str) -> None:
    alike = defaultdict(list)
    for link in sorted(linked):
        path, _, asked = link.partition("?")
        alike["/".join(path.split("/")[:3]) if path.startswith(("/page", "/data")) else path, asked[:5]].append(link)
    chosen = [link for links in alike.values() for link in links[:: len(links) // _PATTERN + 1]]
    with ThreadPoolExecutor(4) as pool:
        replies = pool.map(lambda link: _get(address.rstrip("/") + link)[0], chosen)
        broken = {link: linked[link] for link, status in zip(chosen, replies, strict=True) if status != 200}
    assert broken == {}
