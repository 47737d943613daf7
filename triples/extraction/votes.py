"""Votes and ballots: counts, words for unanimous and failed votes, and who voted how, put together per vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from triples.extraction.bodies import VotingBodies
from triples.extraction.choices import Chosen, find_choices, vote_frame
from triples.extraction.counts import Counts, find_counts
from triples.extraction.dates import dates_in
from triples.extraction.document import Document, Sentence
from triples.extraction.elimination import left_over
from triples.extraction.motions import motion_kind, outcome, outcome_of_counts
from triples.extraction.rollcalls import RollCall, find_roll_calls, in_a_list
from triples.extraction.topics import topic_in
from triples.extraction.unanimity import Told, find_told
from triples.facts import UNKNOWN, Agent, Ballot, Choice, Fact, MotionKind, Outcome, Span, Tally, When
from triples.registry import Entity

_COUNCIL = "security-council"
_SEATS = 15
_LEAD = 4  # sentences in which an article says what happened when
_CUE = re.compile(
    r"\b(?:[Vv]ot(?:e|es|ed|ing|ers?)|[Vv]eto\w*|[Aa]bst\w+|[Uu]nanim\w+|[Bb]allot\w*|[Ff]avou?r|[Aa]gainst|[Dd]efeated|[Rr]ejected|[Cc]onsensus|"
    r"[Dd]issent\w*|[Aa]dopted|[Aa]pproved|[Ss]upport|[Bb]acked|(?:15|[Ff]ifteen)(?: \w+)? members|\d+-\d+-\d+|explained|(?:did not|threw|failed to) \w+|turned down|acclamation)\b"
)
_COUNCIL_WORDS = re.compile(r"\bveto|\bSecurity Council\b", re.IGNORECASE)
_NOT_ITS_DAY = re.compile(r"\b(?:since|until|till|by|before|after|from|through|following|of)\s+(?:the )?$", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:earlier|previous|last|another|similar|separate|first|second|third|prior|past)\b", re.IGNORECASE)


@dataclass(slots=True)
class Vote:
    """A vote being put together."""

    sentence: Sentence
    place: Span
    rule: str
    numbers: dict[Choice, int] = field(default_factory=dict)
    body: Agent | None = None
    motion: MotionKind | None = None
    outcome: Outcome | None = None
    when: When = UNKNOWN
    matter: str | None = None
    evidence: list[Span] = field(default_factory=list)
    named: dict[str, tuple[Choice, list[Chosen], Entity]] = field(default_factory=dict)

    @property
    def in_council(self) -> bool:
        """Whether it is a vote of the Security Council."""
        return self.body is not None and self.body.label == "Security Council"

    def names_of(self, choice: Choice) -> int:
        """How many states are named with this choice."""
        return sum(1 for chosen, _, _ in self.named.values() if chosen == choice)

    def admits(self, entity: Entity, choice: Choice) -> bool:
        """Whether a state can have chosen so: not against the counts, nor against what is told of it already."""
        known = self.named.get(entity.slug)
        if known:
            return known[0] == choice
        limit = self.numbers.get(choice)
        return limit is None or self.names_of(choice) < limit


def find_votes(document: Document) -> list[Fact]:
    """The tallies and ballots of a document."""
    sentences = [s for s in document.sentences if _CUE.search(document.plain, s.span.start, s.span.end)]
    if not sentences:
        return []
    return _Votes(document, sentences).facts()


class _Votes:
    """The votes of one document, step by step: counted, told in words, then the ballots of each."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._document = document
        self._sentences = sentences
        self._bodies = VotingBodies(document)
        self._votes: list[Vote] = []
        self._loose: list[tuple[Chosen, Entity]] = []

    def facts(self) -> list[Fact]:
        for counts in find_counts(self._document.plain, self._sentences):
            self._enter(self._counted(counts))
        for sentence in self._sentences:
            for told in find_told(self._document, sentence):
                self._told(told)
        for call in find_roll_calls(self._document):
            self._called(call)
        self._votes.sort(key=lambda vote: vote.place)
        self._ballots()
        for vote in self._votes:
            if vote.body is None and sum(_with_named(vote).values()) == _SEATS and self._in_council():
                vote.body = self._bodies.council()
            _complete(vote)
            if vote.when == UNKNOWN:
                vote.when = self._day_of(vote)
        return self._emitted()

    def _words(self, span: Span) -> str:
        return self._document.plain[span.start : span.end]

    def _counted(self, counts: Counts) -> Vote:
        first, place = counts.sentences[0], counts.span
        span = Span(first.span.start, counts.sentences[-1].span.end)
        words = self._words(span)
        vote = Vote(first, place, "tally-counted", dict(counts.numbers), evidence=[s.span for s in counts.sentences])
        vote.body = self._bodies.near(first.span, place, counts.total)
        vote.motion = motion_kind(words, place.start - span.start)
        slug = _COUNCIL if vote.in_council else None
        vote.outcome = outcome_of_counts(slug, counts.numbers.get("for"), counts.numbers.get("against")) or outcome(words)
        vote.when = self._when(first, place)
        vote.matter = topic_in(words)
        return vote

    def _when(self, sentence: Sentence, place: Span) -> When:
        """The day that stands nearest to a vote in its sentence."""
        found = [
            d
            for d in dates_in(self._document.plain, sentence.span, self._document.anchor)
            if not _NOT_ITS_DAY.search(self._document.plain[sentence.span.start : d.span.start])
            and not any(q.start <= d.span.start < q.end for q in sentence.quotes)
        ]
        near = min(found, key=lambda d: abs(d.span.start - place.start), default=None)
        return near.when if near else UNKNOWN

    def _day_of(self, vote: Vote) -> When:
        """The day of a vote that its own sentence leaves out: told where the ballots are, or by the article's lead."""
        for chosen in (c for _, all_chosen, _ in vote.named.values() for c in all_chosen):
            sentence = self._document.sentence_at(chosen.span.start)
            when = self._when(sentence, chosen.cue) if sentence else UNKNOWN
            if when.day:
                return when
        for sentence in self._document.sentences[:_LEAD]:
            cue = self._bodies.within(sentence.span, sentence.span)
            when = self._when(sentence, sentence.span) if cue and cue == vote.body else UNKNOWN
            if when.day:
                return when
        return UNKNOWN

    def _enter(self, vote: Vote) -> None:
        """A new vote, or one that is told again: no count differs, and what the two share is enough to know it by."""
        for known in self._votes:
            if _same(known, vote):
                known.numbers |= vote.numbers
                known.evidence += vote.evidence
                known.body = known.body or vote.body
                known.outcome = known.outcome or vote.outcome
                known.motion = known.motion or vote.motion
                known.matter = known.matter or vote.matter
                known.when = known.when if known.when.earliest else vote.when
                return
        self._votes.append(vote)

    def _told(self, told: Told) -> None:
        span = told.sentence.span
        if any(span in vote.evidence for vote in self._votes):
            return
        body = self._bodies.within(span, told.cue) or self._only_body() or self._bodies.near(span, told.cue)
        if body is None:
            return
        words = self._words(span)
        vote = Vote(told.sentence, told.cue, told.rule, body=body, outcome=told.outcome, evidence=[span])
        vote.motion = motion_kind(words, told.cue.start - span.start)
        vote.when = self._when(told.sentence, told.cue)
        vote.matter = topic_in(words)
        if told.unanimous and vote.in_council:
            vote.numbers = {"for": _SEATS, "against": 0, "abstain": 0}
        if vote.numbers or told.rule == "vote-none-taken":
            self._enter(vote)
            return
        like = [v for v in self._votes if _compatible(v, vote)]
        if len(like) == 1:
            like[0].evidence.append(span)
            like[0].when = like[0].when if like[0].when.earliest else vote.when
        elif not like:
            self._votes.append(vote)

    def _only_body(self) -> Agent | None:
        """The body of all the votes so far, where it is one."""
        bodies = {v.body for v in self._votes}
        return bodies.pop() if len(bodies) == 1 else None

    def _called(self, call: RollCall) -> None:
        """A roll call: of the vote that its counts tell, else of one by itself."""
        numbers = call.numbers
        before = [v for v in self._votes if v.place.start < call.span.end and _agree(v.numbers, numbers)]
        if before:
            vote = before[-1]
            vote.numbers |= numbers
        else:
            sentence = self._document.sentence_at(call.span.start) or Sentence(call.span, -1)
            vote = Vote(sentence, call.span, "roll-call", dict(numbers), evidence=[row.label for row in call.rows])
            vote.body = self._bodies.near(call.span, call.span, sum(numbers.values()))
            vote.outcome = outcome_of_counts(None, numbers.get("for"), numbers.get("against"))
            self._votes.append(vote)
        for row in call.rows:
            chosen = Chosen(row.choice, row.mentions, row.span, row.label, "roll-call")
            for mention in row.mentions:
                entity = in_a_list(mention, self._document.plain)
                if entity:
                    vote.named.setdefault(entity.slug, (row.choice, [], entity))[1].append(chosen)

    def _in_council(self) -> bool:
        return bool(_COUNCIL_WORDS.search(self._document.plain))

    def _ballots(self) -> None:
        told = bool(self._votes)
        for sentence in self._sentences:
            frame = vote_frame(self._document, sentence)
            if frame is None:
                continue
            for chosen in find_choices(frame, told=told and self._speaks_of_votes(sentence)):
                entities = [e for m in chosen.mentions if (e := in_a_list(m, self._document.plain))]
                both = self._document.plain.startswith(" both", chosen.span.end) and len(self._votes) == 2
                for vote in self._votes if both else [self._vote_of(chosen, sentence, entities)]:
                    self._cast(vote, chosen, entities)

    def _cast(self, vote: Vote | None, chosen: Chosen, entities: Sequence[Entity]) -> None:
        for entity in entities:
            if vote is None:
                self._loose.append((chosen, entity))
            elif vote.admits(entity, chosen.choice):
                vote.named.setdefault(entity.slug, (chosen.choice, [], entity))[1].append(chosen)
                if chosen.vetoed and vote.body is None:
                    vote.body = self._bodies.council()

    def _speaks_of_votes(self, sentence: Sentence) -> bool:
        return any(v.sentence.paragraph == sentence.paragraph for v in self._votes)

    def _vote_of(self, chosen: Chosen, sentence: Sentence, entities: Sequence[Entity]) -> Vote | None:
        when = self._when(sentence, chosen.cue)
        fits = [
            v
            for v in self._votes
            if all(v.admits(e, chosen.choice) for e in entities)
            and not _apart(v.when, when)
            and not (chosen.vetoed and (v.outcome == "adopted" or not (v.in_council or v.body is None)))
        ]
        here = [v for v in fits if any(e.start <= chosen.span.start < e.end for e in v.evidence)]
        if here:
            return min(here, key=lambda v: abs(v.place.start - chosen.cue.start))
        if chosen.vetoed and not any(v.outcome == "rejected" or len(self._votes) == 1 for v in fits):
            return self._vetoed(chosen, sentence, when)
        kind = motion_kind(self._words(chosen.span), chosen.cue.start - chosen.span.start)
        like = [v for v in fits if v.motion == kind] if kind else []
        return _nearest(like or fits, sentence, len(self._votes))

    def _vetoed(self, chosen: Chosen, sentence: Sentence, when: When) -> Vote:
        """A veto is cast in a vote of the Security Council, and nothing passes against one."""
        vote = Vote(sentence, chosen.cue, "vote-vetoed", outcome="rejected", when=when, evidence=[sentence.span])
        vote.body = self._bodies.council()
        vote.motion = "resolution"
        self._votes.append(vote)
        return vote

    def _emitted(self) -> list[Fact]:
        facts: list[Fact] = []
        for vote in sorted(self._votes, key=lambda v: v.place):
            tally = _tally(vote)
            facts.append(tally)
            facts += _ballots_of(vote, tally.id)
            facts += self._left_over(vote, tally.id)
        named = {(slug, choice) for vote in self._votes for slug, (choice, _, _) in vote.named.items()}
        for chosen, entity in self._loose:
            if (entity.slug, chosen.choice) not in named:
                named.add((entity.slug, chosen.choice))
                facts.append(_ballot(None, entity, chosen.choice, [chosen]))
        return facts


    def _left_over(self, vote: Vote, tally: str) -> list[Fact]:
        if not vote.in_council:
            return []
        registry = self._document.registry
        named = {e.iso3 or e.slug: choice for choice, _, e in vote.named.values()}
        rest = left_over(registry, _COUNCIL, vote.when, vote.numbers, named)
        if rest is None:
            return []
        return [_inferred(registry.state(iso3), rest.choice, vote, tally) for iso3 in rest.states]


