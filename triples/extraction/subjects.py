"""Subjects of verbs in a scene: the actor before, or the one that a conjoined verb shares."""

from __future__ import annotations

import re

from triples.extraction.actors import Actor
from triples.extraction.clauses import AFTER_PREPOSITION, GROUP_OF, RELATIVE_PRONOUN, gap_fits
from triples.extraction.frames import ACTOR, kind_of
from triples.extraction.scene import Scene

_REACH = 240
# What may stand before the subject of a sentence: an opening phrase with its comma, or a word or two.
_LEADS = re.compile(r"(?:.{0,160}[,:—] ?(?:and |but )?|[\"']?[A-Z]\w*(?: \w+)? |[\ue600-\ue6ff],? ?\w* ?)?", re.DOTALL)


def subject_before(scene: Scene, verb_at: int) -> int | None:
    """The place of the nearest actor before a verb that can be its subject: only adverbs, times and asides stand
    between."""
    text = scene.frame.text
    for at in range(verb_at - 1, -1, -1):
        if kind_of(text[at]) != "actor":
            continue
        relative = RELATIVE_PRONOUN.match(text, at + 1)
        oblique = AFTER_PREPOSITION.search(text, max(0, at - 14), at) and not GROUP_OF.search(text, max(0, at - 40), at)
        if (not oblique or relative) and _fits(scene, at, verb_at) and not _pronoun_of_relative(scene, at):
            return at
        if verb_at - at > _REACH:
            break
    return None


def _fits(scene: Scene, at: int, verb_at: int) -> bool:
    """Whether the gap lets the actor be the subject; an apposition may have taken the comma that opens an aside."""
    gap = scene.frame.text[at + 1 : verb_at]
    closed = scene.plain[scene.frame.origin[at + 1] - 1] == ","
    return gap_fits(gap) or (closed and gap_fits("," + gap))


def _pronoun_of_relative(scene: Scene, at: int) -> bool:
    """Whether a pronoun stands in "which they say": that is no report of its own."""
    actor = scene.actor(scene.frame.text[at])
    return actor.noun in ("they", "it", "he", "she") and bool(_TAKEN_UP.search(scene.frame.text, max(0, at - 60), at))


# "The plan that it ..." has a relative clause, "said on Monday that it ..." a clause of speech.
_TAKEN_UP = re.compile(
    r"\b(?:which|what|whom|if|whether) $|\b(?:the|an?|this|these|those|its|his|her|their|any|all|every) (?:[\w-]+ "
    r"){1,2}that $"
)


def clause_subject(scene: Scene, at: int, before: Actor | None) -> Actor | None:
    """The subject that a conjoined verb shares: that of the verb before it, else of the sentence."""
    if before is not None:
        return before
    subject = scene.subject
    place = scene.place(subject) if subject is not None else None
    text = scene.frame.text
    if place is None or place >= at or not _LEADS.fullmatch(text, 0, place):
        return None
    relative = _OPEN_RELATIVE.search(text, place + 1, at)
    if relative is None:
        return subject
    return scene.actor(relative["owner"]) if relative["owner"] else None


# A relative clause that no comma has closed: what follows is told of the one before it.
_OPEN_RELATIVE = re.compile(rf"(?:(?P<owner>{ACTOR})|\w),? (?:who|which|whose)\b[^,]*$")
