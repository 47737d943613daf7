"""Title phrases of a frame: "the UN's special envoy for Yemen", with what stands before, after, and who bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from triples.extraction import titlelinks as links
from triples.extraction.dates import MONTHS, WEEKDAYS
from triples.extraction.frames import AGENT_NAME, COUNTRY, PERSON, STATE, Frame, kind_of
from triples.extraction.names import OPENERS
from triples.extraction.patterns import one_of
from triples.extraction.titles import (
    BEARING,
    HEADS,
    PORTFOLIO,
    PREMODIFIERS,
    TAIL_STOPS,
    TitleClass,
    may_hold_title,
    title_class,
)
from triples.extraction.verbs import JUDGING, finite

Bearing = Literal["current", "former", "incoming"]
Relation = Literal["before", "apposed", "is"]

_AFFILIATION = rf"{AGENT_NAME}(?:'s?)?"
_OPENER = one_of(
    w[0].upper() + w[1:] for w in sorted(OPENERS - frozenset(PREMODIFIERS)) if w not in ("us", "un", "uk", "eu")
)
# Words that belong to a head of two words, and so do not stand before it.
_HALVES = (
    r"(?!(?:(?:[Uu]nder|[Aa]ssistant|[Dd]eputy)[- ]?)?[Ss]ecretary[- ][Gg]eneral\b|(?:[Dd]irector|[Aa]ttorney|"
    r"[Cc]onsul|[Ii]nspector|[Cc]ommissioner)[- ][Gg]eneral\b|[Hh]igh [Cc]ommissioner\b|[Ff]orce [Cc]ommander\b|"
    r"[Ss]ecretary of [Ss]tate\b|[Cc]rown [Pp]rince|[Ss]upreme [Ll]eader(?!'))"
)
_NOT_BEFORE = frozenset(("statement", "remarks", "talks", "briefing", "section", "department", "question", "situation"))
_WORD_BEFORE = (
    rf"{_HALVES}(?:{_AFFILIATION}|{one_of({*PREMODIFIERS, *PORTFOLIO} - _NOT_BEFORE)}|"
    rf"(?!(?:{_OPENER}|(?!Acting|Outgoing|Incoming|Managing|Sitting|Visiting|Departing)[A-Z]\w+ing)\b)[A-Z][\w'&-]*|"
    rf"[a-z]+'s|and|of state(?= for)|(?<='s )(?!(?:{one_of(TAIL_STOPS)})\b)[a-z][a-z-]+|"
    r"[a-z]+-(?:serving|resident|ranking|level|time|term|standing|wing|elected|appointed|spoken|mannered|backed|led))"
)
_STOP = (
    rf"{one_of(TAIL_STOPS)}|{finite(JUDGING)}|"
    r"(?!(?:[Ff]amily|[Aa]ssembly|[Ss]upply|[Aa]lly|[Ee]arly|[Dd]aily|[Ii]taly)\b)\w+ly|in (?:an?|the) "
    rf"(?:statement|interview|letter|speech|briefing|tweet|video|message)|"
    rf"(?:(?:from|in|since|until|by|on|between) )?(?:[12]\d{{3}}|{one_of((*MONTHS, *WEEKDAYS))})|"
    r"to (?:be|become|help|lead|head|serve|replace|succeed|take|oversee|run|work|support|assist|coordinate|give|make|"
    r"meet|visit|discuss|say|ask|press|urge|call|push|seek|end|stop|find|resolve|mediate|negotiate|brief|address)|"
    r"(?:the |that )?(?:time|moment)|on (?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|at (?:a|the) "
    r"(?:briefing|meeting|press|news)"
)
_FIELD = rf"{one_of(PORTFOLIO, any_case=True)}(?:\s(?:{one_of(PORTFOLIO)}|[A-Z][a-z]+)\b){{0,2}}"
_TAIL = (
    rf"(?:\sthere(?=[,.])|\s(?:for|of|on|to(?= (?:the\s|{AGENT_NAME}|[A-Z]))|at|from|in charge of|in|with)"
    rf"(?:\s(?:the\s\w+ly\b|(?!(?:{_STOP})\b)(?:{_AFFILIATION}|[\w'&/\[\]-]+))){{1,14}}"
    rf"(?:(?:,\s[a-z]+){{1,4}},?\sand\s[a-z]+\s(?:at|of|for)\s(?:the\s)?{_AFFILIATION}|"
    rf"(?:,\s{_FIELD}){{1,3}},?\sand\s(?:the\s)?{_FIELD})?)?"
)
_PHRASE = re.compile(
    rf"(?P<det>\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|THE)\s)?"
    rf"(?:(?<=[\s])(?:self|so|long|hard|soft|newly|de)-[a-z]+\s)?"
    rf"(?<![\w])(?P<mods>(?!and )(?:{_WORD_BEFORE}[ -]){{0,8}})(?P<head>{HEADS})\b(?P<elect>[- ](?:elect|"
    rf"designate)\b)?(?P<tail>{_TAIL})"
)
_INNER = re.compile(rf"(?:for|of|to) (?:the )?(?P<mods>(?:{_WORD_BEFORE}[ -]){{0,4}})(?P<head>{HEADS})$")
_PERSON_OF = re.compile(rf"{PERSON} of (?:the )?$")  # "X of Oman president": her nation
_STATE_FIRST = re.compile(rf"{STATE} ")
_JOINED_STATE = re.compile(rf"{STATE} and ")
OF_STATE = re.compile(rf" (?:of|from) (?:the )?(?P<state>{STATE})(?!'s)")
_IN_BRACKETS_AFTER = re.compile(rf" \((?:the )?(?P<state>{STATE})\)")
_LOOSE = re.compile(r"(?:\s(?:and|for|in|of|on|at|to|from|with))+$")  # of what is cut off: "president for [March]"
_CUT_TAIL = re.compile(
    rf"({AGENT_NAME}(?:'s?)?)(?=\s(?!armed|united|allied)[a-z]+ed\b|\sand (?:(?:the|its|this) )?(?!to\b|in\b|"
    r"at\b)[a-z]+ )"
)


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title in a frame. `names` are the states and bodies before its head, `tail` what follows it; `person` is the
    masking character of the one who bears it, where that person is named beside it."""

    start: int
    end: int
    determiner: str
    mods: str
    head: str
    tail: str
    kind: TitleClass
    bearing: Bearing
    person: str | None = None
    person_at: int = -1
    relation: Relation | None = None
    state_after: str | None = None

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
    if not may_hold_title(frame.words):
        return []
    found: list[TitlePhrase] = []
    for phrase in _phrases(frame.text):
        found.append(_with_person(frame.text, phrase, found[-1] if found else None))
        if len(found) > 1 and _shares(frame.text, found[-2], found[-1]):
            found[-2] = replace(found[-1], **_own_words(found[-2]))
    return found


