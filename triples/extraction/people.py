"""The people of a document: who is named, by full name, surname or order of names, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from triples import iris
from triples.extraction.document import Document
from triples.extraction.names import ORGANISATION, Run, name_key, name_runs
from triples.extraction.patterns import listed
from triples.extraction.sentences import Sentence
from triples.extraction.titles import HEAD_WORDS
from triples.extraction.verbs import ASKING, CLAUSAL, NAMING, SPEECH, finite
from triples.facts import Agent, Span
from triples.registry import Entity, Registry

_HONORIFIC = re.compile(
    r"\b(?P<she>Mrs?s\.?|Ms\.?|Madam|Lady|Baroness|Dame|Queen|Princess)[ \n]$"
    r"|\b(?P<he>Mr\.?|Sir|Lord|King|Prince)[ \n]$"
    r"|\b(?:Captain|Colonel|Lieutenant|Major|Admiral|Brigadier|Sergeant|Dr|Prof|Gen|Sen|Rep|Amb|Col|Lt|Maj|Adm|"
    r"Capt|Gov|Judge|Justice|Professor|Doctor|General|Rev|Reverend)\.?[ \n]$"
)
_VERBS = rf"(?:{finite([*SPEECH, *CLAUSAL, *ASKING, *NAMING])})"
_SPOKE = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,[^,.;]{1,80},|,)?\s"
    rf"(?:(?:also|then|later|earlier|once|previously|recently|reportedly|has|have|had|\w+ly)\s){{0,2}}{_VERBS}\b"
    r"|, whose (?:country|delegation|government|side)\b"
)
_SPOKEN = re.compile(
    rf"(?:\baccording to|[,'\"] {_VERBS}|\b(?:said|says|told|tells))[ \n](?:(?:the )?[A-Z][\w ]{{2,30}}'s?[ \n])?$"
)
_OF_STATE = r"(?:\s\([A-Z][^()]{1,40}\)|\sof\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})?"
# Who is appointed or replaced is a person: "appointed veteran diplomat X", "named X of Oman as", "will succeed X".
_APPOINTED = re.compile(
    r"\b(?:appoint(?:ed|s|ing)?|nominat(?:ed|es|ing)|replac(?:es|ed|ing|e)|succeed(?:s|ed|ing)?|(?:taking|takes?|took) "
    r"over from|choice of|appointment of|nomination of|chosen|chose|picked|tapped|named|names|naming|elected)\s"
    r"(?:(?:veteran|career|senior|seasoned|former|outgoing|then|the|diplomat)\s)*$"
)
_APPOINTEE = re.compile(
    rf"{_OF_STATE}(?:,[^.;]{{3,160}},)?\s(?:as|to be|to serve|to become|to head|to lead)\b|\sof\s[A-Z]"
)
_REPLACES = re.compile(r"\b(?:replac|succeed|tak|took|appoint|nominat)\w*\s[\w\s]*$")
_APPOSED = re.compile(
    rf"{_OF_STATE}(?:,| \(|\s(?:—|--?)\s)\s?"
    r"(?:(?:who|which)\s(?:is|was|serves|served|has been|had been|will be|became|has served as|had served as)\s)?"
    r"(?P<words>[^,;:\"()]{2,90})"
)
_COPULAR = re.compile(
    rf"{_OF_STATE},?\s(?:who )?(?:is|was|became|will become|has been|had been|is becoming|will be|"
    r"(?:(?:once|previously|recently|most recently|formerly) )?served as|(?:has|had) (?:been serving|served) as|"
    r"(?:resigned|stepped down|quit|retired) as)\s(?P<words>[^,;.]{2,80})"
)
_OF_MANY = re.compile(
    r"\b(?:ministers|presidents|ambassadors|leaders|envoys|representatives)\s[^.;]{2,120}(?:,|\band)\s$"
)
_RELATIVE = re.compile(
    r",? who (?:\w+ (?:\w+ly )?)?(?:heads|headed|leads|led|chairs|chaired|presides|presided|runs|ran|served|serves)\b"
)
_TAIL_STOPS = frozenset(
    listed(
        """
    said, says, told, who, that, which, has, have, had, is, was, were, will, would, when, where, after, before,
    and, but
    """
    )
)
_PREPOSITIONS = frozenset(
    listed(
        """
    for, of, on, to, at, in, with, from, by, against, about, over, under, into, the, a, an, and, or, charge
    """
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a document. `gender` is "he" or "she" where the text tells."""

    agent: Agent
    key: tuple[str, ...]
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is named; `person` counts the register's people."""

    span: Span
    person: int


@dataclass(frozen=True, slots=True)
class Register:
    """The people of a document, in order of their first naming, and every place where each is named."""

    people: tuple[Person, ...]
    mentions: tuple[PersonMention, ...]

    def mentions_in(self, span: Span) -> tuple[PersonMention, ...]:
        """The mentions that lie inside a passage."""
        low = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        high = bisect_right(self.mentions, span.end, key=lambda m: m.span.end)
        return self.mentions[low:high]


