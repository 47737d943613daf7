"""Stances: who asks for what, tables it, supports or opposes it. Expectations and possibilities are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples import iris
from triples.extraction.actor import Actor, Voice
from triples.extraction.adopters import decides, deliberates, hanging
from triples.extraction.attitudes import FIRST_WORDS, PARTICIPLE, REQUEST, SPONSORING, TEXT, WORD
from triples.extraction.decisions import adoptions, operative, passive_positions
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.holders import holder
from triples.extraction.idioms import idioms
from triples.extraction.likewise import likewise, pleaded_for, signed
from triples.extraction.matters import matter
from triples.extraction.modals import find_modals, quoted_modals
from triples.extraction.nominals import nominal_positions
from triples.extraction.objects import object_at, object_fits
from triples.extraction.owntexts import BY_NAME, named_sponsors
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import found_at
from triples.extraction.positions import Position, state_alone
from triples.extraction.quoted import inner_scenes, speakers
from triples.extraction.scene import Scene
from triples.extraction.sponsorlines import listed_sponsors
from triples.extraction.sponsorships import passive_sponsors
from triples.extraction.utterance import Utterance
from triples.extraction.verdicts import verdicts
from triples.facts import Act, Agent, Polarity, Span, Stance

_ATTITUDE = re.compile(rf"(?<![\w'-])(?:{REQUEST}{WORD}{SPONSORING})(?![\w'-])")
_ASKED_TO = re.compile(r"[^.;:]{1,120}? to (?=[a-z])")
_DRAFT = re.compile(r"\b(?:[Dd]raft|[Tt]ext|[Aa]mendment)\b")
_WITH = re.compile(rf"[^,.;]{{0,50}}?(?:\b{TEXT}|{ACTOR})(?: jointly| together| along)? with (?P<actor>{ACTOR})")
_TOGETHER = re.compile(rf"[^,.;]{{0,60}}?,? (?:jointly|together|along) with (?:the )?(?P<actor>{ACTOR})")
_WITH_FIRST = re.compile(rf"(?:Together|Along|Jointly) with (?:the )?(?P<actor>{ACTOR})")
_BALLOTS = re.compile(r"\b(?:voted|abstain\w*|vote of|votes in favou?r|joined by)\b")
_NEGATED = re.compile(
    r"\b(?:not(?! only| just| merely)|never|no longer|cannot|n't|hardly)\b|n't\b|\bfailed to |\brefus\w+ to |"
    r"\bdeclin\w+ to |\bunable to "
    r"|\bstopped short of "
)
_ONCE = re.compile(r"\b(?:previously|formerly|initially|originally|once) (?:(?:had|has|have) )?$")
_UNABLE = re.compile(
    r"could|cannot|(?:will|would|did|does|do) not|(?:is|are|was|were) (?:not (?:in|able|prepared|ready)|unable)\b"
)
_REGRETTED = re.compile(rf" (?:it\b|this\b|having\b|to\b|not\b|{ACTOR}\s*(?:[.,;]|$| \w+ly| now))")
_DECIDED = re.compile(
    rf" (?:the|its|this|that|{ACTOR}'s?) (?:[\w-]+ )?(?:decision|silence|absence|lack|omission|failure|removal|"
    rf"inclusion|adoption|"
    r"deletion|sanctions|withdrawal|veto|wording|language|outcome|vote|move|ruling|delay|refusal|expulsion)\b"
)
_DECISION = re.compile(r"reject|dismiss|turn|rebuff|resist|oppos|spurn|shoot|shot")
# "Had Peru supported it", "all but Peru supported it".
_UNREAL = re.compile(
    r"(?:^|[,;] )(?:and |but )?(?:Had|had|Were|were|Should|should) (?:the )?$|"
    r"[Aa]ccording to (?:(?:its|his|her|their|the|some|many|several) )?(?:\w+ )?(?:foes|critics|rivals|enemies|"
    r"opponents|detractors|adversaries|accusers|cynics|analysts), (?:the )?$|"
    r"\b(?:[Rr]ivals|[Oo]thers|[Ss]ome|[Pp]eople|\w+s) (?:claim|allege|suspect)(?:ed)?(?: that)? $|"
    r"(?:'s?|\b(?:the|its|his|her|their|any|these|those)) (?:\w+ )?(?:claims?|allegations?|accusations?|charges?|"
    r"suggestions?|rumou?rs?|fears?|suspicions?)(?: that)? (?:the )?$|"
    r"\b(?:may|might|could|would|will) (?:well |then )?(?:say|tell|argue|claim|answer|reply|object|insist)\b[^.;]{0,30}"
    r" (?:the )?$|"
    r"\b(?:[Cc]ritics|[Oo]pponents|[Dd]etractors|[Ff]oes)\b[^.;]{0,50} (?:say|argue|complain|note|object|said|argued|"
    r"complained)(?: that)? $|"
    r"\b(?:[Aa]ll|[Ee]very(?:body|one)|[Nn]one|[Nn]obody|[Nn]o one)(?: \S+){0,3} (?:but|except|save)(?: for)? (?:the "
    r")?$"
)
_REQUIRES = re.compile(r"requir|oblig|mandat|decid")
_MAY_TELL = re.compile(r"adopted|passed|approved|carried|^[^a-z]*(?:[A-Z]\w+,? ){0,2}[A-Za-z][a-z]+s\b|^\W*[-•*(\d]")
_CALL = re.compile(r"\b(?:demand|call|appeal|request|plea)s?$")
_DENIED = re.compile(
    rf"\b(?:den(?:y|ied|ies|ying)(?:, \w+,)?|rumou?red|rumou?rs?|speculation|speculated|as if|as though)(?: that)? "
    rf"(?:{ACTOR} )?(?:(?:had|has|have|ever|actually|\w+ly) )*$"
)
_HEARSAY = re.compile(
    r"(?:\bwe|[\ue700-\ue7ff]) (?:hears?|understand|are told|(?:has|have) heard)\b|"
    r"\bit (?:is|was) (?:said|rumoured)\b|\b(?:reported|"
    r"alleged|supposed)ly\b"
)
# A noun where a verb is looked for: "the draft", "their demand"; a participle may follow a preposition.
_DETERMINED = r"the|an?|this|that|these|those|its|his|her|their|our|my|no|any|new|own|rival|zero|'s"
_NOUN = re.compile(rf"\b(?:{_DETERMINED}|of|in|for|with|by|at) $")
_NOUN_ING = re.compile(rf"\b(?:{_DETERMINED}|of) $")
_PAST = re.compile(r"(?:ed|sought|could|was|were|had|gave|made|threw|put|lent|sent|led|took|stood|spoke|came)$")
_SENTENCE_ENDS = re.compile(r" ?(?:[.;]|$)")
_PLURAL_THAT = re.compile(r"(?:[\ue700-\ue7ff]|s|those) that $")
_INFLECTED = re.compile(r"(?:ed|[^s]s)$")
_APART = re.compile(rf"(?:{QUOTE}|;|, (?:and|but) )")  # what a negation does not reach across
_PARTICLE = re.compile(
    r"\b(?:pull|push|hold|turn|hand|go|fall|come|get|bring|take|fight|step|cut|roll|scale|give|send|call)\w* $"
)


def find_stances(
    parsed: Parsed, scenes: list[Scene], heard: list[list[Utterance]], whose: list[tuple[Voice, ...]]
) -> list[Stance]:
    """The stances of a document in reading order, each holder, polarity and matter once a sentence. `heard`: the
    utterances of each scene; `whose`: whose words it is, in a document in the first person or a transcript."""
    found: dict[tuple[Span, str, Polarity, str], Stance] = {}
    speaker: tuple[Voice, ...] = ()
    last: Stance | None = None
    for earlier, scene, told, own in zip([None, *scenes], scenes, heard, whose, strict=False):
        speaker = speakers(scene, told, speaker)
        before, last = last, None
        if (
            not scene.actors and scene.body is not None and _MAY_TELL.search(scene.frame.text)
        ):  # "the resolution, which requested calm, was adopted"
            for stance in _facts(parsed, scene, [*adoptions(scene, hanging(scene)), *operative(scene)]):
                found[(scene.sentence.span, stance.holder.iri, stance.polarity, stance.matter)] = stance
        if not scene.frame.items and not own:
            continue  # nobody is named, quoted or spoken of
        for part, positions in (
            (scene, list(signed(parsed, scene, earlier))),
            *_readings(parsed, scene, told, speaker, own, before),
        ):
            for stance in _facts(parsed, part, positions):
                last = stance
                matter = "" if stance.act == "sponsorship" else stance.matter  # one text is tabled in a sentence
                key = (part.sentence.span, stance.holder.iri, stance.polarity, matter)
                if not any(key[:3] == other[:3] and _alike(key[3], other[3]) for other in reversed(list(found)[-6:])):
                    found[key] = stance
    stances = _sponsored_once(list(found.values()))
    return [*stances, *(s for s in listed_sponsors(parsed.document) if not _told(s, stances))]


def _alike(matter: str, other: str) -> bool:
    """Whether one matter is the other told shorter: "resolution", "resolution that was adopted"."""
    words = {matter.lower(), *matter.lower().split()}, {other.lower(), *other.lower().split()}
    return matter == other or matter.lower() in words[1] or other.lower() in words[0]


def _told(sponsor: Stance, found: list[Stance]) -> bool:
    """Whether a sentence tells what a line of sponsors lists."""
    line = sponsor.evidence[0]
    return any(
        s.holder == sponsor.holder and s.act == "sponsorship" and s.evidence[0].start < line.end
        and line.start < s.evidence[0].end
        for s in found
    )  # fmt: skip


def _sponsored_once(found: list[Stance]) -> list[Stance]:
    """Without the texts that only a name marks as somebody's, where the document tells of that sponsor in so many
    words."""
    told = {s.holder.iri for s in found if s.act == "sponsorship" and s.rule not in BY_NAME}
    kept: list[Stance] = []
    for stance in found:
        if stance.rule in BY_NAME:
            if stance.holder.iri in told:
                continue
            told.add(stance.holder.iri)
        kept.append(stance)
    return kept


def _readings(
    parsed: Parsed,
    scene: Scene,
    heard: list[Utterance],
    speaker: tuple[Voice, ...],
    own: tuple[Voice, ...],
    before: Stance | None,
) -> Iterator[tuple[Scene, list[Position]]]:
    """The scene itself, then what is said inside its quotations."""
    if own and not heard:  # in a document in the first person, what must be is its issuer's demand
        yield scene, list(quoted_modals(scene, own))
    frame = parsed.frames[scene.number]
    if scene.voiced or scene.body is not None or (frame is not None and frame.names_agent):
        told = _positions(parsed, scene, first_person=False)
        alike = likewise(scene, told, before)
        yield scene, [*told, *alike, *operative(scene), *find_modals(scene, heard), *named_sponsors(parsed, scene)]
    for inner in inner_scenes(parsed, scene, speaker):
        told = [*_positions(parsed, inner, first_person=True), *operative(inner)]
        yield inner, [*told, *quoted_modals(inner, speaker)]


def _positions(parsed: Parsed, scene: Scene, first_person: bool) -> list[Position]:
    told = _by_words(scene, first_person) if scene.voiced else _passed(scene)
    known = {(p.actor.voices, p.polarity) for p in told}
    others = [*nominal_positions(parsed, scene), *(idioms(scene) if scene.voiced else ())]
    return [*told, *(p for p in others if (p.actor.voices, p.polarity) not in known)]


def _passed(scene: Scene) -> list[Position]:
    """What a sentence of nobody tells of the body named before: "the draft, which condemned the raid, was adopted"."""
    return list(adoptions(scene, hanging(scene))) if scene.actors and scene.body is not None else []


def _by_words(scene: Scene, first_person: bool) -> list[Position]:
    text = scene.frame.text
    found: list[Position] = []
    verbs = hanging(scene)
    hung = {start for start, _ in verbs}
    for match in found_at(text, scene.frame.starts(FIRST_WORDS), _ATTITUDE):
        position = None
        if match.start() not in hung:
            position = _position(scene, match, found[-1].actor if found else None, first_person)
        if position is not None:
            found.append(position)
            found += _with_others(scene, position, match)
    tabled = {p.actor.voices for p in found if p.act == "sponsorship"}
    passive = [p for p in passive_sponsors(scene) if p.actor.voices not in tabled]
    sponsors = {p.actor.voices for p in passive}
    others = [p for p in passive_positions(scene) if p.actor.voices not in sponsors]
    return [*found, *passive, *others, *adoptions(scene, verbs), *pleaded_for(scene), *verdicts(scene)]


def _position(scene: Scene, match: re.Match[str], before: Actor | None, first_person: bool) -> Position | None:
    text = scene.frame.text
    kind = _kind(match)
    actor = None if _is_noun(text, match) else holder(scene, match, before)
    taken_up = _relative(text, match) if kind in ("support", "oppose") else None
    if actor is None or not actor.voices or not (taken_up or object_fits(scene, match, kind)):
        return None
    polarity, start = _polarity(text, match, kind), _clause_start(scene, actor, match.start())
    if polarity is None or _takes_none(text, match, actor, kind, first_person) or _unreal(text, start, match.start()):
        return None
    asked = _ASKED_TO.match(text, match.end()) if kind in ("ask", "callon", "askfor") else None
    if asked and _votes_no(scene, text[asked.end() :]):
        polarity = "opposes"
    noun = _CALL.search(match[0]) if kind == "recall" else None  # "repeated the demand", told before
    matter = (0, taken_up.start()) if taken_up else _matter_place(text, match, kind, asked)
    return Position(
        actor, polarity, _act(scene, match, actor, kind), f"stance-{kind}", 0.9, start,
        _clause_end(text, match.end()), *matter, matter=noun[0] if noun else None,
    )  # fmt: skip


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Whether a noun stands where a verb is looked for, or a particle: "the draft", "push back"."""
    first = match[0].split()[0]
    determined = _NOUN_ING if first in PARTICIPLE else _NOUN
    before_it = determined.search(text, max(0, match.start() - 8), match.start())
    relative = (
        before_it is not None
        and before_it[0] == "that "
        and (_INFLECTED.search(first) or _PAST.search(first) or _PLURAL_THAT.search(text, 0, match.start()))
    )  # "that tabled it", "that opposes it"
    particle = match[0] == "back" and _PARTICLE.search(text, 0, match.start())
    return bool((before_it and not relative) or particle)


