"""Lines that name people beside their titles: signatures, lists of those present, programmes, and the byline of a text
whose foot says who its writer is. They are no body, and count as sentences for what they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.document import Document
from triples.extraction.layout import Line
from triples.extraction.names import OPENERS, ORGANISATION
from triples.extraction.normalise import fold_letters
from triples.extraction.sentences import Sentence
from triples.extraction.titles import HEAD, HEAD_WORDS, PORTFOLIO
from triples.facts import Span

_MARK = r"(?:\(Signed\) |\((?:-|s|/s/)\) |[-•*] |\d+[.)] )?"
_FORMS = (
    r"(?:(?:Ambassador|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.?|H\. ?E\.|(?:His|Her) Excellency|Minister|Sir|Dame|Hon\.) )*"
)
_PARTICLE = r"(?:(?:al|el|bin|bint|ibn|van|von|der|den|de|da|do|dos|di|du|la|le|del|della|ter|y|e)[ -])*"
_NAME = rf"[A-Z][\w.'-]*(?: {_PARTICLE}[A-Z][\w.'-]*){{1,4}}"
_NAME_LINE = re.compile(rf"{_MARK}{_FORMS}(?P<name>{_NAME}) ?$")
_SMALL = r"(?:of|the|for|to|and|on|in|at|&|d'affaires|ad|interim|a\.i\.)"
_TITLE_LINE = re.compile(rf"Ambassador$|(?:(?:[A-Z][\w.'&-]*|{_SMALL}),? ?){{2,20}}$")
_HOUSE_LINE = re.compile(
    r"(?:The )?(?:Permanent (?:Observer )?(?:Mission|Representation|Delegation)|Embassy|Ministry|Government|Delegation|"
    r"Mission|Office)\b[^.]{0,90}$"
)
_BESIDE = re.compile(
    rf"{_MARK}(?:(?:Statement|Remarks|Speech|Address|Delivered|Presented) by )?{_FORMS}"
    rf"(?P<name>{_NAME})(?: \([^()]{{2,40}}\))?(?:,| -| —| –|:| \|) (?:the )?(?P<title>[^.;]{{4,140}})$"
)
_IN_BRACKETS = re.compile(rf"(?P<name>{_NAME}) \((?P<title>[A-Z][^()]{{3,80}})\)")
_VERB = re.compile(r"\b(?:is|was|are|were|has|have|had|will|would|said|says|told|calls|urges|warns|not)\b")
_WRITER = re.compile(r"\b[Tt]he (?:writer|author)(?:,| (?:is|was|has|served|teaches|writes))\b")
_BYLINE = re.compile(rf"(?:By|BY) (?P<name>{_NAME})$")
_LONGEST = 160  # characters
_TITLE_WITHIN = 40  # characters
_MOST_LINES = 3  # under a name
_FIRST = 12  # lines, among which a byline stands


def name_lines(document: Document) -> Iterator[Sentence]:
    """The passages of a document's lines that tell of people and titles."""
    for at, line in enumerate(document.lines):
        words = _words(document, line)
        if line.kind not in ("heading", "furniture", "caption") or len(words) > _LONGEST:
            continue
        under = _signed(document, at) if line.kind != "caption" and _names(_NAME_LINE, words) else None
        written = at < _FIRST and _names(_BYLINE, words) and _WRITER.search(document.plain)
        if under is not None:
            yield Sentence(Span(line.span.start, under.span.end), -1)
        elif written or (line.kind != "caption" and _lists(words)):
            yield Sentence(line.span, -1)


def _words(document: Document, line: Line) -> str:
    return fold_letters(document.plain[line.span.start : line.span.end])


def _signed(document: Document, at: int) -> Line | None:
    """The last of the lines right under a name that are a title and the house of who signs; None where none is."""
    last, titled = None, False
    for above, line in zip(document.lines[at:], document.lines[at + 1 : at + 1 + _MOST_LINES], strict=False):
        words = _words(document, line)
        title = HEAD.search(words[:_TITLE_WITHIN]) is not None and _TITLE_LINE.match(words) is not None
        if line.span.start - above.span.end > 2 or not (title or (titled and _HOUSE_LINE.match(words))):
            break
        last, titled = line, True
    return last


def _lists(words: str) -> bool:
    """Whether a line sets a name beside a title and says nothing else."""
    beside = _BESIDE.match(words)
    found = [beside] if beside else list(_IN_BRACKETS.finditer(words))
    return any(_is_name(m["name"]) and HEAD.search(m["title"][:70]) for m in found) and not _VERB.search(words)


def _names(pattern: re.Pattern[str], words: str) -> bool:
    found = pattern.match(words)
    return found is not None and _is_name(found["name"])


def _is_name(words: str) -> bool:
    parts = words.lower().split()
    return not {*parts} & (OPENERS | ORGANISATION) and parts[-1] not in HEAD_WORDS | PORTFOLIO
