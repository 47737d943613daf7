"""Anaphora: whom "she", "it", "the envoy" and "its mission" take up, where only one actor fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from triples.extraction.actor import Actor, Voice, person_voice
from triples.extraction.agents import agent_of
from triples.extraction.clauses import AFTER_PREPOSITION
from triples.extraction.frames import ACTOR, Frame
from triples.extraction.holdings import Holding
from triples.extraction.incumbents import incumbent
from triples.extraction.issuers import Issuer
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import listed
from triples.extraction.scene import Scene
from triples.extraction.titles import same_role
from triples.facts import Agent


@dataclass(slots=True)
class Memory:
    """What went before: the scenes so far, and who holds which office."""

    parsed: Parsed
    holdings: list[Holding]
    serving: dict[int, tuple[Agent, ...]]
    issuer: Issuer | None
    scenes: list[Scene] = field(default_factory=list)
    adopter: Actor | None = None  # of the text that passed last
    speaking: tuple[Voice, ...] = ()  # whose words the paragraph is, in a transcript or after "said:"
    fell: bool = False  # the text told of last did not pass, and speaks for nobody
    body: Actor | None = None  # the deliberating body named last


def resolve(memory: Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor:
    """The actor with the voices that it takes up; unchanged where nobody or more than one fits."""
    if actor.number == "one" and not actor.voices:
        if frame.text[: actor.start].endswith("whose ") or _THEIRS.match(frame.text, actor.start):
            return _theirs(memory, frame, actor, earlier)
        if actor.noun in _ASSISTANTS and _HERS.match(frame.text, actor.start):
            owner = replace(actor, noun=f"{frame.text[actor.start :].split()[0].lower()} side")
            served = _side(memory, frame, owner, earlier)
            return replace(actor, voices=served.voices) if served is not None else actor
        if _OF_A_MINISTRY.match(frame.text, actor.start):
            return _of_the_state(actor, earlier)
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
    elif actor.noun == "both":
        found = _both(memory, frame, actor)
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


_OF_A_MINISTRY = re.compile(r"[Aa]n? (?:\w+ )?(?:foreign|defen[cs]e|interior|unification|military|army|government)\b")


def _of_the_state(actor: Actor, earlier: list[Actor]) -> Actor:
    """ "North Korea's KCNA quoted a foreign ministry spokesman": of the one state named before in the sentence."""
    states = {v.for_ for a in earlier for v in a.voices if v.for_ is not None and v.for_.type == "state"}
    return replace(actor, voices=(Voice(None, states.pop()),)) if len(states) == 1 else actor


_THEIRS = re.compile(r"[Ii]ts |[Tt]heir ")
_HERS = re.compile(r"[Hh]is |[Hh]er ")
# "His spokesperson" serves whom he serves.
_ASSISTANTS = ("spokesperson", "spokesman", "spokeswoman", "deputy", "press secretary", "deputy spokesperson")


def _theirs(memory: Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor:
    """ "Its envoy" serves what "it" would mean."""
    if frame.text[: actor.start].endswith("whose "):
        owner = earlier[-1] if earlier else None
    else:
        owner = _things(memory, frame, replace(actor, number="thing"), earlier)
    if owner is None or len(owner.voices) != 1 or owner.voices[0].speaker is not None:
        return actor
    return _named_holder(memory, replace(actor, voices=owner.voices))


def _named_holder(memory: Memory, actor: Actor) -> Actor:
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
        people = memory.parsed.register.people
        named = (person.agent for number, person in enumerate(people) if number not in memory.serving)
        known = incumbent(memory.parsed.document, actor, named) if actor.anaphor and not holders else None
        return replace(actor, voices=(known,)) if known is not None else actor
    person = holders.pop()
    gender = memory.parsed.register.people[person].gender
    return replace(actor, voices=(person_voice(memory.parsed, person, memory.serving),), gender=gender)


def _within(held: Agent, served: Agent | None, holding: Holding) -> bool:
    """Whether who heads an inquiry is meant by "the UN's investigator"."""
    return (
        holding.rule == "post-heads" and served is not None and served.label == "United Nations" and held.type == "body"
    )


# A name that nothing is known of, for a subject: "the Progress Party said it", "Raj Patel abstained, saying he".
_ANOTHER = re.compile(
    r"(?:\b[Tt]he (?:[A-Z][\w'-]+ )+|(?:\b[A-Z][\w'-]+ ){2,})(?:has|have|had|is|was|will|would|said|says|told|"
    r"[a-z]+ed|[a-z]+[^s\W]s)\b"
)
# "Ms Power mentions her": who "she" is in what follows may be either.
_TAKEN_BY = {
    gender: re.compile(rf"{ACTOR} (?:[a-z]+ly )?[a-z]+(?:s|ed) {pronoun}(?: (?:in|at|on|as|by|with|for|to)\b|[,.;]|$)")
    for gender, pronoun in (("she", "her"), ("he", "him"))
}


def _person(memory: Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """Whom "he" or "she" means: the one person before in the sentence, else the subject of one shortly before."""
    here = _fitting(earlier, actor)
    if len({a.voices for a in here}) == 1:
        return here[0]
    if here:
        leading = [a for a in here if not AFTER_PREPOSITION.search(frame.text[max(0, a.start - 14) : a.start])]
        return leading[0] if leading else None
    if _ANOTHER.search(frame.text, 0, actor.start):
        return None
    for scene in reversed(memory.scenes[-5:]):
        if actor.gender is not None and _TAKEN_BY[actor.gender].search(scene.frame.text):
            return None
        known = {
            a.voices: a for a in _fitting(scene.actors, actor) if a.gender is not None and a.gender == actor.gender
        }
        if len(known) == 1 and (scene.subject is None or scene.subject.gender is None):
            return next(iter(known.values()))  # "Ana said that Mr Ek had left. He ..."
        if scene.subject is not None and _fitting([scene.subject], actor):
            return scene.subject
        there = {a.voices: a for a in _fitting(scene.actors, actor)}
        if len(there) == 1:
            return next(iter(there.values()))
        if there:
            return None
    return None


def _latter(memory: Memory, earlier: list[Actor]) -> Actor | None:
    """The last of those named together before."""
    before = [*reversed(earlier), *(a for s in memory.scenes[-1:] for a in reversed(s.actors))]
    several = next((a for a in before if len(a.voices) > 1), None)
    return replace(several, voices=several.voices[-1:]) if several is not None else None


def _both(memory: Memory, frame: Frame, actor: Actor) -> Actor | None:
    """The two that one sentence before has for its subject, or each of the two sentences before; the states of people
    where states are meant."""
    subjects = [s.subject.voices for s in memory.scenes[-2:] if s.subject is not None]
    pair: tuple[Voice, ...]
    if subjects and len(subjects[-1]) == 2:
        pair = subjects[-1]
    elif len(subjects) == 2 and len(subjects[0]) == len(subjects[1]) == 1 and subjects[0] != subjects[1]:
        pair = (*subjects[0], *subjects[1])
    else:
        return None
    if frame.text[actor.start : actor.end].endswith(_OF_STATES):
        pair = tuple(Voice(None, v.for_) for v in pair)
        if len(set(pair)) < 2 or any(v.for_ is None or v.for_.type != "state" for v in pair):
            return None
    return replace(actor, voices=pair)


_OF_STATES = ("countries", "governments", "states", "nations")


_HIS = {"his": "he", "her": "she", "their": None}


def _side(memory: Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
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


def _issuer(memory: Memory, actor: Actor) -> Actor | None:
    """The issuer of a document in the first person: "I" the person, "we" the states or bodies."""
    issuer = memory.issuer
    if memory.speaking:
        return replace(actor, voices=memory.speaking)
    if issuer is None:
        return None
    if actor.noun == "i" and issuer.person is not None:
        return replace(actor, voices=(person_voice(memory.parsed, issuer.person, memory.serving),))
    return replace(actor, voices=tuple(Voice(None, agent) for agent in issuer.agents))


_THING = re.compile(
    r"(?:^|[.;] ?)(?:[A-Z][^,.;]{0,30}, )?(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) (?P<words>(?!same\b)[a-z][\w-]*(?: "
    r"[a-z][\w-]*)?)"
)


def _things(memory: Memory, frame: Frame, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """Whom "it" or "they" means: the subject before in the sentence, else that of the sentences right before. A noun
    that is nobody's name ("the plan") is what "it" means where it stands nearer."""
    here = [a for a in earlier if a.number == actor.number and a.voices and not a.anaphor]
    if len(here) == 1:
        return here[0]
    if not here and _ANOTHER.search(frame.text, 0, actor.start):
        return None
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
            return _state_of(subject, scene) if subject.number == "one" else None
    return None


