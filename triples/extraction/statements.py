"""Statements: who said something, for whom. A verb of speech and its subject are asked for, never mere nearness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples import iris
from triples.extraction.actor import Actor, Voice
from triples.extraction.adopters import adopts_texts, decides, hanging
from triples.extraction.clauses import BY_LETTER, CONJOINED, JOINED_BY_COMMA
from triples.extraction.complements import VERB, VERB_STARTS, complement_fits
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.patterns import found_at
from triples.extraction.sayings import reports
from triples.extraction.scene import Scene
from triples.extraction.standalone import ONLY_QUOTE, introduced, signed
from triples.extraction.subjects import clause_subject, object_before, singular, subject_before
from triples.extraction.utterance import Utterance
from triples.extraction.verbs import PLAIN
from triples.facts import Span, Statement

_CLOSING = re.compile(r"(?:,|'|[\ue600-\ue6ff],?) ?$")
_INVERTED_END = (
    r"\s*(?:[.,;:—!?\"\ue600-\ue6ff]|$|--|\()|\s(?:in|at|on|after|to|during|when|while|who|as|of|last|this|"
    r"earlier|yesterday|"
    r"today|via|through|before|following|from|by|for|with|and|but|later|about|late|ahead|outside|upon|over|here|-)\b"
)
_SUBJECT_AFTER = re.compile(
    r" (?:\w+ly )?"
    r"(?:(?:an?|the) (?:[\w-]+ )?(?:statement|letter|report)(?: \w+ed| sent)?(?: here| \w+day| today)? (?:by|from) )?"
    rf"(?:{ACTOR}'s? )?(?P<actor>{ACTOR})(?!'s)(?={_INVERTED_END})"
)
_STATEMENT = re.compile(r"\b(?:statement|letter|communique|comment)\b")
_WITH_ONE = re.compile(rf"\bwith (?P<actor>{ACTOR}) (?:also |\w+ly )?$")  # "with Chad's delegate noting that"
_BARE_ING = re.compile(r"(?:saying|adding|noting|stressing|telling|declaring|insisting|stating|emphasi[sz]ing)$")
_SAYS_WHAT = re.compile(rf" (?:that\b|{QUOTE})")  # "left complaining that"
_REPORT = re.compile(r"\b(?:report|study|document|paper|survey)s?\b[^,;]*$")  # which says so itself
# A gerund in a list of things, or one that is a noun.
_LISTED = re.compile(r"\b(?:such as|including|like) \w+ing\b[^.;]*$")
_NOUN_BEFORE = re.compile(
    r"\b(?:(?:an?|this|his|her|its|their|no|any) (?:[a-z-]+ )?|the |that |of |stern |early |as )$"
)
_NOT_SPEECH_ING = re.compile(
    r"(?:suggesting|indicating|signal\w+|reporting|finding|holding|citing|ruling|raising|continuing|threatening|"
    r"revealing|agreeing|determining|relating|describing|painting|portraying|repeating|posting|ordering|"
    r"protesting|clarifying|hoping|reciting|guaranteeing|demanding|urging|advising|welcoming|answering|"
    r"questioning|recalling)$"
)
_SAME_OBJECT = re.compile(r",? (?:and|or) (?:(?!then\b)\w+ly )?")  # "condemned and rejected the plan" is one statement
_QUOTED = re.compile(QUOTE)
_MASKED = re.compile(r" (?:\w+ ){0,6}[\ue000-\uf8ff]")


def find_statements(scenes: list[Scene], heard: list[list[Utterance]]) -> list[Statement]:
    """The statements of a document in reading order (`heard`: the utterances of each scene); a quotation that goes on
    belongs to the statement that it continues."""
    found: list[Statement] = []
    last: list[int] = []
    before: Scene | None = None
    for scene, told in zip(scenes, heard, strict=True):
        alone = ONLY_QUOTE.match(scene.frame.text)
        if last and alone:
            for at in last:
                found[at] = replace(found[at], evidence=(*found[at].evidence, scene.sentence.span))
            continue
        facts = list(_facts(scene, told)) or list(_standing(scene, before, alone is not None))
        before = scene
        quoted = [n for n, fact in enumerate(facts, len(found)) if fact.quote]
        found += facts
        last = quoted[-1:] or ([len(found) - 1] if len(facts) == 1 else [])
    return found


def _standing(scene: Scene, before: Scene | None, alone: bool) -> Iterator[Statement]:
    """The statement of a quotation that stands alone, or is signed by this scene."""
    actor = introduced(scene, before) if alone else signed(scene, before)
    if actor is None:
        return
    span = scene.sentence.span if alone or before is None else Span(before.sentence.span.start, scene.sentence.span.end)
    rule = "statement-introduced" if alone else "statement-signed"
    for voice in actor.voices:
        if voice.speaker is not None or voice.for_ is not None:
            yield _fact(Utterance(actor, 0, 0, "", rule, 0.75), voice, span, True)


def utterances(scene: Scene) -> list[Utterance]:
    """The reporting verbs of a scene that have a subject, each with the part of the sentence that is its own."""
    text = scene.frame.text
    if not scene.actors:
        return []
    found: list[Utterance] = []
    hung = {start for start, _ in hanging(scene)}
    for verb in found_at(text, scene.frame.starts(VERB_STARTS), VERB):
        if verb.start() in hung or (found and _SAME_OBJECT.fullmatch(text, found[-1].end, verb.start())):
            continue
        actor, rule, confidence = _subject(scene, verb, found)
        if actor is None or (verb["dismiss"] and decides(actor, text, verb.end())):
            continue
        if _HEARSAY.search(text, 0, verb.start()) or (_ADOPTING.match(text) and adopts_texts(actor)):
            continue
        if _nested(scene, verb, actor, found):
            continue
        if rule == "statement-inverted" or complement_fits(text, verb, actor):
            found.append(Utterance(actor, verb.start(), verb.end(), verb[0], rule, confidence))
    found += reports(scene, found)
    return sorted(found, key=lambda u: u.start)


# "Adopting resolution 2801 by 14 votes, the Council demanded": its text says so.
_ADOPTING = re.compile(r"(?:Unanimously )?(?:[Aa]dopting|[Pp]assing|[Aa]pproving|By its adoption of|By the terms of)\b")
# "One heard that Peru had told Chad": nobody stands for it.
_HEARSAY = re.compile(
    r"(?:\b[Oo]ne (?:heard|hears)|\b[Rr]umou?r (?:has|had) it|\b[Ii]t (?:is|was) (?:rumou?red|whispered)|"
    r"\b[Ww]ord (?:has|had) it|\b[Gg]ossip (?:has|had) it|\b[Rr]umou?rs?) that [^.;\ue600-\ue6ff]*$|"
    r"\b(?:[Cc]ritics|[Oo]pponents|[Dd]etractors|[Ff]oes)\b[^.;]{0,50} (?:say|argue|complain|note|object|argued|"
    r"complained)(?: that)? [^.;\ue600-\ue6ff]{1,30}$"
)
_SAID_THAT = re.compile(
    rf"(?: (?:(?:on )?\w+day|today|yesterday|in a statement|in a [^,.;]{{1,30}})|"
    rf"[^,.;:\ue600-\ue6ff]{{1,40}}(?= that))?"
    rf"(?: that)? {ACTOR} (?:(?:also|had|"
    rf"has|have|\w+ly) )*"
)


def _nested(scene: Scene, verb: re.Match[str], actor: Actor, before: list[Utterance]) -> bool:
    """Whether a speaker says of himself that he speaks: "said it welcomes the vote", "said Chad condemns" is one
    statement."""
    return bool(
        before
        and all(v.speaker is None or actor.noun in ("he", "she") for v in actor.voices)
        and {v.for_ for v in actor.voices} == {v.for_ for v in before[-1].actor.voices}
        and _SAID_THAT.fullmatch(scene.frame.text, before[-1].end, verb.start())
    )


def _subject(scene: Scene, verb: re.Match[str], before: list[Utterance]) -> tuple[Actor | None, str, float]:
    text = scene.frame.text
    if verb["ing"]:
        return _participle_subject(scene, verb, before)
    inverted = _inverted(scene, verb)
    if inverted is not None:
        return inverted, "statement-inverted", 0.97
    at = subject_before(scene, verb.start())
    if at is not None:
        told = not (verb["saying"] and object_before(scene, verb.start(), verb.end()))
        return scene.actor(text[at]) if told else None, "statement-subject-verb", 0.95
    near = max(0, verb.start() - 40)
    if CONJOINED.search(text, near, verb.start()) or (before and JOINED_BY_COMMA.search(text, near, verb.start())):
        actor = clause_subject(scene, verb.start(), before[-1].actor if before else None)
        first = verb[0].split()[0]
        bare = first in PLAIN and actor is not None and singular(actor)  # "must act and report"
        noun = (
            not before and first.endswith("s") and text.endswith(" and ", 0, verb.start())
        )  # "swapped desks and jokes"
        fits = actor is not None and not bare and not noun
        return actor if fits else None, "statement-conjoined", 0.9
    return None, "", 0.0


def _inverted(scene: Scene, verb: re.Match[str]) -> Actor | None:
    """The subject after the verb: a quotation or a comma stands before, the actor right after."""
    text = scene.frame.text
    asks = verb[0] == "asked" and re.search(r"[\ue600-\ue6ff] ?$", text[: verb.start()])
    if not (verb["saying"] or verb["clausal"] or asks) or verb[0].startswith(("tell", "told")):
        return None
    if not _CLOSING.search(text, max(0, verb.start() - 3), verb.start()):
        return None
    after = _SUBJECT_AFTER.match(text, verb.end())
    if after is None or (
        scene.actor(after["actor"]).noun in ("it", "they") and not _ENDS_THERE.match(text, after.end())
    ):
        return None  # "declared it to be void"
    if (
        text[verb.start() - 2] == ","
        and not _ENDS_THERE.match(text, after.end())
        and _aside_closes(scene, verb.start())
    ):
        return None  # "Peru, speaking for the group, says the bloc ..."
    actor = scene.actor(after["actor"])
    words = scene.frame.span(after.start("actor"), after.end("actor"))
    return actor if not actor.document or _STATEMENT.search(scene.plain, words.start, words.end) else None


_ENDS_THERE = re.compile(r"\s*(?:[.,;]|$)")


def _aside_closes(scene: Scene, verb_at: int) -> bool:
    """Whether the comma before a verb closes an aside that its subject stands before."""
    at = subject_before(scene, verb_at)
    return at is not None and verb_at - at > 3


def _participle_subject(scene: Scene, verb: re.Match[str], before: list[Utterance]) -> tuple[Actor | None, str, float]:
    text = scene.frame.text
    if _NOT_SPEECH_ING.match(verb[0]) or text.endswith(" not ", 0, verb.start()):
        return None, "", 0.0
    left = text[max(0, verb.start() - 30) : verb.start()]
    beside = _WITH_ONE.search(left)
    if beside:
        return scene.actor(beside["actor"]), "statement-participle", 0.88
    if _LISTED.search(text, max(0, verb.start() - 160), verb.start()) or _NOUN_BEFORE.search(left):
        return None, "", 0.0
    if not (
        re.search(r"(?:,|\band|\bby|\bbefore|\bafter|—|[\ue600-\ue6ff]) (?:\w+ )?$", left)
        or _BARE_ING.match(verb[0])
        or (_SAYS_WHAT.match(text, verb.end()) and not _REPORT.search(text, max(0, verb.start() - 50), verb.start()))
        or BY_LETTER.search(text, max(0, verb.start() - 90), verb.start())
    ):
        return None, "", 0.0
    return clause_subject(scene, verb.start(), before[-1].actor if before else None), "statement-participle", 0.88


def _facts(scene: Scene, found: list[Utterance]) -> Iterator[Statement]:
    text = scene.frame.text
    edges = _edges(text, found)
    for utterance, (start, end) in zip(found, edges, strict=True):
        span = scene.frame.span(start, end)
        quote = _QUOTED.search(text, start, end) is not None or '"' in scene.plain[span.start : span.end]
        if utterance.actor.noun in ("we", "i") and not quote:
            continue  # a part of what its issuer says
        for voice in utterance.actor.voices:
            if voice.speaker is not None or voice.for_ is not None:
                yield _fact(utterance, voice, span, quote)


def _edges(text: str, found: list[Utterance]) -> list[tuple[int, int]]:
    """The part of the sentence that each verb reports: up to the next verb that shares its subject."""
    edges = []
    for number, utterance in enumerate(found):
        shares = number and utterance.rule in ("statement-conjoined", "statement-participle")
        start = utterance.start if shares else 0
        following = found[number + 1] if number + 1 < len(found) else None
        cut = following is not None and following.rule in ("statement-conjoined", "statement-participle")
        end = following.start if following is not None and cut else len(text)
        edges.append((start, len(text[:end].rstrip()) if end > start else len(text)))
    return edges


def _fact(utterance: Utterance, voice: Voice, span: Span, quote: bool) -> Statement:
    who = voice.speaker or voice.for_
    assert who is not None
    return Statement(
        id=f"statement-{span.start}-{utterance.start}-{iris.slug(who.label)}",
        evidence=(span,),
        rule=utterance.rule,
        confidence=utterance.confidence,
        speaker=voice.speaker,
        for_=voice.for_,
        quote=quote,
        verb=_MASKED.split(utterance.verb)[0].strip() or None,
    )
