"""Votes told without counts: unanimous, by consensus, without a vote, vetoed, defeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from triples.extraction.document import Document, Sentence
from triples.facts import MotionKind, Outcome, Span

_DECIDED = (
    r"(?:adopt|approv|pass|endors|extend|renew|prolong|impos|authori[sz]|creat|establish|demand|boost|"
    r"tighten|strengthen|lift|"
    r"end|elect|suspend|remov|agree|decid|back|vot|call|ask|request|reject|carri|expand|widen|order|mandat|"
    r"support|express|condemn)\w*"
)
_UNANIMOUS = re.compile(
    rf"\bunanimously\s+(?:\w+\s+){{0,2}}?{_DECIDED}"
    r"|\b(?:adopt|approv|pass|endors|carri|vot|renew|extend|agree|creat|back)\w*(?:(?:\s+[\w'-]+){0,6}?|"
    r"\b[^.;:()]{0,80},)\s+unanimously"
    r"|(?<=[.;:] )Unanimous(?:ly)?(?=[.;])|(?:,|\bwith|\bby) (?:all|every)(?: its| the| of its|"
    r" of the)? (?:fifteen |15 )?"
    r"(?:council )?members? (?:of the council )?(?:voting (?:yes|for|in favou?r)|in favou?r|raising)"
    r"|\bunanimous(?:\s+[\w.-]+){0,4}?\s+(?:votes?|adoption|passage|approval|decision|resolution|15-0)\b"
    r"|\b(?:adopt|approv|pass)\w*(?:\s+[^.;]{0,80})?\s+(?:without dissent|by unanimity|by unanimous)"
    r"|\b(?:consent|support|backing|approval|agreement) of all (?:of )?(?:its |the )?(?:council's )?(?:15|fifteen)\b"
    r"|\b[Aa]ll (?:15|fifteen)(?: (?:council |of the council's |of its )?members(?: of the (?:security )?council)?)?,? "
    r"(?:voted|backed|supported|approved|voting)(?! against| down)"
    r"|\b[Aa]ll (?:15|fifteen) (?:council )?(?:hands|members' hands) (?:went up|go up|were raised|are raised)"
    r"|\b(?:was|were|it's) unanimous(?=[.,:;—]| on \w+day|$)",
    re.IGNORECASE,
)
_FOR_IT = r"(?:voted (?:for|in favou?r|yes)|supported|backed|were in favou?r|approved|endorsed)\b"
_COUNCIL_MEMBERS = r"(?:15 |fifteen )?(?:security council |council )?members?(?: of the (?:security )?council)?"
_ALL_BUT = re.compile(
    rf"\b(?:all|every)(?: the| of the)? (?:other|remaining) (?:\w+ ){{0,2}}?(?:members?|countries|states|ones?)?"
    rf"(?: of the (?:security )?council)? ?{_FOR_IT}"
    rf"|\b(?:all|every|each) (?:other |one of the )?{_COUNCIL_MEMBERS} (?:{_FOR_IT}[^.;]{{0,60}} )?(?:except|"
    rf"apart from|save|but)\b"
    rf"|\ball but \w+ (?:of the )?{_COUNCIL_MEMBERS}\b[^.;]{{0,120}}\b{_FOR_IT}"
    rf"|\b(?:the rest|every(?:one|body) else)(?: (?:of|on|in) the (?:(?:U\.?N\.? )?security )?council)?,? (?:had |"
    rf"all )?{_FOR_IT}"
    rf"|\b(?:with the exception of|apart from|except(?: for)?|save) [^.;]{{2,80}}, (?:all|every)(?: the)? (?:other )?"
    rf"{_COUNCIL_MEMBERS} {_FOR_IT}",
    re.IGNORECASE,
)
_NO_VOTE = re.compile(
    r"\b(?:adopt|approv|pass|endors)\w*(?:\s+[^.;]{0,100}?)?,?\s(?:without (?:a )?vote|by consensus|by acclamation)\b"
    r"|\b(?:[Ww]ithout (?:a )?vote|[Bb]y consensus|[Aa]cting without a vote),?\s[^.;]{0,80}?\b(?:adopt|"
    r"approv|pass|endors)\w*",
    re.IGNORECASE,
)
_DEFEATED = re.compile(
    r"\b(?:was|were|been|is) (?:\w+ )?(?:defeated|rejected|voted down|not adopted|turned down|struck down)\b"
    r"|\b(?:voted down|turned down|threw out|failed to (?:adopt|pass|approve)|"
    r"did not adopt(?! [^.;]{0,40} (?:by consensus|without a vote)))\b",
    re.IGNORECASE,
)
_VOTED_TO = re.compile(
    r"\bvot(?:ed|ing)(?:\s+\w+ly)?(?:\s+(?:today|yesterday|\w+day|on \w+day))?\s+(?:to\b|in favou?r "
    r"of\b)(?!\s+block|\s+scrap|\s+reject)",
    re.IGNORECASE,
)
_VOTABLE = re.compile(
    r"\b(?:resolutions?|drafts?|texts?|motions?|amendments?|measures?|agenda|mandate|proposal|sanctions|"
    r"extension|renewal|paragraph)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:[Cc]ouncil|[Aa]ssembly|[Cc]ommittee|[Cc]ommission|[Bb]oard|[Bb]ody|[Ii]t)(?: (?:has|had|also|then|\w+ly))* $"
)
_STATEMENT = re.compile(r"\b(?:press|presidential) statements?\b|\bstatement to the press\b", re.IGNORECASE)
_UNMADE = re.compile(
    r"\b(?:would|could|may|might|will|can|cannot|should|must|shall|expected|likely|due|set to|hopes?|hoped|"
    r"plans?|planned|scheduled|seek\w*|if|unless|whether|"
    r"wants?|need\w*|urg\w+|ask\w*|call\w* (?:on|for)|not|never|n't|before|until|to be|for a|possible|"
    r"probable|rarely|usually|failed to reach|future|"
    r"once|when|block\w*|prevent\w*|instead of|threat\w*|risk\w*|avoid\w*|facing|fac\w+ a|next)\b(?:(?!\b(?:after|"
    r"because|since)\b)[^,;])*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A vote told without counts."""

    sentence: Sentence
    cue: Span
    rule: str
    outcome: Outcome | None
    motion: MotionKind | None = None
    unanimous: bool = False


