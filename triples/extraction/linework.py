"""Lines as an article has them: what a letter, a transcript, a printer or a tokeniser put at their ends goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from triples.extraction.edits import Edit, cuts, in_order

_QUOTED = re.compile(r"(?m)^[ \t]?(?:>[ \t]?)+")
_CUE = re.compile(r"(?:\AWEBVTT\b[^\n]*)?(?:\A|(?<!\s)\s*\n)(?:\d+[ \t]*\n)?(?:\d\d:)?\d\d:\d\d[,.]\d{3} --> [^\n]*\n")
_ROW = re.compile(r"(?m)^\|[ \t]*(?=(?:[^|\s]+[ \t]+){8})([^|\n]+?)[ \t]*\|[ \t]*$")
_BULLET = re.compile(
    r"(?m)^[ \t]*(?:[-•·■▪◦‣●*\uf0b7o]|¶ ?\d{0,3}|\(?(?:[a-z]|\d{1,2})\))[ \t]+"
    r"(?=(?:\S+[ \t]+){5}[^\n]*[.!?][\"')\]]*[ \t]*$)"
)
_STAMP = re.compile(r"(?m)^[ \t]*\[\d\d?:\d\d(?::\d\d)?\][ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?m)^[ \t]*(\d{1,4})[ \t]+(?=\S)")
_COUNTED = re.compile(r"(?m)[ \t]+\(?(\d{1,2})/(\d{1,2})\)?[ \t]*$")
_PAGE = re.compile(
    r"(?<!\s)\s*\n[ \t\f]*(?:(?:[-—–] ?\d{1,4} ?[-—–]|[Pp]age \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} ?\| ?[Pp]age)"
    r"(?=[ \t]*\f?[ \t]*(?:\n|\S))[ \t]*\f?\s*|\d{1,4}[ \t]*\n?(?=\f))"
    r"|(?<=[a-z,])\s*\n\s*\d{1,4}[ \t]*\n\s*(?=[a-z])"
)
_RUNNING = re.compile(r"\f[ \t]*([^\n\f]{4,80})\n\s*")
_HYPHENATED = re.compile(r"(?<=[a-z])([a-z])-[ \t]*\n[ \t]*(?=[a-z]{2}[^\s]*(?P<next>\s)?)")
_COMPOUND = re.compile(
    r"(?:drafted|led|backed|sponsored|based|general|member|making|term|year|old|day|monitoring|building|keeping|ridden|"
    r"controlled|held|called|known|elect|wide|style|like|to|the|and|in|of|by|up|on|off|out|over)\b"
)
_FIRST_PART = re.compile(
    r"\b(?:non|co|anti|pro|ex|self|long|short|vice|well|cross|so|high|low|full|half|two|three|four|five|"
    r"six|seven|ten|year|vote|cease|counter|hard|far|then|post|pre|by|peace)$"
)
_SPACED = re.compile(
    r"(?<=\w)[ \u00a0](?='s\b|’s\b|n't\b|n’t\b|'(?:re|ll|ve)\b|’(?:re|ll|ve)\b)|(?<=\w['’]) (?=s )"
    r"|(?<=[\w)\"”'’\]])[ \u00a0](?=[.,;:](?:\s|$))|(?<=[.!?]) (?= \S)"
    r"|(?<=[.,!?\w])[ \u00a0]+(?=»(?:[\s.,;:]|$))|(?<=\s«)[ \u00a0]+|(?<=^«)[ \u00a0]+"
)
_TWO_MARKS = re.compile(r"``|‘‘|’’|(?<!')''(?!')|(?<!\")\"\"(?!\")")
_OUTER = re.compile(r"(?m)(?<=\S)[ \t\u00a0]+$|^[ \t\u00a0]+(?=\S(?:[^ \n]| (?! ))*$)")
_DOUBLE = re.compile(r"(?<=[^\s.!?:;])\n[ \t]*\n(?=[ \t]*\S)")
_ENDS = frozenset(".!?:;\"”'’")
_MANY = 0.8
_FEWEST = 8


def tidy_lines(text: str) -> Iterable[Edit]:
    """What stands at the ends of lines and between words without being a part of the article."""
    edits: list[Edit] = []
    for marks, find in _KINDS:
        if any(mark in text for mark in marks):
            edits.extend(find(text))
    edits.extend(_line_numbers(text))
    return in_order(edits)


def _removed(pattern: re.Pattern[str], new: str = "") -> Callable[[str], Iterator[Edit]]:
    return lambda text: (Edit(found.start(), found.end(), new) for found in pattern.finditer(text))


def _rows(text: str) -> Iterator[Edit]:
    """Rows of a table with one cell, which is a sentence."""
    for found in _ROW.finditer(text):
        yield Edit(found.start(), found.start(1))
        yield Edit(found.end(1), found.end(), "\n")


def _line_numbers(text: str) -> Iterable[Edit]:
    """The numbers of lines, where nearly all bear one and each is the next."""
    found = list(_NUMBERED.finditer(text))
    if len(found) < 5:
        return ()
    rising = sum(int(b[1]) == int(a[1]) + 1 for a, b in pairwise(found))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if rising < len(found) - 2 or len(found) < _MANY * lines:
        return ()
    return cuts(_NUMBERED, text)


def _counters(text: str) -> Iterable[Edit]:
    """The numbers of posts in a thread ("2/5") at their ends."""
    found = list(_COUNTED.finditer(text))
    in_turn = [int(post[1]) for post in found] == list(range(1, len(found) + 1))
    return cuts(_COUNTED, text) if len(found) > 1 and in_turn and len({post[2] for post in found}) == 1 else ()


def _double_spaced(text: str) -> Iterable[Edit]:
    """The empty lines of a text that has one behind every line, where they stand inside sentences."""
    lines = text.split("\n")
    written = [line.strip() for line in lines if line.strip()]
    if len(written) < _FEWEST or len(lines) < 1.9 * len(written) - 2 or max(map(len, written)) > 120:
        return ()
    pairs = list(pairwise(written))
    if any(a and b and a.strip() and b.strip() for a, b in pairwise(lines)):
        return ()
    small = sum(b[0].islower() for _, b in pairs)
    return (Edit(gap.start(), gap.end(), "\n") for gap in _DOUBLE.finditer(text)) if small * 4 >= len(pairs) else ()


def _pages(text: str) -> Iterator[Edit]:
    """Page numbers with the lines that run at the head of pages; the paragraph that they cut goes on."""
    heads = Counter(found[1].strip() for found in _RUNNING.finditer(text))
    for found in _RUNNING.finditer(text):
        if heads[found[1].strip()] > 1:
            yield Edit(found.start(), found.end())
    for found in _PAGE.finditer(text):
        ended = text[found.start() - 1 : found.start()] in _ENDS
        yield Edit(found.start(), found.end(), "\n\n" if ended else "\n")


def _hyphens(text: str) -> Iterator[Edit]:
    """Words that a printer cut at the end of a line, made whole on it; those with a hyphen of their own keep it."""
    for found in _HYPHENATED.finditer(text):
        start = found.end(1)
        own = _COMPOUND.match(text, found.end()) or _FIRST_PART.search(text, max(0, start - 12), start)
        yield Edit(start + 1 if own else start, found.end())
        if found["next"]:
            yield Edit(*found.span("next"), "\n")


_KINDS: tuple[tuple[tuple[str, ...], Callable[[str], Iterable[Edit]]], ...] = (
    ((" \n", "\n ", "\n\t"), _removed(_OUTER)),
    (("\n\n",), _double_spaced),
    ((">",), _removed(_QUOTED)),
    (("-->",), _removed(_CUE, " ")),
    (("|",), _rows),
    (("•", "·", "■", "▪", "◦", "‣", "●", "\uf0b7", "\n* ", "\n- ", "\no ", "¶", ") "), _removed(_BULLET, "\n")),
    (("[",), _removed(_STAMP)),
    (("/",), _counters),
    (("\f", "\n"), _pages),
    (("-\n", "- \n"), _hyphens),
    ((" 's", " ’s", "' s", "’ s", " n't", " ,", " .", " ;", "»", "« ", ".  "), _removed(_SPACED)),
    (("``", "''", "‘‘", "’’", '""'), _removed(_TWO_MARKS, '"')),
)
