"""Which state a code or name in a voting table means on the day of the vote.

Tables call a seat by one name throughout: "Russia" in 1950, "Yugoslavia" in 2010. States that changed or ended are
themselves at their time; the seats that the reference tables hold say when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from triples.reference.entities import ASSEMBLY, inherited
from triples.reference.rows import Period
from triples.reference.tables import Tables
from triples.votes.model import Voter

Span = tuple[date, date]

# States that followed each other in one seat. Of those that sat on the day, the first counts.
_LINES = (
    ("soviet-union", "russia"),
    ("yugoslavia", "serbia-and-montenegro", "serbia"),
    ("tanganyika", "tanzania"),
    ("united-arab-republic", "egypt"),
)
_LINE_OF = {slug: line for line in _LINES for slug in line}
# Codes and names that voting tables use and the reference tables do not: ISO 3166-3 and its forerunners, the seat of
# China under the Republic of China, and names as the R package countrycode and the Library write them.
_ALSO = {
    **{"TWN": "china", "TW": "china", "YU": "yugoslavia", "CS": "czechoslovakia", "DD": "east-germany"},
    **{"YD": "democratic-yemen", "SU": "soviet-union", "EAZ": "zanzibar", "BYS": "belarus", "DHY": "benin"},
    **{"HVO": "burkina-faso", "BUR": "myanmar", "TMP": "timor-leste", "VDR": "vietnam", "YMN": "yemen"},
    **{"ZAR": "democratic-republic-of-the-congo", "ROM": "romania", "FRG": "germany", "GDR": "east-germany"},
    **{"USSR": "soviet-union", "USA": "united-states", "UK": "united-kingdom"},
    **{"Germany, Federal Republic of": "germany", "Netherlands (Kingdom of the)": "netherlands"},
    **{"Congo (Democratic Republic of)": "democratic-republic-of-the-congo", "Philippine Republic": "philippines"},
    **{"Congo (Leopoldville)": "democratic-republic-of-the-congo", "Gambia (Islamic Republic of the)": "gambia"},
}


@dataclass(frozen=True, slots=True)
class States:
    """All states by code and by folded name, and when each sat in each body."""

    slugs: Mapping[str, str]
    codes: Mapping[str, str]
    seats: Mapping[tuple[str, str], tuple[Span, ...]]

    def slug(self, *names: str) -> str | None:
        """The slug that the first name or code with a meaning has; None where none has one."""
        return next((slug for name in names if (slug := self.slugs.get(_folded(name)))), None)

    def named(self, *names: str) -> str:
        """The same; raises ValueError where none has a meaning."""
        if slug := self.slug(*names):
            return slug
        raise ValueError(f"no state is known as {' or '.join(name for name in names if name) or 'an empty cell'}")

    def voter(self, slug: str, body: str, first: date, last: date) -> Voter:
        """The state that sat in this one's seat between these days; over most of them, where that changed."""
        line, chosen = _LINE_OF.get(slug, ()), slug
        sat = [self.days(one, body, first, last) for one in line]
        if any(sat):
            chosen = line[sat.index(max(sat))]
        return Voter(chosen, self.codes.get(chosen, chosen))

    def days(self, slug: str, body: str, first: date, last: date) -> int:
        """On how many of the days from `first` to `last` the state certainly or possibly had a seat."""
        spans = self.seats.get((body, slug), ())
        return max((0, *((min(last, until) - max(first, since)).days + 1 for since, until in spans)))


def states_of(tables: Tables) -> States:
    """The states of the reference tables as voting tables name them."""
    slugs: dict[str, str] = {}
    for named in tables.names:
        kind, _, slug = named.entity.partition("/")
        if kind == "state" and named.lang == "en" and named.kind in ("official", "formal", "alias", "label"):
            slugs[_folded(named.text)] = slug
    slugs |= {_folded(row.text): row.state for row in tables.former_names}
    for state in tables.states:
        slugs |= {_folded(name): state.slug for name in (state.label, state.iso3, state.iso2) if name}
    slugs |= {_folded(name): slug for name, slug in _ALSO.items()}
    codes = {row.slug: row.iso3.lower() for row in tables.states if row.iso3}
    return States(slugs, codes, _seats(tables))


def _seats(tables: Tables) -> dict[tuple[str, str], tuple[Span, ...]]:
    taken_over = inherited(tables)
    seats: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in tables.admissions:
        since, until = _span(row.admitted, row.left)
        seats[ASSEMBLY, row.state].append((max(since, taken_over.get(row.state, since)), until))
    for seat in tables.seats:
        if seat.kind != "observer":
            seats[seat.body, seat.state].append(_span(seat.start, seat.end))
    return {key: tuple(sorted(spans)) for key, spans in sorted(seats.items())}


def _span(start: Period, end: Period | None) -> Span:
    return start.earliest or date.min, (end.latest if end else None) or date.max


@lru_cache(maxsize=2_000)
def _folded(name: str) -> str:
    """Without the article, which tables put before a name, after it in brackets, or nowhere."""
    folded = " ".join(name.replace("’", "'").casefold().split())
    return folded.removeprefix("the ").removesuffix(" (the)")