def _shares(text: str, first: TitlePhrase, second: TitlePhrase) -> bool:
    """Whether two titles stand before one name: "Omani Ambassador and Council President X"."""
    between = text[first.end : second.start]
    if first.person is not None or second.determiner or first.kind == "plural" or second.relation != "before":
        return False
    if between == ", ":  # "the envoy to Mali, former president X"
        return bool(first.determiner) and second.bearing == "former" and text[second.end : second.end + 1] == " "
    joined = between in (" and ", " and later ", " and then ", " and now ")
    return joined and (not first.determiner or text[second.end] == ",")  # "the envoy and head of the mission, X"


def _own_words(title: TitlePhrase) -> dict[str, Any]:
    return {name: getattr(title, name) for name in ("start", "end", "mods", "head", "tail", "kind", "bearing")}


def _phrases(text: str) -> Iterator[TitlePhrase]:
    for found in _PHRASE.finditer(text):
        tail = found["tail"]
        cut = _CUT_TAIL.search(tail)
        end = found.start("tail") + (cut.end() if cut else len(_LOOSE.sub("", tail)))
        second = _second(text, found)
        if second:
            yield from _both(found, second)
            continue
        two = _HEAD_AND.match(found["mods"]) if _OWN_BODY.match(tail) else None
        if two and _STATES.search(two["mods"]):  # "Oman's ambassador and chair of the Committee"
            at, det = found.start("mods"), (found["det"] or "").strip().lower()
            yield _title(found.start(), at + two.end("head"), det, two["mods"], two["head"], "")
            yield _title(at + two.start("rest"), end, "", two["rest"], found["head"], text[found.end("head") : end])
            continue
        other = _OTHERS.search(tail) if links.PERSON_AFTER.match(text, found.end()) else None
        if other:  # "envoy to Mali and Chad's X": the second state is that of another
            end = found.start("tail") + other.start()
        inner = _INNER.search(tail)
        held = links.PERSON_AFTER.match(text, found.end()) if inner else None
        if inner and held and not held["comma"]:  # "the spokesman for President X": the inner title is X's
            end = held.end()
        nation = _PERSON_OF.search(text, max(0, found.start() - 8), found.start())
        joined = (nation and _STATE_FIRST.match(found["mods"])) or _JOINED_STATE.match(
            found["mods"]
        )  # "the Netherlands and Foreign Minister X": two of a list
        skip = joined.end() if joined and title_class(found["head"]) != "plural" else 0
        yield TitlePhrase(
            found.start("mods") + skip if skip else found.start(),
            end,
            "" if skip else (found["det"] or "").strip().lower(),
            found["mods"][skip:],
            found["head"],
            text[found.end("head") : end],
            _class(found),
            "incoming" if found["elect"] else _bearing(found["mods"]),
        )
        if inner and held and not held["comma"]:
            start = found.start("tail") + inner.start("mods")
            mods, head = inner["mods"], inner["head"]
            yield _title(start, found.end(), "", mods, head, "")


