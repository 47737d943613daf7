"""Pages speak six languages; a name in another language says so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import LanguageAccept

from server.language import NAMES, chosen, language

if TYPE_CHECKING:
    from conftest import Server

WORDS = Path(__file__).resolve().parents[2] / "server" / "words"
BLANKS = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("code", NAMES)
def test_every_language_has_all_words_with_the_same_blanks(code: str) -> None:
    own = (WORDS / f"{code}.toml").read_text(encoding="utf-8")
    english = language("en").words
    assert set(re.findall(r"^(\w+) = ", own, re.MULTILINE)) == set(english)
    for key, text in language(code).words.items():
        assert sorted(BLANKS.findall(text)) == sorted(BLANKS.findall(english[key])), key


@pytest.mark.parametrize("code", [code for code in NAMES if code != "en"])
def test_the_words_are_in_the_language(code: str) -> None:
    same = [key for key, text in language(code).words.items() if text == language("en").words[key]]
    assert len(same) <= 30  # "Page", "Date", "Source" and the like


@pytest.mark.parametrize(
    ("asked", "accept", "code"),
    [
        (None, [], "en"),
        (None, [("fr", 1)], "fr"),
        (None, [("de", 1), ("es", 0.5)], "es"),
        (None, [("zh-CN", 1)], "zh"),
        (None, [("de", 1)], "en"),
        ("ar", [("fr", 1)], "ar"),
        ("de", [("fr", 1)], "fr"),
        ("", [], "en"),
    ],
)
def test_the_address_goes_before_the_header_and_english_stands_in(
    asked: str | None, accept: list[tuple[str, float]], code: str
) -> None:
    assert chosen(asked, LanguageAccept(accept)) == code


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [
        ("en", "10 December 2015", "12,345"),
        ("fr", "10 décembre 2015", "12\u202f345"),
        ("es", "10 de diciembre de 2015", "12\u202f345"),
        ("ru", "10 декабря 2015 года", "12\u202f345"),
        ("ar", "10 كانون الأول/ديسمبر 2015", "12,345"),
        ("zh", "2015年12月10日", "12,345"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(code: str, day: str, number: str) -> None:
    assert (language(code).day("2015-12-10"), language(code).number(12345)) == (day, number)
    assert language(code).day("on Monday") == "on Monday"


def test_a_page_is_in_the_language_that_the_reader_likes(server: Server) -> None:
    reply = server.request("GET", "/page/state/china", Accept="text/html", Accept_Language="fr-CH, de;q=0.5")
    assert "<h1>Chine</h1>" in reply.text
    assert '<html lang="fr" dir="ltr">' in reply.text
    assert "Accept-Language" in reply.headers["Vary"]


def test_who_has_asked_for_a_language_keeps_it_from_page_to_page(server: Server) -> None:
    page = server.get("/page/vote/council-1?lang=fr", "text/html").text
    assert 'href="/page/source/one?lang=fr' in page
    assert 'href="/page/source/one#' in server.get("/page/vote/council-1", "text/html").text


def test_a_name_in_another_language_is_marked(server: Server) -> None:
    page = server.get("/page/state/chad?lang=fr", "text/html").text
    assert '<h1 lang="en" dir="auto">Chad</h1>' in page  # there is no French name
    arabic = server.get("/page/state/chad?lang=ar", "text/html").text
    assert "<h1>تشاد</h1>" in arabic
    assert '<html lang="ar" dir="rtl">' in arabic
    assert (
        re.search(r'lang="en" dir="auto">China</a><small class="tongue" title="[^"]*English">en</small>', arabic)
        is None
    )
    linked = server.get("/page/ballot/council-1-tcd?lang=fr", "text/html").text
    assert re.search(r'lang="en" dir="auto">Chad</a><small class="tongue" title="en English">en</small>', linked)


def test_what_is_held_in_one_language_is_not_taken_for_another(server: Server) -> None:
    french = server.request("GET", "/page/state/china", Accept="text/html", Accept_Language="fr")
    tag = french.headers["ETag"]
    for spoken, status in (("fr", 304), ("zh", 200)):
        reply = server.request(
            "GET", "/page/state/china", Accept="text/html", Accept_Language=spoken, If_None_Match=tag
        )
        assert reply.status == status


def test_a_page_that_speaks_english_alone_says_so(server: Server) -> None:
    page = server.get("/limits?lang=ar", "text/html").text
    assert '<main id="main" lang="en" dir="ltr">' in page
    assert '<main id="main">' in server.get("/limits", "text/html").text
