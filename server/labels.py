"""What a thing is called: the one place where labels are looked up and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pyoxigraph import Literal, NamedNode

from ontology.terms import PREFIXES
from server.asking import Asker, iri
from server.language import DEFAULT

_LABELS = """
SELECT ?thing ?label ?rank WHERE {
  VALUES ?thing { {{things}} }
  VALUES (?property ?rank) { (skos:prefLabel 0) (rdfs:label 1) (foaf:name 2) (dcterms:title 3) }
  ?thing ?property ?label
}
"""
_LONGEST_NAME = 30  # characters of the end of an IRI that are shown


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name to show, and its language; empty where the name has none or was made from the IRI."""

    text: str
    lang: str = "en"


def labels(asker: Asker, things: Iterable[NamedNode]) -> Mapping[str, Label]:
    """A label for each thing, by its IRI, in the language that the asker wants where there is one."""
    wanted = sorted({thing.value for thing in things})
    if not wanted:
        return {}
    found: dict[str, list[tuple[int, int, str, str]]] = {}
    for row in asker.select(_LABELS, things=[NamedNode(value) for value in wanted]):
        label, rank = row["label"], row["rank"]
        assert isinstance(label, Literal)
        assert isinstance(rank, Literal)
        spoken = label.language or ""
        entry = (_preference(spoken, asker.lang), int(rank.value), label.value, spoken)
        found.setdefault(iri(row["thing"]).value, []).append(entry)
    return {value: _best(found.get(value, []), value) for value in wanted}


def _preference(lang: str, wanted: str) -> int:
    order = (wanted, DEFAULT, "")
    return order.index(lang) if lang in order else len(order)


def _best(found: list[tuple[int, int, str, str]], value: str) -> Label:
    """The wanted language before English before unmarked before any other, `skos:prefLabel` before other properties;
    without any, the IRI shortened."""
    if not found:
        return Label(short(value), "")
    _, _, text, lang = min(found)
    return Label(text, lang)


def by_name(things: Iterable[object], names: Mapping[str, Label], part: str) -> list[object]:
    """Things in the order of the names of one of their parts, an IRI."""
    return sorted(things, key=lambda thing: names[getattr(thing, part).value].text.casefold())


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


def outside(value: str) -> str:
    """An IRI of others in a few words: `wikidata.org: Q148`; a long one by its host alone."""
    parts = urlsplit(value)
    last = unquote(parts.fragment or parts.path.rstrip("/").rpartition("/")[2])
    host = (parts.hostname or value).removeprefix("www.")
    return f"{host}: {last}" if last and len(last) <= _LONGEST_NAME else host
