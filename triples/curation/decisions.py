"""The file of decisions: one line each, sorted, so that two curators' work merges and shows as a readable difference.

decision     about           fields used
accept       a fact          kind, source, start, end, value: it stays in the graph however unsure its rule is
reject       a fact          the same: it stays out
accept       a discrepancy   value: sources do disagree, seen
merge        a person        value, other: the first is the second
keep-apart   a person        value, other: they are two
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from ontology.errors import InputError
from triples.curation.claims import KINDS, Key, Span, short

Verdict = Literal["accept", "reject", "merge", "keep-apart"]

COLUMNS = ("kind", "source", "start", "end", "value", "decision", "other", "by", "day", "note")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """What somebody decided; `kind` is that of a fact, `person` or `discrepancy`. By whom, when and why may be left."""

    kind: str
    source: str
    span: Span | None
    value: str
    verdict: Verdict
    other: str = ""
    by: str = ""
    day: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """The short name of what was decided on."""
        if self.span is not None:
            return Key(self.source, self.kind, self.span, self.value).id
        return pair_id(self.value, self.other) if self.kind == "person" else f"{self.kind}-{short(self.value)}"

    def is_about(self, key: Key, spans: Sequence[Span]) -> bool:
        """Whether it is about this fact: the same in the same source, at a place that overlaps."""
        if self.span is None or (self.source, self.kind, self.value) != (key.source, key.kind, key.value):
            return False
        return any(self.span.start < span.end and span.start < self.span.end for span in spans)


def pair_id(one: str, other: str) -> str:
    """The short name of two people's likeness."""
    return f"person-{short(' '.join(sorted((one, other))))}"


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file, none where there is no file; InputError that names the line of a broken row, and for
    decisions that contradict each other."""
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            found = list(_rows(csv.DictReader(stream, strict=True), path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as a table of decisions ({error}); save it as UTF-8 CSV") from error
    once: dict[str, Decision] = {}
    for decision in found:
        first = once.setdefault(decision.id, decision)
        if first is not decision:
            raise InputError(f"{path}: {_told(first)}, and {_told(decision)} as well; take one of them out")
    check_people(found)
    return found


def _rows(reader: csv.DictReader[str], path: Path) -> Iterator[Decision]:
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputError(f"{path}: the first line must name the columns {','.join(COLUMNS)}")
    for row in reader:
        try:
            yield _decision(row)
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {reader.line_num}: {error}; correct the row or take it out") from error


def _decision(row: dict[str, str]) -> Decision:
    kind, verdict = row["kind"], row["decision"]
    if verdict not in get_args(Verdict) or (kind == "person") != (verdict in ("merge", "keep-apart")):
        raise ValueError(f"{verdict!r} is no decision about a {kind}")
    if kind not in (*KINDS, "person", "discrepancy"):
        raise ValueError(f"{kind!r} is no kind of thing to decide on")
    if kind == "person" and not (_SLUG.fullmatch(row["value"]) and _SLUG.fullmatch(row["other"])):
        raise ValueError("a person is named by the last part of an address, such as ana-lima")
    span = Span(int(row["start"]), int(row["end"])) if kind in KINDS else None
    if row["day"]:
        date.fromisoformat(row["day"])
    rest = (row["other"], row["by"], row["day"], row["note"])
    return Decision(kind, row["source"], span, row["value"], cast(Verdict, verdict), *rest)


def add(decisions: Sequence[Decision], new: Decision) -> list[Decision]:
    """The decisions with a new one; InputError where it contradicts one of them. One that was taken before stays."""
    same = next((known for known in decisions if known.id == new.id), None)
    if same is not None and (same.verdict, same.value) != (new.verdict, new.value):
        raise InputError(f"{new.id}: {_told(same)}; take that decision out first (`unkg review undo {new.id}`)")
    if same is not None:
        return list(decisions)
    check_people([*decisions, new])
    return sorted([*decisions, new], key=_order)


def without(decisions: Sequence[Decision], id_: str) -> list[Decision]:
    """The decisions without one; InputError where there is none of that name."""
    left = [decision for decision in decisions if decision.id != id_]
    if len(left) == len(decisions):
        raise InputError(f"{id_}: nothing is decided on that; see `unkg review decided`")
    return left


def merged(decisions: Iterable[Decision]) -> dict[str, str]:
    """Each person who is somebody else, to who that is in the end. Raises InputError for a circle."""
    into = {d.value: d.other for d in decisions if d.verdict == "merge"}
    return {person: _end(person, into) for person in sorted(into)}


def _end(person: str, into: dict[str, str]) -> str:
    seen = [person]
    while seen[-1] in into:
        if into[seen[-1]] in seen:
            raise InputError(
                f"{person}: merged in a circle ({' into '.join([*seen, into[seen[-1]]])}); undo one of these"
            )
        seen.append(into[seen[-1]])
    return seen[-1]


def check_people(decisions: Sequence[Decision]) -> None:
    """InputError where one person is merged twice, in a circle, or with somebody to be kept apart."""
    seen: dict[str, str] = {}
    for decision in decisions:
        if decision.verdict == "merge" and seen.setdefault(decision.value, decision.other) != decision.other:
            raise InputError(
                f"{decision.value}: merged into {seen[decision.value]} before; merge into that, or undo it first"
            )
    ends = merged(decisions)
    for decision in decisions:
        one, other = (ends.get(name, name) for name in (decision.value, decision.other))
        if decision.verdict == "keep-apart" and one == other:
            raise InputError(f"{decision.value} and {decision.other}: both merged and kept apart; undo one of the two")


def _told(decision: Decision) -> str:
    past = {"accept": "accepted", "reject": "rejected", "merge": "merged", "keep-apart": "kept apart"}
    return f"{decision.value} is {past[decision.verdict]}{f' ({decision.other})' if decision.other else ''}"


def _order(decision: Decision) -> tuple[str, str, int, str, str]:
    start = decision.span.start if decision.span else 0
    return decision.kind, decision.source, start, decision.value, decision.other


def as_csv(decisions: Iterable[Decision]) -> str:
    """The file's content."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for d in sorted(decisions, key=_order):
        start, end = (d.span.start, d.span.end) if d.span else ("", "")
        writer.writerow((d.kind, d.source, start, end, d.value, d.verdict, d.other, d.by, d.day, d.note))
    return stream.getvalue()


def write_decisions(decisions: Iterable[Decision], path: Path) -> None:
    """Writes the file in one step; InputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="") as stream:
            stream.write(as_csv(decisions))
        os.chmod(stream.name, 0o644)
        os.replace(stream.name, path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); choose another file with --decisions"
        ) from error
