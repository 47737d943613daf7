"""Positions on what stands before: "and so does Chad", "as did Mali", "a truce that Chad had pleaded for"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.frames import ACTOR
from triples.extraction.matters import matter
from triples.extraction.parsed import Parsed
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.facts import Stance

_DOES = r"(?:do|does|did|has|have|had|is|are|was|were)"
_SO_DOES = re.compile(
    rf"\b(?:[Ss]o|as|[Nn]or|[Nn]either) (?:too |also )?{_DOES} (?P<actor>{ACTOR})(?!'s| \w+(?:ed|ing)\b)"
    rf"|, (?P<too>{ACTOR}) (?:too|likewise|as well)(?=[.,;]|$)"
)
_OPENS = re.compile(rf"^(?:So|Nor|Neither) {_DOES} {ACTOR}")
_PLEADED = r"(?:argued|called|pleaded|asked|pushed|pressed|lobbied|campaigned|begged|appealed)"
_PLEADED_FOR = re.compile(
    rf"\bfor which (?P<actor>{ACTOR}) (?:(?:has|have|had|also|long|\w+ly) )*{_PLEADED}\b"
    rf"|(?:\bthat |\bwhich |, )?(?P<also>{ACTOR})(?:, [^,;]{{3,80}},)? (?:has|have|had) (?:(?:also|long|been|\w+ly) )*"
    rf"(?:{_PLEADED}|(?:asking|calling|pleading|pushing|pressing|lobbying|begging)) for(?=[.,;]|$)"
)
# "Nine members asked in a letter that it meet. The letter was signed by A, B and C."
_SIGNED_BY = re.compile(
    r"^(?:The|That|This|Their) (?:joint |same )?(?:letter|request|appeal|petition|call|"
    r"demand)\b[^.;]{0,40}? (?:(?:was|is|had been) "
    r"(?:jointly )?(?:co-)?(?:signed|made|sent|submitted|put forward|joined) by|(?:came|comes) from|"
    r"bore the signatures? of) "
    rf"(?:the )?(?P<actor>{ACTOR})(?!'s)"
)
_ASKING = re.compile(
    r"\b(?:request|ask|demand|appeal|call|urg|press)\w*(?: for| on| upon)?\b,?(?: pursuant to [^,]{3,80},)?(?: that)? "
)
_NO_CLAUSE = re.compile(r"[,;] ?(?:and |but )?$|\band $|^$|\b(?:just|much) $")


def likewise(scene: Scene, told: list[Position], before: Stance | None) -> Iterator[Position]:
    """The positions of those who are said to do likewise: `told` are those of the sentence, `before` is the last of the
    one before it, for a sentence that opens so."""
    text = scene.frame.text
    for match in _SO_DOES.finditer(text):
        actor, place = scene.actor(match["actor"] or match["too"]), (match.start(), match.end())
        earlier = [p for p in told if p.start < match.start()]
        if earlier and (match["too"] or text[match.start()] != "a" or _NO_CLAUSE.search(text[: match.start()])):
            yield replace(
                earlier[-1], actor=actor, rule="stance-likewise", confidence=0.85, start=place[0], end=place[1]
            )
        elif before is not None and _OPENS.match(text):
            yield Position(
                actor, before.polarity, before.act, "stance-likewise", 0.85, *place, *place, matter=before.matter
            )


def signed(parsed: Parsed, scene: Scene, earlier: Scene | None) -> Iterator[Position]:
    """The signers of a letter, as those who ask what the scene before says that it asks."""
    letter = _SIGNED_BY.match(scene.frame.text)
    asking = _ASKING.search(earlier.frame.text) if letter and earlier is not None else None
    if letter is None or asking is None or earlier is None:
        return
    actor, end = scene.actor(letter["actor"]), len(earlier.frame.text)
    asked = Position(actor, "supports", "request", "stance-signed", 0.85, asking.start(), end, asking.end(), end)
    told = matter(parsed, earlier, asked)
    yield replace(asked, start=letter.start(), end=letter.end(), matter=told or "request")


def pleaded_for(scene: Scene) -> Iterator[Position]:
    """What somebody asks for and a relative clause says it of: "a truce for which Mali had argued"."""
    for match in _PLEADED_FOR.finditer(scene.frame.text):
        actor = scene.actor(match["actor"] or match["also"])
        if match.start() > 3:
            yield Position(
                actor, "supports", "request", "stance-pleaded-for", 0.85, match.start(), match.end(), 0, match.start()
            )