def _takes_none(text: str, match: re.Match[str], actor: Actor, kind: str, first_person: bool) -> bool:
    """Whether a verb of attitude tells of something else than a position of today."""
    verb, rest = match[0], match.end()
    if first_person and actor.noun == "we" and _PAST.search(verb.split()[0]) and kind != "sponsor":
        return True  # "we asked for it" tells of another day
    if kind == "accept" and text.startswith(" that ", rest):
        return True  # "we cannot accept that so many die"
    if kind in ("support", "oppose") and _ONCE.search(text, 0, match.start()):
        return True
    if kind in ("support", "oppose") and not actor.document and _BALLOTS.search(text) and state_alone(actor):
        return True  # a ballot is a fact of its own
    if kind == "opposing" and "regret" in verb and not _DECIDED.match(text, rest):
        return True
    if _REQUIRES.match(verb) and not (actor.document or deliberates(actor)):
        return True  # what is needed, not what is asked
    if kind == "oppose" and _DECISION.match(verb) and not actor.document and decides(actor, text, rest):
        return True  # and so is what a body does with a text
    return (
        verb.startswith(("regret", "expect"))  # what others regret or expect is mostly the course of things
        and (actor.noun not in ("we", "i") or _REGRETTED.match(text, rest) is not None)
        and not (verb.startswith("regret") and _DECIDED.match(text, rest))
    )


