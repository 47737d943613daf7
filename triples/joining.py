"""One event, one node: votes that several sources tell of in their own ways, joined by declared rules.

Reports leave things out: the kind of motion, a count, the exact day. So their natural keys may differ though the vote
is the same. Two descriptions are taken for one vote when they name the same body, can mean the same day, and differ in
no count, kind or matter that both give; they must share the matter or a count. A description that fits two votes joins
neither: what is not certain stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode, Quad, Store

from triples.deriving.rows import Row, iri, key, rows
from triples.iris import thing

_VOTES = """SELECT ?vote ?body ?earliest ?latest ?kind ?for ?against ?abstain ?motion ?recorded WHERE {
  ?vote a un:Vote ; un:inBody ?body .
  OPTIONAL { ?vote un:date ?day } OPTIONAL { ?vote un:dateEarliest ?from } OPTIONAL { ?vote un:dateLatest ?until }
  BIND (COALESCE(?day, ?from) AS ?earliest) BIND (COALESCE(?day, ?until) AS ?latest)
  FILTER (BOUND(?earliest) && BOUND(?latest))
  OPTIONAL { ?vote un:voteKind ?kind FILTER (?kind != un:OtherVote) }
  OPTIONAL { ?vote un:tallyFor ?for } OPTIONAL { ?vote un:tallyAgainst ?against }
  OPTIONAL { ?vote un:tallyAbstain ?abstain } OPTIONAL { ?vote un:onMotion ?motion }
  BIND (EXISTS { ?vote un:reportedIn/a un:VotingRecord } AS ?recorded)
}"""
_MATTERS = """SELECT DISTINCT ?vote ?topic ?matter WHERE {
  ?vote un:onMotion/un:topic ?topic . ?topic skos:inScheme ?scheme ; skos:broader* ?matter
}"""
_BALLOTS = "SELECT DISTINCT ?vote ?ballot ?code WHERE { ?ballot un:inVote ?vote ; un:castBy/un:iso3 ?code }"
_COUNTS = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one natural key says of a vote: body, days it can mean (ISO), counts and kind where given.

    `topics` are the known matters that it was on, `matters` these and all that are broader.
    """

    vote: NamedNode
    row: Row
    topics: frozenset[str]
    matters: frozenset[str]

    @property
    def recorded(self) -> bool:
        """Whether it stands in a voting record, which lists a vote once."""
        return self.row["recorded"].value == "true"

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The record first, then who tells most."""
        return (not self.recorded, -len(self.row), self.vote.value)

    def may_be(self, other: Telling) -> bool:
        """Whether both can tell of one vote, and share enough for it."""
        mine, theirs = self.row, other.row
        alike = [mine[name] == theirs[name] for name in (*_COUNTS, "kind") if name in mine and name in theirs]
        counted = any(name in mine and name in theirs for name in _COUNTS)
        one_matter = bool(self.topics & other.matters or other.topics & self.matters)
        two_entries = self.recorded and other.recorded
        return (
            mine["body"] == theirs["body"]
            and mine["earliest"].value <= theirs["latest"].value
            and theirs["earliest"].value <= mine["latest"].value
            and all(alike)
            and (one_matter or not (self.topics and other.topics))
            and (counted or (one_matter and not two_entries))
        )


def join_votes(quads: Iterable[Quad]) -> list[Quad]:
    """The same statements, with one IRI for each vote, its motion and its ballots. Order is kept, repeats are not."""
    given = list(quads)
    store = Store()
    store.extend(given)
    renamed = dict(_renamings(store))
    return list(dict.fromkeys(renaming(quad, renamed) for quad in given)) if renamed else given


def _renamings(store: Store) -> Iterator[tuple[NamedNode, NamedNode]]:
    """From the IRI that a vote, motion or ballot has to the one that it shall have."""
    ballots = [(iri(row, "vote"), iri(row, "ballot"), row["code"].value) for row in rows(store, _BALLOTS)]
    for told, kept in _joined(tellings(store)):
        yield told.vote, kept.vote
        if "motion" in told.row and "motion" in kept.row:
            yield iri(told.row, "motion"), iri(kept.row, "motion")
        yield from ((b, thing("ballot", key(kept.vote), code)) for vote, b, code in ballots if vote == told.vote)


def tellings(store: Store) -> list[Telling]:
    """All votes of the store that can be placed in time, records first, then those of which most is told."""
    topics, matters = defaultdict[NamedNode, set[str]](set), defaultdict[NamedNode, set[str]](set)
    for row in rows(store, _MATTERS):
        topics[iri(row, "vote")].add(row["topic"].value)
        matters[iri(row, "vote")].add(row["matter"].value)
    told = {iri(row, "vote"): row for row in reversed(rows(store, _VOTES))}
    made = (Telling(v, row, frozenset(topics[v]), frozenset(matters[v])) for v, row in told.items())
    return sorted(made, key=lambda telling: telling.rank)


def _joined(tellings: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Each telling that joins another, and which. Those of one body alone are compared."""
    by_body = groupby(sorted(tellings, key=lambda telling: telling.row["body"].value), lambda told: told.row["body"])
    for _, group in by_body:
        votes: list[list[Telling]] = []
        for told in group:
            fits = [vote for vote in votes if all(told.may_be(other) for other in vote)]
            if len(fits) == 1:
                fits[0].append(told)
                yield told, fits[0][0]
            else:
                votes.append([told])


def renaming(quad: Quad, renamed: Mapping[NamedNode, NamedNode]) -> Quad:
    """The statement with other IRIs for its subject and object, where these have others."""
    subject, object_ = quad.subject, quad.object
    if subject not in renamed and object_ not in renamed:
        return quad
    return Quad(renamed.get(subject, subject), quad.predicate, renamed.get(object_, object_), quad.graph_name)  # type: ignore[arg-type]
