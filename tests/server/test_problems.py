"""One failure, three forms."""

import json

import pytest

from server.formats import carrying
from server.problems import PROBLEM_HTML, PROBLEM_JSON, PROBLEM_TEXT, bad_request, busy, form_for, not_acceptable

SYNTAX = bad_request("Syntax error.", line=2, column=5, source="  } }")


def test_the_json_has_the_members_of_rfc_9457_and_its_own() -> None:
    assert json.loads(SYNTAX.as_json()) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Syntax error.",
        "line": 2,
        "column": 5,
        "source": "  } }",
    }


def test_the_text_points_to_the_place() -> None:
    assert SYNTAX.as_text().decode() == "400 Bad Request\nSyntax error.\n\n  } }\n    ^\n"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, PROBLEM_JSON),
        ("*/*", PROBLEM_JSON),
        ("application/json", PROBLEM_JSON),
        ("text/turtle", PROBLEM_JSON),
        ("text/html,*/*;q=0.8", PROBLEM_HTML),
        ("text/plain", PROBLEM_TEXT),
    ],
)
def test_the_form_follows_accept_and_is_json_when_in_doubt(accept: str | None, form: object) -> None:
    assert form_for(accept) == form


def test_a_full_queue_says_when_to_come_back() -> None:
    assert busy(3, 7).headers["Retry-After"] == "7"


def test_what_is_not_acceptable_lists_what_there_is() -> None:
    problem = not_acceptable(carrying("solutions"))
    assert problem.extra["available"] == [row.media_type for row in carrying("solutions")]
    assert problem.headers["Vary"] == "Accept"
