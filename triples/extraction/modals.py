"""Positions told by "must", "should" and the like in what somebody is reported to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.actor import Actor, Voice
from triples.extraction.frames import ACTOR, QUOTE, kind_of
from triples.extraction.patterns import listed
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.extraction.utterance import Utterance

_MODAL = re.compile(
    r"(?<![\w'-])(?:must|should|ought to|(?<!the )(?<!no )(?<!urgent )needs? to|has to|have to|had to)"
    r"(?P<no> not| never|n't)?(?:, [^,;.]{2,40},)? (?:also |now |therefore |instead |\w+ly |in turn "
    r")?(?P<verb>[a-z]+|[\ue600-\ue6ff])"
    r"(?=(?P<object>[^.;]{0,90}))"
)
_PARTIES = re.compile(
    r"(?:(?:[\ue700-\ue7ff]'s?|\b(?:all|both|the|these|those|every|each|other|warring|two|our|any|this|"
    r"that))\s(?:[\w-]+\s){0,2}(?:parties|"
    r"sides|states|countries|members|nations|governments|actors|community|world|authorities|leaders|leadership|forces|"
    r"armies|belligerents|body|council|government|regime|army|junta|militias?|rebels|groups?|donors|perpetrators|"
    r"officials|commanders|troops|soldiers|police|generals|embargo|blockade|siege|violence|killings?|fighting|impunity)"
    r"(?: concerned| involved)?|(?:^|[\"'] ?|that )(?:[A-Z]?\w+ )?(?:[Cc]ountries|[Gg]overnments|[Ss]tates|[Pp]arties|"
    r"[Oo]fficials|[Pp]erpetrators|[Cc]ommanders|[Dd]onors|[Ll]eaders|[Mm]ember states|[Tt]hose responsible))\s$"
)
_SAID_ASIDE = re.compile(rf",[^,;]{{0,40}}?{ACTOR}[^,;]{{1,30}}, ?$")  # "the Council, she said, must"
_INSISTED = re.compile(r"\b(?:insist\w*|demand\w*|stipulat\w*|suggest\w*|propos\w*|recommend\w*|urg\w*) that [^,;]*$")
_GOES_ON = frozenset(
    ("continue", "remain", "end", "stop", "cease", "resume", "halt")
)  # what anything may be asked to do
_SHARED = re.compile(r"\b(?:consensus|view|feeling|belief|opinion|conviction|agreement) that [^.;]*$")
_TIME_TO = re.compile(
    r"\b(?:(?<!the )time (?:has come )?|(?:essential|imperative|vital) )(?:for (?P<whom>[^.,;]{1,60}?) )?to "
    r"(?P<verb>[a-z]+)"
    r"(?=(?P<object>[^.;]{0,90}))"
)
_IT_IS = re.compile(r"(?:\b(?:is|was|[Tt]he|high)|'s) $")
_BE = re.compile(
    r"^ (?:(?:immediately|urgently|fully|also|now|finally|swiftly) )?(?:(?P<done>(?!held\b)\w+(?:ed|en|ght|ut|elt|"
    r"id|rn|"
    r"ne)\b)|(?P<state>(?:subject|free|allowed|ready|given|brought|put|let) to\b|held (?:accountable|to "
    r"account)\b|given\b|part of\b|no \w+|an? (?:immediate|full|independent|credible|thorough)\b))"
)
_NOT_ASKED = frozenset(
    listed(
        """
    done, said, noted, seen, held, assumed, remembered, viewed, understood, noticed, recalled, mentioned,
    stressed, believed, known
    """
    )
)
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_DOUBT = re.compile(
    r"\b(?:not|n't) (?:think|believe|say|suggest|share|accept|agree)\b|n't think|\bwhy\b|\bwhether\b|\bif\b|\?"
)


def find_modals(scene: Scene, heard: list[Utterance]) -> Iterator[Position]:
    """Requests made with a modal verb in the clauses that verbs of speech report. The subject must be somebody who
    can act, or the verb say what must happen."""
    if not heard:
        return
    yield from _quoted_modals(scene, heard)
    for match in _asking(scene):
        holder = _reporter(match, heard)
        if holder is not None:
            yield _position(holder, match, max((u.start for u in heard if u.start < match.start()), default=0))


def quoted_modals(scene: Scene, voices: tuple[Voice, ...]) -> Iterator[Position]:
    """The same inside a quotation, where all is the speaker's."""
    for match in _asking(scene):
        if not _of_a_thing(match.string[: match.start()]):
            yield _position(Actor(0, 0, voices, "one"), match, 0)


