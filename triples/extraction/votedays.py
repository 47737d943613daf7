"""The day of a vote: told beside it, where its ballots are told, or by the lead of the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from triples.extraction.bodies import VotingBodies
from triples.extraction.dates import Dated, dates_in
from triples.extraction.document import Document, Sentence
from triples.extraction.reported import Vote
from triples.facts import UNKNOWN, Span, When

_LEAD = 4  # sentences in which an article says what happened when
_FAR = 60  # characters: a date further behind a vote than this tells of something else
_NOT_ITS_DAY = re.compile(
    r"\b(?:since|until|till|by|before|after|from|through|following|(?<!hours )(?<!night )(?<!ning )of|to)\s+(?:the )?$",
    re.IGNORECASE,
)
# "Monday's debate" is no day of a vote told beside it, "Monday's vote" is.
_OTHER_EVENT = re.compile(r"'s (?!(?:[\w.-]+ ){0,4}?(?:vot\w+|ballot\w*|tally|decision|resolution|adoption|veto)\b)")
_RELATIVE = re.compile(r", (?:which|who|where|when)\b[^,;:—]*")
_TAKEN = re.compile(
    r"(?:The|That) (?:vote|resolution|draft|text|measure|motion)[^.;]{0,60}? "
    r"(?:(?:was|were) (?:\w+ )?(?:taken|held|adopted|passed|approved|rejected|vetoed)|voted (?:through|down)|"
    r"took place|came)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE = 2  # lines
_HEADS = re.compile(r"\s*(?:[:|—–]|-{1,2}\s)")
_HAD = re.compile(r"\bhad (?:\w+ )?(?:vot|adopt|approv|pass|reject|back|endors|veto|defeat|fail)\w*")


class VoteDays:
    """The days of one document's votes."""

    def __init__(self, document: Document, bodies: VotingBodies) -> None:
        """Nothing is read yet."""
        self._document = document
        self._bodies = bodies
        self._dated: dict[Span, tuple[Dated, ...]] = {}

    def at(self, sentence: Sentence, place: Span) -> When:
        """The day that stands nearest to a vote in its sentence."""
        found = (d for d in self.within(sentence) if self._may_be_its_day(sentence, d.span, place))
        here = (d for d in found if d.span.start - place.end <= _FAR)
        near = min(here, key=lambda d: abs(d.span.start - place.start), default=None)
        return near.when if near else self._heading(sentence)

    def of(self, vote: Vote) -> When:
        """The day of a vote that its own sentence leaves out: told where the ballots are, or by the article's lead,
        unless it "had" been before what the article tells."""
        for chosen in (c for named in vote.named.values() for c in named.told):
            sentence = self._document.sentence_at(chosen.span.start)
            when = self.at(sentence, chosen.cue) if sentence else UNKNOWN
            if when.day:
                return when
        following = self._after(vote)
        if following.day:
            return following
        if _HAD.search(self._document.plain, vote.sentence.span.start, vote.sentence.span.end):
            return UNKNOWN
        for sentence in self._document.sentences[:_LEAD]:
            cue = self._bodies.within(sentence.span, sentence.span)
            when = self.at(sentence, sentence.span) if cue and cue == vote.body else UNKNOWN
            if when.day:
                return when
        return UNKNOWN

    def _heading(self, sentence: Sentence) -> When:
        """The day that heads a paragraph of a chronicle: "27 January - Sanctions. Adopted by 12-0-3"."""
        paragraph = next(iter(self._document.paragraphs[sentence.paragraph :]), sentence.span)
        first = self._document.sentence_at(paragraph.start)
        dates = self.within(first) if first else ()
        opens = dates and not re.search(r"\w", self._document.plain[paragraph.start : dates[0].span.start])
        return (
            self._of_its_year(dates[0].when)
            if opens and _HEADS.match(self._document.plain, dates[0].span.end)
            else UNKNOWN
        )

    def of_row(self, row: Span) -> When:
        """The day that stands in a row of a table."""
        dates = self.within(Sentence(row, 0))
        return self._of_its_year(dates[0].when) if dates else UNKNOWN

    def _of_its_year(self, when: When) -> When:
        """A day told without its year, in the year that the title of the document names."""
        title = " ".join(self._document.plain[ln.span.start : ln.span.end] for ln in self._document.lines[:_TITLE])
        years = set(_YEAR.findall(title))
        if when.day is None or len(years) != 1 or _YEAR.search(when.text or ""):
            return when
        try:
            day = when.day.replace(year=int(years.pop()))
        except ValueError:  # 29 February
            return UNKNOWN
        return replace(when, earliest=day, latest=day)

    def _after(self, vote: Vote) -> When:
        """The day that the sentence after a vote's own tells: "The vote was taken on 3 May"."""
        sentences = self._document.sentences
        at = bisect_right(sentences, vote.sentence.span.start, key=lambda s: s.span.start)
        if at == len(sentences) or not _TAKEN.match(self._document.plain, sentences[at].span.start):
            return UNKNOWN
        return self.at(sentences[at], sentences[at].span)

    def within(self, sentence: Sentence) -> tuple[Dated, ...]:
        """The dates of a sentence, read once."""
        if sentence.span not in self._dated:
            self._dated[sentence.span] = dates_in(self._document.plain, sentence.span, self._document.anchor)
        return self._dated[sentence.span]

    def _may_be_its_day(self, sentence: Sentence, day: Span, place: Span) -> bool:
        """Whether a date tells of no other event: "before Monday", "Monday's debate", a quotation, a relative clause
        ("Chile, which had in 2017, ...")."""
        plain = self._document.plain
        clauses = (Span(m.start(), m.end()) for m in _RELATIVE.finditer(plain, sentence.span.start, sentence.span.end))
        aside = any(c.start < day.start < c.end and not c.start < place.start < c.end for c in clauses)
        quoted = any(q.start <= day.start < q.end for q in sentence.quotes)
        other = _NOT_ITS_DAY.search(plain[sentence.span.start : day.start]) or _OTHER_EVENT.match(plain, day.end)
        return not (aside or quoted or other)
