"""What a thing is called: the one place where labels are looked up and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from ontology.terms import PREFIXES
from server.asking import Asker, iri

_LABELS = """
SELECT ?thing ?label ?rank WHERE {
  VALUES ?thing { {{things}} }
  VALUES (?property ?rank) { (skos:prefLabel 0) (rdfs:label 1) (foaf:name 2) (dcterms:title 3) }
  ?thing ?property ?label
}
"""
_LANGUAGES = ("en", "")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name to show, and its language; empty where the name has none or was made from the IRI."""

    text: str
    lang: str = "en"


def labels(asker: Asker, things: Iterable[NamedNode]) -> Mapping[str, Label]:
    """A label for each thing, by its IRI."""
    wanted = sorted({thing.value for thing in things})
    if not wanted:
        return {}
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for row in asker.select(_LABELS, things=[NamedNode(value) for value in wanted]):
        label, rank = row["label"], row["rank"]
        assert isinstance(label, Literal)
        assert isinstance(rank, Literal)
        entry = (_preference(label.language or ""), int(rank.value), label.value, label.language or "")
        found.setdefault(iri(row["thing"]).value, []).append(entry)
    return {value: _best(found.get(value, []), value) for value in wanted}


def _preference(lang: str) -> int:
    return _LANGUAGES.index(lang) if lang in _LANGUAGES else len(_LANGUAGES)


def _best(found: list[tuple[int, int, str, str]], value: str) -> Label:
    """English before unmarked before any other, `skos:prefLabel` before others; without any, the IRI shortened."""
    if not found:
        return Label(short(value), "")
    _, _, text, lang = min(found)
    return Label(text, lang)


def short(value: str) -> str:
    """An IRI as `prefix:name` where a prefix fits, else in the words of its end."""
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and value != namespace:
            return f"{prefix}:{value.removeprefix(namespace)}"
    return from_iri(value)


def from_iri(value: str) -> str:
    """Readable words from the end of an IRI: `.../id/vote/council-2015` gives `Vote: council 2015`."""
    before, _, last = unquote(value).rstrip("/").rpartition("#" if "#" in value else "/")
    words = last.replace("-", " ")
    if "/id/" in before + "/":
        kind = before.rpartition("/")[2]
        return f"{kind.capitalize()}: {words}"
    return words or value
