"""Reports without a verb of speech of their own: "according to", "was quoted as saying", "in the words of", a colon
before a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.clauses import AFTER_PREPOSITION
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.patterns import Cued
from triples.extraction.scene import Scene
from triples.extraction.utterance import Utterance

_ACCORDING = Cued(
    rf"\b[Aa]ccording to (?:reports (?:by|from) |figures (?:by|from) |data (?:by|from) )?({ACTOR})"
    rf"|(?:^|[.;,] )[Pp]er (?:the )?({ACTOR}),",
    "ccording to",
    "er ",
)
_THAT_WAS = Cued(  # "that was the line from the envoy", "those were the parting words of the envoy"
    r"\b(?:[Tt]h(?:at|is|ese|ose)|[Ss]uch) (?:was|were|is|are) (?:the )?(?:[\w-]+ ){0,2}?(?:words?|line|message|"
    r"verdict|answer|view|"
    rf"reaction|response|reply|comment|plea|promise|warning) (?:of|from|given by|offered by) ({ACTOR})(?!'s)"
    rf"|\bsuch (?:was|is) ({ACTOR})'s? (?:[\w-]+ )?(?:word|line|message|verdict|answer|view|plea|promise|warning)s?\b"
    rf"|,? (?:or )?so ({ACTOR}) (?:has|had|would have|puts?) (?:it\b|{ACTOR})|"
    rf"\b[Tt]o hear ({ACTOR}) tell (?:it\b|{ACTOR})"
    rf"|(?<=[\ue600-\ue6ff] )is what ({ACTOR}) (?:tells?|told|says?|said)\b",
    "word",
    "line",
    "message",
    "verdict",
    "answer",
    "view",
    "reaction",
    "response",
    "reply",
    "comment",
    "plea",
    "promise",
    "warning",
    "such ",
    " so ",
    "hear ",
    "is what ",
)
_WORDS = r"(?:words|views?|opinion|eyes|judge?ment|telling|reading|account|reckoning|phrase|admission)"
_IN_WORDS = Cued(  # "in the words of the envoy", "in China's view", "as she put it"
    rf"\b(?:(?:[Ii]n|[Bb]y) the {_WORDS} of|[Tt]o quote) (?:{ACTOR}'s? )?({ACTOR})(?!'s)"
    rf"|\b(?:[Ii]n|[Bb]y) ({ACTOR})'s? (?:own )?{_WORDS}\b"
    rf"|\b[Aa]s ({ACTOR})(?: (?:\w+ly|once|later))? (?:put|phrased|saw) (?:it\b|{ACTOR})"
    rf"|\b(?:[Ii]f|[Ww]hen) (?:you|one) asks? ({ACTOR}),",
    "word",
    "view",
    "opinion",
    "quote",
    "count",
    " put ",
    "eyes",
    "ment",
    "reckon",
    "phrase",
    "admi",
    "tell",
    "read",
    " saw ",
    "ask",
)
_CAME = Cued(  # '"No," came the reply from Peru', '"Enough," reads a post by Peru's mission'
    rf"{QUOTE},? (?:c[ao]mes?|went|goes|r[au]ns?|reads?|began|begins|opens?|opened|ends?|ended) (?:the|an?|one) "
    r"(?:[\w-]+ ){0,2}?(?:reply|answer|response|retort|rejoinder|refrain|verdict|message|plea|cry|comment|letter|post|"
    r"tweet|statement|note|communiqu[eé]|cable)(?: here| \w+day)? "
    rf"(?:from|of|by|in|on the (?:account|page|website|site) of) ({ACTOR})(?!'s)",
    " the ",
    " a ",
    " an ",
    " one ",
)
# A quotation, any verb at all, and who did it: '"No," hissed to the press the envoy of Chad, leaving'.
_DID_SO = re.compile(
    rf"(?:{QUOTE}|\"[^\"]{{9,300}}\"),?(?: \([^()]*\),?)? "
    r"(?P<verb>[a-z]+ed|threw|spat|sang|wept|shot|broke|burst|hit|cut|ground)"
    r"(?: (?:out|back|in|up|forth|off|on|over|\w+ly|to (?:the )?(?:press|reporters|room|hall|crowd|chamber|council|"
    rf"cameras|microphones?)),?){{0,3}} (?:the )?(?P<actor>{ACTOR})(?!'s)"
    r"(?=[.,;]|$| (?:as|on|in|at|after|before|during|while|when|with)\b)"
)
_QUOTED_AS = Cued(
    rf"\bquot(?:ed|es|ing) ({ACTOR}),? as (?:saying|telling|warning)|({ACTOR}),? (?:was|were|"
    rf"is|has been) (?:also )?(?:quoted|cited|reported)(?: by [^,.]{{1,40}}?)? (?:as saying|as telling|as warning|"
    rf"as having said|to have said)",
    "quot",
    "cited",
    "reported",
)
_TOLD_BY = Cued(
    rf"\b(?:was|were|been) told by ({ACTOR})|\bheard from ({ACTOR})(?=[^.;]{{0,60}}? that\b)|\b[Aa]s (?:(?:it|"
    rf"{ACTOR}) )?(?:was|is|"
    rf"has been)?(?: \w+ly)? ?(?:noted|stated|"
    rf"emphasi[sz]ed|"
    rf"underlined|announced|reported|said|recalled|mentioned|explained|confirmed) by ({ACTOR})",
    "told by",
    "ed by",
    "said by",
    "heard from",
)
_POSITION = Cued(  # "Peru's position is that"
    rf"({ACTOR})'s? (?:[a-z]+ )?(?:position|view|stance|argument|message|line|explanation|answer|response|"
    rf"contention|story|version|account|verdict) "
    r"(?:is|was|remains|has been)(?: [a-z]+)?(?: that\b|: )",
    "position",
    "view",
    "stance",
    "argument",
    "message",
    "line",
    "ation",
    "answer",
    "response",
    "tention",
    "story",
    "version",
    "account",
    "verdict",
)
_CITED = Cued(  # "cited the agency's warning that": of the agency
    rf"\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing)|recall(?:ed|s|ing)|echo(?:ed|es|ing)|not(?:ed|es|ing)) "
    rf"(?P<actor>{ACTOR})'s? "
    r"(?:[\w-]+ )?(?:warning|finding|estimate|assessment|statement|remark|claim|conclusion|comment|assertion)s?\b"
    r"[^.,;]{0,40}? that\b",
    "cit",
    "quot",
    "recall",
    "echo",
    "not",
)
_READ_BY = Cued(
    r"\bstatement\b[^.;]{0,90}?(?<!to be )\b(?:read(?: out| aloud)?|delivered|presented)(?: on [\w ]{3,30}?)? by "
    rf"(?P<actor>{ACTOR})",
    "tatement",
)
# 'Referring to the talks as a "circus", the envoy urged', "paragraph 9, which in her view treats".
_OPENING = re.compile(
    r"(?:Referring to|Describing|Calling|Branding|Dismissing|Denouncing|Likening|Deriding|Mocking) "
    rf"[^.;{ACTOR[1:-1]}]{{0,90}}?"
    rf"{QUOTE}[^.;{ACTOR[1:-1]}]{{0,60}},? (?P<actor>{ACTOR})(?!'s)"
)
_IN_HIS_VIEW = re.compile(
    r"\b(?:in|to|by) (?:his|her|its|their) (?:own )?(?:view|opinion|eyes|mind|words|reading|judge?ment)\b"
)
_COLON = re.compile(rf"(?P<actor>{ACTOR})(?P<between>[^{ACTOR[1:-1]}.;:]*): ?{QUOTE}")
# "16:52 - Peru's envoy: we will not sign", "Ana Soto, envoy: We are tired."
_TURN = re.compile(rf"^\W*(?:\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\.?)?\W+)?(?P<actor>{ACTOR}): (?!{QUOTE})[\w'\ue000-\uf8ff]")
_SIGNED = re.compile(rf"\W*{QUOTE}[,.]? ?(?:—|--?) ?(?:the )?(?P<actor>{ACTOR})")  # '"No." - X, minister'
_QUOTED_BY = Cued(rf"(?P<quote>{QUOTE}) by (?P<actor>{ACTOR})", " by ")  # 'a claim "refuted" by Chad'
_PARTICIPLE_ALONE = re.compile(r"\"(?:\w+ly )?\w+ed\"")
_CALLED_BY = Cued(
    rf"\b(?:described|condemned|denounced|dismissed|rejected|hailed|criticised|criticized|welcomed|called|praised|"
    rf"branded|labelled|slammed|dubbed|termed|deplored|decried|derided|ridiculed|mocked)(?: as [^,.;]{{0,60}}?|"
    rf" {QUOTE}| \w+ly| (?:on )?\w+day)? by (?P<actor>{ACTOR})",
    " by ",
)

# The pattern, the verb, the rule and how sure it is.
_REPORTS = (
    (_ACCORDING, "according to", "statement-according-to", 0.93),
    (_IN_WORDS, "according to", "statement-according-to", 0.93),
    (_QUOTED_AS, "quoted as saying", "statement-quoted-as-saying", 0.95),
    (_CITED, "", "statement-cited", 0.88),
    (_POSITION, "is that", "statement-position", 0.85),
    (_THAT_WAS, "according to", "statement-that-was", 0.85),
    (_TOLD_BY, "told", "statement-told-by", 0.9),
    (_CAME, "according to", "statement-that-was", 0.85),
)


def reports(scene: Scene, found: list[Utterance]) -> Iterator[Utterance]:
    """The reports of a scene that no verb of speech tells; `found` are those that one does."""
    text = scene.frame.text
    named = {v.for_ for u in found for v in u.actor.voices if v.speaker is not None}
    for pattern, verb, rule, confidence in _REPORTS:
        for match in pattern.finditer(text):
            actor = scene.actor(next(char for char in match.groups() if char))
            alone = any(v.speaker is None and v.for_ in named for v in actor.voices)
            if not alone or rule != "statement-according-to":
                yield Utterance(actor, match.start(), match.end(), verb, rule, confidence)
    for match in _QUOTED_BY.finditer(text):
        if _PARTICIPLE_ALONE.fullmatch(scene.quoted(match["quote"])):
            yield Utterance(scene.actor(match["actor"]), match.start(), match.end(), "", "statement-passive", 0.8)
    if not any(u.actor.voices for u in found):
        for match in _READ_BY.finditer(text):
            yield Utterance(scene.actor(match["actor"]), match.start(), match.end(), "read", "statement-read-by", 0.85)
    if not found:
        yield from _unsaid(scene)


def _unsaid(scene: Scene) -> Iterator[Utterance]:
    """Reports of a sentence without any verb of speech: "- Jane Doe, minister", a colon, "called a farce by"."""
    text = scene.frame.text
    signed = _SIGNED.match(text)
    if signed:
        yield Utterance(scene.actor(signed["actor"]), signed.start("actor"), signed.end(), "", "statement-signed", 0.85)
        return
    opening = _OPENING.match(text)
    if opening:
        yield Utterance(scene.actor(opening["actor"]), 0, len(text), "", "statement-participle", 0.85)
        return
    viewed = _IN_HIS_VIEW.search(text)
    if viewed and scene.subject is not None and len([a for a in scene.actors if a.voices]) == 1:
        yield Utterance(scene.subject, viewed.start(), viewed.end(), "according to", "statement-according-to", 0.85)
        return
    for match in _COLON.finditer(text):
        oblique = AFTER_PREPOSITION.search(text, max(0, match.start() - 14), match.start())
        actor = scene.subject if oblique and scene.subject is not None else scene.actor(match["actor"])
        yield Utterance(actor, match.start(), match.end(), "", "statement-colon", 0.8)
    for match in _CALLED_BY.finditer(text):
        yield Utterance(scene.actor(match["actor"]), match.start(), match.end(), "", "statement-passive", 0.8)
    for match in _DID_SO.finditer(text):
        said = scene.frame.span(match.start(), match.start("verb"))
        closed = scene.plain[said.start : said.end].rstrip("'’”»\" ").endswith((",", "?", "!"))  # a title has none
        if scene.actor(match["actor"]).number == "one" and closed:
            yield Utterance(scene.actor(match["actor"]), match.start(), match.end(), "", "statement-inverted", 0.75)
    turn = _TURN.match(text)
    if turn and scene.actor(turn["actor"]).number == "one" and not scene.actor(turn["actor"]).anaphor:
        yield Utterance(scene.actor(turn["actor"]), turn.start(), turn.end(), "", "statement-colon", 0.8)
