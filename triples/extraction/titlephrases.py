"""Title phrases of a frame: "the UN's special envoy for Yemen", with what stands before, after, and who bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from triples.extraction.frames import AGENT_NAME, PERSON, Frame, kind_of
from triples.extraction.patterns import one_of
from triples.extraction.titles import HEAD, HEADS, PREMODIFIERS, TAIL_STOPS, TitleClass, title_class

Relation = Literal["before", "apposed", "is"]

_AFFILIATION = rf"{AGENT_NAME}(?:'s?)?"
_OPENER = (
    "While|When|As|If|But|And|In|On|At|After|Before|Since|Although|Though|For|By|With|From|To|That|So|Yet|Or|Nor|Even|Under|Asked|"
    "Both|Among|Following|Like|Unlike|Despite|Until|Where|Whereas|Because|Earlier|Meanwhile|However|Speaking|Addressing|Responding|"
    "Then|Also|Some|Today|Yesterday|Mr|Ms|Mrs"
)
# Words that belong to a head of two words, and so do not stand before it.
_HALVES = r"(?!(?:(?:[Uu]nder|[Aa]ssistant|[Dd]eputy)[- ]?)?[Ss]ecretary[- ][Gg]eneral\b|[Hh]igh [Cc]ommissioner\b|[Ss]ecretary of [Ss]tate\b)"
_WORD_BEFORE = (
    rf"{_HALVES}(?:{_AFFILIATION}|{one_of(PREMODIFIERS)}|"
    rf"(?!(?:{_OPENER})\b)[A-Z][\w'&-]*|and|of state(?= for))"
)
_STOP = (
    rf"{one_of(TAIL_STOPS)}|in (?:an?|the) (?:statement|interview|letter|speech|briefing|tweet|video|message)|"
    r"on (?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|at (?:a|the) (?:briefing|meeting|press|news)"
)
_TAIL = (
    rf"(?:\s(?:for|of|on|to(?= (?:the\s)?(?:{AGENT_NAME}|[A-Z]))|at|in charge of|in|with)"
    rf"(?:\s(?!(?:{_STOP})\b)(?:{_AFFILIATION}|[\w'&/-]+)){{1,14}})?"
)
_PHRASE = re.compile(
    rf"(?P<det>\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|THE)\s)?"
    rf"(?<![\w])(?P<mods>(?!and )(?:{_WORD_BEFORE}[ -]){{0,8}})(?P<head>{HEADS})\b(?P<elect>[- ](?:elect|designate)\b)?(?P<tail>{_TAIL})"
)
_PERSON_AFTER = re.compile(rf"(?P<comma>,)?\s(?P<person>{PERSON})")
_PERSON_BEFORE = re.compile(
    rf"(?P<person>{PERSON})(?:\s\([^()]{{1,30}}\))?(?:,|\s?\(|\s(?:—|--?))\s?(?:currently |now )?$"
)
_COPULA = re.compile(
    rf"(?P<person>{PERSON}),? (?:who )?(?:currently |previously |recently |now |once |then |later )?"
    r"(?:is|was|serves as|served as|has been|had been|became|has served as|had served as|acts as|(?:was|has been|been) (?:named|appointed|"
    r"elected|nominated|sworn in)(?: as)?)\s$"
)
_APPOINTED = re.compile(rf"\b(?:appointed|named|nominated|elected) (?P<person>{PERSON}) (?:as |to be |to serve as )?$")
_CLOSES = re.compile(r"\s?(?:[,.;:)—\"]|--?\s|$|who\b|and\b|said\b|told\b|\()")
_CUT_TAIL = re.compile(
    rf"({AGENT_NAME}(?:'s?)?)(?=\s(?!(?:and|of|on|to|for|in|at|mission|delegation|embassy|office|government)\b)[a-z])"
)


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title in a frame. `names` are the states and bodies before its head, `tail` what follows it; `person` is the masking
    character of the one who bears it, where that person is named beside it."""

    start: int
    end: int
    determiner: str
    mods: str
    head: str
    tail: str
    kind: TitleClass
    elect: bool
    person: str | None = None
    person_at: int = -1
    relation: Relation | None = None

    @property
    def names(self) -> list[str]:
        """The masking characters of the states and bodies that stand before the head."""
        return [c for c in self.mods if kind_of(c)]

    @property
    def words(self) -> str:
        """What the title says beside names: "special envoy for"."""
        return f"{self.mods}{self.head}{self.tail}".lower()


def find_titles(frame: Frame) -> list[TitlePhrase]:
    """The title phrases of a frame, in reading order."""
    if not HEAD.search(frame.text):
        return []
    found: list[TitlePhrase] = []
    for phrase in _phrases(frame.text):
        found.append(_with_person(frame.text, phrase, found[-1] if found else None))
    return found


def _phrases(text: str) -> Iterator[TitlePhrase]:
    for found in _PHRASE.finditer(text):
        tail = found["tail"]
        cut = _CUT_TAIL.search(tail)
        end = found.start("tail") + cut.end() if cut else found.end()
        yield TitlePhrase(
            found.start(),
            end,
            (found["det"] or "").strip().lower(),
            found["mods"],
            found["head"],
            text[found.start("tail") : end],
            title_class(found["head"]),
            bool(found["elect"]),
        )


def _with_person(text: str, phrase: TitlePhrase, previous: TitlePhrase | None) -> TitlePhrase:
    """The phrase with the person who bears it: right after, in apposition, or by "is"."""
    if phrase.kind == "plural":
        return phrase
    after = _PERSON_AFTER.match(text, phrase.end)
    if after and not after["comma"]:
        return replace(phrase, person=after["person"], person_at=after.start("person"), relation="before")
    before = text[: phrase.start]
    closes = _CLOSES.match(text, phrase.end)
    apposed = _PERSON_BEFORE.search(before, max(0, phrase.start - 44))
    if apposed and closes:
        return replace(phrase, person=apposed["person"], person_at=apposed.start(), relation="apposed")
    chained = (
        previous is not None
        and previous.relation == "apposed"
        and before[previous.end :].strip() in (",", "and", ", and")
    )
    if chained and previous is not None and closes:
        return replace(phrase, person=previous.person, person_at=previous.person_at, relation="apposed")
    copula = _COPULA.search(before, max(0, phrase.start - 60)) or _APPOINTED.search(before, max(0, phrase.start - 60))
    if copula:
        return replace(phrase, person=copula["person"], person_at=copula.start("person"), relation="is")
    if after and (phrase.determiner or phrase.names):
        return replace(phrase, person=after["person"], person_at=after.start("person"), relation="before")
    return phrase
