"""Texts that a name marks as somebody's: "a Norwegian-drafted text", "Norway's rival draft", "the Franco-Spanish
amendment"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.actor import Actor, Voice
from triples.extraction.agents import agent_of
from triples.extraction.attitudes import TEXT
from triples.extraction.frames import BODY, COUNTRY, STATE, Frame, kind_of
from triples.extraction.parsed import Parsed
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.extraction.scenes import name_voice

_OWN, _COMPOUND = "stance-own-text", "stance-compound"
BY_NAME = (_OWN, _COMPOUND)  # the rules by which only the name of a text tells of its sponsor
_ADJECTIVES = (
    r"(?:(?:own|rival|competing|counter|compromise|revised|new|proposed|oral|short|written|last-minute|joint|latest|"
    r"first|"
    r"second|amended|original|draft|toned-down|watered-down|softer|alternative|three|two|four|five|\w+-page) )*"
)
_KINDS = (
    r"(?:draft resolution|draft|amendment|text|motion|proposal|initiative|suggestion|"
    r"compromise(?= (?:text|never|was|got|fell|failed|passed|won|went|drew|found)))s?\b(?! (?:on|of) the table)"
)
_COMPOUNDS = re.compile(
    rf"(?P<names>(?:{COUNTRY}|{BODY})(?:(?:[-/—]| and ){COUNTRY})*)-(?:drafted|sponsored|proposed|authored|tabled|"
    rf"penned|"
    rf"introduced|submitted|initiated|led|written|backed(?= draft| amendment| rival| "
    rf"text))\b(?=[^;]{{0,60}}?\b{TEXT}\b)"
)
_NAMED = re.compile(
    rf"(?P<names>[\ue100-\ue1ff](?!')|(?:{COUNTRY}(?:, {COUNTRY})*,? and )?{COUNTRY}'s?|"
    rf"{COUNTRY}(?:[-/—]{COUNTRY})+) {_ADJECTIVES}"
    rf"(?:{_KINDS}|(?<='s )resolution\b(?! of| to))"
)
# "A U.S. proposal"; a whole name there is mostly what the text is on.
_SHORT = re.compile(rf"(?P<names>{STATE}|{BODY}) {_ADJECTIVES}{_KINDS}")
_PREFIXED = re.compile(
    rf"\b(?P<first>Franco|Anglo|Russo|Sino|Italo|Luso|Hispano|Greco|Indo)-(?P<second>{COUNTRY}) {_ADJECTIVES}{_KINDS}"
)
_STATES = {
    "Franco": "france", "Anglo": "united-kingdom", "Russo": "russia", "Sino": "china", "Italo": "italy",
    "Luso": "portugal", "Hispano": "spain", "Greco": "greece", "Indo": "india",
}  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
_HINT = re.compile(rf"\b(?:{TEXT}|suggestions?|compromise)\b")


def named_sponsors(parsed: Parsed, scene: Scene) -> Iterator[Position]:
    """The sponsors that the names of texts tell."""
    frame = parsed.frames[scene.number]
    if frame is None or not frame.names_agent or not _HINT.search(frame.text):
        return
    for pattern, rule in ((_COMPOUNDS, _COMPOUND), (_NAMED, _OWN)):
        for match in pattern.finditer(frame.text):
            voices = tuple(v for c in match["names"] if kind_of(c) and (v := name_voice(frame, c)))
            yield from _position(scene, frame, match, voices, rule)
    for match in _SHORT.finditer(frame.text):
        voice = name_voice(frame, match["names"])
        span = frame.span(match.start("names"), match.end("names"))
        if voice is not None and _INITIALS.fullmatch(parsed.document.plain, span.start, span.end):
            yield from _position(scene, frame, match, (voice,), _OWN)
    for match in _PREFIXED.finditer(frame.text):
        first = parsed.document.registry.get("state", _STATES[match["first"]])
        second = name_voice(frame, match["second"])
        if first is not None and second is not None:
            voices = (Voice(None, agent_of(first, "the first half of a compound")), second)
            yield from _position(scene, frame, match, voices, _OWN)


def _position(
    scene: Scene, frame: Frame, match: re.Match[str], voices: tuple[Voice, ...], rule: str
) -> Iterator[Position]:
    start = scene.frame.at(frame.origin[match.start()])
    end = scene.frame.at(frame.origin[match.end()] - 1) + 1
    after = start if rule == _OWN else end
    if voices:
        actor = Actor(start, end, voices, "thing")
        yield Position(actor, "supports", "sponsorship", rule, 0.85, start, end, after, len(scene.frame.text))
