"""Facts as JSON and back: the form that `unkg extract --format json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from triples.facts import (
    UNKNOWN,
    Agent,
    Article,
    Ballot,
    Fact,
    Figure,
    Meeting,
    Post,
    Source,
    Span,
    Stance,
    Statement,
    Tally,
    When,
)

Json = dict[str, Any]


def to_json(articles: Iterable[Article]) -> Json:
    """Articles with their facts as one JSON object."""
    return {"articles": [article_json(article) for article in articles]}


def article_json(article: Article) -> Json:
    """One article with its facts."""
    return {"source": _source(article.source), "facts": [_fact(fact) for fact in article.facts]}


def from_json(document: Mapping[str, Any]) -> list[Article]:
    """The articles of such an object. Raises KeyError or ValueError for what is none."""
    return [Article(_read_source(a["source"]), tuple(_read_fact(f) for f in a["facts"])) for a in document["articles"]]


def _source(source: Source) -> Json:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "slug": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "published": _day(source.published),
        **_bounds(source.published),
        "url": source.url,
        **({"text_sha256": source.text_sha256} if source.text_sha256 else {}),
    }


def _read_source(given: Mapping[str, Any]) -> Source:
    return Source(
        given["file"],
        given["sha256"],
        given["title"],
        given["publisher"],
        _read_when(given, "published"),
        given["url"],
        given.get("slug", ""),
        given.get("text_sha256"),
    )


def _fact(fact: Fact) -> Json:
    return {
        "id": fact.id,
        "kind": type(fact).__name__.lower(),
        **_fields(fact),
        "evidence": [{"start": span.start, "end": span.end} for span in fact.evidence],
        "rule": fact.rule,
        "confidence": fact.confidence,
        "inferred": fact.inferred,
    }


def _fields(fact: Fact) -> Json:
    match fact:
        case Tally():
            counts = {"for": fact.for_, "against": fact.against, "abstain": fact.abstain}
            told = {"motion": fact.motion, "outcome": fact.outcome, "matter": fact.matter}
            return {"body": _agent(fact.body), **counts, **told, **_when(fact.when)}
        case Ballot():
            return {"vote": fact.vote, "state": _agent(fact.state), "choice": fact.choice}
        case Post():
            held = {"official": _agent(fact.official), "title": fact.title, "for": _agent(fact.for_)}
            term = {
                name: _when(when) for name, when in (("since", fact.since), ("until", fact.until)) if when != UNKNOWN
            }
            return {**held, "bearing": fact.bearing, **_when(fact.when), **term}
        case Statement():
            said = {"speaker": _agent(fact.speaker), "for": _agent(fact.for_), "quote": fact.quote}
            return {**said, "verb": fact.verb, **_when(fact.when)}
        case Stance():
            return {
                "holder": _agent(fact.holder),
                "polarity": fact.polarity,
                "matter": fact.matter,
                "act": fact.act,
            }
        case Meeting():
            return {"body": _agent(fact.body), "topic": fact.topic, "closed": fact.closed, **_when(fact.when)}
        case Figure():
            return {"value": fact.value, "unit": fact.unit, "qualifier": fact.qualifier, "about": fact.about}
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


def _read_fact(given: Mapping[str, Any]) -> Fact:
    shared = {
        "id": given["id"],
        "evidence": tuple(Span(e["start"], e["end"]) for e in given["evidence"]),
        "rule": given["rule"],
        "confidence": given["confidence"],
        "inferred": given["inferred"],
    }
    match given["kind"]:
        case "tally":
            counts = {"for_": given["for"], "against": given["against"], "abstain": given["abstain"]}
            told = {"motion": given["motion"], "outcome": given["outcome"], "matter": given["matter"]}
            return Tally(body=_read_agent(given["body"]), when=_read_when(given), **counts, **told, **shared)
        case "ballot":
            return Ballot(vote=given["vote"], state=_known(given["state"]), choice=given["choice"], **shared)
        case "post":
            held = {"title": given["title"], "bearing": given["bearing"], "when": _read_when(given)}
            held |= {name: _read_when(given[name]) for name in ("since", "until") if name in given}
            return Post(official=_known(given["official"]), for_=_read_agent(given["for"]), **held, **shared)
        case "statement":
            said = {"quote": given["quote"], "verb": given["verb"], "when": _read_when(given)}
            return Statement(speaker=_read_agent(given["speaker"]), for_=_read_agent(given["for"]), **said, **shared)
        case "stance":
            held = {"polarity": given["polarity"], "matter": given["matter"], "act": given["act"]}
            return Stance(holder=_known(given["holder"]), **held, **shared)
        case "meeting":
            held = {"topic": given["topic"], "closed": given["closed"], "when": _read_when(given)}
            return Meeting(body=_read_agent(given["body"]), **held, **shared)
        case "figure":
            told = {"value": given["value"], "unit": given["unit"]}
            return Figure(qualifier=given["qualifier"], about=given["about"], **told, **shared)
    raise ValueError(f"{given['kind']!r} is no kind of fact")


def _agent(agent: Agent | None) -> Json | None:
    if agent is None:
        return None
    code = {"iso3": agent.iso3} if agent.iso3 else {}
    return {"type": agent.type, **code, "label": agent.label, "iri": agent.iri, "resolution": agent.resolution}


def _read_agent(given: Mapping[str, Any] | None) -> Agent | None:
    return None if given is None else _known(given)


def _known(given: Mapping[str, Any]) -> Agent:
    return Agent(given["type"], given["label"], given["iri"], given.get("iso3"), given.get("resolution", ""))


def _day(when: When) -> str | None:
    return when.day.isoformat() if when.day else None


def _bounds(when: When) -> Json:
    """What says more than one day: the words, and the first and the last day that they can mean."""
    between = {"earliest": when.earliest, "latest": when.latest} if when.day is None else {}
    days = {f"date_{name}": day.isoformat() for name, day in between.items() if day}
    return {"date_text": when.text, **days} if when.text else days


def _when(when: When) -> Json:
    return {"date": _day(when), **_bounds(when)}


def _read_when(given: Mapping[str, Any], day: str = "date") -> When:
    if given[day]:
        exact = date.fromisoformat(given[day])
        return When(given.get("date_text"), exact, exact)
    earliest, latest = given.get("date_earliest"), given.get("date_latest")
    when = When(
        given.get("date_text"),
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
    )
    return UNKNOWN if when == UNKNOWN else when
