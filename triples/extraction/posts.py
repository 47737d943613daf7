"""Posts: who is described as holding which, for whom. A title must stand beside the name, or the words say who heads
what."""

from __future__ import annotations

from triples import iris
from triples.extraction.antecedents import with_subject
from triples.extraction.frames import kind_of
from triples.extraction.headships import heading
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed
from triples.extraction.speakers import bracketed, bridged, speaking_for, spoken
from triples.extraction.titledposts import by_pronoun, plural, quoted, titled
from triples.extraction.titlephrases import TitlePhrase, find_titles
from triples.facts import UNKNOWN, Post


def find_holdings(parsed: Parsed, titles: list[list[TitlePhrase]]) -> list[Holding]:
    """Every place where a title, or what somebody heads, stands with a named person."""
    found: list[Holding] = []
    for number, frame in enumerate(parsed.frames):
        if frame is not None and any(kind_of(c) == "person" for c in frame.items):
            found += titled(parsed, frame, number, titles[number])
            found += heading(parsed, with_subject(parsed, number) or frame, number)
            found += bracketed(parsed, frame, number)
            found += speaking_for(parsed, frame, number)
            found += plural(parsed, frame, number, titles[number])
        elif frame is not None and (pronoun := with_subject(parsed, number)) is not None:
            found += heading(parsed, pronoun, number)
        if titles[number]:
            found += by_pronoun(parsed, number)
        found += quoted(parsed, number)
    told = {(h.person, h.sentence, h.for_) for h in found if h.rule != "post-bracketed"}
    found = [h for h in found if h.rule != "post-bracketed" or (h.person, h.sentence, h.for_) not in told]
    found += bridged(parsed, titles, found)
    return [*found, *spoken(parsed, found)]


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
        since=next((h.since for h in group if h.since != UNKNOWN), UNKNOWN),
        until=next((h.until for h in group if h.until != UNKNOWN), UNKNOWN),
    )


def titles_of(parsed: Parsed) -> list[list[TitlePhrase]]:
    """The title phrases of every sentence."""
    return [find_titles(frame) if frame is not None else [] for frame in parsed.frames]
