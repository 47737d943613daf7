"""Stances: who asks for what, tables it, supports or opposes it. Expectations and possibilities are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples import iris
from triples.extraction.actors import Actor, Voice
from triples.extraction.attitudes import BASE, PARTICIPLE, REQUEST, SPONSORING, TEXT, WORD
from triples.extraction.clauses import CONJOINED
from triples.extraction.decisions import adoptions, deliberates, passive_positions
from triples.extraction.frames import ACTOR, kind_of
from triples.extraction.issuers import Issuer
from triples.extraction.matters import PRONOUNS, matter_before, matter_of
from triples.extraction.modals import find_modals, quoted_modals
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import listed
from triples.extraction.positions import Position, state_alone
from triples.extraction.quoted import inner_scenes, speakers
from triples.extraction.scenes import Scene
from triples.extraction.sponsorships import OWN_TEXT, named_sponsors, passive_sponsors
from triples.extraction.statements import Utterance
from triples.extraction.subjects import clause_subject, subject_before
from triples.facts import Act, Agent, Polarity, Span, Stance

_ATTITUDE = re.compile(rf"(?<![\w'-])(?:{REQUEST}{WORD}{SPONSORING})(?![\w'-])")
_TEXT_AFTER = re.compile(rf"(?: (?:[\w'’-]+|{ACTOR}|[\ue000-\ue6ff])(?:'s)?){{0,6}}? (?:[\w-]+-)?{TEXT}\b")
_ASKED_TO = re.compile(r"[^.;:]{1,120}? to (?=[a-z])")
_ASIDE = re.compile(r", (?:in the \w+|once|yet|again|on \w+day|together|along|in a|at a)[^,.;]{0,50}, ")
_PHYSICAL = re.compile(r"[^.;:]{1,100}? to (?:stand|sit|rise|wait|speak|raise (?:his|her|their) hands?)\b")
_NOBODY = re.compile(r" (?:so(?= ?(?:[.,;:]|$))|nobody|nothing|no one|none|neither|everything|whatever)\b")
_SELF = re.compile(r" its (?:own )?\w")
_NO_OBJECT = re.compile(
    r" (?:down|up|out|off|away|him|her|itself|himself|to (?:the|a)\b|from|in|on|at|into|with|for|of|about|during|"
    r"after|before)\b"
)
_DRAFT = re.compile(r"\b(?:[Dd]raft|[Tt]ext|[Aa]mendment)\b")
_PRAISE = ("prais", "commend", "hail", "laud", "applaud", "salut", "cheer")
_PROPOSES = re.compile(r"propos")
_WITH = re.compile(rf"[^,.;]{{0,50}}?\b{TEXT}(?: jointly| together| along)? with (?P<actor>{ACTOR})")
_BALLOTS = re.compile(r"\b(?:voted|abstain\w*|vote of|votes in favou?r|joined by)\b")
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|cannot|n't|hardly)\b|n't\b|\bfailed to |\brefus\w+ to |\bdeclin\w+ to |\bunable to "
    r"|\bstopped short of "
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|will|should|shall|can|expected to|likely to|set to|due to|plans? to|planned to|"
    r"ready to|about to|if|whether|unless|"
    r"tried to|trying to|attempt\w* to|wants? to|hop\w+ to|threaten\w* to|seek\w* to|sought to|unlikely to|poised "
    r"to|appear\w* to|seem\w* to)\b"
)
_OBJECT_STOPS = re.compile(r"^ ?(?:by|and|or|from|for the first|as|[,.;:]|$)")


def find_stances(
    parsed: Parsed, scenes: list[Scene], heard: list[list[Utterance]], issuer: Issuer | None
) -> list[Stance]:
    """The stances of a document in reading order, each holder, polarity and matter once a sentence. `heard`: the
    utterances of each scene."""
    found: dict[tuple[Span, str, Polarity, str], Stance] = {}
    speaker: tuple[Voice, ...] = ()
    own = tuple(Voice(None, agent) for agent in issuer.agents) if issuer else ()
    for scene, told in zip(scenes, heard, strict=True):
        speaker = speakers(scene, told, speaker)
        for part, positions in _readings(parsed, scene, told, speaker, own):
            for stance in _facts(parsed, part, positions):
                key = (part.sentence.span, stance.holder.iri, stance.polarity, stance.matter)
                found.setdefault(key, stance)
    return _sponsored_once(list(found.values()))


def _sponsored_once(found: list[Stance]) -> list[Stance]:
    """Without the texts that only a name marks as somebody's, where the document tells of that sponsor in so many
    words."""
    told = {s.holder.iri for s in found if s.act == "sponsorship" and s.rule != OWN_TEXT}
    kept: list[Stance] = []
    for stance in found:
        if stance.rule == OWN_TEXT:
            if stance.holder.iri in told:
                continue
            told.add(stance.holder.iri)
        kept.append(stance)
    return kept


def _readings(
    parsed: Parsed, scene: Scene, heard: list[Utterance], speaker: tuple[Voice, ...], own: tuple[Voice, ...]
) -> Iterator[tuple[Scene, list[Position]]]:
    """The scene itself, then what is said inside its quotations."""
    if own and not heard:  # in a document in the first person, what must be is its issuer's demand
        yield scene, list(quoted_modals(scene, own))
    yield (
        scene,
        [*_positions(scene, first_person=False), *find_modals(scene, heard), *named_sponsors(parsed, scene)],
    )
    for inner in inner_scenes(parsed, scene, speaker):
        yield inner, [*_positions(inner, first_person=True), *quoted_modals(inner, speaker)]


def _positions(scene: Scene, first_person: bool) -> list[Position]:
    text = scene.frame.text
    if not scene.actors:
        return []
    found: list[Position] = []
    for match in _ATTITUDE.finditer(text):
        position = _position(scene, match, found[-1].actor if found else None, first_person)
        if position is not None:
            found.append(position)
            found += _with_others(scene, position, match)
    return [*found, *passive_sponsors(scene), *passive_positions(scene), *adoptions(scene)]


def _position(scene: Scene, match: re.Match[str], before: Actor | None, first_person: bool) -> Position | None:
    text = scene.frame.text
    kind = _kind(match)
    actor = _holder(scene, match, before)
    if actor is None or not actor.voices or not _object_fits(scene, match, kind):
        return None
    if first_person and actor.noun == "we" and match[0].split()[0] not in BASE:
        return None  # "we asked for it" tells of another day
    if kind in ("support", "oppose") and not actor.document and _BALLOTS.search(text) and state_alone(actor):
        return None  # a ballot is a fact of its own
    if kind == "oppose" and deliberates(actor) and _TEXT_AFTER.match(text, match.end()):
        return None  # and so is what a body does with a text
    polarity = _polarity(text, match, kind)
    if polarity is None:
        return None
    act: Act = "sponsorship" if kind == "sponsor" else "word" if kind in _WORDS else "request"
    if actor.document and act == "request" and _DRAFT.search(_words(scene, actor)):
        act = "sponsorship"
    start = _clause_start(scene, actor, match.start())
    asked = _ASKED_TO.match(text, match.end()) if kind in ("ask", "callon") else None
    aside = _ASIDE.match(text, match.end())
    matter_at = asked.end() if asked else aside.end() if aside else match.end()
    return Position(
        actor, polarity, act, f"stance-{kind}", 0.9, start, _clause_end(text, match.end()), matter_at, len(text)
    )


def _polarity(text: str, match: re.Match[str], kind: str) -> Polarity | None:
    """For or against; a negation turns support round, and leaves the rest without a position."""
    if not _NEGATED.search(text, max(0, match.start() - 28), match.start()):
        return None if kind == "accept" else "opposes" if kind in ("oppose", "opposing", "isagainst") else "supports"
    turned = kind in ("support", "supporting", "isfor", "accept") and not _NOT_BECAUSE.search(text[: match.start()])
    return "opposes" if turned else None


def _kind(match: re.Match[str]) -> str:
    """The name of the alternative that matched."""
    return next(name for name in _KINDS if match[name] is not None)


_KINDS = listed(
    """
    ask, askfor, callfor, callon, recall, insist, seek, want, support, supporting, opposing, isfor, isagainst, oppose,
    accept, sponsor
    """
)
_NOT_BECAUSE = re.compile(r"\bnot (?:because|that|only|simply|just)\b[^.;]{0,40}$")
_WORDS = frozenset(("accept", "support", "supporting", "opposing", "isfor", "isagainst", "oppose"))


def _holder(scene: Scene, match: re.Match[str], before: Actor | None) -> Actor | None:
    text = scene.frame.text
    first = match[0].split()[0]
    whose = match["whose"] or match["own"]
    if whose:
        return scene.actor(whose)
    at = subject_before(scene, match.start())
    if at is not None and first not in PARTICIPLE:
        return scene.actor(text[at])
    would = _would(scene, match)
    if would is not None:
        return would
    left = text[max(0, match.start() - 44) : match.start()]
    if first in PARTICIPLE or first.endswith("ing"):
        if _PROGRESSIVE.search(left):
            return _progressive(scene, match.start())
        if _TRAILING.search(left):
            return clause_subject(scene, match.start(), before)
        return _opening(scene, match)
    if CONJOINED.search(left) and not (first in BASE and _HEDGED.search(left)):
        shared = clause_subject(scene, match.start(), before)
        return None if first in BASE and (shared is None or shared.number != "many") else shared
    return None


_PROGRESSIVE = re.compile(
    r"\b(?:(?:has|have|had) (?:\w+ ){0,2}?been|is|are|was|were) (?:long |also |now |still |\w+ly )*$"
)
_TRAILING = re.compile(r"(?:, (?:and )?|\band )(?:also |\w+ly |then |again )*$")


def _progressive(scene: Scene, at: int) -> Actor | None:
    """The subject of "has long been pushing for"."""
    text = scene.frame.text
    cut = _PROGRESSIVE.search(text[:at])
    place = subject_before(scene, cut.start()) if cut else None
    return scene.actor(text[place]) if place is not None else None


def _opening(scene: Scene, match: re.Match[str]) -> Actor | None:
    """The subject after a participle that opens the sentence: "After calling for a vote, China was joined ..."."""
    text = scene.frame.text
    if not re.fullmatch(r"(?:(?:After|Before|By|While|In) )?", text[: match.start()]):
        return None
    after = re.search(rf", (?P<actor>{ACTOR})", text[match.end() :])
    return scene.actor(after["actor"]) if after else None


_WOULD = re.compile(
    rf"\b(?:said|says|announced|confirmed|stated|indicated|insisted|declared|added|signalled)(?: that)? "
    rf"(?P<actor>{ACTOR}) (?:would|will|does|did|do|could|can)(?P<no> not|n't|not)? (?:\w+ly |also |never )?$"
)
_PLAIN_NEGATION = re.compile(
    rf"(?P<actor>{ACTOR}) (?:does not|do not|did not|cannot|could not|can not|will not|would not|no longer|don't|"
    rf"doesn't|didn't|can't|won't) (?:\w+ly |also )?$"
)


def _would(scene: Scene, match: re.Match[str]) -> Actor | None:
    """The subject of "said it would oppose", and of plain negations."""
    left = scene.frame.text[: match.start()]
    found = _WOULD.search(left, max(0, match.start() - 60)) or _PLAIN_NEGATION.search(left, max(0, match.start() - 44))
    return scene.actor(found["actor"]) if found else None


def _object_fits(scene: Scene, match: re.Match[str], kind: str) -> bool:
    """Whether what follows is something to take a position on."""
    text = scene.frame.text
    aside = _ASIDE.match(text, match.end())
    rest = text[aside.end() - 1 if aside else match.end() :]
    if (
        _nobody_after(scene, rest)
        or _OBJECT_STOPS.match(rest)
        or _NOBODY.match(rest)
        or (match[0].startswith(_PRAISE) and _SELF.match(rest))
    ):
        return False
    if kind == "sponsor":
        return bool(_TEXT_AFTER.match(rest)) or (bool(_PROPOSES.match(match[0])) and not rest.startswith(" to "))
    if kind == "ask":
        return not _PHYSICAL.match(rest) and bool(
            re.match(
                r" (?!(?:whether|why|how|what|if|about|him|questions?|reporters)\b)(?:[^.;]{1,140}? (?:to|for|not "
                r"to|that|into|on)\b|that\b|restraint|calm|caution)",
                rest,
            )
        )
    if kind == "askfor":
        return match[0] not in ("recommended", "requested", "request", "demand") or bool(
            re.match(r" (?:that|an?|the|its|further|more|\w+)", rest)
        )
    if kind in ("support", "oppose"):
        return match[0].endswith((" to", " at", " for", " with", " by", " behind")) or not _NO_OBJECT.match(rest)
    return True


def _nobody_after(scene: Scene, rest: str) -> bool:
    """Whether the object is "nobody" or the like, which stands as an actor without a voice."""
    return kind_of(rest[1:2] or " ") == "actor" and len(rest.rstrip()) < 4 and scene.actor(rest[1]).number == "none"


def _words(scene: Scene, actor: Actor) -> str:
    """The words of an actor, in the text as folded."""
    place = next((n for n, c in enumerate(scene.frame.text) if scene.frame.items.get(c) is actor), None)
    return scene.plain[scene.frame.origin[place] : scene.frame.origin[place + 1]] if place is not None else ""


def _clause_start(scene: Scene, actor: Actor, verb_at: int) -> int:
    """Where the evidence begins: at the subject when it stands before in the sentence, else at the verb."""
    place = next((n for n, c in enumerate(scene.frame.text) if scene.frame.items.get(c) is actor), None)
    return place if place is not None and place < verb_at else verb_at


def _clause_end(text: str, at: int) -> int:
    cut = re.search(r", (?:and|but|while|saying|adding)\b|;|\.$", text[at:])
    return at + cut.start() if cut and cut.start() > 3 else len(text)


def _with_others(scene: Scene, position: Position, match: re.Match[str]) -> Iterator[Position]:
    """ "A drafted the text with B": B's as well."""
    if position.act != "sponsorship":
        return
    other = _WITH.match(scene.frame.text, match.end())
    if other:
        yield Position(
            scene.actor(other["actor"]), "supports", "sponsorship", "stance-sponsor-with", 0.9,
            position.start, max(position.end, other.end()), position.matter_at, other.start("actor") - 5,
        )  # fmt: skip


def _facts(parsed: Parsed, scene: Scene, positions: list[Position]) -> Iterator[Stance]:
    for position in positions:
        matter = matter_of(parsed, scene.frame, position.matter_at, position.matter_end)
        if matter is not None and matter.lower() in PRONOUNS:
            matter = matter_before(parsed, scene, position.matter_at)
        if matter is None:
            continue
        span = scene.frame.span(position.start, max(position.end, position.start + 1))
        for voice in position.actor.voices:
            holder = voice.speaker or voice.for_
            if holder is not None:
                yield _fact(position, holder, span, matter)


def _fact(position: Position, holder: Agent, span: Span, matter: str) -> Stance:
    return Stance(
        id=f"stance-{span.start}-{position.matter_at}-{position.rule}-{iris.slug(holder.label)}",
        evidence=(span,),
        rule=position.rule,
        confidence=position.confidence,
        holder=holder,
        polarity=position.polarity,
        matter=matter,
        act=position.act,
    )
