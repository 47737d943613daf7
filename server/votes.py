"""A vote for people: its choices with their tallies, and who made each, as stated or as it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolution

from ontology.terms import UN
from server.asking import Asker, iri, literal
from server.labels import Label, labels

_CHOICES = (
    (UN.For, UN.tallyFor),
    (UN.Against, UN.tallyAgainst),
    (UN.Abstain, UN.tallyAbstain),
    (UN.NotVoting, UN.tallyNotVoting),
)
_TALLIES = (
    "SELECT DISTINCT ?tally ?count WHERE { VALUES ?tally { {{tallies}} } {{vote}} ?tally ?count } ORDER BY ?count"
)
_BALLOTS = """
SELECT DISTINCT ?ballot ?state ?choice ?derivation WHERE {
  ?ballot un:inVote {{vote}} ; un:castBy ?state ; un:choice ?choice .
  OPTIONAL { ?ballot un:derivation ?derivation }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Cast:
    """A state's ballot; the label is the state's."""

    label: Label
    iri: str


@dataclass(frozen=True, slots=True)
class Group:
    """The ballots of one choice that are known in one way; that way is None where nothing says it."""

    derivation: Label | None
    ballots: tuple[Cast, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice, how many made it (as told, else as many as are known), and who. `name` is the end of its IRI."""

    name: str
    label: Label
    count: int
    groups: tuple[Group, ...]


def choices(asker: Asker, vote: NamedNode) -> tuple[Choice, ...]:
    """The choices of a vote that somebody made or that are counted, in the order of a record; none for other things."""
    tallies: dict[NamedNode, int] = {}
    for row in asker.select(_TALLIES, vote=vote, tallies=[tally for _, tally in _CHOICES]):
        tallies[iri(row["tally"])] = int(literal(row["count"]))
    ballots = list(asker.select(_BALLOTS, vote=vote))
    named = [row[name] for row in ballots for name in ("state", "choice", "derivation")]
    names = labels(asker, [*(term for term in named if isinstance(term, NamedNode)), *(code for code, _ in _CHOICES)])
    found = []
    for code, tally in _CHOICES:
        made = [row for row in ballots if row["choice"] == code]
        if count := tallies.get(tally, len(made)):
            found.append(Choice(code.value.rpartition("#")[2], names[code.value], count, _groups(made, names)))
    return tuple(found)


def _groups(made: list[QuerySolution], names: Mapping[str, Label]) -> tuple[Group, ...]:
    """What is stated comes before what is derived."""
    by_way: dict[str, list[Cast]] = {}
    for row in made:
        way = iri(row["derivation"]).value if row["derivation"] is not None else ""
        by_way.setdefault(way, []).append(Cast(names[iri(row["state"]).value], iri(row["ballot"]).value))
    ordered = sorted(by_way.items(), key=lambda item: (item[0] != UN.Stated.value, item[0]))
    return tuple(Group(names[way] if way else None, tuple(sorted(casts))) for way, casts in ordered)
