"""Lines that list the sponsors of a text: "Sponsors: Peru, Chad and Malta", "Sponsor: Peru on behalf of a group"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples import iris
from triples.extraction.agents import agent_of
from triples.extraction.attitudes import TEXT
from triples.extraction.document import Document, Line
from triples.facts import Agent, Span, Stance

_LABEL = re.compile(
    r"[-*•\s]{0,4}(?:(?:(?:[Mm]ain|[Ll]ead|[Pp]rincipal|[Oo]riginal|[Aa]dditional|[Oo]ther) )?(?:[Cc]o-?[Ss]|[Ss]|"
    r"List of (?:co-?)?s)ponsor"
    r"(?:\(s\)|s|ed by|ship)?(?: of (?:the (?:text|draft|resolution)|[A-Z]\S*\d\S*))?|(?:[Ss]ubmitted|[Tt]abled|"
    r"[Ii]ntroduced|[Pp]resented|"
    r"[Dd]rafted|[Pp]roposed|[Aa]uthored)(?: jointly)? by)(?: \(\d+\)| \d+)?(?P<mark>\s?(?::|—|-(?!\w)|\|)|$|"
    r"\s(?=[A-Z]))\s?"
)
_TITLED = re.compile(r"(?P<names>[^:]{3,400}): (?:revised )?(?:draft|amendment)s?\b")
_BETWEEN = re.compile(r"[\s,;•*().—-]|\band\b|\bthe\b|\d")
_ON_BEHALF = re.compile(r"\b(?:on behalf of|for the)\b")
_TEXT_LINE = re.compile(rf"\b(?:[\w'-]+ ){{0,2}}{TEXT}\b(?: (?:on|for|to)(?: [\w'-]+){{1,5}})?", re.IGNORECASE)
_CODE = re.compile(r"\([^()]*\)")
_REACH = 4
_MOST_WORDS = 7


def listed_sponsors(document: Document) -> Iterator[Stance]:
    """One sponsorship for each state or body of a line of sponsors, or of the lines of names below its label; for whom
    one acts is no sponsor."""
    for number, line in enumerate(document.lines):
        for listed in _lists(document, number, line):
            matter = _matter(document, document.lines[max(0, number - _REACH) : number])
            for mention in document.mentions_in(listed):
                if mention.entity is not None and mention.entity.kind in ("state", "body"):
                    yield _fact(agent_of(mention.entity, f"the {mention.role}"), listed, matter)


def _lists(document: Document, number: int, line: Line) -> Iterator[Span]:
    """The passages that list sponsors where a line is a label of such a list."""
    label = _LABEL.match(document.plain, line.span.start, line.span.end)
    if label is not None:
        acting = _ON_BEHALF.search(document.plain, label.end(), line.span.end)
        here = Span(label.end(), acting.start() if acting else line.span.end)
        if label["mark"].strip() or _only_names(document, here):
            yield here
        if acting is None and (here.start == here.end or document.plain[here.end - 1] in ",;"):
            yield from _names_below(document, number)
    titled = _TITLED.match(document.plain, line.span.start, line.span.end)
    if titled and _only_names(document, Span(line.span.start, titled.end("names"))):
        yield Span(line.span.start, titled.end("names"))


def _names_below(document: Document, number: int) -> Iterator[Span]:
    """The lines below a label that hold names alone."""
    for below in document.lines[number + 1 :]:
        if not _only_names(document, below.span):
            return
        yield below.span


def _only_names(document: Document, span: Span) -> bool:
    """Whether a passage holds names of states and bodies, and nothing else."""
    mentions = document.mentions_in(span)
    at, rest = span.start, []
    for mention in mentions:
        rest.append(document.plain[at : mention.span.start])
        at = mention.span.end
    return bool(mentions) and not _BETWEEN.sub("", "".join([*rest, document.plain[at : span.end]]))


def _matter(document: Document, before: tuple[Line, ...]) -> str:
    """The text that the lines above name, the nearest first, else the title right above."""
    for line in reversed(before):
        found = _TEXT_LINE.search(document.plain, line.span.start, line.span.end)
        if found:
            return " ".join(document.text[found.start() : found.end()].split())
    title = _CODE.sub("", document.text[before[-1].span.start : before[-1].span.end]) if before else ""
    return " ".join(title.split()[:_MOST_WORDS]) or "draft resolution"


def _fact(holder: Agent, span: Span, matter: str) -> Stance:
    return Stance(
        id=f"stance-{span.start}-sponsors-{iris.slug(holder.label)}",
        evidence=(span,),
        rule="stance-sponsor-line",
        confidence=0.95,
        holder=holder,
        polarity="supports",
        matter=matter,
        act="sponsorship",
    )
