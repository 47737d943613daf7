"""Scenes: sentences whose actors stand as one character each, lists joined, and pronouns and "the envoy" resolved
where only one actor fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from triples.extraction.actors import Actor, Voice, find_actors, person_voice
from triples.extraction.adopters import adopter, adopts_texts, falls
from triples.extraction.agents import agent_of
from triples.extraction.frames import COUNTRY, PERSON, Frame, mask
from triples.extraction.holdings import Holding
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed, mention
from triples.extraction.patterns import listed
from triples.extraction.scene import Scene
from triples.extraction.titlephrases import TitlePhrase
from triples.extraction.titles import same_role
from triples.facts import Agent

_AND = re.compile(
    r",? (?:and|as well as|along with|together with|joined by|or|&) (?:also |both )?(?:the |from |of )?"
    r"(?:(?:more than |over |some |about |nearly )?(?:\d[\d,]*|two|three|four|five|six|several|many|dozens of) "
    r"(?:other )?)?$"
)
_SET_OFF = re.compile(r", (?:as well as|along with|together with|joined by)\b")
_BRACKET = re.compile(r"^ \([^()]*\)")
_COMMA = re.compile(r", (?:the )?$")
# What opens a sentence and ends at its comma: "According to Peru, Chad and Mali left".
_LEADING = re.compile(r"(?:\b[Aa]ccording to|^(?:In|At|For|To|From|By|On|Like|Unlike)) (?:the )?$")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|in|at|to|from|with|by|for|on|against|over|under|into|between|towards?|about|including|via|near|"
    r"among|like|than|across|behind) (?:the )?$",
    re.IGNORECASE,
)
_GOVERNMENT_OF = re.compile(
    rf"(?P<state>{COUNTRY})(?:'s)? (?:government|regime|administration) of (?P<person>{PERSON})"
)
_BELONGS = re.compile(rf"(?P<state>{COUNTRY})'s? (?P<person>{PERSON})")


@dataclass(slots=True)
class _Memory:
    """What went before: the scenes so far, and who holds which office."""

    parsed: Parsed
    holdings: list[Holding]
    serving: dict[int, tuple[Agent, ...]]
    issuer: Issuer | None
    scenes: list[Scene] = field(default_factory=list)
    adopter: Actor | None = None  # of the text that passed last
    body: Actor | None = None  # the deliberating body named last


def stage(
    parsed: Parsed, titles: list[list[TitlePhrase]], holdings: list[Holding], issuer: Issuer | None
) -> list[Scene]:
    """The scenes of a document in reading order; sentences that could not be masked are left out."""
    memory = _Memory(parsed, holdings, _serving(parsed, holdings), issuer)
    for number, frame in enumerate(parsed.frames):
        if frame is not None:
            if memory.adopter is not None and _NEW_TEXT.search(frame.text):
                memory.adopter = None
            scene = _scene(memory, number, frame, titles[number])
            memory.scenes.append(scene)
            memory.body = next((a for a in reversed(scene.actors) if adopts_texts(a)), memory.body)
            memory.adopter = None if falls(scene) else adopter(scene, memory.body) or memory.adopter
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
                found.setdefault(person, {})[agent_of(entity, "the state whose the person is called")] = None
    return {person: tuple(agents) for person, agents in found.items()}


def _scene(memory: _Memory, number: int, frame: Frame, titles: list[TitlePhrase]) -> Scene:
    found = _without_glosses(frame.text, find_actors(memory.parsed, frame, titles, memory.serving))
    actors = _with_members(frame.text, join(frame.text, found))
    resolved: list[Actor] = []
    for actor in actors:
        resolved.append(_resolve(memory, frame, actor, resolved))
    masked = mask(frame, ((a.start, a.end, "actor", a) for a in resolved)) or Frame(frame.text, frame.origin, {})
    subject = next(
        (a for a in resolved if not _AFTER_PREPOSITION.search(frame.text, max(0, a.start - 14), a.start)), None
    )
    return Scene(
        number, memory.parsed.sentences[number], masked, tuple(resolved), subject, memory.parsed.document.plain
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
        if _AND.match(link):
            if link.startswith(", and ") and ahead == at:
                return end  # a clause of its own: "as did China, and officials welcomed it"
            end = ahead + 1
            if text[actors[end].end : actors[end].end + 5] not in (" and ", ", and"):
                return end
        elif not _COMMA.match(link) or _LEADING.search(text[: actors[at].start]):
            return end
        ahead += 1
    return end


def _merge(text: str, actors: list[Actor]) -> Actor:
    voices = tuple(dict.fromkeys(v for a in actors for v in a.voices))
    end = actors[-1].end
    set_off = any(_SET_OFF.search(text, a.end - 1, b.start) for a, b in pairwise(actors))
    if set_off and text[end : end + 1] == ",":
        end += 1
    return Actor(actors[0].start, end, voices, "many" if voices else "none", actors[-1].noun)


_NAMELY = re.compile(
    r"(?: \([A-Z]\w*\))?(?:(?:,| —|:)(?: including| such as| among them| namely| notably)?| including| such as| \() "
    r"?(?:the |both )?$"
)
_CLOSED = {",": ",", "—": " —", "(": ")"}


def _with_members(text: str, actors: list[Actor]) -> list[Actor]:
    """Groups that nobody knows with those of them that are named: "ten countries, among them A and B," is A and B."""
    kept: list[Actor] = []
    for actor in actors:
        group = kept[-1] if kept and not kept[-1].voices and kept[-1].number in ("many", "none") else None
        link = text[group.end : actor.start] if group is not None else ""
        if group is None or not _of_states(actor) or not (link == " " or _NAMELY.fullmatch(link)):
            kept.append(actor)
            continue
        closing = next((_CLOSED[mark] for mark in "(—," if mark in link.removeprefix(" (E10)")), "")
        if not text.startswith(closing, actor.end):
            kept.append(actor)
            continue
        kept[-1] = replace(actor, start=group.start, end=actor.end + len(closing), number="many")
    return kept


def _of_states(actor: Actor) -> bool:
    return bool(actor.voices) and all(v.speaker is None and v.for_ and v.for_.type == "state" for v in actor.voices)


def _resolve(memory: _Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor:
    """The actor with the voices that it takes up; unchanged where nobody or more than one fits."""
    whose = frame.text[: actor.start].endswith("whose ")
    if actor.number == "one" and not actor.voices and (whose or _THEIRS.match(frame.text, actor.start)):
        return _theirs(memory, frame, actor, earlier)
    if actor.number == "one" and not actor.anaphor and actor.voices and actor.voices[0].speaker is None:
        return _named_holder(memory, actor)
    if not actor.anaphor:
        return actor
    if actor.voices:
        return _named_holder(memory, actor)
    if actor.noun in ("we", "i"):
        found = _issuer(memory, actor)
    elif actor.noun in ("he", "she"):
        found = _person(memory, frame, actor, earlier)
    elif actor.noun.endswith(" side"):
        found = _side(memory, frame, actor, earlier)
    elif actor.noun == "latter":
        found = _latter(memory, earlier)
    elif actor.noun in ("it", "they"):
        found = _things(memory, frame, actor, earlier)
    else:
        found = _by_noun(memory, actor, earlier)
    if found is None:
        return actor
    return replace(
        actor, voices=found.voices, gender=actor.gender or found.gender, document=actor.document or found.document
    )


_THEIRS = re.compile(r"[Ii]ts |[Tt]heir ")


def _theirs(memory: _Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor:
    """ "Its envoy" serves what "it" would mean."""
    if frame.text[: actor.start].endswith("whose "):
        owner = earlier[-1] if earlier else None
    else:
        owner = _things(memory, frame, replace(actor, number="thing"), earlier)
    if owner is None or len(owner.voices) != 1 or owner.voices[0].speaker is not None:
        return actor
    return _named_holder(memory, replace(actor, voices=owner.voices))


def _named_holder(memory: _Memory, actor: Actor) -> Actor:
    """An office without a name, given that of the one person whom the document names in it."""
    served = actor.voices[0].for_
    holders = {
        h.person
        for h in memory.holdings
        if h.for_ is not None and same_role(h.head, actor.noun) and (h.for_ == served or _within(h.for_, served, h))
    }
    exact = {h.person for h in memory.holdings if h.person in holders and h.head == actor.noun}
    holders = exact or holders
    if len(holders) != 1:
        return actor
    person = holders.pop()
    gender = memory.parsed.register.people[person].gender
    return replace(actor, voices=(person_voice(memory.parsed, person, memory.serving),), gender=gender)


def _within(held: Agent, served: Agent | None, holding: Holding) -> bool:
    """Whether who heads an inquiry is meant by "the UN's investigator"."""
    return (
        holding.rule == "post-heads" and served is not None and served.label == "United Nations" and held.type == "body"
    )


def _person(memory: _Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """Whom "he" or "she" means: the one person before in the sentence, else the subject of one shortly before."""
    here = _fitting(earlier, actor)
    if len({a.voices for a in here}) == 1:
        return here[0]
    if here:
        leading = [a for a in here if not _AFTER_PREPOSITION.search(frame.text[max(0, a.start - 14) : a.start])]
        return leading[0] if leading else None
    for scene in reversed(memory.scenes[-5:]):
        if scene.subject is not None and _fitting([scene.subject], actor):
            return scene.subject
        there = {a.voices: a for a in _fitting(scene.actors, actor)}
        if len(there) == 1:
            return next(iter(there.values()))
        if there:
            return None
    return None


def _latter(memory: _Memory, earlier: list[Actor]) -> Actor | None:
    """The last of those named together before."""
    before = [*reversed(earlier), *(a for s in memory.scenes[-1:] for a in reversed(s.actors))]
    several = next((a for a in before if len(a.voices) > 1), None)
    return replace(several, voices=several.voices[-1:]) if several is not None else None


_HIS = {"his": "he", "her": "she", "their": None}


def _side(memory: _Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """The state of whoever speaks ("her delegation"), or what "it" would mean ("its mission")."""
    whose = actor.noun.split()[0]
    if whose == "its":
        owner = _things(memory, frame, replace(actor, number="thing"), earlier)
        return owner if owner is not None and len(owner.voices) == 1 and owner.voices[0].speaker is None else None
    speaker = _person(memory, frame, replace(actor, gender=_HIS[whose]), earlier)
    served = speaker.voices[0].for_ if speaker is not None else None
    return replace(actor, voices=(Voice(None, served),)) if served is not None else None


def _fitting(actors: Iterable[Actor], pronoun: Actor) -> list[Actor]:
    return [
        a
        for a in actors
        if a.number == "one"
        and len(a.voices) == 1
        and (a.gender is None or pronoun.gender is None or a.gender == pronoun.gender)
    ]


def _issuer(memory: _Memory, actor: Actor) -> Actor | None:
    """The issuer of a document in the first person: "I" the person, "we" the states or bodies."""
    issuer = memory.issuer
    if issuer is None:
        return None
    if actor.noun == "i" and issuer.person is not None:
        return replace(actor, voices=(person_voice(memory.parsed, issuer.person, memory.serving),))
    return replace(actor, voices=tuple(Voice(None, agent) for agent in issuer.agents))


_THING = re.compile(
    r"(?:^|[.;] ?)(?:[A-Z][^,.;]{0,30}, )?(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) (?P<words>(?!same\b)[a-z][\w-]*(?: "
    r"[a-z][\w-]*)?)"
)


def _things(memory: _Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """Whom "it" or "they" means: the subject before in the sentence, else that of the sentences right before. A noun
    that is nobody's name ("the plan") is what "it" means where it stands nearer."""
    here = [a for a in earlier if a.number == actor.number and a.voices and not a.anaphor]
    if len(here) == 1:
        return here[0]
    if actor.number == "thing" and not here and _THING.search(frame.text, 0, actor.start):
        return _named_thing(memory, frame.text[: actor.start])
    reach = 2 if actor.number == "thing" else 4
    for scene in reversed(memory.scenes[-reach:]):
        subject, text = scene.subject, scene.frame.text
        if actor.number == "thing" and _THING.match(text):  # "The plan" that opens the sentence is nearer than a name
            return _named_thing(memory, text)
        if subject is not None and subject.voices and subject.number == actor.number:
            return (
                subject
                if actor.number != "thing" or not text.startswith("'s", (scene.place(subject) or 0) + 1)
                else None
            )
        if actor.number == "thing" and subject is not None and (subject.voices or subject.number == "thing"):
            return None
    return None


