"""Who voted how: cues of a choice, and the lists of states that stand before or after them in a masked sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from triples.extraction import choice_cues as cues
from triples.extraction import choice_limits as limits
from triples.extraction.choice_turns import POSSIBLE, find_decided, find_echoed, find_nominal, find_own, find_set_out
from triples.extraction.chosen import Chosen, Earlier, choice_of, dated, members, unmade
from triples.extraction.frames import Frame
from triples.extraction.gazetteer import Mention
from triples.extraction.numbers import value

_VETO = re.compile(r"veto|blocked (?:an?|the|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _List:
    start: int
    end: int
    mentions: tuple[Mention, ...]


def find_choices(frame: Frame, told: bool) -> Iterator[Chosen]:
    """The choices told in a masked sentence. Weak verbs ("backed") count beside strong ones or a count `told`."""
    if not cues.MEMBER.search(frame.text):
        return
    strong = list(cues.CUE.finditer(frame.text))
    told = told or frame.text.startswith("Only ") or bool(strong)
    cued = _cues(frame.text, strong, told)
    announced = list(cues.AFTER_CUE.finditer(frame.text))
    lists = [_as_list(frame, m) for m in cues.LIST.finditer(frame.text)] if cued or announced else []
    taken: set[tuple[int, Earlier | None]] = set()
    found = [
        *_after(frame, lists, announced, told),
        *_before(frame, lists, cued),
        *find_nominal(frame),
        *find_decided(frame),
        *(find_own(frame) if told else ()),
    ]
    for chosen in (*found, *find_set_out(frame), *find_echoed(frame, found)):
        places = {(m.span.start, chosen.earlier) for m in chosen.mentions}
        if places and taken.isdisjoint(places):
            taken |= places
            yield chosen


def _as_list(frame: Frame, found: re.Match[str]) -> _List:
    return _List(found.start(), found.end(), members(frame, found[0]))


def _cues(text: str, strong: list[re.Match[str]], told: bool) -> list[tuple[re.Match[str], str]]:
    found = [(m, "strong") for m in strong]
    told_of = told or limits.EXPLAINING.search(text) is not None
    found += [(m, "weak") for m in cues.WEAK.finditer(text) if told_of or cues.THOSE_THAT.search(text[: m.start()])]
    if told:
        found += [(m, "bare") for m in cues.BARE.finditer(text)]
        found += [(m, "present") for m in cues.PRESENT.finditer(text)]
    found += [(m, "base") for m in cues.BASE.finditer(text)]
    return sorted(found, key=lambda pair: pair[0].start())


def _before(frame: Frame, lists: list[_List], cued: list[tuple[re.Match[str], str]]) -> Iterator[Chosen]:
    """Lists that are the subject of a cue."""
    text, end = frame.text, 0
    for cue, strength in cued:
        if cue.start() < end or limits.EITHER.match(text, cue.end()) or limits.OR.search(text[: cue.start()]):
            continue
        if limits.ON_A_PART.match(text, cue.end()) and any(later.start() > cue.end() for later, _ in cued):
            continue
        subject = _subject(text, lists, cue, strength)
        if subject is None or limits.YEARLY.match(text, cue.end()) or limits.WHEN_IT_HAD.search(text[: cue.start()]):
            continue
        end = cue.end()
        yield dated(_chosen(frame, lists, subject, cue, f"choice-{strength}"), text, cue.end())


def _subject(text: str, lists: list[_List], cue: re.Match[str], strength: str) -> _List | None:
    before = [one for one in lists if one.end <= cue.start()]
    if (
        strength == "strong"
        and cues.PARTICIPLE.search(text[: cue.end()])
        and before
        and not text[: before[-1].start].endswith("with ")
        and not cues.NUMBERED.search(text[: before[-1].start])
    ):
        head = [one for one in before if one.start <= 30 and not _is_object(text, one, cue)]
        return head[0] if len(head) == 1 else None
    for one in map(partial(_after_object, text), reversed(before[-4:])):
        gap = cues.COMPANY.sub(" ", text[one.end : cue.start()], count=1)
        if text.startswith("(", one.start - 1):  # "three states (Peru, Chad and Oman) voted for it"
            gap = gap.removeprefix(")")
        if len(gap) > 200 or not _gap_fits(text, one, gap, strength) or _is_object(text, one, cue):
            continue
        background = limits.BACKGROUND.search(gap) and not limits.EARLIER.match(text, cue.end())
        if background and (strength != "strong" or limits.OTHER_VOTE.match(text, cue.end())):
            return None
        if (
            cue[0].endswith("ing")
            and text[: one.start].endswith("with ")
            and limits.PREDICTED.search(text[: one.start])
        ):
            return None  # "they predict 13 votes, with Chad abstaining"
        told = limits.NOT_BOTH.sub(" ", cues.ASIDE.sub(" ", gap)).rpartition(" but ")[
            2
        ]  # "had threatened to veto it but voted for it"
        if_only = limits.CONDITION.search(text[: one.start]) and not text[: one.start].endswith("why ")
        habit = limits.HABIT.search(told) and not limits.AGAIN.match(text, cue.end())
        return None if if_only or habit else one
    pronoun = cues.PRONOUN.search(text[: cue.start()]) or cue[0].startswith(("its ", "their "))
    if strength == "strong" and before and pronoun:
        first = before[0]
        states = {m.candidates for one in before for m in one.mentions}
        one_state = len({m.candidates for m in first.mentions}) == 1
        they = cues.THEY.search(text[: cue.start()])
        alone = (first.start <= 30 or len(states) == len(first.mentions)) and one_state == (they is None)
        gap = re.split("[;:]", text[first.end : cue.start()])[-1]
        return (
            first
            if alone and not limits.HABIT.search(gap) and not re.search(r"\b(?:if|unless|whether)\b", gap)
            else None
        )
    return None


def _after_object(text: str, one: _List) -> _List:
    """ "Unlike Peru, Chad abstained": without the first of two that a comma alone parts, behind a preposition."""
    first, comma, second = text[one.start : one.end].partition(", ")
    two = comma and len(one.mentions) == 2 and " and " not in f"{first}{second[3:]}"
    if two and cues.OF_THE_FIRST.search(text, 0, one.start):
        return _List(one.end - len(second.removeprefix("and ")), one.end, one.mentions[1:])
    return one


def _is_object(text: str, one: _List, cue: re.Match[str]) -> bool:
    """Whether a list belongs to a preposition or a relative clause, and so is no subject."""
    before = text[: one.start]
    if cues.BESIDES.match(before) and cues.AND_ONLY.search(text, one.start, one.end):
        return False  # "besides Peru, only Chad and Togo voted for it"
    if cues.RELATIVE.search(before):
        return not before.endswith(("which ", "that ", "which the ", "that the "))  # "the text, which Peru vetoed"
    if cues.JOINED_BEFORE.search(before) or cues.LED_BY.search(before) or cues.ENVOY_OF.search(before):
        return False
    if before.endswith("with "):
        company = text.startswith((" in ", " by "), one.end) and cue.start() > one.end + 1
        return company or not re.match(
            r"\w+ing\b|against|opposed|in (?:favou?r|the)|not\b|to\b|(?:as )?the (?:lone|sole|only)",
            cue[0],
            re.IGNORECASE,
        )
    gap = text[one.end : cue.start()]
    clause = cues.WHICH.fullmatch(gap) or (
        cues.JUST_AFTER.search(before) and gap in (" ", " had ") and cue[0][-3:] != "ing"
    )
    return bool(cues.PREPOSITION.search(before) and not clause)  # "after Peru had abstained" is a clause


def _gap_fits(text: str, one: _List, gap: str, strength: str) -> bool:
    if strength == "weak" and limits.EXPLAINING.search(text):
        return bool(cues.GAP.fullmatch(gap))
    if strength == "weak" and (limits.NOT_CAST.search(gap) or not cues.NAMES_ONLY.fullmatch(text, one.start, one.end)):
        return False
    if strength == "bare":
        before, gap = text[: one.start], cues.AND_MORE.sub("", gap, count=1)
        if cues.AMONG_THOSE.fullmatch(gap):
            return True
        return (gap in (" ", " alone ") and bool(cues.VERBLESS.search(before))) or (
            gap in (" — ", ") ", ", ", " among them, ", " included, ") and bool(cues.NUMBERED.search(before))
        )
    if strength == "present":
        return gap in (" ", " also ", " both ") and bool(cues.OPENS_CLAUSE.search(text[: one.start]))
    if strength == "base":
        told = (gap, cues.ASIDE.sub("", gap), f" {gap.rpartition(' and ')[2]}")
        return any(cues.CHOSE_TO.fullmatch(words) for words in told)
    return bool(cues.GAP.fullmatch(gap) or (strength == "strong" and cues.CONJOINED.fullmatch(gap)))


def _chosen(frame: Frame, lists: list[_List], subject: _List, cue: re.Match[str], rule: str) -> Chosen:
    """The subject, with those that joined it: named before it ("joined by"), or after the cue ("along with")."""
    parts = [subject]
    if frame.text[: subject.start].endswith("joining ") and lists[0].start <= 30:
        parts.append(lists[0])
    for other in map(partial(_after_object, frame.text), lists):
        if other.end < subject.start and cues.JOINED_BEFORE.fullmatch(frame.text[other.end : subject.start]):
            parts.append(other)
        within = cue.start() < other.start < cue.end()  # "voted with China against"
        company = cues.COMPANY.match(frame.text, subject.end, cue.end()) if other.start > subject.end else None
        if within or (company and company.start("list") <= other.start < company.end("list")):
            parts.append(other)
        if (
            other.start > cue.end()
            and cues.JOINED_AFTER.fullmatch(frame.text[cue.end() : other.start])
            and (not cues.ITSELF.match(frame.text, other.end))
        ):
            parts.append(other)
    more = cues.AND_MORE.match(frame.text, subject.end) or cues.WITH_MORE.match(frame.text, cue.end())
    told = sum((p.mentions for p in sorted(parts, key=lambda p: p.start)), ())
    number = cues.ONE_OF_SO_MANY.match(frame.text, cue.end())
    start, end = min(p.start for p in parts), max(cue.end(), *(p.end for p in parts))
    return Chosen(
        choice=choice_of(cue),
        mentions=told,
        span=frame.span(start, end),
        cue=frame.span(cue.start(), cue.end()),
        rule=rule,
        more=value(more["n"]) if more else value(number["n"]) - len(told) if number else 0,
        vetoed=choice_of(cue) == "against" and bool(_VETO.search(frame.text, cue.start(), cue.end() + 30)),
    )


def _after(frame: Frame, lists: list[_List], announced: list[re.Match[str]], told: bool) -> Iterator[Chosen]:
    """Lists that a cue announces: "2 against (China, Russia)", "vetoed by", "abstentions from", "including"."""
    text = frame.text
    for cue in announced:
        link = cues.AMONG_THEM.match(text, cue.end()) or cues.AFTER.match(text, cue.end())
        if not told and cues.BY_WHOM.match(cue[0]):
            continue  # "opposed by Peru": in no vote, perhaps
        if limits.CONDITION.search(text[: cue.start()]) or unmade(text, cue):
            continue
        announced_by = next((o for o in lists if o.start <= link.end() < o.end), None) if link else None
        one = announced_by or _apposed(text, lists, cue)
        if one is None or (link and announced_by and not _announces(text, cue, link, one)):
            continue
        if "veto" in cue[0].lower() and POSSIBLE.match(text, one.end):
            continue
        company = [o for o in lists if o.end < cue.start() and _in_company(text, o, cue)]
        yield Chosen(
            choice=choice_of(cue),
            mentions=sum((o.mentions for o in company), ()) + one.mentions,
            span=frame.span(min([cue.start(), *(o.start for o in company)]), one.end),
            cue=frame.span(cue.start(), cue.end()),
            rule="choice-announced",
            vetoed="veto" in cue[0].lower(),
        )


def _announces(text: str, cue: re.Match[str], link: re.Match[str], one: _List) -> bool:
    """Whether a cue announces the list behind it; a bare "no" or "against" does so in a few places only."""
    if cues.WITH_SOME.search(link[0]) and not cues.GOES_ON.match(text, one.end):
        return False
    if link[0].rstrip().endswith(":") and cues.CLAUSE_AFTER.match(text, one.end):
        return False  # "with 12 in favour: Peru vetoed it"
    bare = cue[0].lower() in ("no", "yes", "against", "opposed") and not text.startswith("opposed by ", cue.start())
    return not bare or cues.A_NO_FROM.search(text, 0, link.end()) is not None or _told_before(text, cue, link)


def _apposed(text: str, lists: list[_List], cue: re.Match[str]) -> _List | None:
    """The list set off behind a count of as many: "with two abstentions, Chad and Togo"."""
    counted = cues.COUNTED.search(text, 0, cue.start()) if text.startswith(", ", cue.end()) else None
    one = next((o for o in lists if o.start == cue.end() + 2), None) if counted else None
    return one if one and counted and len(one.mentions) == value(counted["n"]) else None


def _in_company(text: str, one: _List, cue: re.Match[str]) -> bool:
    """Whether a list before a cue is of those that the ones after it join: "besides Oman, those against were"."""
    gap = text[one.end : cue.start()]
    joined = cues.IN_COMPANY.search(text[: one.start]) and gap in (" in ", " by ", " ")
    return bool(
        joined
        or cues.JOINED_IN.fullmatch(gap)
        or (cues.BESIDES.match(text[: one.start]) and text.startswith(",", one.end))
    )


def _told_before(text: str, cue: re.Match[str], link: re.Match[str]) -> bool:
    """A bare "against" announces a list only after a count or a verb of voting, and never "against China"."""
    counted = re.search(
        r"(?:those|among|[Oo]thers|states|countries|members|delegations|nations|\d|one|two|three|four|five|six|seven|"
        r"eight|nine|"
        r"ten|\w+teen|"
        r"\w+ty|votes?|voted|voting) ?(?:votes? |were |was )?$|[Aa]mong the \w+ $",
        text[: cue.start()],
    )
    if (
        (counted and counted[0].lower().startswith(("those", "among", "others")))
        or "among them" in link[0]
        or "including" in link[0]
    ):
        return True
    if link[0].strip() in ("were", "was") and (cue.start() == 0 or text[: cue.start()].endswith(("; ", ", "))):
        return True  # "Against were"
    if counted and link[0].strip() == "—":
        return not counted[0].lower().startswith("vot")  # "three against — China, Cuba and Peru"
    if counted and link[0].strip() == "were" and counted[0].startswith(("states", "countries", "members")):
        return True  # "the five states against were"
    return bool(counted) and link[0].strip() not in ("by", "of", "was", "were")
