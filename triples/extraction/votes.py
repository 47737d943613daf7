"""Votes and ballots: counts, words for unanimous and failed votes, and who voted how, put together per vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from triples.extraction.ballots import Ballots
from triples.extraction.bodies import SIZES, WHOLE, VotingBodies
from triples.extraction.chosen import Chosen
from triples.extraction.completion import complete, of_eleven, vetoed
from triples.extraction.count_cues import CONTEST, DOMESTIC
from triples.extraction.counts import Counts, find_counts
from triples.extraction.document import Document, Sentence
from triples.extraction.motions import motion_kind, outcome, outcome_of_counts
from triples.extraction.patterns import at_word
from triples.extraction.reported import CHOICES, SEATS, Vote, ballot
from triples.extraction.rollcalls import RollCall, counted_headings, find_roll_calls, in_a_list
from triples.extraction.tables import find_tables
from triples.extraction.topics import topic_in
from triples.extraction.unanimity import Told, find_told
from triples.extraction.votedays import VoteDays
from triples.facts import UNKNOWN, Agent, Choice, Fact, Outcome, Span
from triples.iris import slug

_CUE = re.compile(
    at_word(
        r"(?:YES|ABST|AGAINST|FAVOU?R|VOTE)[A-Z]*|[Vv]ot(?:e|es|ed|ing|ers?)|[Vv]eto\w*|[Aa]bst\w+|[Uu]nanim\w+|"
        r"[Bb]allot\w*|[Ff]avou?r|[Aa]gainst|[Dd]efeated|[Rr]ejected|[Cc]onsensus|[Dd]issent\w*|[Aa]dopted|[Aa]pproved|"
        r"[Pp]assed|[Oo]ppos(?:ed|ing)|[Cc]arried|[Ss]upport(?:ed)?|[Bb]ack(?:ed|ing)|[Ee]ndorsed|[Bb]locked|"
        r"[Ff]ifteen(?: \w+)? members|explained|[Ss]o(?:,[^,]{1,30},)? did|followed suit|did (?:the same|too|so|as)|"
        r"likewise|[Oo]thers|[Ss]a(?:id|ys?|ying) (?:no|yes)|absent|"
        r"(?:[Yy]es|[Nn]o|[Ff]or|[Nn]ays?|[Nn]oes|[Yy]eas?|[Aa]yes?)(?=:)|(?:did not|threw|failed to) \w+|turned down|"
        r"acclamation|fence|sidelines|neutral|column|camp|sided|hands|majority|"
        r"[Tt]he (?:final )?(?:result|tally|score|count)|[Gg]ot|an? (?:yes|no)(?=[.,;])|"
        r"(?:held|stood|stayed|hung) (?:back|aside|out)|(?:sat|kept|opted|bowed) (?:out|it)|[Ww]ithheld|too(?=\.)|"
        r"empty|vacant|opposition|"
        r"objected|refrained|buttons?|sides?|away|"
        r"[Tt]he (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+)(?=:| were| are| was| included?)|"
        r"[Yy]eas|[Nn]ays?|[Aa]yes|[Nn]oes|[Aa]mong the [\w-]+(?=[.,;:]| were)|"
        r"(?:in|of|was|were|being) the (?:one|two|three|four|five|six|seven|eight|nine|ten|[\w-]+t[yhw][\w-]*|\w+teen|"
        r"\d+)(?=[.,;])"
    )
    + r"\b"
)
_COUNT_CUE = re.compile(
    r"\d(?<!\w.)(?:\d*-\d+|\d* to (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)|(?<=1)5(?: \w+)? members)\b"
)
# Headings of lists too.
_LISTED = re.compile(
    r"\b(?:[Vv]ot(?:e|ed|es|ing)|[Aa]bst\w+|VOT(?:E|ED|ES|ING)|ABST\w*)\b|\d-\d+-\d|\b[Yy](?:es|ES):? ?\d"
)
_COUNCIL_WORDS = re.compile(r"\bveto|(?<!peace and )\bSecurity Council\b", re.IGNORECASE)
_OF_STATES = re.compile(
    r"\b(?:states|countries|(?<!nited )nations|governments|delegations|resolution|texts?|draft)\b", re.I
)
_VETO = re.compile(r"\bveto\w*")
_MOST = max(SIZES.values())  # more votes than any body has members are of a parliament


_EARLIER = re.compile(
    r"\b(?:[Ll]ast (?:year|month|session|[A-Z]\w+)|[Tt]he (?:year|month|session) before|[Tt]he previous (?:year|vote|"
    r"session|tally)|(?:a|one|two|three) (?:years?|months?) (?:ago|earlier)|[Ii]n (?P<year>(?:19|20)\d\d))\b"
)


def find_votes(document: Document, bodies: VotingBodies) -> list[Fact]:
    """The tallies and ballots of a document, whose bodies that vote are these."""
    sentences = list(_cued(document))
    if not sentences and not _LISTED.search(document.plain):
        return []
    return _Votes(document, bodies, sentences).facts()


def _cued(document: Document) -> Iterator[Sentence]:
    """The sentences that may tell of votes, and the answers to such as ask about them."""
    plain, asked = document.plain, False
    for sentence in document.sentences:
        place = sentence.span.start, sentence.span.end
        cued = bool(_CUE.search(plain, *place) or _COUNT_CUE.search(plain, *place))
        if cued or asked:
            yield sentence
        asked = cued and plain.startswith("?", sentence.span.end - 1)


class _Votes:
    """The votes of one document, step by step: counted, told in words, then the ballots of each."""

    def __init__(self, document: Document, bodies: VotingBodies, sentences: Sequence[Sentence]) -> None:
        self._document = document
        self._sentences = sentences
        self._bodies = bodies
        self._days = VoteDays(document, bodies)
        self._votes: list[Vote] = []
        self._of_others: set[Span] = set()  # sentences that count votes of parliaments and the like
        self._ballots = Ballots(document, bodies, self._days, self._votes)

    def facts(self) -> list[Fact]:
        tables = find_tables(self._document)
        calls = [*tables, *find_roll_calls(self._document, [table.span for table in tables])]
        headed = sorted([*counted_headings(self._document, calls), *self._sentences], key=lambda s: s.span)
        told, lone = find_counts(self._document.plain, headed)
        for counts in told:
            if any(_repeats(counts, call) for call in calls):
                continue
            vote = self._counted(counts)
            if vote.motion == "election" and self._between_candidates(counts):
                continue
            if vote.body or (counts.total <= _MOST and self._may_be_of_states(counts.sentences[0])):
                self._enter(vote)
            else:
                self._of_others |= {sentence.span for sentence in counts.sentences}
        self._keep_largest_rest()
        for sentence in self._sentences:
            for words in find_told(self._document, sentence):
                self._told(words)
        for call in calls:
            self._called(call)
        self._votes.sort(key=lambda vote: vote.place)
        self._mark_earlier()
        self._ballots.read(headed)
        for counts in lone:
            self._add_to_words(counts)
        for vote in self._votes:
            self._finish(vote)
        self._drop_parts()
        return self._emitted()

    def _add_to_words(self, counts: Counts) -> None:
        """Add "ten members abstained" to the one vote of the body that is told in words beside it."""
        ((choice, number),) = counts.numbers.items()
        body = self._bodies.near(counts.sentences[0].span, counts.span, number)
        beside = [v for v in self._votes if abs(v.sentence.paragraph - counts.sentences[0].paragraph) <= 1]
        if len(beside) == 1 and not beside[0].numbers and beside[0].body == body and choice != "for":
            beside[0].numbers = {choice: number}
            beside[0].evidence += [sentence.span for sentence in counts.sentences]

    def _mark_earlier(self) -> None:
        """Mark the votes told as ones of before, where the document tells of others too."""
        earlier = [v for v in self._votes if self._is_earlier(v)]
        for vote in earlier if len(earlier) < len(self._votes) else ():
            vote.earlier = True

    def _is_earlier(self, vote: Vote) -> bool:
        words = _EARLIER.search(self._words(vote.sentence.span))
        day = self._document.anchor.earliest
        return words is not None and (not words["year"] or (day is not None and int(words["year"]) < day.year))

    def _keep_largest_rest(self) -> None:
        """Of "the other eleven" and "the other three" only the larger can be the rest of a body."""
        rests = sorted((v for v in self._votes if v.rest), key=lambda v: v.numbers.get("for", 0))
        for vote in rests[:-1]:
            self._votes.remove(vote)

    def _drop_parts(self) -> None:
        """Counts of "the other three" or "all but two" that complete no vote are of none; who was named with them
        stays named."""
        for vote in [v for v in self._votes if not v.numbers and (v.rest or v.rule == "vote-all-but")]:
            self._votes.remove(vote)
            self._ballots.loose += [(chosen, named.entity) for named in vote.named.values() for chosen in named.told]

    def _finish(self, vote: Vote) -> None:
        """What only all that is told of a vote settles: counts that names complete, its body and end, its day."""
        if vote.body is None and sum(vote.with_named().values()) == SEATS and self._in_council():
            vote.body = self._bodies.council()
        if vote.when == UNKNOWN:
            vote.when = self._days.of(vote)
        told = len(vote.numbers)
        complete(self._document, vote)
        vote.outcome = "rejected" if vetoed(vote) else self._settled(vote) or vote.outcome
        if vote.rule == "tally-counted" and told < len(CHOICES):  # how sure each is differs
            vote.rule = _by_sides(vote)

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
        if vote.body is None and _OF_STATES.search(words) and not DOMESTIC.search(words):
            vote.body = self._bodies.of_all_members(counts.total)
        of_council = counts.total == SEATS and self._in_council()
        if vote.body is None and counts.total <= SEATS and (of_council or _VETO.search(words)):
            vote.body = self._bodies.council()
        vote.motion = motion_kind(words, place.start - span.start) or motion_kind(self._words_before(first), 0)
        vote.when = self._days.at(first, place)
        vote.outcome = self._ended(vote, words, place.start - span.start, first)
        vote.matter = topic_in(words)
        return vote

    def _between_candidates(self, counts: Counts) -> bool:
        """Whether the two counts are those of two candidates: "elected Oman over Peru by 120 votes to 60"."""
        before = self._words(Span(counts.sentences[0].span.start, counts.span.start))
        return CONTEST.search(before) is not None

    def _may_be_of_states(self, sentence: Sentence) -> bool:
        """Whether it is states that may vote in a sentence whose body is not known: it or the one before speaks of
        states or their texts, or its paragraph names one, and it names no body whose votes are not read."""
        span = sentence.span
        named = {m.candidates[0].slug for m in self._document.mentions_in(span) if m.candidates[0].kind == "body"}
        if named - {WHOLE} or self._bodies.names_another(span) or self._bodies.of_another_organisation():
            return False
        before = self._document.sentence_at(max(0, span.start - 3))
        around = Span(before.span.start if before else span.start, span.end)
        paragraph = self._document.paragraphs[sentence.paragraph : sentence.paragraph + 1]  # none behind a last heading
        here = Span(min([around.start, *(p.start for p in paragraph)]), span.end)
        states = any(m.candidates[0].kind == "state" for m in self._document.mentions_in(here))
        return (states or _OF_STATES.search(self._words(around)) is not None) and not DOMESTIC.search(self._words(span))

    def _ended(self, vote: Vote, words: str, at: int, sentence: Sentence) -> Outcome | None:
        """How a vote ended: by its counts where they settle it, else by its own sentence, else by the one before."""
        if vote.body and not vote.in_council:
            words = _VETO.sub("", words)  # of another vote: none of this body can be vetoed
        return self._settled(vote) or outcome(words, at) or outcome(self._words_before(sentence), 0)

    @staticmethod
    def _settled(vote: Vote) -> Outcome | None:
        if vote.in_council and of_eleven(vote):
            return None
        procedural = vote.motion in ("procedural", "agenda")
        return outcome_of_counts(vote.numbers, in_council=vote.in_council, procedural=procedural, simple=_simple(vote))

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
        beside = [vote for vote in self._votes if span in vote.evidence]
        counted = beside and (told.rule != "vote-none-taken" or any(_touch(told.cue, vote.place) for vote in beside))
        if counted or span in self._of_others:
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
            self._ballots.listed |= {m.span.start for m in row.mentions}
            entities = [e for m in row.mentions if (e := in_a_list(m, self._document.plain))]
            self._ballots.cast(vote, Chosen(row.choice, row.mentions, row.span, row.label, "roll-call"), entities)

    def _vote_called(self, call: RollCall) -> Vote | None:
        """The vote told before a roll call, or else after it, whose counts are those of its labels or lists; without
        counts of its own, the one that its lists fit."""
        if call.line:
            return None
        if call.column:
            numbered = [v for v in self._votes if v.numbers]
            which, of = call.column
            return numbered[which] if len(numbered) == of and numbered[which].holds(call.lengths) else None
        exact = [v for v in self._votes if v.agrees_with(call.numbers)]
        if not self._votes[1:] and all(not v.numbers and v.rule == "vote-defeated" for v in self._votes):
            return self._votes[0] if self._votes else None
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
        evidence = [call.line] if call.line else [row.label for row in call.rows]
        vote = Vote(sentence, call.span, "roll-call", dict(numbers), evidence=evidence)
        if call.line:
            sentence = Sentence(call.line, sentence.paragraph)
            vote.when = self._days.of_row(call.line)
        vote.body = self._bodies.near(call.span, call.span, sum(numbers.values()))
        words = self._words(sentence.span)[: None if call.line else call.span.start - sentence.span.start]
        vote.outcome = self._ended(vote, words, len(words), sentence)
        return vote

    def _in_council(self) -> bool:
        return bool(_COUNCIL_WORDS.search(self._document.plain))

    def _emitted(self) -> list[Fact]:
        registry = self._document.registry
        facts = [fact for vote in sorted(self._votes, key=lambda v: v.place) for fact in vote.facts(registry)]
        named = {n.entity.slug for vote in self._votes for n in vote.named.values()}
        for chosen, entity in () if self._bodies.only_others() else self._ballots.loose:
            if entity.slug not in named:
                named.add(entity.slug)
                facts.append(ballot(None, entity, chosen.choice, [chosen]))
        return facts


def _repeats(counts: Counts, call: RollCall) -> bool:
    """Whether a count by itself is the label of a list whose roll call tells more."""
    within = call.span.start <= counts.span.start < call.span.end
    return within and len(counts.numbers) == 1 < len(call.numbers) and counts.numbers.items() <= call.numbers.items()


def _by_sides(vote: Vote) -> str:
    """The rule of a vote by how many of its counts are told; with one alone, or of no known body, it is less sure."""
    sides = len(vote.numbers)
    if vote.body is None or sides == 0 or (sides == 1 and vote.outcome is None):
        return "tally-partial"
    return {3: "tally-completed", 2: "tally-of-two", 1: "tally-of-one"}[sides]


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _simple(vote: Vote) -> bool:
    """Whether a body decides by simple majority: all that vote but the Security Council and the General Assembly."""
    label = vote.body.label if vote.body else ""
    return label.endswith(("Committee", "Commission")) or label in (
        "Human Rights Council",
        "Economic and Social Council",
    )
