"""The pages of what somebody says and where somebody stands: statements and stances."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, UN
from server.asking import Asker
from server.pages.lists import LISTS
from server.pages.passages import Passage, passages
from server.pages.reading import Fact, Listing, Wish, facts, listings

_OF_STATEMENT = (
    UN.speaker,
    UN.onBehalfOf,
    UN.to,
    UN.date,
    UN.dateEarliest,
    UN.dateLatest,
    UN.dateText,
    UN.atMeeting,
    UN.verb,
    UN.quoted,
    UN.topic,
    UN.reportedIn,
    DCTERMS.source,
)
_OF_STANCE = (
    UN.holder,
    UN.polarity,
    UN.regarding,
    UN.act,
    UN.expressedBy,
    UN.date,
    UN.dateText,
    UN.reportedIn,
    DCTERMS.source,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement or a stance: what is told of it, and where."""

    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    lists: tuple[Listing, ...]


def statement(asker: Asker, thing: NamedNode, wish: Wish) -> Saying:
    """What is known of a statement, and the stances that it expresses."""
    lists = listings(asker, thing, LISTS[UN.Statement.value])
    return Saying(facts(asker, thing, _OF_STATEMENT), passages(asker, thing), lists)


def stance(asker: Asker, thing: NamedNode, wish: Wish) -> Saying:
    """What is known of a stance."""
    return Saying(facts(asker, thing, _OF_STANCE), passages(asker, thing), ())
