"""Subjects of verbs in a scene: the actor before, or the one that a conjoined verb shares."""

from __future__ import annotations

import re

from triples.extraction.actor import Actor
from triples.extraction.attitudes import BASE
from triples.extraction.clauses import AFTER_PREPOSITION, GROUP_OF, RELATIVE_PRONOUN, gap_fits
from triples.extraction.frames import ACTOR
from triples.extraction.scene import Scene
from triples.extraction.verbs import PLAIN

_REACH = 240
# What may stand before the subject of a sentence: an opening phrase with its comma, or a word or two.
_LEADS = re.compile(
    r"(?:.{0,160}[,:—] ?(?:and |but )?|.{0,40}\) ?[—-]+ ?(?:[Tt]he )?|"
    r"[\"']?[A-Z]\w*(?: (?!\w+(?:ed|ld|id)\b)\w+)? |[\ue600-\ue6ff],? ?\w* ?)?",
    re.DOTALL,
)


def subject_before(scene: Scene, verb_at: int) -> int | None:
    """The place of the nearest actor before a verb that can be its subject: only adverbs, times and asides stand
    between."""
    text = scene.frame.text
    verb = _WORD.match(text, verb_at)
    plain = verb is not None and (verb[0] in PLAIN or verb[0] in BASE)
    for actor in reversed([*_ACTOR.finditer(text, 0, verb_at)]):
        at = actor.start()
        relative = RELATIVE_PRONOUN.match(text, at + 1)
        oblique = AFTER_PREPOSITION.search(text, max(0, at - 14), at) and not GROUP_OF.search(text, max(0, at - 40), at)
        if _NEITHER.search(text, max(0, at - 12), at):
            return None
        if (not oblique or relative) and _fits(scene, at, verb_at) and not _pronoun_of_relative(scene, at):
            alone = plain and singular(scene.actor(text[at])) and not _AUXILIARY.search(text, at, verb_at)
            return None if alone else at
        if verb_at - at > _REACH:
            break
    return None


_NEITHER = re.compile(r"\b[Nn]either (?:the )?$")
_ACTOR = re.compile(ACTOR)
_WORD = re.compile(r"[a-z]+")
_AUXILIARY = re.compile(r"\b(?:to|do|does|did|will|would|can|could|must|should|may|might)\b")


def singular(actor: Actor) -> bool:
    """Whether a plain verb cannot be an actor's: "have the Assembly reaffirm" is no report of the Assembly's."""
    return (
        actor.number in ("one", "thing")
        and not (actor.noun.endswith(("s", "police")) and actor.noun != "nations")
        and actor.noun not in ("we", "i")
    )


def _fits(scene: Scene, at: int, verb_at: int) -> bool:
    """Whether the gap lets the actor be the subject; an apposition may have taken the comma that opens an aside."""
    gap = scene.frame.text[at + 1 : verb_at]
    if gap == "'s ":  # "Iran's delegate deplored it; Chad's welcomed it"
        return any(
            a.number == "one" and a.noun and a.voices
            for a in scene.actors[: scene.actors.index(scene.actor(scene.frame.text[at]))]
        )
    if gap == ", " and _APPOSED.search(scene.frame.text, max(0, at - 60), at):  # "the fifth, Chad, says"
        return True
    if gap == ", " and not scene.frame.text.startswith("'s", at + 1):  # "Secretary-General X, said that"
        actor = scene.actor(scene.frame.text[at])
        return actor.number == "one" and bool(actor.noun) and actor.noun not in _PRONOUNS and bool(actor.voices)
    closed = scene.plain[scene.frame.origin[at + 1] - 1] == ","
    return gap_fits(gap) or (closed and gap_fits("," + gap))


_APPOSED = re.compile(
    r"(?:^|[;:.,—] |\b(?:and|but|that) )(?:[Tt]he|[Ii]ts|[Hh]is|[Tt]heir|[Aa]n?|[Oo]ne|[Aa]nother|[Oo]nly one)"
    r"(?: [\w'-]+){1,6}, (?:the )?$"
)
_PRONOUNS = ("they", "it", "he", "she")


def _pronoun_of_relative(scene: Scene, at: int) -> bool:
    """Whether a pronoun stands in "which they say": that is no report of its own."""
    actor = scene.actor(scene.frame.text[at])
    return actor.noun in _PRONOUNS and bool(_TAKEN_UP.search(scene.frame.text, max(0, at - 60), at))


# "The plan that it ..." has a relative clause, "said on Monday that it ..." a clause of speech.
_TAKEN_UP = re.compile(
    r"(?<!in )\b(?:which|what|whom|if|whether) $|\b(?:the|an?|this|these|those|its|his|her|their|any|all|every) "
    r"(?:[\w-]+ "
    r"){1,2}that $"
)


# The object stands before: "answers that it promised", "the deal that they say led to peace".
_THAT = re.compile(rf"\bthat (?P<who>{ACTOR}) (?:(?:has|have|had|also|\w+ly) )*$")
_GAP_AFTER = re.compile(r"\s*(?:[.,;]|$)|\s(?:led|was|were|is|are|has|have|had|would|will|can|made|\w+ed)\b")


def object_before(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of speech stands, with a pronoun, in a relative clause whose noun is its object: that is no report
    of its own."""
    text = scene.frame.text
    clause = _THAT.search(text, max(0, start - 40), start)
    return bool(clause and scene.actor(clause["who"]).noun in _PRONOUNS and _GAP_AFTER.match(text, end))


def clause_subject(scene: Scene, at: int, before: Actor | None) -> Actor | None:
    """The subject that a conjoined verb shares: that of the verb before it, else of the sentence."""
    if before is not None:
        return before
    subject = scene.subject
    place = scene.place(subject) if subject is not None else None
    text = scene.frame.text
    if place is None or place >= at or not _LEADS.fullmatch(text, 0, place):
        return None
    aside = _SUBORDINATE.search(text, place + 1, at) or _SAID_ASIDE.match(text, place)
    if aside is not None:
        return scene.actor(aside["who"])
    relative = _OPEN_RELATIVE.search(text, place + 1, at)
    if relative is None:
        return subject
    return scene.actor(relative["owner"]) if relative["owner"] else None


# A relative clause that no comma has closed: what follows is told of the one before it.
_OPEN_RELATIVE = re.compile(rf"(?:(?P<owner>{ACTOR})|\w),? (?:who|which|whose)\b[^,]*$")
# "..., as she briefed the Council and urged it to act": the clause has a subject of its own.
_SUBORDINATE = re.compile(rf"\b(?:as|when|while|before|after) (?P<who>{ACTOR}) \w+(?:ed|s|d) [^,;]*$")
# "At the same time, he said, the envoy ... and had appealed": what the speaker tells has a subject of its own.
_SAID_ASIDE = re.compile(
    rf"{ACTOR} (?:said|added|noted|stressed|continued|recalled|warned|told \w+), (?:the )?(?P<who>{ACTOR}) "
)
