"""Actors of a frame: the phrases that may speak or take a position, and for whom each speaks, before anaphora is
resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples import iris
from triples.extraction import inquiries
from triples.extraction.actor import Actor, Number, Voice, person_voice
from triples.extraction.actorwords import AGENCIES, DOCUMENT_NOUN, OF_MEMBERS, SPEAKING_PLURALS, phrases
from triples.extraction.agents import agent_of
from triples.extraction.frames import BODY, CAPITAL, Frame, kind_of
from triples.extraction.givennames import after_given_name
from triples.extraction.parsed import Parsed, mention
from triples.extraction.served import served
from triples.extraction.titlephrases import OF_STATE, TitlePhrase
from triples.extraction.unlisted import unlisted
from triples.facts import Agent

_OF_BODIES = frozenset(("experts", "rapporteurs"))  # those of a state are scholars
_APART = re.compile(
    r"\b(?:opposition|rebel|exiled?|breakaway|separatist|shadow|jailed|student|former|private|civil|local|city|"
    r"regional)\b"
)


def find_actors(
    parsed: Parsed, frame: Frame, titles: list[TitlePhrase], serving: dict[int, tuple[Agent, ...]]
) -> list[Actor]:
    """The actors of a frame in reading order, none inside another. `serving` says whom each person serves."""
    found = [*_titled(parsed, frame, titles, serving), *_others(parsed, frame, serving)]
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end, a.noun != "both")):
        if not kept or actor.start >= kept[-1].end:
            kept.append(actor)
    return kept


def _titled(
    parsed: Parsed, frame: Frame, titles: list[TitlePhrase], serving: dict[int, tuple[Agent, ...]]
) -> Iterator[Actor]:
    for title in titles:
        if title.person is not None:
            yield _named(parsed, frame, title, serving)
        elif title.kind == "plural":
            yield _plural(frame, title)
        else:
            yield _unnamed(parsed, frame, title)


def _named(parsed: Parsed, frame: Frame, title: TitlePhrase, serving: dict[int, tuple[Agent, ...]]) -> Actor:
    """A person with a title beside the name, closing comma of an apposition included."""
    person = frame.items[title.person or ""]
    assert isinstance(person, int)
    start, end = title.person_at, title.person_at + 1
    if title.relation != "is":
        start = _addressed(frame.text, start)
        of = OF_STATE.match(frame.text, end)
        start, end = min(title.start, start), max(title.end, of.end() if of else end)
        comma = title.relation == "apposed" or frame.text[title.end : title.end + 1] == ","
        end += comma and frame.text[end : end + 1] == ","
    gender = parsed.register.people[person].gender
    return Actor(start, end, (person_voice(parsed, person, serving),), "one", title.head.lower(), gender)


_ADDRESS = re.compile(r"\b(?:(?:Dr|Mr|Mrs|Ms|Prof|Gen|Lt|Col|Maj|Amb|Hon|Rev)\.? |H\.E\. )+$")


def _addressed(text: str, start: int) -> int:
    """Where a name begins with the form of address before it."""
    address = _ADDRESS.search(text, max(0, start - 16), start)
    return address.start() if address else start


def _plural(frame: Frame, title: TitlePhrase) -> Actor:
    """Officials of one or more states or bodies; diplomats of a body speak for no one, as they serve their states."""
    noun = title.head.lower()
    the = title.determiner.lower().strip() == "the" or _THE_FIFTEEN.search(frame.text, 0, title.start)
    if noun == "members" and (
        (the and _tail_owns(title)) or (title.mods[1:] == " " and _ALONE.search(frame.text, 0, title.start))
    ):
        return _members(frame, title)
    owns = _tail_owns(title) or (noun in ("officials", "authorities") and _IN_CAPITAL.match(title.tail))
    chars = [*title.names, *(c for c in title.tail if kind_of(c))] if owns else title.names
    voices = []
    for char in dict.fromkeys(chars):
        entity = mention(frame, char).entity if kind_of(char) != "agency" else None
        of_members = noun in OF_MEMBERS if entity is not None and entity.kind == "body" else noun in _OF_BODIES
        if entity is not None and not of_members:
            voices.append(Voice(None, agent_of(entity, f"the {noun} of {entity.label}")))
    if noun not in SPEAKING_PLURALS:
        others = _OTHERS.search(frame.text, title.start, title.end)  # "Peru and most other members"
        owner = _OWNER.match(title.tail)
        end = title.end - len(title.tail) + (owner.end() if owner else 0)
        return Actor(others.end() if others else title.start, end, (), "none", noun)
    if not voices and (title.determiner in ("the", "") and not title.mods and not title.tail):
        return Actor(title.start, title.end, (), "many", noun, anaphor=bool(title.determiner))
    return Actor(title.start, title.end, tuple(voices), "many", noun)


_IN_CAPITAL = re.compile(rf" in {CAPITAL}$")  # "officials in Seoul"
_ALONE = re.compile(r"(?:^|[.,;:—] |\b[Tt]he |\bthat )$")  # not "several Council members"
_THE_FIFTEEN = re.compile(r"\b[Tt]he (?:15|fifteen|\w+) $")
_OTHERS = re.compile(r".* and ")
_OWNER = re.compile(r" (?:of|from) (?:the )?[\ue000-\uf8ff]")


def _members(frame: Frame, title: TitlePhrase) -> Actor:
    """ "The members of the Security Council" is how the Council speaks in its statements to the press."""
    if title.mods.strip() == "Council" or title.tail == " of the Council":
        return Actor(title.start, title.end, (), "thing", "council", anaphor=True)
    bodies = [mention(frame, c).entity for c in title.mods + title.tail if kind_of(c) == "body"]
    voices = tuple(
        Voice(None, agent_of(b, "the members of")) for b in bodies[:1] if b is not None and b.slug == "security-council"
    )
    return Actor(title.start, title.end, voices, "many" if voices else "none", "members")


def _tail_owns(title: TitlePhrase) -> bool:
    return title.tail.startswith((" of ", " from "))


def _unnamed(parsed: Parsed, frame: Frame, title: TitlePhrase) -> Actor:
    """An office-holder without a name: for whom the title serves, or an anaphor ("the ambassador")."""
    if _APART.search(title.mods):  # an opposition leader, a former minister
        return Actor(title.start, title.end, (), "one", title.head.lower())
    asked = _TO_DO.search(title.tail)  # "requested the High Commissioner to prepare a report"
    if asked is not None:
        title = replace(title, end=title.end - len(title.tail) + asked.start(), tail=title.tail[: asked.start()])
    agent = served(frame, title, parsed.document.registry) or _diplomat(frame, title)
    noun = title.head.lower()
    gender = "she" if noun.endswith("woman") else "he" if noun.endswith("man") else None
    office = _OFFICE.match(frame.text, title.end)
    if office and title.determiner in ("its", "Its"):
        return Actor(title.start, office.end(), (), "thing", "its side", anaphor=True)
    if office and agent is not None:
        return Actor(title.start, office.end(), (Voice(None, agent),), "thing", "office")
    if agent is None:
        anaphoric = title.determiner == "the" and (
            title.kind != "weak"
            or noun in ("diplomat", "expert", "official")
            or any(kind_of(c) == "demonym" for c in title.mods)
        )
        return Actor(title.start, title.end, (), "one", noun, gender, anaphor=anaphoric)
    return Actor(title.start, title.end, (Voice(None, agent),), "one", noun, gender, anaphor=title.determiner == "the")


_TO_DO = re.compile(r" to (?!the\b)[a-z]+\b")
_OFFICE = re.compile(r"'s? (?:press )?(?:office|secretariat|cabinet|team)\b")


def _diplomat(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The state of "a Chinese diplomat"; "the Norwegian diplomat" may well serve another, and takes up a name."""
    countries = [c for c in title.names if kind_of(c) in ("state", "demonym")]
    if title.head.lower() != "diplomat" or title.determiner == "the" or len(countries) != 1:
        return None
    entity = mention(frame, countries[0]).entity
    return agent_of(entity, "a diplomat of") if entity else None