def _class(found: re.Match[str]) -> TitleClass:
    """The class of a title; a state's "top diplomat" is no diplomat among others, nor an "independent expert" one."""
    if found["head"].lower() == "expert" and found["mods"].lower().endswith("independent "):
        return "united"
    if found["head"].lower() == "high commissioner" and found["tail"].startswith((" in ", " to ")):
        return "envoy"  # of one state of the Commonwealth in another
    top = found["head"].lower() == "diplomat" and re.search(r"\b(?:top|chief) $", found["mods"])
    return "national" if top else title_class(found["head"])


# "Ambassador to the United Nations and Council President X": the tail of one title holds another.
_SECOND = re.compile(
    rf"\sand\s(?:the\s|its\s)?(?P<mods>(?:{_WORD_BEFORE}[ -]){{0,5}})(?P<head>{HEADS})\b"
    rf"(?P<tail>(?:\s(?:of|at|to|for|in)\s(?:(?!and\b)\S+\s?){{1,8}})?)(?:\s(?:for|in|during))?$"
)
_OWN_BODY = re.compile(rf" (?:of|at) (?:the )?(?:[\w-]+ (?:session|meeting) of (?:the )?)?{AGENT_NAME}")
_OTHERS = re.compile(rf"(?:,| and) (?:the )?{AGENT_NAME}'s?$")


def _second(text: str, found: re.Match[str]) -> re.Match[str] | None:
    """A second title in the tail of one: before a name, or with a state, body or time of its own."""
    second = _SECOND.search(found["tail"])
    if second is None:
        return None
    own = (
        any(kind_of(c) for c in second["mods"])
        or re.search("former|'s ", second["mods"])
        or _OWN_BODY.match(second["tail"])
    )
    return second if own or (not found["det"] and links.PERSON_AFTER.match(text, found.end())) else None


_STATES = re.compile(COUNTRY)
_HEAD_AND = re.compile(rf"(?P<mods>.*?)(?P<head>{HEADS}) and (?P<rest>.*)$")


def _title(start: int, end: int, determiner: str, mods: str, head: str, tail: str) -> TitlePhrase:
    return TitlePhrase(start, end, determiner, mods, head, tail, title_class(head), _bearing(mods))


