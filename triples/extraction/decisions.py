"""Positions of bodies by what they adopt, and positions told in the passive: "urged by A", "at the request of A"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.adopters import adopter, deliberates, falls
from triples.extraction.frames import ACTOR
from triples.extraction.patterns import Cued
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.facts import Act, Polarity

_AT_REQUEST = re.compile(
    rf"\b(?:[Aa]t|[Oo]n|[Uu]pon) the (?:[\w-]+ )?(?:request|initiative|urging|insistence|behest|demand|"
    rf"suggestion|prompting) of "
    rf"(?P<actor>{ACTOR})|\b[Aa]t (?P<own>{ACTOR})'s? (?:own )?(?:request|initiative|urging|insistence|behest|demand|"
    r"suggestion|prompting)\b"
    r"|\b(?:requested|recommended|proposed|suggested|called|called for|sought|demanded|convened at the request of) "
    rf"(?:jointly )?by (?P<by>{ACTOR})"
)
_ASKED_BY = Cued(
    r"\b(?:[Uu]rged|asked|[Pp]ressed|called on|called upon|encouraged)(?: to(?: [\w ]{1,40}?)?)?(?: (?:hard|"
    r"\w+ly|(?:on "
    r")?\w+day))? "
    rf"by (?P<actor>{ACTOR})",
    " by ",
)
_JUDGED_BY = Cued(
    r"\b(?P<verb>condemned|denounced|rejected|opposed|criticised|criticized|dismissed|welcomed|praised|supported|"
    r"backed|resisted|contested|fought|decried|favou?red|championed|applauded|lauded|commended|"
    rf"endorsed|hailed|slammed|deplored|seconded|turned down)(?: (?:\w+ly|today|again|(?:at|in|on|during) "
    rf"[\w ]{{3,40}}?))? by:? "
    rf"(?P<actor>{ACTOR})",
    " by ",
    " by: ",
)
# "The vote infuriated Peru", "to the dismay of Chad".
_FELT = re.compile(
    r"\b(?:(?P<felt>infuriat|anger|outrag|incens|enrag|dismay|delight)(?:ed|s|es|ing)|"
    r"[Tt]o the (?P<feeling>fury|anger|dismay|"
    rf"outrage|delight|satisfaction) of) (?:the )?(?P<actor>{ACTOR})(?!'s)"
)
_OPPOSING = re.compile(r"oppos|reject|condemn|denounc|deplor|critici|dismiss|slam|turned|resist|contest|fought|decri")
_BACKED = re.compile(r"back|support|second")
_ACTS = re.compile(rf"{ACTOR}, $")  # "Peru, backed by Chad, asked for a vote": no matter of Chad's
_VOTED_TO = Cued(
    rf"(?P<actor>{ACTOR})(?: on \w+day)?(?: has| had)? (?:voted|decided|agreed|resolved)"
    rf"(?: by [^.;]{{1,90}}?,| [^.;,]{{1,50}}?)? "
    r"(?:to (?P<verb>demand|call for|call on|urge|request|ask|condemn|deplore|refer|extend|support|endorse|welcome|"
    r"reject)"
    r"|(?:in favou?r of|for|in favou?r (?:on \w+day )?of) (?=\w+ing\b))",
    " voted",
    " decided",
    " agreed",
    " resolved",
)
_VERBS = (
    r"demanding|calling for|calling on|asking|urging|requesting|condemning|deploring|denouncing|welcoming|"
    r"endorsing|supporting|"
    r"rejecting|opposing"
)
_SIGNED = Cued(
    r"\b(?:statement|letter|resolution|declaration|text|communique|pledge|appeal)s?,? (?:jointly )?"
    rf"(?:signed|issued|endorsed|backed|co-signed|supported|released|made|delivered) by (?P<actor>{ACTOR}),? "
    rf"(?P<verb>{_VERBS})\b",
    " by ",
)
_AGAINST = (
    "condemn",
    "deplor",
    "attack",
    "declar",
    "express",
    "voic",
    "denounc",
    "reject",
    "oppos",
    "decr",
    "critici",
    "rebuk",
    "censur",
    "reprimand",
)
_FOR = ("welcom", "endors", "support", "commend", "back", "hail", "prais")
_MAYBE = re.compile(
    r"\b(?:may|might|could|would|will|should|can|expected|likely|if|whether|unless|unlikely|not|never)\b[^,;]*$"
)


def passive_positions(scene: Scene) -> Iterator[Position]:
    """ "Urged by A", "at the request of A", "condemned by A"."""
    text = scene.frame.text
    for match in _AT_REQUEST.finditer(text):
        who = match["actor"] or match["own"] or match["by"]
        yield _told(scene, match, who, "supports", "request", "stance-at-request")
    for match in _ASKED_BY.finditer(text):
        yield _told(scene, match, match["actor"], "supports", "request", "stance-asked-by")
    for match in _FELT.finditer(text):
        glad = (match["felt"] or match["feeling"]) in ("delight", "satisfaction")
        yield _told(scene, match, match["actor"], "supports" if glad else "opposes", "word", "stance-felt")
    for match in _JUDGED_BY.finditer(text):
        polarity: Polarity = "opposes" if _OPPOSING.match(match["verb"]) else "supports"
        beside = _BACKED.match(match["verb"]) and _ACTS.search(text, max(0, match.start() - 3), match.start())
        if not beside and not _MAYBE.search(text, max(0, match.start() - 40), match.start()):
            yield _told(scene, match, match["actor"], polarity, "word", "stance-passive")


def _told(scene: Scene, match: re.Match[str], char: str, polarity: Polarity, act: Act, rule: str) -> Position:
    return Position(scene.actor(char), polarity, act, rule, 0.9, match.start(), match.end(), 0, match.start())


def adoptions(scene: Scene, verbs: list[tuple[int, int]]) -> Iterator[Position]:
    """What a body asks or condemns by the text that it adopts, or by voting to; what the signers of a text do by it.
    `verbs`: those that hang on a text."""
    text = scene.frame.text
    for match in _VOTED_TO.finditer(text):
        actor = scene.actor(match["actor"])
        if deliberates(actor):
            polarity, act = _by_verb(match["verb"] or "")
            yield Position(
                actor, polarity, act, "stance-voted-to", 0.9, match.start(), len(text), match.end(), len(text)
            )
    body = adopter(scene, scene.body) if verbs and not falls(scene) and " would have " not in text else None
    if body is not None:
        for start, end in verbs:
            polarity, act = _by_verb(text[start:end])
            yield Position(body, polarity, act, "stance-adopted", 0.85, 0, len(text), end, len(text))
    for match in _SIGNED.finditer(text):
        polarity, act = _by_verb(match["verb"])
        actor = scene.actor(match["actor"])
        yield Position(actor, polarity, act, "stance-signed", 0.85, match.start(), len(text), match.end(), len(text))


# "3. Calls upon all parties to ...": a paragraph of a text, of the body that the document named last.
_OPERATIVE = re.compile(
    r"^[\s\"“]*(?:(?:\d{1,2}[.)]|[a-z]\)|[-•*—])\s*|(?=[A-Z]))"
    r"(?P<verb>(?:(?:Also|Further|Again|Strongly|Once again|Once more|Expressly|[A-Z][a-z]+ly),? )*"
    r"(?:[Cc]alls (?:up)?on|[Uu]rges|[Rr]equests|[Dd]emands|[Cc]ondemns|[Dd]eplores|[Ww]elcomes|[Ee]ncourages|"
    r"[Ii]nvites|"
    r"[Rr]ecommends|[Rr]ejects|[Ee]ndorses|[Cc]ommends|[Ss]upports|[Aa]sks))\b(?! by\b)(?= \S)"
)


def operative(scene: Scene) -> Iterator[Position]:
    """What a text asks or judges in a paragraph that opens with its verb."""
    found = _OPERATIVE.match(scene.frame.text) if scene.body is not None else None
    if found is not None and scene.body is not None:
        polarity, act = _by_verb(
            found["verb"].lower().rsplit("ly ", 1)[-1].removeprefix("also ").removeprefix("further ")
        )
        place = found.start("verb"), len(scene.frame.text), found.end(), len(scene.frame.text)
        yield Position(scene.body, polarity, act, "stance-operative", 0.85, *place)


def _by_verb(verb: str) -> tuple[Polarity, Act]:
    if verb.startswith(_AGAINST):
        return "opposes", "word"
    return "supports", "word" if verb.startswith(_FOR) else "request"
