"""What each reference table holds: one class a table, one field a column, in the order of the file.

A field's type says what a cell may hold: `str` must not be empty, `X | None` may be; `Period` is a date that may be
partial; a `Literal` lists its words. `source` names a row of `sources.csv` everywhere.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from triples.registry import NameKind

StateKind = Literal["member", "observer", "former"]
SeatWord = Literal["permanent", "elected", "full", "observer"]
BodyClass = Literal[
    "Body",
    "PrincipalOrgan",
    "MainCommittee",
    "SubsidiaryOrgan",
    "CommissionOfInquiry",
    "SpecializedAgency",
    "FundOrProgramme",
    "TreatyBody",
    "Office",
    "ExternalBody",
]
GroupName = Literal[
    "AfricanGroup",
    "AsiaPacificGroup",
    "EasternEuropeanGroup",
    "LatinAmericanAndCaribbeanGroup",
    "WesternEuropeanAndOthersGroup",
]
Relation = Literal["sameAs", "exactMatch", "closeMatch"]
MotionWord = Literal["procedural", "resolution", "amendment", "election", "other"]
OutcomeWord = Literal["adopted", "rejected"]
ChoiceWord = Literal["for", "against", "abstain", "absent"]
Manner = Literal["continues", "successor", "united"]
RuleKind = Literal["inference", "decision", "body"]
TopicKind = Literal["topic", "referral", "report"]
Language = Literal["en", "fr", "es", "ru", "ar", "zh"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A date as the table writes it, and the first and last day that it can mean."""

    text: str
    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2014`, `2014-09`, `2014-09-01` or an interval `2014-09/2014-11`, `2014/..`, `../2014`.

        These are forms of ISO 8601-2 (EDTF). Raises ValueError for anything else.
        """
        first, slash, last = text.partition("/")
        period = cls(text, _days(first)[0], _days(last if slash else first)[1])
        if not _runs_forward(period):
            raise ValueError(f"{text!r} is no span of time")
        return period

    @property
    def day(self) -> date | None:
        """The day, where only one is possible."""
        return self.earliest if self.earliest == self.latest else None


def _runs_forward(period: Period) -> bool:
    if period.earliest and period.latest:
        return period.earliest <= period.latest
    return bool(period.earliest or period.latest)


def _days(text: str) -> tuple[date | None, date | None]:
    if text == "..":
        return None, None
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if day:
        return date(year, month, day), date(year, month, day)
    first, last = date(year, month or 1, 1), month or 12
    return first, date(year, last, calendar.monthrange(year, last)[1])


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where facts come from, and on what terms they may be used."""

    key: str
    title: str
    publisher: str
    licence: str
    url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A member, observer or former member, with its codes."""

    slug: str
    label: str
    kind: StateKind
    iso3: str | None
    iso2: str | None
    iso3166_3: str | None
    m49: str | None
    source: str


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    """When a state became a member of the United Nations and when it ceased to be one."""

    state: str
    admitted: Period
    left: Period | None
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The regional group in which a state takes part in elections."""

    state: str
    group: GroupName
    source: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body of the United Nations, or one outside it that reports name."""

    slug: str
    label: str
    class_: BodyClass
    parent: str | None
    established: Period | None
    ended: Period | None
    source: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A news organization, which is quoted as a source and does not speak for itself."""

    slug: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A further name of an entity (`state/china`); its preferred English name stands with the entity itself."""

    entity: str
    lang: Language
    kind: NameKind
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class FormerNameRow:
    """A name under which a state sat in the United Nations for a time, and no more."""

    state: str
    text: str
    start: Period
    end: Period
    source: str


@dataclass(frozen=True, slots=True)
class SharedNameRow:
    """A name that several entities go by, and why it may stay ambiguous; any other clash of names is an error."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A state's membership of a body over one unbroken term, first and last day included."""

    body: str
    state: str
    kind: SeatWord
    start: Period
    end: Period | None
    note: str | None
    source: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A state that came from a former one: it `continues` its membership, is a `successor`, or `united` with it."""

    state: str
    predecessor: str
    manner: Manner
    source: str


@dataclass(frozen=True, slots=True)
class DistinctRow:
    """Two entities that must never be merged, whatever their names suggest."""

    entity: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A person who holds or held a post."""

    slug: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post, for a state or in a body (`served`: `state/china`); `role` is a concept of the role types."""

    slug: str
    title: str
    served: str
    role: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class TenureRow:
    """One official in one post over one unbroken time. No start or end: not known, or not yet."""

    official: str
    post: str
    start: Period | None
    end: Period | None
    source: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A matter that votes and statements are about. The table runs from the most special to the most general.

    `cues` are groups of phrases, written `a|b & c|d`: words are about the topic when they hold a phrase of every group.
    A group that begins with `@` is looked for anywhere in the article.
    A group that begins with `@` asks for one of its phrases in what the whole article is about.
    """

    slug: str
    label: str
    kind: TopicKind
    broader: str | None
    cues: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule by which something follows (`inference`), is decided (`decision`), or by which a body works (`body`)."""

    slug: str
    kind: RuleKind
    label: str
    statement: str
    source: str


@dataclass(frozen=True, slots=True)
class RecordedVoteRow:
    """A recorded vote: the body, the day, what it was on and how it went, and the pages that say so.

    `pages` are URLs with spaces between. The slug is the natural key that a report of the same vote has.
    """

    slug: str
    body: str
    day: Period
    kind: MotionWord
    topic: str
    symbol: str | None
    meeting: str | None
    for_: int
    against: int
    abstain: int
    outcome: OutcomeWord
    pages: str
    source: str


@dataclass(frozen=True, slots=True)
class RecordedBallotsRow:
    """The states that made one choice in a recorded vote: their ISO 3166 codes, with spaces between."""

    vote: str
    choice: ChoiceWord
    states: str
    source: str


@dataclass(frozen=True, slots=True)
class VetoRow:
    """A draft that permanent members of the Security Council kept from being adopted (`states`: ISO 3166 codes).

    `number` tells apart several votes on one draft on one day; `matter` says in a few words what it was about, `topic`
    which known topic that is.
    """

    day: Period
    draft: str
    number: int
    meeting: str
    states: str
    topic: str | None
    matter: str
    source: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link from an entity to the same or nearly the same thing elsewhere, and what speaks for it."""

    entity: str
    relation: Relation
    target: str
    reason: str
    source: str
