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


def choice(page: str, name: str) -> str:
    """What stands under a choice, without tags."""
    part = page.partition(f'id="choice-{name}"')[2].partition("</section>")[0]
    return " ".join(re.sub("<[^>]*>", " ", part.partition(">")[2]).split())


def test_the_ballots_are_grouped_by_choice_and_region_and_what_is_derived_is_marked(page: str) -> None:
    assert choice(page, "For") == "In favour 2 In no group 2 Hill Lake by elimination"
    assert choice(page, "Against") == "Against 2 African Group 1 Isle In no group 1 Bay"
    assert choice(page, "Abstain") == "Abstention 1 not told"
    assert '<li class="derived"><a href="/page/ballot/harbour-lak">Lake</a>' in page


def test_the_tally_is_a_half_circle_that_can_be_read_aloud(page: str) -> None:
    assert 'aria-label="The tally. In favour: 2, Abstention: 1, Against: 2"' in page
    seats = page.partition('class="chart hemicycle"')[2].partition("</svg>")[0]
    groups = re.findall(r'<g class="([^"]*)">(.*?)</g>', seats)
    assert [(name, circles.count("<circle")) for name, circles in groups] == [
        ("For", 1),
        ("For derived", 1),
        ("Abstain", 1),
        ("Against", 2),
    ]


def test_what_each_source_says_stands_side_by_side(page: str) -> None:
    rows = [[cell.strip() for cell in row] for row in Table(page).rows]
    assert rows[0] == ["", "Harbour <news>", "What follows"]
    assert ["For", "2", ""] in rows
    assert ["Ballots named: In favour", "1", "1"] in rows
    assert ["Ballots named: Against", "2", ""] in rows


def test_the_map_shows_the_states_that_have_a_place_on_it(page: str) -> None:
    found = page.partition('class="chart map"')[2].partition("</svg>")[0]
    assert re.findall(r'<g class="([^"]*)"><title>([^<]*)</title>', found) == [
        ("For", "Hill: In favour"),
        ("Against", "Isle: Against"),
        ("For derived", "Lake: In favour"),
    ]
    assert found.count("<rect") == 195


def test_without_a_tally_the_known_ballots_are_counted(server: Server) -> None:
    page = server.get("/page/vote/council-1", "text/html").text
    assert 'aria-label="The tally. un:For: 9, un:Abstain: 1, un:Against: 4"' in page
    assert "On the map" not in page  # two ballots tell nothing


def test_other_things_have_no_such_table(harbour: Server) -> None:
    assert "Who voted how" not in harbour.get("/page/state/isle", "text/html").text


def test_the_first_page_shows_graphs_by_title_with_links(harbour: Server) -> None:
    page = harbour.get("/", "text/html").text
    assert '<a href="/page/source/harbour">Harbour &lt;news&gt;</a>' in page
    (whole,) = re.findall('<a href="([^"]*)">What follows</a>', page)
    assert "/page/ballot/harbour-lak" in harbour.get(whole.replace("&amp;", "&"), "text/html").text


def test_the_first_page_shows_the_newest_sources_first(harbour: Server) -> None:
    page = harbour.get("/", "text/html").text
    assert page.index('<time datetime="2020-05-04">') < page.index("by 2019-12-31")
    assert "by 2020-05-04" not in page
    assert "News of no day" not in page


def test_without_dated_sources_there_is_no_empty_list(server: Server) -> None:
    assert "Newest sources" not in server.get("/", "text/html").text
