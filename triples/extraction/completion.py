"""What only all that is told of a vote settles: counts that names complete, and what the votes of members decide."""

from __future__ import annotations

import re

from triples.extraction.bodies import SIZES
from triples.extraction.chosen import Chosen
from triples.extraction.document import Document
from triples.extraction.numbers import NUMBER, value
from triples.extraction.reported import CHOICES, SEATS, Vote
from triples.facts import Choice, Span
from triples.iris import slug

_ONLY = re.compile(
    r"^Only (?:the )?[A-Z]"
    r"|\b(?:only|sole|lone) (?:one|country|state|member|nation|delegation|dissenter|opponent|"
    r"vote against|no vote|negative vote|abstention)\b(?! (?:of|in|from|on) (?!the (?:Security )?Council))"
    r"|\bby (?:the )?[A-Z][^.;]{2,60} alone\b|\balone (?:\w+ )?(?:vot|oppos|abst|said|saying|dissent|cast|reject|"
    r"against)"
)
_ONLY_SO_MANY = re.compile(
    rf"\b(?:only|sole) (?P<n>{NUMBER}) (?:[\w-]+ ){{0,2}}?(?:members?|countries|states|nations|delegations|ones|"
    rf"votes)\b",
    re.IGNORECASE,
)
_ONLY_THEY = re.compile(r"[Oo]nly (?:the )?(?=[A-Z])")
_SO_MANY = re.compile(
    rf"(?<![\w.,-])(?P<n>{NUMBER})(?: of (?:the|its)(?: [\w'-]+){{0,2}} (?:15|fifteen))?(?: [\w'-]+){{0,2}}? "
    r"(?:members|states|countries|nations|delegations|governments|votes|others|hands|ambassadors|envoys|capitals)\b"
    r"(?![^.;]{0,30}\b(?:sponsor|co-sponsor|sign))",
    re.IGNORECASE,
)
_FEWEST = 7  # members: fewer are as likely to be a part of something else
_REST_ABSTAINED = re.compile(
    r"\b(?:the rest|(?:the|all) (?:others|other (?:members|countries|states)|remaining \w+)) (?:of \w+ )?"
    r"(?:had )?abstain"
)
_PARTIAL = re.compile(
    r"\b(?:including|included?|among|such as|like|notably|some|many|several|others?|mostly|most|one of|dozens)\b"
)
_WITH = re.compile(r"\b(?:with|and|while) (?:the )?(?:both )?$")
_PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
_FIFTEEN_SINCE = 1966  # when the Security Council grew from eleven members
_OF_ELEVEN = re.compile(r"\b19(?:4[5-9]|5\d|6[0-5])\b")
_NEARLY = 0.95  # of a body's members: those who voted and those named leave no room for more


def complete(document: Document, vote: Vote) -> None:
    """Fill in the counts that follow from those told and the states named."""
    told = [chosen for named in vote.named.values() for chosen in named.told]
    counted: dict[Choice, int] = {c.choice: len(c.mentions) + c.more for c in told if c.more and c.choice in CHOICES}
    vote.numbers = counted | vote.numbers  # "Peru and eight others"
    if not vote.numbers and any(chosen.vetoed and len(chosen.mentions) > 1 for chosen in told):
        vote.numbers["against"] = vote.names_of("against")  # a veto by several tells who was against
    _by_the_rest(document, vote)
    vote.numbers |= {c: n for c, n in _told_wholly(document, vote).items() if c not in vote.numbers}
    fifteen = vote.in_council and not of_eleven(vote)
    if fifteen and any(_OF_ELEVEN.search(_words(document, span)) for span in vote.evidence):
        return
    if fifteen and "for" not in vote.numbers:
        _by_number(document, vote)
    if not _completed(vote) and vote.rest:
        vote.numbers = {}


def _by_the_rest(document: Document, vote: Vote) -> None:
    """The count of those whom a text tells as all others: "all others voted for it", "the rest abstained"."""
    others = sum(vote.names_of(c) for c in ("against", "abstain", "absent"))
    if vote.rule == "vote-all-but" and vote.in_council and others:
        vote.numbers.setdefault("for", SEATS - others)
    two_told = vote.in_council and "abstain" not in vote.numbers and len(vote.numbers) == 2
    if two_told and any(_REST_ABSTAINED.search(_words(document, span)) for span in vote.evidence):
        vote.numbers["abstain"] = SEATS - sum(vote.numbers.values())


