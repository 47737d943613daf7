"""Choices told in turns of their own: by nouns, as decided, set out with dashes, by number, or as those told before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from triples.extraction import choice_cues as cues
from triples.extraction import turn_cues as turns
from triples.extraction.chosen import Chosen, choice_of, dated, members, unmade
from triples.extraction.frames import Frame
from triples.extraction.numbers import NUMBER, value
from triples.facts import Choice

_DECIDING = re.compile(r"\b(?:decision|choice|move) (?:by|of|to) |\bhad \S+ not | instead of |[Ww]hy (?:did|had) ")
_NOUN = re.compile(
    r" (?:veto(?:es)?|abstentions?|votes?|noes)\b|'s? (?:nay|yes|yea|aye|no)\b|[Nn]o\"?[ -]vote"
)  # what `NOMINAL` ends in, found faster
_GROUPED = re.compile(r"\b(?:[Aa]mong|[Oo]f the|[Tt]hose) ")
_SEAT = re.compile(r" (?:empty|vacant)\b")
POSSIBLE = re.compile(
    r" (?:looms|remains|(?:is|was) (?:likely|expected|certain)|would|could|may|might|will|can|threat)"
)
_HAS_NUMBER = re.compile(rf"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll) {NUMBER}", re.IGNORECASE)


def find_set_out(frame: Frame) -> Iterator[Chosen]:
    """ "Peru, Chad — for; Oman — against", "those opposed, Oman", "against which Oman voted"."""
    among = turns.AMONG.finditer(frame.text) if _GROUPED.search(frame.text) else ()
    which = turns.ON_WHICH.finditer(frame.text) if " which " in frame.text else ()
    those = turns.OF_THOSE.finditer(frame.text) if _GROUPED.search(frame.text) else ()
    for found in (*turns.SET_OUT.finditer(frame.text), *among, *those, *which):
        span = frame.span(*found.span())
        yield Chosen(choice_of(found), members(frame, found["list"]), span, span, "choice-set-out")


def find_own(frame: Frame) -> Iterator[Chosen]:
    """ "Peru's draft got only two votes: its own and Chad's"."""
    for found in turns.OWN_VOTE.finditer(frame.text) if " its own" in frame.text else ():
        span = frame.span(*found.span())
        mentions = members(frame, found["owner"]) + members(frame, found["list"] or "")
        yield Chosen("for", mentions, span, span, "choice-set-out")


def find_echoed(frame: Frame, told: list[Chosen]) -> Iterator[Chosen]:
    """ "Oman voted for it; Peru and Chad did so too": the choice told last before."""
    for found in turns.ECHOED.finditer(frame.text) if told else ():
        span = frame.span(*found.span())
        before = [c for c in told if c.cue.end <= span.start]
        if before:
            last = max(before, key=lambda c: c.cue)
            yield Chosen(last.choice, members(frame, found["list"]), span, span, "choice-echoed", earlier=last.earlier)


def find_taken_up(frame: Frame, before: Frame) -> Iterator[Chosen]:
    """ "On Monday it abstained", where the sentence before begins with the one state, or the states, that it means."""
    for cue in cues.CUE.finditer(frame.text):
        pronoun = turns.TAKEN_UP.fullmatch(frame.text, 0, cue.start())
        subject = cues.LIST.match(before.text) if pronoun else None
        mentions = members(before, subject[0]) if subject else ()
        if pronoun and mentions and (len(mentions) == 1) == (pronoun["one"] is not None):
            span = frame.span(0, cue.end())
            mentions += tuple(m for also in _also(frame, cue) for m in members(frame, also))
            yield Chosen(
                choice_of(cue), mentions, span, frame.span(*cue.span()), "choice-pronoun", "veto" in cue[0].lower()
            )
        return


def find_former(frame: Frame, before: Frame) -> Iterator[Chosen]:
    """ "The former voted for it; the latter abstained", of the two states that the sentence before names."""
    told = list(turns.FORMER.finditer(frame.text))
    named = {m.candidates: m for m in members(before, before.text)}
    for which in told if len(named) == 2 else ():
        cue = cues.CUE.match(frame.text, which.end())
        if cue:
            one = list(named.values())[which["which"] == "latter"]
            span = frame.span(which.start(), cue.end())
            yield Chosen(
                choice_of(cue), (one,), span, frame.span(*cue.span()), "choice-pronoun", "veto" in cue[0].lower()
            )


def _also(frame: Frame, cue: re.Match[str]) -> Iterator[str]:
    """The list behind a cue of those that did as its subject did: "it abstained, as did Chad"."""
    for listed in cues.LIST.finditer(frame.text, cue.end()):
        if cues.JOINED_AFTER.fullmatch(frame.text, cue.end(), listed.start()):
            yield listed[0]


def find_answered(frame: Frame, before: Frame) -> Iterator[Chosen]:
    """ "Who voted against? Chad and Togo.", "How did Chad vote? Against." """
    who, how = turns.WHO.search(before.text), turns.HOW.search(before.text)
    listed, answer = cues.LIST.match(frame.text), turns.ANSWER.match(frame.text)
    if who and listed:
        span = frame.span(*listed.span())
        yield Chosen(choice_of(who), members(frame, listed[0]), span, span, "choice-answered")
    elif how and answer:
        span = frame.span(*answer.span())
        yield Chosen(choice_of(answer), members(before, how["list"]), span, span, "choice-answered")


def find_echo(frame: Frame, last: Chosen | None) -> Chosen | None:
    """ "So did Mexico", "Australia followed suit", "Nine others did likewise": the choice told last."""
    if last is None:
        return None
    if more := turns.MORE_LIKEWISE.match(frame.text):
        span = frame.span(*more.span())
        return Chosen(last.choice, last.mentions, span, span, "choice-echoed", more=value(more["n"]))
    found = turns.ECHO.search(frame.text)
    if found is None:
        return None
    words = found["after"] or found["before"] or found["others"]
    mentions = members(frame, words)
    span = frame.span(found.start(), found.end())
    return Chosen(last.choice, mentions, span, span, "choice-echoed")


def find_numbered(frame: Frame) -> Iterator[tuple[int, Chosen]]:
    """Lists of as many states as a number says, of which the text tells elsewhere how so many voted: "the three were
    Chile, Peru and Oman". The choice is the caller's to find."""
    for found in turns.NUMBERED_LIST.finditer(frame.text) if _HAS_NUMBER.search(frame.text) else ():
        which = next(n for n in "123" if found[f"list{n}"])
        mentions = members(frame, found[f"list{which}"])
        number = value(found[f"n{which}"])
        some = found["some"] or found["among"] or which == "3"
        if len(mentions) == number or (some and len(mentions) < number):
            span = frame.span(*found.span())
            yield number, Chosen("against", mentions, span, span, "choice-numbered")