def _both(found: re.Match[str], second: re.Match[str]) -> Iterator[TitlePhrase]:
    tail_at = found.start("tail")
    last, last_at = _LOOSE.sub("", second["tail"]), tail_at + second.start("tail")
    for start, end, mods, head, tail in (
        (found.start(), tail_at + second.start(), found["mods"], found["head"], found["tail"][: second.start()]),
        (tail_at + second.start("mods"), last_at + len(last), second["mods"], second["head"], last),
    ):
        determiner = (found["det"] or "").strip().lower() if start == found.start() else ""
        yield _title(start, end, determiner, mods, head, tail)


def _bearing(mods: str) -> Bearing:
    for pattern, bearing in BEARING:
        if pattern.search(mods):
            return "former" if bearing == "former" else "incoming"
    return "current"


def _with_person(text: str, phrase: TitlePhrase, previous: TitlePhrase | None) -> TitlePhrase:
    """The phrase with the person who bears it: right after, in apposition, or by "is"."""
    if phrase.kind == "plural":
        return phrase
    if links.PREDECESSOR.search(text, max(0, phrase.start - 20), phrase.start):
        phrase = replace(phrase, bearing="former")
    if links.AFTER_YEARS.search(text, max(0, phrase.start - 50), phrase.start):
        phrase = replace(phrase, bearing="former")
    after = links.PERSON_AFTER.match(text, phrase.end) or links.PERSON_IS.match(text, phrase.end)
    if after and not after["comma"]:
        return _borne(text, phrase, after["person"], after.start("person"), "before")
    if text.startswith(("'s ", "' "), phrase.end):  # "the Secretary-General's": the title of what follows
        return phrase
    sender = links.SENDER.search(text, max(0, phrase.start - 40), phrase.start)
    before = text[: sender.start() if sender else phrase.start]
    closes = links.CLOSES.match(text, phrase.end)
    apposed = links.PERSON_BEFORE.search(before, max(0, phrase.start - 44))
    opens = links.AS.search(before, max(0, phrase.start - 70)) if after and after["comma"] else None
    if after and opens:
        phrase = replace(phrase, bearing="former") if opens["over"] else phrase
        return _borne(text, phrase, after["person"], after.start("person"), "before")
    if apposed and _takes_turns(text, previous, apposed, after):
        assert after is not None
        return _borne(text, phrase, after["person"], after.start("person"), "before")
    if apposed and closes:
        ended = apposed["until"] or links.ENDED.match(text, phrase.end)
        before_then = replace(phrase, bearing="former") if ended else phrase
        return _borne(text, before_then, apposed["person"], apposed.start(), "apposed")
    theirs = after and phrase.determiner in ("his", "her") and text[: phrase.start].endswith(" and ")
    if not theirs and closes and previous is not None and previous.person and _chained(before, previous, phrase):
        if previous.relation == "is" and phrase.bearing == "current":
            before_that = links.AND_WAS.fullmatch(before[previous.end :].strip())
            phrase = replace(phrase, bearing="former" if before_that else previous.bearing)
        return _borne(text, phrase, previous.person, previous.person_at, previous.relation or "apposed")
    whose = links.WHOSE.match(phrase.mods) and not phrase.determiner
    put = links.PUT_BEFORE.search(before, max(0, len(before) - 12)) if whose else None
    if put and (closes or links.SPEAKS.match(text, phrase.end)):  # as hasty writers do: "Bo Li Oman's ambassador said"
        return _borne(text, phrase, put["person"], put.start(), "apposed")
    copula = links.COPULA.search(before, max(0, phrase.start - 130))
    if copula:
        return _borne(text, _dated(text, phrase, copula), copula["person"], copula.start("person"), "is")
    was = links.SUBJECT_WAS.match(before) if before.endswith(" as ") else None
    if was:
        return _borne(text, replace(phrase, bearing="former"), was["person"], was.start("person"), "is")
    term = links.TERM_OF.search(before, max(0, phrase.start - 60))
    if term:
        phrase = replace(phrase, bearing="former") if term["over"] else phrase
        return _borne(text, phrase, term["person"], term.start("person"), "is")
    headlined = None if after or phrase.determiner else links.HEADLINED.search(before)
    if headlined and not text.startswith((" as ", " to "), phrase.end):
        return _borne(text, phrase, headlined["person"], headlined.start("person"), "is")
    named = links.APPOINTED.search(before, max(0, phrase.start - 260)) or _also_appointed(before, previous)
    if named:
        return _borne(text, replace(phrase, bearing="incoming"), named["person"], named.start("person"), "is")
    owned = previous is not None and (previous.determiner or previous.names)
    shared = previous is not None and owned and text[previous.end : phrase.start] == " and "
    if after and (phrase.determiner or phrase.names or shared or text[: phrase.start].endswith(("'s ", "whose "))):
        return _borne(text, phrase, after["person"], after.start("person"), "before")
    return phrase


