"""The people of a document: who is named, by full name, surname or order of names, and where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from triples.extraction.document import Document
from triples.extraction.names import PARTICLES, Run, name_runs
from triples.extraction.personcues import evidence, organisations
from triples.extraction.resolution import officials, person_of
from triples.extraction.sentences import Sentence
from triples.facts import Agent, Span


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
    form of address, a verb of speech, a known given name or the registry says so; a surname is whoever alone in the
    document bears it."""
    runs = [run for run in name_runs(document, sentences) if run.key]
    known, others = officials(document.registry), organisations(document.plain, runs)
    told = [_Named(run, gender) for run in runs if (gender := evidence(document.plain, run, known, others)) is not None]
    full = _full_names(told, [run for run in runs if run.key not in others])
    people = [Person(person_of(document, named.run), named.run.key, named.gender or None) for named in full]
    index = _index(people)
    mentions = tuple(
        PersonMention(_with_particle(document.plain, run, people[who]), who)
        for run in runs
        if (who := _who(run, people, index)) is not None
    )
    used = {m.person for m in mentions}
    order = {old: new for new, old in enumerate(sorted(used))}
    return Register(
        tuple(people[old] for old in sorted(used)), tuple(replace(m, person=order[m.person]) for m in mentions)
    )


def _with_particle(plain: str, run: Run, person: Person) -> Span:
    """The place of a name with the particle before it, where it is the person's: "de Mistura"."""
    before = PARTICLES.search(plain, max(run.sentence.start, run.span.start - 9), run.span.start)
    if before is None or not set(before[1].split()) <= set(person.key):
        return run.span
    return Span(before.start(1), run.span.end)


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
