"""A table as large as the Library's, to try its importer on: roll calls of other tables, laid out as the Library does.

    python benchmarks/library.py library.csv ga_rollcall_votes.csv.gz ga_rollcalls.csv.gz

The columns are those of the Library's data dictionary, names of states in capitals, one row a member and vote. A day
that is not known is the last of its bounds; a motion without a symbol gets one of its own. `unkg build --votes
library.csv` then tells with its line whatever it cannot read.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from triples.reference import load_tables
from triples.votes import RollCall, read, recognise

_COLUMNS = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,"
    "subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
_LETTERS = {"for": "Y", "against": "N", "abstain": "A", "absent": "X"}


def laid_out(called: RollCall, number: int, names: _Names) -> Iterator[dict[str, object]]:
    """The rows of one roll call."""
    listed = [choice for _, choice in called.ballots]
    counts = [listed.count(choice) for choice in ("for", "against", "abstain", "absent")]
    common = {
        "undl_id": 1_000_000 + number,
        "date": called.last,
        "session": called.session,
        "resolution": called.symbol or f"A/RES/{called.session}/{9000 + number}",
        "meeting": f"A/{called.session}/PV.{number}",
        "title": called.title,
        "agenda_title": "AGENDA, WITH A COMMA",
        **dict(zip(("total_yes", "total_no", "total_abstentions", "total_non_voting"), counts, strict=True)),
        "total_ms": len(listed),
        "undl_link": f"https://digitallibrary.un.org/record/{1_000_000 + number}",
    }
    for voter, choice in called.ballots:
        name = names.on(voter.slug, called.last)
        code = voter.code.upper() if len(voter.code) == 3 else ""
        yield {**common, "ms_code": code, "ms_name": name.upper(), "ms_vote": _LETTERS[choice]}


class _Names:
    """What states were called at the time."""

    def __init__(self) -> None:
        tables = load_tables()
        self._labels = {row.slug: row.label for row in tables.states}
        self._former = [
            (row.state, row.text, row.start.latest or date.min, row.end.earliest or date.max)
            for row in tables.former_names
        ]

    def on(self, slug: str, day: date) -> str:
        """The name on a day."""
        former = (text for state, text, start, end in self._former if state == slug and start <= day <= end)
        return next(former, self._labels[slug])


def main(out: str, *tables: str) -> None:
    """Writes the table."""
    names = _Names()
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS.split(","), restval="")
        writer.writeheader()
        for number, entry in enumerate(read(recognise([Path(table) for table in tables]), False, print)):
            if isinstance(entry, RollCall):
                writer.writerows(laid_out(entry, number, names))


if __name__ == "__main__":
    main(*sys.argv[1:])
