"""Gold: texts with the facts that people found in them, from one JSON file or a folder of pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from triples.facts import (
    UNKNOWN,
    Agent,
    Ballot,
    Fact,
    Figure,
    Meeting,
    Post,
    Span,
    Stance,
    Statement,
    Tally,
    When,
)
from triples.reading import decoded, read_bytes

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text's file, who published it, the facts `expected` of it, and those that are `optional`: true, not required.

    `kinds` are those that its gold marks at all: of others it cannot judge.
    """

    file: Path
    publisher: str
    expected: tuple[Fact, ...]
    optional: tuple[Fact, ...]
    kinds: frozenset[type[Fact]] = frozenset()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that is true."""
        return (*self.expected, *self.optional)


def read_gold(path: Path) -> list[Marked]:
    """The marked texts of a JSON file (`{"articles": [{"source": ..., "facts": [...]}]}`) or of a folder of pairs
    (`NAME.txt` and `NAME.json`, at any depth), in order.

    The texts that a file names lie beside it, or in a folder beside its own. Raises InputError for what is missing or
    is no gold.
    """
    found = list(_pairs(path) if path.is_dir() else _bundle(path))
    if not found:
        raise InputError(f"{path}: there is no gold here; put NAME.json with the facts beside each NAME.txt")
    kinds = frozenset(type(fact) for text in found for fact in text.facts)
    return [replace(text, kinds=kinds) for text in found]


def _pairs(folder: Path) -> Iterator[Marked]:
    for file in sorted(folder.rglob("*.json")):
        text = file.with_suffix(".txt")
        if not text.is_file():
            raise InputError(f"{file}: its text {text.name} is missing; put it beside the facts")
        given = _json(file)
        yield _marked(text, str(given.get("publisher") or ""), given, file)


def _bundle(file: Path) -> Iterator[Marked]:
    articles = _json(file).get("articles")
    if not isinstance(articles, list):
        raise InputError(f'{file}: this is no gold; it holds no list "articles"')
    for article in articles:
        source = article.get("source", {})
        text = _text_of(file, Path(source.get("file", "")).name, source.get("sha256"))
        yield _marked(text, str(source.get("publisher") or ""), article, file)


def _text_of(file: Path, name: str, digest: str | None) -> Path:
    """The text of that name, and of that content where the gold says which, beside the file or one folder further."""
    beside = [file.parent, *sorted(p for p in file.resolve().parent.parent.iterdir() if p.is_dir())]
    for place in (folder / name for folder in beside):
        if name and place.is_file() and digest in (None, hashlib.sha256(place.read_bytes()).hexdigest()):
            return place
    raise InputError(f"{file}: its text {name or '(no name)'} is not beside it; put it there, unchanged")


def _json(file: Path) -> dict[str, Any]:
    try:
        given = json.loads(decoded(read_bytes(file), file))
    except ValueError as error:
        raise InputError(f"{file}: this is not JSON ({error})") from error
    if not isinstance(given, dict):
        raise InputError(f"{file}: this is no gold; it must be a JSON object with the facts of a text")
    return given


def _marked(text: Path, publisher: str, given: Json, file: Path) -> Marked:
    try:
        facts = [(bool(fact.get("optional")), _fact(fact)) for fact in given["facts"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{file}: a fact of {text.name} cannot be read ({error!r}); see `unkg extract`") from error
    expected = tuple(fact for optional, fact in facts if not optional)
    return Marked(text, publisher, expected, tuple(fact for optional, fact in facts if optional))


def _fact(given: Json) -> Fact:
    """A fact as people mark it: in the form of `unkg extract --format json`, but only what is said of it."""
    spans = tuple(Span(e["start"], e["end"]) for e in given["evidence"])
    shared: dict[str, Any] = {"id": given["id"], "evidence": spans, "rule": "", "inferred": bool(given.get("inferred"))}
    told: dict[str, Any]
    match given["kind"]:
        case "tally":
            counts: dict[str, Any] = {
                "for_": given.get("for"),
                "against": given.get("against"),
                "abstain": given.get("abstain"),
            }
            told = {"motion": given.get("motion"), "outcome": given.get("outcome"), "matter": given.get("matter")}
            return Tally(body=_agent(given.get("body")), when=_when(given), **counts, **told, **shared)
        case "ballot":
            return Ballot(vote=given.get("vote"), state=_known(given["state"]), choice=given["choice"], **shared)
        case "post":
            return Post(official=_person(given["official"]), title=given["title"], for_=_served(given), **shared)
        case "statement":
            who = _person(given["speaker"]) if given.get("speaker") else None
            return Statement(speaker=who, for_=_served(given), quote=bool(given.get("quote")), **shared)
        case "stance":
            told = {"polarity": given["polarity"], "matter": given["matter"], "act": given["act"]}
            return Stance(holder=_known(given["holder"]), **told, **shared)
        case "meeting":
            return Meeting(body=_agent(given.get("body")), when=_when(given), topic=given.get("topic"), **shared)
        case "figure":
            told = {"unit": given.get("unit", ""), "qualifier": given.get("qualifier"), "about": given.get("about", "")}
            return Figure(value=given["value"], **told, **shared)
    raise ValueError(f"{given['kind']!r} is no kind of fact")


def _served(given: Json) -> Agent | None:
    return _agent(given.get("for"))


def _agent(given: Json | None) -> Agent | None:
    return None if given is None else _known(given)


def _known(given: Json) -> Agent:
    return Agent(given["type"], given["label"], given.get("iri", ""), given.get("iso3"))


def _person(given: Json | str) -> Agent:
    """A person is given as an agent, or by name alone."""
    return Agent("person", given, "") if isinstance(given, str) else _known(given)


def _when(given: Json) -> When:
    if not given.get("date"):
        return UNKNOWN
    day = date.fromisoformat(given["date"])
    return When(given.get("date_text"), day, day)
