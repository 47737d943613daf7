"""Posts: who is described as holding which, for whom. A title must stand beside the name, or the words say who heads
what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples import iris
from triples.extraction import inquiries
from triples.extraction.antecedents import antecedent, with_subject
from triples.extraction.contexts import from_context, named
from triples.extraction.frames import AGENT_NAME, COUNTRY, PERSON, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed
from triples.extraction.served import served
from triples.extraction.titlephrases import Bearing, TitlePhrase, find_titles
from triples.facts import Agent, Post

_HEADS = (
    r"(?:heads|headed|leads|led|chairs|chaired|presides over|presided over|runs|ran|directs|directed|oversees|oversaw)"
)
_WHO_HEADS = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,60}})?,? who (?:\w+ ){{0,2}}?(?P<what>{_HEADS}\s[^,.;]{{3,110}})"
)
_LED_BY = re.compile(
    rf"(?P<what>(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}(?:{AGENT_NAME}|{inquiries.NOUN}|commission|mission|"
    rf"panel|committee|team|delegation)),? "
    rf"(?:which (?:is|was) |that (?:is|was) )?(?:led|headed|chaired|presided over|run|directed) by (?:the |a |an |"
    rf"former |retired )*(?:{AGENT_NAME}(?:'s?)? )?(?:[\w-]+ ){{0,3}}?(?P<person>{PERSON})"
)
_TO_HEAD = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,]{{0,80}},)? (?:has been |was |is |had been )?(?:named|appointed|chosen|picked|"
    rf"tapped|nominated) to "
    r"(?P<what>(?:head|lead|chair|run|direct)\s[^,.;]{3,80})"
)
_INQUIRY = re.compile(inquiries.NOUN)
_IN_BRACKETS = re.compile(rf"(?P<person>{PERSON}) \((?P<name>{COUNTRY})\)")


def find_holdings(parsed: Parsed, titles: list[list[TitlePhrase]]) -> list[Holding]:
    """Every place where a title, or what somebody heads, stands with a named person."""
    found: list[Holding] = []
    for number, frame in enumerate(parsed.frames):
        if frame is not None and any(kind_of(c) == "person" for c in frame.items):
            found += _titled(parsed, frame, number, titles[number])
            found += _heading(parsed, frame, number)
            found += _bracketed(parsed, frame, number)
            found += _plural(parsed, frame, number, titles[number])
        if titles[number]:
            found += _by_pronoun(parsed, number)
    return _bridged(parsed, titles, found)


def _by_pronoun(parsed: Parsed, number: int) -> Iterator[Holding]:
    """ "She was ambassador to Fiji", where one person is certain to be meant."""
    frame = with_subject(parsed, number)
    if frame is not None:
        for holding in _titled(parsed, frame, number, find_titles(frame)):
            if holding.rule == "post-is" and holding.evidence.start <= frame.origin[0] + _OPENING:
                yield replace(holding, rule="post-pronoun", confidence=0.8)


_OPENING = 60  # characters in which a pronoun can be the subject


def _titled(parsed: Parsed, frame: Frame, number: int, titles: list[TitlePhrase]) -> list[Holding]:
    found: list[Holding] = []
    last: tuple[TitlePhrase, Agent | None] | None = None
    for title in titles:
        if title.person is None or title.kind == "weak":
            continue
        agent = _agent(parsed, frame, number, title) or (_listed(frame, title, last) if last else None)
        holding = _holding(parsed, frame, number, title, agent)
        if last and _one_post(frame, last[0], title) and last[1] in (agent, None):
            words = f"{found[-1].title} and {holding.title}"
            holding = replace(holding, title=words, head=found.pop().head)
        found.append(holding)
        last = title, agent
    return found


def _one_post(frame: Frame, first: TitlePhrase, second: TitlePhrase) -> bool:
    """Whether two titles are one post, where they serve one body: "Special Representative and head of the mission"."""
    joined = first.person == second.person and first.bearing == second.bearing and not second.determiner
    return joined and frame.text[first.end : second.start] == " and "


def _holding(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase, agent: Agent | None) -> Holding:
    person = frame.items[title.person or ""]
    assert isinstance(person, int)
    return Holding(
        person,
        _title_text(parsed, frame, title),
        title.head.lower(),
        agent,
        title.bearing,
        frame.span(min(title.start, title.person_at), max(title.end, title.person_at + 1)),
        number,
        f"post-{title.relation}",
        0.95 if title.relation == "before" else 0.9,
        title.determiner in ("", "our", "my"),
        _whose(parsed, frame, number, title),
    )


_ORGAN = re.compile(r"\b(?:Council|Assembly|Committee|Commission)(?:'s)? $")


def _agent(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom the holder of a title serves; "Council President X of Oman" serves the Council."""
    own = served(frame, title, parsed.document.registry)
    nation = named(frame, title.state_after, "the state after the name") if title.state_after else None
    if _ORGAN.search(title.mods) or title.relation == "is":
        nation = None
    return own or nation or from_context(parsed, frame, number, title)


