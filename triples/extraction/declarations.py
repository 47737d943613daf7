"""Declarations: a document in the first person is one statement of its issuer, not one a sentence."""

from __future__ import annotations

from triples import iris
from triples.extraction.holdings import Holding
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed
from triples.facts import Agent, Span, Statement


def declared(parsed: Parsed, issuer: Issuer, holdings: list[Holding], found: list[Statement]) -> list[Statement]:
    """The statements of a document that has an issuer: the issuer's own, with every paragraph as its evidence, and what
    the document reports of others."""
    speaker = _speaker(parsed, issuer, holdings)
    evidence = _paragraphs(parsed)
    if not evidence:
        return found
    whole = [
        Statement(
            id=f"statement-whole-{iris.slug(agent.label)}",
            evidence=evidence,
            rule="statement-issuer",
            confidence=0.85,
            speaker=speaker if len(issuer.agents) == 1 else None,
            for_=agent,
            quote=False,
        )
        for agent in issuer.agents
    ]
    return [*whole, *(s for s in found if not _own(s, issuer, speaker))]


def _speaker(parsed: Parsed, issuer: Issuer, holdings: list[Holding]) -> Agent | None:
    """The person of the heading, else the one person who serves the issuer."""
    serving = {h.person for h in holdings if h.for_ in issuer.agents and h.bearing != "former"}
    person = issuer.person if issuer.person is not None else serving.pop() if len(serving) == 1 else None
    return parsed.register.people[person].agent if person is not None else None


def _paragraphs(parsed: Parsed) -> tuple[Span, ...]:
    """The passages of the body, one a paragraph."""
    ends: dict[int, Span] = {}
    for sentence in parsed.document.sentences:
        first = ends.get(sentence.paragraph, sentence.span)
        ends[sentence.paragraph] = Span(first.start, sentence.span.end)
    return tuple(sorted(ends.values()))


def _own(statement: Statement, issuer: Issuer, speaker: Agent | None) -> bool:
    """Whether a statement is a part of the issuer's own."""
    if statement.speaker is not None:
        return statement.speaker == speaker and not statement.quote
    return statement.for_ in issuer.agents and not statement.quote
