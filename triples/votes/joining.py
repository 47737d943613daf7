"""One vote, one node, over all records and reports; and where these differ.

Two records have one vote when their entries make the same IRI (two releases of one data set, two lists of vetoes), or
when one resolution stands in both with the same counts at a time that fits both. A report and a record have one vote by
the rules of `triples.joining`. What fits two votes joins neither. The record that comes first in the order of the known
collections keeps its word; what a later one says otherwise becomes a claim of a discrepancy and no statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.terms import UN
from triples.deriving.claims import described
from triples.deriving.rows import Row, iri, rows
from triples.describing.votes import CHOICES as NODES
from triples.describing.votes import KINDS
from triples.iris import DISCREPANCIES, thing
from triples.joining import Telling, tellings
from triples.rdf import Triple, day, in_graph
from triples.votes.agreement import Ballots
from triples.votes.model import CHOICES, Choice, Entry, MotionKind, RollCall, Sitting, Tally
from triples.votes.quads import Place, Rival, Surplus, body_of, counted, meeting_of, source_of, topic_known, vote_of

Key = tuple[str, str]

_MATTERS = """SELECT DISTINCT ?topic ?matter WHERE {
  ?topic a un:Topic ; skos:inScheme ?scheme ; skos:broader* ?matter
}"""
_CAST = """SELECT DISTINCT ?vote ?ballot ?choice ?source WHERE {
  GRAPH ?graph { ?ballot a un:Ballot ; un:inVote ?vote ; un:choice ?choice ; un:reportedIn ?source }
}"""
_MEETINGS = """SELECT DISTINCT ?meeting ?body ?day WHERE { ?meeting a un:Meeting ; un:ofBody ?body ; un:date ?day }"""
_AT = "SELECT DISTINCT ?vote ?meeting WHERE { ?vote un:atMeeting ?meeting }"
_MOTIONS = "SELECT DISTINCT ?vote ?motion WHERE { ?vote un:onMotion ?motion }"
_BALLOTS = "SELECT DISTINCT ?vote ?ballot ?state WHERE { ?ballot a un:Ballot ; un:inVote ?vote ; un:castBy ?state }"
_WORDS: Mapping[NamedNode, Choice] = {NODES[choice]: choice for choice in CHOICES}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ASPECTS: Mapping[str, tuple[NamedNode, tuple[NamedNode, ...]]] = {  # the aspect, and the properties in dispute
    "date": (UN.DateAspect, (UN.date,)),
    "tally": (UN.TallyAspect, (UN.tallyFor, UN.tallyAgainst, UN.tallyAbstain)),
    "meeting": (UN.ValueAspect, (UN.atMeeting,)),
    "vetoes": (UN.ValueAspect, (UN.vetoedBy,)),
}
_OLD = re.compile(r"A/RES/(\d+) ?\(([IVX]+)\)")
_NEW = re.compile(r"A/RES/(\w+(?:-\d+)?)/(\d+) ?\(?([A-Z]*)\)?")


@dataclass(frozen=True, slots=True)
class Head:
    """What one record says of a vote, its ballots apart."""

    vote: NamedNode
    source: str
    body: str
    first: date
    last: date
    symbol: str | None
    tally: Tally
    kind: MotionKind | None
    meeting: str | None
    vetoed_by: tuple[str, ...]
    topic: str | None

    def said(self) -> Iterator[tuple[str, str]]:
        """What another record of the vote may say otherwise: which of the `_ASPECTS`, and the value in words."""
        if self.first == self.last:
            yield "date", self.first.isoformat()
        if None not in self.tally[:3]:
            yield "tally", "-".join(map(str, self.tally[:3]))
        if self.meeting:
            yield "meeting", self.meeting
        if self.vetoed_by:
            yield "vetoes", " and ".join(slug.replace("-", " ").title() for slug in self.vetoed_by)


@dataclass(frozen=True, slots=True)
class Same:
    """How votes join: the IRI by which a record's vote goes, those by which things of reports and reference tables go,
    and how records and reports differ.

    `disputed` names, for a vote and a collection, the properties on which an earlier collection has another word;
    `cast` the ballots of reports in votes that a record has too.
    """

    votes: Mapping[NamedNode, NamedNode]
    first: Mapping[NamedNode, Head]  # what the first record says of a vote that several have
    told: Mapping[NamedNode, NamedNode]
    disputed: Mapping[tuple[NamedNode, str], frozenset[NamedNode]]
    cast: Mapping[NamedNode, tuple[Rival, ...]]
    quads: tuple[Quad, ...]

    def place(self, called: RollCall, ballots: Ballots) -> Place:
        """How a roll call stands to what others say of its vote; its ballots are counted."""
        vote = self.votes.get(vote_of(called), vote_of(called))
        own = {voter.code for voter, _ in called.ballots}
        reported = (rival for rival in self.cast.get(vote, ()) if rival.code in own)
        before = ballots.of(called.body, vote.value)
        rivals = (*ballots.add(called, vote.value), *reported)
        disputed = self.disputed.get((vote, called.source), frozenset())
        return Place(vote, disputed, rivals, tuple(self._surplus(vote, called, before)))

    def _surplus(self, vote: NamedNode, called: RollCall, before: Mapping[str, Choice]) -> Iterator[Surplus]:
        """Choices of which this record and those before it together have more ballots than the first one counts."""
        first = self.first.get(vote)
        if first is None or first.source == called.source or called.vetoed_by:
            return
        for choice, count in zip(CHOICES, first.tally, strict=True):
            new = frozenset(v.code for v, chosen in called.ballots if chosen == choice and v.code not in before)
            known = sum(chosen == choice for chosen in before.values())
            if count is not None and new and known + len(new) > count:
                yield Surplus(choice, count, known + len(new), new, source_of(first.source))


def same_votes(told: Iterable[Quad], entries: Iterable[Entry]) -> Same:
    """What joins in the statements of reports and reference tables and the entries of all collections, in their order.

    Holds a line for each vote, and no ballot.
    """
    store = Store()
    store.extend(told)
    calls, sat = _heads(entries)
    sittings = _by_day(sat)
    votes = dict(_records(calls))
    heads: defaultdict[NamedNode, list[Head]] = defaultdict(list)
    for head in calls:
        heads[votes.get(head.vote, head.vote)].append(head)
    reports = dict(_reports(store, heads))
    disputed, differences = _differences(heads, {meeting_of(one.body, one.symbol): one for one in sat})
    things = dict(_things(store, reports, heads, sittings))
    cast = _cast(store, {**reports, **{vote: vote for vote in heads}})
    first = {vote: found[0] for vote, found in heads.items() if len(found) > 1}
    return Same(
        votes, first, things, disputed, cast, tuple(in_graph([*differences, *_vetoes_apart(heads)], DISCREPANCIES))
    )


def _cast(store: Store, votes: Mapping[NamedNode, NamedNode]) -> dict[NamedNode, tuple[Rival, ...]]:
    """The ballots of reports and reference tables in recorded votes."""
    found: defaultdict[NamedNode, list[Rival]] = defaultdict(list)
    for row in rows(store, _CAST):
        if vote := votes.get(iri(row, "vote")):
            code = iri(row, "ballot").value.rpartition("-")[2]
            found[vote].append(Rival(code, _WORDS[iri(row, "choice")], iri(row, "source"), False))
    return {vote: tuple(sorted(rivals, key=str)) for vote, rivals in found.items()}


def _heads(entries: Iterable[Entry]) -> tuple[list[Head], list[Sitting]]:
    calls: list[Head] = []
    sittings: list[Sitting] = []
    for entry in entries:
        if isinstance(entry, Sitting):
            sittings.append(entry)
        else:
            calls.append(_head(entry))
    return calls, sittings


def _by_day(sittings: Iterable[Sitting]) -> Mapping[Key, list[NamedNode]]:
    found: defaultdict[Key, list[NamedNode]] = defaultdict(list)
    for one in sittings:
        found[one.body, one.first.isoformat()].append(meeting_of(one.body, one.symbol))
    return found


def _head(called: RollCall) -> Head:
    return Head(
        vote_of(called),
        called.source,
        called.body,
        called.first,
        called.last,
        resolution(called.symbol) if called.symbol else None,
        counted(called),
        called.kind,
        called.meeting,
        tuple(voter.slug for voter in called.vetoed_by),
        topic_known(called.matters, called.title or ""),
    )


def resolution(symbol: str) -> str:
    """One writing for the symbols of a resolution of the Assembly: `A/RES/1398 (XVI)` and `A/RES/16/1398` are one."""
    if old := _OLD.fullmatch(symbol):
        return f"A/RES/{_arabic(old[2])}/{old[1]}"
    if new := _NEW.fullmatch(symbol):
        return f"A/RES/{new[1]}/{new[2]}{new[3]}"
    return symbol


def _arabic(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _records(calls: list[Head]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Votes of later collections that an earlier one has under another IRI: one resolution, the same counts."""
    by_symbol: defaultdict[tuple[str, str], list[Head]] = defaultdict(list)
    for head in calls:
        if head.symbol and not head.vetoed_by:
            by_symbol[head.body, head.symbol].append(head)
    for _, found in sorted(by_symbol.items()):
        first = [head for head in found if head.source == found[0].source]
        shared = {head.vote for head in first}
        later = [head for head in found if head.source != found[0].source and head.vote not in shared]
        for _, again in groupby(later, key=lambda head: head.source):
            pairs = [(head, one) for head in again for one in first if _fit(head, one)]
            if len(pairs) == 1:
                yield pairs[0][0].vote, pairs[0][1].vote


