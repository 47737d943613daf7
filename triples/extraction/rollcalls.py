"""Roll calls set out as lists: "In favour (12): ...", headings with lists by letter or number, one line or many."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from triples.extraction.chosen import choice_of
from triples.extraction.count_cues import COUNT_LINE, HEADLINE
from triples.extraction.counts import fifteen
from triples.extraction.document import Document
from triples.extraction.furniture import is_furniture
from triples.extraction.gazetteer import Mention
from triples.extraction.numbers import NUMBER, value
from triples.extraction.patterns import found_around
from triples.extraction.sentences import Sentence
from triples.facts import Choice, Span
from triples.registry import Entity

_VOTERS = r"(?:the|following|countries|states|members|delegations|those|who|that|which|voting|votes?|voted|cast|were)"
_VOTED = (
    r"(?:votes?|were|cast|registered|recorded|states|countries|members|from\s+voting|(?:from|in)\s+the\s+vote|"
    r"the\s+(?:draft|resolution|text|motion|amendment|measure|proposal)|of\s[^:.(\n]{1,60}(?=[:(\n]|\s\())"
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;:)])(?!\d))[^\w\n\"'(]{0,12}(?:[A-Z\d]{1,2}[.)]\s{1,3})?"
    rf"(?:{_VOTERS}\s+){{0,4}}(?:(?P<n0>{NUMBER})[ \t]+(?:votes?\s+)?)?"
    r"(?:(?P<for>(?:in\s+)?favou?r|for|yes|yeas?|ayes?|support(?:ing|ers)|affirmative)|"
    r"(?P<against>against|opposed|opposing|opponents|no(?!\s+votes?\s+(?:recorded|cast))|noes|nays?|negative|"
    r"rejecting)|"
    r"(?P<abstain>abstain(?:ing|ed|ers)?|abstentions?|abst?\b\.?)|"
    r"(?P<absent>absent(?:\s*(?:or|and|/)\s*not\s+voting)?|not\s+(?:voting|participating|present)|"
    r"no\s+vote\s+(?:recorded|cast)|non-(?:voting|participating)|did\s+not\s+(?:vote|participate|take\s+part)))\b"
    rf"(?:\s+{_VOTED})*[*]*(?:[ ]\([a-z ,]{{3,30}}\))?"
    rf"(?:\s{{0,4}}[(\[](?:total\s+)?(?P<n1>{NUMBER})(?:\s\w+)?[)\]]|"
    rf"\s{{0,4}}(?:[=:—.-]|\.{{3,}}|…+)?\s{{0,4}}(?P<n2>{NUMBER})(?=\s{{0,4}}(?:[:—(\n|-]|$)))?"
    r"[*]*[ \t]{0,20}(?:[:—(|]|-\s|(?=\n)|$)\s{0,20}(?:(?P<n3>\d{1,3})\s{0,4}[:—-])?",
    re.MULTILINE | re.IGNORECASE,
)
_OPENING = re.compile(r"[\n.;:)]")
_INTRO = re.compile(
    r"\b(?:(?P<against>vot(?:ed|ing) (?:against|no)|opposed|opposing)|"
    r"(?P<for>vot(?:ed|ing) (?:for|in favou?r|yes)|supported|supporting)|"
    r"(?P<abstain>abstain(?:ed|ing)|abstentions)|(?P<absent>did not vote|were absent|not voting))\b"
    r"(?:(?!\b(?:against|abst\w+|oppos\w+|favou?r|voted)\b)[^.:\n]){0,60}:\s"
)
_OF_ONE = re.compile(
    r"\b(?:[Tt]he|[Oo]nly|[Ll]one|[Ss]ole) (?:\w+ )?(?:state|country|member|nation|delegation|one)(?: that| which)? $"
)
_MARKS = r"[\s,;&•*|/()\[\]—-]*(?:and\s+)?"
_BETWEEN = re.compile(
    rf"{_MARKS}(?:the\s+|of\s+)?(?:\b[A-Z](?:\s*[-—]\s*[A-Z])?(?:\s*[:.)—-]\s*|[ \t]{{2,}}|[ \t]*\n\s*)|"
    r"\b\d{1,3}[.)]\s*)?(?:the\s+)?",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"\s*[,;&•*|/\n](?:[\s&•*|-]|\d{1,3}[.)]|and\s)*(?!(?i:in favou?r|against|abst|absent|not|yes|no|for|vot|"
    r"oppo|reject|negativ|support|affirm|approv|aye|nay)\w*\b)"
    rf"[A-Z][\w'.-]+(?: (?:of|and|the|[A-Z&(][\w'.)-]*)){{0,5}}(?=[,;&\n]){_BETWEEN.pattern}"
)
_HEADING = re.compile(
    r"^\W*(?:annex|appendix|vote on|voting on|draft|resolution|amendment|motion|item|paragraph)\b", re.I | re.M
)
_CODES = re.compile(r"\s*(?P<codes>[A-Z]{3}(?:[ \t]*[,;][ \t]*[A-Z]{3})+)(?![\w])")
_CODE = re.compile(r"[A-Z]{3}")
_ABOVE = 250  # characters within which a heading is that of a roll call
_NONE = re.compile(r"\s*(?:[Nn]one|NONE|[Nn]il|0)\b")
_COUNT_BEHIND = re.compile(r"\s{0,4}[(\[](\d{1,3})[)\]]")


@dataclass(frozen=True, slots=True)
class Row:
    """The states listed under one choice, and the count beside the label where there is one; `whole` where every
    name of the list is known."""

    choice: Choice
    count: int | None
    mentions: tuple[Mention, ...]
    span: Span
    label: Span
    whole: bool = True


@dataclass(slots=True)
class RollCall:
    """One vote's lists."""

    rows: list[Row] = field(default_factory=list)
    column: tuple[int, int] | None = None  # in a table of several votes: which, and of how many
    line: Span | None = None  # in a table with a vote in each row: the row, which tells all of it

    @property
    def span(self) -> Span:
        """From the first label to the last state."""
        return Span(min(row.span.start for row in self.rows), max(row.span.end for row in self.rows))

    @property
    def told(self) -> dict[Choice, int]:
        """The counts beside the labels; "None" counts beside others, or beside nothing but lists."""
        return {r.choice: r.count for r in self.rows if r.count is not None and r.choice != "absent"}

    @property
    def lengths(self) -> dict[Choice, int]:
        """How many states are listed under each choice."""
        return {r.choice: len({m.candidates[0].slug for m in r.mentions}) for r in self.rows if r.choice != "absent"}

    @property
    def numbers(self) -> dict[Choice, int]:
        """The counts beside the labels; where none stands there, the lists' lengths, if they tell both sides whole,
        or if the other lists are as long as their labels say."""
        listed = self.lengths if all(r.whole for r in self.rows) else {}
        if any(self.told.values()):
            full = all(listed.get(r.choice) == r.count for r in self.rows if r.mentions and r.choice in self.told)
            return listed | self.told if full else self.told
        return listed if {"for", "against"} <= set(listed) else {}