def _inferred(entity: Entity, choice: Choice, vote: Vote, tally: str) -> Ballot:
    return Ballot(
        id=f"ballot@{vote.place.start}-{entity.slug}-{choice}-{tally}-left",
        evidence=tuple(sorted(set(vote.evidence))),
        rule="choice-left-over",
        confidence=0.95,
        inferred=True,
        vote=tally,
        state=Agent("state", entity.label, entity.iri, entity.iso3, "member of the council on that day"),
        choice=choice,
    )


def _same(known: Vote, other: Vote) -> bool:
    shared = [c for c in known.numbers if c in other.numbers]
    if not shared or any(known.numbers[c] != other.numbers[c] for c in shared):
        return False
    if known.body and other.body and known.body != other.body or _apart(known.when, other.when):
        return False
    distinct = known.motion != other.motion and known.motion is not None and other.motion is not None
    return not (distinct and len(shared) < 3)


def _agree(told: dict[Choice, int], listed: dict[Choice, int]) -> bool:
    """Whether counts in a sentence and those of a roll call are of one vote: no less than two alike, none unlike."""
    shared = [c for c in told if c in listed]
    return bool(told) and all(told[c] == listed[c] for c in shared) and (len(shared) >= 2 or not listed)


def _compatible(known: Vote, told: Vote) -> bool:
    """Whether words without counts can tell of a vote that is known."""
    if known.body and told.body and known.body != told.body or _apart(known.when, told.when):
        return False
    if known.outcome and told.outcome and known.outcome != told.outcome:
        return False
    return known.motion is None or told.motion is None or known.motion == told.motion


