"""What a build changed: for each graph, which things and statements are new, which are gone; for people and as RDF.

It stands beside the data of a snapshot, not in them: the same input gives the same data whatever was there before.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology.errors import InputError
from ontology.terms import DCTERMS, PREFIXES, PROV, RDF, RDFS, VOID
from triples.iris import BASE, LABELS, thing
from triples.rdf import text
from triples.snapshot import DATA, Snapshot, current

SUMMARY, AS_RDF = "changes.txt", "changes.ttl"
_LISTED = 10_000  # things: of more, their number tells enough
_GONE = re.compile(rf"<{re.escape(BASE)}id/snapshot/[0-9a-f]{{16}}-gone-")
_KIND = re.compile(rf"^{re.escape(BASE)}id/([a-z-]+)/")

_Said = tuple[bytes, list[bytes]]  # a subject, and the lines about it


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one graph: IRIs of things that are new, told otherwise, or gone; numbers of statements."""

    graph: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    added: int
    withdrawn: int


@dataclass(slots=True)
class _Tally:
    """What was found so far in one graph."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    added: int = 0
    withdrawn: int = 0

    def add(self, subject: str, old: set[bytes], new: set[bytes]) -> None:
        """Takes what the graph said of a subject, and says now."""
        if old != new and _KIND.match(subject):
            (self.changed if old and new else self.new if new else self.gone).append(subject)
        self.added += len(new - old)
        self.withdrawn += len(old - new)

    def change(self, graph: str) -> Change:
        """All of it."""
        return Change(graph, tuple(self.new), tuple(self.changed), tuple(self.gone), self.added, self.withdrawn)


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """The graphs in which the two snapshots differ, by IRI. Names made from facts are left out: they follow those.

    Both are read side by side, a subject at a time.
    """
    if before.id == after.id:
        return []
    found: defaultdict[str, _Tally] = defaultdict(_Tally)
    for subject, old, new in _side_by_side(_subjects(before), _subjects(after)):
        if old != new:
            was, now = _by_graph(old), _by_graph(new)
            for graph in was.keys() | now.keys():
                found[graph].add(subject, was[graph], now[graph])
    return [
        tally.change(graph)
        for graph, tally in sorted(found.items())
        if graph != LABELS.value and (tally.added or tally.withdrawn)
    ]


def _subjects(snapshot: Snapshot) -> Iterator[_Said]:
    """The subjects of the data file in its order, each with its lines."""
    with gzip.open(snapshot.path / DATA) as stream:
        for subject, lines in groupby(stream, key=lambda line: line.split(b" ", 1)[0]):
            yield subject, list(lines)


def _side_by_side(old: Iterator[_Said], new: Iterator[_Said]) -> Iterator[tuple[str, list[bytes], list[bytes]]]:
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        subject = min(said[0] for said in (one, other) if said is not None)
        was: list[bytes] = []
        now: list[bytes] = []
        if one is not None and one[0] == subject:
            was, one = one[1], next(old, None)
        if other is not None and other[0] == subject:
            now, other = other[1], next(new, None)
        yield subject[1:-1].decode(), was, now


def _by_graph(lines: Iterable[bytes]) -> defaultdict[str, set[bytes]]:
    found: defaultdict[str, set[bytes]] = defaultdict(set)
    for line in lines:
        said, graph, _ = line.rsplit(b" ", 2)
        found[graph[1:-1].decode()].add(said)
    return found


def summary(found: Iterable[Change]) -> list[str]:
    """A line for each graph: `graph/article/x: 2 ballots and 1 vote new (12 statements more, 3 less)`."""
    return [_line(change) for change in found] or ["nothing changed since the snapshot before"]


def _line(change: Change) -> str:
    parts = [(change.new, "new"), (change.changed, "changed"), (change.gone, "gone")]
    said = ", ".join(f"{_counted(things)} {how}" for things, how in parts if things)
    numbers = f"{change.added} statements more, {change.withdrawn} less"
    return f"{change.graph.removeprefix(BASE)}: {f'{said} ({numbers})' if said else numbers}"


def _counted(things: Iterable[str]) -> str:
    kinds = Counter(found[1] for thing_ in things if (found := _KIND.match(thing_)))
    return " and ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in sorted(kinds.items()))


def described(before: Snapshot, after: Snapshot, found: Iterable[Change]) -> Iterator[Triple]:
    """The change as PROV and VoID: the new snapshot is a revision of the old; of each graph, what is new and so on."""
    here = _node(after)
    yield Triple(here, RDF.type, PROV.Entity)
    yield Triple(here, PROV.wasRevisionOf, _node(before))
    yield Triple(here, VOID.triples, Literal(after.size))
    for change in found:
        for how, things, statements in (
            ("new", change.new, change.added),
            ("changed", change.changed, None),
            ("gone", change.gone, change.withdrawn),
        ):
            if things or statements:
                yield from _set(here, change.graph, how, things, statements)


def _set(here: NamedNode, graph: str, how: str, things: tuple[str, ...], statements: int | None) -> Iterator[Triple]:
    name = graph.removeprefix(BASE)
    node = thing("snapshot", here.value.rpartition("/")[2], how, name)
    yield Triple(node, RDF.type, PROV.Collection)
    yield Triple(node, RDF.type, VOID.Dataset)
    yield Triple(node, RDFS.label, text(f"{how.capitalize()} in {name}"))
    yield Triple(node, DCTERMS.isPartOf, here)
    yield Triple(node, PROV.specializationOf, NamedNode(graph))
    yield Triple(node, VOID.entities, Literal(len(things)))
    if statements is not None:
        yield Triple(node, VOID.triples, Literal(statements))
    if len(things) <= _LISTED:
        yield from (Triple(node, PROV.hadMember, NamedNode(member)) for member in things)


def gone(store: Path) -> frozenset[str]:
    """IRIs of things that some graph no longer tells of, by the changes that stand beside the snapshots of a store.
    Another graph may still tell of them."""
    said = (path for path in sorted(store.glob(f"[0-9]*/{AS_RDF}")) if path.is_file())
    triples = (triple for path in said for triple in parse(path=path, format=RdfFormat.TURTLE))
    return frozenset(
        quad.object.value
        for quad in triples
        if quad.predicate == PROV.hadMember and _GONE.match(str(quad.subject)) and isinstance(quad.object, NamedNode)
    )


def _node(snapshot: Snapshot) -> NamedNode:
    return thing("snapshot", snapshot.id[:16])


def snapshot_before(store: Path) -> Snapshot | None:
    """What the store holds before a build; None where that is nothing that can be read."""
    try:
        return current(store)
    except InputError:
        return None


def keep(before: Snapshot | None, after: Snapshot) -> list[str]:
    """Writes both forms into the folder of the new snapshot; the lines for people. Raises InputError."""
    if before is None:
        return _kept(after.path, ["this is the first snapshot"], [])
    try:
        found = changes(before, after)
    except (OSError, EOFError, zlib.error):
        return _kept(after.path, ["the snapshot before is damaged: what changed cannot be told"], [])
    return _kept(after.path, summary(found), list(described(before, after, found)))


def _kept(folder: Path, lines: list[str], said: list[Triple]) -> list[str]:
    try:
        (folder / SUMMARY).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (folder / AS_RDF).write_bytes(serialize(said, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"")
    except OSError as error:
        why = error.strerror or "no reason given"
        raise InputError(f"{folder}: what changed cannot be written ({why}); the snapshot is complete") from error
    return lines
