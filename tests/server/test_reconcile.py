"""`/reconcile`: the Reconciliation Service API 0.2, as OpenRefine speaks it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Server

FORM = "application/x-www-form-urlencoded"


def post(server: Server, **fields: object) -> Any:
    body = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
    reply = server.request("POST", "/reconcile", body, Content_Type=FORM)
    assert reply.status == 200, reply.text
    return reply.json()


def candidates(server: Server, **query: object) -> list[dict[str, Any]]:
    return list(post(server, queries={"q": query})["q"]["result"])


def test_the_manifest_says_what_is_served_and_where(own_server: Server) -> None:
    manifest = own_server.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    assert manifest["view"]["url"] == own_server.url + "page/{{id}}"
    assert {kind["id"] for kind in manifest["defaultTypes"]} == {"State", "Body", "Official", "Post", "Topic"}


@pytest.mark.parametrize("text", ["Norway", "Norvège", "Норвегия", "挪威", "NOR", "Norwegian", "Kingdom of Norway"])
def test_any_name_of_a_state_finds_it(own_server: Server, text: str) -> None:
    (best, *_) = candidates(own_server, query=text, type="State")
    assert (best["id"], best["score"]) == ("state/norway", 100)


def test_one_sure_candidate_is_a_match_and_a_doubtful_one_is_not(own_server: Server) -> None:
    assert candidates(own_server, query="Norway", type="State")[0]["match"] is True
    assert candidates(own_server, query="Norwai", type="State")[0]["match"] is False


def test_a_batch_answers_every_query_under_its_key(own_server: Server) -> None:
    found = post(
        own_server, queries={"a": {"query": "China"}, "b": {"query": "Security Council"}, "c": {"query": "zzzz"}}
    )
    assert [found[key]["result"][:1] and found[key]["result"][0]["id"] for key in "abc"] == [
        "state/china",
        "body/security-council",
        [],
    ]


def test_a_score_is_explained(own_server: Server) -> None:
    (best, *_) = candidates(own_server, query="Holland", type="State")
    assert best["features"] == [{"id": "name", "name": "called Holland", "value": 100}]


def test_an_official_can_be_asked_for_by_day_and_by_state_served(own_server: Server) -> None:
    def found(*properties: dict[str, str]) -> list[str]:
        asked = candidates(own_server, query="Samantha Power", type="Official", properties=list(properties))
        return [candidate["id"] for candidate in asked]

    power = ["official/samantha-power"]
    assert found({"pid": "on", "v": "2015-12-10"}) == power
    assert found({"pid": "on", "v": "1990-01-01"}) == []
    assert found({"pid": "serves", "v": "United States"}) == power
    assert found({"pid": "serves", "v": "China"}) == []


def test_a_column_is_extended_with_values(own_server: Server) -> None:
    asked = {"ids": ["state/china", "body/security-council"], "properties": [{"id": "iso3"}, {"id": "part-of"}]}
    found = post(own_server, extend=asked)
    assert [meta["id"] for meta in found["meta"]] == ["iso3", "part-of"]
    assert found["rows"]["state/china"]["iso3"] == [{"str": "CHN"}]
    assert found["rows"]["body/security-council"]["iso3"] == []


@pytest.mark.parametrize("what", ["entity", "type", "property"])
def test_what_is_being_typed_is_suggested(own_server: Server, what: str) -> None:
    prefix = {"entity": "Secur", "type": "Sta", "property": "post"}[what]
    found = own_server.get(f"/reconcile/suggest/{what}?prefix={prefix}").json()["result"]
    assert found[0]["name"] in ("Security Council", "State", "post held")


def test_the_preview_is_a_small_page(own_server: Server) -> None:
    page = own_server.get("/reconcile/preview?id=state/china").text
    assert "CHN" in page
    assert "China" in page


def test_the_properties_that_a_column_can_be_extended_with_are_listed(own_server: Server) -> None:
    assert {p["id"] for p in own_server.get("/reconcile/properties?type=State").json()["properties"]} >= {
        "iso3",
        "group",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q": 1}'},
        {"queries": '{"q": {"query": "China", "properties": [{"pid": "nothing", "v": "1"}]}}'},
        {"extend": '{"ids": "state/china"}'},
        {"extend": '{"ids": ["state/china"], "properties": [{"id": "nothing"}]}'},
        {"queries": json.dumps({str(n): {"query": "x"} for n in range(500)})},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(own_server: Server, fields: dict[str, str]) -> None:
    reply = own_server.request("POST", "/reconcile", urlencode(fields).encode(), Content_Type=FORM)
    assert reply.status == 400
    assert reply.json()["detail"]


def test_old_clients_may_ask_by_jsonp(own_server: Server) -> None:
    assert own_server.get("/reconcile?callback=found").text.startswith("/**/found({")
    assert own_server.get(f"/reconcile?callback={quote('alert(1)//')}").text.startswith("{")
