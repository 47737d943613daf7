"""A disagreement as data: a node that names the thing and the aspect, with a claim for each value.

The rows that tell of it have the columns ?about, ?value, ?ground (the node that says so) and ?source; ?unit or ?part
where the thing alone does not tell which disagreement it is; ?rule where a rule, or (empty) none, stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Store

from ontology.terms import PROV, RDF, RDFS, UN
from triples.deriving.conclusions import rule
from triples.deriving.rows import Row, iri, key, rows
from triples.iris import thing
from triples.rdf import Triple, text

_TRUSTED = """SELECT DISTINCT ?source ?rule WHERE {
  VALUES (?kind ?rule) { (un:VotingRecord "record-over-report") (un:ReferenceTable "register-over-report") }
  ?source a ?kind
}"""
Trusted = Mapping[str, str]  # a source, and the rule by which its word counts more than a report's


def trusted(store: Store) -> Trusted:
    """The records and registers of the graph."""
    return {row["source"].value: row["rule"].value for row in rows(store, _TRUSTED)}


def described(told: list[Row], aspect: NamedNode, trust: Trusted) -> Iterator[Triple]:
    """The discrepancy, its claims, and which of them is supported where just one has a rule behind it."""
    things = sorted({iri(row, "about") for row in told}, key=str)
    values = sorted({said(row) for row in told})
    unit, part = (told[0][name].value if name in told[0] else "" for name in ("unit", "part"))
    node = thing("discrepancy", key(things[0]), unit, part, key(aspect).partition("#")[2])
    yield node, RDF.type, UN.Discrepancy
    yield node, RDFS.label, text(f"{' or '.join(values)}{f' ({unit})' if unit else ''}")
    yield node, UN.aspect, aspect
    yield from ((node, UN.about, about) for about in things)
    for value in values:
        yield from _claim(node, value, [row for row in told if said(row) == value])
    yield from _decision(node, told, trust)


def said(row: Row) -> str:
    """The value in a word: `372`, `9-4-2`, `For`."""
    return row["value"].value.rpartition("#")[2]


def _claim(node: NamedNode, value: str, told: list[Row]) -> Iterator[Triple]:
    claim = thing("claim", key(node), value)
    yield node, UN.accordingTo, claim
    yield claim, RDF.type, UN.Claim
    yield claim, UN.value, told[0]["value"]
    for row in told:
        yield claim, UN.reportedIn, iri(row, "source")
        yield claim, PROV.wasDerivedFrom, iri(row, "ground")


def _decision(node: NamedNode, told: list[Row], trust: Trusted) -> Iterator[Triple]:
    backed = {(said(row), by) for row in told if (by := _rule(row, trust))}
    if len({value for value, _ in backed}) == 1:
        value, by = min(backed)
        yield node, UN.supportedClaim, thing("claim", key(node), value)
        yield node, UN.decidedBy, rule(by)


def _rule(row: Row, trust: Trusted) -> str | None:
    return row["rule"].value if "rule" in row else trust.get(row["source"].value)
