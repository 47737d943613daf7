"""Adopted resolutions in the voting data of the United Nations Digital Library, one row a member and vote.

The columns are those of the Library's data dictionaries of February 2026. Where the Security Council adopted a
resolution without a vote, the Library writes all members down as voting in favour; nobody voted, so that is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from triples.reference.entities import ASSEMBLY
from triples.votes.cells import choice, count, day, meeting, one_each, parts, symbol, text
from triples.votes.files import Report, Row, Tables
from triples.votes.grouping import groups
from triples.votes.model import Cast, Choice, RollCall, Tally
from triples.votes.states import States

COUNCIL = "security-council"

_CHOICES: dict[str, Choice] = {"Y": "for", "N": "against", "A": "abstain", "X": "absent"}
_WITHOUT_VOTE = re.compile(r"without (?:a )?vote|acclamation|consensus", re.I)
_TOTALS = ("total_yes", "total_no", "total_abstentions", "total_non_voting")


def resolutions(given: Tables, states: States, report: Report) -> Iterator[RollCall]:
    """The votes on adopted resolutions, in order of their symbols."""
    before = ""
    for group in groups(given.tables, _key, report):
        (rows,) = group.values()
        again = rows[0]["resolution"] == before
        before = rows[0]["resolution"]
        try:
            yield _roll_call(rows, given.collection.name, again, states, report)
        except ValueError as error:
            report(f"{rows[0].where}: {error}; the vote is left out with its {len(rows)} rows")


def _key(row: Row) -> str:
    if not row["undl_id"] or not row["resolution"]:
        raise ValueError("there is no undl_id or no resolution")
    return f"{row['resolution']}\t{row['undl_id']}"


def _roll_call(rows: list[Row], source: str, again: bool, states: States, report: Report) -> RollCall:
    head = rows[0]
    body = ASSEMBLY if source.endswith(ASSEMBLY) else COUNCIL
    on, resolution = day(head["date"]), symbol(head["resolution"])
    voted = not _WITHOUT_VOTE.search(f"{head.cells.get('modality', '')} {head['vote_note']}")
    return RollCall(
        body=body,
        key=f"{resolution or head['resolution']}{' ' + head['undl_id'] if again else ''}",
        first=on,
        last=on,
        where=head.where,
        source=source,
        session=text(head.cells.get("session", "")),
        kind="resolution",
        symbol=resolution,
        meeting=meeting(head["meeting"]),
        title=text(head.cells.get("title", "")) or text(head.cells.get("description", "")),
        matters=parts(head.cells.get("agenda", "")),
        note=text(head["vote_note"]) or (None if voted else text(head.cells.get("modality", ""))),
        outcome="adopted",
        tally=Tally(*(_total(head, column, report) for column in _TOTALS)) if voted else Tally(),
        ballots=one_each(_ballots(rows, body, on, states, report), report) if voted else (),
        page=head["undl_link"] or None,
    )


def _total(row: Row, column: str, report: Report) -> int | None:
    try:
        return count(row[column])
    except ValueError as error:
        report(f"{row.where}, {column}: {error}; read as not stated")
        return None


def _ballots(rows: list[Row], body: str, on: date, states: States, report: Report) -> Iterator[tuple[Cast, Row]]:
    for row in rows:
        try:
            slug = states.named(row["ms_code"], row["ms_name"])
            chosen = choice(row["ms_vote"], _CHOICES)
            voter = states.voter(slug, body, on, on)
            if states.days(voter.slug, body, on, on):
                yield Cast(voter, chosen), row
            elif chosen != "absent":  # a state that was no member was not absent either
                raise ValueError(f"{voter.slug} had no seat in the {body.replace('-', ' ')} on {on}")
        except ValueError as error:
            report(f"{row.where}: {error}; left out")
