"""Speakers: posts told by how a text lets people speak: "JANE DOE (Norway) said", "said Oman's Ana Soto"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.contexts import named
from triples.extraction.frames import BODY, CAPITAL, COUNTRY, PERSON, QUOTE, STATE, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed, mention
from triples.extraction.personcues import SPOKE, VERBS
from triples.extraction.served import served
from triples.extraction.titledposts import title_text
from triples.extraction.titlelinks import RANKS
from triples.extraction.titlephrases import TitlePhrase
from triples.extraction.verbs import APPOINTING, pasts

_IN_BRACKETS = re.compile(rf"(?P<person>{PERSON}) \((?P<name>{COUNTRY})\)")
_OF_AN_ORGAN = re.compile(r", (?:the )?(?:Acting |Vice[- ])?(?:President|Chair\w*|Rapporteur|Facilitator)\b")
_PUT_IN_OFFICE = re.compile(
    rf" (?:as|(?:is|was|has been|had been|will be) (?:\w+ly )?(?:{pasts(APPOINTING)}|the|its|our|an?)|becomes?|"
    r"became)\b"
)
_OPENING = re.compile(r"(?:\W|\d)*(?:(?:Mr|Ms|Mrs|Dr|H\.E)\. )*(?:\w[^,]{0,60}, )?(?:(?:Mr|Ms|Mrs|Dr)\. )?")
_WHOSE = re.compile(rf"(?P<name>{STATE})'s? (?P<person>{PERSON})(?! of\b)")
_SAID = re.compile(rf"(?:{QUOTE},?|,) \w+ $")
_ORGANS = frozenset(("security-council", "general-assembly", "human-rights-council", "united-nations"))


def bracketed(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    """Speakers of a meeting record: "JANE DOE (Norway) said"."""
    for found in _IN_BRACKETS.finditer(frame.text):
        before = frame.text[: found.start()]
        if not (_OPENING.fullmatch(before) or _SAID.search(before) or SPOKE.match(frame.text, found.end())):
            continue  # a nationality
        if _OF_AN_ORGAN.match(frame.text, found.end()) or _PUT_IN_OFFICE.match(frame.text, found.end()):
            continue
        yield from _speaker(frame, number, found, "the state in brackets after the name", "post-bracketed")


# "For Egypt, Ana Soto said".
_FOR = re.compile(
    rf"^(?:\W*|.{{0,40}}\b)(?:[Ff]or|[Oo]n behalf of) (?:the )?(?P<name>{COUNTRY}), "
    rf"{RANKS}{{0,3}}(?P<person>{PERSON})(?=,| [a-z])"
)


_SPEAKING_FOR = re.compile(
    rf"(?P<person>{PERSON}), (?:speaking )?(?:for|on behalf of) (?:the )?(?P<name>{COUNTRY}), {VERBS}\b"
)
_MAN = (
    rf"(?P<name>{COUNTRY})'s? (?:top |chief |new )?(?:wo)?man (?:at|in) (?:the )?(?:{BODY}|{CAPITAL}|New York|Geneva)"
)
_UN_MAN = rf"(?P<name>{BODY})'s? (?:top |chief |new )?(?:wo)?man (?:in|for|on) (?:the )?(?:{COUNTRY}|[A-Z]\w+)"
_MEN = (
    re.compile(rf"(?P<person>{PERSON})(?:,| \() ?(?:the )?{_UN_MAN}"),
    re.compile(rf"{_UN_MAN}, (?P<person>{PERSON})"),
    re.compile(rf"(?P<person>{PERSON})(?:,| \() ?(?:the )?{_MAN}"),
    re.compile(rf"{_MAN}, (?P<person>{PERSON})"),
)


def speaking_for(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    """Speakers told with their state: "For Egypt, Ana Soto said", "Ana Soto, for Egypt, said", "Egypt's man at the UN,
    Bo Li"."""
    found = _FOR.match(frame.text)
    if found and SPOKE.match(frame.text, found.end("person")):
        yield from _speaker(frame, number, found, "the state spoken for", "post-speaks-for")
    for after in _SPEAKING_FOR.finditer(frame.text):
        yield from _speaker(frame, number, after, "the state spoken for", "post-speaks-for")
    for pattern in _MEN if "man " in frame.text else ():
        for one in pattern.finditer(frame.text):
            yield from _speaker(frame, number, one, "the state whose man or woman it is", "post-speaks-for")


