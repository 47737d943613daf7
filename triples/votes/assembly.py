"""Roll calls of the General Assembly in the tables that go back to Erik Voeten's data set, with ballots by `rcid`.

Known errors (checked against the records of the Assembly): up to the 57th session the day is not the day of the vote,
only the month is right; two roll calls have a year that is not of their session; in two others of September 1970 a
state votes that became a member in October.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from triples.reference.entities import ASSEMBLY
from triples.votes.cells import choice, count, day, one_each, text
from triples.votes.files import Report, Row, Tables
from triples.votes.grouping import Group, groups
from triples.votes.layouts import GA_ROLL_CALLS, GA_VOTES, UN_ISSUES, UN_ROLL_CALLS, UN_VOTES, Layout
from triples.votes.model import Cast, Choice, MotionKind, RollCall, Tally
from triples.votes.states import States

ISSUES = {
    "me": "PalestineIssue",
    "nu": "NuclearIssue",
    "di": "DisarmamentIssue",
    "hr": "HumanRightsIssue",
    "co": "ColonialismIssue",
    "ec": "DevelopmentIssue",
}
_CHOICES: dict[str, Choice] = {"yes": "for", "no": "against", "abstain": "abstain", "absent": "absent"}
_LAST_SESSION_WITHOUT_DAYS = 57
_FIRST_YEAR = 1945  # session n begins in this year plus n
_LETTERED_SESSION = 31  # from here on symbols are A/RES/session/number
_RESOLUTION = re.compile(r"(?:A/)?R(?:ES)?/(\d+)/(\d+)([A-Z]{0,2})")


def roll_calls(given: Tables, states: States, report: Report) -> Iterator[RollCall]:
    """The roll calls of one data set, in order of their numbers."""
    for group in groups(given.tables, _key, report):
        called = group.get(UN_ROLL_CALLS) or group.get(GA_ROLL_CALLS)
        if not called:
            first = next(iter(group.values()))[0]
            report(f"{first.where}: there is no roll call {first['rcid']} among the roll calls; its rows are left out")
            continue
        for again in called[1:]:
            report(f"{again.where}: a second roll call {again['rcid']}; left out")
        try:
            yield _roll_call(called[0], group, given.collection.name, states, report)
        except ValueError as error:
            report(f"{called[0].where}: {error}; left out, with its ballots")


def _key(row: Row) -> str:
    number = count(row["rcid"])
    if number is None:
        raise ValueError("there is no rcid")
    return f"{number:012d}"


def _roll_call(row: Row, group: Group, source: str, states: States, report: Report) -> RollCall:
    session = count(row["session"])
    cast = (*_cast(group, UN_VOTES, ("country_code", "country")), *_cast(group, GA_VOTES, ("iso3",)))
    first, last = _bounds(day(row["date"]), session)
    if session and not _all_seated(cast, states, first, last):
        later = max(last, date(_FIRST_YEAR + session + 1, 9, 30))
        last = later if _all_seated(cast, states, first, later) else last
    ballots = one_each(_ballots(cast, states, first, last, report), report)
    return RollCall(
        body=ASSEMBLY,
        key=f"roll call {int(row['rcid'])}",
        first=first,
        last=last,
        where=row.where,
        source=source,
        dated=None if first == last else row["date"],
        session=str(session) if session else None,
        kind=_kind(row),
        symbol=_symbol(row["unres"]) if _kind(row) is None else None,
        title=text(row["descr"]) or text(row["short"]),
        issues=_issues(row, group),
        tally=_tally(row),
        ballots=ballots,
    )


def _bounds(written: date, session: int | None) -> tuple[date, date]:
    """The days on which the vote can have been."""
    if session is None:
        return written, written
    years = (_FIRST_YEAR + session, _FIRST_YEAR + session + 1)
    if session > _LAST_SESSION_WITHOUT_DAYS:
        return written, written
    month = calendar.monthrange(written.year, written.month)[1]
    first, last = written.replace(day=1), written.replace(day=month)
    if written.year in years:
        return first, last
    return min(first, date(years[0], 9, 1)), max(last, date(years[1], 9, 30))


def _all_seated(cast: tuple[tuple[Row, list[str]], ...], states: States, first: date, last: date) -> bool:
    """Whether all who voted were members by then; where one was not, the vote was held later in the session."""
    voted = {states.slug(*names) for row, names in cast if row["vote"] != "absent"}
    voters = (states.voter(slug, ASSEMBLY, first, last) for slug in voted if slug)
    return all(states.days(voter.slug, ASSEMBLY, first, last) for voter in voters)


def _cast(group: Group, layout: Layout, named: tuple[str, ...]) -> Iterator[tuple[Row, list[str]]]:
    return ((row, [row[column] for column in named]) for row in group.get(layout, ()))


def _ballots(
    cast: tuple[tuple[Row, list[str]], ...], states: States, first: date, last: date, report: Report
) -> Iterator[tuple[Cast, Row]]:
    for row, names in cast:
        try:
            slug, chosen = states.named(*names), choice(row["vote"], _CHOICES)
            voter = states.voter(slug, ASSEMBLY, first, last)
            if states.days(voter.slug, ASSEMBLY, first, last):
                yield Cast(voter, chosen), row
            elif chosen != "absent":  # a state that was no member was not absent either
                raise ValueError(f"{voter.slug} had no seat in the General Assembly between {first} and {last}")
        except ValueError as error:
            report(f"{row.where}: {error}; left out")


def _kind(row: Row) -> MotionKind | None:
    """What was voted on, where the table is sure that it is not a draft as a whole: it says no more."""
    if row["amend"] == "1":
        return "amendment"
    return "paragraph" if row["para"] == "1" else None


def _symbol(cell: str) -> str | None:
    """The symbol as the United Nations writes it. Before the 31st session the number can be that of a page."""
    found = _RESOLUTION.fullmatch(cell)
    if not found or int(found[1]) < _LETTERED_SESSION:
        return None
    return f"A/RES/{found[1]}/{found[2]}{found[3]}"


def _issues(row: Row, group: Group) -> tuple[str, ...]:
    told = {issue["short_name"] for issue in group.get(UN_ISSUES, ())}
    flagged = {code for code in ISSUES if row.cells.get(code) == "1"}
    return tuple(sorted(ISSUES[code] for code in (told | flagged) & ISSUES.keys()))


def _tally(row: Row) -> Tally:
    return Tally(*(count(row.cells.get(column, "")) for column in ("yes", "no", "abstain")))
