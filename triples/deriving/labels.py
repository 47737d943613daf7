"""What a thing is called where no source names it: one function a kind, made from its facts and never from a text.

Labels are made of all data at once, so that a thing that several articles report has one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Store

from ontology.terms import OA, ORG, PROV, RDF, RDFS, UN
from triples.deriving.facts import Facts
from triples.rdf import Triple, text

_TALLIES = (
    (UN.tallyFor, "for"),
    (UN.tallyAgainst, "against"),
    (UN.tallyAbstain, "abstaining"),
    (UN.tallyNotVoting, "not voting"),
)
_CHOICES = ((UN.For, "for"), (UN.Against, "against"), (UN.Abstain, "abstaining"), (UN.NotVoting, "not voting"))
_POLARITIES = ((UN.Supports, "supports"), (UN.Opposes, "opposes"))
_QUALIFIERS = (
    (UN.Approximately, "about "),
    (UN.AtLeast, "at least "),
    (UN.MoreThan, "more than "),
    (UN.UpTo, "up to "),
)
_RELATED = (
    (ORG.memberOf, "is a member of the"),
    (UN.heldPost, "held the post"),
    (UN.succeeds, "follows"),
    (UN.vetoedBy, "was vetoed by"),
)
_MOTIONS = (
    (UN.Resolution, "Resolution"),
    (UN.DraftResolution, "Draft resolution"),
    (UN.Amendment, "Amendment"),
    (UN.ProceduralMotion, "Procedural motion"),
    (UN.Motion, "Motion"),
)


def labels(store: Store) -> Iterator[Triple]:
    """An `rdfs:label` for each thing of the kinds below that has no name of its own."""
    facts, seen = Facts(store), set[NamedNode]()
    for kind, called in _CALLED:
        for node in facts.pointing_to(kind, RDF.type):
            if node not in seen and not facts.is_named(node):
                yield node, RDFS.label, text(called(facts, node))
            seen.add(node)


def _vote(facts: Facts, vote: NamedNode) -> str:
    counts = [(facts.text(vote, tally), word) for tally, word in _TALLIES]
    counted = ", ".join(f"{count} {word}" for count, word in counts if count)
    return _after(": ", _event(facts, vote, UN.inBody, "vote"), counted)


def _meeting(facts: Facts, meeting: NamedNode) -> str:
    return _after(": ", _event(facts, meeting, UN.ofBody, "meeting"), facts.named(meeting, UN.topic))


def _event(facts: Facts, event: NamedNode, of: NamedNode, noun: str) -> str:
    """`Security Council vote of 10 December 2015`; where the day is open, with the place where it is told."""
    body, when = facts.named(event, of), facts.when(event)
    called = _after(" of ", f"{body} {noun}" if body else noun.capitalize(), when)
    return called if body and when else _aside(called, facts.place(facts.nodes(event, UN.evidence)))


def _motion(facts: Facts, motion: NamedNode) -> str:
    kind = _word(facts, motion, RDF.type, _MOTIONS)
    called = _after(": ", _after(" ", kind, facts.text(motion, UN.symbol)), facts.named(motion, UN.topic))
    votes = facts.pointing_to(motion, UN.onMotion)
    return _aside(called, facts.named(motion, UN.inBody), *(facts.when(vote) for vote in votes))


def _ballot(facts: Facts, ballot: NamedNode) -> str:
    chosen = facts.values(ballot, UN.choice)
    choice = " or ".join(word for code, word in _CHOICES if code in chosen)
    how = ", by elimination" if UN.ByElimination in facts.values(ballot, UN.derivation) else ""
    votes = facts.nodes(ballot, UN.inVote)
    where = [said for vote in votes for said in (facts.named(vote, UN.inBody), facts.when(vote))]
    return _aside(f"{facts.named(ballot, UN.castBy)}: {choice}{how}", *where)


def _statement(facts: Facts, statement: NamedNode) -> str:
    speaker, whom = facts.named(statement, UN.speaker), facts.named(statement, UN.onBehalfOf)
    who = _aside(speaker, whom) if speaker else whom
    called = _after(" of ", f"{who}: statement", facts.when(statement))
    return _aside(called, facts.place(facts.nodes(statement, UN.evidence)))


def _stance(facts: Facts, stance: NamedNode) -> str:
    polarity = _word(facts, stance, UN.polarity, _POLARITIES)
    called = f"{facts.named(stance, UN.holder)} {polarity}: {facts.named(stance, UN.regarding)}"
    return _aside(called, facts.publications(stance))


def _figure(facts: Facts, figure: NamedNode) -> str:
    number = f"{Decimal(facts.text(figure, UN.quantity)):,} {facts.text(figure, UN.unit)}"
    called = f"{_word(facts, figure, UN.qualifier, _QUALIFIERS)}{number}: {facts.named(figure, UN.about)}"
    return _aside(called[0].upper() + called[1:], facts.publications(figure))


def _tenure(facts: Facts, tenure: NamedNode) -> str:
    return f"{facts.named(tenure, UN.holder)}, {facts.named(tenure, UN.post)}"


def _claim(facts: Facts, claim: NamedNode) -> str:
    value = _word(facts, claim, UN.value, _CHOICES) or facts.text(claim, UN.value).rpartition("#")[2]
    return f"{value} according to {facts.publications(claim)}"


def _evidence(facts: Facts, evidence: NamedNode) -> str:
    return facts.place([evidence])


def _selector(facts: Facts, selector: NamedNode) -> str:
    return facts.place(facts.pointing_to(selector, OA.hasSelector)[:1])


def _reading(facts: Facts, activity: NamedNode) -> str:
    return f"Reading of {facts.named(activity, PROV.used)}"


def _graph(facts: Facts, graph: NamedNode) -> str:
    return facts.named(graph, PROV.wasDerivedFrom)


def _link(facts: Facts, link: NamedNode) -> str:
    return f"{facts.named(link, OA.hasTarget)}: link to {urlsplit(facts.text(link, OA.hasBody)).hostname}"


def _conclusion(facts: Facts, conclusion: NamedNode) -> str:
    property_ = facts.text(conclusion, UN.ofProperty)
    relation = next((word for related, word in _RELATED if related.value == property_), property_)
    return f"{facts.named(conclusion, UN.ofSubject)} {relation} {facts.named(conclusion, UN.ofObject)}"


def _change(facts: Facts, change: NamedNode) -> str:
    ballots = [facts.nodes(change, which)[:1] for which in (UN.earlierBallot, UN.laterBallot)]
    before, after = (_word(facts, ballot, UN.choice, _CHOICES) for (ballot,) in ballots)
    day = " and ".join(facts.when(vote) for (ballot,) in ballots for vote in facts.nodes(ballot, UN.inVote))
    said = f"{facts.named(change, UN.holder)}: from {before} to {after}"
    return _aside(said, facts.named(change, UN.topic), facts.named(change, UN.inBody), day)


def _word(facts: Facts, node: NamedNode, predicate: NamedNode, words: tuple[tuple[NamedNode, str], ...]) -> str:
    """The word of the first code that the node has."""
    found = facts.values(node, predicate)
    return next((word for code, word in words if code in found), "")


def _after(joint: str, before: str, last: str) -> str:
    return f"{before}{joint}{last}" if last else before


def _aside(said: str, *aside: str) -> str:
    given = ", ".join(filter(None, aside))
    return f"{said} ({given})" if given else said


_CALLED: tuple[tuple[NamedNode, Callable[[Facts, NamedNode], str]], ...] = (
    (UN.Vote, _vote),
    (UN.Meeting, _meeting),
    *((kind, _motion) for kind, _ in _MOTIONS),
    (UN.Ballot, _ballot),
    (UN.Statement, _statement),
    (UN.Stance, _stance),
    (UN.ReportedFigure, _figure),
    (UN.Tenure, _tenure),
    (UN.Claim, _claim),
    (UN.Evidence, _evidence),
    (OA.TextPositionSelector, _selector),
    (OA.TextQuoteSelector, _selector),
    (UN.Conclusion, _conclusion),
    (UN.PositionChange, _change),
    (OA.Annotation, _link),
    (PROV.Activity, _reading),
    (PROV.Entity, _graph),
)
