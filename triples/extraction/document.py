"""What the rules read: an article cut into lines, sentences, quotations and mentions, all by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from triples.extraction.dates import dateline_day
from triples.extraction.furniture import is_aside
from triples.extraction.gazetteer import Mention, gazetteer
from triples.extraction.layout import Line, lay_out
from triples.extraction.normalise import fold
from triples.extraction.sentences import Sentence, split
from triples.facts import Source, Span, When
from triples.registry import Registry

__all__ = ["Document", "Line", "Mention", "Sentence", "read_document"]


@dataclass(frozen=True, slots=True)
class Document:
    """An article ready for the rules. `text` is as read; `plain` is it with quotes, dashes and spaces folded
    one to one, so that offsets are the same in both. Sentences and mentions are in reading order."""

    text: str
    plain: str
    source: Source
    registry: Registry
    lines: tuple[Line, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dateline: When

    @property
    def anchor(self) -> When:
        """The day from which "Monday" and "last month" are counted: the dateline's, else that of publication."""
        return self.dateline if self.dateline.earliest else self.source.published

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly inside a passage."""
        low = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        high = bisect_right(self.mentions, span.end, key=lambda m: m.span.end)
        return self.mentions[low:high]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset, or None between sentences and outside the body."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.span.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None

    def quoted(self, span: Span) -> bool:
        """Whether a passage begins inside a quotation."""
        sentence = self.sentence_at(span.start)
        return sentence is not None and any(q.start < span.start < q.end for q in sentence.quotes)


def read_document(text: str, source: Source, registry: Registry) -> Document:
    """Cut an article into what the rules read. Never raises on any text."""
    layout = lay_out(fold(text))
    sentences = tuple(
        s for s in split(layout.plain, layout.paragraphs) if not is_aside(layout.plain[s.span.start : s.span.end])
    )
    return Document(
        text=text,
        plain=layout.plain,
        source=source,
        registry=registry,
        lines=layout.lines,
        paragraphs=layout.paragraphs,
        sentences=sentences,
        mentions=gazetteer(registry).find(layout.plain),
        dateline=dateline_day(layout.plain, layout.lines, source.published),
    )
