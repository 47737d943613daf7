"""Holders: who takes the position that a verb tells, by the grammar of its sentence."""

from __future__ import annotations

import re

from triples.extraction.actor import Actor
from triples.extraction.attitudes import BASE, PARTICIPLE
from triples.extraction.clauses import BY_LETTER, CONJOINED, JOINED_BY_COMMA
from triples.extraction.complements import VERB
from triples.extraction.frames import ACTOR, QUOTE, kind_of
from triples.extraction.scene import Scene
from triples.extraction.subjects import clause_subject, subject_before

_HEDGED = re.compile(
    r"\b(?:may|might|could|would|will|should|shall|can|expected to|likely to|set to|due to|plans? to|planned to|"
    r"ready to|about to|if|whether|unless|"
    r"tried to|trying to|attempt\w* to|wants? to|hop\w+ to|threaten\w* to|seek\w* to|sought to|unlikely to|poised "
    r"to|appear\w* to|seem\w* to)\b"
)


_OUR = re.compile(r" (?:our|my) ")


def holder(scene: Scene, match: re.Match[str], before: Actor | None) -> Actor | None:
    """Who takes the position that a word of attitude tells; None where grammar does not say. `before`: the holder of
    the position before it in the sentence."""
    text = scene.frame.text
    first = match[0].split()[0]
    whose = match["whose"] or match["own"]
    if whose:
        return scene.actor(whose)
    if _OUR.search(match[0]):  # "to express our support for the mission"
        return next((a for a in scene.actors if a.noun in ("we", "i") and a.voices), None)
    among = _BEHIND.match(text, match.end()) if _AMONG.search(text, max(0, match.start() - 60), match.start()) else None
    if among:  # "among those who deplored it were Peru and Chad"
        return scene.actor(among["actor"])
    leads = _LEADS_THEM.search(text, max(0, match.start() - 200), match.start())
    if leads:  # "Chad leads a group of states that oppose it"
        return scene.actor(leads["actor"])
    one_of = _ONE_OF.search(text, max(0, match.start() - 100), match.start())
    if one_of:  # "Chad was among those that spoke out against it"
        return scene.actor(one_of["actor"])
    at = subject_before(scene, match.start())
    if at is not None and first not in PARTICIPLE:
        person = scene.actor(text[at]).number == "one"
        return None if person and text.startswith(", which", at + 1) else scene.actor(text[at])
    would = None if match["sponsor"] else _would(scene, match)  # who will table a text has not done so
    if would is not None:
        return would
    keeping = _INTENDS.search(text, max(0, match.start() - 120), match.start())
    if keeping and (keeping["on"] or first in _PRESSING):
        return scene.actor(keeping["actor"])
    striven = _STRIVEN.search(text, max(0, match.start() - 90), match.start())
    if striven:
        return scene.actor(striven["actor"])
    beside = _WITH_ONE.search(text, max(0, match.start() - 30), match.start())
    if beside:
        return scene.actor(beside["actor"] or beside["whom"])
    left = text[max(0, match.start() - 44) : match.start()]
    if first in PARTICIPLE or first.endswith("ing"):
        joined = _JOINING.search(left)
        if joined:
            place = subject_before(scene, match.start() - len(left) + joined.start())
            return scene.actor(text[place]) if place is not None else None
        if _PROGRESSIVE.search(left):
            return _progressive(scene, match.start())
        if _TRAILING.search(left) or BY_LETTER.search(text, max(0, match.start() - 90), match.start()):
            return _said_before(scene, match.start()) or clause_subject(scene, match.start(), before)
        return _opening(scene, match)
    if (CONJOINED.search(left) or (before and JOINED_BY_COMMA.search(left))) and not (
        first in BASE and _HEDGED.search(left)
    ):
        shared = clause_subject(scene, match.start(), before)
        plain = shared is not None and (shared.number == "many" or shared.noun in ("we", "i"))
        return None if first in BASE and not plain else shared
    return None


# "Will press for an answer", "vowed to keep pushing for it".
_INTENDS = re.compile(
    rf"(?P<actor>{ACTOR})(?:, [^,;]{{3,60}},)? (?:(?:has|have|had|also|\w+ly) )*(?:will|"
    r"(?:vow|pledg|promis)(?:ed|es) to|(?:is|are|was|were) (?:determined|resolved) to) "
    r"(?P<on>(?:keep|go on|continue)(?: to)? )?$"
)
_PRESSING = frozenset(("press", "push", "campaign", "lobby", "insist"))
_ONE_OF = re.compile(
    rf"(?P<actor>{ACTOR}),? (?:(?:has|have) been|is|are|was|were) (?:also )?(?:among|one of|part of) (?:the |a )?"
    r"(?:\w+ )?(?:those|states|countries|members|delegations|nations|voices|few|group|[\ue700-\ue7ff])(?: of \w+)? "
    r"(?:who|that|which) (?:(?:have|had|also|openly|\w+ly) )*$"
)
# "Has worked for years to push the Council".
_STRIVEN = re.compile(
    rf"(?P<actor>{ACTOR}) (?:(?:has|have|had|long|also|\w+ly) )*(?:worked|work|works|fought|campaigned|struggled|"
    rf"strove|"
    r"joined forces|teamed up)\b[^.,;]{0,40}? to $"
)
_WITH_ONE = re.compile(  # "with only Peru demanding more", "only for Peru to object"
    rf"\b(?:with|leaving) (?:only |just )?(?P<actor>{ACTOR}) (?:also |alone |only |\w+ly )?$"
    rf"|\bonly for (?P<whom>{ACTOR}) to (?:\w+ly )?$"
)  # "with Peru demanding more"
_JOINING = re.compile(  # "joined others in calling for", "were united in condemning"
    r"\b(?:join(?:ed|s|ing)? (?:[^,.;]{1,30} )?in|(?:is|are|was|were|stands?|stood|remain(?:s|"
    r"ed)?) (?:\w+ly )?(?:united|"
    r"unanimous|as one|alone|together) in|(?:takes?|took|taking) the lead in|"
    r"(?:ma[dk]es?|found|finds?) common cause in|(?:join(?:ed|s)?|combined?) (?:forces|hands|ranks|voices) in|"
    r"c[ao]mes? together in|sp(?:oke|eaks?) (?:with one voice|as one) in|team(?:ed|s)? up in|close[ds]? ranks in|"
    r"(?:is|are|was|were) at one in) (?:\w+ly )?$"
)
_PROGRESSIVE = re.compile(
    r"\b(?:(?:has|have|had) (?:\w+ ){0,2}?been|is|are|was|were) (?:long |also |now |still |\w+ly )*$"
)
_TRAILING = re.compile(r"(?:, (?:and )?|\band )(?:also |\w+ly |then |again )*$")


