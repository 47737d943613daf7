"""Positions told by a verdict: "called the sanctions unlawful", "found the text unacceptable", "sees it as a sham"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.attitudes import TEXT
from triples.extraction.clauses import CONJOINED
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.patterns import first_words, found_at, holds, listed, one_of
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.extraction.subjects import clause_subject, subject_before
from triples.extraction.verbs import forms

_BAD = one_of(
    listed(
        """
    unlawful, illegal, unacceptable, intrusive, biased, one-sided, unbalanced, unjust, unfair, illegitimate, null and
    void, invalid, counterproductive, premature, unnecessary, unwarranted, unjustified, politicised, politicized,
    hypocritical, shameful, disgraceful, reckless, immoral, inadequate, toothless, a sham, a farce, a mistake, an
    outrage,
    a disgrace, a coup, a provocation, a violation, an insult, a travesty, a step backwards, a step back, a step in the
    wrong
    direction, an act of aggression, an act of war, an illegal act
    """
    )
)
_GOOD = one_of(
    listed(
        """
    balanced, welcome, timely, fair, constructive, legitimate, lawful, a step forward, a step in the right direction,
    a breakthrough, a milestone, a victory
    """
    )
)
_THINGS = (
    rf"(?:{TEXT}|decisions?|sanctions|embargo|vote|veto|ruling|verdict|report|findings|deal|agreement|recognition|"
    r"annexation|blockade|strikes?|raids?|attacks?|launch|test|session|meeting|debate|referendums?|elections?|move|law|"
    r"statement|measures?|inquiry|wording|language|trial|siege|occupation|accusations?|allegations?)"
)
_VERBS = listed("call, find, brand, label, term, consider, deem, describe, denounce, declare, regard, view, see, judge")
_VERDICT = re.compile(
    rf"(?<![\w'-]){one_of(forms(_VERBS))} (?P<object>(?:the|this|that|its|any|a|an|such|"
    rf"{ACTOR}'s?) (?:[\w-]+ ){{0,3}}?{_THINGS}"
    rf"(?: (?:on|of|by|in|for|against) [^.,;]{{1,40}}?)?) (?:as |to be )?(?:(?:deeply|simply|wholly|utterly|"
    rf"clearly|totally) )?"
    rf"(?:(?P<bad>{_BAD})|(?P<good>{_GOOD})|(?P<quote>{QUOTE}))(?!\w)"
)
# "The raid was "a disgrace" to Chad", "in the eyes of Chad the text is a sham".
_IS = r"(?:is|was|are|were|remains?|remained|amounts? to|amounted to)"
_TO_THEM = re.compile(
    rf"(?P<object>[^.,;:]{{3,90}}?) {_IS} (?:nothing but |simply |little more than )?(?:(?P<quote>{QUOTE}) (?:for|to) |"
    rf"(?:(?P<bad>{_BAD})|(?P<good>{_GOOD})),? in the (?:eyes|view) of )(?P<actor>{ACTOR})(?!'s| to\b)"
    rf"|(?:^|; )(?:[Tt]o|[Ii]n the (?:eyes|view) of) (?P<who>{ACTOR}),? (?P<thing>[^.,;:]{{2,60}}?) {_IS} "
    rf"(?:nothing but |simply |little more than )?(?:(?P<ill>{_BAD})|(?P<well>{_GOOD}))(?!\w)"
)
_FIRSTS = first_words(forms(_VERBS))
_BAD_INSIDE = re.compile(rf"\b(?:{_BAD})\b")
_GOOD_INSIDE = re.compile(rf"\b(?:{_GOOD})\b")
_DENIED = re.compile(r"\b(?:not|never|no longer|hardly)\b|n't\b")


def verdicts(scene: Scene) -> Iterator[Position]:
    """The positions of those who say what a text, a decision or a deed is."""
    text = scene.frame.text
    yield from _to_them(scene)
    for match in found_at(text, scene.frame.starts(_FIRSTS), _VERDICT):
        said = scene.quoted(match["quote"]) if match["quote"] else match[0]
        bad = match["bad"] or (match["quote"] and _BAD_INSIDE.search(said))
        good = match["good"] or (match["quote"] and _GOOD_INSIDE.search(said))
        at = subject_before(scene, match.start())
        shared = clause_subject(scene, match.start(), None) if CONJOINED.search(text, 0, match.start()) else None
        actor = scene.actor(text[at]) if at is not None else shared
        if bool(bad) == bool(good) or actor is None or _DENIED.search(said):
            continue
        yield Position(
            actor, "opposes" if bad else "supports", "word", "stance-verdict", 0.8,
            match.start(), match.end(), match.start("object") - 1, match.end("object"),
        )  # fmt: skip


def _to_them(scene: Scene) -> Iterator[Position]:
    """The positions of those to whom something is good or bad."""
    text = scene.frame.text
    may_tell = holds(text, _IN_VIEW) or text.startswith(("To ", "to ")) or _QUOTED_TO.search(text)
    for match in _TO_THEM.finditer(text) if may_tell else ():
        said = scene.quoted(match["quote"]) if match["quote"] else ""
        bad = match["bad"] or match["ill"] or _BAD_INSIDE.search(said)
        good = match["good"] or match["well"] or _GOOD_INSIDE.search(said)
        if bool(bad) != bool(good) and not _DENIED.search(match[0]):
            part = "object" if match["object"] else "thing"
            yield Position(
                scene.actor(match["actor"] or match["who"]), "opposes" if bad else "supports", "word",
                "stance-verdict", 0.8, *match.span(), max(0, match.start(part) - 1), match.end(part),
            )  # fmt: skip


_QUOTED_TO = re.compile(rf"{QUOTE} (?:for|to) {ACTOR}")
_IN_VIEW = (" eyes of ", " view of ", "; To ", "; to ")
