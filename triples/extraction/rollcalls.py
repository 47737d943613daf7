"""Roll calls set out as lists: "In favour (12): ...", headings with lists by letter, one line or many."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from triples.extraction.document import Document
from triples.extraction.gazetteer import Mention
from triples.facts import Choice, Span
from triples.registry import Entity

_LABEL = re.compile(
    r"(?:^|(?<=[.;:)\n]))[\s*#•-]*(?:(?:[Vv]oting|[Vv]otes?|[Vv]oted|[Ss]tates|[Cc]ountries|[Mm]embers)\s+)?"
    r"(?:(?P<for>(?:[Ii]n\s+)?[Ff]avou?r|IN FAVOU?R|[Ff]or|FOR|[Yy]es|YES|[Yy]eas?|[Aa]yes?)|"
    r"(?P<against>[Aa]gainst|AGAINST|[Oo]pposed|[Nn]o|NO|[Nn]oes|[Nn]ays?)|"
    r"(?P<abstain>[Aa]bstain(?:ing|ed)?|ABSTAIN(?:ING|ED)?|[Aa]bstentions?|ABSTENTIONS?)|"
    r"(?P<absent>[Aa]bsent|ABSENT|[Nn]ot\s+voting|[Nn]on-voting|[Dd]id\s+not\s+vote))"
    r"(?:\s+votes?)?[*]*(?:\s*[(\[](?P<n1>\d{1,3})(?:\s\w+)?[)\]]|"
    r"\s+(?P<n2>\d{1,3})(?=\s*[:—(\n-]))?[*]*\s*(?:[:—(]|-\s|(?=\n)|$)\s*(?:(?P<n3>\d{1,3})\s*[:—-])?",
    re.MULTILINE,
)
_INTRO = re.compile(
    r"\b(?:(?P<against>vot(?:ed|ing) (?:against|no)|opposed|opposing)|(?P<for>vot(?:ed|ing) (?:for|in favou?r|yes))|"
    r"(?P<abstain>abstain(?:ed|ing))|(?P<absent>did not vote|were absent|not voting))\b[^.:\n]{0,60}:\s"
)
_BETWEEN = re.compile(r"[\s,;&•*|/()\[\]-]*(?:and\s+)?(?:[Tt]he\s+)?(?:\b[A-Z]\s*[:.)—-]\s*)?(?:[Tt]he\s+)?")
_NONE = re.compile(r"\s*(?:[Nn]one|NONE|[Nn]il|0)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """The states listed under one choice, and the count beside the label where there is one."""

    choice: Choice
    count: int | None
    mentions: tuple[Mention, ...]
    span: Span
    label: Span


@dataclass(slots=True)
class RollCall:
    """One vote's lists."""

    rows: list[Row] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first label to the last state."""
        return Span(self.rows[0].span.start, self.rows[-1].span.end)

    @property
    def numbers(self) -> dict[Choice, int]:
        """The counts beside the labels; where none stands there, the lists' lengths, if they tell both sides."""
        told: dict[Choice, int] = {r.choice: r.count for r in self.rows if r.count is not None and r.choice != "absent"}
        if told:
            return told
        listed: dict[Choice, int] = {r.choice: len(r.mentions) for r in self.rows if r.choice != "absent"}
        return listed if {"for", "against"} <= set(listed) else {}


def find_roll_calls(document: Document) -> list[RollCall]:
    """The roll calls of a document: at least two labels with lists, or one with three states."""
    calls: list[RollCall] = []
    for row in _rows(document):
        last = calls[-1] if calls else None
        fresh = last is None or any(r.choice == row.choice for r in last.rows) or row.span.start - last.span.end > 200
        if last is None or fresh:
            calls.append(RollCall([row]))
        else:
            last.rows.append(row)
    told = [c for c in calls if len(c.rows) >= 2 and sum(len(r.mentions) for r in c.rows) >= 2]
    return told + [RollCall([row]) for row in _introduced(document)]


def _introduced(document: Document) -> Iterator[Row]:
    """A list that a sentence opens: "The ten that voted against were:"."""
    starts = [m.span.start for m in document.mentions]
    for intro in _INTRO.finditer(document.plain):
        mentions = _listed(document, intro.end(), bisect_left(starts, intro.end()))
        if len(mentions) >= 2:
            choice: Choice = next(c for c in ("for", "against", "abstain", "absent") if intro[c])
            span = Span(intro.start(), mentions[-1].span.end)
            yield Row(choice, None, mentions, span, Span(intro.start(choice), intro.end(choice)))


def _rows(document: Document) -> Iterator[Row]:
    plain = document.plain
    starts = [m.span.start for m in document.mentions]
    furniture = [line.span for line in document.lines if line.kind in ("furniture", "caption")]
    for label in _LABEL.finditer(plain):
        if any(s.start <= label.start("for") < s.end for s in furniture if label["for"]):
            continue
        mentions = _listed(document, label.end(), bisect_left(starts, label.end()))
        count = label["n1"] or label["n2"] or label["n3"]
        empty = _NONE.match(plain, label.end())
        if not mentions and not empty and count is None:
            continue
        choice: Choice = next(c for c in ("for", "against", "abstain", "absent") if label[c])
        end = mentions[-1].span.end if mentions else label.end()
        start = label.start(choice)
        number = 0 if empty else int(count) if count else None
        yield Row(choice, number, mentions, Span(start, end), Span(start, label.end(choice)))


def _listed(document: Document, at: int, first: int) -> tuple[Mention, ...]:
    """The states that follow one another from an offset, with nothing but a list's marks between."""
    found: list[Mention] = []
    for mention in document.mentions[first:]:
        if mention.candidates[0].kind != "state" or not _BETWEEN.fullmatch(document.plain, at, mention.span.start):
            break
        found.append(mention)
        at = mention.span.end
    return tuple(found)


def in_a_list(mention: Mention, plain: str) -> Entity | None:
    """Who a name means among other states' names: the one whose label or formal name it is, where several share it."""
    if mention.entity:
        return mention.entity
    written = plain[mention.span.start : mention.span.end].lower()
    own = [c for c in mention.candidates if any(n.text.lower() == written and n.kind in _OWN for n in c.names)]
    return own[0] if len(own) == 1 else None


_OWN = ("label", "official", "formal")
