"""The words of choices told in turns of their own, as patterns over masked sentences."""

from __future__ import annotations

import re

from triples.extraction.choice_cues import EPITHET, ITEM, LIST, NO, SEPARATOR, VETO_OBJECT, YES
from triples.extraction.frames import CAPITAL, DEMONYM, STATE
from triples.extraction.numbers import COUNT, NUMBER

_CHOSE = r"(?:(?:cast|use|exercise|wield) (?:its|their|the|a)(?: \w+)? )?"
_AT_LAST = (
    rf"(?P<against>veto(?:ed)?\b|voted? (?:against|{NO}))|(?P<for>voted? (?:for|in favou?r|{YES}))|"
    rf"(?P<abstain>abstain(?:ed)?\b)"
)
DECIDED = (  # "the decision by Peru to veto", "had Peru not vetoed it", "why did Peru abstain"
    re.compile(
        rf"\b(?:decision|choice|move) (?:by|of) (?:the )?(?P<list>{LIST.pattern}) (?P<cue>to {_CHOSE}(?:{_AT_LAST}))"
    ),
    re.compile(
        rf"\bhad (?P<list>{LIST.pattern}) not (?P<cue>(?P<against>vetoed|blocked|used (?:its|their) veto|"
        rf"cast (?:its|their|a) (?:\w+ )?veto|voted (?:against|{NO})))"
    ),
    re.compile(
        rf"\b[Hh]ad (?P<list>{LIST.pattern}) (?:voted|said|abstained|"
        rf"been)[^,;.]{{0,30}} instead of (?P<cue>(?P<abstain>abstaining)|"
        rf"(?P<against>vetoing|opposing|voting (?:against|{NO}))|(?P<for>voting (?:for|in favou?r|{YES})))"
    ),
    re.compile(rf"(?P<list>{LIST.pattern})'s? (?:\w+ )?(?:decision|choice|move) (?P<cue>to {_CHOSE}(?:{_AT_LAST}))"),
    re.compile(rf"\b[Ww]hy (?:did|had) (?:the )?(?P<list>{LIST.pattern}) (?P<cue>{_AT_LAST})"),
)
NUMBERED_LIST = re.compile(
    rf"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll) (?P<n1>{NUMBER})(?: (?:countries|states|members|nations|delegations|"
    rf"naysayers|dissenters|holdouts|abstainers))?(?:(?: (?:were|was|are|is|being|(?P<some>included?))|:|"
    rf" —) ?)(?P<list1>{LIST.pattern})"
    rf"|\b[Aa]mong the (?P<n3>{NUMBER})(?:(?: (?:were|was|are|is)|:| —) ?)(?P<list3>{LIST.pattern})"
    rf"|(?P<list2>{LIST.pattern})(?: \w+ly)?,? (?:(?:were|was|are|being|made up) the|(?P<among>(?:(?:was|"
    rf"is) )?one of (?:the|"
    rf"those)|(?:(?:was|were|is|"
    rf"are|counted|figured|ranked) )?(?:among|in|of) the)) (?P<n2>{NUMBER})(?= ?(?:[.,;)—]|$|and\b|against\b|"
    rf"abst|dissent|naysay|opponent|opposed|no\b|countries|states|members|nations))",
    re.IGNORECASE,
)
_CITED = rf"(?:{STATE}|{DEMONYM})(?:(?:, |,? and )(?:{STATE}|{DEMONYM}))*"
NOMINAL = re.compile(
    rf"(?:(?P<list>{ITEM})(?:'s?|(?= veto ?(?:[.;,]|$)))"
    r"|(?:(?:^|[;,] )(?:[Aa]n?|[Tt]he)|\b(?:by|after|following|despite|over|because of|due to|owing to|of|to|with|"
    r"against) "
    rf"(?:an?|the)) (?P<whose>{_CITED})|(?:^|[;,] |\b(?:by|after|following|despite|"
    rf"over) )(?P<several>{_CITED})(?= \w*(?:vetoes|noes|abstentions)\b))"
    rf"(?: (?:double|joint|lone|sole|latest|own|\w+th|second|third))? (?P<noun>veto(?:es)?|abstentions?|noes|"
    rf"\"?[Nn]o\"?[ -]votes?|"
    rf"votes? against|negative votes?|yes votes?|(?:no|nay|yes|yea|aye)(?= ?[.,;]| and\b| was\b|"
    rf" came\b))\b{VETO_OBJECT}"
)
USE_OF_VETO = re.compile(
    rf"\b(?:use|casting|exercise) of (?:the|its|a) (?P<noun>veto)(?: power|"
    rf" right)?(?: \w+){{0,2}} by (?:the )?(?P<list>{LIST.pattern})"
)
EMPTY_SEAT = re.compile(
    rf"(?P<list>{LIST.pattern})'s? (?:seat|chair|place)s? (?:was|were|stayed|remained|stood) (?:left )?(?:empty|vacant)"
)
MORE_LIKEWISE = re.compile(
    rf"^(?P<n>{NUMBER}) (?:other (?:members|countries|states|delegations|nations)|others) "
    r"(?:did (?:so|likewise|the same)|followed suit|joined (?:it|them)|chose the same)\b",
    re.IGNORECASE,
)
_IN_THAT_GROUP = (
    r"(?:,? too,?|,? also,?)? (?:was|were) (?:also |too )?(?:in (?:that|this|the same) (?:group|camp|number|column)|"
    r"among (?:them|their number)|one of them)(?= ?[,.;]|$| and)"
)
_DID_SO = (
    r"(?:followed suit|(?:all |both |also )?did (?:so|the same|likewise|so too|too|as well)(?: too| as well)?\b|"
    r"voted (?:the same way|likewise))"
)
ECHO = re.compile(
    rf"^(?:So(?:,[^,]{{1,30}},)? (?:too )?did (?P<after>{LIST.pattern})(?: and {COUNT} others)?\s*[,.;]|"
    rf"(?P<before>{LIST.pattern})(?:(?:'s?)?(?:, [^,]{{1,60}},)? {_DID_SO}|{_IN_THAT_GROUP}|(?:'s?)?,? (?:too|also|"
    rf"as well|"
    rf"likewise)[.;])"
    rf"|(?:(?:The )?[Oo]thers|The rest|The {NUMBER} others|The other {NUMBER}) (?:were|included|are|"
    rf"include) (?P<others>(?:{EPITHET}?{ITEM}{SEPARATOR})*"
    rf"{EPITHET}?{ITEM})\s*[,.;])"
)
ECHOED = re.compile(
    rf"(?P<list>{LIST.pattern})(?:(?:'s?)? {_DID_SO}"
    r"| (?:(?:voted|sided|went along) with|joined) (?:it|them|both|the (?:two|pair))(?= ?[,.;]|$| while| and)"
    rf"|{_IN_THAT_GROUP})"
)
# "Voting with Peru were Chad and Togo", "Chad sided with Peru": the choice of Peru, told elsewhere.
WITH_ONE = re.compile(
    rf"\b(?:[Vv]oting|[Ss]iding|[Ll]ining up|[Ss]tanding) with (?:the )?(?P<one>{STATE}|{CAPITAL}|{DEMONYM})"
    rf"(?: in the [a-z ]{{3,20}})?(?: (?:were|was)(?: only| just)?|:| —) (?P<list>{EPITHET}?{LIST.pattern})"
    rf"|(?P<list2>{LIST.pattern})(?: —|\)|,)? (?:(?:all|both|also|again) )?(?:voted|sided|went along|lined up|"
    rf"stood) with (?:the )?"
    rf"(?P<one2>{STATE}|{CAPITAL}|{DEMONYM})(?= ?[.,;]|$| while| when| on \w+day)"
)
ONLY_THEY = re.compile(
    rf"\b(?:[Oo]nly|[Jj]ust)(?: {COUNT} (?:other )?(?:countries|states|members|nations|delegations)(?:,| —| \(|"
    rf":)?)? ?(?:the )?$"
)
# "Peru's draft got only two votes: its own and Chad's"
OWN_VOTE = re.compile(
    rf"(?P<owner>{ITEM})(?:'s?|-\w+|(?<={DEMONYM})) (?:[\w-]+ ){{0,3}}?(?:draft|text|resolution|amendment|motion|"
    rf"proposal)\b[^.;]{{3,90}}?"
    rf"(?: ?[—:(] ?|, )its own(?: and (?:(?:that|those) (?:of|from) )?(?P<list>{LIST.pattern}))?"
)
AMONG = re.compile(
    rf"\b(?:[Aa]mong (?:the |those )?|[Tt]hose )(?:(?P<against>against|opposed|opponents|dissenters|naysayers|"
    rf"{NO} votes)|"
    rf"(?P<for>in favou?r|supporters|{YES} votes)|(?P<abstain>abstaining|abstainers|abstentions)),? (?:(?:were|was) )?"
    rf"(?P<list>{LIST.pattern})(?= ?[.,;]|$| and among| while)"
)
# "The text, against which Peru and Chad voted"
ON_WHICH = re.compile(
    rf"\b(?:(?P<against>against)|(?P<for>for|in favou?r of)|(?P<abstain>on)) which (?P<list>{LIST.pattern})"
    r"(?: (?:also|both|alone|had|all))* (?(abstain)abstained|voted)\b"
)
# "Of those who abstained, Peru and Chad said why"
OF_THOSE = re.compile(
    rf"\b(?:[Oo]f|[Aa]mong) (?:those|the {NUMBER}|the (?:countries|states|members))(?: (?:who|that|which))? "
    rf"(?:(?P<against>(?:(?:voted|voting|said|saying) )?(?:against|{NO})|oppos(?:ed|ing)(?: it)?)|"
    rf"(?P<for>(?:voted|voting) (?:for|in favou?r|{YES})|sa(?:id|ying) {YES}|support(?:ed|ing) it|in favou?r)|"
    rf"(?P<abstain>abstain(?:ed|ing)))(?: it)?, (?:only )?(?P<list>{LIST.pattern})"
    r"(?! (?:also |both |later |then |had )*(?:voted|abstained|opposed|supported))",
)
WHO = re.compile(
    rf"\bWho (?:else |then |all )?(?:(?P<against>(?:voted|said|was|were) (?:against|{NO}|opposed)|vetoed)|"
    rf"(?P<for>(?:voted|said|was|"
    rf"were) (?:for|in favou?r|{YES}))|(?P<abstain>abstained))[^?.]{{0,40}}\?$"
)
HOW = re.compile(rf"\bHow did (?P<list>{LIST.pattern})(?: \w+)? vote[^?.]{{0,40}}\?$")
ANSWER = re.compile(
    rf"^(?:It |They |[Aa]lso )*(?:(?P<against>(?:[Vv]oted )?(?:[Aa]gainst|{NO}))|"
    rf"(?P<for>(?:[Vv]oted )?(?:[Ii]n favou?r|[Ff]or|{YES}))|"
    r"(?P<abstain>[Aa]bstained|[Aa]n abstention))(?=[.,;]|$)",
    re.IGNORECASE,
)
SET_OUT = re.compile(
    rf"(?:^|[:;] |(?<=for, )|(?<=yes, )|(?<=no, )|(?<=against, ))(?P<list>{LIST.pattern})(?: ?(?:—|-|:) ?|"
    rf" )(?i:(?P<for>for|in favou?r|yes)|(?P<against>against|no)|"
    r"(?P<abstain>abst\w+))(?= ?[.;,]|$)"
)
FORMER = re.compile(r"\b[Tt]he (?P<which>former|latter) (?:(?:had|also|then|\w+ly) )*")
TAKEN_UP = re.compile(
    r"(?:(?:On|In|This|But|And|Yet|Later|Then|Last|Earlier|Instead|Again)\b[^,;]{0,30}?,? )?(?:(?P<one>[Ii]t)|"
    r"[Tt]hey(?: both)?|[Bb]oth|[Tt]he (?:two|pair)|[Aa]ll (?:three|four|five))"
    r"(?: (?:had|then|also|again|later|instead|simply|merely|\w+ly))* "
)
