"""Verbs of speech and what must follow them: "noted" wants a clause or a quotation, "said" takes anything but
"nothing"."""

from __future__ import annotations

import re

from triples.extraction.actor import Actor
from triples.extraction.frames import ACTOR, QUOTE
from triples.extraction.patterns import first_words, listed, one_of
from triples.extraction.verbs import (
    ASKING,
    CLAUSAL,
    FEELINGS,
    JUDGING,
    NAMING,
    SAYING,
    SPEECH,
    THINKING,
    UTTERANCES,
    finite,
    forms,
    gerund,
    participles,
)

# "Issued a warning that".
_GIVING = listed("issue, make, give, send, offer, deliver, repeat, renew, reiterate, sound, level, put out, add, lodge")
_WORDS = (
    r"(?:warning|denial|apology|assurance|reminder|clarification|rebuke|pledge|promise|allegation|accusation|claim|"
    r"argument|rebuttal)s?"
)
VERB = re.compile(
    rf"(?<![\w'-])(?:(?P<finding>f(?:ou|i)nds?(?= (?:{ACTOR}|it|them|this|that|the [\w-]+) (?:\w+ly |too |also |"
    rf"still )?"
    rf"(?:{QUOTE}|[\w-]+(?:ful|less|able|ible|ous|ive|al|ing|ic|ent|ant|ory|ure|ate|cult|biased|balanced|flawed|sided)\b)))"
    rf"|(?P<saying>{finite(SAYING)})|(?P<judging>{finite(JUDGING)})"
    r"|(?P<call>(?:call|label|brand|dub|term|pronounce(?=[ds]? (?:[\ue700-\ue7ff]|it|them) ))(?:bed|led|ed|d|s)?)"
    rf"|(?P<clausal>{finite(CLAUSAL)})"
    r"|(?P<dismiss>dismiss(?:ed|es)?|reject(?:ed|s)?)"
    rf"|(?P<asking>{finite(ASKING)})|(?P<thinking>{finite(THINKING)})"
    rf"|(?P<raise>(?:raise|cite|issue|lodge)(?:d|s)? (?:[\w-]+ ){{0,3}}?{one_of(UTTERANCES)}|(?:left|leaves) no "
    rf"doubt|lets? (?:it|{ACTOR}) be known|heaped praise|"
    rf"link(?:ed|s)?|tie[ds]|justif(?:ied|ies)|puts? (?:{ACTOR}|(?:the|its|his|her|their) [^.,;]{{1,60}}) at"
    r"|(?:issued|released|made|delivered|gave) (?:the following|this) (?:\w+ )?(?:statement|remarks|comments?|"
    r"declaration|reaction|answer|reply|response|account)"
    rf"|{finite(_GIVING)} (?:[\w-]+ ){{0,3}}?{_WORDS}(?= (?:that|about|of|over|to|against|for|on)\b|[.,;])"
    rf"|convey(?:ed|s) (?:[\w-]+ ){{0,3}}?(?:{one_of(FEELINGS)}|{QUOTE}))"
    rf"|(?P<ing>{participles([*SPEECH, *CLAUSAL, *NAMING])}))(?![\w'-])"
)
_MORE = listed(
    """call, label, brand, dub, dubbed, term, dismiss, reject, raise, cite, issue, lodge, leave, left, heap, link, tie,
    justify, put, convey, release, make, deliver, give, send, offer, let, sound, level"""
)
# The words that `VERB` can begin with.
VERB_STARTS = first_words(forms([*SAYING, *JUDGING, *CLAUSAL, *ASKING, *THINKING, *_MORE]))
_SPEECH_GERUNDS = tuple(g for b in SPEECH for g in gerund(b))
_WHEN_WHERE = (
    r"(?: (?:\w+ly|with (?:deep |great |serious |grave )?(?:regret|concern|satisfaction|appreciation|alarm|sadness|"
    r"dismay|"
    r"interest|relief)|again|also|on \w+day|last \w+|in [^,.]{1,40}?|at [^,.]{1,40}?|(?:after|before|during|following|"
    r"ahead of|via|through) "
    rf"[^,.]{{1,40}}?|to (?:the )?(?:\w+|{ACTOR})|reporters|to reporters|rhetorically|aloud|back|here|today|"
    rf"yesterday|earlier|further|online|"
    r"on "
    r"[^,.]{1,30}?))*"
)
_NOTED = re.compile(
    r" with (?:(?:deep|great|serious|grave|particular|much) )?(?:concern|satisfaction|regret|appreciation|alarm|"
    r"dismay|interest|pleasure|gratitude|disappointment)\b| in the (?:negative|affirmative)\b"
)
_CLAUSE = re.compile(rf"{_WHEN_WHERE}(?:,? (?:that|whether|how|why|what|who|if)\b|[:,]? ?{QUOTE}|(?: [\w ]{{1,20}})?:)")
_ASKED = re.compile(rf" [^.;]{{0,90}}?{QUOTE}")
_QUOTES = re.compile(rf" (?!to\b)[^.,;]{{0,60}}?{QUOTE}")
_HELD = re.compile(rf" (?:that|(?:the|this|it|he|she|they|{ACTOR}) [^.;,]{{3,}})")  # what a person believes today
_ENDS = re.compile(
    r"(?: (?:[A-Z]?[\w'-]+ly|back|again|later|earlier|today|yesterday|here|afterwards|\w+day|(?:on|to) [^,.;]{1,40}|"
    r"(?:in|at|after|when|of) "
    r"[^,.;]{1,60}|(?:during|via) [^,.;]{1,40}|[\ue000-\uf8ff]))*\s*(?:[.;,!?—]|$)"
)
_NOT_SAID = re.compile(
    r" (?:almost |absolutely |virtually )?(?:(?:nothing|little|no more|yes|goodbye|farewell|hello|sorry|"
    r"so)\b(?! about the| (?:himself|herself|itself|themselves|publicly|openly|repeatedly|often|on|in|to|at|last|"
    r"yesterday|many|again)\b)|"
    r"no(?= ?(?:[.,;!]|$| (?:to|and|or)\b)))"
)
# Deeds by the verbs of speech: "recalled its ambassador", "denied the inspectors entry", "called an election".
_THE_THING = re.compile(r" (?:the|an?|its|his|her|their|some|progress) (?!report\b|resignation\b)[a-z]")
_DEED = re.compile(
    rf"recall\w* {ACTOR}(?= ?[.,;]|$| (?:from|home|in|over|after)\b)|"
    r"recall\w* (?:(?:its|his|her|their|the) (?:[\w-]+ ){0,3}?(?:ambassadors?|envoys?|diplomats?|consuls?|troops|staff|"
    rf"products?|parliament)|{ACTOR} (?:from|home|for))\b|"
    r"den(?:y|ied|ies) [^.,;]{1,60}?\b(?:entry|access|visas?|passage|permission|the floor)\b|"
    r"admit(?:s|ted)? (?!that\b|to\b)(?:[^.,;]{1,60}? (?:as (?:an?|the|its|full)|to the|into)\b|"
    r"[^.,;]{1,60}?(?:refugees|"
    r"migrants|people|students|members?|states|inspectors|monitors|journalists|[\ue000-\uf8ff])(?= ?(?:[.,;]|$|"
    r" (?:in|last|this|since)\b)))|"
    r"contest(?:ed|s)? (?:the|an?|its|his|her|that) (?:[\w-]+ )?(?:seat|election|race|post|poll|vote)\b|"
    r"compared? notes|call(?:ed|s)? (?:an?|the|its|fresh|early|snap) (?:[\w-]+ ){0,2}(?:elections?|vote|meeting|"
    r"session|"
    r"halt|strike|truce|recess|referendum|conference|summit|debate|roll|bluff)"
    r"(?=\s*(?:[.,;]|$)| (?:to|for|on|in|at|over|after|when|and)\b)"
)
_TOLD_STORY = re.compile(r" (?:an?|the|his|her|its|their|of) (?:\w+ )?(?:stor|tale|truth|lie|joke)")
_CALLED = re.compile(
    rf" (?!(?:for|on|upon|off|in|back|up|out|to)\b)(?:[^.;,]{{0,120}}?{QUOTE}|(?:[^.;,:]{{1,60}}?) (?:as )?an? |"
    rf"{ACTOR} \w+\.|(?:the|this|that) [^.;,]{{1,50}} [\w-]+(?:ful|less|able|ible|ous|ive|al|ing|ed|ic|ent|ant|"
    rf"ory|ure|ate|fair|"
    r"just)\b)"
)
# "Violations that the two states have called war crimes."
_CALLED_SO = re.compile(rf"\b(?:that|which|what) {ACTOR} (?:(?:has|have|had|also|\w+ly) )*$")
_ASKS_TOO = re.compile(r"plead(?:ed|s)?|suggest(?:ed|s)?|advise[ds]?|offer(?:ed|s)?")
_BRIEFED = re.compile(r" [^.;,]{1,60}? (?:on|about|that|regarding|concerning)\b")
_EVENTS = re.compile(
    r" (?:an?|its|their|the) (?:[\w-]+ )?(?:debate|meeting|session|visit|mission|talks|deal|agreement)\b"
)
_FINDERS = frozenset(
    [
        "inquiry",
        "commission",
        "court",
        "panel",
        "experts",
        "report",
        "investigators",
        "tribunal",
        "mechanism",
        "committee",
        "mission",
        "inspectors",
        "monitors",
        "study",
        "opinion",
        "group",
        "office",
        "agency",
        "watch",
        "international",
    ]
)