_SAID_BEFORE = re.compile(
    rf"[,\ue600-\ue6ff] (?:\w+ )?(?P<actor>{ACTOR}) (?:also )?(?P<verb>\w+)(?: [^,.;]{{0,60}})?, (?:and )?$"
)


def _said_before(scene: Scene, at: int) -> Actor | None:
    """The speaker of "..., he claimed, demanding"."""
    text = scene.frame.text
    said = _SAID_BEFORE.search(text, max(0, at - 120), at)
    return scene.actor(said["actor"]) if said and VERB.match(text, said.start("verb")) else None


def _progressive(scene: Scene, at: int) -> Actor | None:
    """The subject of "has long been pushing for"."""
    text = scene.frame.text
    cut = _PROGRESSIVE.search(text[:at])
    place = subject_before(scene, cut.start()) if cut else None
    return scene.actor(text[place]) if place is not None else None


_LEADS_THEM = re.compile(
    rf"(?P<actor>{ACTOR}) (?:(?:has|have) )?(?:leads?|led|heads?|headed|chairs?|coordinates?|"
    rf"belongs? to) (?:an?|the|{ACTOR})"
    rf"(?: ?(?:[\w-]+ ){{0,2}}(?:group|coalition|bloc|alliance|camp|number)(?: of [^.,;]{{1,40}})?)?"
    r"(?:, [^,]{3,60},)? (?:that|which) (?:(?:also|have|has|\w+ly) )*$"
)
# "Lining up behind the pact were Peru and Chad."
_BEHIND = re.compile(rf"[^.,;]{{3,80}} (?:was|were|is|are|stood) (?:only |also |both )?(?:the )?(?P<actor>{ACTOR})")
_AMONG = re.compile(
    r"(?:[Aa]mong |[Ff]irst |[Oo]nly )?\b(?:[Tt]hose|[Tt]he (?:\w+ )?(?:states|countries|members|delegations)|"
    r"[\ue700-\ue7ff]) "
    r"(?:who|that|which) (?:(?:have|had|also|openly|\w+ly) )*$"
)


def _opening(scene: Scene, match: re.Match[str]) -> Actor | None:
    """The subject after a participle that opens the sentence: "After calling for a vote, China was joined ..."."""
    text = scene.frame.text
    if not re.fullmatch(r"(?:(?:After|Before|By|While|In) )?", text[: match.start()]):
        return None
    after = _BEHIND.search(text, match.end()) or re.search(rf"(?:,|{QUOTE}) (?P<actor>{ACTOR})", text[match.end() :])
    return scene.actor(after["actor"]) if after else None


_WOULD = re.compile(
    r"\b(?:said|says|announced|confirmed|stated|indicated|insisted|declared|added|signalled|on record|clear|stressed|"
    rf"told (?:{ACTOR}|\w+))"
    r"(?: that)? "
    rf"(?P<actor>{ACTOR}) (?:would|will|does|did|do|could|can)(?P<no> not|n't|not)? (?:\w+ly |also |never |continue "
    rf"to )?$"
)
_PLAIN_NEGATION = re.compile(
    rf"(?P<actor>{ACTOR}) (?:does not|do not|did not|cannot|could not|can not|(?:will|would|can|shall) (?:not|"
    rf"never)|never|no longer|don't|"
    rf"doesn't|didn't|can't|won't) (?:\w+ly |also )?$"
)


def _would(scene: Scene, match: re.Match[str]) -> Actor | None:
    """The subject of "said it would oppose", and of plain negations."""
    left = scene.frame.text[: match.start()]
    found = _WOULD.search(left, max(0, match.start() - 60)) or _PLAIN_NEGATION.search(left, max(0, match.start() - 44))
    if found is None:
        return None
    sayer = left[found.start() - 2 : found.start() - 1]  # "diplomats said Chile would support it" is their forecast
    forecast = kind_of(sayer or " ") == "actor" and not scene.actor(sayer).voices and not scene.actor(sayer).anaphor
    return None if forecast else scene.actor(found["actor"])
