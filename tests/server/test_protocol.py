"""Reading a SPARQL Protocol request: all three operations, and what contradicts itself."""

from urllib.parse import urlencode

import pytest

from server.problems import Problem
from server.protocol import DIRECT, FORM, SparqlRequest, page_number, read

ASK = "ASK {}"


def get(*pairs: tuple[str, str]) -> SparqlRequest | None:
    return read("GET", urlencode(pairs), "", b"", None)


def form(*pairs: tuple[str, str], url: str = "", content_type: str = FORM) -> SparqlRequest | None:
    return read("POST", url, content_type, urlencode(pairs).encode(), None)


def direct(body: bytes, url: str = "", content_type: str = DIRECT) -> SparqlRequest | None:
    return read("POST", url, content_type, body, None)


def refusal(attempt: object, *arguments: object, **named: object) -> Problem:
    with pytest.raises(Problem) as caught:
        attempt(*arguments, **named)  # type: ignore[operator]
    return caught.value


def test_a_query_by_get() -> None:
    assert get(("query", ASK)) == SparqlRequest(ASK)


def test_a_query_by_form() -> None:
    assert form(("query", ASK)) == SparqlRequest(ASK)


def test_a_query_as_the_body() -> None:
    assert direct("ASK { ?s ?p 'ł' }".encode()) == SparqlRequest("ASK { ?s ?p 'ł' }")


def test_a_charset_of_utf_8_is_read() -> None:
    assert direct(b"ASK {}", content_type=f'{DIRECT}; charset="UTF-8"') == SparqlRequest(ASK)
    assert form(("query", ASK), content_type=f"{FORM};charset=utf-8") == SparqlRequest(ASK)


def test_another_charset_is_415() -> None:
    assert refusal(direct, b"ASK {}", content_type=f"{DIRECT}; charset=utf-16").status == 415


def test_no_query_by_get_is_no_request() -> None:
    assert get() is None
    assert get(("default-graph-uri", "http://example.org/g")) is None


def test_a_form_without_a_query_is_400() -> None:
    assert refusal(form, ("format", "json")).status == 400


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/json", "application/sparql-update"])
def test_another_body_is_415_and_names_what_is_read(content_type: str) -> None:
    problem = refusal(direct, b"ASK {}", content_type=content_type)
    assert problem.status == 415
    assert problem.extra["accepted"] == [FORM, DIRECT]


def test_the_dataset_is_both_lists_or_none() -> None:
    asked = get(("query", ASK), ("default-graph-uri", "http://e/1"), ("default-graph-uri", "http://e/2"))
    assert asked is not None
    assert (asked.default_graphs, asked.named_graphs) == (("http://e/1", "http://e/2"), ())
    asked = form(("query", ASK), ("named-graph-uri", "http://e/1"))
    assert asked is not None
    assert (asked.default_graphs, asked.named_graphs) == ((), ("http://e/1",))


def test_a_body_query_takes_its_dataset_from_the_address() -> None:
    asked = direct(b"ASK {}", url=urlencode({"named-graph-uri": "http://e/1"}))
    assert asked is not None
    assert asked.named_graphs == ("http://e/1",)


@pytest.mark.parametrize("value", ["graph", "", "//e/g", "http://e/ g", "http://e/<g>"])
def test_a_graph_that_is_no_absolute_iri_is_400(value: str) -> None:
    problem = refusal(get, ("query", ASK), ("default-graph-uri", value))
    assert problem.status == 400
    assert "default-graph-uri" in problem.detail


@pytest.mark.parametrize("name", ["query", "format", "timeout", "page"])
def test_a_parameter_given_twice_is_400_and_named(name: str) -> None:
    problem = refusal(get, ("query", ASK), (name, "1"), (name, "2"))
    assert problem.status == 400
    assert f"parameter {name} " in problem.detail


def test_a_parameter_in_address_and_form_is_400() -> None:
    assert refusal(form, ("query", ASK), url=urlencode({"query": ASK})).status == 400


def test_a_query_in_address_and_body_is_400() -> None:
    assert refusal(direct, b"ASK {}", url=urlencode({"query": ASK})).status == 400


def test_an_update_sent_here_is_400() -> None:
    assert refusal(form, ("update", "CLEAR ALL")).status == 400


def test_bytes_that_are_not_utf_8_are_400() -> None:
    assert refusal(direct, b"ASK { ?s ?p '\xff' }").status == 400
    assert refusal(read, "GET", "query=%FF", "", b"", None).status == 400
    assert refusal(read, "POST", "", FORM, b"query=\xff", None).status == 400


def test_too_many_parameters_are_400() -> None:
    assert refusal(read, "GET", "&".join(["a=1"] * 1001), "", b"", None).status == 400


def test_the_format_is_known_by_name_suffix_or_media_type() -> None:
    for value in ("turtle", "ttl", "text/turtle"):
        asked = get(("query", ASK), ("format", value))
        assert asked is not None
        assert asked.format is not None
        assert asked.format.name == "turtle"


def test_an_unknown_format_is_406_and_lists_what_there_is() -> None:
    problem = refusal(get, ("query", ASK), ("format", "docx"))
    assert problem.status == 406
    assert "text/csv" in str(problem.extra["available"])


def test_a_timeout_is_seconds() -> None:
    asked = get(("query", ASK), ("timeout", "2.5"))
    assert asked is not None
    assert asked.timeout == 2.5


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf"])
def test_an_impossible_timeout_is_400(value: str) -> None:
    assert refusal(get, ("query", ASK), ("timeout", value)).status == 400


def test_an_empty_query_is_a_query() -> None:
    assert get(("query", "")) == SparqlRequest("")


@pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
def test_the_dataset_of_an_update_cannot_go_with_a_query(name: str) -> None:
    problem = refusal(get, ("query", ASK), (name, "http://e/1"))
    assert problem.status == 400
    assert "default-graph-uri" in problem.detail


def test_a_page_is_a_number_from_one_on() -> None:
    asked = get(("query", ASK), ("page", "3"))
    assert asked is not None
    assert (asked.page, page_number(None), page_number("")) == (3, 1, 1)


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.0", "9" * 10, "9" * 5000, "²"])
def test_an_impossible_page_is_400(value: str) -> None:
    assert refusal(get, ("query", ASK), ("page", value)).status == 400


def test_the_dataset_is_written_as_the_parameters_it_came_from() -> None:
    given = (
        ("default-graph-uri", "http://e/1"),
        ("default-graph-uri", "http://e/2"),
        ("named-graph-uri", "http://e/3"),
    )
    asked = get(("query", ASK), *given)
    assert asked is not None
    assert asked.dataset == given
    assert SparqlRequest(ASK).dataset == ()
