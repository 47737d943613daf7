"""Affiliations that a title leaves out, from what stands around it, the rest of the document or the registry; never
guessed."""

from __future__ import annotations

import re
from dataclasses import replace

from triples.extraction.agents import agent_of
from triples.extraction.frames import COUNTRY, PERSON, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed, mention
from triples.extraction.served import united_nations
from triples.extraction.titlephrases import TitlePhrase
from triples.extraction.titles import same_role
from triples.facts import Agent

_SUBJECT_STATE = re.compile(
    r"^(?:(?:[A-Z][\w ]{0,40}, |But |And |However, |Yet )?(?:[Tt]he )?)(?P<name>[\ue000-\ue0ff\ue200-\ue2ff])(?:,|"
    r" [a-z])"
)
_PLACE_BEFORE = re.compile(rf"(?:\b(?:to|in|at|of) (?:the )?|^)(?P<name>{COUNTRY})(?:'s? )?[^,;:()—\"]*$")
_SENT_BY = re.compile(
    r"(?P<name>[\ue000-\ue0ff\ue200-\ue2ff]) (?:has |had |also |later |then )?(?:sent|dispatched|named|appointed|"
    r"nominated|recalled|deployed|despatched) "
    r"(?:its |an? |the )?(?:new )?$"
)
_MINISTRY_OF = re.compile(rf"(?P<owner>{COUNTRY})(?:'s)? (?:[\w-]+ ){{0,2}}?(?:ministry|Ministry)\b")
_TAKEN_UP = re.compile(
    r"\b(?P<noun>organi[sz]ation|group|agency|body|NGO|charity|watchdog|country|nation|bloc|union|fund|office|"
    r"court|programme)'s "
)
_MINISTRY = re.compile(r"\b[Mm]inistry\b")
_OPENING_STATE = re.compile(rf"(?:The )?(?P<owner>{COUNTRY})")
_ORGAN = re.compile(r"(?:^|\s)(?P<noun>Council|Assembly|Committee|Commission|Court|Tribunal|Conference|Board)\s$")


def named(frame: Frame, char: str, how: str) -> Agent | None:
    """The agent behind the masking character of a state or body."""
    entity = mention(frame, char).entity
    return agent_of(entity, how) if entity else None


