"""Matters: the short noun phrase that says what a position is on."""

from __future__ import annotations

import re

from triples.extraction.attitudes import TEXT
from triples.extraction.frames import Frame
from triples.extraction.parsed import Parsed
from triples.extraction.scene import Scene

_MOST_WORDS = 7
_ENDS = re.compile(
    r"[.;:]|,| —| -- |\b(?:saying|adding|warning|noting|arguing|telling|calling|stressing|because|but|while|"
    r"although|though|which|who|when|where|(?<=\w )that|"
    r"after|before|(?<=\w )as|during|amid|despite|since|unless|until|if|whereas|by saying|on "
    r"\w+day|last (?:week|month|year)|"
    r"this (?:week|month|year)|in a statement|at a (?:news|press)|and (?:said|called|urged|asked|demanded|"
    r"welcomed|condemned|"
    r"expressed|warned|stressed|added|appealed|pledged|vowed|reiterated|told|noted|rejected|voted|accused|also))\b"
)
_LEADS = re.compile(
    r"^(?:(?:the|a|an|any|all|its|his|her|their|our|this|that|these|those|such|for|to|on|of|at|in|be|an immediate|"
    r"both|further|as|strongly|"
    r"what (?:it|he|she|they) (?:called|described as)|firmly|again|immediately|also) )+",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    r"(?: (?:the|a|an|and|or|of|to|for|in|on|at|by|with|from|its|his|her|their|our|that|as|into|over|about|is|are|"
    r"be|not))+$"
)


PRONOUNS = frozenset(("it", "this", "that", "them", "these", "those"))
_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]h(?:at|is)|'s) ((?:[\w'-]+ ){{0,4}}?{TEXT}|(?:[\w'-]+ ){{0,2}}(?:deal|agreement|"
    rf"visit|decision|move|truce|ceasefire|idea|offer|vote|"
    r"election|report|finding|ruling|attack|raid|strike|launch|test|mission|mandate|layout|claim|demand|fee|map))\b"
)


def matter_before(parsed: Parsed, scene: Scene, at: int) -> str | None:
    """What "it" takes up: the last text, plan or event named before it in the sentence or in the one before; None for
    none."""
    earlier = scene.sentence.span.start
    previous = [s.span.start for s in parsed.sentences if s.span.start < earlier][-1:]
    passage = parsed.document.plain[(previous or [earlier])[0] : scene.frame.origin[at]]
    found = _NAMED.findall(passage)
    return " ".join(found[-1].split()[-_MOST_WORDS:]) if found else None


def matter_of(parsed: Parsed, frame: Frame, start: int, end: int) -> str | None:
    """At most seven words of the passage from `start`, up to where its clause ends; None where nothing is left."""
    part = frame.text[start:end]
    cut = next((m for m in _ENDS.finditer(part) if m.start() > 2), None)
    span = frame.span(start, start + (cut.start() if cut else len(part)))
    words = " ".join(parsed.document.text[span.start : span.end].split())
    words = _LEADS.sub("", re.sub(r"[\"“”„«»()\[\]]+", "", words).strip(" ,'’")).strip()
    short = _TRAILS.sub("", " ".join(words.split()[:_MOST_WORDS])).strip(" ,.'’")
    return short if re.search(r"[A-Za-z]{2}", short) else None