def spoken(parsed: Parsed, found: list[Holding]) -> Iterator[Holding]:
    """Who speaks under the name of a state and no title, in a text on the United Nations: "said Oman's Ana Soto"."""
    if not any(m.entity and m.entity.slug in _ORGANS for m in parsed.document.mentions):
        return
    titled = {h.person for h in found}
    for number, frame in enumerate(parsed.frames):
        for whose in _WHOSE.finditer(frame.text) if frame is not None else ():
            person = frame.items[whose["person"]] if frame is not None else None
            if frame is None or person in titled:
                continue
            speaks = SPOKE.match(frame.text, whose.end()) or _SAID.search(frame.text[: whose.start()])
            if speaks and _may_represent(parsed, frame, whose):
                yield from _speaker(frame, number, whose, "the state whose speaker it is", "post-possessive")


def _may_represent(parsed: Parsed, frame: Frame, whose: re.Match[str]) -> bool:
    """Whether nothing is known of a person, or that he or she has represented the state."""
    agent = parsed.person(frame, whose["person"]).agent
    state = mention(frame, whose["name"]).entity
    slug = agent.iri.rsplit("/", 1)[-1]
    known = [t for t in parsed.document.registry.tenures if t.official == slug]
    return not known or any(state is not None and t.served == state.slug and "Repres" in t.title for t in known)


def _speaker(frame: Frame, number: int, found: re.Match[str], how: str, rule: str) -> Iterator[Holding]:
    agent, person = named(frame, found["name"], how), frame.items[found["person"]]
    if agent is not None and isinstance(person, int):
        span = frame.span(found.start(), found.end())
        yield Holding(person, "representative", "representative", agent, "current", span, number, rule, 0.8)


_NAME_ALONE = re.compile(
    rf"^(?:{QUOTE}?,? ?|\"?[^\"]*\"?,? (?=(?:said |says )?{PERSON} (?:said|told|says)\b))(?:said |says )?"
    rf"(?P<person>{PERSON})(?: (?:also |\w+ly )?{VERBS})\b|(?:said|says) (?P<later>{PERSON})\.?$"
)


_OWNED = re.compile(rf"{COUNTRY}'s? $")


def bridged(parsed: Parsed, titles: list[list[TitlePhrase]], found: list[Holding]) -> Iterator[Holding]:
    """A name without a title that opens its first sentence right after one whose subject is an unnamed office-holder
    is the name of that office-holder: "Chad's foreign minister told the Assembly ... . Amina Doe said"."""
    titled = {h.person for h in found}
    for person, number in _first_named(parsed):
        frame = parsed.frames[number]
        alone = _NAME_ALONE.search(frame.text) if frame is not None and person not in titled else None
        if frame is None or alone is None or _OWNED.search(frame.text[: alone.start("person")]):
            continue  # "Oman's X complained"
        if frame.items.get(alone["person"] or alone["later"]) != person:
            continue
        before = _unnamed_before(parsed, titles, number)
        other = parsed.frames[before[0]] if before else None
        if before is None or other is None:
            continue
        at, title = before
        agent = served(other, title, parsed.document.registry)
        if agent is not None:
            words = title_text(parsed, other, title)
            span = other.span(title.start, title.end)
            yield Holding(person, words, title.head.lower(), agent, title.bearing, span, at, "post-named-after", 0.75)


def _first_named(parsed: Parsed) -> list[tuple[int, int]]:
    """The people with the sentence that names each first, in that order."""
    first: dict[int, int] = {}
    for number, frame in enumerate(parsed.frames):
        for item in frame.items.values() if frame else ():
            if isinstance(item, int):
                first.setdefault(item, number)
    return sorted(first.items(), key=lambda f: f[1])


def _unnamed_before(parsed: Parsed, titles: list[list[TitlePhrase]], number: int) -> tuple[int, TitlePhrase] | None:
    """The title that opens the sentence before, or the one before that, where nobody bears it by name."""
    for at in range(number - 1, max(number - 3, -1), -1):
        frame = parsed.frames[at]
        if frame is None or not titles[at]:
            continue
        title = titles[at][0]
        opens = title.start == 0 or frame.text[: title.start].strip(" ,") in ("", "But", "And", "However")
        single = title.kind in ("envoy", "national", "united", "office") and title.names
        if opens and single and title.person is None and not any(kind_of(c) == "person" for c in frame.text):
            return at, title
    return None
