"""A scene: a sentence whose actors stand as one character each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from triples.extraction.actor import Actor
from triples.extraction.frames import Frame
from triples.extraction.sentences import Sentence
from triples.facts import Span


@dataclass(frozen=True)
class Scene:
    """A sentence with its actors masked; `subject` is the one that opens it outside prepositions."""

    number: int
    sentence: Sentence
    frame: Frame
    actors: tuple[Actor, ...]
    subject: Actor | None
    plain: str = field(repr=False)
    body: Actor | None = None  # the deliberating body that the document named last before

    @cached_property
    def voiced(self) -> bool:
        """Whether anybody of the scene may hold a fact: where nobody does, its verbs need not be looked for."""
        return any(actor.voices for actor in self.actors)

    def quoted(self, char: str) -> str:
        """The words behind the masking character of a quotation, marks included."""
        span = self.frame.items[char]
        assert isinstance(span, Span)
        return self.plain[span.start : span.end]

    def actor(self, char: str) -> Actor:
        """The actor behind a masking character."""
        found = self.frame.items[char]
        assert isinstance(found, Actor)
        return found

    def place(self, actor: Actor) -> int | None:
        """Where an actor stands in the frame, or None for one of another scene."""
        return next((n for n, c in enumerate(self.frame.text) if self.frame.items.get(c) is actor), None)

    @cached_property
    def marked(self) -> str:
        """The frame's text with the actors that are documents, and those who are nobody, as characters of their own."""
        text = self.frame.text
        for char, item in self.frame.items.items():
            mark = _mark(item) if isinstance(item, Actor) else ""
            text = text.replace(char, mark) if mark else text
        return text


DOCUMENT, NOBODY = "\uf000", "\uf001"


def _mark(actor: Actor) -> str:
    if actor.document:
        return DOCUMENT
    return NOBODY if not actor.voices and not actor.anaphor else ""
