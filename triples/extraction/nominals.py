"""Positions told by nouns: "China's opposition to the fee", "at a request from Egypt", "over the objections of Peru",
"has the backing of Chad"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.actor import Actor
from triples.extraction.frames import ACTOR, DEMONYM
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import listed
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.extraction.scenes import name_voice
from triples.facts import Act, Polarity

# "Insistence that ships be returned" asks, "insistence that they are safe" does not.
_INSISTENCE = r"insistence(?= (?:on|that [^.,;]{1,60}? (?:be|must|should))\b)"
_ASKING = rf"(?P<asking>requests?|demands?|calls?|appeals?|pleas?|{_INSISTENCE}|bids?|push|drive|campaign)"
_ASKED = _ASKING.replace("|bids?|push", "")  # a bid from somebody may be an offer of money
_BACKING = r"(?P<backing>support|backing|endorsement|blessing|approval|praise|advocacy|applause|nod|green light)"
_AGAINST = (
    r"(?P<against>objections?|opposition|resistance|hostility|condemnation|denunciation|rejection|repudiation|"
    r"disapproval)"
)
_ANGER = r"|criticism|censure|rebukes?|protests?)"  # of somebody's own, or that something draws
_ADJECTIVES = r"(?:(?!own\b|no\b|little\b|any\b|possible\b|potential\b|likely\b|lack\b)[\w-]+ ){0,2}?"
# "China's opposition to", "Egypt's request for", "Russian objections to".
_OWNED = re.compile(
    rf"(?P<holder>{ACTOR})'s? {_ADJECTIVES}(?:{_ASKING} (?:for|that|on|(?<!call )to|"
    rf"to(?= [a-z])(?! (?:the|an?|its|his|her|their|this)\b))|{_BACKING} (?:for|of)|"
    rf"{_AGAINST[:-1]}{_ANGER} (?:to|of|at|over|against))\b"
)
_ADJECTIVAL = re.compile(
    rf"(?P<name>{DEMONYM}) (?:(?:strong|firm|fierce|stiff|initial|repeated|formal|urgent|last-minute|vocal|public|"
    rf"early|"
    rf"full|steadfast|written|earlier) )?(?:{_ASKING} (?:for|that|to)|{_BACKING} (?:for)|"
    rf"{_AGAINST}(?: (?:to|over))?)\b"
)
_FROM = re.compile(
    rf"\b(?:(?:an?|the|its|repeated|strong|\w+) )?(?:(?i:{_ASKED}) (?:made |issued |submitted |sent |"
    rf"tabled )?(?:by|from)|"
    rf"(?:has|have|had|with|enjoys?|enjoyed|won|wins|drew|draws|got|gets|received|gained|secured|carries|commands) "
    rf"(?:the |strong |full |broad |warm )*{_BACKING} (?:of|from)|(?i:{_AGAINST}) (?:from|by|(?<=objections )of|"
    rf"(?<=objection )of|(?<=opposition )of|(?<=resistance )of)) (?:(?:more than |some )?(?:\w+|\d+) )?"
    rf"(?P<holder>{ACTOR})(?!'s)"
)
# "An attempt by Chad to have the paragraph cut".
_ATTEMPT = re.compile(
    rf"\b(?:attempt|bid|effort|move|push|drive|motion|proposal)s? (?:by|from) (?P<holder>{ACTOR}),? to "
    r"(?:have|get|see|cut|delete|remove|insert|add|include|block|adjourn|extend|shorten|weaken|strengthen|amend|change|"
    r"suspend|expel|postpone|delay|send|ban|refer|condemn|close|end|stop|scrap|strike|water down|expand|limit|shelve|"
    r"kill|bring|put|widen|narrow|lift|ease|impose|renew|keep|revive|reopen|defer|halt|set up|establish|create)\b"
)
# "The raid drew sharp criticism from Chad."
_DREW = re.compile(
    r"\b(?:drew|draws|drawn|met|meets|faced|faces|encountered|provoked|prompted|sparked|earned|attracted|triggered|ran "
    rf"into)(?: with)? (?:[\w-]+ ){{0,3}}?{_AGAINST[:-1]}{_ANGER} (?:from|by) (?:the )?(?P<holder>{ACTOR})(?!'s)"
)
# "Condemnation of the raid came from Chad."
_CAME_FROM = re.compile(
    rf"\b(?i:{_ASKING}|{_BACKING}|{_AGAINST})(?P<of>(?: (?:for|of|to|on|over|against) [^.,;]{{1,80}}?)?),? "
    r"(?:(?:has|have|had|also|\w+ly) )*(?:came|comes?|originated|emanated|(?:was|were|been) (?:voiced|raised|"
    rf"expressed|led|lodged|made|aired))(?: \w+ly| also| at once)? (?:from|by) (?:the )?(?P<holder>{ACTOR})(?!'s)"
)
_FRIEND = r"(?P<backing>[Ss]upporter|[Bb]acker|[Aa]dvocate|[Cc]hampion|[Pp]roponent|[Dd]efender)"
_FOE = r"(?P<against>[Oo]pponent|[Cc]ritic|[Dd]etractor|[Ff]oe)"
# "Norway, a staunch supporter of the court", "Peru has long been a critic of the fee".
_IS_ONE = re.compile(
    rf"(?P<holder>{ACTOR})(?:,| (?:(?:has|have|had) (?:\w+ ){{0,2}}?been|is|are|was|were|remains?|remained|became)"
    rf"(?: (?:long|also|always|still|both|\w+ly))*) (?:one of |among )?(?:an?|the|its|both|two of the) "
    rf"(?:(?!former\b|possible\b|potential\b|no\b)[\w-]+ ){{0,3}}?(?:{_FRIEND}|{_FOE})s? of\b"
)
_IS_ITS = re.compile(
    rf"(?P<holder>{ACTOR}) (?:(?:has|have|had) (?:\w+ ){{0,2}}?been|is|are|was|were|remains?|remained|"
    rf"became) (?:its|their) "
    rf"(?:[\w-]+ ){{0,2}}?(?:{_FRIEND}|{_FOE})s?(?= ?[.,;]|$| in\b| at\b)"
)
# "Opponents of the fee included Chad."
_ARE_THEY = re.compile(
    rf"\b(?:{_FRIEND}|{_FOE})s(?P<of>(?: of [^.,;]{{1,80}}?)?)(?:,? (?:include[sd]?|including|such as|like|are|were|"
    rf"among them|notably|led by)|:| \() (?:mainly |chiefly )?(?:the )?(?P<holder>{ACTOR})(?!'s)"
)
# "Supports the envoy in his call for a truce": the envoy's.
_IN_HIS = re.compile(
    rf"(?P<holder>{ACTOR}),? in (?:his|her|its|their) (?:[\w-]+ )?(?:{_ASKING} (?:for|that|to|on)|{_BACKING} (?:for|"
    rf"of)|"
    rf"{_AGAINST} (?:to|of|at))\b"
)
_NOT_HELD = re.compile(
    r"\b(?:without|lack\w*|lost|losing|lose|los[et]s?|wins?|seek\w*|sought|needs?|needed|depend\w*|hing\w+|"
    r"conditional|if|unless|whether|may|might|could|would|no|any|despite no|denied|deny|denies|withdr\w+|risk\w*|"
    r"hop\w+|expect\w*|fear\w*|possible|potential|likely|future|in case of|subject to|await\w*|until|before)\b"
    r"[^,;]{0,40}$"
)


def nominal_positions(parsed: Parsed, scene: Scene) -> Iterator[Position]:
    """The positions that nouns tell of the actors of a scene. A noun that waits for what it names ("without the
    support of") tells none."""
    text = scene.frame.text
    frame = parsed.frames[scene.number]
    adjectival = frame is not None and _PEOPLE.search(frame.text)
    if not (scene.voiced or adjectival) or _ANY.isdisjoint(map(str.lower, scene.frame.words)):
        return
    for pattern in (_OWNED, _FROM, _IN_HIS):
        for match in pattern.finditer(text):
            if not _NOT_HELD.search(text, max(0, match.start() - 60), match.start()):
                after = pattern is not _FROM
                yield _told(scene.actor(match["holder"]), match, match.start(), match.end(), after, len(text))
    for match in _IS_ITS.finditer(text):
        yield _told(scene.actor(match["holder"]), match, match.start(), match.end(), False, len(text))
    for match in _IS_ONE.finditer(text):
        yield _told(scene.actor(match["holder"]), match, match.start(), match.end(), True, len(text))
    for match in _DREW.finditer(text):
        yield _told(scene.actor(match["holder"]), match, match.start(), match.end(), False, len(text))
    for pattern in (_CAME_FROM, _ARE_THEY):
        for match in pattern.finditer(text):
            told = _told(scene.actor(match["holder"]), match, match.start(), match.end(), False, len(text))
            yield replace(told, matter_at=match.start("of"), matter_end=match.end("of")) if match["of"] else told
    for match in _ATTEMPT.finditer(text):
        place = match.start(), match.end(), match.end(), len(text)
        yield Position(scene.actor(match["holder"]), "supports", "request", "stance-nominal", 0.85, *place)
    if adjectival:
        yield from _adjectival(parsed, scene)


_PEOPLE = re.compile(DEMONYM)
# Of which one stands in all that the patterns match.
_NOUNS = listed(
    """
    request, demand, call, appeal, plea, insistence, bid, push, drive, campaign, support, backing, endorsement,
    blessing, approval, praise, advocacy, applause, nod, light, objection, opposition, resistance, hostility,
    condemnation, denunciation, rejection, repudiation, disapproval, criticism, censure, rebuke, protest, attempt,
    effort, move, motion, proposal, supporter, backer, advocate, champion, proponent, defender, opponent, critic,
    detractor, foe
    """
)
_ANY = frozenset((*_NOUNS, *(f"{noun}s" for noun in _NOUNS)))


def _adjectival(parsed: Parsed, scene: Scene) -> Iterator[Position]:
    """ "Russian objections", "an Egyptian request for"."""
    frame = parsed.frames[scene.number]
    if frame is None or frame.span(0, 1).start != scene.frame.span(0, 1).start:
        return
    for match in _ADJECTIVAL.finditer(frame.text):
        voice = name_voice(frame, match["name"])
        owned = frame.text[match.end("name") : match.end("name") + 1] == "'"
        if voice is None or owned or _NOT_HELD.search(frame.text, max(0, match.start() - 60), match.start()):
            continue
        start = scene.frame.at(frame.origin[match.start()])
        end = scene.frame.at(frame.origin[match.end()] - 1) + 1
        actor = Actor(start, end, (voice,), "thing")
        yield _told(
            actor, match, start, end, match[0].endswith((" for", " that", " to", " over")), len(scene.frame.text)
        )


def _told(actor: Actor, match: re.Match[str], start: int, end: int, after: bool, length: int) -> Position:
    polarity: Polarity = "opposes" if match["against"] else "supports"
    act: Act = "request" if match.groupdict().get("asking") else "word"
    matter = (end, length) if after else (0, start)
    return Position(actor, polarity, act, "stance-nominal", 0.85, start, end, *matter)
