"""The page of a vote: its tally as a picture, who voted how and how that is known, and what each source says."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolution

from ontology.terms import DCTERMS, RDFS, UN
from server.asking import Asker, iri
from server.charts import Part
from server.pages.lists import LISTS
from server.pages.passages import Passage, passages
from server.pages.reading import Fact, Listing, Text, Wish, facts, listings, node, number, text, value

_MOST = 400  # ballots: more than any body has members
_CHOICES = (
    (UN.For, UN.tallyFor),
    (UN.Abstain, UN.tallyAbstain),
    (UN.Against, UN.tallyAgainst),
    (UN.NotVoting, UN.tallyNotVoting),
)
_FACTS = (
    UN.outcome,
    UN.date,
    UN.dateText,
    UN.inBody,
    UN.atMeeting,
    UN.onMotion,
    UN.voteKind,
    UN.vetoedBy,
    RDFS.seeAlso,
    DCTERMS.source,
)
_TOPICS = """
SELECT DISTINCT ?topic ?symbol WHERE {
  {{thing}} un:onMotion ?motion { ?motion un:topic ?topic } UNION { ?motion un:symbol ?symbol }
} LIMIT 20
"""
_COMPARED = (UN.tallyFor, UN.tallyAbstain, UN.tallyAgainst, UN.tallyNotVoting, UN.date, UN.dateText, UN.outcome)
_BALLOTS = """
SELECT DISTINCT ?ballot ?state ?choice ?derivation ?group ?code WHERE {
  ?ballot un:inVote {{thing}} ; un:castBy ?state ; un:choice ?choice .
  OPTIONAL { ?ballot un:derivation ?derivation } OPTIONAL { ?state un:regionalGroup ?group }
  OPTIONAL { ?state un:iso3 ?code }
} ORDER BY ?state LIMIT {{most}}
"""
_SAID = """
SELECT DISTINCT ?graph ?property ?value WHERE {
  VALUES ?property { {{properties}} } GRAPH ?graph { {{thing}} ?property ?value }
} ORDER BY ?graph ?property ?value LIMIT 500
"""
_NAMED = """
SELECT ?graph ?choice (COUNT(DISTINCT ?ballot) AS ?count) WHERE {
  GRAPH ?graph { ?ballot un:inVote {{thing}} ; un:choice ?choice }
} GROUP BY ?graph ?choice ORDER BY ?graph
"""
_SOURCES = (
    "SELECT ?graph ?source WHERE { VALUES ?graph { {{graphs}} } ?graph prov:wasDerivedFrom ?source } ORDER BY ?source"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """A state's ballot. `derived`: it follows from the others and the tally, no source states it."""

    state: NamedNode
    ballot: NamedNode
    group: NamedNode | None
    code: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice, how many made it (as told, else as many as are known), and who, by regional group."""

    code: NamedNode
    count: int
    groups: tuple[tuple[NamedNode | None, tuple[Cast, ...]], ...]

    @property
    def name(self) -> str:
        """The end of its IRI, by which it has its colour."""
        return self.code.value.rpartition("#")[2]

    @property
    def casts(self) -> tuple[Cast, ...]:
        """All known ballots."""
        return tuple(cast for _, casts in self.groups for cast in casts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its seats in the picture: what is stated or only counted, then what is derived."""
        derived = sum(cast.derived for cast in self.casts)
        parts = (Part(self.name, max(self.count, len(self.casts)) - derived), Part(self.name, derived, derived=True))
        return tuple(part for part in parts if part.count)


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of the vote: values by property, and how many ballots of each choice it names."""

    source: NamedNode
    said: dict[NamedNode, tuple[NamedNode | Text, ...]]
    named: dict[NamedNode, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """All that the page shows."""

    facts: tuple[Fact, ...]
    topics: tuple[NamedNode, ...]
    symbols: tuple[str, ...]
    choices: tuple[Choice, ...]
    accounts: tuple[Account, ...]
    passages: tuple[Passage, ...]
    lists: tuple[Listing, ...]

    @property
    def compared(self) -> tuple[NamedNode, ...]:
        """The properties that a source gives."""
        return tuple(name for name in _COMPARED if any(name in account.said for account in self.accounts))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The seats of the picture."""
        return tuple(part for choice in self.choices for part in choice.parts)

    @property
    def derived(self) -> bool:
        """Whether any ballot is known by elimination."""
        return any(part.derived for part in self.parts)


def vote(asker: Asker, thing: NamedNode, wish: Wish) -> Vote:
    """What is known of a vote."""
    accounts = _accounts(asker, thing)
    topics = list(asker.select(_TOPICS, thing=thing))
    return Vote(
        facts(asker, thing, _FACTS),
        tuple(topic for row in topics if (topic := node(row, "topic"))),
        tuple(symbol for row in topics if (symbol := text(row, "symbol"))),
        choices(asker, thing),
        accounts,
        passages(asker, thing),
        listings(asker, thing, LISTS[UN.Vote.value]),
    )


def choices(asker: Asker, thing: NamedNode) -> tuple[Choice, ...]:
    """The choices that somebody made or that are counted, in the order of a half circle."""
    told = {row.property: row.values for row in facts(asker, thing, [tally for _, tally in _CHOICES])}
    ballots = list(asker.select(_BALLOTS, thing=thing, most=_MOST))
    found = []
    for code, tally in _CHOICES:
        casts = [_cast(row) for row in ballots if row["choice"] == code]
        tallies = [int(one.text) for one in told.get(tally, ()) if isinstance(one, Text)]
        if count := max(tallies, default=len(casts)):
            found.append(Choice(code, count, _grouped(casts)))
    return tuple(found)


def _cast(row: QuerySolution) -> Cast:
    derived = row["derivation"] == UN.ByElimination
    return Cast(iri(row["state"]), iri(row["ballot"]), node(row, "group"), text(row, "code"), derived)


def _grouped(casts: list[Cast]) -> tuple[tuple[NamedNode | None, tuple[Cast, ...]], ...]:
    groups: dict[NamedNode | None, dict[NamedNode, Cast]] = {}
    for cast in casts:
        groups.setdefault(cast.group, {}).setdefault(cast.ballot, cast)
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, str(item[0])))
    return tuple((group, tuple(members.values())) for group, members in ordered)


def _accounts(asker: Asker, thing: NamedNode) -> tuple[Account, ...]:
    """What each source says, in the order of their IRIs; a graph that was made from none stands for itself."""
    said: dict[str, dict[NamedNode, list[NamedNode | Text]]] = {}
    for row in asker.select(_SAID, thing=thing, properties=list(_COMPARED)):
        values = said.setdefault(iri(row["graph"]).value, {}).setdefault(iri(row["property"]), [])
        values.append(value(row["value"]))
    named: dict[str, dict[NamedNode, int]] = {}
    for row in asker.select(_NAMED, thing=thing):
        if (graph := node(row, "graph")) and (choice := node(row, "choice")):
            named.setdefault(graph.value, {})[choice] = number(row, "count")
    graphs = sorted({*said, *named})
    origins = {
        iri(row["graph"]).value: iri(row["source"])
        for row in asker.select(_SOURCES, graphs=[NamedNode(g) for g in graphs])
    }
    return tuple(
        Account(
            origins.get(graph, NamedNode(graph)),
            {name: tuple(values) for name, values in said.get(graph, {}).items()},
            named.get(graph, {}),
        )
        for graph in graphs
    )
