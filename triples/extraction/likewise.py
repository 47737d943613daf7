"""Positions on what stands before: "and so does Chad", "as did Mali", "a truce that Chad had pleaded for"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.frames import ACTOR
from triples.extraction.matters import matter
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import Cued
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.facts import Act, Polarity, Stance

_DOES = r"(?:do|does|did|has|have|had|is|are|was|were)"
_SO_DOES = re.compile(
    rf"\b(?:[Ss]o|as|[Nn]or|[Nn]either) (?:too |also )?{_DOES} (?P<actor>{ACTOR})(?!'s| \w+(?:ed|ing)\b)"
)
_OPENS = re.compile(rf"^(?:So|Nor|Neither) {_DOES} {ACTOR}")
_PLEADED = "argued|called|pleaded|asked|pushed|pressed|lobbied|campaigned|begged|appealed"
_PLEADING = "asking|calling|pleading|pushing|pressing|lobbying|begging"
_PLEADED_FOR = Cued(
    rf"\bfor which (?P<actor>{ACTOR}) (?:(?:has|have|had|also|long|\w+ly) )*(?:{_PLEADED})\b"
    rf"|(?:\bthat |\bwhich |, )?(?P<also>{ACTOR})(?:, [^,;]{{3,80}},)? (?:has|have|had) (?:(?:also|long|been|\w+ly) )*"
    rf"(?:{_PLEADED}|{_PLEADING}) for(?=[.,;]|$)",
    "for which ",
    *(f"{verb} for" for verb in f"{_PLEADED}|{_PLEADING}".split("|")),
)
# "The ban, which Peru wants yesterday rather than today."
_WANTED = re.compile(
    rf", which (?P<actor>{ACTOR}) (?:(?:also|long|now|still|\w+ly) )*(?:wants?|wanted|demands?|"
    r"demanded|requests?|requested|seeks?|sought|insists? on|(?:is|are|was|were) (?:demanding|seeking|requesting)|"
    r"(?:has|have|had) (?:long |\w+ly )?(?:wanted|sought|demanded|requested|insisted on))"
    r"(?=[.,;]|$| (?:for|since|now|at|in|by|today|yesterday|tomorrow|soon|urgently|and|but|as soon)\b)"
)
# "It is a wish that Peru does not share", "Chad shares that view".
_VIEW = r"(?:wish|view|hope|opinion|position|stance|concern|demand|enthusiasm|optimism|verdict|assessment|belief)s?"
_SHARED = Cued(
    rf"\b{_VIEW} (?:that|which) ({ACTOR}) (?:(?:do|does|did) not |never )?shares?d?\b"
    rf"|({ACTOR}) (?:(?:do|does|did) not |never )?shares?d? "
    rf"(?:it|(?:th(?:at|is|ose|ese)|the same) {_VIEW})(?=[.,;]|$)",
    " share",
)
# "..., Chad too", "Malta's does as well", "Mali does not".
_OPENS_CLAUSE = r"(?:^|[;,] |\b(?:and|but|while) )(?:(?:[Bb]ut|[Aa]nd|[Ww]hile|[Yy]et),? )?"
_TOO = Cued(
    rf"{_OPENS_CLAUSE}({ACTOR})(?:'s)?,?(?: {_DOES})? (?:too|likewise|as well|similarly)(?=[.,;]|$)",
    " too",
    " likewise",
    " as well",
    " similarly",
)
_DOES_NOT = Cued(
    rf"{_OPENS_CLAUSE}({ACTOR}) (?:{_DOES}|would|will|could|can)(?: not|n't)(?: so| yet)?(?=[.,;]|$)",
    " not",
    "n't",
)
_OPPOSITE = re.compile(
    rf"({ACTOR}),? (?:(?:has|have|had|also|then|\w+ly) )*(?:want(?:s|ed)?|"
    r"(?:ask|press|push|call|plead)(?:s|ed)? for|urge[ds]?|demand(?:s|ed)?|put on (?:paper|record)|put|t[oa]kes?|took|"
    r"h[eo]lds?|held|thinks?|thought|did|do|does|sought|seeks?|did just|maintain(?:s|ed)?) "
    r"(?:just |exactly |quite |rather )?(?:the (?:very |exact |direct )?(?:opposite|contrary|reverse)|"
    rf"(?P<person>{ACTOR}))(?=[.,;]|$)"
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

_SAID: Act = "word"
_OTHER: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}


def likewise(scene: Scene, told: list[Position], before: Stance | None) -> Iterator[Position]:
    """The positions of those who are said to do likewise: `told` are those of the sentence, `before` is the last of the
    one before it, for a sentence that opens so."""
    text = scene.frame.text
    for match in _SO_DOES.finditer(text):
        actor, place = scene.actor(match["actor"]), match.span()
        earlier = [p for p in told if p.start < match.start()]
        if earlier and (text[match.start()] != "a" or _NO_CLAUSE.search(text[: match.start()])):
            yield replace(
                earlier[-1], actor=actor, rule="stance-likewise", confidence=0.85, start=place[0], end=place[1]
            )
        elif before is not None and _OPENS.match(text):
            yield Position(
                actor, before.polarity, before.act, "stance-likewise", 0.85, *place, *place, matter=before.matter
            )
    yield from _shared(scene, told, before)


def _shared(scene: Scene, told: list[Position], before: Stance | None) -> Iterator[Position]:
    """Those who share the position told last, or who do not."""
    text = scene.frame.text
    for pattern in (_SHARED, _TOO, _DOES_NOT, _OPPOSITE):
        for match in pattern.finditer(text):
            turned = pattern is _OPPOSITE or "not" in match[0] or "never" in match[0]
            if pattern is _OPPOSITE and match["person"] and scene.actor(match["person"]).noun != "opposite":
                continue  # "the opposite" may mean a person
            actor = scene.actor(next(char for char in match.groups() if char))
            earlier = [p for p in told if p.start < match.start() and p.actor.voices != actor.voices]
            last = earlier[-1] if earlier else before
            chained = last is not None and last.rule == "stance-likewise" and pattern is _TOO  # like whom?
            if last is None or chained or (pattern is _DOES_NOT and (last.polarity, last.act) != ("supports", "word")):
                continue  # who does not ask for it may not be against it
            place, matter = match.span(), None if earlier else last.matter
            told_at = (earlier[-1].matter_at, earlier[-1].matter_end) if earlier else place
            polarity, act = (_OTHER[last.polarity], _SAID) if turned else (last.polarity, last.act)
            yield Position(actor, polarity, act, "stance-likewise", 0.85, *place, *told_at, matter=matter)


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
    for match in (*_PLEADED_FOR.finditer(scene.frame.text), *_WANTED.finditer(scene.frame.text)):
        actor = scene.actor(next(char for char in match.groups() if char))
        if match.start() > 3:
            yield Position(
                actor, "supports", "request", "stance-pleaded-for", 0.85, match.start(), match.end(), 0, match.start()
            )
