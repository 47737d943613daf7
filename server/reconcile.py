"""`/reconcile`: the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/

States, bodies, officials, posts and topics by any of their names; the score is that of `server.names`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from pyoxigraph import Literal, NamedNode

from ontology.terms import PREFIXES
from server import problems
from server.asking import literal
from server.context import address, asker, settings, urls
from server.names import Match
from server.search import names

blueprint = Blueprint("reconcile", __name__)

KINDS = ("State", "Body", "Official", "Post", "Topic")
# What a column may be extended with, and a query narrowed by: the property's id, its name, and the path to its values.
PROPERTIES = {
    "iso3": ("ISO 3166 code, three letters", "un:iso3"),
    "iso2": ("ISO 3166 code, two letters", "un:iso2"),
    "m49": ("M49 code", "un:m49"),
    "admitted": ("day of admission", "un:admittedOn"),
    "group": ("regional group", "un:regionalGroup"),
    "part-of": ("part of", "org:subOrganizationOf"),
    "post": ("post held", "^un:holder/un:post"),
    "serves": ("state or body served", "^un:holder/un:post/(un:representing|un:inBody)"),
    "same-as": ("the same elsewhere", "owl:sameAs|skos:exactMatch"),
}
_VALUES = """
SELECT DISTINCT ?value ?name WHERE {
  {{thing}} PATH ?value
  OPTIONAL { ?value skos:prefLabel|rdfs:label|foaf:name ?name FILTER (LANG(?name) IN ("en", "")) }
} ORDER BY ?value
"""
_TENURES = """
SELECT ?from ?until WHERE {
  ?tenure un:holder {{thing}} ; un:startLatest ?from . OPTIONAL { ?tenure un:endEarliest ?until }
}
"""
_SURE = 95.0  # a score from which a single candidate is a match
_MOST = 200  # queries in a batch


@blueprint.route("/reconcile", methods=["GET", "POST"])
def reconcile() -> Response:
    """The manifest; candidates for a batch of `queries`; values for `extend`."""
    if "queries" in request.values:
        return _json({key: {"result": _candidates(query)} for key, query in _batch("queries").items()})
    if "extend" in request.values:
        return _json(_extended(_batch("extend")))
    return _json(_manifest())


@blueprint.get("/reconcile/suggest/<what>")
def suggest(what: str) -> Response:
    """What an entity, type or property that is being typed may become."""
    prefix = request.args.get("prefix", "").strip()
    if what == "entity":
        found = [_candidate(match) for match in names().find(prefix, 10, frozenset(KINDS))] if prefix else []
    elif what in ("type", "property"):
        known = (
            {kind: kind for kind in KINDS} if what == "type" else {id_: name for id_, (name, _) in PROPERTIES.items()}
        )
        found = [{"id": id_, "name": name} for id_, name in known.items() if prefix.lower() in f"{id_} {name}".lower()]
    else:
        raise problems.not_found(f"There is no suggestion of a {what}: entity, type and property are suggested.")
    return _json({"result": found})


@blueprint.get("/reconcile/preview")
def preview() -> Response:
    """A thing in a small page, to be shown inside another."""
    thing = _named(request.args.get("id", ""))
    rows = [(name, _values(thing, id_)) for id_, (name, _) in PROPERTIES.items()]
    shown = [(name, [value.get("name") or value.get("str", "") for value in values]) for name, values in rows if values]
    label = next((v["str"] for v in _asked(thing, "skos:prefLabel|foaf:name") if "str" in v), thing.value)
    text = render_template("preview.html", label=label, iri=thing.value, rows=shown, urls=urls())
    return Response(text, content_type="text/html; charset=utf-8")


def _manifest() -> dict[str, object]:
    service, view = address("reconcile"), address("page/")
    suggested = {
        what: {"service_url": service, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "The United Nations in reports",
        "identifierSpace": f"{settings().base_iri}id/",
        "schemaSpace": PREFIXES["un"],
        "defaultTypes": _types(KINDS),
        "view": {"url": view + "{{id}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 400, "height": 240},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
    }


@blueprint.get("/reconcile/properties")
def propose() -> Response:
    """What a column of things can be extended with."""
    found = [{"id": id_, "name": name} for id_, (name, _) in PROPERTIES.items()]
    return _json({"type": request.args.get("type", ""), "properties": found})


def _batch(name: str) -> dict[str, Any]:
    try:
        found = json.loads(request.values[name])
    except ValueError:
        raise problems.bad_request(f"{name} is not JSON.") from None
    if not isinstance(found, dict):
        raise problems.bad_request(f"{name} is not a JSON object.")
    if len(found) > _MOST:
        raise problems.bad_request(f"{name} holds {len(found)} queries; send {_MOST} or fewer at a time.")
    return found


def _candidates(query: object) -> list[dict[str, object]]:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise problems.bad_request('Each query is an object with the text in "query".')
    kinds = frozenset([query["type"]] if isinstance(query.get("type"), str) else query.get("type") or KINDS)
    limit = query.get("limit") if isinstance(query.get("limit"), int) else 5
    found = names().find(query["query"], max(1, min(int(limit or 5), 50)), kinds & frozenset(KINDS))
    kept = [match for match in found if _fits(match, query.get("properties") or [])]
    sure = [match for match in kept if match.score >= _SURE]
    return [{**_candidate(match), "match": sure == [match]} for match in kept]


def _candidate(match: Match) -> dict[str, object]:
    path = urls().path_of(match.iri) or match.iri
    features = [{"id": "name", "name": f"called {match.name}", "value": match.score}]
    return {"id": path, "name": match.label, "type": _types([match.kind]), "score": match.score, "features": features}


def _types(kinds: Iterable[str]) -> list[dict[str, str]]:
    return [{"id": kind, "name": kind} for kind in kinds]


def _fits(match: Match, narrowed: list[Mapping[str, Any]]) -> bool:
    """Whether the thing has every value that the query names; `on`: it held a post on that day."""
    thing = NamedNode(match.iri)
    for wanted in narrowed:
        pid, given = str(wanted.get("pid")), wanted.get("v")
        text = str(given.get("id", "")) if isinstance(given, Mapping) else str(given)
        if pid != "on" and pid not in PROPERTIES:
            raise problems.bad_request(f"There is no property {pid}; there are on, {', '.join(PROPERTIES)}.")
        if not (_served_on(thing, text) if pid == "on" else _has(thing, pid, text)):
            return False
    return True


def _served_on(thing: NamedNode, day: str) -> bool:
    """Whether a tenure of the official certainly covers the day."""
    spans = ((row["from"], row["until"]) for row in asker().select(_TENURES, thing=thing))
    return any(literal(first) <= day and (last is None or day <= literal(last)) for first, last in spans)


def _has(thing: NamedNode, pid: str, text: str) -> bool:
    return any(text.lower() in (part.lower() for part in value.values()) for value in _values(thing, pid))


def _extended(asked: Mapping[str, Any]) -> dict[str, object]:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise problems.bad_request('extend holds "ids" and "properties", each a list.')
    chosen = [str(prop.get("id")) for prop in wanted if isinstance(prop, Mapping)]
    if unknown := [id_ for id_ in chosen if id_ not in PROPERTIES]:
        raise problems.bad_request(f"There is no property {unknown[0]}; there are {', '.join(PROPERTIES)}.")
    rows = {str(id_): {pid: _values(_named(str(id_)), pid) for pid in chosen} for id_ in ids[:_MOST]}
    return {"meta": [{"id": pid, "name": PROPERTIES[pid][0]} for pid in chosen], "rows": rows}


def _values(thing: NamedNode, pid: str) -> list[dict[str, str]]:
    return _asked(thing, PROPERTIES[pid][1])


def _asked(thing: NamedNode, path: str) -> list[dict[str, str]]:
    found = []
    for row in asker().select(_VALUES.replace("PATH", path), thing=thing):
        value, name = row["value"], row["name"]
        if isinstance(value, Literal):
            found.append({"str": value.value})
        elif isinstance(value, NamedNode):
            shown = name.value if isinstance(name, Literal) else value.value
            found.append({"id": urls().path_of(value.value) or value.value, "name": shown})
    return found


def _named(path: str) -> NamedNode:
    thing = urls().thing(path)
    if thing is None or not path:
        raise problems.bad_request(f"{path!r} is not the id of a thing.")
    return thing


def _json(told: object) -> Response:
    text = json.dumps(told, ensure_ascii=False)
    callback = request.args.get("callback", "")
    if callback and callback.isidentifier():  # JSONP, which version 0.2 still has
        return Response(f"/**/{callback}({text});", content_type="text/javascript; charset=utf-8")
    return Response(text, content_type="application/json")
