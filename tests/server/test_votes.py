"""The page of a vote shows who voted how; the first page shows what there is by its titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from triples.snapshot import write

if TYPE_CHECKING:
    from conftest import Server


class Table(HTMLParser):
    """The cells of all tables, row by row."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]}{data}".split(" ")).replace("\n", "")


@pytest.fixture(scope="module")
def harbour(fixtures: Path, start: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("harbour")
    write(parse(path=fixtures / "server" / "vote.trig", format=RdfFormat.TRIG), store)
    with start(store=store) as server:
        yield server


@pytest.fixture(scope="module")
def page(harbour: Server) -> str:
    return harbour.get("/page/vote/harbour", "text/html").text


def test_the_ballots_are_grouped_by_choice_and_by_how_they_are_known(page: str) -> None:
    rows = [[cell.strip() for cell in row] for row in Table(page).rows]
    assert rows == [
        ["Choice", "Votes", "Known", "States"],
        ["In favour", "2", "Stated", "Hill"],
        ["By elimination", "Lake"],
        ["Against", "2", "Stated", "Bay, Isle"],
        ["Abstention", "1", "", "not told"],
    ]


def test_each_state_leads_to_its_ballot(page: str) -> None:
    assert '<a href="/page/ballot/harbour-lak">Lake</a>' in page


def test_the_table_stands_above_the_raw_statements(page: str) -> None:
    assert page.index("Who voted how") < page.index("What is said of it") < page.index("What points to it")


def test_the_tally_is_a_bar_that_can_be_read_aloud(page: str) -> None:
    assert 'role="img" aria-label="In favour: 2, Against: 2, Abstention: 1"' in page
    bars = re.findall(r'<rect class="(\w+)" x="(\d+)" y="0" width="(\d+)"', page)
    assert bars == [("For", "0", "2"), ("Against", "2", "2"), ("Abstain", "4", "1")]
    assert 'viewBox="0 0 5 1"' in page


def test_without_a_tally_the_known_ballots_are_counted(server: Server) -> None:
    page = server.get("/page/vote/council-1", "text/html").text
    assert 'aria-label="un:For: 9, un:Against: 4, un:Abstain: 1"' in page


def test_other_things_have_no_such_table(harbour: Server) -> None:
    assert "Who voted how" not in harbour.get("/page/state/isle", "text/html").text


def test_the_first_page_shows_graphs_by_title_with_links(harbour: Server) -> None:
    page = harbour.get("/", "text/html").text
    assert '<a href="/page/source/harbour">Harbour &lt;news&gt;</a>' in page
    (whole,) = re.findall('<a href="([^"]*)">What follows</a>', page)
    assert "/page/ballot/harbour-lak" in harbour.get(whole.replace("&amp;", "&"), "text/html").text


def test_the_first_page_shows_the_newest_sources_first(harbour: Server) -> None:
    page = harbour.get("/", "text/html").text
    exact, latest = '<time datetime="2020-05-04">', 'by <time datetime="2019-12-31">'
    assert page.index(exact) < page.index(latest)
    assert f"by {exact}" not in page
    assert "News of no day" not in page


def test_without_dated_sources_there_is_no_empty_list(server: Server) -> None:
    assert "Newest sources" not in server.get("/", "text/html").text
