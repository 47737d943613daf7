"""Adopters: the body whose text a later "the resolution" is, once it has passed."""

from __future__ import annotations

import re

from triples.extraction.actor import Actor
from triples.extraction.attitudes import SPONSORED, TEXT
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.patterns import Cued, at_word, listed
from triples.extraction.scene import DOCUMENT, Scene
from triples.extraction.subjects import subject_before
from triples.extraction.verbs import finite, participles

_ADOPTS = re.compile(
    at_word(
        r"adopted|adopts|passed|passes|approved|approves|issued|put out|released|agreed(?: on| to)?|"
        r"endorsed|renew(?:ed|s)|extend(?:ed|s)|prolong(?:ed|s)|"
        r"establish(?:ed|es)|creat(?:ed|es)|lift(?:ed|s)|impos(?:ed|es)|authori[sz](?:ed|es)|tighten(?:ed|s)|"
        r"voted (?:[^.;]{1,60}? )?to \w+"
    )
    + r"\b"
)
_ADOPTED_BY = re.compile(
    rf"\b(?:passed|adopted|approved)\b[^.;]{{0,90}}? (?:in|by) (?:(?:an?|the) )?(?P<actor>{ACTOR})"
)
_MEMBERS_ADOPT = re.compile(
    rf"\bmembers of (?P<actor>{ACTOR})[^.;]{{0,60}}? (?:adopted|passed|approved|voted for|endorsed)\b"
)
_PASSED = re.compile(
    rf"\b(?:[Rr]esolution|[Tt]ext|[Dd]raft|[Mm]easure)\b[^.;]{{0,80}}? (?:was|were|had been) (?:\w+ly )?(?:adopted|"
    rf"passed|"
    rf"approved|carried)\b|\b(?:[Rr]esolution|[Tt]ext|[Mm]easure) (?:adopted|passed|approved)\b|\bvoted to (?:adopt|"
    rf"pass|approve) (?:the|a) (?:[\w-]+ )?{TEXT}\b"
)
_FELL = re.compile(
    at_word(r"veto\w*|fail\w* to|was (?:\w+ )?(?:rejected|blocked|defeated)|not (?:be )?adopted|not pass|voted down")
    + r"\b"
)
_VOTING = re.compile(
    r"council|assembly|committee|commission|conference|congress|parliament|board|league|union|summit", re.IGNORECASE
)

_ADOPTING = re.compile(
    r"Security Council|General Assembly|Human Rights Council|Economic and Social Council|\bCommittee|Board of "
    r"Governors|"
    r"Commission on (?:Human Rights|Narcotic Drugs|the Status)"
)

_SAYS = listed(
    """demand, call for, call on, call upon, ask, urge, request, encourage, invite, appeal for, appeal to, condemn,
    deplore, denounce, decry, reject, oppose, criticise, criticize, rebuke, censure, reprimand, welcome, endorse,
    support, commend, hail, praise, back, attack, voice regret at, express regret at"""
)
_VOID = (  # "declaring the annexation null and void"
    r"declar(?:e[sd]?|ing)(?= (?!them\b|it\b)[^.;]{2,90}?(?:\bnull\b|\bvoid\b|\billegal\b|\bunlawful\b|\binvalid\b|"
    r"\bunacceptable\b|"
    rf"{QUOTE}(?:[.,;]|$)))"
)
_NOTHING_BETWEEN = (
    r"(?: (?:on|of|for|about|by|from|in|with|to|at|during|passed|adopted|approved|drafted|tabled|"
    r"submitted)\b[^,.;]{0,90}?)?"
)
# The words for texts, behind a small letter or a capital.
_TEXT_WORDS = listed(
    """esolution, raft, ext, otion, easure, mendment, roposal, lan, tatement, nitiative, reaty, ocument, eclaration,
    onvention, ackage, oadmap, aper, ill"""
)
_HANGS = Cued(
    rf"(?:\b{TEXT}\b|{DOCUMENT})(?! was| were| is| has| had)(?: (?:on )?\w+day)?{_NOTHING_BETWEEN}(?:,? (?:which "
    rf"was )?(?:jointly )?{SPONSORED} by [^.;]{{0,90}}?,)?(?: (?:\w+ly |also )?"
    rf"(?P<ing>{participles(_SAYS)}|{_VOID})|,? (?:that|which) "
    rf"(?:(?:also|further|\w+ly|has|had|would|have) )*(?P<finite>{finite(_SAYS)}|{_VOID}))\b"
    rf"|\b{TEXT},? (?:adopted|passed|approved) [^,.;]{{0,40}}?by {ACTOR}[^,.;]{{0,40}},? (?P<after>{finite(_SAYS)})\b"
    rf"|\b(?:[Aa]nother|[Tt]he (?:second|third|other)|[Aa] (?:second|third|separate|further|related)) (?:[\w-]+ "
    rf"){{0,2}}?{TEXT}"
    rf"(?: (?:adopted|passed|approved)[^,.;]{{0,40}}?)? (?:also |\w+ly )?(?P<main>{finite(_SAYS)}|{_VOID})\b",
    DOCUMENT,
    *_TEXT_WORDS,
)
_JOINED = r"(?:,| and|, and|;)(?: (?:also|further|again|\w+ly))* "
_MORE = {
    "ing": re.compile(rf"{_JOINED}(?P<verb>{participles(_SAYS)}|{_VOID})\b"),
    "finite": re.compile(rf"{_JOINED}(?P<verb>{finite(_SAYS)}|{_VOID})\b"),
}
_APART = re.compile(r", (?:but|while|saying|adding|though|although)\b|;")


