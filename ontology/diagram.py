"""A cluster of the ontology as a picture in SVG: a box a class, a row a relation, lines to the boxes it leads to.

One column, so narrow that it can be read on a telephone without being made smaller. Subclasses stand below their class,
set in; relations run in lanes on the right, one lane for all lines that lead to the same box. Letters are counted and
not measured: the type has one width. Positions are whole pixels, so the same ontology gives the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from ontology.document import ATTRIBUTE, CLASS, OWN, RELATION, CodeList, Section, Term
from ontology.names import shorten

WIDTH: Final = 328  # a telephone of 360 pixels, less the margins of a page
LETTER: Final = 6.1  # pixels: the width of a letter of 10 pixels' height in a type of one width
HEAD, LINE, GAP, INDENT, LANE, PAD = 24, 15, 10, 14, 9, 7
CODES_SHOWN: Final = 8

STYLE: Final = """
svg { --ink: #1b2733; --quiet: #56626e; --paper: #fff; --panel: #f3f6f9; --line: #8797a5; --link: #0b5a94; }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e3e9ee; --quiet: #a2afba; --paper: #12181e; --panel: #1c252d; --line: #6d7f8d; --link: #7fc0f2; }
}
svg { background: var(--paper); }
text { font: 10px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
.name { font-weight: 700; font-size: 11px; }
.type, .to, .list { fill: var(--quiet); }
.box { fill: var(--panel); stroke: var(--line); }
.way, .kind { fill: none; stroke: var(--line); stroke-width: 1.2; }
.tip { fill: var(--line); }
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a box: words with their IRIs, on the left or (what a relation leads to) on the right."""

    words: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Box:
    term: Term
    above: str
    lines: tuple[_Line, ...]
    top: int
    depth: int

    @property
    def left(self) -> int:
        return 1 + self.depth * INDENT

    @property
    def height(self) -> int:
        return HEAD + (LINE * len(self.lines) + 5 if self.lines else 0)

    @property
    def middle(self) -> int:
        """Of its head, where lines arrive."""
        return self.top + HEAD // 2

    def row(self, number: int) -> int:
        """The base line of its n-th line."""
        return self.top + HEAD + LINE * number + 10


def draw(section: Section, terms: Mapping[str, Term], standalone: bool = False) -> str:
    """The picture of a section; `terms` are those of the whole page. Standalone, it brings its colours and has no
    links; else it takes them from the page, whose terms have their names as anchors."""
    lanes_wide = _lanes_needed(section)
    right = WIDTH - LANE * lanes_wide - 4
    boxes = _boxes(section, terms, right)
    last = boxes[-1]
    height = last.top + last.height + 2
    parts = [
        *(_kind(boxes, box) for box in boxes if box.above),
        *_ways(boxes, right),
        *(_drawn(box, right, not standalone) for box in boxes),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 {WIDTH} {height}" role="group"'
        f' aria-labelledby="diagram-{section.slug}-title diagram-{section.slug}-words">\n'
        f'<title id="diagram-{section.slug}-title">{escape(section.title)}</title>\n'
        f'<desc id="diagram-{section.slug}-words">{escape(" ".join(_told(boxes)))}</desc>\n'
        + (f"<style>{STYLE}</style>\n" if standalone else "")
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _targets(section: Section) -> set[str]:
    inside = {term.iri for term in section.classes}
    return {iri for p in section.properties if p.kind == RELATION for iri in p.related("points at")} & inside


def _lanes_needed(section: Section) -> int:
    return min(6, len(_targets(section)))


def _boxes(section: Section, terms: Mapping[str, Term], right: int) -> list[_Box]:
    """Every class of the section, one below the other."""
    inside = {term.iri for term in section.classes}
    lists = {codes.of.iri: codes for codes in section.code_lists}
    boxes: list[_Box] = []
    top = 1
    for term in (*_anything(section), *section.classes):
        above = next((iri for iri in term.related("is a") if iri in inside), "")
        if boxes:
            top += boxes[-1].height + (GAP // 2 if above else GAP)
        letters = int((right - 1 - 2 * PAD - (INDENT if above else 0)) / LETTER)
        lines = _codes(lists[term.iri], letters) if term.iri in lists else _rows(term, terms, letters)
        boxes.append(_Box(term, above, tuple(lines), top, int(bool(above))))
    return boxes


def _anything(section: Section) -> Iterator[Term]:
    """What stands for a class where properties can be said of anything; no term of the ontology."""
    free = tuple(p.iri for p in section.properties if not p.related("used on"))
    if free:
        yield Term("", "", CLASS, "anything", (), "", (("has", free),))


def _rows(term: Term, terms: Mapping[str, Term], letters: int) -> Iterator[_Line]:
    """A line for each relation of a class, more where it leads to much; its attributes together below."""
    own = [terms[iri] for iri in term.related("has") if iri in terms]
    for relation in (p for p in own if p.kind == RELATION):
        ends = _ends(relation)
        room = max(letters - len(relation.local) - 2, 12)
        names = " | ".join(_named(iri) for iri in ends) or "anything"
        wrapped = textwrap.wrap(names, room, break_long_words=False)
        by_name = {_named(iri): iri for iri in ends}
        for number, text in enumerate(wrapped):
            said = ((relation.local, relation.iri),) if number == 0 else ()
            found = tuple((word, by_name.get(word, "")) for word in text.split())
            yield _Line(said, found, tuple(iri for _, iri in found if iri))
    yield from _wrapped([(p.local, p.iri) for p in own if p.kind == ATTRIBUTE], letters)


def _ends(relation: Term) -> tuple[str, ...]:
    """What it leads to: classes of ours, where there are some, and no wider one that they have in common."""
    ends = relation.related("points at")
    return tuple(iri for iri in ends if iri.startswith(OWN)) or ends


def _codes(codes: CodeList, letters: int) -> Iterator[_Line]:
    shown = [(code.local, code.iri) for code in codes.codes[:CODES_SHOWN]]
    left = len(codes.codes) - len(shown)
    yield from _wrapped([*shown, *([(f"and {left} more", "")] if left else [])], letters)


def _wrapped(words: list[tuple[str, str]], letters: int) -> Iterator[_Line]:
    line: list[tuple[str, str]] = []
    for word in words:
        if line and sum(len(text) + 2 for text, _ in [*line, word]) - 2 > letters:
            yield _Line(tuple(line))
            line = []
        line.append(word)
    if line:
        yield _Line(tuple(line))


def _named(iri: str) -> str:
    return iri.removeprefix(OWN) if iri.startswith(OWN) else shorten(iri)


def _ways(boxes: list[_Box], right: int) -> Iterator[str]:
    """The lines of relations to boxes of this picture. Lanes fill from within; two share one where they do not meet."""
    by_iri = {box.term.iri: box for box in boxes}
    starts: dict[str, list[int]] = {}
    for box in boxes:
        for number, line in enumerate(box.lines):
            for iri in line.leads_to:
                if iri in by_iri:
                    starts.setdefault(iri, []).append(box.row(number) - 3)
    spans = {iri: (min(*ys, by_iri[iri].middle), max(*ys, by_iri[iri].middle)) for iri, ys in starts.items()}
    taken: list[list[tuple[int, int]]] = []
    for iri in sorted(spans, key=lambda iri: (spans[iri][1] - spans[iri][0], iri)):
        low, high = spans[iri]
        free = (n for n, lane in enumerate(taken) if all(high + 4 < a or low - 4 > b for a, b in lane))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        x, y = right + 6 + LANE * lane, by_iri[iri].middle
        way = "".join(f"M{right} {start}H{x}V{y}" for start in sorted(set(starts[iri])))
        yield f'<path class="way" d="{way}H{right + 4}"/><path class="tip" d="M{right} {y}l6 -3.5v7z"/>'


def _kind(boxes: list[_Box], box: _Box) -> str:
    """The line from a class to the one that it is a kind of, with a hollow tip."""
    parent = next(other for other in boxes if other.term.iri == box.above)
    x, y = parent.left + 6, parent.top + parent.height
    return f'<path class="kind" d="M{box.left} {box.middle}H{x}V{y + 5}M{x} {y}l-3.5 5h7z"/>'


def _drawn(box: _Box, right: int, linked: bool) -> str:
    width = right - box.left
    parts = [f'<rect class="box" x="{box.left}" y="{box.top}" width="{width}" height="{box.height}" rx="4"/>']
    parts.append(_text(box.left + PAD, box.top + 16, [(_title(box.term), box.term.iri)], "name", linked))
    room = int((width - 2 * PAD - 7 * len(_title(box.term))) / LETTER) - 1
    above = [shorten(iri) for iri in box.term.related("is a") if not iri.startswith(OWN)]
    if above and not box.above and len(above[0]) <= room:
        parts.append(_text(right - PAD, box.top + 16, [(above[0], "")], "type end", linked))
    for number, line in enumerate(box.lines):
        y = box.row(number)
        if line.words:
            style = "row" if line.right else "list"
            parts.append(_text(box.left + PAD, y, line.words, style, linked))
        if line.right:
            parts.append(_text(right - PAD, y, line.right, "to end", linked))
    return "\n".join(parts)


def _text(x: int, y: int, words: Iterable[tuple[str, str]], style: str, linked: bool) -> str:
    separator = " " if "to" in style.split() else ", "
    anchor = ' text-anchor="end"' if "end" in style.split() else ""
    said = separator.join(_word(text, iri, linked) for text, iri in words)
    return f'<text class="{style.split()[0]}" x="{x}" y="{y}"{anchor}>{said}</text>'


def _word(text: str, iri: str, linked: bool) -> str:
    own = linked and iri.startswith(OWN)
    return f'<a href="#{iri.removeprefix(OWN)}">{escape(text)}</a>' if own else escape(text)


def _title(term: Term) -> str:
    return term.local or term.label


def _told(boxes: list[_Box]) -> Iterator[str]:
    """The picture in words, for who does not see it."""
    for box in boxes:
        if box.above:
            yield f"{_title(box.term)} is a kind of {_named(box.above)}."
        relation = ""
        for line in box.lines:
            relation = line.words[0][0] if line.words and line.right else relation
            if line.right:
                yield f"{_title(box.term)} {relation} {' or '.join(text for text, _ in line.right if text != '|')}."
