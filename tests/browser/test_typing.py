"""The query page by keyboard alone, and what its editor does for who writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def seen(drive: Callable[..., Any], root: Path) -> Mapping[str, Any]:
    if not (root / "server" / "static" / "built" / "query.js").is_file():
        pytest.skip("the editor is not built (make editor)")
    found: Mapping[str, Any] = drive("type.mjs")
    return found


def test_an_example_runs_by_keyboard_alone_and_its_address_can_be_shared(seen: Mapping[str, Any]) -> None:
    assert seen["example"]["rows"] == 15
    assert "/sparql?query=" in seen["example"]["address"]


def test_focus_is_seen_and_tab_leaves_the_editor(seen: Mapping[str, Any]) -> None:
    assert (seen["example"]["outline"], seen["example"]["left"]) == ("solid", "Run")


def test_a_class_is_completed_and_its_prefix_declared(seen: Mapping[str, Any]) -> None:
    declared = "PREFIX un: <https://w3id.org/unkg/ontology#>\n"
    assert seen["completed"] == f"{declared}SELECT ?vote {{ ?vote a un:Ballot"


def test_a_wrong_query_is_marked_where_it_is_wrong_and_the_cursor_is_there(seen: Mapping[str, Any]) -> None:
    assert (seen["wrong"]["marked"], seen["wrong"]["focused"]) == ("}", "editor")
    assert "line 3, column 1" in seen["wrong"]["told"]


def test_nothing_goes_wrong_on_the_way(seen: Mapping[str, Any]) -> None:
    assert seen["said"] == []