def hanging(scene: Scene) -> list[tuple[int, int]]:
    """Where the verbs of asking and judging stand in a frame that hang on a text and so are its own: "a draft that
    condemned the raid and called for talks"."""
    text = scene.marked
    first = _HANGS.search(text)
    if first is None:
        return []
    form = "ing" if first["ing"] else "finite"
    place = next((first.span(name) for name in ("main", "after") if first[name]), first.span(form))
    apart = _APART.search(text, first.end())
    more = _MORE[form].finditer(text, first.end(), apart.start() if apart else len(text))
    return [place, *(verb.span("verb") for verb in more)]


def adopter(scene: Scene, before: Actor | None = None) -> Actor | None:
    """The one deliberating body that a scene says adopted something; `before` is that named last, for "the resolution
    was adopted"."""
    text = scene.frame.text
    if before is None and not scene.voiced:
        return None
    verb = _ADOPTS.search(text)
    if verb is None:
        return _by_noun(scene, before)
    at = subject_before(scene, verb.start())
    actor = scene.actor(text[at]) if at is not None else None
    if actor is not None and deliberates(actor):
        return actor
    placed = _ADOPTED_BY.search(text) or _MEMBERS_ADOPT.search(text)
    actor = scene.actor(placed["actor"]) if placed else None
    if actor is not None and deliberates(actor):
        return actor
    return before if _PASSED.search(text) else None


# "Welcomed the adoption of the Assembly's resolution", "the adoption of this text confirms".
_ADOPTION = re.compile(
    rf"{at_word('adoption|passage|approval')} (?:on \w+day )?"
    rf"(?:by (?:the )?(?P<by>{ACTOR})|of (?:the )?(?P<whose>{ACTOR})|"
    rf"of (?:the|this|that) (?:[\w-]+ ){{0,2}}?{TEXT}\b)"
)


def _by_noun(scene: Scene, before: Actor | None) -> Actor | None:
    """The body whose adoption of a text a scene speaks of."""
    told = _ADOPTION.search(scene.frame.text)
    if told is None or _FUTURE.search(scene.frame.text):
        return None
    char = told["by"] or told["whose"]
    actor = scene.actor(char) if char else before
    if actor is not None and actor.document and not actor.voices:
        return before
    return actor if actor is not None and deliberates(actor) else None


_FUTURE = re.compile(r"\b(?:would|will|may|could|should|if|urg\w+|call\w* for|ahead of|prevent\w*|block\w*|before) ")


def falls(scene: Scene) -> bool:
    """Whether a scene tells of a text that did not pass."""
    return _FELL.search(scene.frame.text) is not None


def deliberates(actor: Actor) -> bool:
    """Whether the actor is one deliberating body."""
    voice = actor.voices[0] if len(actor.voices) == 1 else None
    if voice is None or voice.for_ is None:
        return False
    return voice.for_.type == "body" and _VOTING.search(voice.for_.label) is not None


def adopts_texts(actor: Actor) -> bool:
    """Whether the actor is one of the UN's bodies whose work is to adopt texts."""
    return (
        deliberates(actor) and _ADOPTING.search(actor.voices[0].for_.label if actor.voices[0].for_ else "") is not None
    )


_DECIDED = re.compile(
    rf" (?:[\w'-]+ |{ACTOR}(?:'s)? ){{0,5}}?(?:{TEXT}\b|by |{ACTOR} to )|[^.;]* (?:votes?|show of hands)\b"
)


def decides(actor: Actor, text: str, at: int) -> bool:
    """Whether a body rejects or accepts a text there: that is a decision of its own and no words on it."""
    return deliberates(actor) and _DECIDED.match(text, at) is not None and not _UNION.search(_label(actor))


_UNION = re.compile(r"\bUnion$|\bLeague\b|\bAssociation\b")  # whose members decide, and which speaks for them


def _label(actor: Actor) -> str:
    return actor.voices[0].for_.label if actor.voices and actor.voices[0].for_ else ""