def _state_of(speaker: Actor, scene: Scene) -> Actor | None:
    """The state of a person who spoke of it: "the minister said that Chad would pay. It has argued ..."."""
    own = {v.for_ for v in speaker.voices}
    named = [a for a in scene.actors if a.number == "thing" and a.voices and {v.for_ for v in a.voices} == own]
    return (
        named[0]
        if named and not any(a.number == "thing" and a.voices and a not in named for a in scene.actors)
        else None
    )


def _named_thing(memory: Memory, text: str) -> Actor | None:
    """The text that passed, where that is the noun that "it" takes up."""
    words = [set(found["words"].split()) for found in _THING.finditer(text)][-1:]
    passed = bool(words and words[0] & _PASSED)
    return replace(memory.adopter, document=True) if passed and memory.adopter is not None else None


def _by_noun(memory: Memory, actor: Actor, earlier: list[Actor]) -> Actor | None:
    """What "the envoy" or "the court" takes up: the last actor of that kind; a nationality with a profession means
    who spoke last."""
    if actor.number == "one" and actor.noun not in ("he", "she") and _profession(actor):
        return _person(memory, memory.scenes[-1].frame, actor, []) if memory.scenes else None
    if actor.noun == "ministry" and earlier and earlier[0].voices and len(earlier[0].voices) == 1:
        return replace(earlier[0], voices=(Voice(None, earlier[0].voices[0].for_),))
    if actor.noun in _PASSED and memory.adopter is not None:
        return replace(memory.adopter, document=True)
    if actor.noun in _PASSED and memory.fell:
        return None
    if actor.noun in _GROUPS:
        return _group(memory, earlier)
    before = [*earlier, *(a for s in reversed(memory.scenes) for a in reversed(s.actors))]
    if actor.noun in ("experts", "panel"):
        return next((a for a in before if len(a.voices) == 1 and a.noun in ("experts", "panel")), None)
    if actor.noun == "agency":
        return next((a for a in before if len(a.voices) == 1 and _works(a.voices[0])), None)
    if actor.noun in ("judges", "justices"):
        return next((a for a in before if a.voices and a.noun in ("court", "tribunal", "justice")), None)
    for other in before:
        if other.voices and other.number == actor.number and other.noun and _takes_up(actor, other):
            return other
    if actor.noun == "ministry":
        return _ministry(memory)
    if actor.noun in ("government", "authorities"):
        return _government(memory, actor)
    return _stated(memory) if actor.noun in ("statement", "letter", "communique") else _spoke_last(memory, actor)


