"""People who may be one: articles name them, no table knows them, and their names are alike."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import FOAF, RDF, RDFS, UN
from triples.curation.claims import is_article
from triples.iris import BASE

_PERSON = f"{BASE}id/official/"
_SPELLINGS = 0.85  # of two names that may be spellings of one, by difflib


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the last part of the address (`key`); `sources` tell of one whom no table knows."""

    key: str
    label: str
    sources: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words of the name."""
        return frozenset(self.key.split("-"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody whom no table knows, somebody else, and why they may be one."""

    one: Person
    other: Person
    reason: str


def people(quads: Iterable[Quad]) -> list[Person]:
    """Everybody who is described, by key; with the articles that tell of them where no table does."""
    labels: dict[str, str] = {}
    told, known = defaultdict[str, set[str]](set), set[str]()
    for quad in quads:
        if not (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_PERSON)):
            continue
        key = quad.subject.value.removeprefix(_PERSON)
        if quad.predicate == RDFS.label and isinstance(quad.object, Literal) and quad.object.language == "en":
            labels[key] = quad.object.value
        if quad.predicate == UN.reportedIn and isinstance(quad.object, NamedNode):
            told[key].add(quad.object.value.rpartition("/")[2])
        if quad.predicate == RDF.type and quad.object in (UN.Official, FOAF.Person) and not is_article(quad.graph_name):
            known.add(key)
    everybody = sorted(known | told.keys())
    return [Person(k, labels.get(k, k), () if k in known else tuple(sorted(told[k]))) for k in everybody]


def likenesses(everybody: Iterable[Person]) -> list[Likeness]:
    """Every two of whom at least one is in no table and whose names are alike, the unknown one first."""
    by_word: defaultdict[str, list[Person]] = defaultdict(list)
    listed = list(everybody)
    for person in listed:
        for word in sorted(person.words):
            by_word[word].append(person)
    pairs = {
        (one.key, other.key): Likeness(one, other, reason)
        for one in listed
        if one.sources
        for other in _near(one, by_word)
        if not (other.sources and other.key < one.key)
        if (reason := _reason(one, other))
    }
    return [pairs[key] for key in sorted(pairs)]


def _near(one: Person, by_word: dict[str, list[Person]]) -> Iterator[Person]:
    """Those who share a word of the name."""
    found = {other.key: other for word in one.words for other in by_word[word] if other != one}
    return (found[key] for key in sorted(found))


def _reason(one: Person, other: Person) -> str:
    if len(one.words) == 1 or len(other.words) == 1:
        return "one is named by a single name"
    if one.words < other.words or other.words < one.words:
        return "one name is part of the other"
    if one.words == other.words:
        return "the same names in another order"
    if _last(one) == _last(other) and one.key[0] == other.key[0]:
        return "the same surname and initial"
    if difflib.SequenceMatcher(None, one.key, other.key).ratio() >= _SPELLINGS:
        return "may be two spellings of one name"
    return ""


def _last(person: Person) -> str:
    return person.key.rpartition("-")[2]
