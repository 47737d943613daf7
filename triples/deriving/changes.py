"""Changes of position: a state votes otherwise on a matter than the last time that the body voted on it.

Two votes follow each other when the same body held no vote of that kind on that matter between them, whether or not its
ballots are known. Who was absent took no position, and a state to which sources give two choices has none that is sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from pyoxigraph import NamedNode, Store

from ontology.terms import RDF, UN
from triples.deriving.conclusions import follows
from triples.deriving.rows import Row, iri, key, rows
from triples.iris import thing
from triples.rdf import Triple

_VOTES = """SELECT DISTINCT ?body ?kind ?topic ?day ?vote WHERE {
  ?vote a un:Vote ; un:inBody ?body ; un:voteKind ?kind ; un:date ?day ; un:onMotion/un:topic ?topic .
}"""
_BALLOTS = """SELECT DISTINCT ?vote ?iso3 ?ballot ?state ?choice WHERE {
  ?ballot un:inVote ?vote ; un:castBy ?state ; un:choice ?choice . ?state un:iso3 ?iso3 . ?vote un:date ?day
}"""
_Ballots = dict[str, list[Row]]


def position_changes(store: Store) -> Iterator[Triple]:
    """A `un:PositionChange` for each state and pair of votes, with both ballots."""
    cast: defaultdict[NamedNode, _Ballots] = defaultdict(lambda: defaultdict(list))
    for row in rows(store, _BALLOTS):
        cast[iri(row, "vote")][row["iso3"].value].append(row)
    for _, group in groupby(rows(store, _VOTES), key=lambda row: (row["body"], row["kind"], row["topic"])):
        for before, after in pairwise(group):
            if before["day"] != after["day"]:
                yield from _changed(after, cast[iri(before, "vote")], cast[iri(after, "vote")])


def _changed(vote: Row, before: _Ballots, after: _Ballots) -> Iterator[Triple]:
    for code in sorted(before.keys() & after.keys()):
        if _turned(before[code], after[code]):
            (one,), (two,) = before[code], after[code]
            node = thing("change", key(iri(vote, "topic")), key(iri(two, "ballot")))
            yield node, RDF.type, UN.PositionChange
            yield node, UN.holder, iri(two, "state")
            yield node, UN.topic, iri(vote, "topic")
            yield node, UN.inBody, iri(vote, "body")
            yield node, UN.earlierBallot, iri(one, "ballot")
            yield node, UN.laterBallot, iri(two, "ballot")
            yield from follows(node, "position-change", (iri(one, "ballot"), iri(two, "ballot")))


def _turned(before: list[Row], after: list[Row]) -> bool:
    choices = [row["choice"] for row in (*before, *after)]
    return len(before) == len(after) == 1 and choices[0] != choices[1] and UN.NotVoting not in choices