def _named_thing(memory: _Memory, text: str) -> Actor | None:
    """The text that passed, where that is the noun that "it" takes up."""
    words = [set(found["words"].split()) for found in _THING.finditer(text)][-1:]
    passed = bool(words and words[0] & _PASSED)
    return replace(memory.adopter, document=True) if passed and memory.adopter is not None else None


def _by_noun(memory: _Memory, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """What "the envoy" or "the court" takes up: the last actor of that kind; a nationality with a profession means
    who spoke last."""
    if actor.number == "one" and actor.noun not in ("he", "she") and _profession(actor):
        return _person(memory, memory.scenes[-1].frame, actor, []) if memory.scenes else None
    if actor.noun == "ministry" and earlier and earlier[0].voices and len(earlier[0].voices) == 1:
        return replace(earlier[0], voices=(Voice(None, earlier[0].voices[0].for_),))
    if actor.noun in _PASSED and memory.adopter is not None:
        return replace(memory.adopter, document=True)
    before = [*earlier, *(a for s in reversed(memory.scenes) for a in reversed(s.actors))]
    for other in before:
        if other.voices and other.number == actor.number and other.noun and _takes_up(actor, other):
            return other
    return _stated(memory) if actor.noun in ("statement", "letter", "communique") else _spoke_last(memory, actor)


def _stated(memory: _Memory) -> Actor | None:
    """Whose "the statement" is: the subject of the sentence that told of one."""
    for scene in reversed(memory.scenes[-4:]):
        if "statement" in scene.frame.text and scene.subject is not None and len(scene.subject.voices) == 1:
            return replace(scene.subject, voices=(Voice(None, scene.subject.voices[0].for_),), number="thing")
    return None


_NEW_TEXT = re.compile(r"\b(?:[Dd]rafts?|[Ii]ntroduc\w+|[Tt]abl\w+|[Aa]mendments?)\b")
_PASSED = frozenset(("resolution", "text", "document"))
_PROFESSIONS = frozenset(
    listed(
        """
    diplomat, judge, lawyer, jurist, expert, politician, academic, professor, activist, official, general
    """
    )
)


def _profession(actor: Actor) -> bool:
    return actor.noun in _PROFESSIONS


def _takes_up(actor: Actor, other: Actor) -> bool:
    return other.noun == actor.noun or (actor.number == "one" and same_role(actor.noun, other.noun))


def _spoke_last(memory: _Memory, actor: Actor) -> Actor | None:
    """For an office that nobody was called by: the person whose title has that word."""
    holders = {h.person for h in memory.holdings if h.head.rsplit(" ", 1)[-1] == actor.noun.rsplit(" ", 1)[-1]}
    if actor.number != "one" or len(holders) != 1:
        return None
    person = holders.pop()
    return replace(actor, voices=(person_voice(memory.parsed, person, memory.serving),))
