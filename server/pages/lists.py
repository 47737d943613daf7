"""The lists that pages show: who is on them, and what is told beside each. `{{thing}}` is the thing of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ontology.terms import UN
from server.pages.reading import List

DATED = """
  OPTIONAL { ?thing un:date ?exact } OPTIONAL { ?thing un:dateEarliest ?early } BIND (COALESCE(?exact, ?early) AS ?day)
"""
# A filter and no object: of two constants the engine would begin with the body, in which there may be very much.
IN_BODY = "un:inBody ?of FILTER (?of = {{thing}})"
ON_A_DAY = "OPTIONAL { ?thing un:date ?day }"
OUTCOME = "OPTIONAL { ?thing un:outcome ?mark } OPTIONAL { ?thing un:onMotion/un:topic ?link }"
POLARITY = "OPTIONAL { ?thing un:polarity ?mark }"
BY_NAME = "?thing"
_PUBLISHED = """
  OPTIONAL { ?thing un:date ?said }
  OPTIONAL { ?thing un:reportedIn ?in OPTIONAL { ?in dcterms:issued ?issued } OPTIONAL { ?in un:dateEarliest ?by } }
  BIND (COALESCE(?said, ?issued, ?by) AS ?day)
"""
_CHANGED = "OPTIONAL { ?thing un:laterBallot/un:inVote/un:date ?day }"
_LATEST_NAME = "DESC(?thing)"  # the IRI of a change has its days: so the newest come first without a look at each


def _votes(name: str, who: str) -> List:
    """Votes, with their outcome and matter."""
    return List(name, who, ON_A_DAY, OUTCOME)


def _told(name: str, who: str) -> List:
    """What somebody said, by the day it was said, else by that of its source."""
    return List(name, who, _PUBLISHED, POLARITY)


_CAST = List(
    "ballots",
    "?via un:castBy {{thing}} ; un:inVote ?thing",
    ON_A_DAY,
    "OPTIONAL { ?via un:choice ?mark } OPTIONAL { ?thing un:onMotion/un:topic ?link }",
)
_VETOES = _votes("vetoes", "?thing un:vetoedBy {{thing}}")
_CHANGES = List("changes", "?thing a un:PositionChange ; un:holder {{thing}}", more=_CHANGED, order=_LATEST_NAME)
_DIFFERENCES = List(
    "differences",
    "?thing a un:Discrepancy ; un:about {{thing}}",
    more="OPTIONAL { ?thing un:aspect ?mark }",
    order=BY_NAME,
)
_FIGURES = _told("figures", "?thing a un:ReportedFigure ; un:about {{thing}}")
_STANCES = _told("stances", "?thing a un:Stance ; un:holder {{thing}}")
_SAID_FOR = _told("statements", "?thing a un:Statement ; un:onBehalfOf {{thing}}")
_SAID_BY = _told("statements", "?thing a un:Statement ; un:speaker {{thing}}")
_SAID_AT = _told("statements", "?thing a un:Statement ; un:atMeeting {{thing}}")
_ORGANS = List("organs", "?thing org:subOrganizationOf {{thing}}", order=BY_NAME)
_MEETINGS = List("meetings", "?thing a un:Meeting ; un:ofBody {{thing}}", DATED, "OPTIONAL { ?thing un:topic ?link }")
_ON_TOPIC = "?thing a un:Vote ; un:onMotion ?motion . ?motion un:topic ?of FILTER (?of = {{thing}})"
_REGARDING = "?thing a un:Stance ; un:regarding ?of FILTER (?of = {{thing}} || EXISTS { ?of un:topic {{thing}} })"
_SEATS = List(
    "seats",
    f"?thing a un:Seat ; {IN_BODY}",
    "OPTIONAL { ?thing un:startEarliest ?day }",
    "OPTIONAL { ?thing un:endLatest ?until }",
    first=False,
)

LISTS: Mapping[str, tuple[List, ...]] = MappingProxyType(
    {
        UN.State.value: (_CAST, _VETOES, _CHANGES, _STANCES, _SAID_FOR, _FIGURES, _DIFFERENCES),
        UN.Body.value: (
            _votes("votes", f"?thing a un:Vote ; {IN_BODY}"),
            _MEETINGS,
            _ORGANS,
            _SAID_FOR,
            _STANCES,
            _FIGURES,
            _DIFFERENCES,
            _SEATS,
        ),
        UN.Official.value: (_SAID_BY, _STANCES, _DIFFERENCES),
        UN.Post.value: (_DIFFERENCES,),
        UN.Vote.value: (_DIFFERENCES,),
        UN.Meeting.value: (_votes("votes", "?thing a un:Vote ; un:atMeeting {{thing}}"), _SAID_AT, _DIFFERENCES),
        UN.Topic.value: (
            _votes("votes", _ON_TOPIC),
            _told("stances", _REGARDING),
            List("meetings", "?thing a un:Meeting ; un:topic ?of FILTER (?of = {{thing}})", DATED),
            _FIGURES,
            List("changes", "?thing a un:PositionChange ; un:topic {{thing}}", more=_CHANGED, order=""),
            List("narrower", "?thing skos:broader {{thing}}", order=BY_NAME),
        ),
        UN.Statement.value: (
            List("stances", "?thing a un:Stance ; un:expressedBy {{thing}}", more=POLARITY, order=BY_NAME),
        ),
        UN.Stance.value: (),
        UN.Source.value: (List("told", "?thing un:reportedIn {{thing}}", order=""),),
        UN.Discrepancy.value: (),
    }
)