@dataclass(slots=True)
class _Named:
    """A name under which somebody goes in a document, with what speaks for a person."""

    run: Run
    gender: str | None


def build_register(document: Document, sentences: tuple[Sentence, ...]) -> Register:
    """The people that the sentences of a document name. A run of capitalised words is a person only where a title, a
    form of address, a verb of speech or the registry says so; a surname is whoever alone in the document bears it."""
    runs = [run for run in name_runs(document, sentences) if run.key]
    known = _officials(document.registry)
    told = [_Named(run, gender) for run in runs if (gender := _evidence(document.plain, run, known)) is not None]
    full = _full_names(told, runs)
    people = [_person(document, named, known) for named in full]
    index = _index(people)
    mentions = tuple(PersonMention(run.span, who) for run in runs if (who := _who(run, people, index)) is not None)
    used = {m.person for m in mentions}
    order = {old: new for new, old in enumerate(sorted(used))}
    return Register(
        tuple(people[old] for old in sorted(used)), tuple(replace(m, person=order[m.person]) for m in mentions)
    )


def _evidence(plain: str, run: Run, known: dict[frozenset[str], Entity]) -> str | None:
    """What tells that a run names a person: "he", "she" or "" (no gender told); None where nothing does."""
    before = plain[max(run.sentence.start, run.span.start - 130) : run.span.start]
    address = _HONORIFIC.search(before)
    if address:
        return "she" if address["she"] else "he" if address["he"] else ""
    titled = _titled(before)
    if titled is not None and (not run.organisation or (len(run.key) > 1 and run.key[-1] not in ORGANISATION)):
        return titled
    if len(run.key) < 2:
        return None
    if frozenset(run.key) in known:
        return ""
    if run.organisation:
        return None
    after = plain[run.span.end : run.sentence.end][:160]
    apposed = _APPOSED.match(after) or _COPULAR.match(after)
    if apposed and _names_office(apposed["words"]):
        return _gender_of(apposed["words"])
    appointed = _APPOINTED.search(before)
    if appointed and (_REPLACES.search(appointed[0]) or _APPOINTEE.match(after)):
        return ""
    if _OF_MANY.search(before) and re.match(r"\sof\s(?:the\s)?[A-Z]", after):
        return ""
    if _SPOKE.match(after) or _SPOKEN.search(before) or _RELATIVE.match(after):
        return ""
    return None


_WORDS = re.compile(r"[\w'’]+")


def _names_office(words: str) -> bool:
    """Whether an apposition heads with a title: "the envoy for Yemen", "a former judge"."""
    for word in _WORDS.findall(words.replace("-", " ")):
        if word.lower() in HEAD_WORDS:
            return True
        if word in _TAIL_STOPS:
            return False
    return False


def _titled(before: str) -> str | None:
    """The gender ("" unknown) told by a title right before a name; None where no title stands there."""
    words = before.replace("-", " ").split()
    if not words or before.rstrip()[-1:] in '.;:"()':
        return None
    last = words[-1].rstrip(",").lower()
    if last in HEAD_WORDS:
        return _gender_of(last)
    if last in _PREPOSITIONS or words[-1].endswith(","):
        tail = words[:-1] if words[-1].endswith(",") and last not in _PREPOSITIONS else None
        return _tailed([*tail, last], before) if tail is not None else None
    return _tailed(words, before)


def _tailed(words: list[str], before: str) -> str | None:
    """A title with a tail before the name: "High Commissioner for Human Rights X"."""
    for back, word in enumerate(reversed(words[-16:])):
        lower = word.rstrip(",").lower()
        if lower in _TAIL_STOPS and lower != "and":
            return None
        following = words[len(words) - back].lower() if back else ""
        if lower in HEAD_WORDS and following in ("for", "of", "on", "to", "in", "at"):
            return _gender_of(lower)
        if word.endswith(",") and back:
            return None
    return None


def _gender_of(words: str) -> str:
    lower = words.lower()
    if re.search(r"woman\b|\bqueen\b|\bprincess\b|\bmother\b|\bwidow\b|\bactress\b|\bsister\b|\bdaughter\b", lower):
        return "she"
    if re.search(r"(?<!wo)man\b|\bking\b|\bprince\b|\bfather\b|\bbrother\b|\bson\b", lower):
        return "he"
    return ""


def _full_names(told: list[_Named], runs: list[Run]) -> list[_Named]:
    """One entry a person, under the fullest name; a surname that speaks is looked up among the longer runs."""
    full: list[_Named] = []
    for named in sorted(told, key=lambda n: (-len(n.run.key), n.run.span.start)):
        same = next((n for n in full if _same(n.run.key, named.run.key)), None)
        if same is not None:
            same.gender = same.gender or named.gender
        elif len(named.run.key) > 1:
            full.append(named)
        else:
            longer = _longer(named.run.key[0], runs)
            full.append(_Named(longer or named.run, named.gender))
    full += _spoken_surnames(full, runs)
    return sorted(full, key=lambda n: n.run.span.start)