def find_with_one(frame: Frame, told: Sequence[Chosen], of_number: Callable[[int], Choice | None]) -> Iterator[Chosen]:
    """ "Voting with Peru were Chad and Togo": the choice told last of Peru; where none is, of "only Chad and Togo voted
    with Peru" the one `of_number` that three made."""
    for found in turns.WITH_ONE.finditer(frame.text) if " with " in frame.text else ():
        one, listed = ("one", "list") if found["list"] else ("one2", "list2")
        beside = {m.candidates for m in members(frame, found[one])}
        before = [c for c in told if any(m.candidates in beside for m in c.mentions)]
        span = frame.span(*found.span())
        mentions = members(frame, found[listed])
        if before:
            chosen = Chosen(before[-1].choice, mentions, span, span, "choice-echoed")
            yield dated(chosen, frame.text, found.end())
        elif turns.ONLY_THEY.search(frame.text[: found.start(listed)]) and (choice := of_number(len(mentions) + 1)):
            together = members(frame, found[one]) + mentions
            yield dated(Chosen(choice, together, span, span, "choice-numbered"), frame.text, found.end())


def find_decided(frame: Frame) -> Iterator[Chosen]:
    """ "The decision by Peru to veto", "had Peru not vetoed it", "why did Peru abstain"."""
    if not _DECIDING.search(frame.text):
        return
    for found in (found for pattern in turns.DECIDED for found in pattern.finditer(frame.text)):
        vetoed = "veto" in found["cue"] or "block" in found["cue"]
        mentions = members(frame, found["list"])
        places = frame.span(*found.span()), frame.span(*found.span("cue"))
        yield Chosen(choice_of(found), mentions, *places, "choice-decided", vetoed)


def find_nominal(frame: Frame) -> Iterator[Chosen]:
    """ "Russia's veto", "the use of the veto by Russia", "Mali's seat was empty", where the text speaks of one cast."""
    if _SEAT.search(frame.text):
        for found in turns.EMPTY_SEAT.finditer(frame.text):
            yield _nominal(frame, found, "absent")
    if not _NOUN.search(frame.text):
        return
    for found in (*turns.NOMINAL.finditer(frame.text), *turns.USE_OF_VETO.finditer(frame.text)):
        if not unmade(frame.text, found) and not POSSIBLE.match(frame.text, found.end()):
            yield _nominal(frame, found, _by_noun(found["noun"]))


def _by_noun(noun: str) -> Choice:
    """The choice that a noun tells: "abstention", "yes", "veto"."""
    return "abstain" if "abstention" in noun else "for" if noun.startswith(("y", "aye")) else "against"


def _nominal(frame: Frame, found: re.Match[str], choice: Choice) -> Chosen:
    mentions = members(frame, found["list"] or found["whose"] or found["several"])
    span = frame.span(*found.span())
    return Chosen(choice, mentions, span, span, "choice-nominal", choice == "against" and " veto" in found[0])
