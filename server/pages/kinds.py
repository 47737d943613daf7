"""Which page a thing has: by its classes, the most telling one first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode

from ontology.terms import UN
from server.asking import Asker
from server.pages import actors, events, sayings, sources, states, votes
from server.pages.lists import LISTS
from server.pages.reading import List, Wish

Read = Callable[[Asker, NamedNode, Wish], object]  # the thing, and what the page shows of it


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that has a page of its own: its template and reader. `dated` is one that takes `?on=`."""

    of: NamedNode
    template: str
    read: Read
    dated: bool = False

    @property
    def lists(self) -> Mapping[str, List]:
        """The lists of its page by name."""
        return {one.name: one for one in LISTS[self.of.value]}


_STATES = (UN.State, UN.MemberState, UN.ObserverState, UN.FormerState)
_BODIES = (
    UN.Body,
    UN.PrincipalOrgan,
    UN.MainCommittee,
    UN.SubsidiaryOrgan,
    UN.CommissionOfInquiry,
    UN.SpecializedAgency,
    UN.FundOrProgramme,
    UN.TreatyBody,
    UN.Office,
    UN.ExternalBody,
)
_SOURCES = (UN.Source, UN.NewsArticle, UN.PressRelease, UN.Report, UN.VotingRecord, UN.ReferenceTable)
_KINDS = (
    (Kind(UN.Discrepancy, "discrepancy.html", sources.discrepancy), (UN.Discrepancy,)),
    (Kind(UN.Vote, "vote.html", votes.vote), (UN.Vote,)),
    (Kind(UN.Meeting, "told.html", events.meeting), (UN.Meeting,)),
    (Kind(UN.Statement, "told.html", sayings.statement), (UN.Statement,)),
    (Kind(UN.Stance, "told.html", sayings.stance), (UN.Stance,)),
    (Kind(UN.Topic, "topic.html", events.topic), (UN.Topic, UN.Referral)),
    (Kind(UN.Post, "post.html", actors.post, dated=True), (UN.Post,)),
    (Kind(UN.Official, "official.html", actors.official), (UN.Official,)),
    (Kind(UN.State, "state.html", states.state), _STATES),
    (Kind(UN.Body, "body.html", actors.body, dated=True), _BODIES),
    (Kind(UN.Source, "source.html", sources.source), _SOURCES),
)
KINDS: Mapping[str, Kind] = MappingProxyType({of.value: kind for kind, classes in _KINDS for of in classes})


def kind_of(classes: Iterable[NamedNode]) -> Kind | None:
    """The kind whose page a thing of these classes has; None where the page of all other things will do."""
    given = {one.value for one in classes}
    return next((kind for of, kind in KINDS.items() if of in given), None)
