"""Affiliations that a title leaves out, from the rest of the document or the registry; never guessed."""

from __future__ import annotations

import re
from dataclasses import replace

from triples.extraction.careers import careers, owners
from triples.extraction.holdings import Holding
from triples.extraction.homes import home_of, most_named
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed
from triples.extraction.served import by_tenure
from triples.extraction.titles import HEAD_WORDS, PORTFOLIO, PREMODIFIERS
from triples.facts import Agent


def completed(parsed: Parsed, found: list[Holding], issuer: Issuer | None) -> list[Holding]:
    """Fill in whom a bare title serves: from the same person's other titles, else from what the registry knows of the
    person, else from the one issuer of a document in the first person."""
    known: dict[int, set[Agent]] = {}
    current: dict[int, set[Agent]] = {}
    for holding in found:
        if holding.for_ is not None:
            known.setdefault(holding.person, set()).add(holding.for_)
            if holding.bearing != "former" or holding.for_.type == "body":  # a former minister has no state's envoys
                current.setdefault(holding.person, set()).add(holding.for_)
    home = home_of(parsed) if any(h.for_ is None for h in found) else None
    lives = careers(parsed) if any(h.for_ is None for h in found) else {}
    owned = owners(parsed) if any(h.for_ is None and h.of is not None for h in found) else {}
    done = []
    for holding in found:
        if holding.for_ is not None:
            done.append(holding)
            continue
        if _ORGAN.search(holding.title):
            continue  # "president of the council", of which the text does not say more
        others = known.get(holding.person, set()) if holding.of is None else current.get(holding.of, set())
        short = holding.bare and holding.bearing == "current" and len(holding.title.split()) < 3
        short = short and holding.rule not in ("post-is", "post-pronoun")
        if others and short and not _told_so(found, holding):
            continue  # "Ambassador X, head of the EU delegation": one post, which the longer title tells
        agent = _one(others) if others else _alike(found, holding) or _elsewhere(parsed, holding, issuer)
        if agent is None and not others and holding.of is not None and _AIDES.search(holding.title.lower()):
            agent = owned.get(holding.of)
        if agent is None and not others and _SENT.fullmatch(holding.head):
            agent = lives.get(holding.person)
        if agent is None and home is not None and not others and _of_the_house(parsed, holding):
            agent = home
        if agent is None and not others and _at_home(parsed, holding):
            agent = most_named(parsed, alone=_MINISTERIAL.search(holding.title.lower()) is not None)
        done.append(replace(holding, for_=agent))
        if agent is not None and holding.bearing == "current":  # whose deputies and appointees follow
            current.setdefault(holding.person, set()).add(agent)
    return done


_AIDES = re.compile(r"minister|vice|deputy|premier|spokes|chief of staff|secretary|adviser|advisor")
_SENT = re.compile(r"(?:ambassador|consul|chargée? d'affaires|.*minister|counsell?or|representative|head|attaché)\b.*")
_ORGAN = re.compile(r"\b(?:council|assembly|committee|commission|court|tribunal|board|conference)\b", re.IGNORECASE)


_NEAR = 8  # sentences


def _alike(found: list[Holding], bare: Holding) -> Agent | None:
    """Whom the one holder of the same office before serves: "Deputy spokesperson X added"."""
    near = {
        h.for_
        for h in found
        if h.head == bare.head
        and h.for_ is not None
        and 0 <= bare.sentence - h.sentence <= _NEAR
        and h.person != bare.person
    }
    return _one({agent for agent in near if agent is not None}) if bare.title.lower().startswith("deputy") else None


def _one(agents: set[Agent]) -> Agent | None:
    return next(iter(agents)) if len(agents) == 1 else None


def _elsewhere(parsed: Parsed, holding: Holding, issuer: Issuer | None) -> Agent | None:
    known = by_tenure(parsed.document.registry, parsed.register.people[holding.person].agent, holding.head)
    headed = parsed.sentences[holding.sentence].paragraph < 0  # "Statement by President X"
    ours = issuer is not None and (headed or issuer.person == holding.person)
    theirs = (
        _is_met(parsed, holding) or holding.head in _RULERS or holding.bearing == "incoming"
    )  # often named as somebody else's
    return known if known is not None or (theirs and not ours) or not holding.bare else _by_issuer(issuer)


_RULERS = ("president", "prime minister", "king", "queen", "premier", "chancellor", "leader", "emir", "sultan")


_OWN_OFFICE = re.compile(
    r"(?:(?:first |deputy |vice |state |department |press )*(?:minister|spokes\w+|secretary)|foreign secretary)$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:^|\b(?:said|by|says) |: |[\"—] ?)(?:[Tt]he )?$")


def _of_the_house(parsed: Parsed, holding: Holding) -> bool:
    """Whether a bare office is that of the house whose document it is: "Minister X", or a subject without a state."""
    if holding.bearing != "current" or holding.of is not None or holding.head in ("ambassador", "envoy", "delegate"):
        return False
    start = parsed.sentences[holding.sentence].span.start
    before = parsed.document.plain[start : holding.evidence.start]
    own = bool(_OWN_OFFICE.fullmatch(holding.title))
    return own or (holding.head in _MINISTERS and bool(_SUBJECT.search(before)))


_DOMESTIC = re.compile(
    r"minister|ministry|premier|president|chancellor|senator|lawmaker|speaker|secretary|\bMP\b|governor|leader"
)


def _at_home(parsed: Parsed, holding: Holding) -> bool:
    """Whether a bare title before a name is one that newspapers give to their own state's people alone."""
    if _is_met(parsed, holding) or _OF_OTHER.match(parsed.document.plain, holding.evidence.end):
        return False
    return (
        holding.rule == "post-before"
        and holding.of is None
        and holding.bearing != "former"
        and _DOMESTIC.search(holding.title.lower()) is not None
        and {*_WORD.findall(holding.title.lower())} <= _OFFICIAL
    )


_OF_OTHER = re.compile(r" (?:of|from|with) (?:the )?[A-Z]")  # "Senator X of Ohio"
_WORD = re.compile(r"[^\s,-]+")
_OFFICIAL = (
    PORTFOLIO | HEAD_WORDS | {*PREMODIFIERS, "of", "for", "and", "the"}
)  # "Kosovo Prime Minister" serves another
_MINISTERIAL = re.compile(
    r"^(?!.*(?:\bprime\b|\bvice\b|general|\bparty\b)).*(?:minister|ministry|secretary|lawmaker|senator|speaker)"
)


_MINISTERS = ("minister", "prime minister", "president", "secretary", "foreign secretary", "defence secretary")


_MET = re.compile(
    r"\b(?:with|met|meets|meet|between|telephoned|phoned|invited|receiv\w+|welcom\w+|visit\w*) (?:the |and )?$"
)


def _is_met(parsed: Parsed, holding: Holding) -> bool:
    """Whether somebody is who another meets, and so more often of another state."""
    start = parsed.sentences[holding.sentence].span.start
    return _MET.search(parsed.document.plain, start, holding.evidence.start) is not None


def _told_so(found: list[Holding], bare: Holding) -> bool:
    """Whether a fuller title of the same person has the same head, or the bare one is all there is."""
    fuller = [h for h in found if h.person == bare.person and h.for_ is not None]
    return any(h.head == bare.head for h in fuller) or not fuller


def _by_issuer(issuer: Issuer | None) -> Agent | None:
    return issuer.agents[0] if issuer is not None and len(issuer.agents) == 1 else None
