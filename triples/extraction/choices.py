"""Who voted how: cues of a choice, and the lists of states that stand before or after them in a masked sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from triples.extraction.document import Document, Sentence
from triples.extraction.frames import CAPITAL, DEMONYM, STATE, Frame, mask_sentence, mentions_masked
from triples.extraction.gazetteer import Mention
from triples.facts import Choice, Span

_DELEGATE = (
    r"(?:(?:[A-Za-z.]+ ){0,4}?(?:ambassador|envoy|representative|delegate|delegation|diplomat|minister|"
    r"government|mission|"
    r"president|counterpart|speaker|negotiator)s?)"
)
_PERSON = r"(?:,? (?:[A-Z][\w.'-]+ ?){1,5},?)"
_OPENING = (
    r"(?:(?:[Bb]oth|[Tt]he|[Oo]nly|[Jj]ust|[Ff]ellow|[Ee]ven|[Tt]hen|[Aa]lso|[Nn]eighbou?ring|"
    r"[Nn]eighbou?rs?|[Aa]ll(?:y|ies)|"
    r"council|permanent|non-permanent|elected|members?|powers?|heavyweights?|countries|states|such as|like|"
    r"its|rival|host|"
    r"veto-wielding|veto-holding|communist|close|including|(?:[Rr]epresentatives?|[Dd]elegates?|"
    r"[Dd]elegations?|[Aa]mbassadors?|[Ee]nvoys?) of) )"
)
_ITEM = (
    rf"{_OPENING}*(?:{STATE}(?:'s? {_DELEGATE}{_PERSON}?)?|{CAPITAL}|{DEMONYM}(?:(?:, | and ){DEMONYM})* "
    rf"{_DELEGATE}{_PERSON}?)(?: itself| \({STATE}\))?"
)
_SEPARATOR = (
    r"(?:,? (?:and|as well as|along with|together with|alongside|plus|&)(?: (?:also|then|finally|later|"
    r"even))? |, | / |; (?:and )?)"
)
_LIST = re.compile(rf"{_ITEM}(?:{_SEPARATOR}{_ITEM})*")
_NAMES_ONLY = re.compile(
    rf"(?![^,]* of )(?:{_OPENING}*[{STATE[1:-1]}{CAPITAL[1:-1]}](?: \({STATE}\))?(?:{_SEPARATOR})?)+"
)
_MEMBER = re.compile(f"[{STATE[1:-1]}{CAPITAL[1:-1]}{DEMONYM[1:-1]}]")

_MOTION = (
    r"(?:resolutions?|draft|drafts|text|texts|motion|motions|measure|session|meeting|amendments?|proposal|paragraph|it|"
    r"move|mandate|sanctions|renewal|extension|request|bid|recommendation|decision|plan|initiative|"
    r"document|declaration)"
)
_OBJECT = rf"(?= (?:the|this|that|its|their|both)(?: [\w'-]+){{0,4}}? {_MOTION}\b| it\b|[,.;]|$| (?:while|and|as)\b)"
_NO = r"(?:no\b|[\"']no[,.]?[\"']|nay\b)"
_YES = r"(?:yes\b|[\"']yes[,.]?[\"']|aye\b)"
_VETO_OBJECT = r"(?! (?:power|right|threat|wield|hold|play|on behalf))"
_PLURAL = r"(?! (?:\w+ ){0,4}?(?:resolutions|drafts|texts|times|attempts|efforts|measures)\b)"
_FORMS = {
    # finite or participle forms only: "will vote", "may veto" and "to oppose" are no votes
    "against": (
        rf"vot(?:ed|ing) (?:[a-z]+ly )?(?:against|{_NO}|down\b)"
        r"|vot(?:ed|ing) to (?:block|reject|scrap|oppose|stop|cancel|prevent|defeat|kill|halt|delete)\b"
        rf"|(?:vetoed|vetoing){_PLURAL}"
        rf"|(?:cast|casting|used|using|exercised|exercising|wielded|wielding|deployed|employed) (?:[a-z]+ "
        rf"){{0,4}}vetoe?s?\b{_VETO_OBJECT}"
        rf"|(?:cast|casting|delivered|registered) (?:[a-z]+ ){{0,4}}?(?:dissenting|negative|opposing|{_NO})(?: "
        rf"[a-z]+)? votes?"
        r"|(?:cast|casting) (?:[a-z]+ ){0,4}?votes? against|dissented"
        r"|(?:used|using|wielded|wielding|exercised|exercising) (?:its|their) vetoe?s?(?: powers?)? to "
        r"(?:block|kill|reject|stop|strike|sink|defeat)\b"
        r"|vot(?:ed|ing) (?:together )?with [^.;]{1,60}? against\b"
        rf"|(?:explained|defended|justified) (?:its|their|his|her) {_NO}(?: vote)?|(?:explained|defended|"
        rf"justified) (?:its|their|his|her) veto\b"
        rf"|(?:(?:as|was|were) )?the (?:lone|sole|only) (?:{_NO} votes?|dissent\w*|votes? against|negative "
        rf"votes?|opponents?)"
        r"|(?:was|were) among the (?:opponents|dissenters|[\"']?no[\"']? votes)"
    ),
    "for": (
        rf"vot(?:ed|ing) (?:[a-z]+ly )?(?:for\b|in (?:its )?favou?r|in support|{_YES}|with the majority)"
        r"|vot(?:ed|ing) to (?:adopt|approve|pass|support|back|endorse|keep|hold|retain)\b"
        rf"|(?:explained|defended|justified) (?:its|their|his|her) {_YES}(?: vote)?"
        rf"|(?:cast|casting) (?:[a-z]+ ){{0,4}}?(?:affirmative|positive|{_YES})(?: [a-z]+)? votes?|(?:cast|"
        rf"casting) (?:[a-z]+ ){{0,3}}votes? (?:for|in favou?r)"
    ),
    "abstain": (
        r"(?:explained|defended|justified) (?:its|their|his|her) abstention|(?:(?:as|was|were) )?the (?:lone|"
        r"sole|only) (?:abstentions?|abstainers?)|"
        r"(?:was|were) among (?:the|those) (?:\w+ )?(?:abstainers|abstentions)|abstain(?:ed|"
        r"ing)(?!\s+from\s+(?!vot|the vot|a vot|the ballot|that|it|sup))|(?:registered|recorded|cast|casting) "
        r"(?:[a-z]+ ){0,3}abstentions?"
    ),
    "absent": (
        r"(?:did not|didn't|not) (?:vote|voting|participate|participating|take part|taking part|cast (?:a|its|"
        r"their) (?:vote|ballot)s?)(?! (?:against|for|in favou?r|to|no|yes)\b)"
        r"|(?:was|were) absent(?! from the (?:text|draft|resolution))|missed the vote|skipped the vote|sat out "
        r"the (?:vote|ballot)"
        r"|took no part in the vot(?:e|ing)|stayed away from the vote|left the (?:room|chamber) (?:before|for|"
        r"during) the vote"
    ),
}
_WEAK_FORMS = {
    "against": rf"(?:opposed|opposing|rejected|rejecting|blocked|blocking){_OBJECT}|(?:was|were|stood) (?:also "
    rf")?(?:opposed|against)\b",
    "for": rf"(?:supported|supporting|backed|backing){_OBJECT}|(?:was|were) in favou?r\b",
}
_BARE_FORMS = {
    "against": r"(?:against|opposed|opposing|dissenting|objecting)",
    "for": r"(?:in (?:favou?r|support)|for)",
}


def _forms(table: dict[str, str]) -> str:
    return "|".join(f"(?P<{choice}>{pattern})" for choice, pattern in table.items())


_CUE = re.compile(rf"\b(?:{_forms(_FORMS)})", re.IGNORECASE)
_WEAK = re.compile(rf"\b(?:{_forms(_WEAK_FORMS)})", re.IGNORECASE)
_BARE = re.compile(
    rf"\b(?:{_forms(_BARE_FORMS)})(?=\s*(?:[,.;)—]|$| and\b| while\b| as\b| on\b| the\b| it\b))", re.IGNORECASE
)
_BASE = re.compile(
    rf"\bto (?:(?P<against>vote (?:against|{_NO})|veto\b|oppose\b)|(?P<for>vote (?:for|in favou?r|{_YES}))|"
    rf"(?P<abstain>abstain\b))",
    re.IGNORECASE,
)

_WORDS = (
    r"(?:also|both|all|each|then|again|later|once|instead|this time|had|have|has|were|was|alone|themselves|"
    r"itself|on|by|"
    r"in the end|only|three|two|four|five|[a-z]+ly|as expected|yesterday|today|(?:on )?(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|earlier|"
    r"chose to|opted to|ended up|stood|remained|among (?:those|the (?:[\w-]+ )?(?:countries|states|members|"
    r"nations|delegations)?)|"
    r"the (?:only|sole|lone|two|three) (?:\w+ )?(?:countr(?:y|ies)|states?|members?|nations?|ones?|"
    r"delegations?|votes?)|"
    r"one of (?:the )?[\w-]+ (?:countries|states|members|nations)|those|those who|that|who|which|meanwhile|"
    r"however|for (?:its|their|his|her) parts?|"
    r"subsequently|followed suit by|joined (?:it|them|him) in|withheld (?:its|their) support by|in|"
    r"explained that (?:it|they|he|she)|said (?:it|they|he|she|his delegation|her delegation))"
)
_CONJOINED = re.compile(r"(?:'s?)?(?: [a-z'-]+){1,9} and (?:[a-z]+ly )?")
_AND_OTHERS = (
    r"(?:,? and (?:most|many|other|several|some|a few|dozens of|its|their|the other|a handful of) "
    r"(?:[\w-]+ ){0,3}?[\w-]+)?"
)
_GAP = re.compile(
    rf"{_AND_OTHERS}(?:(?:,|,? —| \()[^,()—]{{1,100}}?(?:,|\)| —))?,?(?: {_WORDS},?)* ?(?:—|-)? ?", re.IGNORECASE
)
_ASIDE = re.compile(r",[^,]*,|\([^)]*\)| — [^—]* —")
_HABIT = re.compile(
    r"\b(?:always|consistently|regularly|usually|often|repeatedly|routinely|never|traditionally|typically|"
    r"twice|previously|"
    r"past|generally|normally|frequently|nearly|almost|not|historically|(?:could|would|might|may|should|must) have|"
    r"threatened|expected|urged|asked|promised|vowed)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ii]n case|[Ww]hy|[Ee]xpect(?:ed|s)?|[Uu]rged|[Aa]sk(?:ed|s)?|[Rr]umou?rs?|"
    r"[Ss]uppose|[Hh]oped?|[Ff]eared|[Ww]arned|[Pp]rovided|until)\b|(?:^|[,;] )(?:[Ss]hould|[Hh]ad|"
    r"[Ww]ere)\b)[^,;:—]{0,40}$"
)
_PRONOUN = re.compile(
    r"\b(?:it|they|he|she|we|his delegation|her delegation|its delegation|his country|her country|his government|"
    r"her government|its government)(?: (?:had|has|have))?(?: [a-z]+ly)? $",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:on|in|of|to|from|by|for|against|over|about|between|than|towards?|into|at|after|before|under|"
    r"including|blamed?|told|except|all but|without|excluding|save|besides|nor|neither|not) (?:the )?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r", (?:which|who|whose|that)\b[^,:;—]*$")
_PARTICIPLE = re.compile(r", (?:[a-z]+ )?(?:casting|voting|using|vetoing|exercising|wielding|abstaining)\b[^,]*$")
_VERBLESS = re.compile(r"(?:^|[,;(] |\b(?:with|and|while) |— )$", re.IGNORECASE)
_AFTER = re.compile(
    r"(?: (?:votes?|voting|ballots?|states|countries|members))?"
    r"(?: ?\(|: ?| (?:—|-|--) |,? (?:including|among them|namely|notably|these being|being|from|of|"
    r"(?:(?:was|were) )?(?:cast |registered )?by|"
    r"were|was|are|included?|came from) ?)"
    r"(?:(?:, )?among (?:others|them), )?(?:only |just |solely |those of |that of )?"
)
_AFTER_CUE = re.compile(
    rf"\b(?:(?P<against>(?<=votes )to \w+(?= \()|(?<!-)\d+-\d+(?= \()|vetoed|(?:[Dd]ouble |joint |dual |"
    rf"rare )?[Vv]eto(?:es)?|[Vv]ot(?:ed|es?|ing|ers)? (?:against|{_NO})|{_NO} ?votes?|[Aa]gainst|"
    rf"oppos\w+|negative|dissent\w*(?: votes?)?|{_NO})|(?P<for>[Vv]ot(?:ed|es?|ing) (?:for|in favou?r|"
    rf"{_YES})|[Ii]n favou?r|{_YES})|"
    r"(?P<abstain>[Aa]bstentions?|[Aa]bstaining|[Aa]bstained|[Aa]bstainers|[Aa]bstain)|(?P<absent>absent|not voting))"
    rf"(?={_AFTER.pattern}{_ITEM})",
)
_JOINED_BEFORE = re.compile(
    r"(?:,?(?: (?:was|were|is|had been))? joined by |,? (?:had )?joined |,? sided with |,? (?:also )?followed by )$",
    re.IGNORECASE,
)
_JOINED_AFTER = re.compile(
    r"[^.;]{0,90}?(?:,? (?:along|together) with |,? alongside |,? joined by |,? as well as |,? in addition "
    r"to |,? as did |,? and so did |,? like )$"
)
_VOTE_WORDS = re.compile(r"\b(?:vot(?:e|es|ed|ing)|abstain\w*|abstentions?|veto\w*|ballot)\b", re.IGNORECASE)
_VOTE_AHEAD = re.compile(
    r"\b(?:before|after|following|explanation of|ahead of|for a|request\w* a|calling a|to a) (?:the |a "
    r")?(?:vote|voting)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    rf"(?P<list>{_ITEM})'s?(?: (?:double|lone|sole|latest|own|\w+th|second|third))? (?P<noun>veto|"
    rf"abstention|\"?[Nn]o\"? vote|vote against|negative vote)\b{_VETO_OBJECT}"
)


_ECHO = re.compile(
    rf"^(?:So (?:too )?did (?P<after>{_LIST.pattern})\s*[,.;]|(?P<before>{_LIST.pattern}) (?:followed suit|"
    rf"did the same|did likewise|did so too)\b)"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """States that voted so, by the passage that says it."""

    choice: Choice
    mentions: tuple[Mention, ...]
    span: Span
    cue: Span
    rule: str
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    start: int
    end: int
    mentions: tuple[Mention, ...]


def vote_frame(document: Document, sentence: Sentence) -> Frame | None:
    """A sentence with its names masked and its longer quotations too: what is quoted is a claim, no vote."""
    pieces = mentions_masked(document, sentence.span)
    quotes = [q for q in sentence.quotes if q.end - q.start > 25]
    kept = [p for p in pieces if not any(q.start <= p[0].start < q.end for q in quotes)]
    masked = sorted([*kept, *((q, "quote", q) for q in quotes)], key=lambda piece: piece[0])
    return mask_sentence(document.plain, sentence.span, masked)


def find_choices(frame: Frame, told: bool) -> Iterator[Chosen]:
    """The choices told in a masked sentence. Weak verbs ("backed") count where it speaks of voting or one is `told`."""
    lists = [_as_list(frame, m) for m in _LIST.finditer(frame.text)]
    if not lists:
        return
    told = told or bool(_VOTE_WORDS.search(_VOTE_AHEAD.sub("", frame.text)))
    taken: set[int] = set()
    for chosen in (*_after(frame, lists), *_before(frame, lists, told), *_nominal(frame)):
        fresh = tuple(m for m in chosen.mentions if m.span.start not in taken)
        if fresh and len(fresh) == len(chosen.mentions):
            taken |= {m.span.start for m in fresh}
            yield chosen


def find_echo(frame: Frame, last: Chosen | None) -> Chosen | None:
    """ "So did Mexico", "Australia followed suit": the choice told last."""
    found = _ECHO.match(frame.text) if last else None
    if found is None or last is None:
        return None
    words = found["after"] or found["before"]
    mentions = tuple(m for c in _MEMBER.findall(words) if isinstance(m := frame.items[c], Mention))
    span = frame.span(found.start(), found.end())
    return Chosen(last.choice, mentions, span, span, "choice-echoed")


def _as_list(frame: Frame, found: re.Match[str]) -> _List:
    mentions = tuple(m for c in _MEMBER.findall(found[0]) if isinstance(m := frame.items[c], Mention))
    return _List(found.start(), found.end(), mentions)


def _choice(found: re.Match[str]) -> Choice:
    groups = found.groupdict()
    return next(c for c in ("for", "against", "abstain", "absent") if groups.get(c))


def _cues(text: str, told: bool) -> list[tuple[re.Match[str], str]]:
    found = [(m, "strong") for m in _CUE.finditer(text)]
    if told:
        found += [(m, "weak") for m in _WEAK.finditer(text)] + [(m, "bare") for m in _BARE.finditer(text)]
    found += [(m, "base") for m in _BASE.finditer(text)]
    return sorted(found, key=lambda pair: pair[0].start())


def _before(frame: Frame, lists: list[_List], told: bool) -> Iterator[Chosen]:
    """Lists that are the subject of a cue."""
    text, end = frame.text, 0
    for cue, strength in _cues(text, told):
        if cue.start() < end:
            continue
        subject = _subject(text, lists, cue, strength)
        if subject is None:
            continue
        end = cue.end()
        yield _chosen(frame, lists, subject, cue, f"choice-{strength}")


def _subject(text: str, lists: list[_List], cue: re.Match[str], strength: str) -> _List | None:
    before = [one for one in lists if one.end <= cue.start()]
    if (
        strength == "strong"
        and _PARTICIPLE.search(text[: cue.end()])
        and before
        and not text[: before[-1].start].endswith("with ")
    ):
        head = [one for one in before if one.start <= 30 and not _is_object(text, one, cue)]
        return head[0] if len(head) == 1 else None
    for one in reversed(before[-4:]):
        gap = text[one.end : cue.start()]
        if len(gap) > 200 or not _gap_fits(text, one, gap, strength) or _is_object(text, one, cue):
            continue
        return None if _HABIT.search(_ASIDE.sub(" ", gap)) or _CONDITION.search(text[: one.start]) else one
    if strength == "strong" and before and _PRONOUN.search(text[: cue.start()]):
        first = before[0]
        states = {m.candidates for one in before for m in one.mentions}
        alone = len({m.candidates for m in first.mentions}) == 1 and (first.start <= 30 or len(states) == 1)
        gap = text[first.end : cue.start()]
        return first if alone and not _HABIT.search(gap) and not re.search(r"\b(?:if|unless|whether)\b", gap) else None
    return None


def _is_object(text: str, one: _List, cue: re.Match[str]) -> bool:
    """Whether a list belongs to a preposition or a relative clause, and so is no subject."""
    before = text[: one.start]
    if _RELATIVE.search(before):
        return True
    if _JOINED_BEFORE.search(before):
        return False
    if before.endswith("with "):
        return not re.match(
            r"\w+ing\b|against|opposed|in favou?r|not\b|(?:as )?the (?:lone|sole|only)", cue[0], re.IGNORECASE
        )
    return bool(_PREPOSITION.search(before))


def _gap_fits(text: str, one: _List, gap: str, strength: str) -> bool:
    if strength == "weak" and (
        re.search(r"\b(?:it|they|he|she)\b", gap) or not _NAMES_ONLY.fullmatch(text, one.start, one.end)
    ):
        return False
    if strength == "bare":
        return gap == " " and bool(_VERBLESS.search(text[: one.start]))
    if strength == "base":
        return bool(
            re.fullmatch(
                r" (?:alone |both |all )?(?:chose|opted|decided|elected|(?:was|were) the (?:only|sole|lone|\w+)(?: "
                r"\w+){0,3}) ",
                gap,
            )
        )
    return bool(_GAP.fullmatch(gap) or (strength == "strong" and _CONJOINED.fullmatch(gap)))


def _chosen(frame: Frame, lists: list[_List], subject: _List, cue: re.Match[str], rule: str) -> Chosen:
    """The subject, with those that joined it: named before it ("joined by"), or after the cue ("along with")."""
    parts = [subject]
    for other in lists:
        if other.end < subject.start and _JOINED_BEFORE.fullmatch(frame.text[other.end : subject.start]):
            parts.append(other)
        if cue.start() < other.start < cue.end():  # "voted with China against"
            parts.append(other)
        if other.start > cue.end() and _JOINED_AFTER.fullmatch(frame.text[cue.end() : other.start]):
            parts.append(other)
    start, end = min(p.start for p in parts), max(cue.end(), *(p.end for p in parts))
    return Chosen(
        choice=_choice(cue),
        mentions=reduce(lambda a, b: a + b, (p.mentions for p in sorted(parts, key=lambda p: p.start))),
        span=frame.span(start, end),
        cue=frame.span(cue.start(), cue.end()),
        rule=rule,
        vetoed="veto" in frame.text[cue.start() : cue.end() + 30].lower() and _choice(cue) == "against",
    )


def _after(frame: Frame, lists: list[_List]) -> Iterator[Chosen]:
    """Lists that a cue announces: "2 against (China, Russia)", "vetoed by", "abstentions from", "including"."""
    for cue in _AFTER_CUE.finditer(frame.text):
        link = _AFTER.match(frame.text, cue.end())
        if link is None or _CONDITION.search(frame.text[: cue.start()]) or _unmade(frame.text, cue):
            continue
        one = next((o for o in lists if o.start <= link.end() < o.end), None)
        if one is None or (
            cue[0].lower() in ("no", "yes", "against", "opposed") and not _told_before(frame.text, cue, link)
        ):
            continue
        yield Chosen(
            choice=_choice(cue),
            mentions=one.mentions,
            span=frame.span(cue.start(), one.end),
            cue=frame.span(cue.start(), cue.end()),
            rule="choice-announced",
            vetoed="veto" in cue[0].lower(),
        )


def _unmade(text: str, cue: re.Match[str]) -> bool:
    """A veto or vote only feared, threatened or possible."""
    before = text[max(0, cue.start() - 40) : cue.start()]
    return bool(
        re.search(
            r"\b(?:would|could|may|might|will|can|should|threat\w*|possible|likely|avoid\w*|risk\w*|expected|"
            r"fear\w*|potential|future|without|prevent\w*|to be)\b[^,;]*$",
            before,
            re.IGNORECASE,
        )
    )


def _told_before(text: str, cue: re.Match[str], link: re.Match[str]) -> bool:
    """A bare "against" announces a list only after a count or a verb of voting, and never "against China"."""
    counted = re.search(
        r"(?:those|among|states|countries|members|\d|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|"
        r"\w+ty|votes?|voted|voting) (?:votes? )?$",
        text[: cue.start()],
    )
    if counted and counted[0].startswith(("those", "among")):
        return True
    return bool(counted) and link[0].strip() not in ("by", "of", "—", "was", "were")


def _nominal(frame: Frame) -> Iterator[Chosen]:
    """ "Russia's veto", where the text speaks of one cast."""
    for found in _NOMINAL.finditer(frame.text):
        if _unmade(frame.text, found) or re.match(
            r" (?:would|could|may|might|will|can|threat)", frame.text[found.end() :]
        ):
            continue
        mentions = tuple(m for c in _MEMBER.findall(found["list"]) if isinstance(m := frame.items[c], Mention))
        span = frame.span(found.start(), found.end())
        choice: Choice = "abstain" if found["noun"] == "abstention" else "against"
        yield Chosen(choice, mentions, span, span, "choice-nominal", found["noun"] == "veto")
