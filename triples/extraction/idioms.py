"""Positions that no verb of attitude tells: what "its", "their" and "his" take for granted ("made no secret of their
dislike of it"), refusals ("will have none of it", "a flat no from Chad"), and the one side that is left ("with only
Chad against")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.actor import Actor
from triples.extraction.clauses import AFTER_PREPOSITION
from triples.extraction.frames import ACTOR
from triples.extraction.patterns import Cued, at_word, holds
from triples.extraction.positions import Position, state_alone
from triples.extraction.scene import Scene
from triples.facts import Polarity

_LIKES = (
    r"(?:support|backing|praise|enthusiasm|admiration|preference|sympathy|approval|endorsement|desire|longing|"
    r"eagerness|appetite|insistence|attachment|commitment|demands?|calls?|requests?|pleas?|appeals?) (?:for|of|on|to)|"
    r"(?:wish|desire|hope|demand|eagerness) (?:to see|that)"
)
_DISLIKES = (
    r"(?:dislike|opposition|objections?|resistance|hostility|aversion|distaste|contempt|disdain|hatred|rejection|"
    r"refusal|condemnation|disapproval|scorn|loathing|antipathy|distrust) (?:of|to|for|towards?|at|about|over)"
)
_OWNED = re.compile(rf"\b(?P<whose>its|their|his|her) (?:[\w-]+ ){{0,2}}?(?:(?P<good>{_LIKES})|(?P<bad>{_DISLIKES}))\b")
_OWNER = re.compile(rf"(?P<holder>{ACTOR})(?P<gap>,? [^.;:{ACTOR[1:-1]}]{{3,70}} )$")
_NUMBERS = {"its": ("thing",), "their": ("many", "thing"), "his": ("one",), "her": ("one",)}
# What is given up, not yet had or somebody else's to judge; "no secret" is none of it.
_GIVEN_UP = re.compile(
    r"\b(?:abandon|drop|withdr[ae]w|end|soften|eas|reconsider|revers|renounc|retract|overc[ao]m|lift|los|weigh|"
    r"rethink|condition|wan|seek|sought|hop|expect|shelv|set aside|put aside|g[ai]ve up|deny|deni|pressed|pressure)"
    r"\w*\b|\b(?:not|never|no|no longer|may|might|could|would|should|if|unless|whether|without|despite)\b|n't\b"
)
_OPENLY = re.compile(
    r"\bno (?:secret of|bones about)|\bnothing but|\bnot hid\w*|\bnot budged from|\bnever hid\w*|\bnot wavered in"
)
_CLAUSE_OPENS = re.compile(
    r"(?:^|[.;,:—] |\b(?:and|but|that|while|as|when|although|though) )(?:[Tt]he |[Bb]oth )?"
    r"(?:(?:(?:[Nn]o fewer|[Nn]ot less|[Mm]ore) than |[Ss]ome |[Aa]bout |[Ee]arlier )?(?:\d+|[Aa] dozen|[Dd]ozens of|"
    r"\w+) )?$"
)
_WHO = re.compile(r",? (?:who|which)\b")

_REFUSES = re.compile(
    rf"(?P<holder>{ACTOR})(?:,? (?:has|have|had|will|would|is|are|was|were|still|now|\w+ly))*? (?:"
    r"(?:grant|give|offer|conced|accept|agree to|yield|have|had|having|hear|want|heed)(?:e?d|s|ing|e)? (?:[^.;, ]+ "
    r"){0,2}?(?:none|neither|nothing|not one) of (?:it|that|th(?:e|is|ese|ose|em))"
    r"|(?:wants?|wanted|have|having) no (?:part|truck) (?:of|in|with)|not hear of|said no to)\b"
)
_FLAT_NO = Cued(
    r"\b(?:met|meets|drew|draws|got|gets|received|receives|earned|ran into|hit)(?: with)? [^.;]{0,60}?\b"
    r"(?:an? )?(?:flat|firm|resounding|clear|blunt|swift|curt|categorical|emphatic|prompt|loud|cold|polite|outright) "
    rf"(?:(?P<bad>no|refusal|rebuff|rejection)|(?P<good>yes|welcome|endorsement)) (?P<link>from|in|by) "
    rf"(?P<holder>{ACTOR})(?!'s)",
    " no ",
    " refusal ",
    " rebuff ",
    " rejection ",
    " yes ",
    " welcome ",
    " endorsement ",
)
_LEFT = Cued(
    r"\b(?:[Ff]or|in favou?r of|behind|back(?:ed|ing)?|support(?:ed|ing)?|welcom(?:ed|ing)) "
    rf"(?P<matter>[^.,;]{{3,60}}?),? (?:and|with|but) (?:only|just) (?P<holder>{ACTOR}) (?:alone )?"
    r"(?:against|opposed|opposing|objecting|holding out|dissenting)(?= ?(?:[.,;]|$))",
    " only ",
    " just ",
)
_VOTE = re.compile(at_word("vot|abst|abstain|ballot|draft|resolution"))
# "Gave the plan short shrift", "has given the text its blessing".
_GAVE = re.compile(
    rf"(?P<holder>{ACTOR})(?:,? (?:has|have|had|also|then|\w+ly))* (?:g[ai]ves?|given|lent|lends?) (?P<matter>(?:it|"
    rf"them|(?:the|this|that|its|an?|{ACTOR}'s?) [^.,;]{{2,50}}?)) (?:(?P<good>(?:its|their|his|her|"
    rf"the) (?:full |warm )?"
    r"(?:blessing|backing|support|endorsement|nod|green light|thumbs-up))|(?P<bad>short shrift|the (?:cold shoulder|"
    r"thumbs-down|brush-off)|a (?:cool|cold|frosty|chilly) (?:reception|welcome)))(?!\w)"
)
_GIVES = re.compile(at_word("g[ai]ve|given|gives|lends?|lent") + r"\b")
_CONTRACTED = Cued(
    rf"(?P<holder>{ACTOR})'s (?:(?:firmly|still|also|\w+ly) )?(?:(?P<bad>against|opposed to)|in favou?r of|all for) ",
    "'s ",
)
_CUES = ("its ", "their ", "his ", "her ", "none of", "neither of", "nothing of", " no ", "not hear", "not one of")


def idioms(scene: Scene) -> Iterator[Position]:
    """The positions of a scene that possessive nouns, refusals and what is left of a division tell."""
    text = scene.frame.text
    if holds(text, _CUES):
        yield from _owned(scene)
        for match in _REFUSES.finditer(text):
            yield _told(scene.actor(match["holder"]), "opposes", *match.span(), 0, match.start())
    for match in _FLAT_NO.finditer(text):
        if match["link"] != "in" or state_alone(scene.actor(match["holder"])):
            polarity: Polarity = "opposes" if match["bad"] else "supports"
            yield _told(scene.actor(match["holder"]), polarity, *match.span(), 0, match.start())
    for match in _CONTRACTED.finditer(text):  # "Cuba's against it"
        polarity = "opposes" if match["bad"] else "supports"
        yield _told(scene.actor(match["holder"]), polarity, *match.span(), match.end() - 1, len(text))
    for match in _GAVE.finditer(text) if _GIVES.search(text) else ():
        polarity = "opposes" if match["bad"] else "supports"
        place = *match.span(), match.start("matter") - 1, match.end("matter")
        yield _told(scene.actor(match["holder"]), polarity, *place)
    for match in _LEFT.finditer(text) if not _VOTE.search(text) else ():
        place = *match.span(), match.start("matter") - 1, match.end("matter")
        yield _told(scene.actor(match["holder"]), "opposes", *place)


def _owned(scene: Scene) -> Iterator[Position]:
    """ "A and B, who agree on nothing but their dislike of it": what has an owner is there, whatever the verb."""
    text = scene.frame.text
    for match in _OWNED.finditer(text):
        owner = _OWNER.search(text, max(0, match.start() - 80), match.start())
        if owner and not _GIVEN_UP.search(_OPENLY.sub("", owner["gap"])) and _leads(scene, owner, match["whose"]):
            place = owner.start(), match.end(), match.end(), len(text)
            yield _told(scene.actor(owner["holder"]), "opposes" if match["bad"] else "supports", *place)


def _leads(scene: Scene, owner: re.Match[str], whose: str) -> bool:
    """Whether the owner is the subject of the clause, and one that the possessive can mean."""
    actor = scene.actor(owner["holder"])
    if not actor.voices or actor.number not in _NUMBERS[whose]:
        return False
    near = max(0, owner.start() - 40), owner.start()
    subject = _CLAUSE_OPENS.search(owner.string, *near) and not AFTER_PREPOSITION.search(owner.string, *near)
    return bool(subject or _WHO.match(owner["gap"]))


def _told(actor: Actor, polarity: Polarity, start: int, end: int, matter_at: int, matter_end: int) -> Position:
    return Position(actor, polarity, "word", "stance-idiom", 0.8, start, end, matter_at, matter_end)
