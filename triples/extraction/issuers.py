"""Issuers: whose words a document in the first person is, by its heading, its signature and what "our" is beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from triples.extraction.agents import agent_of
from triples.extraction.frames import COUNTRY, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import ISSUER_HEADING, Parsed, mention
from triples.facts import Agent

_BY = re.compile(
    rf"\b(?:by|from|of|on behalf of|delivered by|for|released by)\s(?:[Tt]he )?(?:(?:[Gg]overnment|[Rr]epublic|"
    rf"[Kk]ingdom|[Mm]inistry[\w ]*) of (?:the )?)?(?P<name>{COUNTRY})"
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y|us)\b")
_SUBJECT = re.compile(
    r"^(?:[A-Z][\w ,]{0,40}, )?(?:[Tt]he )?(?P<name>[\ue000-\ue0ff]) (?:is|has|have|are|will|stands?|remains?|"
    r"continues?|\w+s)\b"
)
_OPENS = re.compile(r"^(?:[Tt]he )?(?P<name>[\ue000-\ue1ff])")
_HEAD = 8
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose document it is: the states or bodies, and the person where one alone speaks."""

    agents: tuple[Agent, ...]
    person: int | None = None


def find_issuer(parsed: Parsed, holdings: list[Holding]) -> Issuer | None:
    """The issuer of a document in the first person; None of any other, and where the text does not tell."""
    served = {h.person: h.for_ for h in holdings if h.for_ is not None}
    frames = [f for f in parsed.frames if f is not None]
    own = sum(1 for f in frames if _FIRST_PERSON.search(f.text))
    if own < _FEWEST or own * 6 < len(frames):
        return None
    for number, frame in enumerate(frames[:_HEAD]):
        plain = parsed.document.plain[frame.origin[0] : frame.origin[-1]]
        if ISSUER_HEADING.match(plain):
            issuer = _named(parsed, frame, served) or (_beside_our(parsed, frame, frames) if number < _HEAD else None)
            if issuer is not None:
                return issuer
    return None


def _named(parsed: Parsed, frame: Frame, served: dict[int, Agent]) -> Issuer | None:
    """The issuer that a heading names: its office-holders' states, else the state after "by"."""
    people = [i for c in frame.text if isinstance(i := frame.items.get(c), int)]
    agents = tuple(dict.fromkeys(served[p] for p in people if p in served))
    if agents:
        return Issuer(agents, people[0] if len(people) == 1 else None)
    by = _BY.search(frame.text)
    agent = _agent(frame, by["name"], "the issuer that the heading names") if by else None
    return Issuer((agent,), people[0] if len(people) == 1 else None) if agent else None


def _beside_our(parsed: Parsed, frame: Frame, frames: list[Frame]) -> Issuer | None:
    """The state that the sentences in the first person speak of as "we", else the one that opens the document's
    title."""
    people = [i for c in frame.text if isinstance(i := frame.items.get(c), int)]
    counts = Counter(_with_our(frames))
    ranked = counts.most_common(2)
    person = people[0] if len(people) == 1 else None
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return Issuer((ranked[0][0],), person)
    opened = _title_state(parsed)
    return Issuer((opened,), person) if opened and person is not None else None


def _with_our(frames: list[Frame]) -> Iterator[Agent]:
    for frame, following in zip(frames, [*frames[1:], None], strict=True):
        subject = _SUBJECT.match(frame.text)
        near = _FIRST_PERSON.search(frame.text) or (following is not None and _FIRST_PERSON.match(following.text))
        agent = _agent(frame, subject["name"], 'the state spoken of as "we"') if subject and near else None
        if agent is not None:
            yield agent


def _title_state(parsed: Parsed) -> Agent | None:
    """The state whose name opens the first line of the document."""
    first = parsed.document.lines[0].span if parsed.document.lines else None
    mentions = parsed.document.mentions_in(first) if first else ()
    if not first or not mentions or mentions[0].span.start > first.start + 4:
        return None
    entity = mentions[0].entity
    return agent_of(entity, "the state that opens the title") if entity and entity.kind == "state" else None


def _agent(frame: Frame, char: str, how: str) -> Agent | None:
    if kind_of(char) not in ("state", "demonym", "capital"):
        return None
    entity = mention(frame, char).entity
    return agent_of(entity, how) if entity else None
