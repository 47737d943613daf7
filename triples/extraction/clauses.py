"""What may stand between a subject and its verb, and how verbs share a subject."""

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME = (
    rf"(?:(?:on |late on |early on |late |early )?{_DAY}(?: (?:morning|evening|night|afternoon))?|today|yesterday|"
    rf"tonight|earlier(?: (?:this|that|in the|on|last) \w+)?|"
    r"later(?: (?:that|in the|on|the same) \w+)?|last (?:week|month|year|night|\w+day|[A-Z]\w+)|this (?:week|"
    r"month|year|morning|time)|"
    r"the (?:same|next|following|previous) day|(?:over|at) the weekend|in (?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December)(?: \d{4})?|"
    r"in \d{4}|on [A-Z]\w+ \d{1,2}|on \d{1,2} [A-Z]\w+|at the time|in recent (?:days|weeks|months)|(?:days|hours|"
    r"weeks|months) (?:later|earlier|ago)|beforehand|afterwards?|"
    r"(?:a|one|two|three|several|\d+) (?:day|days|week|weeks|hours|hour|month|months) (?:later|earlier|ago))"
)
_ADVERB = (
    r"(?:also|not (?:only|just|merely)|then|again|further|furthermore|however|nevertheless|nonetheless|still|"
    r"instead|once(?: again| more)?|"
    r"now|since|already|"
    r"separately|meanwhile|too|even|just|simply|only|often|long|always|both|all|each|therefore|thus|"
    r"themselves|himself|herself|itself|"
    r"in turn|for (?:his|her|its|their) part|for (?:instance|example)|in (?:response|particular|addition|return|"
    r"reply|a separate \w+)|(?!only\b|early\b)[a-z]+ly|"
    r"on condition of anonymity|in no uncertain terms|in unison|in public|in private|of late|to date|yet again|"
    r"first|next|finally)"
)
_AUXILIARY = (
    r"(?:has|have|had|did|does|do|having|(?:likes?|liked|loves?|used) to|(?:appear|seem)(?:ed|s)? to(?: have)?|"
    r"(?:went|goes|gone) on to|(?:will "
    r")?continue[sd]? to|(?:was|were) "
    r"(?:quick|keen|careful) to|rushed to|hasten(?:s|ed) to|took (?:the floor|to \w+) to|"
    r"(?:is|are|was|were) (?:among )?the (?:first|last|only (?:one|country|state|member|delegation))(?: [a-z]+)? to|"
    r"has been|have been|had "
    r"been|(?:is|are|was|"
    r"were) (?:proud|pleased|happy|honou?red|glad|delighted) to(?: have)?|(?:has|have|had) the hono(?:u)?r to|"
    r"is|are|was|were(?= "
    r"\w+ing))"
)
_PLACE = (
    r"(?:(?:in|at|during|from|through|via|after|before|following|upon|ahead of|speaking (?:to|at|in|from|on|before|"
    r"after)|addressing|on|to(?= (?:the|an?|his|her|its|their|this|that|members|reporters|"
    r"journalists|delegates|lawmakers|diplomats|[A-Z\ue000-\uf8ff]))|with|under|opening|closing)(?: "
    r"(?!(?:and|but|who|that|which|"
    r"or|voted|adopted|said|was|were|is|are|has|had)\b)[^\s,;:\"\ue600-\ue6ff]+){1,9}?(?<! to))"
)
_ASIDE = r"(?:,[^;:\ue600-\ue6ff]{1,170}?,|\s?\([^()]{1,80}\),?|\s?(?:—|--?) [^—]{1,150}?(?:—|--?)(?= ))"
# "The panel monitoring the embargo recommended".
_REDUCED = (
    r"(?: (?:speaking|talking|writing|who spoke|who asked|monitoring|investigating|overseeing|attending|tasked|"
    r"mandated|charged|appointed|established|set up|"
    r"created|"
    r"handling|working|responsible|visiting|reporting|advising|assigned|representing|briefing|leading|heading|"
    r"(?:passed|adopted|approved|issued)(?= (?:in|on|by|last|earlier|this|today|after|unanimously|at)\b))\b"
    r"[^,;:.\ue600-\ue6ff]{3,110}?)"
)
_RELATIVE = r"(?:,? (?:who|which|that|whose (?:delegation|country|government|mission))\b)"
_OTHERS = (
    r"(?:,? (?:and|along with|together with|as well as|with|joined by) (?:more than |over |some |about |nearly )?"
    r"(?:\d[\d,]*|\w+)(?: other)? (?:countries|states|members|delegations|others|nations|partners|co-?sponsors|"
    r"governments),?)?"
)
_GAP = re.compile(
    rf"{_OTHERS}(?: of (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,3}})?(?:{_ASIDE}|"
    rf"{_REDUCED})?{_RELATIVE}?(?:{_ASIDE})?(?:,? "
    rf"(?:{_TIME}|{_ADVERB}|{_AUXILIARY})(?:{_ASIDE}|,)?){{0,5}}(?: {_PLACE})?(?:,? (?:{_TIME}|{_ADVERB}|"
    rf"{_AUXILIARY}),?){{0,4}}\s*"
)
_ASIDE_ENDS = re.compile(r"[,)—]|--? ")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been)\s+(?:(?:\w+ly|later|also|then|once|again|often) )?$")
_DENIES = re.compile(
    r"\b(?:not(?! only| just| merely)|never|no|nor)\b|n't\b|\b(?:did|does|do) (?:little|nothing)\b", re.IGNORECASE
)

# "Issued a statement in Havana denouncing": what follows is of who issued it.
BY_LETTER = re.compile(
    r"\b(?:issu|send|sent|publish|releas|writ|wrote|hand|sign|put out|ma[dk]e|g[ai]ve|address|deliver|post)\w* "
    r"[^,.;]{0,40}?\b(?:statement|letter|communique|declaration|message|tweet|post|note|memo|appeal|petition)\b"
    r"[^,.;]{0,60} $|\bwr(?:ote|ites|itten) to [^,.;]{1,40} $"
)
GROUP_OF = re.compile(r"\b(?:group|number|panel|team|handful|dozens|majority|coalition|pair|series) of (?:the |\w+ )?$")
RELATIVE_PRONOUN = re.compile(r",? (?:who|which|that|whose)\b")
AFTER_PREPOSITION = re.compile(
    r"\b(?:of|in|at|to|from|with|by|for|on|against|over|under|into|between|towards?|about|including|via|near|"
    r"among|like|across|behind|if|whether|unless|than|to see|to have|to get) (?:the )?$",
    re.IGNORECASE,
)
# A comma alone joins verbs only after another ("argued, warned and asked").
JOINED_BY_COMMA = re.compile(rf", (?:(?:{_ADVERB}|{_TIME}|{_AUXILIARY}),? ){{0,3}}$")
CONJOINED = re.compile(rf"(?:\b(?:and|but|while|then|or|yet)|;) (?:(?:{_ADVERB}|{_TIME}|{_AUXILIARY}),? ){{0,3}}$")


def gap_fits(gap: str) -> bool:
    """Whether what stands between an actor and a verb lets one be the subject of the other: adverbs, times, asides, a
    relative pronoun; no negation, no passive, no modal verb."""
    if gap in (" ", " also "):
        return True
    if gap.rstrip().endswith(",") and gap[1:2] != "(" and not gap.startswith((",", " —", " -")):
        return False  # the comma closes an aside that the actor stands in
    if not gap.startswith((" ", ",")) or _PASSIVE.search(gap) or _DENIES.search(_ASIDE_ENDS.split(gap)[-1]):
        return False
    return _GAP.fullmatch(gap) is not None
