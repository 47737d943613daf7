"""Scenes: sentences whose actors stand as one character each, with lists joined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from triples.extraction.actor import Actor, Voice
from triples.extraction.actors import find_actors
from triples.extraction.adopters import adopter, adopts_texts, falls
from triples.extraction.agents import agent_of
from triples.extraction.anaphora import Memory, resolve
from triples.extraction.clauses import AFTER_PREPOSITION
from triples.extraction.frames import AGENT_NAME, COUNTRY, PERSON, Frame, mask
from triples.extraction.holdings import Holding
from triples.extraction.imagined import imagined
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed, mention
from triples.extraction.patterns import Cued
from triples.extraction.scene import Scene
from triples.extraction.standalone import announced
from triples.extraction.titlephrases import TitlePhrase
from triples.facts import Agent

# "After the council meeting, Chad called for calm": no subject.
_IN_TIME = re.compile(r"\b(?:[Aa]fter|[Bb]efore|[Dd]uring|[Ff]ollowing|[Aa]head of) (?:the )?$")
_EVENT = re.compile(r"(?:'s?)? (?:[\w-]+ )?(?:meeting|session|vote|debate|briefing|talks|visit|summit|test|launch)\b")
_AND = re.compile(
    r"[,;]? (?:and|as well as|along with|together with|joined by|n?or|&) (?:also |both )?(?:the |from |of |its |"
    r"their |his |her )?"
    r"(?:(?:more than |over |some |about |nearly |another |at least )?(?:\d[\d,]*|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|"
    r"(?:half )?a dozen|several|many|dozens of|scores of|a handful of|a number of) "
    r"(?:other )?)?$"
)
_SET_OFF = re.compile(r", (?:as well as|along with|together with|joined by)\b")
_BRACKET = re.compile(r"^ \([^()]*\)")
_COMMA = re.compile(r"[,;] (?:the )?$")
# What opens a sentence and ends at its comma: "According to Peru, Chad and Mali left".
_LEADING = re.compile(r"(?:\b[Aa]ccording to|^(?:In|At|For|To|From|By|On|Like|Unlike)) (?:the )?$")
_GOVERNMENT_OF = Cued(
    rf"(?P<state>{COUNTRY})(?:'s)? (?:government|regime|administration) of (?P<person>{PERSON})",
    " of ",
)
_BELONGS = re.compile(rf"(?P<state>{AGENT_NAME})'s? (?P<person>{PERSON})")

_NEW_TEXT = re.compile(r"\b(?:[Dd]rafts?|[Ii]ntroduc\w+|[Tt]abl\w+|[Aa]mendments?)\b")


def stage(
    parsed: Parsed,
    titles: list[list[TitlePhrase]],
    holdings: list[Holding],
    issuer: Issuer | None,
    said: Mapping[int, tuple[Voice, ...]],
) -> list[Scene]:
    """The scenes of a document in reading order; sentences that could not be masked are left out. `said`: who speaks
    each paragraph of a transcript."""
    memory = Memory(parsed, holdings, _serving(parsed, holdings), issuer)
    for number, frame in enumerate(parsed.frames):
        if frame is not None and not imagined(frame):
            if memory.adopter is not None and _NEW_TEXT.search(frame.text):
                memory.adopter = None
            memory.speaking = said.get(parsed.sentences[number].paragraph, memory.speaking)
            scene = _scene(memory, number, frame, titles[number])
            memory.scenes.append(scene)
            memory.speaking = announced(scene) or memory.speaking
            memory.body = next((a for a in reversed(scene.actors) if adopts_texts(a)), memory.body)
            passed = adopter(scene, memory.body)
            memory.fell = falls(scene) or (memory.fell and passed is None)
            memory.adopter = None if memory.fell else passed or memory.adopter
    return memory.scenes


def _serving(parsed: Parsed, holdings: list[Holding]) -> dict[int, tuple[Agent, ...]]:
    """Whom each person serves, the best told first; somebody who only once served, last."""
    found: dict[int, dict[Agent, None]] = {}
    for holding in sorted(holdings, key=lambda h: (h.bearing == "former", -h.confidence)):
        if holding.for_ is not None:
            found.setdefault(holding.person, {})[holding.for_] = None
    for frame in filter(None, parsed.frames):
        for match in _GOVERNMENT_OF.finditer(frame.text):
            entity, person = mention(frame, match["state"]).entity, frame.items[match["person"]]
            if entity is not None and isinstance(person, int):
                found.setdefault(person, {})[agent_of(entity, "the government of")] = None
        for match in _BELONGS.finditer(frame.text):
            entity, person = mention(frame, match["state"]).entity, frame.items[match["person"]]
            if entity is not None and isinstance(person, int):
                found.setdefault(person, {})[agent_of(entity, "whose the person is called")] = None
    return {person: tuple(agents) for person, agents in found.items()}


def _scene(memory: Memory, number: int, frame: Frame, titles: list[TitlePhrase]) -> Scene:
    found = _without_glosses(frame.text, find_actors(memory.parsed, frame, titles, memory.serving))
    actors = _with_members(frame.text, join(frame.text, found))
    resolved: list[Actor] = []
    for actor in actors:
        resolved.append(resolve(memory, frame, actor, resolved))
    masked = mask(frame, [(a.start, a.end, "actor", a) for a in resolved]) or Frame(frame.text, frame.origin, {})
    subject = next(
        (
            a
            for a in resolved
            if not AFTER_PREPOSITION.search(frame.text, max(0, a.start - 14), a.start)
            and not (_IN_TIME.search(frame.text, 0, a.start) and _EVENT.match(frame.text, a.end))
        ),
        None,
    )
    return Scene(
        number,
        memory.parsed.sentences[number],
        masked,
        tuple(resolved),
        subject,
        memory.parsed.document.plain,
        memory.body,
    )


def name_voice(frame: Frame, char: str) -> Voice | None:
    """The voice of a state or body by its name alone."""
    entity = mention(frame, char).entity
    return Voice(None, agent_of(entity, f"the {mention(frame, char).role}")) if entity else None


def _without_glosses(text: str, actors: list[Actor]) -> list[Actor]:
    """Actors without the abbreviations in brackets after them: "the International Court of Justice (ICJ)" is one."""
    kept: list[Actor] = []
    for actor in actors:
        gloss = kept and text[kept[-1].end : actor.start] == " (" and text[actor.end : actor.end + 1] == ")"
        if gloss and {v.for_ for v in kept[-1].voices} == {v.for_ for v in actor.voices}:
            kept[-1] = replace(kept[-1], end=actor.end + 1)
        else:
            kept.append(actor)
    return kept


def join(text: str, actors: list[Actor]) -> list[Actor]:
    """Lists as one actor: "A, B and C". A comma joins only where "and" or the like ends the list."""
    done: list[Actor] = []
    at = 0
    while at < len(actors):
        end = _list_end(text, actors, at)
        done.append(_merge(text, actors[at : end + 1]) if end > at else actors[at])
        at = end + 1
    return done


def _list_end(text: str, actors: list[Actor], at: int) -> int:
    end = ahead = at
    while ahead + 1 < len(actors):
        link = _BRACKET.sub("", text[actors[ahead].end : actors[ahead + 1].start])
        if text[actors[ahead].end - 1] == ",":
            link = "," + link
        if link.startswith(";") and _mixed(text, actors, at, ahead):
            return end  # a clause of its own begins
        if _AND.match(link):
            if link.startswith(", and ") and ahead == at:
                return end  # a clause of its own: "as did China, and officials welcomed it"
            end = ahead + 1
            if text[actors[end].end : actors[end].end + 5] not in (" and ", ", and"):
                return end
        elif link.startswith(",") and ahead == at and _is_group(actors[at]):
            return end  # "two members, Peru and Chad, object"
        elif not _COMMA.match(link) or _LEADING.search(text[: actors[at].start]):
            return end
        ahead += 1
    return end


def _is_group(actor: Actor) -> bool:
    """Whether an actor is a group that nobody knows: "two members"."""
    return not actor.voices and actor.number == "none" and actor.noun in _GROUPS


_GROUPS = ("members", "states", "countries", "nations", "governments")


def _mixed(text: str, actors: list[Actor], at: int, ahead: int) -> bool:
    """Whether a semicolon parts a list whose other names commas part."""
    links = [text[a.end : b.start] for a, b in pairwise(actors[at : ahead + 3])]
    return any(_COMMA.match(link) and link.startswith(",") for link in links)


def _merge(text: str, actors: list[Actor]) -> Actor:
    voices = tuple(dict.fromkeys(v for a in actors for v in a.voices))
    end = actors[-1].end
    set_off = any(_SET_OFF.search(text, a.end - 1, b.start) for a, b in pairwise(actors))
    if set_off and text[end : end + 1] == ",":
        end += 1
    return Actor(actors[0].start, end, voices, "many" if voices else "none", actors[-1].noun)


_NAMELY = re.compile(
    r"(?: \([A-Z]\w*\))?(?:(?:,| —|:)(?: including| such as| among them| namely| notably| with)?| including| such as|"
    r" (?:led|headed|spearheaded|coordinated) by| \() "
    r"?(?:the |both )?$"
)
_IN_FRONT = re.compile(
    r" (?:included|among them|to the fore|in the (?:lead|vanguard)|at (?:the|its|their) (?:head|"
    r"forefront|fore)|in front|leading the way)(?=[,.;—])"
)
_CLOSED = {",": ",", "—": " —", "(": ")"}


def _with_members(text: str, actors: list[Actor]) -> list[Actor]:
    """Groups that nobody knows with those of them that are named: "ten countries, among them A and B," is A and B."""
    kept: list[Actor] = []
    for actor in actors:
        group = kept[-1] if kept and not kept[-1].voices and kept[-1].number in ("many", "none") else None
        link = text[group.end : actor.start] if group is not None else ""
        ahead = _IN_FRONT.match(text, actor.end)
        if ahead and actor.number == "many" and group is None:  # "ten states, Peru and Chad included, oppose it"
            actor = replace(actor, end=ahead.end() + text.startswith(",", ahead.end()))
        if group is None or not _of_states(actor) or not (link == " " or _NAMELY.fullmatch(link)):
            kept.append(actor)
            continue
        if ahead:
            actor = replace(actor, end=ahead.end())
        elif link.endswith((" with ", " with the ")):
            kept.append(actor)
            continue
        closing = next((_CLOSED[mark] for mark in "(—," if mark in link.removeprefix(" (E10)")), "")
        if not text.startswith((closing, ".", ";"), actor.end):
            kept.append(actor)
            continue
        closed = len(closing) if text.startswith(closing, actor.end) else 0
        kept[-1] = replace(actor, start=group.start, end=actor.end + closed, number="many")
    return kept


def _of_states(actor: Actor) -> bool:
    return bool(actor.voices) and all(v.speaker is None and v.for_ and v.for_.type == "state" for v in actor.voices)