def _ministry(memory: Memory) -> Actor | None:
    """The ministry of the one state that was the subject shortly before, or whose envoy was."""
    for subject in reversed([s.subject for s in memory.scenes[-2:] if s.subject is not None]):
        states = {v.for_ for v in subject.voices}
        state = states.pop() if len(states) == 1 else None
        if state is not None:
            return replace(subject, voices=(Voice(None, state),), number="thing") if state.type == "state" else None
    return None


def _government(memory: Memory, actor: Actor) -> Actor | None:
    """The government of a document's issuer, else of the one state that the document is about: it names that three
    times and twice as often as any other."""
    if memory.speaking:
        return replace(actor, voices=tuple(Voice(None, v.for_) for v in memory.speaking))
    if memory.issuer is not None and len(memory.issuer.agents) == 1:
        return replace(actor, voices=(Voice(None, memory.issuer.agents[0]),), number="thing")
    named = Counter(m.entity for m in memory.parsed.document.mentions if m.entity and m.entity.kind == "state")
    ranked = sorted(named.items(), key=lambda n: (-n[1], n[0].slug))[:2]
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return replace(actor, voices=(Voice(None, agent_of(ranked[0][0], "the state that the text is about")),))


_AGENCY = re.compile(r"\b(?:Organization|Office|Fund|Programme|Agency|Commissioner)\b")


def _works(voice: Voice) -> bool:
    """Whether a voice is that of an agency."""
    return voice.speaker is None and voice.for_ is not None and _AGENCY.search(voice.for_.label) is not None


_GROUPS = ("organization", "organisation", "group", "watchdog")
_PUBLIC = re.compile(
    r"United Nations|Council|Assembly|Committee|Court|Commission|Union|League|Organi[sz]ation|Office|Agency|Fund|"
    r"Programme|"
    r"Ministry|Mission|Bank|Tribunal|Movement|High Commissioner"
)


def _group(memory: Memory, earlier: list[Actor]) -> Actor | None:
    """The association that "the organization", "the rights group" means: the one that acted last, no public body."""
    for other in (*reversed(earlier), *(a for s in reversed(memory.scenes) for a in reversed(s.actors))):
        voice = other.voices[0] if len(other.voices) == 1 else None
        acts = voice.for_ if voice is not None and voice.for_ is not None and voice.for_.type == "body" else None
        if acts is not None and not _PUBLIC.search(acts.label):
            return replace(other, voices=(Voice(None, acts),), number="thing")
    return None


def _stated(memory: Memory) -> Actor | None:
    """Whose "the statement" is: the subject of the sentence that told of one."""
    for scene in reversed(memory.scenes[-4:]):
        if "statement" in scene.frame.text and scene.subject is not None and len(scene.subject.voices) == 1:
            return replace(scene.subject, voices=(Voice(None, scene.subject.voices[0].for_),), number="thing")
    return None


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


def _spoke_last(memory: Memory, actor: Actor) -> Actor | None:
    """For an office that nobody was called by: the person whose title has that word."""
    word = actor.noun.rsplit(" ", 1)[-1]
    holders = {h.person for h in memory.holdings if word in (h.head.rsplit(" ", 1)[-1], h.head.split(" of ")[0])}
    if actor.number != "one" or len(holders) != 1:
        return None
    person = holders.pop()
    return replace(actor, voices=(person_voice(memory.parsed, person, memory.serving),))
