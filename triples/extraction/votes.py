"""Votes and ballots: counts, words for unanimous and failed votes, and who voted how, put together per vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triples.extraction.bodies import SIZES, VotingBodies
from triples.extraction.choices import Chosen, find_choices, find_echo, vote_frame
from triples.extraction.counts import Counts, find_counts, is_domestic
from triples.extraction.document import Document, Sentence
from triples.extraction.motions import motion_kind, outcome, outcome_of_counts
from triples.extraction.reported import CHOICES, SEATS, Vote, apart, ballot
from triples.extraction.rollcalls import RollCall, find_roll_calls, in_a_list
from triples.extraction.tables import find_tables
from triples.extraction.topics import topic_in
from triples.extraction.unanimity import Told, find_told
from triples.extraction.voices import first_person, issuer_of
from triples.extraction.votedays import VoteDays
from triples.facts import UNKNOWN, Agent, Choice, Fact, Outcome, Span, When
from triples.iris import slug
from triples.registry import Entity

_CUE = re.compile(
    r"\b(?:[Vv]ot(?:e|es|ed|ing|ers?)|[Vv]eto\w*|[Aa]bst\w+|[Uu]nanim\w+|[Bb]allot\w*|[Ff]avou?r|"
    r"[Aa]gainst|[Dd]efeated|[Rr]ejected|[Cc]onsensus|"
    r"[Dd]issent\w*|[Aa]dopted|[Aa]pproved|[Pp]assed|[Oo]ppos(?:ed|ing)|[Cc]arried|[Ss]upport(?:ed)?|[Bb]acked|(?:15|"
    r"[Ff]ifteen)(?: \w+)? members|\d+-\d+-\d+|explained|[Ss]o did|followed suit|did (?:the same|too|so|as)|likewise|"
    r"[Oo]thers|[Ss]aid no|absent|(?:[Yy]es|[Nn]o|[Ff]or)(?=:)|"
    r"(?:did not|threw|failed to) \w+|turned down|acclamation)\b"
)
# Headings of lists too.
_LISTED = re.compile(r"\b(?:[Vv]ot(?:e|ed|es|ing)|[Aa]bst\w+|VOT(?:E|ED|ES|ING)|ABST\w+)\b")
_COUNCIL_WORDS = re.compile(r"\bveto|\bSecurity Council\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:before|ahead of|prior to) (?:the|that|a) vote|\bspeak|\bsaid\b", re.IGNORECASE)
_VETO = re.compile(r"\bveto\w*")
_ONLY = re.compile(
    r"^Only [A-Z]"
    r"|\b(?:only|sole|lone) (?:country|state|member|nation|delegation|dissenter|opponent|"
    r"vote against|no vote|negative vote|abstention)\b(?! (?:of|in|from|on) (?!the (?:Security )?Council))"
)
_REST_ABSTAINED = re.compile(
    r"\b(?:the rest|(?:the|all) (?:others|other (?:members|countries|states)|remaining \w+)) (?:of \w+ )?"
    r"(?:had )?abstain"
)
_WHICH = re.compile(r" (?:on )?(?:the )?(both|first|second)\b(?! committee)", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|another|similar|separate|prior|past|rival) (?:\w+ ){0,2}?(?:draft|text|"
    r"resolution|vote|attempt|bid|version)",
    re.IGNORECASE,
)


def find_votes(document: Document) -> list[Fact]:
    """The tallies and ballots of a document."""
    sentences = [s for s in document.sentences if _CUE.search(document.plain, s.span.start, s.span.end)]
    if not sentences and not _LISTED.search(document.plain):
        return []
    return _Votes(document, sentences).facts()


class _Votes:
    """The votes of one document, step by step: counted, told in words, then the ballots of each."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._document = document
        self._sentences = sentences
        self._bodies = VotingBodies(document)
        self._days = VoteDays(document, self._bodies)
        self._votes: list[Vote] = []
        self._loose: list[tuple[Chosen, Entity]] = []
        self._listed: set[int] = set()

    def facts(self) -> list[Fact]:
        for counts in find_counts(self._document.plain, self._sentences):
            vote = self._counted(counts)
            if vote.body or not self._of_another_body(counts.sentences[0]):
                self._enter(vote)
        self._keep_largest_rest()
        for sentence in self._sentences:
            for told in find_told(self._document, sentence):
                self._told(told)
        tables = find_tables(self._document)
        for call in (*tables, *find_roll_calls(self._document, [table.span for table in tables])):
            self._called(call)
        self._votes.sort(key=lambda vote: vote.place)
        self._ballots()
        for vote in self._votes:
            self._finish(vote)
        self._drop_parts()
        return self._emitted()

    def _keep_largest_rest(self) -> None:
        """Of "the other eleven" and "the other three" only the larger can be the rest of a body."""
        rests = sorted((v for v in self._votes if v.rest), key=lambda v: v.numbers.get("for", 0))
        for vote in rests[:-1]:
            self._votes.remove(vote)

    def _drop_parts(self) -> None:
        """Counts of "the other three" that complete no vote are of none; who was named with them stays named."""
        for vote in [v for v in self._votes if v.rest and not v.numbers]:
            self._votes.remove(vote)
            self._loose += [(chosen, named.entity) for named in vote.named.values() for chosen in named.told]

    def _finish(self, vote: Vote) -> None:
        """What only all that is told of a vote settles: counts that names complete, its body and end, its day."""
        if vote.body is None and sum(vote.with_named().values()) == SEATS and self._in_council():
            vote.body = self._bodies.council()
        if vote.in_council and "abstain" not in vote.numbers and len(vote.numbers) == 2 and self._rest_abstained(vote):
            vote.numbers["abstain"] = SEATS - sum(vote.numbers.values())
        vote.numbers |= self._alone(vote)
        if not vote.completed() and vote.rest:
            vote.numbers = {}
        vote.outcome = vote.outcome or self._settled(vote)
        if vote.when == UNKNOWN:
            vote.when = self._days.of(vote)

    def _alone(self, vote: Vote) -> dict[Choice, int]:
        """The votes against and abstentions that are told to be only those of the states named."""
        told = {n.choice for n in vote.named.values() if any(_ONLY.search(self._before(c)) for c in n.told)}
        return {c: vote.names_of(c) for c in ("against", "abstain") if c in told and c not in vote.numbers}

    def _before(self, chosen: Chosen) -> str:
        """A passage that tells a choice, with the words that open its sentence."""
        sentence = self._document.sentence_at(chosen.span.start)
        return self._words(Span(sentence.span.start if sentence else chosen.span.start, chosen.span.end))

    def _rest_abstained(self, vote: Vote) -> bool:
        """Whether all others are said to have abstained."""
        return any(_REST_ABSTAINED.search(self._words(span)) for span in vote.evidence)

    def _words(self, span: Span) -> str:
        return self._document.plain[span.start : span.end]

    def _counted(self, counts: Counts) -> Vote:
        first, place = counts.sentences[0], counts.span
        span = Span(first.span.start, counts.sentences[-1].span.end)
        words = self._words(span)
        vote = Vote(
            first,
            place,
            "tally-counted",
            dict(counts.numbers),
            evidence=[s.span for s in counts.sentences],
            rest=counts.rest,
        )
        vote.body = self._bodies.near(first.span, place, counts.total)
        vote.motion = motion_kind(words, place.start - span.start) or motion_kind(self._words_before(first), 0)
        vote.outcome = self._ended(vote, words, place.start - span.start, first)
        vote.when = self._days.at(first, place)
        vote.matter = topic_in(words)
        return vote

    def _of_another_body(self, sentence: Sentence) -> bool:
        """Whether a sentence names a body, and none whose votes are read."""
        return any(m.candidates[0].kind == "body" for m in self._document.mentions_in(sentence.span))

    def _ended(self, vote: Vote, words: str, at: int, sentence: Sentence) -> Outcome | None:
        """How a vote ended: by its counts where they settle it, else by its own sentence, else by the one before."""
        if vote.body and not vote.in_council:
            words = _VETO.sub("", words)  # of another vote: none of this body can be vetoed
        return self._settled(vote) or outcome(words, at) or outcome(self._words_before(sentence), 0)

    @staticmethod
    def _settled(vote: Vote) -> Outcome | None:
        procedural = vote.motion in ("procedural", "agenda")
        return outcome_of_counts(vote.numbers, in_council=vote.in_council, procedural=procedural)

    def _words_before(self, sentence: Sentence) -> str:
        """The sentence before, in the same paragraph."""
        before = self._document.sentence_at(max(0, sentence.span.start - 3))
        if before is None or before.paragraph != sentence.paragraph:
            return ""
        of_another_vote = any(before.span in vote.evidence for vote in self._votes)
        return "" if of_another_vote else self._words(before.span)

    def _enter(self, vote: Vote) -> None:
        """A new vote, or one that is told again: no count differs, and what the two share is enough to know it by."""
        known = next((v for v in self._votes if v.same_as(vote)), None)
        if known:
            known.take(vote)
        else:
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
        vote.when = self._days.at(told.sentence, told.cue)
        vote.matter = topic_in(words)
        if told.unanimous and vote.in_council:
            vote.numbers = {"for": SEATS, "against": 0, "abstain": 0}
        if vote.numbers or told.rule == "vote-none-taken":
            self._enter(vote)
            return
        like = [v for v in self._votes if v.may_be(vote)]
        if len(like) == 1:
            like[0].take(vote)
        elif not like:
            self._votes.append(vote)

    def _only_body(self) -> Agent | None:
        """The body of all the votes so far, where it is one."""
        bodies = {v.body for v in self._votes}
        return bodies.pop() if len(bodies) == 1 else None

    def _called(self, call: RollCall) -> None:
        """A roll call: of the vote that its counts tell or that its lists fit, else of one by itself."""
        vote = self._vote_called(call)
        if vote is None and (numbers := call.numbers or self._all_members(call)):
            vote = self._called_alone(call, numbers)
            self._votes.append(vote)
        elif vote is not None and call.numbers:
            vote.numbers = call.numbers | vote.numbers
        for row in call.rows:
            self._listed |= {m.span.start for m in row.mentions}
            entities = [e for m in row.mentions if (e := in_a_list(m, self._document.plain))]
            self._cast(vote, Chosen(row.choice, row.mentions, row.span, row.label, "roll-call"), entities)

    def _vote_called(self, call: RollCall) -> Vote | None:
        """The vote told before a roll call, or else after it, whose counts are those of its labels or lists; without
        counts of its own, the one that its lists fit."""
        if call.column:
            numbered = [v for v in self._votes if v.numbers]
            which, of = call.column
            return numbered[which] if len(numbered) == of and numbered[which].holds(call.lengths) else None
        exact = [v for v in self._votes if v.agrees_with(call.numbers)]
        likely = exact or ([] if any(call.told.values()) else [v for v in self._votes if v.holds(call.lengths)])
        before = [v for v in likely if v.place.start < call.span.end]
        return max(before, key=lambda v: (v.alike(call.lengths), v.place), default=likely[0] if likely else None)

    def _all_members(self, call: RollCall) -> dict[Choice, int]:
        """How many chose what, where all the members of a body are listed."""
        listed = {row.choice: len(row.mentions) for row in call.rows}
        body = self._bodies.near(call.span, call.span, sum(listed.values()))
        size = SIZES.get(slug(body.label)) if body else None
        return {c: listed.get(c, 0) for c in CHOICES} if sum(listed.values()) == size else {}

    def _called_alone(self, call: RollCall, numbers: dict[Choice, int]) -> Vote:
        sentence = self._document.sentence_at(call.span.start) or Sentence(call.span, -1)
        evidence = [row.label for row in call.rows]
        vote = Vote(sentence, call.span, "roll-call", dict(numbers), evidence=evidence)
        vote.body = self._bodies.near(call.span, call.span, sum(numbers.values()))
        words = self._words(sentence.span)[: call.span.start - sentence.span.start]
        vote.outcome = self._ended(vote, words, len(words), sentence)
        return vote

    def _in_council(self) -> bool:
        return bool(_COUNCIL_WORDS.search(self._document.plain))

    def _ballots(self) -> None:
        last: tuple[Chosen, Sentence] | None = None
        issuer = issuer_of(self._document)
        told_all: list[tuple[Chosen, Sentence]] = []
        for sentence in self._sentences:
            frame = vote_frame(self._document, sentence)
            if frame is None or is_domestic(self._words(sentence.span)):
                continue
            told = self._counted_beside(sentence)
            found = [*first_person(self._document, sentence, frame, issuer), *find_choices(frame, told=told)]
            echo = find_echo(frame, last[0]) if last and last[1].paragraph == sentence.paragraph else None
            for chosen in (*found, *([echo] if echo else [])):
                told_all.append((chosen, sentence))
                last = chosen, sentence
        for chosen, sentence in sorted(told_all, key=lambda pair: pair[0].rule == "choice-bare"):
            self._enter_choice(chosen, sentence)

    def _counted_beside(self, sentence: Sentence) -> bool:
        """Whether a count stands in a sentence, or before it in its paragraph where it tells of no speech."""
        if any(sentence.span in v.evidence for v in self._votes):
            return True
        ahead = _AHEAD.search(self._words(sentence.span))
        before = (v for v in self._votes if v.numbers and v.place.end <= sentence.span.start)
        return not ahead and any(v.sentence.paragraph == sentence.paragraph for v in before)

    def _enter_choice(self, chosen: Chosen, sentence: Sentence) -> None:
        if any(m.span.start in self._listed for m in chosen.mentions):
            return  # a roll call has told it
        entities = [e for m in chosen.mentions if (e := in_a_list(m, self._document.plain))]
        one: Sequence[Vote | None] = self._numbered(chosen) or (self._vote_of(chosen, sentence, entities),)
        for vote in one:
            self._cast(vote, chosen, entities)

    def _numbered(self, chosen: Chosen) -> Sequence[Vote]:
        """Of two votes those that "both", "the first", "the second" behind a choice mean."""
        which = _WHICH.match(self._document.plain, chosen.span.end) if len(self._votes) == 2 else None
        first, last = {"both": (0, 2), "first": (0, 1), "second": (1, 2)}[which[1].lower()] if which else (0, 0)
        return self._votes[first:last]

    def _cast(self, vote: Vote | None, chosen: Chosen, entities: Sequence[Entity]) -> None:
        for entity in entities:
            if vote is None:
                self._loose.append((chosen, entity))
            elif vote.admits(entity, chosen.choice):
                vote.cast(entity, chosen)
                if chosen.vetoed:
                    vote.body = vote.body or self._bodies.council()
                    vote.outcome = vote.outcome or "rejected"

    def _vote_of(self, chosen: Chosen, sentence: Sentence, entities: Sequence[Entity]) -> Vote | None:
        when = self._days.at(sentence, chosen.cue)
        fits = [v for v in self._votes if self._fits(v, chosen, sentence, when, entities)]
        here = [v for v in fits if any(e.start <= chosen.span.start < e.end for e in v.evidence)]
        if here:
            return min(here, key=lambda v: abs(v.place.start - chosen.cue.start))
        another = _ANOTHER.search(self._words(sentence.span))
        if another and not here:
            return self._vetoed(chosen, sentence, when) if chosen.vetoed else None
        if chosen.vetoed:
            return fits[0] if len(fits) == 1 else _nearest(fits, sentence, 0) or self._vetoed(chosen, sentence, when)
        kind = motion_kind(self._words(chosen.span), chosen.cue.start - chosen.span.start)
        like = [v for v in fits if v.motion == kind] if kind else []
        return _nearest(like or fits, sentence, len(self._votes))

    @staticmethod
    def _fits(vote: Vote, chosen: Chosen, sentence: Sentence, when: When, entities: Sequence[Entity]) -> bool:
        """Whether states can have chosen so in a vote: by its counts, its day, and its end where they vetoed."""
        if not all(vote.admits(e, chosen.choice) for e in entities):
            return False
        if sentence.span not in vote.evidence and apart(vote.when, when):
            return False
        return not chosen.vetoed or (vote.outcome != "adopted" and (vote.in_council or vote.body is None))

    def _vetoed(self, chosen: Chosen, sentence: Sentence, when: When) -> Vote:
        """A veto is cast in a vote of the Security Council, and nothing passes against one."""
        vote = Vote(sentence, chosen.cue, "vote-vetoed", outcome="rejected", when=when, evidence=[sentence.span])
        vote.body = self._bodies.council()
        vote.motion = "resolution"
        self._votes.append(vote)
        return vote

    def _emitted(self) -> list[Fact]:
        registry = self._document.registry
        facts = [fact for vote in sorted(self._votes, key=lambda v: v.place) for fact in vote.facts(registry)]
        named = {n.entity.slug for vote in self._votes for n in vote.named.values()}
        for chosen, entity in self._loose:
            if entity.slug not in named:
                named.add(entity.slug)
                facts.append(ballot(None, entity, chosen.choice, [chosen]))
        return facts


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
