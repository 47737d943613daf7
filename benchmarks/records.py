"""Compares the ballots of two builds through SPARQL: `python benchmarks/records.py STORE OTHER`.

A ballot is in both when vote and state are; it differs when the choices do. Absence is counted apart, since a release
that lists it says more than one that does not. Exit status 1 where a ballot differs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from pyoxigraph import QuerySolutions

from triples.snapshot import current

_BALLOTS = """PREFIX un: <https://w3id.org/unkg/ontology#>
SELECT ?vote ?state ?choice WHERE {
  GRAPH ?record { ?ballot un:inVote ?vote ; un:castBy ?state ; un:choice ?choice }
  FILTER (STRSTARTS(STR(?record), "https://w3id.org/unkg/graph/votes/"))
}"""
Ballots = dict[tuple[str, str], str]


def ballots(store: Path) -> Ballots:
    """The choice of each state in each vote, as the voting tables of a build have it."""
    found = current(store).load().query(_BALLOTS)
    assert isinstance(found, QuerySolutions)
    return {(row["vote"].value, row["state"].value): row["choice"].value.rpartition("#")[2] for row in found}


def compared(one: Ballots, other: Ballots) -> Counter[str]:
    """How many ballots only one build has, both have alike, both have otherwise."""
    counts: Counter[str] = Counter()
    for key in one.keys() | other.keys():
        mine, theirs = one.get(key), other.get(key)
        cast = [choice for choice in (mine, theirs) if choice not in (None, "NotVoting")]
        if len(cast) == 2:
            counts["in common, alike" if mine == theirs else "in common, different"] += 1
        elif len(cast) == 1:
            silent = theirs if mine in cast else mine
            where = "first" if mine in cast else "second"
            counts[f"only in the {where}{', absent in the other' if silent else ''}"] += 1
        else:
            counts["absent"] += 1
    return counts


def main(one: str, other: str) -> int:
    """Prints the counts; 1 where a ballot differs."""
    counts = compared(ballots(Path(one)), ballots(Path(other)))
    for what, number in sorted(counts.items()):
        print(f"{number:>9,}  {what}")
    return 1 if counts["in common, different"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