def _unreal(text: str, start: int, verb_at: int) -> bool:
    """Whether what is told from `start` on is denied, hearsay or supposed."""
    return bool(
        _DENIED.search(text, 0, verb_at)
        or _HEARSAY.search(text, start, verb_at)
        or _UNREAL.search(text, max(0, start - 60), start)
    )


def _act(scene: Scene, match: re.Match[str], actor: Actor, kind: str) -> Act:
    if kind == "sponsor" and not scene.frame.text.startswith(" that ", match.end()):
        return "sponsorship"
    if kind in _WORDS:
        return "word"
    return "sponsorship" if actor.document and _DRAFT.search(_words(scene, actor)) else "request"


def _matter_place(text: str, match: re.Match[str], kind: str, asked: re.Match[str] | None) -> tuple[int, int]:
    """Where the matter of a verb stands: after it, or within it ("turned the plan down")."""
    if _SENTENCE_ENDS.match(text, match.end()) and kind != "apart":  # "Chad spoke in favour."
        return len(text), len(text)
    if kind == "apart":
        return match.start() + match[0].index(" "), match.end()
    if asked:
        return asked.end() - (len("not to ") if asked[0].endswith(" not to ") else 0), len(text)
    return object_at(text, match.end()), len(text)


# "Membership, which Peru has long opposed": the object stands before.
_TAKES_UP = re.compile(rf",? (?:which|that|whom) {ACTOR} (?:(?:has|have|had|also|long|\w+ly) )*$")
_STOPS = re.compile(r"\s*(?:[.,;]|$)| (?:for|since|from the|until)\b")