def from_context(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom a bare title serves by what stands around it: "its President X" after a state's name, "to Moscow for talks
    with President X", "Russia vetoed it. UN Ambassador X said", "Council President X" where the text names one
    council."""
    if (title.relation == "is" and title.determiner != "its") or title.kind not in ("national", "envoy", "office"):
        return None
    before = frame.text[: title.start]
    if title.determiner in ("its", "their") or before.endswith("whose "):
        return _owner(parsed, frame, number, before)
    organ = _ORGAN.search(title.mods)
    if organ:
        return _the_organ(parsed, organ["noun"])
    if _MISSION.search(title.mods + title.head + title.tail) and not title.names:
        return _the_mission(parsed)
    takes_up = _TAKEN_UP.search(title.mods)
    if takes_up:
        return _taken_up(parsed, frame, number, title.start, takes_up["noun"])
    if "ministry" in title.mods.lower():
        return _the_ministry(parsed, number)
    sent = _SENT_BY.search(before)
    if sent:
        return named(frame, sent["name"], "the state that sends or appoints")
    if title.kind == "national" and not title.determiner:
        place = _PLACE_BEFORE.search(before)
        if place:
            return named(frame, place["name"], "the place named before")
        states = {mention(frame, c).entity for c in before if kind_of(c) in ("state", "capital")}
        if states:
            state = states.pop() if len(states) == 1 else None
            return agent_of(state, "the one state named in the sentence") if state is not None else None
    if title.kind in ("envoy", "national") and not title.determiner:
        return _subject_before(parsed, number)
    return None


_NATIONALITY = re.compile(rf"{PERSON} of (?:the )?{COUNTRY}")


def _owner(parsed: Parsed, frame: Frame, number: int, before: str) -> Agent | None:
    """Whose "its" is: the last state named before in the sentence, else the state or body that opens the sentence
    before."""
    names = [c for c in _NATIONALITY.sub("", before) if kind_of(c) in ("state", "capital", "body")]
    if names:
        return named(frame, names[-1], "the name before")
    return _subject_before(parsed, number)


def _subject_before(parsed: Parsed, number: int) -> Agent | None:
    previous = parsed.frames[number - 1] if number else None
    subject = _SUBJECT_STATE.match(previous.text) if previous is not None else None
    if subject is None or previous is None:
        return None
    return named(previous, subject["name"], "the subject of the sentence before")


def _the_organ(parsed: Parsed, noun: str) -> Agent | None:
    """The one council, assembly or committee that the document names."""
    found = {
        m.entity.slug: m.entity
        for m in parsed.document.mentions
        if m.entity and m.entity.kind == "body" and m.entity.label.endswith(noun)
    }
    return agent_of(next(iter(found.values())), f"the one {noun.lower()} named") if len(found) == 1 else None


_MISSION = re.compile(r"\bmission's |\b(?:of|for) the mission$")
_OTHER_SENDERS = frozenset(("european-union", "african-union", "organization-for-security-and-co-operation-in-europe"))


def _the_mission(parsed: Parsed) -> Agent | None:
    """ "The mission" is the UN's in a text that names the UN and nobody else who sends missions."""
    slugs = {m.entity.slug for m in parsed.document.mentions if m.entity and m.entity.kind == "body"}
    if slugs & _OTHER_SENDERS or not slugs & {"united-nations", "security-council"}:
        return None
    return united_nations(parsed.document.registry, "the mission of the UN")


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


def completed(parsed: Parsed, found: list[Holding], issuer: Issuer | None) -> list[Holding]:
    """Fill in whom a bare title serves: from the same person's other titles, else from what the registry knows of the
    person, else from the one issuer of a document in the first person."""
    known: dict[int, set[Agent]] = {}
    for holding in found:
        if holding.for_ is not None:
            known.setdefault(holding.person, set()).add(holding.for_)
    done = []
    for holding in found:
        if holding.for_ is not None:
            done.append(holding)
            continue
        others = known.get(holding.person, set()) or known.get(-1 if holding.of is None else holding.of, set())
        if others and holding.bare and len(holding.title.split()) < 3 and not _told_so(found, holding):
            continue  # "Ambassador X, head of the EU delegation": one post, which the longer title tells
        done.append(replace(holding, for_=_one(others) if others else _elsewhere(parsed, holding, issuer)))
    return done


def _one(agents: set[Agent]) -> Agent | None:
    return next(iter(agents)) if len(agents) == 1 else None


def _elsewhere(parsed: Parsed, holding: Holding, issuer: Issuer | None) -> Agent | None:
    known = _by_registry(parsed, holding)
    return known if known is not None or not holding.bare else _by_issuer(issuer)


def _told_so(found: list[Holding], bare: Holding) -> bool:
    """Whether a fuller title of the same person has the same head, or the bare one is all there is."""
    fuller = [h for h in found if h.person == bare.person and h.for_ is not None]
    return any(h.head == bare.head for h in fuller) or not fuller


def _by_issuer(issuer: Issuer | None) -> Agent | None:
    return issuer.agents[0] if issuer is not None and len(issuer.agents) == 1 else None


def _same_office(title: str, head: str) -> bool:
    """Whether a title of the registry has the head that a text uses."""
    return any(same_role(word, head) for word in title.replace("-", " ").split()) or "leader" in head


def _by_registry(parsed: Parsed, holding: Holding) -> Agent | None:
    """The one state or body that the registry knows an official to serve."""
    registry = parsed.document.registry
    slug = parsed.register.people[holding.person].agent.iri.rsplit("/", 1)[-1]
    served_by = sorted(
        {t.served for t in registry.tenures if t.official == slug and _same_office(t.title.lower(), holding.head)}
    )
    if len(served_by) != 1:
        return None
    entity = registry.get("state", served_by[0]) or registry.get("body", served_by[0])
    return agent_of(entity, "a tenure of the registry") if entity else None