def _fit(one: Head, other: Head) -> bool:
    return one.tally[:3] == other.tally[:3] and one.first <= other.last and other.first <= one.last


def _reports(store: Store, heads: Mapping[NamedNode, list[Head]]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The votes of reports and reference tables that one recorded vote alone can be, and which."""
    broader: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(store, _MATTERS):
        broader[row["topic"].value].add(row["matter"].value)
    told, fits = _by_month(tellings(store)), defaultdict[NamedNode, list[NamedNode]](list)
    for vote, found in heads.items():
        record = _telling(vote, found, broader)
        near = {one.vote: one for month in _months(found[0]) for one in told.get((found[0].body, month), ())}
        for one in near.values():
            if one.vote == vote or record.may_be(one):
                fits[one.vote].append(vote)
    yield from ((one, vote) for one, (vote, *more) in sorted(fits.items(), key=str) if not more and one != vote)


def _telling(vote: NamedNode, found: list[Head], broader: Mapping[str, set[str]]) -> Telling:
    head = found[0]
    row: Row = {
        "body": body_of(head.body),
        "earliest": day(head.first),
        "latest": day(head.last),
        "recorded": Literal(True),
    }
    counts = zip(("for", "against", "abstain"), head.tally[:3], strict=True)
    row |= {name: Literal(count) for name, count in counts if count is not None}
    if head.kind == "resolution" or head.kind == "amendment":
        row["kind"] = KINDS[head.kind][0]
    topics = frozenset({thing("topic", head.topic).value} if head.topic else ())
    return Telling(vote, row, topics, frozenset(matter for topic in topics for matter in broader.get(topic, ())))


def _by_month(told: Iterable[Telling]) -> Mapping[Key, list[Telling]]:
    found: defaultdict[Key, list[Telling]] = defaultdict(list)
    for one in told:
        span = (date.fromisoformat(one.row[bound].value) for bound in ("earliest", "latest"))
        for month in _between(*span):
            found[one.row["body"].value.rpartition("/")[2], month].append(one)
    return found


def _months(head: Head) -> Iterator[str]:
    return _between(head.first, head.last)


def _between(first: date, last: date) -> Iterator[str]:
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return (f"{month // 12}-{month % 12 + 1:02d}" for month in span)


def _things(
    store: Store,
    reports: Mapping[NamedNode, NamedNode],
    heads: Mapping[NamedNode, list[Head]],
    sittings: Mapping[Key, list[NamedNode]],
) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The new IRIs of votes that joined, and of their motions, ballots and meetings."""
    yield from reports.items()
    for row in rows(store, _MOTIONS):
        if kept := reports.get(iri(row, "vote")):
            yield iri(row, "motion"), NamedNode(kept.value.replace("/id/vote/", "/id/motion/"))
    for row in rows(store, _BALLOTS):
        if kept := reports.get(iri(row, "vote")):
            code = iri(row, "ballot").value.rpartition("-")[2]
            yield iri(row, "ballot"), NamedNode(f"{kept.value.replace('/id/vote/', '/id/ballot/')}-{code}")
    for row in rows(store, _MEETINGS):
        held = sittings.get((row["body"].value.rpartition("/")[2], row["day"].value), ())
        if len(held) == 1:
            yield iri(row, "meeting"), held[0]
    for row in rows(store, _AT):
        found = heads.get(reports.get(iri(row, "vote"), iri(row, "vote")), ())
        yield from ((iri(row, "meeting"), meeting_of(one.body, one.meeting)) for one in found[:1] if one.meeting)


def _differences(
    heads: Mapping[NamedNode, list[Head]], sittings: Mapping[NamedNode, Sitting]
) -> tuple[dict[tuple[NamedNode, str], frozenset[NamedNode]], list[Triple]]:
    """What records of one vote say otherwise than the first of them that says anything."""
    disputed: defaultdict[tuple[NamedNode, str], set[NamedNode]] = defaultdict(set)
    triples: list[Triple] = []
    for vote, found in sorted(heads.items(), key=str):
        told: defaultdict[str, list[Row]] = defaultdict(list)
        for head in found:
            for name, value in head.said():
                told[name].append(_claim(vote, head.source, value, name))
                if told[name][0]["value"] != Literal(value):
                    disputed[vote, head.source] |= {*_ASPECTS[name][1]}
            sat = sittings.get(meeting_of(head.body, head.meeting)) if head.meeting else None
            if sat and (head.last < sat.first or sat.last < head.first):
                disputed[vote, head.source].add(UN.atMeeting)
                told["date"].append(_claim(vote, sat.source, sat.first.isoformat(), "date"))
        differing = [name for name, claims in told.items() if len({claim["value"] for claim in claims}) > 1]
        triples += [triple for name in differing for triple in described(told[name], _ASPECTS[name][0], {})]
    return {key: frozenset(names) for key, names in disputed.items()}, triples


def _claim(vote: NamedNode, source: str, value: str, part: str) -> Row:
    return {
        "about": vote,
        "value": Literal(value),
        "ground": vote,
        "source": source_of(source),
        "part": Literal(part),
    }


def _vetoes_apart(heads: Mapping[NamedNode, list[Head]]) -> Iterator[Triple]:
    """Vetoes that one list has under another day or another draft than the other list."""
    vetoed = [found for found in heads.values() if found[0].vetoed_by]
    sources = sorted({head.source for found in vetoed for head in found})
    if len(sources) < 2:
        return
    alone = {source: [f[0] for f in vetoed if {h.source for h in f} == {source}] for source in sources}
    for one in alone[sources[0]]:
        for other in alone[sources[1]]:
            if one.symbol == other.symbol:
                yield from _apart(one, other, UN.DateAspect, str(one.first), str(other.first))
            elif one.first == other.first and one.vetoed_by == other.vetoed_by:
                yield from _apart(one, other, UN.ValueAspect, str(one.symbol), str(other.symbol))


def _apart(one: Head, other: Head, aspect: NamedNode, value: str, another: str) -> Iterator[Triple]:
    told = [_claim(one.vote, one.source, value, "draft"), _claim(other.vote, other.source, another, "draft")]
    yield from described(told, aspect, {})
