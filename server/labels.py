"""What a thing is called: the one place where labels are looked up and chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, FOAF, PREFIXES, RDFS, SKOS
from server.asking import Asker, iri
from server.language import DEFAULT

# A filter and no second VALUES for the properties: the engine would join two of them by way of every label there is.
_LABELS = """
SELECT ?thing ?property ?label WHERE {
  VALUES ?thing { {{things}} }
  ?thing ?property ?label FILTER (?property IN (skos:prefLabel, rdfs:label, foaf:name, dcterms:title)) %s
}
"""
_RANKS = {name.value: rank for rank, name in enumerate((SKOS.prefLabel, RDFS.label, FOAF.name, DCTERMS.title))}
_SPOKEN = "FILTER (LANG(?label) IN ({{lang}}, {{english}}, {{none}}))"
_LONGEST_NAME = 30  # characters of the end of an IRI that are shown

_Ranked = tuple[int, int, str, str]  # how well its language and its property fit, the name, the language


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name to show, and its language; empty where the name has none or was made from the IRI."""

    text: str
    lang: str = "en"


def labels(asker: Asker, things: Iterable[NamedNode]) -> Mapping[str, Label]:
    """A label for each thing, by its IRI, in the language that the asker wants where there is one."""
    wanted = sorted({thing.value for thing in things})
    found = _found(asker, wanted, _SPOKEN)
    unnamed = [value for value in wanted if value not in found]
    found |= _found(asker, unnamed, "")  # a name in any language is better than none; few things need this
    return {value: _best(found.get(value, []), value) for value in wanted}


def _found(asker: Asker, wanted: Sequence[str], spoken: str) -> dict[str, list[_Ranked]]:
    """All names of these things in the languages asked for, each with its rank."""
    if not wanted:
        return {}
    languages = {"lang": Literal(asker.lang), "english": Literal(DEFAULT), "none": Literal("")}
    found: dict[str, list[_Ranked]] = {}
    for row in asker.select(_LABELS % spoken, things=[NamedNode(value) for value in wanted], **languages):
        label, rank = row["label"], _RANKS[iri(row["property"]).value]
        assert isinstance(label, Literal)
        spoke = label.language or ""
        entry = (_preference(spoke, asker.lang), rank, label.value, spoke)
        found.setdefault(iri(row["thing"]).value, []).append(entry)
    return found


def _preference(lang: str, wanted: str) -> int:
    order = (wanted, DEFAULT, "")
    return order.index(lang) if lang in order else len(order)


def _best(found: list[_Ranked], value: str) -> Label:
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
