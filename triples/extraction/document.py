"""What the rules read: an article cut into lines, sentences, quotations and mentions, all by offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triples.facts import Source, Span, When
from triples.registry import Entity, Registry

LineKind = Literal["body", "heading", "caption", "furniture", "dateline"]
MentionRole = Literal["name", "demonym", "capital", "abbreviation"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and what it is; only `body` lines (and headings that open a list) are evidence."""

    span: Span
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body line; `paragraph` counts paragraphs, `quotes` are the quotations inside, marks included."""

    span: Span
    paragraph: int
    quotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer found in the text (longest match). Several candidates mean that it is ambiguous."""

    span: Span
    candidates: tuple[Entity, ...]
    role: MentionRole

    @property
    def entity(self) -> Entity | None:
        """The one entity meant, or None where the name alone cannot tell."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Document:
    """An article ready for the rules. `text` is as read; `plain` is it with quotes, dashes and spaces folded
    one to one, so that offsets are the same in both."""

    text: str
    plain: str
    source: Source
    registry: Registry
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dateline: When
