"""A document with its people and its masked sentences, which the rules on speech share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from triples.extraction.document import Document
from triples.extraction.frames import Frame, mask_sentence, mentions_masked, without_marks
from triples.extraction.gazetteer import Mention
from triples.extraction.genders import with_genders
from triples.extraction.namelines import name_lines
from triples.extraction.patterns import one_of
from triples.extraction.people import Person, Register, build_register
from triples.extraction.sentences import Sentence
from triples.extraction.verbs import ASKING, SPEECH, TAKING, present
from triples.facts import Span

# Headings that name who speaks in the document below them.
ISSUER_HEADING = re.compile(
    r"(?:joint |press |national |opening |closing |media )?(?:statement|remarks|address|speech|message|letter|"
    r"declaration|intervention|"
    r"explanation of vote|communique|commentary|comment|readout)s?\b.{0,60}\b(?:by|of|from|on behalf of)\b|"
    r"(?:the )?(?:ministry|permanent mission|government|embassy|delegation) of\b|speaker: |no\. [\d/]+, "
    r"(?:commentary|statement) by\b|"
    r"the (?:text of the )?following (?:joint )?statement was\b|[\w.' -]+, (?:the )?[\w' -]*\b(?:spokes\w+|"
    r"ambassador|minister|"
    r"secretary|representative|director|president|commissioner|chief|head|rapporteur|envoy)\b|"
    r".{0,90}\b(?:spokes\w+|minister|ambassador|representative|envoy|secretary|president)\b.{2,40}'s? "
    r"(?:regular |daily |weekly )?(?:press (?:conference|briefing)|news conference|briefing|remarks|statement|speech|"
    r"address|interview)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, its register of people, and the frame of each sentence (None where it holds too much to mask)."""

    document: Document
    register: Register
    sentences: tuple[Sentence, ...]
    frames: tuple[Frame | None, ...] = field(repr=False)

    def person(self, frame: Frame, char: str) -> Person:
        """The person behind a masking character."""
        number = frame.items[char]
        assert isinstance(number, int)
        return self.register.people[number]


def parse(document: Document) -> Parsed:
    """Find the people of a document and mask its sentences; headings that name an issuer count as sentences."""
    sentences = _with_headings(document)
    register = build_register(document, sentences)
    frames = tuple(frame_of(document, register, s.span, s.quotes) for s in sentences)
    return Parsed(document, with_genders(register, frames), sentences, frames)


def frame_of(document: Document, register: Register, span: Span, quotes: tuple[Span, ...] = ()) -> Frame | None:
    """Mask a passage: its quotations, and outside them its people, states, bodies and news agencies."""
    people = [(m.span, "person", m.person) for m in register.mentions_in(span)]
    masked = [q for q in quotes if not _verb_opens(document.plain, span, q)]
    quoted = [(Span(q.start, min(q.end, span.end)), "quote", q) for q in masked]
    pieces = sorted([*quoted, *people, *mentions_masked(document, span)], key=lambda p: (p[0].start, -p[0].end))
    frame = mask_sentence(document.plain, span, pieces)
    return without_marks(frame) if frame is not None and len(masked) < len(quotes) else frame


# A verb that only stands in quotation marks is the sentence's own: "the Assembly 'condemns' the raid".
_PRESENT = one_of(form for base in (*SPEECH, *ASKING, *TAKING) for form in present(base))
_VERB_OPENS = re.compile(rf"\"(?:(?:\w+ly|also|further|once again|again) )*(?:{_PRESENT})\b")
_SUBJECT_STANDS = re.compile(r"[\w)'] $")


def _verb_opens(plain: str, span: Span, quote: Span) -> bool:
    return (
        _VERB_OPENS.match(plain, quote.start) is not None
        and _SUBJECT_STANDS.search(plain, span.start, quote.start) is not None
    )


def mention(frame: Frame, char: str) -> Mention:
    """The mention behind a masking character of a state, body or agency."""
    found = frame.items[char]
    assert isinstance(found, Mention)
    return found


def _with_headings(document: Document) -> tuple[Sentence, ...]:
    headings = [
        Sentence(line.span, -1)
        for line in document.lines
        if line.kind == "heading" and ISSUER_HEADING.match(document.plain[line.span.start : line.span.end])
    ]
    headings += [
        s for s in name_lines(document) if not any(s.span.start <= h.span.start < s.span.end for h in headings)
    ]
    return tuple(sorted([*document.sentences, *headings], key=lambda s: s.span)) if headings else document.sentences
