"""Objects of verbs of attitude: what a position is on, and what is none to take a position on."""

from __future__ import annotations

import re

from triples.extraction.attitudes import TEXT
from triples.extraction.frames import ACTOR, QUOTE, kind_of
from triples.extraction.positions import state_alone
from triples.extraction.scene import Scene

TEXT_AFTER = re.compile(
    rf"(?: (?!on\b|over\b|about\b)(?:[\w'’-]+|(?:{ACTOR}|[\ue000-\ue6ff])(?:[-/]\w+)*)(?:'s)?){{0,6}}? "
    rf"(?:(?:[\w-]+-)?(?:{TEXT}|language|wording)\b|[A-Z][\w/.]*\d[\w/.]*)"
    r"| (?:an?|another) (?:rival|competing|alternative|different|shorter|softer|weaker|stronger|second|revised|"
    r"milder) one\b"
)
_ASIDE = re.compile(
    r", (?:in (?:the \w+|an?|no)|once|yet|again|on \w+day|together|along|at an?|without|with|too|therefore|however|"
    r"of course|\w+ly)\b[^,.;]{0,50}, "
)
_PHYSICAL = re.compile(r"[^.;:]{1,100}? to (?:stand|sit|rise|wait|speak|raise (?:his|her|their) hands?)\b")
_OWN_STAFF = re.compile(
    r" (?:its|his|her|their) (?:own )?(?:[\w-]+ )?(?:ministry|ministers?|government|cabinet|delegation|mission|"
    r"ambassadors?|envoys?|diplomats?|staff|troops|army|military|forces|aides|team|teams|officials|representatives?)\b"
)
_NOBODY = re.compile(r" (?:so(?= ?(?:[.,;:]|$))|nobody|nothing|no one|none|neither|everything|whatever)\b")
_SELF = re.compile(r" its (?:own )?\w")
_OWN_WORD = re.compile(  # "stood by its promise"
    r" (?:its|his|her|their) (?:own |earlier )?(?:\w+ )?(?:promise|pledge|commitment|decision|vote|position|record|"
    r"right|policy|action|stance)s?\b"
)
_ASKED = re.compile(
    r" (?!(?:whether|why|how|what|if|about|him|me|questions?|reporters)\b)"
    r"(?:[^.;]{1,140}? (?:to (?!the\b|an?\b|his\b|her\b|its\b|their\b|this\b)[a-z\ue600-\ue6ff]|for\b|that\b|into\b)"
    r"|that\b|restraint|calm|caution)"
)
# "Told Peru to leave"; what one tells reporters is no request.
_TOLD_TO = re.compile(
    rf" (?:{ACTOR}|(?:the|all|both|its|his|her) (?!reporters|journalists)[a-z-]+(?: [a-z-]+)?) (?:not )?to [a-z]"
)
_URGES = re.compile(r"[Uu]rg(?:e|ed|es|ing)$")
_URGED = re.compile(
    r" (?!him\b|her\b|them\b|us\b|on\b|that\b|to\b)(?:(?:an?|the|more|further|greater|\w+) )?[a-z]{3,}"
    rf"| {ACTOR} (?:[a-z]+ )?(?:sanctions|action|inquiry|investigation|probe|intervention|embargo|ban|vote|monitors|"
    r"troops|peacekeepers|mission|response|help|aid|pressure|condemnation|resolution)\b"
)
_NO_MATTER = re.compile(
    r" (?:the floor|anything|something|nothing|a list|copies|comments?|trouble|directions|silence|quiet|time out)\b"
)
_FIGHTERS = re.compile(  # whom one arms, which is no word on a matter
    r" (?:the |an? )?(?:(?:[\w-]+ ){0,2}(?:rebels?|militias?|armed groups?|insurgents?|guerrillas?|fighters|gunmen|"
    r"terrorists?|militants|separatists|factions?)\b|armed [\ue000-\uf8ff])"
)
_NO_OBJECT = re.compile(
    r" (?:down|up|out|off|away|(?:him|her)(?= ?(?:[.,;:]|$| for\b))|itself|himself|to (?:the|a)\b|from|in|on|at|into|"
    r"with|for|of|about|during|"
    r"after|before)\b"
)
_BLOCKS = re.compile(r"(?:block|obstruct|h[oe]ld(?:ing|s)? up|st(?:and|ood|anding|ands) in the way)", re.IGNORECASE)
_MAY_BE_BLOCKED = re.compile(
    r" (?:(?!road|convoy|aid|border|more than|\d)[\w'-]+ |[\ue000-\uf8ff](?:'s?)? ){0,4}?(?:admission|"
    r"membership|accession|appointment|"
    r"extension|renewal|consensus|nomination|candidacy|deal|talks|agreement|sanctions|session|meeting|debate|bid|attempt|"
    rf"efforts?|moves?|inquiry|investigation|probe|vote|condemnation|referral|ban|{TEXT})\b"
)
_ASSAULT = re.compile(
    r" (?:the |an? |its |their )?(?:[\w-]+ )?(?:attacks?|assault|offensive|invasion|advance|onslaught)\b"
)
_WITHOUT_OBJECT = re.compile(r"(?:in favou?r|in support|spoke against)$")
_STOPS = re.compile(r" ?(?:[.,;]|$|and\b|while\b)")
_PAID_A_VISIT = re.compile(rf" {ACTOR}(?![^.;]* to [a-z]|'s)")  # "called on the bishop"
_OF_OTHERS = ("prais", "commend", "hail", "laud", "applaud", "salut", "cheer")
_PROPOSES = re.compile(r"propos|float|moot")
_PROPOSED_ONE = re.compile(  # a name is no text
    r" (?:an?|the|his|her|its|their) (?:[\w-]+ )?(?:candidates?|names?|successors?|nominees?|toast|list)\b"
)
_TAKES_SIDE = re.compile(r"oppos|support|back|endors|reject|defend")  # for or against somebody, by a pronoun
_OBJECT_STOPS = re.compile(
    r"^ ?(?:by|and|or|from|for the first|as(?! \w+ (?:the|all|any|these|such|claims)\b)|[,.;:]|$)"
)
# How strongly, between a verb and its object: "condemned in the strongest terms the attack".
_STRONGLY = re.compile(
    r"(?: (?:in (?:the |its |his |her )?(?:\w+ )?(?:strongest|strong|clearest|firmest|harshest|no uncertain|harsh|"
    r"blunt|"
    r"unequivocal)(?: possible)? (?:terms|language|words|manner)|unequivocally|once (?:again|more)|again|today|"
    r"(?:on )?\w+day|yesterday|"
    rf"as (?:\w+ly )?(?:\w+|{QUOTE})(?= (?:the|an?|all|any|these|such|claims|its|his|her|their)\b)),?)+(?= )"
)


