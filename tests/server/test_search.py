"""`/search`: by any name, as JSON and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from conftest import Server


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Chine", "state/china"),
        ("Россия", "state/russia"),
        ("KOR", "state/south-korea"),
        ("中国", "state/china"),
        ("unhcr", "body/office-of-the-high-commissioner-for-refugees"),
        ("Zeid", "official/zeid-raad-al-hussein"),
        ("Securty Council", "body/security-council"),
    ],
)
def test_a_thing_is_found_by_name_code_or_nearly(own_server: Server, text: str, thing: str) -> None:
    found = own_server.get(f"/search?q={quote(text)}", "application/json").json()["results"]
    assert found[0]["iri"].endswith(f"/id/{thing}")
    assert own_server.get(found[0]["page"]).status == 200


def test_people_get_a_page_with_links(own_server: Server) -> None:
    reply = own_server.get("/search?q=china", "text/html")
    assert reply.type.startswith("text/html")
    assert 'href="/page/state/china"' in reply.text


def test_without_a_question_there_is_a_form(own_server: Server) -> None:
    assert '<input id="q"' in own_server.get("/search", "text/html").text


def test_what_is_asked_is_shown_as_text_and_not_as_markup(own_server: Server) -> None:
    reply = own_server.get(f"/search?q={quote('<script>alert(1)</script>')}", "text/html")
    assert "<script>alert" not in reply.text


def test_a_limit_holds_and_an_impossible_one_is_refused(own_server: Server) -> None:
    assert len(own_server.get("/search?q=united&limit=2", "application/json").json()["results"]) == 2
    assert own_server.get("/search?q=united&limit=0").status == 400


def test_a_type_narrows_it(own_server: Server) -> None:
    found = own_server.get("/search?q=china&type=Body", "application/json").json()["results"]
    assert all(result["kind"] == "Body" for result in found)
