"""Issuers: whose words a document in the first person is, by its heading, its signature and what "our" is beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from triples.extraction.agents import agent_of
from triples.extraction.frames import AGENT_NAME, COUNTRY, PERSON, STATE, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import ISSUER_HEADING, Parsed, frame_of, mention
from triples.extraction.patterns import at_word
from triples.extraction.served import served
from triples.extraction.titlephrases import find_titles
from triples.facts import Agent

_FIRST_PERSON = re.compile(
    at_word(r"[Ww]e|[Oo]ur|I|[Mm]y|us|Mr\.? (?:President|Chair)|Madame? (?:President|Chair)|Thank you") + r"\b"
)
_UTTERANCE = (
    r"(?:statements?|remarks|address|speech|message|letter|declaration|intervention|explanation of (?:vote|position)|"
    r"eov|communiqu[eé]|commentary|comments?|readout|press release)"
)
_JOINED = r"(?:,? (?:and|&) (?:of )?(?:the )?|, (?:of )?(?:the )?|; )"
_NAMES = rf"{AGENT_NAME}(?:{_JOINED}{AGENT_NAME})*"
_STOPS = r"(?:at|to|on|in|before|during|for|regarding|concerning|following|after|about|behalf)"
# "Statement by the Foreign Ministers of A, B and C", "released by the Governments of A and B".
_ISSUED = re.compile(
    rf"\b(?:{_UTTERANCE}|delivered|issued|released|made|given)\b(?:(?!by\b|proposed|drafted|tabled|adopted|sponsored|"
    rf"presented|called|led)[^.]){{0,60}}?\b(?:by|from|of) "
    rf"(?:(?!{_STOPS}\b)\S+ ){{0,14}}?(?P<names>{_NAMES})",
    re.IGNORECASE,
)
_BEHALF = re.compile(rf"\bon behalf of (?:the )?(?:[Gg]overnments? of )?(?:the )?(?P<names>{_NAMES})")
_DELIVERED = re.compile(r"\b(?:statement|remarks|letter) (?:was|were) (?:delivered|issued|read|made)\b", re.IGNORECASE)
_ASKED = re.compile(
    rf"\b(?:urge|call on|call upon|ask|encourage|condemn|invite|demand)(?:s|ed)?(?: that)? (?:the )?(?P<names>{_NAMES})"
)
_OURSELVES = re.compile(rf"\bWe, (?:the )?(?:[\w-]+ ){{0,6}}?(?:of )?(?:the )?(?P<names>{_NAMES}),")
_SEAT = re.compile(
    rf"\b(?:[Mm]inistry (?:of|for) [\w ]{{0,40}}?(?: of| for|,)|[Pp]ermanent [Mm]ission of|[Ee]mbassy of|"
    rf"[Gg]overnment of|[Dd]elegation of) (?:the )?(?P<names>{COUNTRY})"
)
_TITLED = re.compile(
    rf"^(?:\W*)(?P<names>{COUNTRY}):|(?P<whose>{COUNTRY})(?:'s?)? (?:\w+ ){{0,2}}?{_UTTERANCE}\b", re.IGNORECASE
)
# "Peru and Chile strongly condemn": how a statement speaks of its issuers beside "we".
_SUBJECTS = re.compile(
    rf"^(?:[A-Z][\w ,]{{0,40}}, )?(?:[Tt]he )?(?:[Gg]overnments? of )?(?:the )?"
    rf"(?P<names>{STATE}(?:{_JOINED}{STATE})*) "
    rf"(?:(?:strongly|fully|also|firmly|deeply|again|unequivocally|therefore|\w+ly) )*"
    r"(?:is|has|have|are|will|stands?|remains?|continues?|[a-z]+s|(?:co-?)?(?:vot|abstain|join|support|sponsor|welcom|"
    r"call|host|urg|condemn|reject|oppos)\w*ed|voted|came|condemn|call|urge|welcome|support|reject|demand|"
    r"express|reaffirm|reiterate|deplore|thank|join|regret|believe)\b"
)
_VOTED = re.compile(rf"(?:[Tt]he )?{STATE} (?:has |have )?(?:voted|abstained|joined (?:the )?consensus)\b")
_HEAD, _TAIL = 8, 3
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose document it is: the states or bodies, and the person where one alone speaks."""

    agents: tuple[Agent, ...]
    person: int | None = None


def find_issuer(parsed: Parsed, holdings: list[Holding]) -> Issuer | None:
    """The issuer of a document in the first person; None of any other, and where the text does not tell."""
    frames = [f for f in parsed.frames if f is not None]
    own = sum(1 for f in frames if _FIRST_PERSON.search(f.text))
    if own < 2 or own * 6 < len(frames) or (own * 4 < len(frames) and not _headed(parsed)):
        return None
    serving = {h.person: h.for_ for h in holdings if h.for_ is not None}
    lines = list(_lines(parsed))
    for read in (_by_heading, _by_office, _by_line):
        for frame in lines:
            agents = read(parsed, frame, serving)
            if agents:
                return Issuer(agents, _person(parsed, lines))
    if not any(ISSUER_HEADING.match(_plain(parsed, f)) or _TITLED.search(f.text) for f in lines) and not _headed(
        parsed
    ):
        return None
    beside = _beside_our(frames)
    return Issuer(beside, _person(parsed, lines)) if beside else None


