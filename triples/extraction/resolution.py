"""Who of the registry a name of a document means, and how that is known; nobody where two could be meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from triples import iris
from triples.extraction.document import Document
from triples.extraction.names import FAMILY_FIRST, Run, name_key
from triples.facts import Agent
from triples.registry import Entity, Registry


def person_of(document: Document, run: Run) -> Agent:
    """The person whom a name means: an official of the registry, else one known by this name alone, who stays apart
    from all others until a curator joins them. The agent's `resolution` says how the name was read."""
    known = officials(document.registry).get(frozenset(run.key))
    if known is not None:
        return Agent("person", known.label, known.iri, resolution=_order(known, run))
    spelled = _spelled(run.key, document)
    if spelled is not None and _doubled(document.text[run.span.start : run.span.end], run.key, spelled):
        spelled = None
    for how, entity in (
        ("registry, in another spelling or with another middle name", spelled),
        ("registry, by surname and office", _by_office(document, run)),
    ):
        if entity is not None:
            return Agent("person", entity.label, entity.iri, resolution=how)
    label = _label(document.text[run.span.start : run.span.end])
    return Agent("person", label, iris.thing("official", label).value, resolution="a name of this text alone")


def _doubled(written: str, key: tuple[str, ...], official: Entity) -> bool:
    """Whether a name has a double surname of which the official has the first half: "Ana Soto-Li" is no Ana Soto."""
    return "-" in written.split()[-1] and key[0] not in FAMILY_FIRST and key[-1] not in name_key(official.label)


def _order(entity: Entity, run: Run) -> str:
    spelled = {name_key(name) for name in (entity.label, *(n.text for n in entity.names if n.lang == "en"))}
    return "registry" if run.key in spelled else "registry, in another order of the names"


def _label(written: str) -> str:
    """A name as people write it: without brackets and line ends, and without the capitals of meeting records."""
    words = written.replace("[", "").replace("]", "").split()
    shouted = written.isupper()
    return " ".join(w.title() if w.isupper() and "." not in w and (shouted or len(w) > 3) else w for w in words)


def _spelled(key: tuple[str, ...], document: Document) -> Entity | None:
    """The one official whose name is spelled almost so, or holds all words of a name of three or more, where the
    document names a state or body that he or she has served."""
    if len(key) < 2:
        return None
    words = set(key)
    index = _by_word(document.registry)
    near = {
        entity.slug: entity
        for word in sorted(words)
        for other, entity in index.get(word, ())
        if len(words ^ other) <= 2 and abs(len(words) - len(other)) <= 1 and _near(key, other, name_key(entity.label))
    }
    return _served_here(next(iter(near.values())), document) if len(near) == 1 else None


def _served_here(official: Entity, document: Document) -> Entity | None:
    serving = {t.served for t in document.registry.tenures if t.official == official.slug}
    here = any(m.entity is not None and m.entity.slug in serving for m in document.mentions)
    return official if here or not serving else None


@lru_cache(maxsize=4)
def _by_word(registry: Registry) -> dict[str, tuple[tuple[frozenset[str], Entity], ...]]:
    """The registry's officials by each word of their names."""
    index: dict[str, list[tuple[frozenset[str], Entity]]] = {}
    for key, entity in officials(registry).items():
        for word in key:
            index.setdefault(word, []).append((key, entity))
    return {word: tuple(found) for word, found in index.items()}


# Letters of a surname: "Craft" and "Croft" are more often two than two spellings of one, as are names of which one has
# two letters more ("Callard", "Callamard").
_LONG_ENOUGH = 6


def _near(key: tuple[str, ...], other: frozenset[str], label: tuple[str, ...]) -> bool:
    a, b = " ".join(sorted(key)), " ".join(sorted(other))
    missing = sorted(set(key) - other), sorted(other - set(key))
    if not missing[0] or not missing[1]:  # a middle name more or less; half a Korean or Chinese one is another's
        if missing[0] == [key[-1]] and label[-1] not in key and len(label) >= len(key):
            return False  # the surname is another than the registry has
        return min(len(key), len(other)) >= 2 and key[0] not in FAMILY_FIRST and label[0] not in FAMILY_FIRST
    return SequenceMatcher(None, a, b).ratio() >= 0.88 and all(
        x[0] == y[0]
        and not _of_two_genders(x, y)
        and (x != key[-1] or (min(len(x), len(y)) >= _LONG_ENOUGH and abs(len(x) - len(y)) < 2))
        for x, y in zip(missing[0], missing[1], strict=False)
    )


_FEMININE = ("a", "ah", "e", "ne", "le", "ina", "ine")


def _of_two_genders(a: str, b: str) -> bool:
    """Whether one name is the feminine of the other: "Karim" and "Karima", "Mario" and "Maria"."""
    short, long = sorted((a, b), key=len)
    return long.removeprefix(short) in _FEMININE or (short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"})


def _by_office(document: Document, run: Run) -> Entity | None:
    """The one official of the registry who bears a surname and held the office that stands before it: "President X"."""
    if len(run.key) > 1:
        return None
    before = document.plain[max(run.sentence.start, run.span.start - 40) : run.span.start].split()
    found = _surnames(document.registry).get((run.key[0], before[-1].lower() if before else ""), ())
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _surnames(registry: Registry) -> dict[tuple[str, str], tuple[Entity, ...]]:
    """The registry's officials by surname and last word of an office that they held."""
    found: dict[tuple[str, str], dict[str, Entity]] = {}
    for tenure in registry.tenures:
        entity = registry.get("official", tenure.official)
        if entity is not None:
            key = (name_key(entity.label)[-1], tenure.title.lower().split()[-1])
            found.setdefault(key, {})[entity.slug] = entity
    return {key: tuple(entities.values()) for key, entities in found.items()}


@lru_cache(maxsize=4)
def officials(registry: Registry) -> dict[frozenset[str], Entity]:
    """The registry's officials by the words of their names; names that two of them share are left out."""
    found: dict[frozenset[str], Entity | None] = {}
    for entity in registry.entities:
        if entity.kind == "official":
            for name in (entity.label, *(n.text for n in entity.names if n.lang == "en")):
                key = frozenset(name_key(name))
                if len(key) > 1:
                    found[key] = entity if found.get(key, entity) is entity else None
    return {key: entity for key, entity in found.items() if entity is not None}
