"""Contexts: whom a bare title serves by what stands around it in its sentence and the ones before; never guessed."""

from __future__ import annotations

import re
from functools import lru_cache

from triples.extraction.agents import agent_of
from triples.extraction.dates import MONTHS
from triples.extraction.frames import AGENT_NAME, BODY, COUNTRY, PERSON, STATE, Frame, kind_of
from triples.extraction.parsed import Parsed, mention
from triples.extraction.patterns import one_of
from triples.extraction.sameoffices import PREMIER, same_office
from triples.extraction.sections import section_state
from triples.extraction.served import united_nations
from triples.extraction.titlephrases import TitlePhrase
from triples.extraction.verbs import APPOINTING, forms, pasts
from triples.facts import Agent
from triples.registry import Registry

_ORGANS = r"(?:[Cc]ouncil|[Aa]ssembly|[Cc]ommittee|[Cc]ommission|[Cc]ourt|[Tt]ribunal|Conference|Board)"
_ORGAN = re.compile(rf"(?:^|\s)(?P<noun>{_ORGANS})(?:'s)?\s$")
_ORGAN_OF = re.compile(rf" of (?:the|this) (?P<noun>{_ORGANS})$")
_SUBJECT_STATE = re.compile(
    rf"^(?:(?:\d\d?[:.]\d\d )?(?:[A-Z][\w ]{{0,40}}, |But |And |Now |Next |Then |However, |Yet )?(?:[Tt]he )?)"
    rf"(?P<name>{COUNTRY})(?:,|\.$|(?:'s?)? [a-z])"
)
# "The opinion binds nobody, but Oman says it will cite it."
_LATER_SUBJECT = re.compile(
    rf", (?:but|and|while|though|although|whereas) (?:the )?(?P<name>{COUNTRY}) "
    r"(?:says|said|has|had|is|was|wants|will|would|insists|insisted|\w+ed)\b"
)
_IT = re.compile(r"(?:It|The (?:country|government|state|kingdom|republic))\b")
_OF_A_STATE = re.compile(r"\b(?:government|presidential|army|military|police|parliamentary|National Assembly|House) $")
_SEAT_OF = re.compile(
    rf"(?P<name>{COUNTRY})(?:'s?)? (?:own )?(?:delegation|mission|government|embassy|seat|foreign ministry)\b"
)
_MINISTRY_IN = re.compile(
    rf"\b(?:[Mm]inistry|[Gg]overnment|[Dd]elegation|[Mm]ission|[Ee]mbassy) (?:(?:of|for) [\w ]{{0,30}})?of (?:the )?"
    rf"(?P<name>{COUNTRY})"
)
_OWNED = re.compile(rf"(?P<name>{COUNTRY})'s? $")  # "Oman's X, the foreign minister"
_PLACE_BEFORE = re.compile(rf"(?:\b(?:to|in|at|of) (?:the )?|^)(?P<name>{COUNTRY})(?:'s? )?(?:(?! and )[^,;:()—\"])*$")
_SENT_BY = re.compile(
    rf"(?P<name>{AGENT_NAME}) (?:has |had |also |later |then )?"
    rf"(?:sent|dispatched|recalled|deployed|despatched|{pasts(APPOINTING)}) (?:its |an? |the )?(?:new )?$"
)
_MINISTRY = re.compile(r"\b[Mm]inistry\b")
_MINISTRY_OF = re.compile(rf"(?P<owner>{COUNTRY})(?:'s)? (?:[\w-]+ ){{0,2}}?(?:ministry|Ministry)\b")
_OPENING_STATE = re.compile(rf"(?:The )?(?P<owner>{COUNTRY})")
_NATIONALITY = re.compile(rf"{PERSON} of (?:the )?{COUNTRY}")
_TAKEN_UP = re.compile(
    r"\b(?P<noun>[Oo]rgani[sz]ation|group|[Aa]gency|body|NGO|charity|watchdog|country|nation|bloc|union|fund|office|"
    r"court|programme)'s "
)
_MISSION = re.compile(r"\bmission's |\b(?:of|for) (?:the )?mission$")
_THE_NOUN = re.compile(r"\b[Tt]he (?P<noun>mission|agency|court|organi[sz]ation|group|charity|watchdog|bloc|fund)\b")
_MONTHLY = re.compile(
    rf"\bmonth's (?:rotating )?president|[Pp]resident,? (?:of the [Cc]ouncil )?(?:for|during) (?:the month of )?"
    rf"{one_of(MONTHS)}\b"
)
_CHIEF_OF_UN = re.compile(
    rf"(?P<body>{BODY} )?(?:[Ss]ecretary[- ][Gg]eneral|chief|[Hh]igh [Cc]ommissioner(?: for Human Rights)?)'s? $"
)
# Chiefs whom newspapers name by their work alone are the UN's, where the text speaks of the UN.
_WORK = re.compile(
    r"\b(?:peacekeeping|aid|relief|humanitarian|(?:human )?rights|refugees?|disarmament|political(?: affairs)?) chief$|"
    r"^(?:deputy |assistant )?(?:legal counsel|controller)$",
    re.IGNORECASE,
)
# Offices that only one state has under this name.
_ONLY_STATE = (
    (
        re.compile(
            r"\bNSC\b|\bCIA\b|\bFBI\b|\bPentagon\b|\bWhite House\b|"
            r"\b(?:State )?Department\b(?= [Ss]pokes)|\bState Department\b|\bnational security council\b",
            re.IGNORECASE,
        ),
        "united-states",
    ),
    (re.compile(r"\bunification minister", re.IGNORECASE), "south-korea"),
    (re.compile(r"\bchief cabinet secretary", re.IGNORECASE), "japan"),
    (re.compile(r"\btaoiseach|\bt[aá]naiste", re.IGNORECASE), "ireland"),
)
_MINISTERIAL = re.compile(
    r"minister|secretary of state|\bking\b|\bqueen\b|premier|chancellor|ambassador|army|parliament"
)
_SIDE = re.compile(r"\b(North|South)'s ")
# "The Secretary-General is appointing X as his envoy", where nobody else is named first.
_SENDS = re.compile(rf"[Ss]ecretary[- ][Gg]eneral (?:(?!{PERSON}).){{0,40}}{PERSON}(?:(?!{PERSON}).)*$")
_OTHER_SENDERS = frozenset(("european-union", "african-union", "organization-for-security-and-co-operation-in-europe"))
_UN = frozenset(("united-nations", "security-council", "general-assembly"))
_CHAIRS = ("chair", "chairman", "chairperson", "chairwoman", "moderator")