def _spoken_surnames(full: list[_Named], runs: list[Run]) -> Iterator[_Named]:
    """Longer runs whose surname alone is used of them later in the document, as newspapers do after a first naming."""
    single = {run.key[0] for run in runs if len(run.key) == 1}
    seen: set[tuple[str, ...]] = set()
    for run in runs:
        if (
            2 <= len(run.key) <= 4
            and not run.organisation
            and run.key not in seen
            and not any(_same(n.run.key, run.key) or run.key[-1] in n.run.key for n in full)
        ):
            seen.add(run.key)
            if run.key[-1] in single or (run.key[0] in single and len(run.key) == 3):
                yield _Named(run, "")


def _longer(word: str, runs: list[Run]) -> Run | None:
    """The one longer run that ends or begins with a word."""
    found = {
        r.key: r for r in reversed(runs) if len(r.key) > 1 and word in (r.key[-1], r.key[0]) and not r.organisation
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _same(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether two names are one: the same words in any order, a part of them, or two spellings."""
    if len(shorter) == 1:
        return shorter[0] in longer
    if set(shorter) <= set(longer):
        return True
    a, b = " ".join(longer), " ".join(shorter)
    return longer[-1][:2] == shorter[-1][:2] and abs(len(a) - len(b)) < 4 and SequenceMatcher(None, a, b).ratio() >= 0.9


def _index(people: Iterable[Person]) -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        for word in person.key:
            index.setdefault(word, set()).add(number)
    return index


def _who(run: Run, people: list[Person], index: dict[str, set[int]]) -> int | None:
    """The one person that a run can name; None for nobody or more than one."""
    hits = [index.get(word, set()) for word in run.key]
    if not hits:
        return None
    common = set.intersection(*hits)
    if not common and len(run.key) > 1:
        common = {n for n in set.union(*hits) if _same(people[n].key, run.key)}
    if len(common) > 1 and len(run.key) > 1:
        common = {n for n in common if len(people[n].key) == len(run.key)}
    return common.pop() if len(common) == 1 else None


def _person(document: Document, named: _Named, known: dict[frozenset[str], Entity]) -> Person:
    label = document.text[named.run.span.start : named.run.span.end].replace("\n", " ")
    label = label.title() if label.isupper() else label  # as records of meetings print their speakers
    entity = (
        known.get(frozenset(named.run.key))
        or _spelled(named.run.key, document.registry)
        or _by_office(document, named.run)
    )
    if entity is None:
        agent = Agent("person", label, iris.thing("official", label).value, resolution="a name of this text alone")
    else:
        how = "registry" if frozenset(named.run.key) in known else "registry, in another form of the name"
        agent = Agent("person", entity.label, entity.iri, resolution=how)
    return Person(agent, named.run.key, named.gender or None)


def _spelled(key: tuple[str, ...], registry: Registry) -> Entity | None:
    """The one official whose name is spelled almost so, or holds all words of a name of three or more."""
    if len(key) < 2:
        return None
    words = set(key)
    index = _by_word(registry)
    near = {
        entity.slug: entity
        for word in sorted(words)
        for other, entity in index.get(word, ())
        if len(words ^ other) <= 2 and abs(len(words) - len(other)) <= 1 and _near(key, other)
    }
    return next(iter(near.values())) if len(near) == 1 else None


@lru_cache(maxsize=4)
def _by_word(registry: Registry) -> dict[str, tuple[tuple[frozenset[str], Entity], ...]]:
    """The registry's officials by each word of their names."""
    index: dict[str, list[tuple[frozenset[str], Entity]]] = {}
    for key, entity in _officials(registry).items():
        for word in key:
            index.setdefault(word, []).append((key, entity))
    return {word: tuple(found) for word, found in index.items()}


def _near(key: tuple[str, ...], other: frozenset[str]) -> bool:
    a, b = " ".join(sorted(key)), " ".join(sorted(other))
    missing = sorted(set(key) - other), sorted(other - set(key))
    if not missing[0] or not missing[1]:  # a middle name more or less
        return min(len(key), len(other)) >= 2 and bool(set(key) <= other or other <= set(key))
    return SequenceMatcher(None, a, b).ratio() >= 0.88 and all(
        x[0] == y[0] for x, y in zip(missing[0], missing[1], strict=False)
    )


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
def _officials(registry: Registry) -> dict[frozenset[str], Entity]:
    """The registry's officials by the words of their names; names that two of them share are left out."""
    found: dict[frozenset[str], Entity | None] = {}
    for entity in registry.entities:
        if entity.kind == "official":
            for name in (entity.label, *(n.text for n in entity.names if n.lang == "en")):
                key = frozenset(name_key(name))
                if len(key) > 1:
                    found[key] = entity if found.get(key, entity) is entity else None
    return {key: entity for key, entity in found.items() if entity is not None}
