"""The pages of bodies, officials and posts: who sat and served where, and when."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, FOAF, ORG, OWL, RDFS, SKOS, UN
from server.asking import Asker
from server.charts import Column, column
from server.pages import terms
from server.pages.counted import Year, by_year
from server.pages.lists import IN_BODY, LISTS
from server.pages.reading import Fact, Listing, Wish, facts, listings
from server.pages.states import today
from server.pages.terms import Term, Timeline

_ELSEWHERE = (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso, DCTERMS.source)
_OF_BODY = (UN.abbreviation, ORG.subOrganizationOf, UN.startText, UN.endText, UN.succeededBy, *_ELSEWHERE)
_OF_OFFICIAL = (FOAF.name, SKOS.altLabel, *_ELSEWHERE)
_OF_POST = (UN.title, UN.roleType, UN.inBody, UN.representing, SKOS.broader, *_ELSEWHERE)
_VOTES = f"""
SELECT ?year ?code (COUNT(DISTINCT ?vote) AS ?count) WHERE {{
  ?vote a un:Vote ; un:date ?day ; {IN_BODY} OPTIONAL {{ ?vote un:outcome ?code }}
  BIND (SUBSTR(STR(?day), 1, 4) AS ?year)
}} GROUP BY ?year ?code ORDER BY ?year
"""
_SEATED = "ASK { ?seat a un:Seat ; " + IN_BODY + " }"
_OUTCOMES = (UN.Adopted, None, UN.Rejected)  # from below; of no known outcome in the middle


@dataclass(frozen=True, slots=True)
class Body:
    """A body: whether any seats in it are known, its `members` on the day `on`, who holds its posts then, its votes."""

    facts: tuple[Fact, ...]
    on: str
    seated: bool
    members: tuple[Term, ...]
    offices: tuple[Term, ...]
    votes: tuple[Year, ...]
    lists: tuple[Listing, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The votes as columns."""
        return tuple(column(row.year, ("For", "NotVoting", "Against"), row.counts) for row in self.votes)


@dataclass(frozen=True, slots=True)
class Official:
    """A person, and the posts held."""

    facts: tuple[Fact, ...]
    served: tuple[Term, ...]
    timeline: Timeline | None
    lists: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post: who held it, or with a day who did on that day. It is there also while nobody does."""

    facts: tuple[Fact, ...]
    on: str
    served: tuple[Term, ...]
    timeline: Timeline | None
    lists: tuple[Listing, ...]


def body(asker: Asker, thing: NamedNode, wish: Wish) -> Body:
    """What is known of a body, with its members on a day; today, where none is given."""
    day = wish.on or today()
    return Body(
        facts(asker, thing, _OF_BODY),
        day,
        asker.ask(_SEATED, thing=thing),
        terms.terms(asker, thing, terms.SEATS, day),
        terms.terms(asker, thing, terms.OFFICES_OF_BODY, day, newest=True, limit=40),
        by_year(asker.select(_VOTES, thing=thing), _OUTCOMES),
        listings(asker, thing, LISTS[UN.Body.value]),
    )


def official(asker: Asker, thing: NamedNode, wish: Wish) -> Official:
    """What is known of an official."""
    served = terms.terms(asker, thing, terms.TENURES_OF_OFFICIAL, limit=60)
    lists = listings(asker, thing, LISTS[UN.Official.value])
    return Official(facts(asker, thing, _OF_OFFICIAL), served, terms.timeline(served, wish.on or today()), lists)


def post(asker: Asker, thing: NamedNode, wish: Wish) -> Post:
    """What is known of a post and who held it."""
    served = terms.terms(asker, thing, terms.TENURES, wish.on, limit=100)
    lists = listings(asker, thing, LISTS[UN.Post.value])
    return Post(facts(asker, thing, _OF_POST), wish.on, served, terms.timeline(served, wish.on or today()), lists)