def named(frame: Frame, char: str, how: str) -> Agent | None:
    """The agent behind the masking character of a state or body."""
    entity = mention(frame, char).entity
    return agent_of(entity, how) if entity else None


def from_context(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom a bare title serves by what stands around it: "its President X" after a state's name, "the Assembly's
    president", "to Moscow for talks with President X", "Russia vetoed it. UN Ambassador X said"."""
    if title.kind not in ("national", "envoy", "office"):
        return None
    registered = _by_post(parsed, title)
    if registered is not None:
        return registered
    before = frame.text[: title.start]
    if title.determiner in ("its", "their") or before.endswith("whose "):
        return _owner(parsed, frame, number, before, title)
    found = _by_words(parsed, frame, number, title) or _appointer(frame, title)
    if found is None and title.determiner in ("", "the") and (title.kind != "office" or not title.tail):
        found = section_state(parsed, number) or same_office(parsed, number, title)
    if found is not None or title.relation == "is" or _cued(title):
        return found
    return _by_neighbours(parsed, frame, number, title)


_APPOINTER = re.compile(
    rf"(?P<name>{COUNTRY})(?:'s?)? (?:(?:parliament|congress|assembly|lawmakers|voters|cabinet|government|senate|king|"
    r"queen|president|legislature|foreign ministry|military|junta|prime minister) )?(?:has |had |will |would |is to )?"
    rf"(?:\w+ly )?{one_of(forms([*APPOINTING, 'swear', 'confirm', 'approve', 'install']))}\s[^,;]*$",
    re.IGNORECASE,
)


def _appointer(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The state whose government, parliament or voters put somebody in an office of its own."""
    if title.relation != "is" or title.bearing != "incoming" or title.kind not in ("national", "envoy"):
        return None
    found = _APPOINTER.search(frame.text[: title.person_at])
    return named(frame, found["name"], "the state that appoints") if found else None


def _cued(title: TitlePhrase) -> bool:
    """Whether a title's own words say that somebody is served, though not who: it is nobody around it then."""
    words = title.mods + title.head + title.tail
    return bool(_ORGAN.search(title.mods) or _TAKEN_UP.search(title.mods) or _MISSION.search(words)) or (
        "ministry" in title.mods.lower()
    )


def _by_words(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom a title serves by words that need a look at the document: "the Assembly's", "the mission's", "ministry"."""
    before = frame.text[: title.start]
    words = title.mods + title.head + title.tail
    chief = _CHIEF_OF_UN.search(before + title.mods)
    if chief:
        body = named(frame, chief["body"][0], "the body of the chief") if chief["body"] else None
        return body or united_nations(parsed.document.registry, "the office of the UN's chief")
    owned = _OWNED.search(frame.text[: title.person_at]) if title.relation == "apposed" else None
    if owned and not title.names:
        return named(frame, owned["name"], "the state whose the person is")
    side = _SIDE.search(title.mods)
    if side:
        return _korea(parsed, side[1])
    if title.determiner in ("his", "her") and title.relation == "is" and _SENDS.search(before):
        return united_nations(parsed.document.registry, "whom the Secretary-General sends")
    organ = _ORGAN.search(title.mods) or _ORGAN_OF.fullmatch(title.tail)
    council = organ is None or organ["noun"].lower() == "council"
    if council and _MONTHLY.search(words + frame.text[title.end : title.end + 16]):
        monthly = parsed.document.registry.get("body", "security-council")
        return agent_of(monthly, "the council over which somebody presides for a month") if monthly else None
    if organ:
        return the_organ(parsed, organ["noun"])
    if title.head.lower() in _CHAIRS and title.determiner == "the" and not title.mods and not title.tail:
        return the_organ(parsed, "")
    if _MISSION.search(words) and not title.names:
        return _the_mission(parsed)
    takes_up = _TAKEN_UP.search(title.mods)
    if takes_up:
        headed = section_state(parsed, number) if takes_up["noun"] in ("country", "nation") else None
        taken = headed or _taken_up(parsed, frame, number, title.start, takes_up["noun"])
        ours = taken is None and takes_up["noun"].startswith("Org")  # as the UN calls itself
        return united_nations(parsed.document.registry, "the Organization") if ours else taken
    if _WORK.search(title.mods + title.head) and _slugs(parsed) & _UN:
        return united_nations(parsed.document.registry, "a chief of the UN by the work")
    for pattern, slug in _ONLY_STATE:
        state = parsed.document.registry.get("state", slug) if pattern.search(words) else None
        if state is not None:
            return agent_of(state, "a title that only this state has")
    if "ministry" not in title.mods.lower():
        return None
    opens = _OPENS.search(frame.text[: min(title.start, title.person_at)])
    return _the_ministry(parsed, number) or (_subject_before(parsed, number) if opens else None)


def _korea(parsed: Parsed, side: str) -> Agent | None:
    """ "The North" is North Korea in a text that names it."""
    state = parsed.document.registry.get("state", f"{side.lower()}-korea")
    named_here = state is not None and any(m.entity == state for m in parsed.document.mentions)
    return agent_of(state, "a Korea by its side") if state is not None and named_here else None


def _by_neighbours(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom a bare title serves by the verb before it, the place before it or the subject of the sentence before."""
    before = frame.text[: title.start]
    sent = _SENT_BY.search(before)
    if sent:
        return named(frame, sent["name"], "the state that sends or appoints")
    if title.determiner:
        return _of_the_only_state(frame, title)
    if title.kind == "national" or (title.kind == "office" and _OF_A_STATE.search(title.mods)):
        own = _NATIONALITY.sub("", before)
        place = _PLACE_BEFORE.search(own)
        if place:
            return named(frame, place["name"], "the place named before")
        met = re.search(
            r"\b(?:with|met|meets|(?:appointed|named|sent|nominated|chosen) by) $", own
        )  # more often of another state
        named_here = own if not met else "".join(_LOCATED.findall(own))
        states = {mention(frame, c).entity for c in named_here if kind_of(c) in ("state", "capital")}
        if states:
            state = states.pop() if len(states) == 1 else None
            return agent_of(state, "the one state named in the sentence") if state is not None else None
    if title.kind in ("envoy", "national") and _OPENS.search(frame.text[: min(title.start, title.person_at)]):
        return None if _ruler_elsewhere(parsed, number, title) else _subject_before(parsed, number)
    if title.kind == "envoy" and title.relation == "before":
        subject = _SUBJECT_STATE.match(frame.text)
        only = len({c for c in before if kind_of(c) in ("state", "capital", "demonym")}) == 1
        return named(frame, subject["name"], "the subject of the sentence") if subject and only else None
    return None


_OF_A_CABINET = re.compile(r"minister|secretary")


def _of_the_only_state(frame: Frame, title: TitlePhrase) -> Agent | None:
    """ "President X of Oman dismissed Y, the finance minister": the one state that the sentence names before."""
    if title.determiner != "the" or title.relation != "apposed" or not _OF_A_CABINET.search(title.words):
        return None
    states = {mention(frame, c).entity: c for c in frame.text[: title.start] if kind_of(c) in _COUNTRIES}
    bodies = any(kind_of(c) == "body" for c in frame.text)
    only = next(iter(states.values())) if len(states) == 1 and not bodies and title.kind == "national" else None
    return named(frame, only, "the one state named in the sentence") if only else None


_COUNTRIES = ("state", "capital", "demonym")


_LOCATED = re.compile(rf"\bin (?:the )?({STATE})(?!'s)")  # where a meeting is, not who meets


def _ruler_elsewhere(parsed: Parsed, number: int, title: TitlePhrase) -> bool:
    """Whether a bare ruler opens a paragraph: newspapers name their own so, whatever stands before."""
    previous, this = parsed.sentences[max(0, number - 1)], parsed.sentences[number]
    return title.head.lower() in ("president", "king", "queen", *PREMIER) and previous.paragraph != this.paragraph


_OPENS = re.compile(rf"(?:^|\b(?:said|says|told|quoted) |[\ue600-\ue6ff],? |^{BODY} )(?:the )?$")


def _owner(parsed: Parsed, frame: Frame, number: int, before: str, title: TitlePhrase) -> Agent | None:
    """Whose "its" is: the last state or body named before in the sentence, else what the sentence before is about."""
    ministerial = _MINISTERIAL.search(f"{title.mods}{title.head}".lower())
    kinds = ("state", "capital") if ministerial else ("state", "capital", "body")
    names = [c for c in _NATIONALITY.sub("", before) if kind_of(c) in kinds]
    if names:
        return named(frame, names[-1], "the name before")
    previous = parsed.frames[number - 1] if number else None
    if previous is None:
        return None
    noun = None if ministerial else next(reversed(list(_THE_NOUN.finditer(previous.text))), None)
    if noun is not None:
        ends = len(previous.text) - noun.end() < 30
        return _of_noun(parsed, previous, number - 1, noun) if ends or noun.start() < 12 else None
    subject = _subject_before(parsed, number)
    found = {mention(previous, c).entity for c in previous.text if kind_of(c) in kinds} - {None}
    if subject is None and len(found) == 1:
        only = found.pop()
        return agent_of(only, "the one named in the sentence before") if only is not None else None
    return subject


def _of_noun(parsed: Parsed, frame: Frame, number: int, noun: re.Match[str]) -> Agent | None:
    if noun["noun"] == "mission":
        return _the_mission(parsed)
    return _taken_up(parsed, frame, number, noun.start(), noun["noun"])


_SPEAKER = re.compile(
    rf", (?P<name>{COUNTRY})'s (?:[\w.]+ ){{0,3}}?(?:ambassador|envoy|representative|delegate) (?:said|says)\W*$"
)


def _subject_before(parsed: Parsed, number: int) -> Agent | None:
    previous = parsed.frames[number - 1] if number else None
    if previous is None:
        return None
    speaker = _SPEAKER.search(previous.text)
    later = _LATER_SUBJECT.search(previous.text)
    subject = later or _SUBJECT_STATE.match(previous.text)
    if subject is None and number > 1 and _IT.match(previous.text):  # "It has let nobody in": of whom the one before is
        return _subject_before(parsed, number - 1)
    if speaker is not None:
        return named(previous, speaker["name"], "the state whose envoy spoke in the sentence before")
    if subject is not None:
        owner = subject is not later and previous.text.startswith("'", subject.end("name"))
        others = owner and len({c for c in previous.text if kind_of(c) in ("state", "demonym")}) > 1
        return None if others else named(previous, subject["name"], "the subject of the sentence before")
    seats = {m["name"] for pattern in (_SEAT_OF, _MINISTRY_IN) for m in pattern.finditer(previous.text)}
    return named(previous, seats.pop(), "the delegation in the sentence before") if len(seats) == 1 else None


def _slugs(parsed: Parsed) -> set[str]:
    """The bodies that the document names."""
    return {m.entity.slug for m in parsed.document.mentions if m.entity and m.entity.kind == "body"}


def the_organ(parsed: Parsed, noun: str) -> Agent | None:
    """The one council, assembly or committee that the document names; of any such kind where the noun is empty."""
    ending = re.compile(rf"\b{noun.capitalize() or _ORGANS}\b")
    found = {
        m.entity.slug: m.entity
        for m in parsed.document.mentions
        if m.entity and m.entity.kind == "body" and ending.search(m.entity.label)
    }
    return agent_of(next(iter(found.values())), f"the one {noun.lower() or 'organ'} named") if len(found) == 1 else None


def _the_mission(parsed: Parsed) -> Agent | None:
    """ "The mission" is the UN's in a text that names the UN and nobody else who sends missions."""
    slugs = _slugs(parsed)
    if slugs & _OTHER_SENDERS or not slugs & _UN:
        return None
    return united_nations(parsed.document.registry, "the mission of the UN")


def _by_post(parsed: Parsed, title: TitlePhrase) -> Agent | None:
    """The one body named in the document that has such an office: "the Director General", "its Prosecutor"."""
    if (
        title.kind != "office"
        or title.names
        or (title.determiner not in ("the", "its", "their") and title.relation != "is")
    ):
        return None
    words = _TAKEN_UP.sub("", f"{title.mods}{title.head}").lower().replace("-", " ").strip()
    with_it = _bodies_with(parsed.document.registry).get(words, frozenset()) & _slugs(parsed)
    body = parsed.document.registry.get("body", next(iter(with_it))) if len(with_it) == 1 else None
    return agent_of(body, "the one body named that has this office") if body is not None else None


@lru_cache(maxsize=4)
def _bodies_with(registry: Registry) -> dict[str, frozenset[str]]:
    """The bodies that have an office under a title of their own, by that title; chairs and heads are everywhere."""
    found: dict[str, set[str]] = {}
    for post in registry.posts:
        title = post.title.lower().replace("-", " ")
        own = " " in title or title in ("prosecutor", "administrator", "registrar")
        if own and registry.get("body", post.served):
            found.setdefault(title, set()).add(post.served)
    return {title: frozenset(slugs) for title, slugs in found.items()}


def _taken_up(parsed: Parsed, frame: Frame, number: int, at: int, noun: str) -> Agent | None:
    """What "the organization's" or "the country's" takes up: the body or state named last, at most two sentences
    before."""
    kinds = ("state", "capital", "demonym") if noun in ("country", "nation") else ("body",)
    passages = [
        (frame, frame.text[:at]),
        *((f, f.text) for f in reversed(parsed.frames[max(0, number - 2) : number]) if f),
    ]
    for where, text in passages:
        names = [c for c in text if kind_of(c) in kinds]
        if names:
            return named(where, names[-1], f"what the {noun} takes up")
    return None


def _the_ministry(parsed: Parsed, number: int) -> Agent | None:
    """The state of the ministry that was named last, or of the sentence that names one."""
    for frame in reversed(parsed.frames[max(0, number - 12) : number]):
        if frame is None or not _MINISTRY.search(frame.text):
            continue
        found = _MINISTRY_OF.search(frame.text) or _OPENING_STATE.match(frame.text)
        return named(frame, found["owner"], "the ministry named last") if found else None
    return None