def _apart(a: When, b: When) -> bool:
    """Whether two dates cannot be the same day."""
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def _nearest(fits: Sequence[Vote], sentence: Sentence, known: int) -> Vote | None:
    """The vote that a sentence without one speaks of: the last before it, where it is the only one or near."""
    if len(fits) == 1 and known == 1:
        return fits[0]
    before = [v for v in fits if v.place.start < sentence.span.start]
    if not before:
        return fits[0] if len(fits) == 1 else None
    last = max(before, key=lambda v: v.place)
    near = sentence.paragraph - last.sentence.paragraph <= 1
    main = next((v for v in before if v.motion == "resolution"), last)
    if last.motion in ("amendment", "procedural", "other") and last.sentence.paragraph != sentence.paragraph:
        last = main  # a side vote told in passing: who voted how is told of the main one
    return last if near or len(before) == 1 else None


def _with_named(vote: Vote) -> dict[Choice, int]:
    """The counts, with the number of states named where none is told."""
    choices: tuple[Choice, ...] = ("for", "against", "abstain")
    return {c: vote.numbers[c] if c in vote.numbers else vote.names_of(c) for c in choices}


def _complete(vote: Vote) -> None:
    """Counts that a council of fifteen leaves no doubt of, with those that are named."""
    if not vote.in_council or not vote.numbers:
        return
    told = _with_named(vote)
    if sum(told.values()) == _SEATS:
        vote.numbers = told


