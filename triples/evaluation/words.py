"""A fact in a few words, for tables that people read."""

from __future__ import annotations

from triples.facts import Agent, Ballot, Fact, Figure, Meeting, Post, Stance, Statement, Tally


def in_words(fact: Fact) -> str:
    """`Security Council 13-1-1`, `China: against`, `Ana Lima: Ambassador (Peru)`: what the fact says."""
    match fact:
        case Tally():
            return f"{_name(fact.body)} {_counts(fact)}"
        case Ballot():
            return f"{fact.state.label}: {fact.choice}"
        case Post():
            return f"{fact.official.label}: {fact.title} ({_name(fact.for_)})"
        case Statement():
            return f"{_name(fact.speaker)}{f' for {fact.for_.label}' if fact.for_ else ''}"
        case Stance():
            return f"{fact.holder.label} {fact.polarity}: {fact.matter}"
        case Meeting():
            return f"{_name(fact.body)} met {fact.when.day or fact.when.text or 'some day'}"
        case Figure():
            return " ".join(filter(None, (fact.qualifier, f"{fact.value:g}", fact.unit, "of", fact.about)))
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


def _name(agent: Agent | None) -> str:
    return agent.label if agent else "nobody named"


def _counts(fact: Tally) -> str:
    return "-".join("?" if count is None else str(count) for count in (fact.for_, fact.against, fact.abstain))