def _relative(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The relative clause that ends with a verb, and takes up its object from before."""
    return _TAKES_UP.search(text[: match.start()]) if _STOPS.match(text, match.end()) else None


def _polarity(text: str, match: re.Match[str], kind: str) -> Polarity | None:
    """For or against; a negation turns support round, and leaves the rest without a position."""
    before = _APART.split(text[max(0, match.start() - 28) : match.start()])[-1]
    within = kind in ("isfor", "isagainst") and not _UNABLE.match(match[0])
    if not _NEGATED.search(before) and not (within and _NEGATED.search(match[0])):
        return None if kind == "accept" else "opposes" if kind in _OPPOSES else "supports"
    turned = kind in ("support", "supporting", "isfor", "accept") and not _NOT_BECAUSE.search(text[: match.start()])
    return "opposes" if turned else None


def _votes_no(scene: Scene, asked: str) -> bool:
    """Whether somebody is asked to vote against."""
    word = re.match(rf"vote (?P<quote>{QUOTE})", asked)
    said_no = word is not None and scene.quoted(word["quote"]).strip('".,').lower() == "no"
    return said_no or _AGAINST_IT.match(asked) is not None


_AGAINST_IT = re.compile(
    r"(?:vote|cast (?:a|their) (?:vote|ballot)s?) (?:no\b|against)|reject\b|oppose\b|block\b|veto\b|(?:vote|turn) "
    rf"down\b|spurn\b|(?:kill|scrap|shelve|drop|bury|sink|defeat|abandon|withdraw) (?:it|{ACTOR}|"
    rf"the (?:[\w-]+ )?{TEXT})\b|"
    r"not (?:to )?(?:support|back|adopt|endorse|accept|approve)\b"
)


def _kind(match: re.Match[str]) -> str:
    """The name of the alternative that matched."""
    assert match.lastgroup is not None
    return match.lastgroup


_NOT_BECAUSE = re.compile(r"\bnot (?:because|that|only|simply|just)\b[^.;]{0,40}$")
_OPPOSES = frozenset(("oppose", "opposing", "isagainst", "apart"))
_WORDS = _OPPOSES | frozenset(("accept", "support", "supporting", "opposing", "isfor", "isagainst", "oppose"))


def _words(scene: Scene, actor: Actor) -> str:
    """The words of an actor, in the text as folded."""
    place = scene.place(actor)
    return scene.plain[scene.frame.origin[place] : scene.frame.origin[place + 1]] if place is not None else ""


def _clause_start(scene: Scene, actor: Actor, verb_at: int) -> int:
    """Where the evidence begins: at the subject when it stands before in the sentence, else at the verb."""
    place = scene.place(actor)
    return place if place is not None and place < verb_at else verb_at


def _clause_end(text: str, at: int) -> int:
    cut = re.search(r", (?:and|but|while|saying|adding)\b|;|\.$", text[at:])
    return at + cut.start() if cut and cut.start() > 3 else len(text)


def _with_others(scene: Scene, position: Position, match: re.Match[str]) -> Iterator[Position]:
    """ "A drafted the text with B": B's as well."""
    tabled = position.act == "sponsorship"
    if not tabled and _kind(match) not in ("askfor", "callfor"):
        return
    other = (_WITH if tabled else _TOGETHER).match(scene.frame.text, match.end()) or _WITH_FIRST.match(scene.frame.text)
    if other:
        yield Position(
            scene.actor(other["actor"]), "supports", position.act, "stance-with", 0.9,
            position.start, max(position.end, other.end()), position.matter_at, position.matter_end,
        )  # fmt: skip


def _facts(parsed: Parsed, scene: Scene, positions: list[Position]) -> Iterator[Stance]:
    for position in positions:
        about = matter(parsed, scene, position)
        if about is None:
            continue
        span = scene.frame.span(position.start, max(position.end, position.start + 1))
        for voice in position.actor.voices:
            holder = voice.speaker or voice.for_
            if holder is not None:
                yield _fact(position, holder, span, about)


def _fact(position: Position, holder: Agent, span: Span, about: str) -> Stance:
    return Stance(
        id=f"stance-{span.start}-{position.matter_at}-{position.rule}-{iris.slug(holder.label)}",
        evidence=(span,),
        rule=position.rule,
        confidence=position.confidence,
        holder=holder,
        polarity=position.polarity,
        matter=about,
        act=position.act,
    )