# What the first two rules cannot do without.
_HINT = re.compile(r"\b(?:unanim|dissent|all\b|every|the rest\b)", re.IGNORECASE)
_RULES: tuple[tuple[str, re.Pattern[str], Outcome | None], ...] = (
    ("vote-all-but", _ALL_BUT, None),
    ("vote-unanimous", _UNANIMOUS, "adopted"),
    ("vote-none-taken", _NO_VOTE, "adopted"),
    ("vote-defeated", _DEFEATED, "rejected"),
    ("vote-to", _VOTED_TO, "adopted"),
)


def find_told(document: Document, sentence: Sentence) -> Iterator[Told]:
    """The vote that a sentence tells without counting it, if any: hedged ones and those in quotations are none."""
    plain, span = document.plain, sentence.span
    if _STATEMENT.search(plain, span.start, span.end):
        return
    for rule, pattern, outcome in _RULES if _HINT.search(plain, span.start, span.end) else _RULES[2:]:
        for found in pattern.finditer(plain, span.start, span.end):
            if _UNMADE.search(plain[max(span.start, found.start() - 60) : found.start()]):
                continue
            if any(q.start <= found.start() < q.end for q in sentence.quotes):
                continue
            if rule == "vote-defeated" and _by_a_state(document, found.end()):
                continue
            if rule == "vote-to" and not _of_a_body(document, Span(span.start, found.start())):
                continue
            if rule == "vote-defeated" and not _VOTABLE.search(plain, span.start, span.end):
                continue
            yield Told(sentence, Span(found.start(), found.end()), rule, outcome, unanimous=rule == "vote-unanimous")
            return


def _by_a_state(document: Document, end: int) -> bool:
    """Whether what was turned down was so by a state: a refusal, no vote."""
    follows = document.mentions_in(Span(end, end + 40))
    return document.plain.startswith(" by ", end) and bool(follows) and follows[0].candidates[0].kind == "state"


def _of_a_body(document: Document, before: Span) -> bool:
    """Whether the subject of "voted to" is a body, not one of its members."""
    mentions = document.mentions_in(before)
    kinds = [m.candidates[0].kind for m in mentions]
    short = _SUBJECT.search(document.plain, before.start, before.end)
    return bool(short) or ("body" in kinds and kinds[-1] == "body")