# "Like a 'rag that should be thrown away'": what is quoted is a thing, and no clause.
_QUOTED_THING = re.compile(r"^\W*(?:[\w'-]+ ){1,4}(?:that|which|who) $")
_CLAUSE_THAT = re.compile(r"\b(?:is|are|was|were|[Ww]e|I|[a-z]+ed|believe|hope|think|insist|demand|ask|urge|say)\b")


def _of_a_thing(before: str) -> bool:
    return _QUOTED_THING.match(before) is not None and not _CLAUSE_THAT.search(before)


def _asking(scene: Scene) -> Iterator[re.Match[str]]:
    text = scene.frame.text
    verbs: set[str] = set()
    for match in _MODAL.finditer(text):
        if match["verb"] != "be" and match["verb"] in verbs:
            continue
        verbs.add(match["verb"])
        if not match["no"] and _asks(scene, match) and not _DOUBT.search(text, 0, match.start()):
            yield match
    for match in _TIME_TO.finditer(text):
        if _IT_IS.search(text, max(0, match.start() - 8), match.start()) and not _DOUBT.search(text, 0, match.start()):
            yield match


def _position(holder: Actor, match: re.Match[str], start: int) -> Position:
    end = match.end("object")
    return Position(holder, "supports", "request", "stance-modal", 0.8, start, end, match.start("verb"), end)


_QUOTE_OPENS = re.compile(
    r'"?(?:must|should|ought to|needs? to|ha(?:s|ve) to)(?P<no> not| never)? (?:\w+ly )?(?!be\b)[a-z]+'
)
_SUBJECT_QUOTE = re.compile(rf"{ACTOR} (?P<quote>{QUOTE})")


def _quoted_modals(scene: Scene, heard: list[Utterance]) -> Iterator[Position]:
    """ "said that A 'must return'": the modal verb opens the quotation."""
    text = scene.frame.text
    for match in _SUBJECT_QUOTE.finditer(text):
        opening = _QUOTE_OPENS.match(scene.quoted(match["quote"]))
        before = [u for u in heard if u.end <= match.start()]
        if opening and before:
            yield Position(
                before[-1].actor, "opposes" if opening["no"] else "supports", "request", "stance-modal", 0.8,
                before[-1].start, match.end(), match.start(), match.end(),
            )  # fmt: skip


def _reporter(match: re.Match[str], heard: list[Utterance]) -> Actor | None:
    """Whose reported clause the modal stands in: that of the last verb of speech before, or of "..., he said" after."""
    before = [u for u in heard if u.end <= match.start() and u.rule != "statement-inverted"]
    if before:
        crossed = _WHILE.search(match.string, before[-1].end, match.start())
        return None if crossed else before[-1].actor
    after = [u for u in heard if u.start > match.start()]
    return after[-1].actor if after and len({u.actor for u in after}) == 1 else None


_WHILE = re.compile(r", (?:while|whereas|though|although)\b|;")  # where a clause of another subject begins


def _asks(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the subject is somebody who can act, or the verb is passive or says that something must go on."""
    left = _SAID_ASIDE.sub("", scene.frame.text[: match.start()]).rstrip(" ,")
    verb = match["verb"]
    if verb == "be":
        if match["object"].startswith(" able to"):
            return match[0].startswith(("must", "should"))
        done = _BE.match(match["object"])
        return done is not None and done["done"] not in _NOT_ASKED
    if _INSISTED.search(left):
        return True
    if verb in ("have", "not", "also", "only") or not left or _SHARED.search(left):
        return False
    if kind_of(left[-1]) == "actor":
        return scene.actor(left[-1]).noun not in _PRONOUNS or (verb in _GOES_ON and scene.actor(left[-1]).noun != "we")
    return verb in _GOES_ON or _PARTIES.search(left + " ") is not None