def object_at(text: str, at: int) -> int:
    """Where the object of a verb begins, after what is set off by commas and words of manner and time."""
    aside = _ASIDE.match(text, at) or _STRONGLY.match(text, at)
    return at if aside is None else aside.end() - (text[aside.end() - 1] == " ")


def object_fits(scene: Scene, match: re.Match[str], kind: str) -> bool:
    """Whether what follows is something to take a position on."""
    if kind == "apart":
        return True  # told within
    text = scene.frame.text
    rest = text[object_at(text, match.end()) :]
    if _CO_SPONSORS.match(match[0]):
        return not rest.startswith(" by")  # told of texts alone
    if _WITHOUT_OBJECT.search(match[0]):  # "Chad spoke in favour."
        return _STOPS.match(rest) is not None or match[0].endswith("against")
    if (
        _nobody_after(scene, rest)
        or _OBJECT_STOPS.match(rest)
        or _NOBODY.match(rest)
        or (match[0].startswith(_OF_OTHERS) and _SELF.match(rest))
        or _OWN_WORD.match(rest)
    ):
        return False
    if kind == "sponsor":
        return (
            bool(TEXT_AFTER.match(rest))
            or _tabled_it(scene, match[0], rest)
            or (bool(_PROPOSES.match(match[0])) and not rest.startswith(" to ") and not _PROPOSED_ONE.match(rest))
        )
    if kind == "ask":
        if match[0].startswith(("tell", "told")):
            return _TOLD_TO.match(rest) is not None and not _PHYSICAL.match(rest)
        asked = _ASKED.match(rest) or (_URGES.match(match[0]) and _URGED.match(rest))
        own = kind_of(rest[1:2] or " ") == "actor" and scene.actor(rest[1]).noun.endswith(" side")  # "his ministry"
        return bool(asked) and not own and not _PHYSICAL.match(rest) and not _OWN_STAFF.match(rest)
    if kind == "askfor":
        return match[0] not in ("recommended", "requested", "request", "demand") or bool(
            re.match(rf" (?:\w|{ACTOR})", rest)
        )
    if match[0].startswith(("fight", "fought")):  # elsewhere a war
        return TEXT_AFTER.match(rest) is not None
    if kind == "callon" and _PAID_A_VISIT.match(rest) and scene.actor(rest[1]).number == "one":
        return False
    if match[0].startswith("resist") and _ASSAULT.match(rest):
        return False
    if _BLOCKS.match(match[0]):
        return _MAY_BE_BLOCKED.match(rest) is not None
    if kind == "callfor" and _NO_MATTER.match(rest):
        return False
    if kind == "support" and (_FIGHTERS.match(rest) or _helps(scene, match[0], rest)):
        return False
    if match[0].lower().startswith("thank"):
        return _thanks(scene, rest)
    if kind in ("support", "oppose"):
        person = _TAKES_SIDE.match(match[0]) and rest.startswith((" him", " her"))
        return (
            bool(person)
            or match[0].endswith((" to", " at", " for", " with", " by", " behind"))
            or not _NO_OBJECT.match(rest)
        )
    return True