_LISTED = re.compile(r"(?:,|,? and) (?:the |his |her )?")


def _listed(frame: Frame, title: TitlePhrase, last: tuple[TitlePhrase, Agent | None]) -> Agent | None:
    """Whom the one named before in a list serves: "Oman's envoy, X, and his deputy, Y"."""
    before, agent = last
    end = max(before.end, before.person_at + 1)
    joined = title.start > end and _LISTED.fullmatch(frame.text, end, title.start)
    inside = title.determiner in ("his", "her") and title.head.lower() != "counterpart"
    return agent if (joined or inside) and title.kind in ("national", "envoy", "office") and not title.names else None


_PERSON_S = re.compile(rf"(?P<person>{PERSON})'s? $")


def _whose(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> int | None:
    """The person whose spokesman or deputy a title makes: "X's deputy spokesman, Y", "spokesman for President X", "his
    deputy"."""
    before = _PERSON_S.search(frame.text, max(0, title.start - 4), title.start)
    inside = next((c for c in frame.text[title.start : title.end] if kind_of(c) == "person"), None)
    found = frame.items[before["person"]] if before else frame.items[inside] if inside else None
    if found is None and title.determiner in ("his", "her"):
        here = [c for c in frame.text[: title.start] if kind_of(c) == "person" and c != title.person]
        pronoun = "he" if title.determiner == "his" else "she"
        found = frame.items[here[-1]] if here else antecedent(parsed, number, pronoun)
    return found if isinstance(found, int) else None


_SERVED_FIRST = re.compile(rf"(?:[\w-]+ )??{AGENT_NAME}(?:'s?)? ")
_TRIM = re.compile(r"^(?:and |the |a |an |former |then |new |incoming |outgoing )+")


def _title_text(parsed: Parsed, frame: Frame, title: TitlePhrase) -> str:
    """The title as written, without the name of whom it serves before it."""
    at = title.end - len(title.tail) - len(title.head) - len(title.mods)
    before = _SERVED_FIRST.match(title.mods)
    span = frame.span(at + (before.end() if before else 0), title.end)
    return _TRIM.sub("", " ".join(parsed.document.text[span.start : span.end].split()))


def _heading(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    for pattern in (_WHO_HEADS, _LED_BY, _TO_HEAD):
        for found in pattern.finditer(frame.text):
            agent = _headed(parsed, frame, found["what"])
            person = frame.items[found["person"]]
            if agent is not None and isinstance(person, int):
                span = frame.span(found.start("what"), found.end("what"))
                words = " ".join(parsed.document.text[span.start : span.end].split())
                yield Holding(
                    person,
                    f"led {words}" if pattern is _LED_BY else words,
                    "head",
                    agent,
                    _heads_when(pattern, found[0]),
                    frame.span(found.start(), found.end()),
                    number,
                    "post-heads",
                    0.85,
                )


def _heads_when(pattern: re.Pattern[str], words: str) -> Bearing:
    if pattern is _TO_HEAD:
        return "incoming"
    return "former" if pattern is _WHO_HEADS and _ONCE.search(words) else "current"


_ONCE = re.compile(r"\b(?:previously|formerly|once|recently)\b")


def _headed(parsed: Parsed, frame: Frame, what: str) -> Agent | None:
    """The body that somebody heads: the last one named, or an inquiry by its common noun."""
    bodies = [c for c in what if kind_of(c) == "body"]
    if _INQUIRY.search(what):
        return inquiries.inquiry_of(parsed.document)
    return named(frame, bodies[-1], "the body headed") if bodies else None


_EACH = re.compile(rf"(?P<person>{PERSON}) of (?:the )?(?P<name>{COUNTRY})")
_NEXT = re.compile(r"(?:, | and |, and )$")


def _plural(parsed: Parsed, frame: Frame, number: int, titles: list[TitlePhrase]) -> Iterator[Holding]:
    """ "Foreign ministers X of Oman and Y of Peru"."""
    for title in titles:
        if title.kind != "plural" or title.names:
            continue
        at = title.end + 1
        for found in _EACH.finditer(frame.text, at):
            person, agent = frame.items[found["person"]], named(frame, found["name"], "the state after the name")
            if found.start() != at and not _NEXT.fullmatch(frame.text, at, found.start()):
                break
            at = found.end()
            if agent is not None and isinstance(person, int):
                head = title.head.lower().removesuffix("s")
                words = f"{title.mods}{head}".lower()
                span = frame.span(title.start, found.end())
                yield Holding(person, words, head, agent, title.bearing, span, number, "post-plural", 0.85)


def _bracketed(parsed: Parsed, frame: Frame, number: int) -> Iterator[Holding]:
    """Speakers of a meeting record: "JANE DOE (Norway) said"."""
    for found in _IN_BRACKETS.finditer(frame.text):
        agent = named(frame, found["name"], "the state in brackets after the name")
        person = frame.items[found["person"]]
        if agent is not None and isinstance(person, int):
            yield Holding(
                person,
                "representative",
                "representative",
                agent,
                "current",
                frame.span(found.start(), found.end()),
                number,
                "post-bracketed",
                0.8,
            )


_NAME_ALONE = re.compile(
    rf"^(?:\"?[^\"]*\"?,? )?(?:said |says )?(?P<person>{PERSON})(?: said| told| says)\b|(?:said|says) "
    rf"(?P<later>{PERSON})\.?$"
)


def _bridged(parsed: Parsed, titles: list[list[TitlePhrase]], found: list[Holding]) -> list[Holding]:
    """A name without a title that opens its first sentence right after one whose subject is an unnamed office-holder
    is the name of that office-holder: "Chad's foreign minister told the Assembly ... . Amina Doe said"."""
    titled = {h.person for h in found}
    first: dict[int, int] = {}
    for number, frame in enumerate(parsed.frames):
        for item in frame.items.values() if frame else ():
            if isinstance(item, int):
                first.setdefault(item, number)
    for person, number in sorted(first.items(), key=lambda f: f[1]):
        frame = parsed.frames[number]
        named = _NAME_ALONE.search(frame.text) if frame else None
        if person in titled or named is None or frame is None:
            continue
        char = named["person"] or named["later"]
        if frame.items.get(char) != person:
            continue
        title_at = _unnamed_before(parsed, titles, number)
        if title_at is None:
            continue
        at, title = title_at
        other = parsed.frames[at]
        agent = served(other, title, parsed.document.registry) if other else None
        if agent is not None and other is not None:
            found.append(
                Holding(
                    person,
                    _title_text(parsed, other, title),
                    title.head.lower(),
                    agent,
                    title.bearing,
                    other.span(title.start, title.end),
                    at,
                    "post-named-after",
                    0.75,
                )
            )
    return found


def _unnamed_before(parsed: Parsed, titles: list[list[TitlePhrase]], number: int) -> tuple[int, TitlePhrase] | None:
    """The title that opens the sentence before, or the one before that, where nobody bears it by name."""
    for at in range(number - 1, max(number - 3, -1), -1):
        frame = parsed.frames[at]
        if frame is None or not titles[at]:
            continue
        title = titles[at][0]
        opens = title.start == 0 or frame.text[: title.start].strip(" ,") in ("", "But", "And", "However")
        single = title.kind in ("envoy", "national", "united", "office") and title.names
        if opens and single and title.person is None and not any(kind_of(c) == "person" for c in frame.text):
            return at, title
    return None


def post_facts(parsed: Parsed, holdings: list[Holding]) -> list[Post]:
    """One fact a person, title and state or body served, with every place that says it; bare titles nobody completes
    are left out."""
    groups: dict[tuple[int, str | None, str], list[Holding]] = {}
    for holding in holdings:
        if holding.for_ is None:
            continue
        key = (holding.person, holding.for_.iri, _gist(holding))
        groups.setdefault(key, []).append(holding)
    return [_fact(parsed, group) for group in groups.values()]


def _gist(holding: Holding) -> str:
    """What makes two titles of one person the same: their head, whatever its case and what stands around it."""
    return f"{holding.bearing} {holding.head}"


def _fact(parsed: Parsed, group: list[Holding]) -> Post:
    first = max(group, key=lambda h: (h.confidence, -h.evidence.start))
    spans = tuple(sorted({h.evidence for h in group}))
    person = parsed.register.people[first.person].agent
    assert first.for_ is not None
    return Post(
        id=f"post-{spans[0].start}-{iris.slug(person.label)}-{iris.slug(first.head)}",
        evidence=spans,
        rule=first.rule,
        confidence=first.confidence,
        official=person,
        title=first.title,
        for_=first.for_,
        bearing=first.bearing,
    )


def titles_of(parsed: Parsed) -> list[list[TitlePhrase]]:
    """The title phrases of every sentence."""
    return [find_titles(frame) if frame is not None else [] for frame in parsed.frames]