def _others(parsed: Parsed, frame: Frame, serving: dict[int, tuple[Agent, ...]]) -> Iterator[Actor]:
    for found in phrases(frame):
        assert found.lastgroup is not None  # the alternative that matched closes last
        actor = _READERS[found.lastgroup](parsed, frame, found, serving)
        if actor is not None:
            yield actor


def _entity_actor(
    frame: Frame, found: re.Match[str], char: str, number: Number, noun: str, how: str, document: bool = False
) -> Actor | None:
    entity = mention(frame, char).entity
    if entity is None:
        return None
    agent = agent_of(entity, how)
    return Actor(found.start(), found.end(), (Voice(None, agent),), number, noun, document=document)


Serving = dict[int, tuple[Agent, ...]]
_OF_BODY = re.compile(rf" (?:of|from) (?:the )?(?P<body>{BODY})(?: \({BODY}\))?(?!'s)")
# "The Oslo accords" are named after a place.
_NAMED_THERE = re.compile(
    r" (?:[Pp]eace )?(?:[Aa]greements?|[Aa]ccords?|[Pp]rotocols?|[Pp]rocess|[Cc]onventions?|[Dd]eclaration|[Ss]ummit|"
    r"[Tt]alks|[Tt]reaty|[Pp]act|[Ff]ormat|[Aa]irport|[Oo]ffice|[Bb]ureau|[Cc]onference|[Mm]eeting|[Aa]genda|"
    r"[Pp]rinciples|[Rr]ules|[Ss]tatute|[Ff]ramework|[Ii]nitiative|[Ff]ormula|[Dd]ocument|[Cc]ommuniqu[eé]|[Rr]ound)\b"
)


