"""Edits of a text that keep every offset: what is taken out, put in its place, or set elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A passage of a text to be replaced. With `moved`, what stands there instead is that other passage of the text."""

    start: int
    end: int
    new: str = ""
    moved: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a new text that begins at `at`: the old text's `width` letters from `origin`, as they were (`same`)
    or written in other letters."""

    at: int
    origin: int
    width: int
    same: bool

    def place(self, at: int) -> tuple[int, int]:
        """Where the letter `at` of the new text stood: its own place, or that of all it was written from."""
        if self.same:
            return self.origin + at - self.at, self.origin + at - self.at + 1
        return self.origin, self.origin + self.width


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Piece, ...]] | None:
    """The text with edits made (in order, none over another) and its pieces; None where there was nothing to do."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = done = 0

    def put(start: int, end: int, new: str | None = None) -> None:
        nonlocal at
        written = text[start:end] if new is None else new
        if written:
            pieces.append(Piece(at, start, end - start, new is None))
            parts.append(written)
            at += len(written)

    for edit in edits:
        put(done, edit.start)
        put(edit.start, edit.end, edit.new)
        for start, end in edit.moved:
            put(start, end)
            put(end, end, "\n")
        done = edit.end
    if not done:
        return None
    put(done, len(text))
    return "".join(parts), tuple(pieces) or (Piece(0, 0, len(text), False),)


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits by place, without those that begin inside another."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def cuts(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """All that a pattern matches, taken out."""
    return (Edit(found.start(), found.end()) for found in pattern.finditer(text))
