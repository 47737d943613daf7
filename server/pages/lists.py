"""The lists that pages show: who is on them, and what is told beside each. `{{thing}}` is the thing of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ontology.terms import UN
from server.pages.reading import List

DATED = """
  OPTIONAL { ?thing un:date ?exact } OPTIONAL { ?thing un:dateEarliest ?early } BIND (COALESCE(?exact, ?early) AS ?day)
"""
_PUBLISHED = """
  OPTIONAL { ?thing un:date ?said }
  OPTIONAL { ?thing un:reportedIn ?in OPTIONAL { ?in dcterms:issued ?issued } OPTIONAL { ?in un:dateEarliest ?by } }
  BIND (COALESCE(?said, ?issued, ?by) AS ?day)
"""
_MATTER = "OPTIONAL { ?thing un:onMotion/un:topic ?link }"
_BY_NAME = "?thing"


def _held(name: str, where: str) -> List:
    """Votes, with their outcome."""
    pattern = f"{where} OPTIONAL {{ ?thing un:date ?day }} OPTIONAL {{ ?thing un:outcome ?mark }}"
    return List(name, pattern, _MATTER)


def _told(name: str, where: str) -> List:
    """What somebody said, by the day it was said, else by that of its source."""
    return List(name, where + _PUBLISHED)


_CAST = List(
    "ballots",
    "?via un:castBy {{thing}} ; un:choice ?mark ; un:inVote ?thing OPTIONAL { ?thing un:date ?day }",
    _MATTER,
)
_VETOES = _held("vetoes", "?thing un:vetoedBy {{thing}} .")
_CHANGES = List("changes", "?thing a un:PositionChange ; un:holder {{thing}} ; un:laterBallot/un:inVote/un:date ?day")
_DIFFERENCES = List(
    "differences", "?thing a un:Discrepancy ; un:about {{thing}} OPTIONAL { ?thing un:aspect ?mark }", order=_BY_NAME
)
_FIGURES = _told("figures", "?thing a un:ReportedFigure ; un:about {{thing}} .")
_STANCES = _told("stances", "?thing a un:Stance ; un:holder {{thing}} ; un:polarity ?mark .")
_SAID_FOR = _told("statements", "?thing a un:Statement ; un:onBehalfOf {{thing}} .")
_SAID_BY = _told("statements", "?thing a un:Statement ; un:speaker {{thing}} .")
_SAID_AT = _told("statements", "?thing a un:Statement ; un:atMeeting {{thing}} .")
_ORGANS = List("organs", "?thing org:subOrganizationOf {{thing}}", order=_BY_NAME)
_MEETINGS = List(
    "meetings", "?thing a un:Meeting ; un:ofBody {{thing}} ." + DATED, "OPTIONAL { ?thing un:topic ?link }"
)
_ON_TOPIC = """
  { ?thing a un:Stance ; un:regarding {{thing}} } UNION { ?thing un:regarding/un:topic {{thing}} }
  ?thing un:polarity ?mark
"""

LISTS: Mapping[str, tuple[List, ...]] = MappingProxyType(
    {
        UN.State.value: (_CAST, _VETOES, _CHANGES, _STANCES, _SAID_FOR, _FIGURES, _DIFFERENCES),
        UN.Body.value: (
            _held("votes", "?thing a un:Vote ; un:inBody {{thing}} ."),
            _MEETINGS,
            _ORGANS,
            _SAID_FOR,
            _STANCES,
            _FIGURES,
            _DIFFERENCES,
            List(
                "seats",
                "?thing a un:Seat ; un:inBody {{thing}} OPTIONAL { ?thing un:startEarliest ?day }",
                "OPTIONAL { ?thing un:endLatest ?until }",
                first=False,
            ),
        ),
        UN.Official.value: (_SAID_BY, _STANCES, _DIFFERENCES),
        UN.Post.value: (_DIFFERENCES,),
        UN.Vote.value: (_DIFFERENCES,),
        UN.Meeting.value: (_held("votes", "?thing un:atMeeting {{thing}} ; a un:Vote ."), _SAID_AT, _DIFFERENCES),
        UN.Topic.value: (
            _held("votes", "?motion un:topic {{thing}} . ?thing un:onMotion ?motion ."),
            _told("stances", _ON_TOPIC),
            List("meetings", "?thing a un:Meeting ; un:topic {{thing}} ." + DATED),
            _FIGURES,
            List("changes", "?thing a un:PositionChange ; un:topic {{thing}} ; un:laterBallot/un:inVote/un:date ?day"),
            List("narrower", "?thing skos:broader {{thing}}", order=_BY_NAME),
        ),
        UN.Statement.value: (
            List("stances", "?thing a un:Stance ; un:expressedBy {{thing}} ; un:polarity ?mark", order=_BY_NAME),
        ),
        UN.Stance.value: (),
        UN.Source.value: (List("told", "?thing un:reportedIn {{thing}}", order=""),),
        UN.Discrepancy.value: (),
    }
)
