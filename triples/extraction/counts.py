"""Counts of votes: "12 in favour to 2 against", "141-2, with 21 abstentions", "eight opposed it"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from triples.extraction import count_cues as cues
from triples.extraction.numbers import value
from triples.extraction.sentences import Sentence
from triples.facts import Choice, Span

_NEAR = 6  # paragraphs within which a count by itself can be of a vote


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


def find_counts(plain: str, sentences: Sequence[Sentence]) -> tuple[list[Counts], list[Counts]]:
    """The counts told in these sentences, in reading order: those that make votes, and those that by themselves make
    none ("ten members abstained"). Counts of one vote may go on into the next sentence."""
    groups: list[Counts] = []
    for sentence in sentences:
        for hit in _hits(plain, sentence.span):
            if not groups or not _goes_on(groups[-1], hit, sentence):
                groups.append(Counts())
            _add(groups[-1], hit, sentence)
    votes: list[Counts] = []
    lone: list[Counts] = []
    alone: Counts | None = None
    for group in groups:
        if is_domestic(_words(plain, group)) or any(_again(plain, vote, group) for vote in votes):
            continue
        if _is_vote(plain, group, sentences):
            votes.append(group)
            if alone and _completes(plain, group, alone):
                _join(group, alone)
            alone = None
        elif votes and _completes(plain, votes[-1], group):
            _join(votes[-1], group)
        else:
            alone = group
            lone.append(group)
    return votes, [group for group in lone if cues.WHOLE.match(plain, max(0, group.span.start - 4))]


def _completes(plain: str, vote: Counts, group: Counts) -> bool:
    """Whether a count by itself is the one still missing of a vote told near it: "the 35 who abstained"."""
    near = abs(group.sentences[0].paragraph - vote.sentences[-1].paragraph) <= _NEAR
    whole = cues.WHOLE.match(plain, max(0, group.span.start - 4))
    return near and whole is not None and len(group.numbers) == 1 and vote.numbers.keys().isdisjoint(group.numbers)


def _again(plain: str, vote: Counts, group: Counts) -> bool:
    """Whether a count by itself takes up that of a vote told before: "the 153 nations backing it"."""
    taken_up = plain[max(0, group.span.start - 4) : group.span.start].lower() == "the "
    return taken_up and len(group.numbers) == 1 and group.numbers.items() <= vote.numbers.items()


def _join(vote: Counts, group: Counts) -> None:
    vote.numbers |= group.numbers
    vote.sentences += group.sentences


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
        return group.total > 1 or 0 in group.numbers.values()
    (choice,) = group.numbers
    at = sentences.index(group.sentences[0])
    around = [s.span for s in sentences[max(0, at - 1) : at + 2] if abs(s.paragraph - sentences[at].paragraph) < 2]
    told = any(cues.VOTE_TOLD.search(plain, span.start, span.end) for span in around)
    return (choice == "for" or (group.rest and choice == "abstain")) and group.total > 1 and told


def _words(plain: str, group: Counts) -> str:
    span = group.sentences[0].span
    return plain[span.start : span.end]


def is_domestic(words: str) -> bool:
    """Whether a parliament, a jury, a team or voters decide, and no body of the United Nations is in sight."""
    in_part = cues.DOMESTIC.search(words) and not cues.OF_THE_UN.search(words)
    return bool(in_part or cues.DOMESTIC_ACTS.search(words) or cues.ELSEWHERE.search(words))


def _hits(plain: str, span: Span) -> Iterator[_Hit]:
    if not cues.VOTING.search(plain, span.start, span.end) or not cues.DIGIT_OR_WORD.search(
        plain, span.start, span.end
    ):
        return
    told = sorted(
        [
            *_labelled(plain, span),
            *_compact(plain, span),
            *_margins(plain, span),
            *_after_colon(plain, span),
            *_won(plain, span),
        ],
        key=lambda hit: (hit.span.start, -hit.span.end),
    )
    end = span.start
    for hit in told:
        if hit.span.start >= end and not cues.AWAITED.search(plain, span.start, hit.span.start):
            yield hit
            end = hit.span.end


def _labelled(plain: str, span: Span) -> Iterable[_Hit]:
    for found in cues.LABELLED.finditer(plain, span.start, span.end):
        if not _counts(plain, span, found):
            continue
        choice = _choice(found)
        numbers: list[tuple[Choice, int]] = [(choice, value(found["n"]))]
        if found["to"] and choice == "for":
            numbers.append(("against", value(found["to"])))
        end = found.end() if found["to"] else found.end(choice)
        rest = cues.REST.search(plain, max(span.start, found.start() - 30), found.start())
        others = cues.OTHERS.match(found["fill"])
        yield _Hit(Span(found.start(), end), tuple(numbers), bool(rest or others))


def _choice(found: re.Match[str]) -> Choice:
    return "for" if found["for"] else "against" if found["against"] else "abstain"


def _counts(plain: str, span: Span, found: re.Match[str]) -> bool:
    """Whether a number before a label counts votes: exact, reached rather than needed, and of voters."""
    before = plain[max(span.start, found.start() - 40) : found.start()]
    if cues.AND_OTHERS.search(before) and "other" in found["fill"].lower():
        return False  # "Israel and nine others": not nine
    if found["fill"].lstrip().startswith("other") and cues.ALONG.search(plain, found.end(), span.end):
        return False  # "four others opposed it along with Israel": not four
    after = re.split(r"[.,;(—]| --? ", plain[found.end() : found.end() + 40])[0]
    if cues.INEXACT.search(before) or cues.NEEDED.search(before[-25:]) or cues.NEEDED.search(after):
        return False
    if found["fill"].lstrip().startswith("The ") or re.match(r"0\d", found["n"]):
        return False  # of a date, before a sentence
    if plain.startswith(" or ", found.end()):
        return False  # "four voted no or sat it out"
    label = found[_choice(found)].lower().strip("\"'")
    voted = cues.VOTED.search(found["fill"]) is not None or found["fill"].endswith(" were")
    if (
        cues.PART.search(found["fill"])
        or cues.REGIONAL.match(plain, span.start)
        or cues.OF_SOME.search(plain[span.start : found.start()])
        or (found["for"] and cues.SPONSORS.search(before))
    ):
        return False
    if label == "for":
        beside = cues.BESIDE.search(plain, max(span.start, found.start() - 70), min(span.end, found.end() + 90))
        return bool((voted or beside or cues.VOTED.search(before)) and cues.FOR_NEEDS.match(plain, found.end("for")))
    if label.startswith("to "):
        return voted or cues.AMONG_THE.search(before) is not None
    if label in ("yes", "no"):
        last = found["fill"].split()[-1:]
        return not last or last[0].lower() in ("voted", "voting", "saying", "said", "cast")
    if found["fill"].endswith(" and"):
        return False  # "at 10.30 and adopted it"
    if label.startswith(("oppos", "support", "back", "endors", "approv", "adopt", "object", "reject")):
        return bool(cues.OPPOSED_WHAT.match(plain, found.end(_choice(found))) or label.endswith("ing"))
    return value(found["n"]) > 0 or label != "against" or bool(found["fill"]) or found["n"].lower() != "no"


def _compact(plain: str, span: Span) -> Iterable[_Hit]:
    for found in cues.COMPACT.finditer(plain, span.start, span.end):
        cue = found["cue"].lower()
        voted = cues.VOTED.search(plain, span.start, span.end) or _decided(plain[span.start : found.start()])
        first, second = value(found["a"]), value(found["b"])
        by_a_body = cue == "by" and first > second and cues.OF_THE_UN.search(plain, span.start, span.end)
        if cue in ("by", "on", "was") and not (voted or by_a_body):
            continue
        in_figures = found["a"].isdigit() and found["b"].isalpha()
        if in_figures and not (by_a_body or cues.VOTED_OR_NONE.search(found[0])):
            continue
        if _turned(cue, plain[span.start : found.start("a")], plain[found.end() : span.end], first, second):
            first, second = second, first
        yield _Hit(Span(found.start("a"), found.end()), (("for", first), ("against", second), *_third(found)))


def _margins(plain: str, span: Span) -> Iterable[_Hit]:
    """ "A 14-0 vote", "143 votes to 5", "50 votes for it, against 67", "yes 24, no 16", "the tally was 9, 2 and 4"."""
    for pattern in (cues.RIVALLED, cues.LABELS_FIRST, cues.SIDES, cues.FIGURES):
        for found in pattern.finditer(plain, span.start, span.end):
            yield _margin(found, turned=False)
    for pattern in (cues.MARGIN, cues.SET_OFF, cues.GAPPED):
        for found in pattern.finditer(plain, span.start, span.end):
            before = plain[span.start : found.start()]
            if pattern is cues.MARGIN or _decided(before):
                yield _margin(found, turned=_lost(before, plain[found.end() : span.end]))


def _decided(before: str) -> bool:
    """Whether the words before a count tell a vote or what one ends in."""
    return any(told.search(before) for told in (cues.VOTED, cues.ENDED, cues.ACTED, cues.VOTE_TOLD))


def _margin(found: re.Match[str], *, turned: bool) -> _Hit:
    """Two sides or three; the larger of two is against where it is told so."""
    groups = found.groupdict()
    first, second = value(found["a"] or groups["a1"]), value(next(n for b in ("b", "b2", "b3") if (n := groups.get(b))))
    sides = (second, first) if turned and first > second else (first, second)
    return _Hit(Span(*found.span()), (("for", sides[0]), ("against", sides[1]), *_third(found)))


def _third(found: re.Match[str]) -> tuple[tuple[Choice, int], ...]:
    """The count of abstentions, where a match has one."""
    return (("abstain", value(found["c"])),) if found.groupdict().get("c") else ()


def _turned(cue: str, before: str, after: str, first: int, second: int) -> bool:
    """ "Rejected by 12 to 3", "voted 12 to 3 against it": the winning side, those against, is named first."""
    if cue in ("vote", "voted", "voting") and cues.AGAINST_WHAT.match(after):
        return True
    return bool(_lost(before, after) or cue in ("rejected", "defeated", "down")) and first > second


def _lost(before: str, after: str) -> bool:
    """Whether the words around a count tell that what was voted on did not pass: the last before it that tell how it
    ended."""
    ended = [found.lastgroup for found in cues.ENDED.finditer(before)]
    fell = cues.FELL.search(before) and not cues.FELL_FOR_LESS.search(before + after)
    return ended[-1:] == ["lost"] or bool(fell)


def _after_colon(plain: str, span: Span) -> Iterable[_Hit]:
    for pattern in (cues.COLON, cues.INVERTED):
        for found in pattern.finditer(plain, span.start, span.end):
            yield _Hit(Span(found.start(), found.end()), ((_choice(found), value(found["n"])),))


def _won(plain: str, span: Span) -> Iterable[_Hit]:
    """ "Drew 12 votes", "the support of 13 members", and three numbers that are the fifteen of the Security Council."""
    for found in cues.WON.finditer(plain, span.start, span.end):
        if not _by_a_candidate(plain[span.start : found.start()], apposed=bool(found["apposed"])):
            yield _won_by(found)
    for found in cues.BACKED.finditer(plain, span.start, span.end):
        before = plain[span.start : found.start()]
        if not cues.INEXACT.search(before) and not cues.UNREAL.search(before):
            yield _won_by(found)
    for found in cues.TRIPLE.finditer(plain, span.start, span.end):
        for_, against, abstain = (int(n) for n in found.groups() if n)
        total = for_ + against + abstain
        in_brackets = plain[found.start() - 1] + plain[found.end() : found.end() + 1] == "()"
        if total == 15 or in_brackets or (total < 200 and cues.TALLIED.search(plain, span.start, found.start())):
            yield _Hit(Span(found.start(), found.end()), (("for", for_), ("against", against), ("abstain", abstain)))


def fifteen(plain: str, span: Span) -> bool:
    """Whether a passage holds three counts that are the fifteen of the Security Council: "13-0-2"."""
    return any(sum(int(n) for n in m.groups() if n) == 15 for m in cues.TRIPLE.finditer(plain, span.start, span.end))


def _won_by(found: re.Match[str]) -> _Hit:
    number = next(n for name, n in found.groupdict().items() if n and name != "apposed")
    return _Hit(Span(found.start(), found.end()), (("for", value(number)),))


def _by_a_candidate(before: str, *, apposed: bool) -> bool:
    """Whether votes are won by somebody who stands for election, by the words before: "Oman won", or "Oman, with"."""
    named = (
        cues.NAMED.search(before) and not cues.TEXT.search(before) and (not apposed or before.rstrip().endswith(","))
    )
    return bool(named or cues.ELECTION.search(before))
