"""Ballots: each choice that a document tells, entered in the vote that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from triples.extraction.bodies import VotingBodies
from triples.extraction.choice_turns import (
    find_answered,
    find_echo,
    find_former,
    find_numbered,
    find_taken_up,
    find_with_one,
)
from triples.extraction.choices import find_choices
from triples.extraction.chosen import Chosen, vote_frame
from triples.extraction.counts import is_domestic
from triples.extraction.document import Document, Sentence
from triples.extraction.drafts import several, whose_draft
from triples.extraction.frames import Frame
from triples.extraction.gazetteer import Mention
from triples.extraction.imagined import supposed
from triples.extraction.motions import motion_kind
from triples.extraction.reported import Vote, apart
from triples.extraction.rollcalls import in_a_list
from triples.extraction.turn_cues import FORMER, TAKEN_UP
from triples.extraction.voices import first_person, issuer_of
from triples.extraction.votedays import VoteDays
from triples.facts import Choice, Span, When
from triples.registry import Entity

_AHEAD = re.compile(r"\b(?:before|ahead of|prior to) (?:the|that|a) vote|\bspeak|\bsaid\b", re.IGNORECASE)
_WHICH = re.compile(r" (?:on )?(?:the )?(both|first|second)\b(?! committee)", re.IGNORECASE)
_PLACES = {"both": (0, 2), "first": (0, 1), "second": (1, 2)}  # among two votes
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|another|similar|separate|prior|past|rival) (?:\w+ ){0,2}?(?:draft|text|"
    r"resolution|vote|attempt|bid|version)",
    re.IGNORECASE,
)
_OF_COUNCIL = re.compile(
    r"\b(?:U\.?N|United Nations|[Cc]ouncil|[Rr]esolutions?|[Dd]rafts?)\b"
)  # which alone knows vetoes
_CLAUSE = re.compile(r", (?:which|who)\b[^,;]*,")
_NEAR = 3  # paragraphs in which a count lets "backed it" tell of ballots


class Ballots:
    """The ballots of one document, put into its votes; `loose` are those of no vote that it tells."""

    def __init__(self, document: Document, bodies: VotingBodies, days: VoteDays, votes: list[Vote]) -> None:
        """No ballot is read yet; a veto that is of none of the votes adds its own to them."""
        self._document = document
        self._bodies = bodies
        self._days = days
        self._votes = votes
        self.loose: list[tuple[Chosen, Entity]] = []
        self.listed: set[int] = set()
        self._last: tuple[int, Vote | None] = (-1, None)  # the paragraph and the vote of the choice entered last

    @cached_property
    def _several(self) -> bool:
        return several(self._document.plain)

    def _words(self, span: Span) -> str:
        return self._document.plain[span.start : span.end]

    def read(self, sentences: Sequence[Sentence]) -> None:
        """Enter the ballots that these sentences tell."""
        for vote in self._votes:
            vote.draft = self._draft(vote.sentence)
        issuer = issuer_of(self._document)
        told: list[tuple[Chosen, Sentence]] = []
        for sentence in sentences:
            last = told[-1][0] if told and told[-1][1].paragraph == sentence.paragraph else None
            here = [*self._told_in(sentence, issuer, last)]
            here += self._told_beside(sentence, [*(chosen for chosen, _ in told), *here])
            told += [(chosen, sentence) for chosen in here]
        told += list(self._told_before_others(sentences, told))
        known = bool(self._votes)  # else a veto tells the vote that other choices were made in
        for chosen, sentence in sorted(
            told, key=lambda pair: (pair[0].rule == "choice-bare", known or not pair[0].vetoed)
        ):
            self._enter(chosen, sentence)

    def _told_in(self, sentence: Sentence, issuer: Mention | None, last: Chosen | None) -> Iterator[Chosen]:
        """The choices that a sentence tells, by itself or as it takes up what the one before it says."""
        frame = vote_frame(self._document, sentence)
        if frame is None or is_domestic(self._words(sentence.span)) or supposed(frame.text):
            return
        yield from first_person(self._document, sentence, frame, issuer)
        yield from find_choices(frame, told=self._counted_beside(sentence))
        if last and (echo := find_echo(frame, last)):
            yield echo
        yield from self._of_number(frame, sentence)
        before = self._before(sentence)
        asked = before is not None and self._document.plain.startswith("?", before.span.end - 1)
        takes_up = TAKEN_UP.match(frame.text) or FORMER.search(frame.text)
        if before and (asked or takes_up) and (subject := vote_frame(self._document, before)):
            taken_up = (*find_taken_up(frame, subject), *find_former(frame, subject))
            yield from find_answered(frame, subject) if asked else taken_up

    def _told_beside(self, sentence: Sentence, told: Sequence[Chosen]) -> Iterator[Chosen]:
        """The choices that a sentence tells by those of others: "Chad voted with Peru"."""
        frame = vote_frame(self._document, sentence) if " with " in self._words(sentence.span) else None
        yield from find_with_one(frame, told, partial(self._made_by, sentence)) if frame else ()

    def _told_before_others(
        self, sentences: Sequence[Sentence], told: Sequence[tuple[Chosen, Sentence]]
    ) -> Iterator[tuple[Chosen, Sentence]]:
        """The choices that sentences tell by those of others which are told only further on."""
        cited = {s.span for c, s in told if c.rule in ("choice-echoed", "choice-numbered")}
        for sentence in sentences:
            after = [c for c, s in reversed(told) if s.span > sentence.span]
            if after and sentence.span not in cited:
                yield from ((chosen, sentence) for chosen in self._told_beside(sentence, after))

    def _made_by(self, sentence: Sentence, number: int) -> Choice | None:
        """The choice that so many made in the votes told near a sentence, where only one did."""
        near = [v for v in self._votes if abs(v.sentence.paragraph - sentence.paragraph) <= 1]
        choices = [c for v in near for c, n in v.numbers.items() if n == number]
        return choices[0] if len(choices) == 1 else None

    def _before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one in its paragraph."""
        at = bisect_left(self._document.sentences, sentence.span, key=lambda s: s.span)
        before = self._document.sentences[at - 1] if at else None
        return before if before and before.paragraph == sentence.paragraph else None

    def _counted_beside(self, sentence: Sentence) -> bool:
        """Whether a count stands in a sentence, or, where it tells of no speech, beside it or shortly before."""
        if any(sentence.span in v.evidence for v in self._votes):
            return True
        ahead = _AHEAD.search(self._words(sentence.span))
        apart = (sentence.paragraph - v.sentence.paragraph for v in self._votes if v.numbers)
        return not ahead and any(0 <= distance <= _NEAR for distance in apart)

    def _enter(self, chosen: Chosen, sentence: Sentence) -> None:
        unlisted = [m for m in chosen.mentions if m.span.start not in self.listed]  # a roll call tells the others
        entities = [e for m in unlisted if (e := in_a_list(m, self._document.plain))]
        one: Sequence[Vote | None] = self._numbered(chosen) or (self._vote_of(chosen, sentence, entities),)
        if one == (None,) and chosen.more:
            one = (self._of_more(chosen, sentence),)
        for vote in one:
            self.cast(vote, chosen, entities)
            self._last = (sentence.paragraph, vote)

    def _of_more(self, chosen: Chosen, sentence: Sentence) -> Vote | None:
        """The vote that "Peru and 142 others" counts, where no other telling does."""
        body = self._bodies.within(sentence.span, chosen.cue)
        if body is None or self._votes:
            return None
        when = self._days.at(sentence, chosen.cue)
        vote = Vote(sentence, chosen.cue, "tally-counted", body=body, when=when, evidence=[sentence.span])
        self._votes.append(vote)
        return vote

    def _numbered(self, chosen: Chosen) -> Sequence[Vote]:
        """Of two votes, or two of the kind named, those that "both", "the first", "the second" behind a choice mean."""
        end = chosen.span.end
        which = _WHICH.match(self._document.plain, end)
        kind = motion_kind(self._document.plain[end : end + 30], 0) if which else None
        votes = [v for v in self._votes if v.motion == kind] if len(self._votes) > 2 else self._votes
        first, last = _PLACES[which[1].lower()] if which and len(votes) == 2 else (0, 0)
        return votes[first:last]

    def _of_number(self, frame: Frame, sentence: Sentence) -> Iterator[Chosen]:
        """ "The three were Chile, Peru and Oman": the choice that a vote just told says so many made, and no other."""
        for number, chosen in find_numbered(frame):
            before = [v for v in self._votes if v.place.start < chosen.span.start]
            last = max(before, key=lambda v: v.place, default=None)
            if last is None or sentence.paragraph - last.sentence.paragraph > 1:
                continue
            choices = [c for c, n in last.numbers.items() if n == number]
            if len(choices) == 1:
                yield replace(chosen, choice=choices[0])

    def cast(self, vote: Vote | None, chosen: Chosen, entities: Sequence[Entity]) -> None:
        """Enter a choice in a vote, where its counts and what is told already admit it; in none, it is loose."""
        for entity in entities:
            if vote is None:
                self.loose.append((chosen, entity))
            elif vote.admits(entity, chosen.choice):
                vote.cast(entity, chosen)
                if chosen.vetoed:
                    vote.body = vote.body or self._bodies.council()
                    vote.outcome = vote.outcome or "rejected"

    def _vote_of(self, chosen: Chosen, sentence: Sentence, entities: Sequence[Entity]) -> Vote | None:
        """The vote in which states chose so: of its own sentence, else the likeliest of those that it fits."""
        when = self._days.at(sentence, chosen.cue)
        earlier = self._is_earlier(chosen)
        fits = [v for v in self._votes if self._fits(v, chosen, sentence, when, entities)]
        if here := [v for v in fits if self._is_here(v, chosen)]:
            return min(here, key=lambda v: abs(v.place.start - chosen.cue.start))
        draft = self._draft(sentence)
        fits = [v for v in fits if v.earlier == earlier and not self._of_another(v, sentence, draft)]
        if chosen.vetoed and not fits and not _OF_COUNCIL.search(self._document.plain):
            return None
        if self._on_another(chosen, sentence) or (earlier and not fits):
            return self._vetoed(chosen, sentence, when) if chosen.vetoed else None
        if chosen.vetoed:
            return fits[0] if len(fits) == 1 else _nearest(fits, sentence, 0) or self._vetoed(chosen, sentence, when)
        kind = motion_kind(self._words(chosen.span), chosen.cue.start - chosen.span.start)
        like = [v for v in fits if v.motion == kind] if kind else []
        paragraph, last = self._last
        told_here = like or any(v.sentence.paragraph == sentence.paragraph for v in fits)
        if paragraph == sentence.paragraph and not told_here and any(v is last for v in fits):
            return last
        return _nearest(like or fits, sentence, len(self._votes))

    def _on_another(self, chosen: Chosen, sentence: Sentence) -> bool:
        """Whether a sentence speaks of another text than the votes told, and not in a relative clause apart from a
        choice: "Chad, which abstained on a similar text, voted for it"."""
        words, at = self._words(sentence.span), chosen.cue.start - sentence.span.start
        clauses = [c.span() for c in _CLAUSE.finditer(words) if not c.start() < at < c.end()]
        others = (other.start() for other in _ANOTHER.finditer(words))
        return any(not any(start < other < end for start, end in clauses) for other in others)

    def _is_here(self, vote: Vote, chosen: Chosen) -> bool:
        """Whether a vote is told in the sentence that tells a choice; not of one whose clause tells another time."""
        elsewhere = self._is_earlier(chosen) and chosen.earlier is not None and chosen.earlier.clause
        told = any(e.start <= chosen.span.start < e.end for e in vote.evidence)
        return told and (vote.earlier or not elsewhere)

    def _draft(self, sentence: Sentence) -> str | None:
        """Whose draft a sentence speaks of, or else the one before it, where the document tells of several."""
        for told in (sentence, self._before(sentence)) if self._several else ():
            frame = vote_frame(self._document, told) if told else None
            draft = whose_draft(frame) if frame else None
            if draft:
                return draft
        return None

    def _of_another(self, vote: Vote, sentence: Sentence, draft: str | None) -> bool:
        """Whether a vote is on another state's draft than the one spoken of where a choice is told, or is told only
        further on and of another body."""
        if draft and vote.draft and draft != vote.draft:
            return True
        if vote.place.start < sentence.span.end or vote.sentence.paragraph == sentence.paragraph:
            return False
        paragraph = self._document.paragraphs[sentence.paragraph]
        body = self._bodies.within(Span(paragraph.start, sentence.span.end), sentence.span)
        return body is not None and vote.body is not None and body != vote.body

    def _is_earlier(self, chosen: Chosen) -> bool:
        """Whether a choice is told as one of before; of a year, where it is before that of the document."""
        day = self._document.anchor.earliest
        told = chosen.earlier
        return told is not None and (told.year is None or (day is not None and told.year < day.year))

    @staticmethod
    def _fits(vote: Vote, chosen: Chosen, sentence: Sentence, when: When, entities: Sequence[Entity]) -> bool:
        """Whether states can have chosen so in a vote: by its counts, its day, and its end where they vetoed."""
        if vote.rule == "vote-none-taken" or not vote.admits_all(entities, chosen.choice):
            return False
        if sentence.span not in vote.evidence and apart(vote.when, when):
            return False
        passed = vote.outcome == "adopted" and (sentence.span not in vote.evidence or vote.rule == "vote-unanimous")
        return not chosen.vetoed or (not passed and (vote.in_council or vote.body is None))

    def _vetoed(self, chosen: Chosen, sentence: Sentence, when: When) -> Vote:
        """A veto is cast in a vote of the Security Council, and nothing passes against one."""
        vote = Vote(sentence, chosen.cue, "vote-vetoed", outcome="rejected", when=when, evidence=[sentence.span])
        vote.draft = self._draft(sentence)
        vote.body = self._bodies.council()
        vote.motion = "resolution"
        self._votes.append(vote)
        return vote


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
