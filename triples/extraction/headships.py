"""Headships: posts told by what somebody heads, leads or speaks for, without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction import inquiries
from triples.extraction.contexts import named, the_organ
from triples.extraction.frames import AGENT_NAME, BODY, COUNTRY, PERSON, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import one_of
from triples.extraction.served import united_nations
from triples.extraction.titlephrases import Bearing
from triples.extraction.verbs import APPOINTING, forms, pasts
from triples.facts import Agent

_HEADS = (
    r"(?:heads|headed|leads|led|chairs|chaired|presides over|presided over|runs|ran|directs|directed|oversees|oversaw|"
    r"(?:is|was|has been|had been) (?:in charge of|responsible for|at the (?:head|helm) of)|h[eo]lds? the (?:[\w-]+ "
    r")?(?:presidency|chair|chairmanship) of)"
)
_WHO_HEADS = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,60}}| of (?:the )?{COUNTRY})?,? who (?:[^,.;]{{3,80}} and )?(?:\w+ "
    rf"){{0,2}}?(?P<what>(?:{_HEADS}|speaks for|spoke for)\s"
    r"[^,.;]{1,110})"
)
_LED_BY = re.compile(
    rf"(?P<what>(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}(?:{AGENT_NAME}|{inquiries.NOUN}|commission|mission|"
    rf"panel|committee|team|delegation)),? "
    rf"(?:which (?:is|was) |that (?:is|was) )?(?:led|headed|chaired|presided over|run|directed) by (?:the |a |an |"
    rf"former |retired )*(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}?(?P<person>{PERSON})"
)
_TO_HEAD = re.compile(
    rf"(?:\b{one_of(forms(APPOINTING))} (?:[\w-]+ ){{0,3}}?)?"
    rf"(?P<person>{PERSON})(?: of (?:the )?{COUNTRY})?(?:,[^,]{{0,80}},)? (?:(?:(?:has|had) been |was |is |is being )?"
    rf"{pasts(APPOINTING)} )?to (?P<what>(?:head|lead|chair|run|direct)\s[^,.;]{{3,80}})"
)
# "X, who represents Oman at the UN"; without "who" only what is done for long, and a body by its name.
_REPRESENTS = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,60}})?,? (?:who (?:\w+ ){{0,2}}?)?represent(?:s|ed) (?:the )?"
    rf"(?P<name>{COUNTRY}) (?:at|in|on|before) (?:the )?(?:{AGENT_NAME}|[Cc]ouncil|New York|Geneva|Vienna)"
)
_RUNS = re.compile(
    rf"(?P<person>{PERSON}) (?:(?:now|currently|previously|formerly|most recently|once|also) )*"
    rf"(?P<what>(?:heads|chairs|leads|runs|directs|presides over|(?:has|had) (?:headed|chaired|led|run|directed)|"
    rf"will (?:head|chair|lead|preside over)|"
    rf"(?<=recently )(?:ran|led|headed)|(?<=previously )(?:ran|led|headed)|(?<=formerly )(?:ran|led|headed)) "
    rf"(?:the |its )?(?:{BODY}'s? )?(?:(?!work|talks|meeting|session)[\w-]+ ){{0,2}}?"
    rf"(?:{BODY}(?!'s| (?:meeting|session|talks|debate|vote|in )| [\w-]+ (?:meeting|session|talks|debate|vote))|"
    rf"(?<=[\ue300-\ue3ff] )(?:[\w-]+ )?(?:mission|commission|panel|agency|office)|"
    rf"{inquiries.NOUN}|(?:[Aa]ssembly|[Cc]ommittee|[Cc]ommission))(?!\w))"
)
_DOING = re.compile(
    rf"(?P<person>{PERSON}),? (?P<what>(?:chairing|heading|leading|presiding over|running) (?:the )?{BODY})(?!'s| "
    r"[a-z]+ing)"
)
_AND_HEADED = re.compile(
    rf"(?P<person>{PERSON})(?:(?!{PERSON})[^.;]){{3,140}}? and (?:(?:later|then|also|once|now|twice) )?"
    rf"(?P<what>(?:presided over|chaired|headed|ran|directed|chairs|heads|runs|directs) (?:the )?{BODY})(?!'s| "
    r"[a-z]+ing| "
    r"(?:meeting|session|talks|debate|vote))"
)
_LEADS_ITS = re.compile(
    rf"(?P<person>{PERSON}) (?:(?:also|now) )?(?P<what>(?:leads|led|heads|headed) (?:the )?{COUNTRY}(?:'s?)? "
    r"(?:[\w-]+ )?"
    r"delegation)\b"
)
_ITS_MISSION = re.compile(rf"(?P<name>{BODY})[^.;]*? (?:its|the) (?:[\w-]+ )?(?:mission|operation|office)\b")
_DELEGATION = re.compile(rf"(?P<name>{COUNTRY})(?:'s?)? (?:[\w-]+ )?(?:delegation|mission|government|cabinet)\b")
_ORGAN = re.compile(r"\b(?P<noun>[Aa]ssembly|[Cc]ommittee|[Cc]ommission)$")
_CUE = re.compile(
    r"\b(?:head|led|lead|chair|presid|runs?\b|ran\b|direct|overs|speaks|spoke|represent|in charge|responsible|h[eo]ld)"
)
_CHIEF = re.compile(r" for the (?:[Ss]ecretary-[Gg]eneral|[Hh]igh [Cc]ommissioner)\b")
_INQUIRY = re.compile(inquiries.NOUN)


def heading(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    """The posts of those who head a body, by its name or as an inquiry: "X, who led the commission of inquiry"."""
    if not _CUE.search(frame.text):
        return
    yield from _representing(frame, number)
    for pattern in (_WHO_HEADS, _LED_BY, _TO_HEAD, _RUNS, _DOING, _AND_HEADED, _LEADS_ITS):
        for found in pattern.finditer(frame.text):
            agent = _headed(parsed, frame, found["what"])
            sender = _ITS_MISSION.search(frame.text, 0, found.end()) if agent is None and pattern is _TO_HEAD else None
            agent = named(frame, sender["name"], "whose mission it is") if sender else agent
            person = frame.items[found["person"]]
            if agent is not None and isinstance(person, int):
                span = frame.span(found.start("what"), found.end("what"))
                words = " ".join(parsed.document.text[span.start : span.end].split())
                yield Holding(
                    person,
                    f"led {words}" if pattern is _LED_BY else words,
                    "head",
                    agent,
                    _heads_when(pattern, found[0]),
                    frame.span(found.start(), found.end()),
                    number,
                    "post-heads",
                    0.85,
                )


def _representing(frame: Frame, number: int) -> Iterator[Holding]:
    """ "X, who represents Oman at the UN"."""
    for found in _REPRESENTS.finditer(frame.text):
        agent, person = named(frame, found["name"], "the state represented"), frame.items[found["person"]]
        if agent is not None and isinstance(person, int):
            span = frame.span(found.start(), found.end())
            when: Bearing = "former" if _ONCE.search(found[0]) or "represented " in found[0] else "current"
            yield Holding(
                person, "representative", "representative", agent, when, span, number, "post-represents", 0.85
            )


def _heads_when(pattern: re.Pattern[str], words: str) -> Bearing:
    if pattern is _TO_HEAD or (pattern is _RUNS and " will " in words):
        return "incoming"
    past = _ONCE.search(words) or (pattern is _RUNS and " had " in words)
    return "former" if pattern in (_WHO_HEADS, _RUNS) and past else "current"


_ONCE = re.compile(r"\b(?:previously|formerly|once|recently|until)\b")


_SPEAKS_FOR = re.compile(rf"(?:speaks|spoke) for (?:the )?(?P<name>{AGENT_NAME})")


def _headed(parsed: Parsed, frame: Frame, what: str) -> Agent | None:
    """The body that somebody heads: the last one named, or an inquiry by its common noun; whom somebody speaks for."""
    spoken_for = _SPEAKS_FOR.match(what)
    if spoken_for:
        return named(frame, spoken_for["name"], "whom somebody speaks for")
    bodies = [c for c in what if kind_of(c) == "body"]
    if _INQUIRY.search(what):
        return inquiries.inquiry_of(parsed.document)
    if not bodies and _CHIEF.search(what):
        return united_nations(parsed.document.registry, "the office of the UN's chief")
    sends = what.startswith(("head", "lead", "led", "chair")) or what.endswith("delegation")
    sent = _DELEGATION.search(what) if sends and not bodies else None
    if sent:
        return named(frame, sent["name"], "the delegation headed")
    organ = None if bodies else _ORGAN.search(what)
    if organ:
        return the_organ(parsed, organ["noun"])
    return named(frame, bodies[-1], "the body headed") if bodies else None
