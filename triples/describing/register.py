"""Which post and tenure of the register a report speaks of, where it can be only one."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from ontology.terms import UN
from triples.describing.agents import key
from triples.describing.roles import Role, Served, role
from triples.facts import Post, Source, When
from triples.iris import thing
from triples.registry import Registry, TenureTerm

# How reports shorten what the register knows of the same person: "the ambassador" for the permanent representative.
_LOOSELY = {
    (UN.PermanentRepresentative, UN.Ambassador),
    (UN.PermanentRepresentative, UN.Diplomat),
    (UN.DeputyPermanentRepresentative, UN.Ambassador),
    (UN.DeputyPermanentRepresentative, UN.Diplomat),
}


def served(fact: Post) -> Served:
    """What kind of thing the holder serves."""
    return "body" if fact.for_ and fact.for_.type == "body" else "state" if fact.for_ else "nobody"


def attested(fact: Post, source: Source) -> When:
    """When the report speaks of the holder: the time that it names, else the day of the report."""
    return fact.when if fact.when.earliest else source.published


def registered(fact: Post, office: Role, when: When, registry: Registry) -> TenureTerm | None:
    """The official's tenure in the register that this can be; of several, the one that the day falls in."""
    same = [term for term in _tenures(registry).get(key(fact.official), ()) if _can_be(office, fact, term)]
    fitting = [term for term in same if _covers(term, when)]
    return fitting[0] if len(fitting) == 1 else same[0] if len(same) == 1 else None


def _can_be(office: Role, fact: Post, term: TenureTerm) -> bool:
    """Whether a title can name a registered post: same state and kind; where the kind says little, same name."""
    if fact.for_ and fact.for_.type == "state" and key(fact.for_) != term.served:
        return False
    post = role(term.title, served(fact))
    if office.type == UN.OfficialRole:
        return office.name in post.name
    return post.type == office.type or (post.type, office.type) in _LOOSELY


def _covers(term: TenureTerm, when: When) -> bool:
    begun = not (term.start_earliest and when.latest and when.latest < term.start_earliest)
    ended = bool(term.end_latest and when.earliest and term.end_latest < when.earliest)
    return begun and not ended


def term_year(known: TenureTerm | None, registry: Registry) -> list[str]:
    """The first year, by which the register tells apart the times that one official held one post."""
    if known is None or known.start_earliest is None:
        return []
    times = [term for term in _tenures(registry)[known.official] if _same_office(term, known)]
    return [str(known.start_earliest.year)] if len(times) > 1 else []


def _same_office(one: TenureTerm, other: TenureTerm) -> bool:
    return (one.official, one.title, one.served) == (other.official, other.title, other.served)


def is_registered(post: NamedNode, registry: Registry) -> bool:
    """Whether the register knows the post."""
    return post in _posts(registry)


@cache
def _posts(registry: Registry) -> frozenset[NamedNode]:
    return frozenset(thing("post", known.title, known.served) for known in registry.posts)


@cache
def _tenures(registry: Registry) -> dict[str, list[TenureTerm]]:
    """The tenures of each official."""
    terms: dict[str, list[TenureTerm]] = {}
    for term in registry.tenures:
        terms.setdefault(term.official, []).append(term)
    return terms