def _lines(parsed: Parsed) -> Iterator[Frame]:
    """The lines that may say whose document it is: those of its head, and of a signature at its end."""
    lines = parsed.document.lines
    for line in (*lines[:_HEAD], *(ln for ln in lines[_HEAD:][-_TAIL:] if ln.kind != "body")):
        told = _DELIVERED.search(parsed.document.plain, line.span.start, line.span.end)
        if told or line.span.end - line.span.start <= _LONGEST_LINE or line is lines[0]:
            frame = frame_of(parsed.document, parsed.register, line.span)
            if frame is not None:
                yield frame


def _plain(parsed: Parsed, frame: Frame) -> str:
    return parsed.document.plain[frame.origin[0] : frame.origin[-1]]


def _person(parsed: Parsed, lines: list[Frame]) -> int | None:
    """The one person whom the head of a document names, in lines that say whose it is."""
    told = [f for f in lines if f.text[-1:] not in ".!?" or ISSUER_HEADING.match(_plain(parsed, f)) or _opens(f)]
    people = {item for frame in told for item in frame.items.values() if isinstance(item, int)}
    return people.pop() if len(people) == 1 else None


def _opens(frame: Frame) -> bool:
    """Whether a sentence tells who gave a statement."""
    return _DELIVERED.search(frame.text) is not None or _ISSUED.search(frame.text) is not None


def _by_heading(parsed: Parsed, frame: Frame, serving: dict[int, Agent]) -> tuple[Agent, ...]:
    """Whom the people of a heading serve, else those whom it names after "by", "of" or "on behalf of"."""
    headed = ISSUER_HEADING.match(_plain(parsed, frame))
    people = [i for c in frame.text if isinstance(i := frame.items.get(c), int)] if headed else []
    readings = [tuple(dict.fromkeys(serving[p] for p in people if p in serving))]
    told = (_BEHALF, _OURSELVES) if _DELIVERED.search(frame.text) else (_OURSELVES,)
    for pattern in (_ISSUED, _BEHALF, _OURSELVES, _SEAT) if headed or frame.text[-1:] != "." else told:
        found = pattern.search(frame.text)
        agents = _agents(frame, found["names"]) if found else ()
        if len(agents) > 1 or not any(readings):  # "delivered by X on behalf of A, B and C" is of all three
            readings.append(agents)
    return max(readings, key=len)


def _by_office(parsed: Parsed, frame: Frame, serving: dict[int, Agent]) -> tuple[Agent, ...]:
    """Whom the office in a line of its own serves ("Peru's Representative to the United Nations"), or the state that
    a title puts before its colon."""
    if frame.text[-1:] in ".!?;,":
        return ()
    for title in find_titles(frame):
        agent = served(frame, title, parsed.document.registry) if title.kind in ("envoy", "national") else None
        ends = title.end >= len(frame.text) - 40 and ":" not in frame.text[title.end :] and "|" not in frame.text
        if agent is not None and agent.type == "state" and ends:
            return (agent,)
    titled = _TITLED.search(frame.text)
    return _agents(frame, titled["names"] or titled["whose"]) if titled else ()


_BY = re.compile(rf"^By (?P<person>{PERSON})$")


def _by_line(parsed: Parsed, frame: Frame, serving: dict[int, Agent]) -> tuple[Agent, ...]:
    """Whom the author of an article in the first person serves."""
    by = _BY.match(frame.text)
    author = frame.items[by["person"]] if by else None
    return (serving[author],) if isinstance(author, int) and author in serving else ()


_HEADED = re.compile(
    r"\b(?:explanation of (?:vote|position)|statement|remarks|intervention|address|speech|eov|fact sheet|readout|"
    r"communiqu[eé]|declaration)\b",
    re.IGNORECASE,
)


def _headed(parsed: Parsed) -> bool:
    """Whether a heading says that the document is somebody's statement, without saying whose."""
    plain = parsed.document.plain
    heads = [ln for ln in parsed.document.lines[: 2 * _HEAD] if ln.kind == "heading"]
    return any(_HEADED.search(plain, ln.span.start, ln.span.end) for ln in heads)


_ORGANS = ("security-council", "general-assembly", "human-rights-council", "united-nations", "third-committee")


def _agents(frame: Frame, names: str) -> tuple[Agent, ...]:
    """The states and bodies of a list of names; an organ of the UN is where one speaks."""
    entities = [mention(frame, c).entity for c in names if kind_of(c)]
    return tuple(
        dict.fromkeys(
            agent_of(e, "the issuer that the document names") for e in entities if e and e.slug not in _ORGANS
        )
    )


def _beside_our(frames: list[Frame]) -> tuple[Agent, ...]:
    """The states that the sentences in the first person speak of as "we"."""
    counts: Counter[tuple[Agent, ...]] = Counter()
    asked = {a for frame in frames for found in _ASKED.finditer(frame.text) for a in _agents(frame, found["names"])}
    for frame, following in zip(frames, [*frames[1:], None], strict=True):
        subject = _SUBJECTS.match(frame.text)
        near = (
            _VOTED.match(frame.text)
            or _FIRST_PERSON.search(frame.text)
            or (following is not None and _FIRST_PERSON.search(following.text))
        )
        agents = _agents(frame, subject["names"]) if subject and near else ()
        if agents and not asked.intersection(agents):  # one does not urge oneself
            counts[agents] += 1
    ranked = counts.most_common(2)
    alone = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if alone else ()