def _tally(vote: Vote) -> Tally:
    evidence = tuple(sorted(set(vote.evidence)))
    return Tally(
        id=f"tally@{vote.place.start}-{vote.place.end}",
        evidence=evidence,
        rule=vote.rule,
        confidence=0.97 if vote.numbers and vote.body else 0.8,
        body=vote.body,
        for_=vote.numbers.get("for"),
        against=vote.numbers.get("against"),
        abstain=vote.numbers.get("abstain"),
        motion=vote.motion,
        outcome=vote.outcome,
        when=vote.when,
        matter=vote.matter,
    )


def _ballots_of(vote: Vote, tally: str) -> list[Fact]:
    return [_ballot(tally, entity, choice, chosen) for choice, chosen, entity in vote.named.values()]


def _ballot(tally: str | None, entity: Entity, choice: Choice, chosen: Sequence[Chosen]) -> Ballot:
    how = next((m.role for c in chosen for m in c.mentions if m.entity is entity), "name")
    return Ballot(
        id=f"ballot@{chosen[0].span.start}-{entity.slug}-{choice}-{tally}",
        evidence=tuple(sorted({c.span for c in chosen})),
        rule=chosen[0].rule,
        confidence=0.9 if chosen[0].rule == "choice-weak" else 0.97,
        vote=tally,
        state=Agent("state", entity.label, entity.iri, entity.iso3, how),
        choice=choice,
    )
