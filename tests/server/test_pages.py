"""Each kind of thing has a page of its own: what it shows, in which order, and how much of it at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from server.pages.passages import Reported, stretches
from triples.snapshot import write

if TYPE_CHECKING:
    from conftest import Server

NOTE = "Isle spoke at noon.\nIt asked for a new harbour < 3."
LARGEST = 100_000  # bytes of a first view, with its style and before compression
VOTE = "/page/vote/security-council-2015-12-10-procedural-9-4-2"
KINDS = {
    "home": "/",
    "states": "/things/states",
    "search": "/search?q=china",
    "state": "/page/state/china",
    "body": "/page/body/security-council",
    "largest body": "/page/body/general-assembly",
    "official": "/page/official/samantha-power",
    "post": "/page/post/secretary-general-united-nations",
    "vote": VOTE,
    "largest vote": "/page/vote/general-assembly-2005-12-16-resolution-88-21-60",
    "source": "/page/source/vice-news-2015-12-10",
    "table": "/page/source/reference-vetoes",
    "discrepancy": "/page/discrepancy/china-vetoes-ruleaspect",
    "topic": "/page/topic/human-rights-in-the-dprk",
    "meeting": "/page/meeting/security-council-2015-12-10",
    "list": "/page/body/security-council?list=votes",
    "statements": "/page/body/security-council?view=statements",
    "generic": "/page/rule/charter-article-27",
}


class Outline(HTMLParser):
    """What a page is made of: its headings, ids, links and landmarks, and what it loads from where."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.loaded: list[str] = []
        self.styled = False
        self.html: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.labelled += (found.get("aria-labelledby") or "").split()
        self.styled |= "style" in found
        if tag == "html":
            self.html = found
        if tag in ("img", "script", "iframe") or (tag == "link" and found.get("rel") in ("stylesheet", "icon")):
            self.loaded.append(found.get("src") or found.get("href") or "")

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def alike(fixtures: Path, start: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a small world, with the text of its only article at hand."""
    folder = tmp_path_factory.mktemp("alike")
    (folder / "texts").mkdir()
    (folder / "texts" / "note.txt").write_text(NOTE, encoding="utf-8")
    text = (fixtures / "server" / "alike.trig").read_text(encoding="utf-8")
    told = text.replace("HASH", hashlib.sha256(NOTE.encode()).hexdigest())
    write(parse(told, format=RdfFormat.TRIG), folder / "store")
    with start(store=folder / "store", texts=folder / "texts") as server:
        yield server


def shown(server: Server, path: str) -> str:
    reply = server.get(path, "text/html")
    assert (reply.status, reply.type) == (200, "text/html; charset=utf-8")
    return reply.text


def plain(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def section(page: str, name: str) -> str:
    """The words of a section."""
    return plain(page.partition(f'aria-labelledby="{name}"')[2].partition(">")[2].partition("</section>")[0])


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_page_is_well_made(own_server: Server, path: str, lang: str) -> None:
    page = shown(own_server, path + ("&" if "?" in path else "?") + f"lang={lang}")
    found = Outline(page)
    levels = [int(tag[1]) for tag in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(found.ids) == len(set(found.ids))
    assert set(found.labelled) <= set(found.ids)
    assert {"header", "nav", "main", "footer", "h1"} <= set(found.tags)
    assert found.html == {"lang": lang, "dir": "rtl" if lang == "ar" else "ltr"}
    assert not found.styled  # the policy of the page forbids it
    assert all(not urlsplit(address).netloc for address in found.loaded)


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_first_view_is_larger_than_100_kB(own_server: Server, path: str) -> None:
    reply = own_server.get(path + ("&" if "?" in path else "?") + "lang=ru", "text/html")
    loaded = Outline(reply.text).loaded
    assert len(reply.body) + sum(len(own_server.get(address).body) for address in loaded) <= LARGEST


def test_a_state_has_its_seats_votes_record_and_spokespeople(own_server: Server) -> None:
    page = shown(own_server, "/page/state/china")
    assert "Asia-Pacific Group" in section(page, "facts")
    assert "Security Council permanent" in section(page, "seats")
    assert "Fu Cong" in section(page, "offices")
    assert re.match(r"Ballots \d+ 2024-06-12 against Security Council", section(page, "list-ballots"))
    assert re.match(r"Vetoes \d+ 2022-05-26 rejected", section(page, "list-vetoes"))
    assert "or no limit (vetoes)" in section(page, "list-differences")
    assert 'class="chart columns"' in page
    empty = '<td class="number"></td>'
    assert f'<th scope="row">2022</th>{empty}{empty}<td class="number">1<' in page


def test_a_list_that_is_longer_has_pages_of_its_own(own_server: Server) -> None:
    page = shown(own_server, "/page/state/china")
    assert page.count("<li>", page.index('id="list-ballots"'), page.index('id="list-vetoes"')) == 25
    (all_of_them,) = re.findall(r'href="/page/state/china\?list=ballots">All (\d+)', page)
    assert shown(own_server, "/page/state/china?list=ballots").count('class="what"') == int(all_of_them) > 25
    first = shown(own_server, "/page/body/security-council?list=seats")
    assert 'rel="next" href="/page/body/security-council?list=seats&amp;page=2"' in first
    last = shown(own_server, "/page/body/security-council?list=seats&page=4")
    assert 'rel="next"' not in last
    assert 'rel="prev" href="/page/body/security-council?list=seats&amp;page=3"' in last


def test_a_list_that_is_not_there_is_told_so(own_server: Server) -> None:
    reply = own_server.get("/page/state/china?list=ships", "text/plain")
    assert reply.status == 400
    assert "ballots, vetoes" in reply.text


def test_a_body_has_its_members_votes_meetings_and_organs(own_server: Server) -> None:
    page = shown(own_server, "/page/body/security-council?on=2015-12-10")
    assert "Angola elected" in section(page, "members")
    (held,) = re.findall(r"^Votes (\d+) ", section(page, "list-votes"))
    assert f'<span class="count">{held}</span>' in shown(own_server, "/page/body/security-council?list=votes")
    assert "Security Council meeting of 10 December 2015" in section(page, "list-meetings")
    assert re.match(r"Bodies under it \d+", section(page, "list-organs"))
    assert 'aria-label="Votes by year. from 1946 to 2024"' in page


def test_an_official_has_posts_on_a_timeline_statements_and_stances(own_server: Server) -> None:
    page = shown(own_server, "/page/official/samantha-power")
    assert "Permanent Representative to the United Nations, United States" in section(page, "served")
    assert 'class="unsure"' in page.partition('class="span"')[2]  # the month of the beginning is known, not its day
    assert "Sputnik, 24 December 2014" in section(page, "list-statements")
    assert section(page, "list-stances").startswith("Stances 1 2015-12-10 opposes")


def test_a_topic_has_its_votes_as_columns_and_as_a_table(own_server: Server) -> None:
    page = shown(own_server, "/page/topic/human-rights-in-the-dprk")
    tallies = page.partition('id="tallies"')[2].partition("</section>")[0]
    assert 'class="chart columns"' in tallies
    assert re.search(
        r'2014-12-18</time></a></th><td class="number">116</td><td class="number">53</td><td class="number">20', tallies
    )
    assert "Third Committee vote of 18 November 2014" in section(page, "list-votes")
    assert section(page, "list-stances")


def test_a_meeting_has_its_vote_and_where_it_is_told(own_server: Server) -> None:
    page = shown(own_server, "/page/meeting/security-council-2015-12-10")
    assert "Security Council vote of 10 December 2015: 9 for" in section(page, "list-votes")
    assert re.search(r"characters \d+ to \d+", section(page, "places"))


def test_a_statement_and_a_stance_tell_who_said_it_and_where(own_server: Server) -> None:
    page = shown(own_server, "/page/official/samantha-power")
    (said, *_) = re.findall('href="(/page/statement/[^"]*)"', page)
    assert "Samantha Power" in section(shown(own_server, said), "facts")
    assert "characters" in section(shown(own_server, said), "places")
    (meant, *_) = re.findall('href="(/page/stance/[^"]*)"', page)
    assert "opposes" in section(shown(own_server, meant), "facts")


def test_a_table_that_has_no_offsets_lists_what_it_tells(own_server: Server) -> None:
    page = shown(own_server, "/page/source/reference-vetoes")
    assert "What it says, in the order of reading" not in page
    assert 'id="list-told"' in page


def test_the_first_page_counts_things_and_leads_to_all_of_a_kind(own_server: Server) -> None:
    page = shown(own_server, "/")
    assert '<a href="/things/states"><strong>204</strong> States</a>' in page
    states = shown(own_server, "/things/states")
    assert states.count('href="/page/state/') == 100
    assert 'rel="next" href="/things/states?page=2"' in states
    assert own_server.get("/things/ships", "text/html").status == 404


def test_who_votes_alike_is_shown_for_the_newest_period(alike: Server) -> None:
    page = shown(alike, "/page/state/isle")
    told = section(page, "agreement")
    assert "In the Assembly, from 1 January 1960 to 31 December 1969" in told
    assert re.findall(r"(\w+) (\d+ %)", told) == [("Hill", "75 %"), ("Lake", "50 %"), ("Bay", "25 %")]
    assert 'href="/page/agreement/hill" title="6 of 8"' in page
    assert "agreement/old" not in page


def test_a_disagreement_shows_each_value_with_its_source_the_supported_one_first(alike: Server) -> None:
    said = section(shown(alike, "/page/discrepancy/ships"), "values")
    assert said.index("4 Borne out by the record according to Source: harbour") < said.index("3 according to A note")
    assert "Taken from 1 Isle: second statement" in said
    assert "No record decides" in section(shown(alike, "/page/discrepancy/boats"), "values")


def test_what_a_source_says_stands_in_the_order_of_reading_beside_its_text(alike: Server) -> None:
    page = shown(alike, "/page/source/note")
    order = page.partition('<ol class="places">')[2]
    assert plain(order).startswith("0–18 Isle: first statement 0.9 19–46 Isle: second statement 0.8")
    assert '<a class="mark" href="#at-0-18">Isle spoke at noon</a>.<a class="mark" href="#at-19-46">' in page
    assert "&lt; 3." in page
    assert 'id="at-19-46"' in page


def test_without_the_text_only_the_places_are_shown(own_server: Server) -> None:
    page = shown(own_server, "/page/source/vice-news-2015-12-10")
    assert 'class="original"' not in page
    assert "The text is not kept here" in page
    assert 'id="at-677-738"' in page


def test_a_text_is_cut_where_places_begin_and_end() -> None:
    places = [Reported(2, 6, ()), Reported(4, 8, ()), Reported(9, 99, ())]
    assert [(piece.text, piece.place) for piece in stretches("0123456789", places)] == [
        ("01", None),
        ("23", (2, 6)),
        ("45", (4, 8)),
        ("67", (4, 8)),
        ("8", None),
        ("9", (9, 99)),
    ]
