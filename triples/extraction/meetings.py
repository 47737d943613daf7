"""Meetings: which body met, when and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from triples.extraction.bodies import BodyMention, VotingBodies
from triples.extraction.dates import Dated, dates_in
from triples.extraction.document import Document, Line, Sentence
from triples.extraction.topics import topic_in
from triples.facts import UNKNOWN, Agent, Fact, Meeting, Span, When

_NOUN = r"(?:meeting|session|debate|briefing|discussion|consultations|talks|gathering|dialogue)"
_DAY = (
    r"(?:(?:on|late|early|last|late on)?\s*\w+day|today|yesterday|this (?:morning|afternoon|evening|week)|"
    r"on \d{1,2} \w+(?: \d{4})?)"
)
_MET = re.compile(
    rf"(?:\s+members)?\s*(?:,[^,]{{3,140}},\s*)?(?:\({{0,1}}[^()]{{0,40}}\){{0,1}}\s*)?(?:{_DAY},?\s+)?(?:has |"
    rf"have |had |"
    rf"also |again |then |\w+ly )*"
    r"(?P<verb>met|meets|convened|gathered|sat|concluded|opened|began|begun|wrapped up|discussed|debated|"
    r"considered|(?:was|were) briefed|heard|"
    r"held|holds|resumed|took up)\b",
)
_NEEDS_NOUN = (
    "concluded",
    "opened",
    "began",
    "begun",
    "held",
    "holds",
    "heard",
    "wrapped up",
    "resumed",
    "considered",
    "took up",
    "discussed",
    "debated",
)
_OBJECT = re.compile(
    rf"[^.;]{{0,80}}?\b(?:{_NOUN}s?|urgent debate|open debate|consultations|statements? from|briefings?|"
    r"behind closed doors|in private)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"'?s?\s+(?:(?:\d{{1,2}}(?:st|nd|rd|th)?|[A-Z]\w+ \d{{1,2}}|\d{{1,2}} [A-Z]\w+|"
    rf"(?![\w-]+ed\s)[\w-]+)\s+){{0,4}}?{_NOUN}\b",
    re.IGNORECASE,
)
# "The Assembly, meeting this morning, elected", "At its 53rd meeting, on 27 March 2014, the Council considered".
_MEETING = re.compile(
    rf"\s*,\s*(?:meeting|convening|sitting)\s+(?:in [a-z -]{{3,40}}? session\s+)?{_DAY}", re.IGNORECASE
)
_AT_ITS = re.compile(r"\b[Aa]t its (?:\d+(?:st|nd|rd|th)|[\w-]+) (?:plenary )?(?:meeting|session)\b[^.;]{0,60}$")
_OF = re.compile(
    rf"\b(?:(?:{_NOUN}|rostrum|podium|floor)\s+(?:of|at|in|by)|(?:briefed|"
    rf"addressed)(?:\s+members\s+of)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Statement at the Security Council open debate on water", above the day of a statement.
_AT = re.compile(r"\b(?:at|to|before|in)\s+(?:the\s+)?$", re.IGNORECASE)
_HEADING_LINES = 4
_CLOSED = re.compile(r"\b(?:closed(?:-door)?|behind closed doors|in private|private meeting)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|may|might|could|can|should|due to|expected to|plans? to|scheduled|set to|asked|"
    r"request\w*|call(?:s|ed|ing)? for|urg\w+|wants?|to (?:hold|meet|convene)|"
    r"next|before|if|unless|ahead of|proposed|planned|possible|upcoming|whether|not|never)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    rf"\b(?:met|meets|convened|gathered|briefed|addressed|closed doors|rostrum|podium|{_NOUN})\b", re.IGNORECASE
)
_HERE = re.compile(r"^(?:The|Today's) meeting (?:began|was called to order|opened|ended|rose|adjourned)\b")


def find_meetings(document: Document, bodies: VotingBodies) -> list[Fact]:
    """The meetings that a document tells, one for each body and day; `bodies`: those that it names."""
    sentences = [s for s in document.sentences if _may_tell(document.plain, bodies, s.span)]
    headed = [line for line in document.lines if line.kind == "dateline" and not line.opens_body]
    if not sentences and not headed:
        return []
    found: list[Meeting] = []
    for line in headed:
        found += _headed(document, bodies, line)
    for line in document.lines[:_HEADING_LINES]:
        if line.kind != "body":
            found += _titled(document, bodies, line)
    for sentence in sentences:
        for meeting in _meetings(document, bodies, sentence):
            _enter(found, meeting)
    return list(found)


def _may_tell(plain: str, bodies: VotingBodies, span: Span) -> bool:
    """Whether a sentence names a body, or speaks of "the meeting", and has a word for meeting."""
    named = bodies.inside(span) or plain.startswith(_THE_MEETING, span.start)
    return bool(named and _CUE.search(plain, span.start, span.end))


_THE_MEETING = ("The meeting ", "Today's meeting ")


def _headed(document: Document, bodies: VotingBodies, line: Line) -> Iterator[Meeting]:
    """A line that is a body and a day heads the record of its meeting: "General Assembly, 27 December 2019"."""
    dates = dates_in(document.plain, line.span, document.anchor)
    for mention in bodies.inside(line.span):
        body = bodies.told(mention)
        if mention.span.start == line.span.start and dates and body:
            yield _meeting(document, line.span, body, dates[0].when, line.span, None)


def _titled(document: Document, bodies: VotingBodies, line: Line) -> Iterator[Meeting]:
    """A title that says at which meeting a statement was made, where a day stands at the head of the document."""
    for mention in bodies.inside(line.span):
        own = _OWN.match(document.plain, mention.span.end, line.span.end)
        body = bodies.told(mention)
        if own and body and _AT.search(document.plain, line.span.start, mention.span.start):
            head = (dates_in(document.plain, near.span, document.anchor) for near in document.lines[:_HEADING_LINES])
            when = next((dated.when for dates in head for dated in dates), UNKNOWN)
            if when.day:
                yield _meeting(document, line.span, body, when, Span(mention.span.start, own.end()), None)


def _meetings(document: Document, bodies: VotingBodies, sentence: Sentence) -> Iterator[Meeting]:
    plain, span = document.plain, sentence.span
    dates = [
        d
        for d in dates_in(plain, span, document.anchor)
        if not any(q.start <= d.span.start < q.end for q in sentence.quotes)
    ]
    here = _HERE.match(plain[span.start : span.end])
    if here and (body := bodies.only()):
        yield _meeting(document, span, body, document.anchor, Span(span.start, span.start + here.end()), None)
        return
    for mention in bodies.inside(span):
        if any(q.start <= mention.span.start < q.end for q in sentence.quotes):
            continue
        cue = _cue(plain, mention, sentence, dates)
        body = bodies.told(mention) if cue else None
        if cue and body:
            when = _nearest(_beside(plain, dates, mention.span.end, cue.end), cue)
            yield _meeting(document, span, body, when, cue, topic_in(plain[span.start : span.end]))
            return


def _cue(plain: str, mention: BodyMention, sentence: Sentence, dates: Sequence[Dated]) -> Span | None:
    """The words that say that the body met: "met", "held a session", "'s meeting on Monday"."""
    end, stop = mention.span.end, sentence.span.end
    before = plain[max(sentence.span.start, mention.span.start - 60) : mention.span.start]
    met = _MET.match(plain, end, stop)
    if met and mention.acts and not _AHEAD.search(plain[end : met.start("verb")]):
        told = met["verb"] not in _NEEDS_NOUN or _OBJECT.match(plain, met.end(), stop)
        if told and (met["verb"] != "sat" or dates):
            return Span(mention.span.start, met.end())
    own = _OWN.match(plain, end, stop)
    if own and dates and not _AHEAD.search(before) and not _AHEAD.search(own[0]):
        return Span(mention.span.start, own.end())
    meeting = _MEETING.match(plain, end, stop)
    if meeting and dates:
        return Span(mention.span.start, meeting.end())
    of = _AT_ITS.search(before) or _OF.search(before)
    if of and _dated(of[0], dates) and not _AHEAD.search(before):
        return Span(mention.span.start - len(before) + of.start(), end)
    return None


def _dated(words: str, dates: Sequence[Dated]) -> bool:
    """Whether a date tells of a meeting; of one that somebody addressed only a day does."""
    return any(d.when.day for d in dates) if words.startswith(("briefed", "addressed")) else bool(dates)


def _beside(plain: str, dates: Sequence[Dated], start: int, end: int) -> list[Dated]:
    """The dates, without those of a clause that is set between a body and its verb."""
    between = [d for d in dates if start <= d.span.start < end]
    apart = "," in plain[start:end] and not _MEETING.match(plain, start, end)
    return [d for d in dates if not (apart and d in between)]


def _nearest(dates: Sequence[Dated], cue: Span) -> When:
    found = [d for d in dates if not (d.when.text or "").lower().startswith(("since", "until", "by "))]
    return min(
        found, key=lambda d: min(abs(d.span.start - cue.end), abs(d.span.end - cue.start)), default=Dated(cue, UNKNOWN)
    ).when


def _meeting(document: Document, told: Span, body: Agent, when: When, cue: Span, topic: str | None) -> Meeting:
    words = document.plain[told.start : told.end]
    return Meeting(
        id=f"meeting@{cue.start}-{cue.end}",
        evidence=(told,),
        rule="meeting",
        confidence=0.9 if when.day else 0.8,
        body=body,
        when=when,
        topic=topic,
        closed=bool(_CLOSED.search(words)),
    )


def _enter(found: list[Meeting], meeting: Meeting) -> None:
    """A new meeting, unless it is one already told: of the same body, on a day that can be the same."""
    for known in found:
        same_day = known.when.day == meeting.when.day or known.when == meeting.when
        if known.body == meeting.body and (same_day or meeting.when == UNKNOWN):
            return
    found.append(meeting)