def complement_fits(text: str, verb: re.Match[str], actor: Actor) -> bool:
    """Whether what follows a verb makes it a report: "found" alone is no statement of a minister's, though it is of
    an inquiry's."""
    rest = text[verb.end() :]
    if _DEED.match(text, verb.start()):
        return False
    if verb[0].startswith("brief"):
        return _BRIEFED.match(rest) is not None
    if verb["saying"] or verb["judging"] or verb["raise"]:
        return not (_NOT_SAID.match(rest) or (verb[0][0] == "t" and _TOLD_STORY.match(rest)))
    if verb["call"] and rest.startswith((" for ", " on ", " upon ")):
        return _ASKED.match(rest) is not None
    if verb["call"]:
        return _CALLED.match(rest) is not None or _CALLED_SO.search(text, 0, verb.start()) is not None
    if verb["dismiss"]:
        return rest.startswith(" ")
    if verb["thinking"]:
        named = any(v.speaker is not None for v in actor.voices)
        held = named and verb[0] in ("believes", "thinks", "fears", "feels") and _HELD.match(rest) is not None
        return held or _QUOTES.match(rest) is not None
    if verb["finding"]:
        return True
    if verb["asking"]:
        return _ASKED.match(rest) is not None or _CLAUSE.match(rest) is not None
    if verb["ing"]:
        return _participle_fits(verb[0], rest)
    if verb[0].startswith("read") and actor.noun not in ("statement", "letter", "communique", "message", "text"):
        return False
    if verb[0] in ("went on", "goes on", "go on", "gone on") and rest.startswith(" to"):
        return False
    if _CLAUSE.match(rest) or _NOTED.match(rest) or (_ASKS_TOO.fullmatch(verb[0]) and _ASKED.match(rest)):
        return True
    told = verb[0] in ("reported", "reports") and actor.number == "one"  # "she reported eleven dead"
    told = told or (verb[0] in ("noted", "notes") and _THE_THING.match(rest) is not None)
    if told or (verb[0] in ("found", "finds", "concluded", "concludes", "reported") and _finds(actor)):
        return rest.startswith(" ") and not _EVENTS.match(rest)
    return _ENDS.match(rest) is not None and _closes(text, verb.start())


def _participle_fits(verb: str, rest: str) -> bool:
    if verb.startswith(("call", "label")):
        return _CALLED.match(rest) is not None
    if verb == "explaining":  # "said the envoy, explaining his vote"
        return _CLAUSE.match(rest) is not None
    return (verb.startswith(_SPEECH_GERUNDS) and not _NOT_SAID.match(rest)) or _CLAUSE.match(rest) is not None


def _closes(text: str, verb_at: int) -> bool:
    """Whether a reported clause stands before "..., the envoy noted"."""
    return bool(re.search(rf"(?:,|[\ue600-\ue6ff],?|\") ?{ACTOR}[^{ACTOR[1:-1]}]{{0,60}}$", text[:verb_at]))


def _finds(actor: Actor) -> bool:
    return actor.document or actor.noun in _FINDERS
