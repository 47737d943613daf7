"""Every kind of page in a browser: on a phone, in the dark, from right to left, without a script, for all readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

QUERY = "SELECT ?name ?votes { VALUES (?name ?votes) { ('China' 7) ('Chad' 3) } }"

# A kind of page a line: add yours.
PAGES: Mapping[str, str] = {
    "home": "/",
    "states": "/things/states",
    "search": "/search?q=china",
    "state": "/page/state/china",
    "body": "/page/body/security-council",
    "large body": "/page/body/general-assembly",
    "official": "/page/official/samantha-power",
    "post": "/page/post/secretary-general-united-nations",
    "vote": "/page/vote/security-council-2015-12-10-procedural-9-4-2",
    "large vote": "/page/vote/general-assembly-2005-12-16-resolution-88-21-60",
    "source": "/page/source/vice-news-2015-12-10",
    "table": "/page/source/reference-vetoes",
    "discrepancy": "/page/discrepancy/china-vetoes-ruleaspect",
    "topic": "/page/topic/human-rights-in-the-dprk",
    "meeting": "/page/meeting/security-council-2015-12-10",
    "list": "/page/body/security-council?list=votes",
    "statements": "/page/body/security-council?view=statements",
    "rule": "/page/rule/charter-article-27",
    "query": "/sparql",
    "example": "/sparql?example=25-vetoes-by-decade",
    "result": f"/sparql?query={QUERY}",
    "dataset": "/dataset",
    "ontology": "/ontology",
    "shapes": "/shapes",
    "limits": "/limits",
    "validate": "/validate",
}
LARGEST = 100_000  # bytes of any first view, as sent
LIGHT = "rgb(255, 255, 255)"


@pytest.fixture(scope="module", params=PAGES)
def seen(request: pytest.FixtureRequest, drive: Callable[..., Any]) -> Mapping[str, Any]:
    """What was seen of a page; so made that all tests of one page come after each other."""
    found: Mapping[str, Any] = drive("visit.mjs", pages={request.param: PAGES[request.param]})[request.param]
    return found


def test_a_page_is_there_with_one_heading_with_a_script_and_without(seen: Mapping[str, Any]) -> None:
    for how in ("wide", "arabic", "plain"):
        assert (seen[how]["status"], seen[how]["headings"]) == (200, 1)


def test_a_page_has_nothing_to_complain_of_and_asks_no_other_host(seen: Mapping[str, Any]) -> None:
    assert (seen["said"], seen["elsewhere"]) == ([], [])


def test_a_first_view_is_light(seen: Mapping[str, Any]) -> None:
    assert seen["bytes"] <= LARGEST


def test_a_page_fits_a_phone_in_either_direction(seen: Mapping[str, Any]) -> None:
    assert [seen[how]["overflow"] for how in ("narrow", "arabic", "plain")] == [0, 0, 0]
    assert [seen[how]["direction"] for how in ("narrow", "arabic")] == ["ltr", "rtl"]


def test_a_page_has_no_serious_violation_of_what_axe_knows(seen: Mapping[str, Any]) -> None:
    assert seen["wide"]["violations"] == []


def test_a_page_is_dark_for_who_likes_that_and_can_be_read(seen: Mapping[str, Any]) -> None:
    assert (seen["wide"]["paper"], seen["dark"]["paper"] == LIGHT) == (LIGHT, False)
    assert seen["dark"]["violations"] == []
