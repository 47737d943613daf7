"""Frames: a sentence in which names, people and quotations stand as one character each, so that grammar is short.

"North Korea's envoy Kim Song said" becomes "S's envoy P said", where S and P are private-use characters of their
class; every place in a frame knows its offset in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from triples.extraction.document import Document
from triples.extraction.gazetteer import Mention
from triples.extraction.patterns import places, words_of
from triples.facts import Span

_BLOCK = 256
_FIRST = 0xE000
_NAMES = ("state", "demonym", "capital", "body", "agency", "person", "quote", "actor")
_BASE = {name: _FIRST + _BLOCK * i for i, name in enumerate(_NAMES)}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LINE_END = re.compile(r"\n\s*")


def _range(first: str, last: str | None = None) -> str:
    return f"{chr(_BASE[first])}-{chr(_BASE[last or first] + _BLOCK - 1)}"


STATE, DEMONYM, CAPITAL, BODY, AGENCY = (f"[{_range(n)}]" for n in _NAMES[:5])
PERSON, QUOTE, ACTOR = (f"[{_range(n)}]" for n in _NAMES[5:])
COUNTRY = f"[{_range('state', 'capital')}]"  # a state by its name, demonym or capital
AGENT_NAME = f"[{_range('state', 'body')}]"  # a state or a body
_AGENT = re.compile(AGENT_NAME)


@dataclass(frozen=True)
class Frame:
    """A masked sentence. `origin[i]` is the offset of character `i` in the document, with the end as its last."""

    text: str
    origin: Sequence[int]
    items: Mapping[str, object]

    def span(self, start: int, end: int) -> Span:
        """The passage of the document that a part of the frame stands for."""
        return Span(self.origin[start], self.origin[end])

    @property
    def names_agent(self) -> bool:
        """Whether a state or a body stands in it by name."""
        return _AGENT.search(self.text) is not None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words; what is masked is no word."""
        return words_of(self.text)

    def starts(self, words: frozenset[str]) -> list[int]:
        """Where one of these words begins, in order."""
        found = self.words & words
        return sorted(at for word in found for at in places(self.text, word)) if found else []

    def at(self, offset: int) -> int:
        """The place in the frame of the character that holds an offset of the document."""
        return bisect_right(self.origin, offset) - 1


def kind_of(char: str) -> str | None:
    """The class of a masking character ("state", "person" ...), or None for ordinary text."""
    at = (ord(char) - _FIRST) // _BLOCK
    return _NAMES[at] if 0 <= at < len(_NAMES) else None


def mask_sentence(plain: str, span: Span, pieces: Iterable[tuple[Span, str, object]]) -> Frame | None:
    """Mask (span, class, item) triples, in order, not overlapping. None where a sentence holds too many to mask."""
    text = _PRIVATE.sub("\ufffd", plain[span.start : span.end])
    if "\n" in text:
        text = _LINE_END.sub(lambda found: ",".ljust(len(found[0])), text)  # between the lines of a signature
    frame = Frame(text, range(span.start, span.end + 1), {})
    return mask(frame, [(s.start - span.start, s.end - span.start, k, i) for s, k, i in pieces])


def mask(frame: Frame, pieces: Sequence[tuple[int, int, str, object]]) -> Frame | None:
    """Replace parts of a frame, given by (start, end, class, item), each by one character of its class."""
    if not pieces:
        return frame
    text: list[str] = []
    origin: list[int] = []
    items = dict(frame.items)
    counts: dict[str, int] = {}
    at = 0
    for start, end, kind, item in pieces:
        if start < at:
            continue
        base = _BASE[kind]
        number = counts.get(kind)
        if number is None:  # no character that another item has
            number = sum(base <= ord(char) < base + _BLOCK for char in frame.items)
        if number >= _BLOCK:
            return None
        counts[kind] = number + 1
        char = chr(base + number)
        items[char] = item
        text += (frame.text[at:start], char)
        origin += frame.origin[at:start]
        origin.append(frame.origin[start])
        at = end
    text.append(frame.text[at:])
    origin += frame.origin[at:]
    return Frame("".join(text), origin, items)


def without_marks(frame: Frame) -> Frame:
    """A frame without the quotation marks that are left in it."""
    kept = [at for at, char in enumerate(frame.text) if char != '"']
    return Frame(
        "".join(frame.text[at] for at in kept), [*(frame.origin[at] for at in kept), frame.origin[-1]], frame.items
    )


def mention_class(mention: Mention) -> str | None:
    """How a mention is masked: "state", "demonym", "capital", "body" or "agency"; None when it is left as text."""
    entity = mention.entity
    if entity is None or entity.kind == "official":
        return None
    if entity.kind == "state":
        return mention.role if mention.role in ("demonym", "capital") else "state"
    return entity.kind


def mentions_masked(document: Document, span: Span) -> list[tuple[Span, str, object]]:
    """The mentions of a passage as pieces to mask."""
    found: list[tuple[Span, str, object]] = []
    for mention in document.mentions_in(span):
        kind = mention_class(mention)
        if kind:
            found.append((_without_office(document.plain, mention), kind, mention))
    return found


# "UN High Commissioner for Refugees" is an agency, or, beside the name of a person, an office of it.
_OFFICE = re.compile(r"(?P<un>U\.?N\.?|United Nations) High Commissioner for ")
_BORNE_AFTER = re.compile(r",? (?:Mr\.? |Ms\.? |Dr\.? )?[A-Z][\w'-]+ [A-Z][\w'-]+")
_BORNE_BEFORE = re.compile(r"[\w)], (?:the )?$|\b(?:as|become|be|was|is|next|new|former|outgoing) (?:the |its )?$")


def _without_office(plain: str, mention: Mention) -> Span:
    """The part of a mention that names a body, where the rest of it is the office of somebody named beside it."""
    span = mention.span
    office = _OFFICE.match(plain, span.start, span.end)
    if office is None:
        return span
    borne = _BORNE_AFTER.match(plain, span.end) or _BORNE_BEFORE.search(plain, max(0, span.start - 20), span.start)
    return Span(span.start, office.end("un")) if borne else span