def find_roll_calls(document: Document, tables: Sequence[Span] = ()) -> list[RollCall]:
    """The roll calls of a document outside its `tables`: two labels with lists, or one list that a sentence opens."""
    calls: list[RollCall] = []
    for row in _rows(document):
        if any(table.start <= row.label.start < table.end for table in tables):
            continue
        last = calls[-1] if calls else None
        if last is None or _is_of_another(document.plain, last, row):
            calls.append(RollCall([row]))
        else:
            last.rows.append(row)
    told = [c for c in calls if _is_told(c, document.plain)]
    return told + [RollCall([row]) for row in _introduced(document) if not any(_overlap(row, c) for c in told)]


def _is_of_another(plain: str, call: RollCall, row: Row) -> bool:
    """Whether a list is of another vote than those before it: far off, of a choice that is listed, or under a new
    heading."""
    apart = row.span.start - call.span.end
    again = any(r.choice == row.choice for r in call.rows)
    between = plain[call.span.end : row.label.start]
    told = any(
        r.choice in ("against", "abstain") and f" {r.choice}" in between for r in call.rows
    )  # in words, once more
    return again or told or apart > 200 or _HEADING.search(plain, call.span.end, row.label.start) is not None


def _is_told(call: RollCall, plain: str) -> bool:
    """Whether labels make a vote: two with states or counts, or one that can stand alone at the head of a line or
    sentence: "Against:", not "No:" or "For:", which open other sentences too."""
    if sum(len(row.mentions) for row in call.rows) < 2:
        return len(call.told) >= 2 and sum(call.told.values()) > 1
    label = call.rows[0].label
    before = plain[max(0, label.start - 20) : label.start].rstrip(" *#•|-")[-1:]
    heads = before in ("", ".", "\n") and plain[label.end : label.end + 2].strip() == ":"
    return len(call.rows) >= 2 or (heads and label.end - label.start > 3)


def _overlap(row: Row, call: RollCall) -> bool:
    return row.span.start < call.span.end and call.span.start < row.span.end


def _introduced(document: Document) -> Iterator[Row]:
    """A list that a sentence opens: "The ten that voted against were:"."""
    starts = [m.span.start for m in document.mentions]
    for intro in found_around(document.plain, (":",), _INTRO):
        mentions, whole = _listed(document, intro.end(), bisect_left(starts, intro.end()))
        if len(mentions) >= 2 or (mentions and _OF_ONE.search(document.plain, 0, intro.start())):
            choice = choice_of(intro)
            span = Span(intro.start(), mentions[-1].span.end)
            yield Row(choice, None, mentions, span, Span(intro.start(choice), intro.end(choice)), whole)


def _labels(plain: str) -> Iterator[re.Match[str]]:
    """The labels of lists, which stand where a line or a clause begins."""
    at = 0
    for start in (0, *(mark.end() for mark in _OPENING.finditer(plain))):
        label = _LABEL.match(plain, start) if start >= at else None
        if label is not None:
            yield label
            at = label.end()


