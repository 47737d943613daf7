"""What a cell of a voting table says: counts, days, symbols, lists. Raises ValueError with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from triples.votes.files import Report, Row
from triples.votes.model import Cast, Choice, Voter

_MISSING = ("", "NA", "NULL")
_YEAR = re.compile(r"\s*\((\d{4})\)$")
_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9./() -]+")
_MEETING = re.compile(r"(?:S|A)/(?:.+/)?PV\.\d+.*")


def text(cell: str) -> str | None:
    """The words of a cell in one line; None where it is empty."""
    return None if cell in _MISSING else " ".join(cell.split())


def count(cell: str) -> int | None:
    """A whole number; None where the table has none."""
    if cell in _MISSING:
        return None
    if not cell.isdecimal():
        raise ValueError(f"{cell!r} is not a whole number")
    return int(cell)


def day(cell: str) -> date:
    """A day written as `1946-01-25`."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a date such as 1946-01-25") from None


def symbol(cell: str) -> str | None:
    """A document symbol, its year after a space: `S/RES/101 (1953)`; None where there is none, or something else."""
    written = _YEAR.sub(r" (\1)", cell.replace("[", "(").replace("]", ")"))
    return written if _SYMBOL.fullmatch(written) else None


def meeting(cell: str) -> str | None:
    """The symbol of a meeting's record, without its corrigenda; None for letters and what else stands in its column."""
    record = cell.partition("+")[0]
    return symbol(record) if _MEETING.fullmatch(record) else None


def parts(cell: str) -> tuple[str, ...]:
    """The matters that a cell lists with bars between them, each once."""
    return tuple(dict.fromkeys(filter(None, (text(part) for part in cell.split("|")))))


def one_each(cast: Iterable[tuple[Cast, Row]], report: Report) -> tuple[Cast, ...]:
    """The ballots by state. Where a state is listed twice, a choice counts more than absence; a second is reported."""
    chosen: dict[Voter, Choice] = {}
    for (voter, choice), row in cast:
        earlier = chosen.get(voter, "absent")
        if earlier in ("absent", choice) or choice == "absent":
            chosen[voter] = choice if earlier == "absent" else earlier
        else:
            report(f"{row.where}: {voter.slug} has voted {earlier!r} in this roll call already; left out")
    return tuple(Cast(voter, choice) for voter, choice in sorted(chosen.items()))


def choice(cell: str, words: Mapping[str, Choice]) -> Choice:
    """The choice that a table writes so."""
    if cell not in words:
        raise ValueError(f"{cell!r} is no way to vote; this table knows {', '.join(words)}")
    return words[cell]
