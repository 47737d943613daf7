"""Tables of the Security Council: resolutions with their counts, vetoed drafts, meetings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from triples.votes.cells import count, day, meeting, parts, symbol, text
from triples.votes.files import Report, Row, Tables
from triples.votes.grouping import groups
from triples.votes.library import COUNCIL
from triples.votes.model import Cast, RollCall, Sitting, Tally
from triples.votes.states import States

_WITHOUT_YEAR = re.compile(r"S/RES/\d+")


def resolutions(given: Tables, states: States, report: Report) -> Iterator[RollCall]:
    """The resolutions in order of their numbers."""
    del states
    for group in groups(given.tables, _numbered, report):
        for row in next(iter(group.values())):
            yield from _read(row, partial(_resolution, row, given.collection.name), report)


def _numbered(row: Row) -> str:
    number = count(row["number"])
    if number is None:
        raise ValueError("the resolution has no number")
    return f"{number:012d}"


def _resolution(row: Row, source: str) -> RollCall:
    on, adopted = day(row["date"]), symbol(row["resolution"])
    if adopted and _WITHOUT_YEAR.fullmatch(adopted):
        adopted = f"{adopted} ({on.year})"
    record = row["undl_voting_record"]
    return RollCall(
        body=COUNCIL,
        key=adopted or f"resolution {int(row['number'])}",
        first=on,
        last=on,
        where=row.where,
        source=source,
        kind="resolution",
        symbol=adopted,
        meeting=meeting(row["meeting"]),
        matters=parts(row["topic"]),
        note=text(row["vote_note"]),
        outcome="adopted",
        tally=Tally(count(row["yes"]), count(row["no"]), count(row["abstain"])),
        page=f"https://digitallibrary.un.org/record/{record}" if record.isdecimal() else None,
    )


def vetoes(given: Tables, states: States, report: Report) -> Iterator[RollCall]:
    """The vetoed drafts by day and draft; several votes on one draft on one day in the order of the table."""
    for group in groups(given.tables, _dated, report):
        for number, row in enumerate(next(iter(group.values())), 1):
            yield from _read(row, partial(_vetoed, row, number, given.collection.name, states), report)


def _dated(row: Row) -> str:
    if not row["draft"]:
        raise ValueError("there is no draft")
    return f"{day(row['date'])} {row['draft']}"


def _vetoed(row: Row, number: int, source: str, states: States) -> RollCall:
    on = day(row["date"])
    voters = [states.voter(states.named(code), COUNCIL, on, on) for code in row["vetoed_by"].split(";")]
    return RollCall(
        body=COUNCIL,
        key=f"{on} {row['draft']}{f' {number}' if number > 1 else ''}",
        first=on,
        last=on,
        where=row.where,
        source=source,
        symbol=symbol(row["draft"]),
        meeting=meeting(row["meeting_record"]),
        matters=parts(row["agenda_item"].replace("\n", " ")),
        outcome="rejected",
        ballots=tuple(Cast(voter, "against") for voter in sorted(voters)),
        vetoed_by=tuple(sorted(voters)),
    )


def meetings(given: Tables, states: States, report: Report) -> Iterator[Sitting]:
    """The meetings in order of their symbols; one that sat on several days is one."""
    del states
    for group in groups(given.tables, _held, report):
        rows = next(iter(group.values()))
        days = [day(row["date"]) for row in rows]
        matters = dict.fromkeys(matter for row in rows for matter in parts(row["topic"]))
        name = given.collection.name
        yield Sitting(COUNCIL, _held(rows[0]), min(days), max(days), rows[0].where, name, tuple(matters))


def _held(row: Row) -> str:
    day(row["date"])
    held = meeting(row["meeting"])
    if held is None:
        raise ValueError(f"{row['meeting']!r} is no symbol of a meeting, such as S/PV.1")
    return held


def _read(row: Row, reader: Callable[[], RollCall], report: Report) -> Iterator[RollCall]:
    try:
        yield reader()
    except ValueError as error:
        report(f"{row.where}: {error}; left out")
