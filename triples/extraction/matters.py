"""Matters: the short noun phrase that says what a position is on."""

from __future__ import annotations

import re

from triples.extraction.attitudes import SPONSORED, TEXT
from triples.extraction.frames import Frame
from triples.extraction.parsed import Parsed
from triples.extraction.patterns import one_of
from triples.extraction.positions import Position
from triples.extraction.scene import Scene
from triples.extraction.verbs import ASKING, CLAUSAL, SPEECH, gerund, past, present

_MOST_WORDS = 7  # a name for the matter, not a passage of the article
_VERBS = (*SPEECH, *CLAUSAL, *ASKING, "support", "oppose", "vote", "repeat")
_TOLD = one_of(f for b in _VERBS for f in (*past(b), *present(b), *gerund(b)))
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|should|must|may|might|could|can|does|did)"
# Where the phrase after a verb ends.
_ENDS = re.compile(
    r"[.;:]|,(?! [\w-]+(?:,| and\b| \w+$))| —| -- |\b(?:saying|"
    r"adding|warning|noting|arguing|telling|calling|stressing|because|but|while|although|though|which|who|when|where|"
    r"(?<=\w )that|after|before|(?<=\S )as|in the strongest|during|amid|despite|since|unless|until|if|whereas|by "
    r"saying|on \w+day|"
    r"last (?:week|month|year)|this (?:week|month|year)|in a statement|at a (?:news|press)|and (?:we|he|she|they|it|"
    r"I)\b)|"
    r" (?:was|were|has been|had been) |"
    rf" and (?:also |then |again |\w+ly )?(?:{_TOLD}|urge|call (?:on|for|upon)|ask|encourage|invite|condemn|"
    rf"welcome|deplore|"
    r"express|reiterate)\b"
    # "Supported the text and would vote for it", "condemns Peru and ignores Chad"
    rf"| and (?:also |then |still )?(?:{_AUXILIARY} [a-z]|[a-z]{{3,}}(?:s|ed) (?:it|that|they|them|the|an?|its|his|"
    r"her|their|this|these|[\ue000-\uf8ff]))"
    r"|(?<=\w) for (?:[\w-]+ ){1,3}(?:years|months|weeks|days|decades|hours)\b|(?<=\w) in the (?:teeth|face|wake) of\b"
)
_ARTICLES = (
    r"(?:the|a|an|any|all|its|his|her|their|our|my|this|that|these|those|such|an immediate|both|further|what (?:it|"
    r"he|she|"
    r"they) (?:called|described as))"
)
_LEADS = re.compile(
    rf"^(?:(?:{_ARTICLES}|for|to|on|of|at|in|be|as|with|strongly|firmly|again|immediately|also|upon) )+", re.IGNORECASE
)
_STRONGLY = re.compile(r"^in the (?:\w+ )?(?:strongest|clearest|firmest) (?:possible )?terms,? ", re.IGNORECASE)
_LINKS = r"(?:of|to|for|in|on|at|by|with|from|into|over|about|against|under|and|or|between|through|regarding|towards?)"
_TRAILS = re.compile(
    rf"(?: (?:{_LINKS}|the|a|an|its|his|her|their|our|that|as|is|are|be|not|been|has|have|had|was|were|to|who|which|"
    rf"today|"
    r"yesterday|then|\w+day))+$"
)
_HALF = re.compile(r"(?<=\w) [a-z]+ed(?: (?:near|since|within|across|around|among|off))?$")  # "goods transported", cut
_LINK = re.compile(rf"{_LINKS}$")
_PRONOUN = re.compile(
    r"(?:it|him|them)\b(?! to\b)|(?:this|that|these|those)(?= ?(?:[,.;]|as|in|by|and|$))",
    re.IGNORECASE,
)
_THINGS = (
    r"deal|agreement|visit|decision|move|truce|ceasefire|idea|offer|vote|election|report|finding|ruling|attack|raid|"
    r"strike|"
    r"launch|test|mission|mandate|layout|claim|demand|fee|map|request|sanctions|referral|session|meeting|plan|pledge"
)
_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]h(?:at|is)|'s) ((?:[\w'-]+ ){{0,4}}?{TEXT}|(?:[\w'-]+ ){{0,2}}(?:{_THINGS}))\b"
)
_OF_A_TEXT = re.compile(
    rf"(?<![\w'’-])(?:(?!the |an? |this |that |and |of |by |its )[A-Za-z][\w'’-]* ){{0,2}}?{TEXT}\b"
    rf"(?: (?:on|about|demanding|calling for|to|for|condemning|against|extending|renewing) [^,.;:()]{{3,90}})?"
)
_BY_WHOM = re.compile(
    rf" (?:jointly |initially |originally |co-)*(?:{SPONSORED}|with|forward|which|that|was|were|has|had|is|by)\b.*$"
)
_AT_END = re.compile(
    rf"(?:[\s,—(-]+|\b(?:{_AUXILIARY}|been|being|be|not|which|that|also|jointly|then|\w+ly|itself|:)\b)+$"
)
_DETERMINED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]h(?:is|at|ese|ose)|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)|'s) (?=\S)"
)
_VERB_IN = re.compile(rf"\b(?:{_AUXILIARY}|said|says|called|told)\b")