def _by_number(document: Document, vote: Vote) -> None:
    """The count of those for, where the text tells beside the votes against and abstentions of as many members as those
    leave of the fifteen, in whatever words: "Russia vetoed what 13 states had wanted; China abstained"."""
    told = {c: vote.numbers.get(c, vote.names_of(c)) for c in ("against", "abstain")}
    rest = SEATS - sum(told.values()) - vote.names_of("absent")
    if not _FEWEST <= rest < SEATS:
        return
    places = [vote.sentence.span, *(c.span for named in vote.named.values() for c in named.told)]
    sentences = [s for place in places if (s := document.sentence_at(place.start))]
    for paragraph in sorted({s.paragraph for s in sentences}):
        span = document.paragraphs[paragraph]
        if any(value(n["n"]) == rest for n in _SO_MANY.finditer(document.plain, span.start, span.end)):
            vote.numbers |= {"for": rest, "against": told["against"], "abstain": told["abstain"]}
            return


def _told_wholly(document: Document, vote: Vote) -> dict[Choice, int]:
    """How many voted against and abstained, where only those named did; beside a count of those for, all that an
    absolute clause names is told so: "187 in favour, with Fiji opposed and Oman abstaining"."""
    found: dict[Choice, int] = {}
    clauses: dict[Choice, int] = {}
    for named in vote.named.values():
        if any(_is_only(document, chosen) for chosen in named.told):
            found[named.choice] = found.get(named.choice, 0) + 1
        if any(_is_whole_clause(document, vote, chosen) for chosen in named.told):
            clauses[named.choice] = clauses.get(named.choice, 0) + 1
    clauses = {c: n for c, n in clauses.items() if n == vote.names_of(c)}
    told_alone = set(vote.numbers) == {"for"}
    if (told_alone and vote.in_council) or ("against" in clauses and (told_alone or not vote.in_council)):
        found = clauses | found
    return {c: n for c, n in found.items() if c in ("against", "abstain")}


def _is_whole_clause(document: Document, vote: Vote, chosen: Chosen) -> bool:
    """Whether a choice stands behind a vote's count, or between two, in its sentence, and names all that chose so."""
    before = document.plain[max(0, chosen.span.start - 10) : chosen.span.start]
    between = vote.place.start < chosen.span.start < vote.place.end and before.endswith(", ")
    behind = vote.place.end <= chosen.span.start < vote.sentence.span.end and bool(_WITH.search(before))
    return (between or behind) and not _PARTIAL.search(_words(document, chosen.span))


def _is_only(document: Document, chosen: Chosen) -> bool:
    """Whether only those told did so: "only Palau and Tonga voted against", "they were the only two members to"."""
    many = _ONLY_SO_MANY.search(document.plain, chosen.span.start, chosen.span.end)
    if _ONLY.search(_opening(document, chosen)) or _ONLY_THEY.match(document.plain, chosen.span.start):
        return True
    return many is not None and value(many["n"]) == len(chosen.mentions)


def _opening(document: Document, chosen: Chosen) -> str:
    """A passage that tells a choice, with the words that open its sentence and an "alone" behind it."""
    sentence = document.sentence_at(chosen.span.start)
    end = chosen.span.end + (6 if document.plain.startswith(" alone", chosen.span.end) else 0)
    return _words(document, Span(sentence.span.start if sentence else chosen.span.start, end))


def _words(document: Document, span: Span) -> str:
    return document.plain[span.start : span.end]


def _completed(vote: Vote) -> bool:
    """Fills in the counts where with those named the whole body has voted, or nearly, and says whether it has."""
    size = SIZES.get(slug(vote.body.label)) if vote.body else None
    if not vote.numbers or size is None or (vote.in_council and of_eleven(vote)):
        return False
    told = vote.with_any() | vote.numbers
    total = sum(told.values())
    if total == size - vote.names_of("absent"):
        vote.numbers = vote.with_named()
    elif not vote.in_council and _NEARLY * size <= total < size and "against" in told:
        vote.numbers = told
    left = [c for c in CHOICES if c not in vote.numbers]
    rest = size - sum(vote.numbers.values()) - vote.names_of("absent")
    if vote.in_council and len(left) == 1 and rest >= vote.names_of(left[0]):
        vote.numbers[left[0]] = rest
    return not left or len(vote.numbers) == len(CHOICES)


def of_eleven(vote: Vote) -> bool:
    """Whether a vote is of a day when the Security Council had eleven members, of whom seven carried a motion."""
    return vote.when.latest is not None and vote.when.latest.year < _FIFTEEN_SINCE


def vetoed(vote: Vote) -> bool:
    """Whether a permanent member of the Security Council stood against a draft, so that it cannot have passed."""
    against = {n.entity.iso3 for n in vote.named.values() if n.choice == "against"}
    drafts = vote.motion == "resolution" or (vote.motion is None and vote.outcome is None)
    return vote.in_council and drafts and not against.isdisjoint(_PERMANENT)