def _rows(document: Document) -> Iterator[Row]:
    plain = document.plain
    starts = [m.span.start for m in document.mentions]
    for label in _labels(plain):
        choice = choice_of(label)
        start = label.start(choice)
        if label[choice].lower() == "for" and is_furniture(plain[start : start + 100]):
            continue  # "For more information: ..."
        if _belongs_to_a_state(document, start, bisect_left(starts, start)):
            continue
        mentions, whole = _listed(document, label.end(), bisect_left(starts, label.end()))
        if not mentions:
            mentions = _by_code(document, label.end())
        end = mentions[-1].span.end if mentions else label.end()
        behind = _COUNT_BEHIND.match(plain, end) if mentions else None
        empty = _NONE.match(plain, label.end())
        count = label["n0"] or label["n1"] or label["n2"] or label["n3"] or (behind[1] if behind else None)
        if count and value(count) > 1 and len(mentions) == 1:
            mentions, end = (), label.end()  # what follows is no list of so many
        if not mentions and not empty and count is None:
            continue
        number = value(count) if count else 0 if empty else None
        yield Row(choice, number, mentions, Span(start, end), Span(start, label.end(choice)), whole)


def _belongs_to_a_state(document: Document, start: int, at: int) -> bool:
    """Whether what looks like a label tells how the state before it voted: "Brazil: Yes"."""
    if at == 0:
        return False
    end = document.mentions[at - 1].span.end
    of_state = document.mentions[at - 1].candidates[0].kind == "state"
    between = document.plain[end:start]
    return of_state and end < start and (between in (";", ",") or not between.strip(" \t*:|"))


def _listed(document: Document, at: int, first: int) -> tuple[tuple[Mention, ...], bool]:
    """The states that follow one another from an offset, with nothing but a list's marks between, and whether every
    name among them is a state's."""
    found: list[Mention] = []
    whole, passed, step = True, 0, ""
    for mention in document.mentions[first:]:
        if mention.candidates[0].kind != "state":
            break
        if mention.role == "demonym":
            continue  # no name of a voter: perhaps a part of one
        gap = document.plain[at : mention.span.start]
        if not _BETWEEN.fullmatch(gap):
            if not found or passed > 1 or not _goes_on(step, gap):
                break
            if not _UNKNOWN.fullmatch(gap):
                passed += 1  # perhaps a part of the unknown name
                continue
            whole = False
        found.append(mention)
        at, passed, step = mention.span.end, 0, gap
    return tuple(found), whole


def _by_code(document: Document, at: int) -> tuple[Mention, ...]:
    """The states listed from an offset by their codes ("ARG, BRA, CHL"); none where one is no code of a state."""
    listed = _CODES.match(document.plain, at)
    if listed is None:
        return ()
    codes = _CODE.finditer(document.plain, listed.start("codes"), listed.end())
    try:
        return tuple(Mention(Span(*c.span()), (document.registry.state(c[0]),), "abbreviation") for c in codes)
    except KeyError:
        return ()


def counted_headings(document: Document, calls: Sequence[RollCall]) -> list[Sentence]:
    """The headings right above roll calls, and those of labels and counts, as sentences: "Adopted by 24 votes to 10",
    "Yes 120 | No 4"."""
    starts = [call.span.start for call in calls]
    return [
        Sentence(line.span, bisect_left(document.paragraphs, line.span))
        for line in document.lines
        if (line.kind == "heading" and _counts_above(document, line.span, starts))
        or (line.kind in ("heading", "furniture") and _counted(document.plain, line.span))
    ]


def _counts_above(document: Document, line: Span, starts: Sequence[int]) -> bool:
    """Whether a heading stands right above a roll call."""
    return any(line.start <= start <= line.end + _ABOVE for start in starts)


def _counted(plain: str, line: Span) -> bool:
    """Whether a line is labels with counts, a headline that says how a body of the United Nations voted, or holds the
    fifteen votes of the Security Council."""
    told = COUNT_LINE.search(plain, line.start, line.end) or HEADLINE.search(plain, line.start, line.end)
    return fifteen(plain, line) or told is not None


def _goes_on(step: str, gap: str) -> bool:
    """Whether a gap with an unknown name in it begins like the last one: what stands further apart is a heading."""
    lines = gap[: len(gap) - len(gap.lstrip())].count("\n")
    return gap.lstrip(" )").startswith((",", ";")) or lines <= step.count("\n")


def in_a_list(mention: Mention, plain: str) -> Entity | None:
    """Who a name means among other states' names: the one whose label or formal name it is, where several share it."""
    if mention.entity:
        return mention.entity
    written = plain[mention.span.start : mention.span.end].lower()
    own = [c for c in mention.candidates if any(n.text.lower() == written and n.kind in _OWN for n in c.names)]
    return own[0] if len(own) == 1 else None


_OWN = ("label", "official", "formal")
