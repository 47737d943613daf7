"""What a curator does: sees what waits, and decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pyoxigraph import Store

from ontology.errors import InputError
from ontology.terms import OWL
from triples.curation.alike import Person, people
from triples.curation.claims import Index, Span, claims
from triples.curation.decisions import Decision, Verdict, add, without
from triples.curation.waiting import Waiting, read_waiting
from triples.iris import CURATION, thing
from triples.reading import read_texts
from triples.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Circumstances:
    """By whom, when and why something is decided, as far as it is said."""

    by: str = ""
    day: str = ""
    note: str = ""


Action = Literal["accept", "reject", "merge", "keep-apart", "undo"]


def decided(
    snapshot: Snapshot, action: Action, names: Sequence[str], said: Circumstances, known: Sequence[Decision]
) -> list[Decision]:
    """The decisions after an action on what is named: what waits beside a snapshot, a fact in it, or people.

    Raises InputError for what is not there, cannot be decided so, or contradicts a decision.
    """
    _check(names, said)
    if action == "undo":
        return undone(names, known)
    items = read_waiting(snapshot.path)
    if action == "merge" or action == "keep-apart":
        return on_people(snapshot.load(), action, pair(items, names), said, known)
    listed = {item.id for item in items}
    published = [] if listed.issuperset(names) else facts(snapshot.load())
    return judged([*published, *items], action, names, said, known)


def _check(names: Sequence[str], said: Circumstances) -> None:
    if not names:
        raise InputError("name what to decide on; `unkg review` lists it")
    try:
        date.fromisoformat(said.day or "2000-01-01")
    except ValueError as error:
        raise InputError(f"{said.day}: write the day as YYYY-MM-DD") from error


def facts(store: Store) -> list[Waiting]:
    """Every fact that articles tell in a snapshot, in the form of what waits."""
    found = claims(Index(store))
    return [
        Waiting(c.key.id, "published", c.key.kind, c.key.value, "", c.title, c.key.source, c.key.span.start,
                c.key.span.end, c.rule, c.confidence, "")
        for c in found
    ]  # fmt: skip


def judged(
    items: Iterable[Waiting], verdict: Verdict, ids: Sequence[str], said: Circumstances, known: Sequence[Decision]
) -> list[Decision]:
    """The decisions with an accept or a reject of each of these. Raises InputError for an id that is not listed, for
    what cannot be decided so, and for a contradiction."""
    by_id, decisions = {item.id: item for item in items}, list(known)
    for id_ in ids:
        if id_ not in by_id:
            raise InputError(f"{id_}: nothing of that name is listed; see `unkg review` and `unkg review --all`")
        decisions = add(decisions, _judgement(by_id[id_], verdict, said))
    return decisions


def _judgement(item: Waiting, verdict: Verdict, said: Circumstances) -> Decision:
    if item.kind == "person":
        raise InputError(f"{item.id}: say `unkg review merge {item.id}` or `unkg review keep-apart {item.id}`")
    if item.status == "refused" and verdict == "accept":
        raise InputError(
            f"{item.id}: it breaks a rule, so it cannot stand: {item.reason} Reject it, or leave it aside."
        )
    if item.status == "disagreement" and verdict == "reject":
        raise InputError(f"{item.id}: both sources say so; reject the fact that is wrong, or accept that they disagree")
    span = Span(item.start, item.end) if item.start is not None and item.end is not None else None
    return Decision(item.kind, item.source, span, item.value, verdict, "", said.by, said.day, said.note)


def on_people(
    store: Store, verdict: Verdict, names: Sequence[str], said: Circumstances, known: Sequence[Decision]
) -> list[Decision]:
    """The decisions with a merge of the first of two people into the second, or that they are two.

    Raises InputError for people that the snapshot does not hold, for merges that tables rule out, and for a
    contradiction.
    """
    everybody = {person.key: person for person in people(store)}
    one, other = (_person(name, everybody, known) for name in names)
    if one == other:
        raise InputError(f"{one.key}: name two people")
    if verdict == "merge":
        _refuse_if_known_apart(store, one, other)
    new = Decision("person", "", None, one.key, verdict, other.key, said.by, said.day, said.note)
    return add(known, new if verdict == "merge" else _in_order(new))


def _in_order(decision: Decision) -> Decision:
    first, second = sorted((decision.value, decision.other))
    return replace(decision, value=first, other=second)


def pair(items: Iterable[Waiting], names: Sequence[str]) -> Sequence[str]:
    """Two people as they were named, or those of a likeness that is listed; InputError for anything else."""
    if len(names) == 1:
        alike = next((item for item in items if item.id == names[0] and item.kind == "person"), None)
        if alike is None:
            raise InputError(f"{names[0]}: no likeness of that name is listed; name two people, or see `unkg review`")
        return alike.value, alike.other
    if len(names) != 2:
        raise InputError("name two people, by the last part of their addresses, or one likeness of the list")
    return [name.rstrip("/").rpartition("/")[2] for name in names]


def _person(name: str, everybody: dict[str, Person], known: Iterable[Decision]) -> Person:
    if name in everybody:
        return everybody[name]
    into = next((d.other for d in known if d.verdict == "merge" and d.value == name), None)
    if into:
        raise InputError(f"{name}: merged into {into} before; name that one")
    raise InputError(f"{name}: there is no such person here; give the last part of an address, such as ana-lima")


def _refuse_if_known_apart(store: Store, one: Person, other: Person) -> None:
    if not one.sources:
        raise InputError(
            f"{one.key}: the reference tables know this one; merge the other into it, or correct officials.csv"
        )
    ends = thing("official", one.key), thing("official", other.key)
    for a, b in (ends, ends[::-1]):
        for quad in store.quads_for_pattern(a, OWL.differentFrom, b):
            where = "a curator said so" if quad.graph_name == CURATION else "distinct.csv says so"
            raise InputError(f"{one.key} and {other.key} are two: {where}")


def undone(ids: Iterable[str], known: Sequence[Decision]) -> list[Decision]:
    """The decisions without these. Raises InputError."""
    decisions = list(known)
    for id_ in ids:
        decisions = without(decisions, id_)
    return decisions


def passages(paths: Sequence[Path]) -> Callable[[Waiting], str]:
    """Tells the passage of an item where its article is among these; else nothing. Raises InputError."""
    texts = {text.source.sha256: text.text for text in read_texts(paths)}

    def passage(item: Waiting) -> str:
        return " ".join(texts.get(item.source, "")[item.start : item.end].split()) if item.source else ""

    return passage


def described(items: Iterable[Waiting], passage: Callable[[Waiting], str]) -> Iterator[str]:
    """Each item in a few lines: what it says, why it waits, where it stands."""
    for item in items:
        both = f"{item.value} and {item.other}" if item.other else item.value
        place = f"{item.title}, characters {item.start} to {item.end}" if item.source else item.title
        sure = f" [{item.rule}, {item.confidence:.2f}]" if item.confidence is not None else ""
        said = passage(item)
        lines = (f"{item.id}  {item.kind}: {both}{sure}", item.reason, place, said and f'"{said}"')
        yield "\n    ".join(line for line in lines if line)


def told(decisions: Iterable[Decision]) -> Iterator[str]:
    """Each decision in a line."""
    for d in decisions:
        about = ", ".join(filter(None, (d.value, d.other)))
        more = ", ".join(filter(None, (d.by, d.day, d.note)))
        yield f"{d.id}  {d.verdict}  {d.kind}: {about}{f' ({more})' if more else ''}"


def listing(entries: Iterable[str]) -> bytes:
    """One entry below the other, or that there is none."""
    return ("\n".join(entries) or "nothing").encode() + b"\n"
