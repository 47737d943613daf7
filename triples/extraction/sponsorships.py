"""Sponsorship that no active verb tells: "drafted by A", "a Norwegian-drafted text", "A's rival draft", "joined as a
co-sponsor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.actors import Actor
from triples.extraction.attitudes import SPONSORED, TEXT
from triples.extraction.frames import ACTOR, BODY, COUNTRY
from triples.extraction.parsed import Parsed
from triples.extraction.positions import Position, state_alone
from triples.extraction.scenes import Scene, name_voice

OWN_TEXT = "stance-own-text"
_SPONSORED_BY = re.compile(
    rf"\b(?P<text>{TEXT})\b[^.;]{{0,120}}?(?:,? (?:which|that))?(?: (?:was|were|is|had been|has been))?,? "
    rf"(?:jointly |originally |initially |and |first |co-)*{SPONSORED}"
    rf"(?: (?:jointly|earlier|last \w+|on \w+day|this \w+|and \w+))? by (?P<actor>{ACTOR})"
)
_TEXT_BY = re.compile(
    rf"\b(?P<text>(?:[\w-]+ )?(?:amendment|draft|text|motion|proposal|draft resolution)s?) by (?P<actor>{ACTOR})"
)
_JOINED = re.compile(
    rf"(?P<actor>{ACTOR}) (?:also |later |then |has |had )?(?:signed (?:up|on)|joined(?: \w+)?|came on board|was "
    rf"added|were added) as (?:an? )?co-?sponsors?\b"
)
_COMPOUND = re.compile(
    rf"(?P<name>{COUNTRY}|{BODY})-(?:drafted|sponsored|proposed|authored|tabled|penned|introduced|submitted|"
    rf"initiated|led)\b(?=[^.;]{{0,60}}?\b{TEXT}\b)"
)
_THAT_SPONSORED = re.compile(
    rf"\b(?P<text>{TEXT})\b[^.;,]{{0,40}}? (?:that|which) (?P<actor>{ACTOR}) (?:has |have |had |jointly |also "
    rf"){{0,2}}{SPONSORED}\b"
)
_THANKED = re.compile(
    rf"\bthank(?:s|ed|ing)? (?P<actor>{ACTOR}),? for (?:tabling|drafting|introducing|preparing|presenting|"
    rf"submitting|proposing|bringing)\b"
)
_CONVENED = re.compile(
    rf"\bthank(?:s|ed|ing)? (?P<actor>{ACTOR}),? for (?:convening|calling|requesting|organi[sz]ing|initiating|"
    rf"holding)\b"
)
_OWN_TEXT = re.compile(
    rf"(?P<name>[\ue100-\ue1ff](?!')|{COUNTRY}'s?) (?:own |rival |competing |counter |compromise |revised |new |"
    rf"proposed |oral |short |written |last-minute )*"
    r"(?:draft resolution|draft|amendment|text|motion|proposal)s?\b(?! (?:on|of) the table)"
)


def passive_sponsors(scene: Scene) -> Iterator[Position]:
    """ "Drafted by A", "an amendment by A", "A joined as a co-sponsor"."""
    text = scene.frame.text
    for match in _SPONSORED_BY.finditer(text):
        yield _sponsor(
            scene.actor(match["actor"]), match, "stance-sponsored-by", match.start("text"), match.end("text")
        )
    for match in _THAT_SPONSORED.finditer(text):
        yield _sponsor(
            scene.actor(match["actor"]), match, "stance-sponsored-by", match.start("text"), match.start("actor")
        )
    for match in _THANKED.finditer(text):
        yield _sponsor(scene.actor(match["actor"]), match, "stance-thanked", match.end(), len(text))
    for match in _CONVENED.finditer(text):
        actor = scene.actor(match["actor"])
        yield Position(
            actor, "supports", "request", "stance-thanked", 0.85, match.start(), len(text), match.end(), len(text)
        )
    for match in _TEXT_BY.finditer(text):
        actor = scene.actor(match["actor"])
        if state_alone(actor):
            yield _sponsor(actor, match, "stance-text-by", match.start("text"), match.end("text"))
    for match in _JOINED.finditer(text):
        yield _sponsor(scene.actor(match["actor"]), match, "stance-joined-sponsors", match.end() - 11, match.end())


def named_sponsors(parsed: Parsed, scene: Scene) -> Iterator[Position]:
    """ "A Norwegian-drafted text", "Norway's rival draft", "a Norwegian amendment"."""
    frame = parsed.frames[scene.number]
    if frame is None:
        return
    for pattern, rule in ((_COMPOUND, "stance-compound"), (_OWN_TEXT, OWN_TEXT)):
        for match in pattern.finditer(frame.text):
            voice = name_voice(frame, match["name"][0])
            if voice is not None:
                start, end = (
                    scene.frame.at(frame.origin[match.start()]),
                    scene.frame.at(frame.origin[match.end()] - 1) + 1,
                )
                actor = Actor(start, end, (voice,), "thing")
                after = start if pattern is _OWN_TEXT else end
                yield Position(actor, "supports", "sponsorship", rule, 0.85, start, end, after, len(scene.frame.text))


def _sponsor(actor: Actor, match: re.Match[str], rule: str, matter_at: int, matter_end: int) -> Position:
    return Position(actor, "supports", "sponsorship", rule, 0.9, match.start(), match.end(), matter_at, matter_end)