_WITH_MEANS = re.compile(
    r"[^,.;]{0,60}? with (?:an? |some |up to |more than )?(?:\W?\d|funds?|funding|staff|money|cash|troops|weapons|"
    r"arms|aircraft|"
    r"helicopters|equipment|supplies|food|fuel|training|advisers|personnel)\b"
)
_GUESTS = re.compile(
    r" (?:the |its |his |her |an? |new |\d+ )*(?:\w+ )?(?:guests?|delegates|delegations?|visitors|refugees|officers|"
    r"tourists|participants|speakers|arrivals|newcomers|troops|counsels?|lawyers?|colleagues?|counterparts?|hosts?|"
    r"friends?|rivals?|wife|husband|sons?|daughters?|crowds?|supporters|flag|audience)\b"
)


def _helps(scene: Scene, verb: str, rest: str) -> bool:
    """Whether the object is helped, armed or greeted, which is no word on a matter."""
    actor = scene.actor(rest[1]) if kind_of(rest[1:2] or " ") == "actor" else None
    if verb.lower().startswith(("welcom", "embrac", "salut")):  # "embraced his counsel"
        return _GUESTS.match(rest) is not None or (actor is not None and actor.number == "one" and rest[2:4] != "'s")
    people = actor is not None and actor.number == "none" and not rest.startswith("'", 2)
    return verb.startswith(("support", "back")) and (people or _WITH_MEANS.match(rest) is not None)


# "Thanked Peru for its support"; all other thanks are courtesy.
_THANKED = re.compile(
    rf" (?:the )?(?P<whom>{ACTOR})(?: for (?:its|their|his|her|the) (?:[\w-]+ ){{0,2}}?(?:support|backing|solidarity|"
    r"votes?|vetoe?s?|stand)\b)"
)


def _thanks(scene: Scene, rest: str) -> bool:
    thanked = _THANKED.match(rest)
    whom = scene.actor(thanked["whom"]) if thanked else None
    return whom is not None and bool(whom.voices) and state_alone(whom)


_CO_SPONSORS = re.compile(r"co-?sponsor", re.IGNORECASE)
# Verbs that are told of texts alone may have a pronoun for their object.
_TABLED = re.compile(r"(?:co-?)?(?:sponsor|author|draft|table|tabling)", re.IGNORECASE)


def _tabled_it(scene: Scene, verb: str, rest: str) -> bool:
    pronoun = kind_of(rest[1:2] or " ") == "actor" and scene.actor(rest[1]).noun in ("it", "they")
    return _TABLED.match(verb) is not None and (pronoun or rest.startswith((" this", " them")))


def _nobody_after(scene: Scene, rest: str) -> bool:
    """Whether the object is "nobody" or the like, which stands as an actor without a voice."""
    return kind_of(rest[1:2] or " ") == "actor" and len(rest.rstrip()) < 4 and scene.actor(rest[1]).number == "none"