def _bare(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    char = found["name"]
    kind = kind_of(char)
    if kind == "person":
        person = frame.items[char]
        assert isinstance(person, int)
        gender = parsed.register.people[person].gender
        of = OF_STATE.match(frame.text, found.end())
        voice = person_voice(parsed, person, serving)
        body = None if of or voice.for_ else _OF_BODY.match(frame.text, found.end())
        entity = mention(frame, body["body"]).entity if body else None
        if entity is not None:  # "X of Amnesty International" speaks for it, whatever the post
            voice = Voice(voice.speaker, agent_of(entity, "named after the person"))
        end = of.end() if of else body.end() if body else found.end()
        return Actor(_addressed(frame.text, found.start()), end, (voice,), "one", "", gender)
    if kind == "agency" or after_given_name(frame.text, found.start("name")):
        return Actor(found.start(), found.end(), (), "none")
    if kind == "capital" and _NAMED_THERE.match(frame.text, found.end()):
        return None
    if kind == "capital" and parsed.document.plain.startswith("Brussels", frame.origin[found.start("name")]):
        return _organ(parsed, found, "european-union", "union")  # no Belgian government is called so
    entity = mention(frame, char).entity
    noun = entity.label.rsplit(" ", 1)[-1].lower() if entity and kind == "body" else ""
    return _entity_actor(frame, found, char, "thing", noun, f"the {mention(frame, char).role}")


def _allied(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    return _entity_actor(frame, found, found["ally"], "thing", "", "named with its ally")


def _ourselves(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "We at Amnesty International"."""
    return _entity_actor(frame, found, found["ours"], "many", "", "the body of the one who speaks")


def _whose(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "Peru's Ana Soto": the person, for whom she serves."""
    person = frame.items[found["who"]]
    assert isinstance(person, int)
    gender = parsed.register.people[person].gender
    return Actor(found.start(), found.end(), (person_voice(parsed, person, serving),), "one", "", gender)


def _institution(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    noun = found["instnoun"].split()[-1].lower()
    if _APART.search(found[0]):
        return Actor(found.start(), found.end(), (), "none")
    if noun == "summit" and kind_of(found["owner"]) != "body":
        return Actor(found.start(), found.end(), (), "none")
    if noun.endswith("court"):  # a state's own speaks for itself
        own = kind_of(found["owner"]) != "body"
        return Actor(found.start(), found.end(), (), "none") if own else _court(parsed, found)
    if noun == "experts" and "anel" in found["instnoun"] and kind_of(found["owner"]) == "body":
        label = "Panel of Experts"
        agent = Agent("body", label, iris.thing("body", label).value, resolution="a panel that the text does not name")
        return Actor(found.start(), found.end(), (Voice(None, agent),), "thing", noun)
    if noun == "council" and mention(frame, found["owner"]).entity == parsed.document.registry.get(
        "body", "united-nations"
    ):
        return _organ(parsed, found, "security-council", noun)
    return _entity_actor(frame, found, found["owner"], "thing", noun, f"the {noun} of")


def _court(parsed: Parsed, found: re.Match[str]) -> Actor | None:
    """The UN's highest court is the International Court of Justice."""
    return _organ(parsed, found, "international-court-of-justice", "court")


def _organ(parsed: Parsed, found: re.Match[str], slug: str, noun: str) -> Actor:
    """The organ that "the UN's court", "the U.N. council" means."""
    entity = parsed.document.registry.get("body", slug)
    voices = (Voice(None, agent_of(entity, f"the {noun} of the UN")),) if entity else ()
    return Actor(found.start(), found.end(), voices, "thing", noun)


def _institution_of(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    noun = found["ofnoun"].split()[0].lower()
    return _entity_actor(frame, found, found["whole"], "thing", noun, f"the {noun} of")


_PLURAL = re.compile(r"(?:s|ese|sh|ch)$")


def _people(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "The Russians", "the French"; "the Iranian" is one person."""
    span = frame.span(found.start("nation"), found.end("nation"))
    if not _PLURAL.search(parsed.document.plain, span.start, span.end):
        return None
    return _entity_actor(frame, found, found["nation"], "many", "", "its people")


def _seated(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    return _entity_actor(frame, found, found["capital"], "thing", "government", "the government in its capital")


def _government(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    person = frame.items[found["boss"]]
    assert isinstance(person, int)
    agents = serving.get(person, ())
    voices = (Voice(None, agents[0]),) if len(agents) == 1 else ()
    return Actor(found.start(), found.end(), voices, "thing", "government")


def _document(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    noun = found["docnoun"].split()[-1].lower()
    return _entity_actor(frame, found, found["issuer"], "thing", noun, f"the {noun} of", document=True)


def _document_by(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    if found["authored"]:
        return _court(parsed, found)
    return _entity_actor(frame, found, found["author"], "thing", "report", "the author of the document", document=True)


def _inquiry(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    agent = inquiries.inquiry_of(parsed.document)
    return Actor(found.start(), found.end(), (Voice(None, agent),), "thing", "inquiry")


def _common(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    noun = found["noun"].split()[-1].lower()
    judges = noun in ("judges", "justices")  # who speak as their court
    number: Number = "many" if noun.endswith("s") and not judges else "thing"
    return Actor(found.start(), found.end(), (), number, noun, anaphor=True, document=bool(DOCUMENT_NOUN.search(noun)))


_SUBJECT_FORM = {"him": "he", "her": "she", "them": "they"}


def _pronoun(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    word = _SUBJECT_FORM.get(found["pronoun"].lower(), found["pronoun"].lower())
    number: Number = "many" if word in ("they", "we") else "thing" if word == "it" else "one"
    gender = word if word in ("he", "she") else None
    return Actor(found.start(), found.end(), (), number, word, gender, anaphor=True)


def _theirs(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "His delegation", "her country": the state for which "he" or "she" speaks."""
    return Actor(found.start(), found.end(), (), "thing", f"{found['theirs'].split()[0].lower()} side", anaphor=True)


def _own(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "Our delegation", "my country": who speaks in a document in the first person."""
    return Actor(found.start(), found.end(), (), "many", "we", anaphor=True)


def _unlisted(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    agent = unlisted(parsed.document, frame, found)
    noun = found["body"].split(" of ")[0].split(" for ")[0].rsplit(" ", 1)[-1].lower()
    return Actor(found.start(), found.end(), (Voice(None, agent),) if agent else (), "thing", noun)


def _colleagues(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    return _entity_actor(frame, found, found["theirs_at"], "many", "colleagues", "the speaker's colleagues at")


def _agency(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "The children's agency" is the UN's by its work."""
    return _organ(parsed, found, AGENCIES[found["work"]], "agency")


def _numbered(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "Resolution 2231": numbers of four digits are the Security Council's."""
    return replace(_organ(parsed, found, "security-council", "resolution"), document=True)


def _of_the_council(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "A Council statement" is of the council that the text named."""
    return Actor(found.start(), found.end(), (), "thing", found["organ"].lower(), anaphor=True, document=True)


def _anaphor(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    """ "The latter", "both": who was named before."""
    number: Number = "many" if found["both"] else "thing"
    return Actor(found.start(), found.end(), (), number, found.lastgroup or "", anaphor=True)


def _nobody(parsed: Parsed, frame: Frame, found: re.Match[str], serving: Serving) -> Actor | None:
    return Actor(found.start(), found.end(), (), "none")


_READERS = {
    "whose": _whose,
    "ourselves": _ourselves,
    "allied": _allied,
    "by": _document_by,
    "doc": _document,
    "gov": _government,
    "inquiry": _inquiry,
    "inst": _institution,
    "of": _institution_of,
    "people": _people,
    "seat": _seated,
    "bare": _bare,
    "common": _common,
    "theirs": _theirs,
    "own": _own,
    "colleagues": _colleagues,
    "kindof": _agency,
    "council": _of_the_council,
    "latter": _anaphor,
    "both": _anaphor,
    "numbered": _numbered,
    "unlisted": _unlisted,
    "pronoun": _pronoun,
    "other": _nobody,
    "nobody": _nobody,
}