def _takes_turns(text: str, previous: TitlePhrase | None, apposed: re.Match[str], after: re.Match[str] | None) -> bool:
    """Whether titles and names go in turn, so that the name before a title is that of the one before: "the envoy of
    Oman, X, the consul of Peru, Y"."""
    if previous is None or after is None or not after["comma"] or previous.relation != "before":
        return False
    return previous.person == apposed["person"] and text[previous.end : previous.end + 1] == ","


def _dated(text: str, phrase: TitlePhrase, copula: re.Match[str]) -> TitlePhrase:
    """The phrase with when it is held, by the verb that ties it to its bearer and the times beside it."""
    if copula["next"]:
        return replace(phrase, bearing="incoming")
    was = copula[0].endswith("who was ") or (links.WAS.search(copula[0]) and links.IN_YEAR.match(text, phrase.end))
    times = f"{copula['when']}{copula['times']}"
    ended = copula["past"] or links.FORMERLY.search(times) or links.ENDED_BY.search(times)
    ended = ended or links.ENDED.match(text, phrase.end)
    return replace(phrase, bearing="former") if ended or was or links.BEFORE_THAT.match(text) else phrase


def _also_appointed(before: str, previous: TitlePhrase | None) -> re.Match[str] | None:
    """The second of two whom one verb appoints, each to a title of his or her own."""
    if previous is None or previous.relation != "is" or previous.bearing != "incoming":
        return None
    return links.ALSO_APPOINTED.match(before, previous.end)


def _chained(before: str, previous: TitlePhrase, phrase: TitlePhrase) -> bool:
    """Whether a title goes on with another: "X, Ambassador, Deputy Representative", "served as envoy, and as head"."""
    between = _RECENTLY.sub("as", _IN_BRACKETS.sub("", before[previous.end :])).strip()
    if previous.relation == "is":
        joined = links.AND_WAS.fullmatch(between) or _AND_AS.fullmatch(between)
        return bool(joined or (_AND.fullmatch(between) and not phrase.determiner))
    apposed = between == "," or _AND.fullmatch(between) or _AND_AS.fullmatch(between)
    return previous.relation == "apposed" and bool(apposed)


_RECENTLY = re.compile(r"(?:(?:more|most) recently|later|then|currently),? as")
_AND = re.compile(r",? ?and(?:,| this| the| its)?")
_AND_AS = re.compile(
    r",? ?and,? (?:(?:later|then) )?as|,?(?: ?and)? ?(?:(?:later|now|currently|then|afterwards?|subsequently|"
    r"thereafter|"
    r"previously|formerly|once|earlier|before that|after that),? ?)+(?:as)?(?:,? ?(?:its|the))?"
)
_IN_BRACKETS = re.compile(
    rf"\s\((?:{AGENT_NAME}|[A-Z][\w-]+|(?:since |until )?[12]\d{{3}}(?:[-–—](?:[12]\d)?\d\d)?)\)|\s(?:from|since|in|"
    rf"between) [12]\d{{3}}(?: (?:to|and|until) [12]\d{{3}})?"
)


def _borne(text: str, phrase: TitlePhrase, person: str, at: int, relation: Relation) -> TitlePhrase:
    """The phrase with its bearer, and the state after the name ("Foreign Minister X of Chile")."""
    state = OF_STATE.match(text, at + 1)
    if state is None and phrase.kind == "envoy":  # "Ambassador X (Oman)"; a vice-president so is one of an organ
        state = _IN_BRACKETS_AFTER.match(text, at + 1)
    return replace(
        phrase, person=person, person_at=at, relation=relation, state_after=state["state"] if state else None
    )