_NO_NOUN = re.compile(r"be|one|so|not|what (?:it|they|he|she) (?:likes?|wants?|pleases?)", re.IGNORECASE)
_UNNAMED = {"request": "request", "word": "matter", "sponsorship": "draft resolution"}
_VOTE_NO = re.compile(r"vote (?:no|against)\b", re.IGNORECASE)


def matter(parsed: Parsed, scene: Scene, position: Position) -> str | None:
    """What a position is on, in seven words at most; None where the sentence names nothing."""
    if position.matter is not None:
        return position.matter
    at, end = position.matter_at, position.matter_end
    if position.act == "sponsorship":
        return _text_named(parsed, scene, position) or "draft resolution"
    if end <= position.start or at >= end:
        opens = at >= end
        told = _opened(parsed, scene, position) if opens else _phrase_before(_written(parsed, scene.frame, at, end))
        return told or _matter_before(parsed, scene, position.start) or _UNNAMED[position.act]
    words = _written(parsed, scene.frame, at, end)
    if _VOTE_NO.match(words):
        return _matter_before(parsed, scene, at) or "draft resolution"
    if _PRONOUN.match(words):
        return _matter_before(parsed, scene, at) or _UNNAMED[position.act]
    return _phrase_after(parsed, scene.frame, at, end)


def _text_named(parsed: Parsed, scene: Scene, position: Position) -> str | None:
    """The draft, amendment or plan that the passage of a sponsorship names, with what it is on."""
    around = _written(parsed, scene.frame, position.start, max(position.end, position.matter_end))
    for words in (_written(parsed, scene.frame, position.matter_at, position.matter_end), around):
        found = _OF_A_TEXT.search(words)
        if found is not None:
            return _short(_BY_WHOM.sub("", found[0]))
    return None


def _opened(parsed: Parsed, scene: Scene, position: Position) -> str | None:
    """The subject after a phrase that opens a sentence: "At the request of Chad, a separate vote was taken"."""
    words = _written(parsed, scene.frame, position.end, len(scene.frame.text))
    return _short(_VERB_IN.split(words)[0]) if _VERB_IN.search(words) else None


def _matter_before(parsed: Parsed, scene: Scene, at: int) -> str | None:
    """What "it" takes up: the last text, plan or event named before it in the sentence or in the one before."""
    earlier = scene.sentence.span.start
    previous = [s.span.start for s in parsed.sentences if s.span.start < earlier][-1:]
    passage = parsed.document.plain[(previous or [earlier])[0] : scene.frame.origin[at]]
    found = _NAMED.findall(passage)
    return " ".join(found[-1].split()[-_MOST_WORDS:]) if found else None


def _phrase_after(parsed: Parsed, frame: Frame, start: int, end: int) -> str | None:
    """The passage from `start`, up to where its clause ends."""
    part = frame.text[start:end]
    cut = next((m for m in _ENDS.finditer(part) if m.start() > 1), None)
    return _short(_written(parsed, frame, start, start + (cut.start() if cut else len(part))))


def _phrase_before(words: str) -> str | None:
    """The last noun phrase of a passage, after which a passive verb or a relative clause stands."""
    chunk = re.split(r"[,;:—]", _AT_END.sub("", words))[-1].strip()
    for found in _DETERMINED.finditer(chunk):
        phrase = chunk[found.end() :]
        if len(phrase.split()) <= _MOST_WORDS and not _VERB_IN.search(phrase):
            return _short(phrase)
    return None if _VERB_IN.search(chunk) or not 1 < len(chunk.split()) <= _MOST_WORDS else _short(chunk)


def _written(parsed: Parsed, frame: Frame, start: int, end: int) -> str:
    """The words of a passage as the document has them, without quotation marks and brackets."""
    span = frame.span(start, end)
    words = " ".join(parsed.document.text[span.start : span.end].split())
    return re.sub(r"[\"“”„«»()\[\]]+", "", words).strip(" ,'’")


def _short(words: str) -> str | None:
    """At most seven words that end a phrase; None where no word is left."""
    words = _LEADS.sub("", _STRONGLY.sub("", words.strip(" ,.'’-—"))).strip()
    split = words.split()
    cut = len(split) > _MOST_WORDS
    if cut:  # cut before the last phrase, which is not whole
        links = [at for at, word in enumerate(split[:_MOST_WORDS]) if at > 1 and _LINK.match(word)]
        split = split[: links[-1] if links and links[-1] > _MOST_WORDS - 5 else _MOST_WORDS]
    short = " ".join(split)
    if cut:
        short = _HALF.sub("", _TRAILS.sub("", short))
    short = _TRAILS.sub("", short).strip(" ,.'’-—")
    return short if re.search(r"[A-Za-z]{2}", short) and not _NO_NOUN.fullmatch(short) else None
