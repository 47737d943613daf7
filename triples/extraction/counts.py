"""Counts of votes: "12 in favour to 2 against", "141-2, with 21 abstentions", "eight opposed it"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from triples.extraction.numbers import COUNT, value
from triples.extraction.sentences import Sentence
from triples.facts import Choice, Span

_FILL = (
    r"(?:votes?|voices?|ballots?|cast|were|was|voted|voting|had|have|has|being|chose|opted|elected|to|in|"
    r"recorded|registered|saying|said|"
    r"general|human|rights|countries|country|states|state|members?|council's|assembly's|committee's|body's|nations|"
    r"on|agency's|iaea's|international|atomic|energy|executive|governing|governors|delegations?|"
    r"governments|others|other|more|council|assembly|"
    r"committee|security|united|un|u\.n\.|of|the|its|them|those|15|fifteen|193|47|members'|who|that|which|also|"
    r"(?:board|commission)|present|and)"
)
_FOR = (
    r"in\s+favou?r|in\s+support|(?:supported|backed|endorsed|approved|adopted)(?=\s+(?:it|the|a|this|that|"
    r"holding)\b)|supporting|"
    r"to\s+(?:adopt|approve|convene|back|support|pass)\b|ayes?\b|yeas?\b|yeses|affirmative|[\"']?yes[\"']?|for\b"
)
_AGAINST = (
    r"against|opposed(?!\s+to\b)|opposing|opposition|objecting|rejecting|dissent\w*|noes|nays?\b|negative|"
    r"[\"']?no\b[\"']?"
)
_ABSTAIN = r"abstentions?|abstain(?:ed|ing|ers?)"
_ASIDE = (
    r",?\s(?:including|among\s+them|such\s+as)\s[^.;:()]{3,120}?|\s(?:-|—|--)\s(?:(?!\s(?:-|—|"
    r"--)\s)[^.;()]){3,220}\s(?:-|—|--)|\s\((?:[^().;]|\([^().;]{1,40}\)){3,220}\)"
)  # who they were
_LABEL = rf"(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})|(?P<abstain>{_ABSTAIN}))"

_LABELLED = re.compile(
    rf"(?P<n>{COUNT})(?P<fill>(?:,?\s+{_FILL}\b|,\s[^,.;:]{{1,60}},|{_ASIDE})*?)\s+{_LABEL}"
    rf"(?:(?<=[a-z\"'])\s+(?:to|against|versus|vs\.?)\s+(?P<to>{COUNT})"
    r"(?!\s*(?:votes?\s*)?(?:against|oppos|no\b|abst|in\b)))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"\b(?P<cue>votes?|voted|voting|passed|adopted|approved|carried|endorsed|rejected|defeated|failed|fell|"
    r"tally|margin|"
    r"split|tied|deadlocked|count|ballot|result|lost|ended|ending|by|on|was|decision|down)\b"
    rf"(?P<gap>(?:\s+(?:by|was|of|an?|the|vote|recorded|roll-call|margin|count|final|in|with|"
    rf"overwhelming\w*|resounding|"
    rf"tally|narrow\w*|lopsided|result|on|majority|just|general|assembly|security|council|committee|it|"
    rf"this|that|measure|text|resolution|draft|motion|"
    rf"proposal|amendment))*),?[\s:(]+"
    rf"(?P<a>{COUNT})(?:\s?[-—:/]\s?|\s+(?:votes?\s+)?to\s+)(?P<b>{COUNT})(?:\s?[-—:/]\s?(?P<c>{COUNT}))?"
    r"(?!\s*(?:years?|months?|weeks?|days?|hours?|percent|per\s+cent|%|p\.?m|a\.?m|billion|million|members?\b))",
    re.IGNORECASE,
)
_BEFORE_VOTE = re.compile(
    rf"(?<![\w-])(?P<a>{COUNT})(?:-|\s?—\s?|\s+to\s+)(?P<b>{COUNT})(?:-(?P<c>{COUNT}))?\s+(?:vote|margin|"
    rf"majority|tally)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(
    rf"\b(?:opposed|rejected)\s+by\s+(?:only\s+|just\s+)?(?P<n>{COUNT})(?=\s*[,.;]|\s+(?:countries|members|"
    rf"states|delegations|nations)\b)",
    re.IGNORECASE,
)
_AGAINST_WHAT = re.compile(r"\s+against\s+(?:it|the|this|that|an?|\w+ing)\b")
_TRIPLE = re.compile(r"(?<![\d-])(\d{1,3})-(\d{1,3})-(\d{1,3})(?![\d-])")
_WON = re.compile(
    rf"\b(?:got|gets|getting|w[oi]n(?:ning)?|dr[ea]w(?:ing)?|(?:receiv|garner|secur|attract|gain|muster|"
    rf"obtain|collect|poll)(?:ed|ing|s|es))\s+"
    rf"(?:only\s+|just\s+)?(?P<n1>{COUNT})\s+(?:votes?|yeses|ayes)\b(?!\s+(?:against|in\s+(?:favou?r|"
    rf"support)|for|and|of|no)\b)"
    rf"|\b(?:support|backing)\s+(?:of|from)\s+(?P<n2>{COUNT})\s+(?:\w+\s+)?(?:members|countries|states|"
    rf"council|delegations)\b"
    rf"|\bwith\s+(?P<n6>{COUNT})\s+votes(?=\s*[,.;])"
    rf"|\b(?:adopted|passed|approved|carried|endorsed|renewed|extended|prolonged|imposed|lifted|widened|created|"
    rf"condemned|demanded|authori[sz]ed)\b[^.;]{{0,80}}?\bby\s+(?P<n4>{COUNT})\s+votes(?=\s*[,.;])"
    rf"|\b(?:supported|backed|approved|endorsed)\s+by\s+(?P<n5>{COUNT})\s+(?:\w+\s+)?(?:members|countries|"
    rf"states|nations|delegations)\b"
    rf"|(?P<n3>{COUNT})\s+(?:\w+\s+){{0,3}}members'\s+support\b",
    re.IGNORECASE,
)
# Who wins votes in an election is a candidate; elsewhere it is a text that does.
_ELECTION = re.compile(r"\b(?:elect(?:ed|ion|ions|s)|rounds?|candidates?|seats?|ballot papers)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:^|[^\w'-])(?!(?:It|Which|This|That)\b)[A-Z][\w.-]+(?:,? (?:also|then|only|who|has|had))*,?\s*$"
)
_TEXT = re.compile(r"\b(?:text|draft|resolution|motion|measure|proposal|amendment|bid)s?\b", re.IGNORECASE)
_COLON = re.compile(
    rf"\b(?:(?P<for>(?:in\s+)?favou?r|for|yes|yeas?)|(?P<against>against|no|nays?|oppos\w+)|(?P<abstain>{_ABSTAIN}))"
    r"\s*(?:[:=]|—)\s*(?P<n>\d{1,3})\b(?![.,]\d)",
    re.IGNORECASE,
)
_VOTING = re.compile(
    r"\b(?:vot\w+|veto\w*|ballots?|abst\w+|tally|favou?r|against|adopted|approved|passed|carried|oppos\w+|"
    r"yes(?:es)?|no:|said\s+no|support\w*|back(?:ed|ing)|endorsed|\d+-\d+-\d+)(?!\w)",
    re.IGNORECASE,
)
_VOTE_TOLD = re.compile(r"\b(?:vot(?:es?|ed|ing)|veto\w*|abstain\w*|abstentions?|adopt(?:ed)?)\b", re.IGNORECASE)
_VOTED = re.compile(r"\bvot(?:es?|ed|ing)\b", re.IGNORECASE)
_DIGIT_OR_WORD = re.compile(COUNT, re.IGNORECASE)
_VOTED_OR_NONE = re.compile(r"\bvot(?:es?|ed)\b|\b(?:none|zero|nil)$", re.IGNORECASE)
_DOMESTIC = re.compile(
    r"\b(?:parliament\w*|congress|senate|senators?|lawmakers?|legislat\w+|voters|shareholders|referendum|deputies|"
    r"board|house of|the house|knesset|duma|bundestag|cabinet|jury|judges|board of directors|goals?|final|match)\b",
    re.IGNORECASE,
)
_OF_THE_UN = re.compile(
    r"Council|Assembly|Committee|Commission|U\.?N\.?\b|United Nations|[Aa]gency|IAEA|UNESCO|OPCW|[Ee]xecutive [Bb]oard|"
    r"Governors|[Rr]esolution"
)
_NEEDED = re.compile(
    r"\b(?:need\w*|requir\w*|necessary|threshold|must|short of|minimum|enough|majority of)\b", re.IGNORECASE
)
_INEXACT = re.compile(
    r"\b(?:more than|at least|our|these|those|both|about|some|nearly|over|almost|around|fewer than|less "
    r"than|roughly|up to|least|"
    r"paragraphs?|resolutions?|articles?|no\.|nos\.)\s+$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:elected|permanent|rotating|european|african|asian|arab)\s+(?:member|countr|state|nation)", re.IGNORECASE
)
_SPONSORS = re.compile(r"\b(?:(?:along|together) with|alongside|joined by|sponsored by)\s+$", re.IGNORECASE)
# Counts that are only awaited: "is expected to adopt it with 13 votes", "would pass by 9 to 3".
_AWAITED = re.compile(
    r"\b(?:(?:expect|predict|forecast|hop|plan|want|seek|likely|set|due|aim)\w*\s(?:[^.;]{0,60}\s)?to|"
    r"will|would|could|may|might)"
    r"\s+(?:\w+ly\s+)?(?:be\s+)?(?:adopt|approv|pass|endors|vot|reject|w[io]n|get|receiv|secur|draw|muster|garner|carr)"
    r"(?!\w*\s+have)(?:(?!\b(?:was|were|had|passed|adopted|approved|rejected|voted)\b)[^.;]){0,70}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?:\d|\w) (?:{_AGAINST}|{_ABSTAIN})", re.IGNORECASE)
_REST = re.compile(r"\b(?:other|remaining|rest of the)\s+$", re.IGNORECASE)
_AND_OTHERS = re.compile(r"\band\s+$", re.IGNORECASE)
_FOR_NEEDS = re.compile(
    r"\s*(?:[,;.)(]|and\b|to\b|with\b|$|it\b|(?:the|a|this)\s+"
    r"(?:[\w-]+\s)?(?:draft|resolution|text|motion|measure|amend|document|proposal|declaration|decision|move|plan))"
)
_OPPOSED_WHAT = re.compile(
    r"\s*(?:[,;.)(]|and\b|it\b|with\b|while\b|$|holding\b|(?:the|a|this|that)\s+(?:draft|resolution|text|"
    r"motion|measure|amend|proposal|move|session|meeting|document|declaration|plan))"
)


@dataclass(slots=True)
class Counts:
    """One vote's counts, with the passages that tell them; `rest` where one counts only those not named before."""

    numbers: dict[Choice, int] = field(default_factory=dict)
    rest: bool = False
    places: dict[Choice, Span] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first count to the last."""
        return Span(min(p.start for p in self.places.values()), max(p.end for p in self.places.values()))

    @property
    def total(self) -> int:
        """How many votes are counted."""
        return sum(self.numbers.values())


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    numbers: tuple[tuple[Choice, int], ...]
    rest: bool = False  # "the other three": a part, unless it completes the body


def find_counts(plain: str, sentences: Sequence[Sentence]) -> list[Counts]:
    """The counts told in these sentences, in reading order. Counts of one vote may go on into the next sentence."""
    groups: list[Counts] = []
    for sentence in sentences:
        for hit in _hits(plain, sentence.span):
            if not groups or not _goes_on(groups[-1], hit, sentence):
                groups.append(Counts())
            _add(groups[-1], hit, sentence)
    return [g for g in groups if _is_vote(plain, g, sentences) and not is_domestic(_words(plain, g))]


def _goes_on(group: Counts, hit: _Hit, sentence: Sentence) -> bool:
    """Whether a hit tells more of the same vote: other choices, in this sentence or the one before."""
    fresh = all(choice not in group.numbers for choice, _ in hit.numbers)
    last = group.sentences[-1]
    follows = sentence.paragraph - last.paragraph <= 1 and sentence.span.start - last.span.end < 4
    near = last is sentence or (follows and (last.paragraph == sentence.paragraph or "for" in group.numbers))
    within = hit.span.start - max(p.end for p in group.places.values()) < 160
    return fresh and near and within


def _add(group: Counts, hit: _Hit, sentence: Sentence) -> None:
    for choice, number in hit.numbers:
        group.numbers[choice] = number
        group.places[choice] = hit.span
        group.rest = group.rest or hit.rest
    if not group.sentences or group.sentences[-1] is not sentence:
        group.sentences.append(sentence)


def _is_vote(plain: str, group: Counts, sentences: Sequence[Sentence]) -> bool:
    """Two choices make a vote; one alone only where this sentence or the one before speaks of voting."""
    if len(group.numbers) >= 2:
        return group.total > 1
    (choice,) = group.numbers
    at = sentences.index(group.sentences[0])
    around = [s.span for s in sentences[max(0, at - 1) : at + 2] if s.paragraph == sentences[at].paragraph]
    told = any(_VOTE_TOLD.search(plain, span.start, span.end) for span in around)
    return choice == "for" and group.total > 1 and told


def _words(plain: str, group: Counts) -> str:
    span = group.sentences[0].span
    return plain[span.start : span.end]


def is_domestic(words: str) -> bool:
    """Whether a parliament, a jury, a team or voters decide, and no body of the United Nations is in sight."""
    return bool(_DOMESTIC.search(words)) and not _OF_THE_UN.search(words)


def _hits(plain: str, span: Span) -> Iterator[_Hit]:
    if not _VOTING.search(plain, span.start, span.end) or not _DIGIT_OR_WORD.search(plain, span.start, span.end):
        return
    told = sorted(
        [
            *_labelled(plain, span),
            *_compact(plain, span),
            *_before_vote(plain, span),
            *_after_colon(plain, span),
            *_won(plain, span),
        ],
        key=lambda hit: (hit.span.start, -hit.span.end),
    )
    end = span.start
    for hit in told:
        if hit.span.start >= end and not _AWAITED.search(plain, span.start, hit.span.start):
            yield hit
            end = hit.span.end


def _labelled(plain: str, span: Span) -> Iterable[_Hit]:
    for found in _LABELLED.finditer(plain, span.start, span.end):
        if not _counts(plain, span, found):
            continue
        choice = _choice(found)
        numbers: list[tuple[Choice, int]] = [(choice, value(found["n"]))]
        if found["to"] and choice == "for":
            numbers.append(("against", value(found["to"])))
        end = found.end() if found["to"] else found.end(choice)
        rest = _REST.search(plain, max(span.start, found.start() - 30), found.start())
        yield _Hit(Span(found.start(), end), tuple(numbers), rest is not None)


def _choice(found: re.Match[str]) -> Choice:
    return "for" if found["for"] else "against" if found["against"] else "abstain"


def _counts(plain: str, span: Span, found: re.Match[str]) -> bool:
    """Whether a number before a label counts votes: exact, reached rather than needed, and of voters."""
    before = plain[max(span.start, found.start() - 40) : found.start()]
    if _AND_OTHERS.search(before) and "other" in found["fill"].lower():
        return False  # "Israel and nine others": not nine
    after = re.split(r"[.,;]", plain[found.end() : found.end() + 40])[0]
    if _INEXACT.search(before) or _NEEDED.search(before[-25:]) or _NEEDED.search(after):
        return False
    label = found[_choice(found)].lower().strip("\"'")
    voted = bool(_VOTED.search(found["fill"]))
    if _PART.search(found["fill"]) or (found["for"] and _SPONSORS.search(before)):
        return False
    if label == "for":
        beside = _BESIDE.search(plain, max(span.start, found.start() - 25), min(span.end, found.end() + 30))
        return bool((voted or beside) and _FOR_NEEDS.match(plain, found.end("for")))
    if label.startswith("to "):
        return voted
    if label in ("yes", "no"):
        last = found["fill"].split()[-1:]
        return not last or last[0].lower() in ("voted", "voting", "saying", "said", "cast")
    if label.startswith(("oppos", "support", "back", "endors", "approv", "adopt", "object", "reject")):
        return bool(_OPPOSED_WHAT.match(plain, found.end(_choice(found))) or label.endswith("ing"))
    return value(found["n"]) > 0 or label != "against" or bool(found["fill"]) or found["n"].lower() != "no"


def _compact(plain: str, span: Span) -> Iterable[_Hit]:
    for found in _COMPACT.finditer(plain, span.start, span.end):
        cue = found["cue"].lower()
        if cue in ("by", "on", "was") and not _VOTED.search(plain, span.start, span.end):
            continue
        if found["a"].isdigit() and found["b"].isalpha() and not _VOTED_OR_NONE.search(found[0]):
            continue
        first, second = value(found["a"]), value(found["b"])
        if _turned(cue, plain[span.start : found.start("a")], plain[found.end() : span.end], first, second):
            first, second = second, first
        numbers: list[tuple[Choice, int]] = [("for", first), ("against", second)]
        if found["c"]:
            numbers.append(("abstain", value(found["c"])))
        yield _Hit(Span(found.start("a"), found.end()), tuple(numbers))


def _before_vote(plain: str, span: Span) -> Iterable[_Hit]:
    """ "A 14-0 vote"."""
    for found in _BEFORE_VOTE.finditer(plain, span.start, span.end):
        third: tuple[tuple[Choice, int], ...] = (("abstain", value(found["c"])),) if found["c"] else ()
        yield _Hit(
            Span(found.start(), found.end()), (("for", value(found["a"])), ("against", value(found["b"])), *third)
        )


def _turned(cue: str, before: str, after: str, first: int, second: int) -> bool:
    """ "Rejected by 12 to 3", "voted 12 to 3 against it": the winning side, those against, is named first."""
    if cue in ("vote", "voted", "voting") and _AGAINST_WHAT.match(after):
        return True
    lost = re.search(r"\b(?:rejected|defeated|voted down|turned down)\b", before[-60:], re.IGNORECASE)
    return bool(lost or cue in ("rejected", "defeated", "down")) and first > second


def _after_colon(plain: str, span: Span) -> Iterable[_Hit]:
    for found in _COLON.finditer(plain, span.start, span.end):
        yield _Hit(Span(found.start(), found.end()), ((_choice(found), int(found["n"])),))


def _won(plain: str, span: Span) -> Iterable[_Hit]:
    """ "Drew 12 votes", "the support of 13 members", and three numbers that are the fifteen of the Security Council."""
    for found in _WON.finditer(plain, span.start, span.end):
        number = found["n1"] or found["n2"] or found["n3"] or found["n4"] or found["n5"] or found["n6"]
        if (found["n1"] or found["n6"]) and _by_a_candidate(plain[span.start : found.start()], bool(found["n6"])):
            continue
        if not _INEXACT.search(plain[span.start : found.start("n1") if found["n1"] else found.start()]):
            yield _Hit(Span(found.start(), found.end()), (("for", value(number)),))
    for found in _TURNED_DOWN.finditer(plain, span.start, span.end):
        yield _Hit(Span(found.start(), found.end()), (("against", value(found["n"])),))
    for found in _TRIPLE.finditer(plain, span.start, span.end):
        for_, against, abstain = (int(n) for n in found.groups())
        if for_ + against + abstain == 15 or plain[found.start() - 1] + plain[found.end() : found.end() + 1] == "()":
            yield _Hit(Span(found.start(), found.end()), (("for", for_), ("against", against), ("abstain", abstain)))


def _by_a_candidate(before: str, apposed: bool) -> bool:
    """Whether votes are won by somebody who stands for election, by the words before: "Oman won", or "Oman, with"."""
    named = _NAMED.search(before) and not _TEXT.search(before) and (not apposed or before.rstrip().endswith(","))
    return bool(named or _ELECTION.search(before))
