"""Titled posts: the people who bear the titles of a sentence, and whom each serves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from triples.extraction.agents import agent_of
from triples.extraction.american import american
from triples.extraction.antecedents import antecedent, with_subject
from triples.extraction.bounds import bounds_after
from triples.extraction.contexts import from_context, named, the_organ
from triples.extraction.frames import AGENT_NAME, BODY, COUNTRY, PERSON, Frame, kind_of
from triples.extraction.holdings import Holding
from triples.extraction.parsed import Parsed, frame_of
from triples.extraction.patterns import one_of
from triples.extraction.served import OF_A_PART, by_tenure, served
from triples.extraction.titlephrases import TitlePhrase, find_titles
from triples.extraction.verbs import APPOINTING, forms
from triples.facts import Agent, Span


def by_pronoun(parsed: Parsed, number: int) -> Iterator[Holding]:
    """ "She was ambassador to Fiji", "after 2014, when he became premier", where one person is certain to be meant."""
    frame, plain = with_subject(parsed, number), parsed.frames[number]
    if frame is None or plain is None:
        return
    pronouns = [c for c in frame.text if c in frame.items and c not in plain.items]
    titles = [t for t in find_titles(frame) if t.person in pronouns and (t.relation != "before" or _opens(frame, t))]
    for holding in titled(parsed, frame, number, titles):
        yield replace(holding, rule="post-pronoun", confidence=0.8)


def _opens(frame: Frame, title: TitlePhrase) -> bool:
    """Whether a title before a pronoun opens the sentence, as in "As envoy to Mali, she saw it"."""
    return title.start < _OPENING and not frame.text[: title.start].rstrip().endswith(",")


def quoted(parsed: Parsed, number: int) -> Iterator[Holding]:
    """The posts of people named with their titles inside the quotations of a sentence."""
    for quote in parsed.sentences[number].quotes:
        inside = Span(quote.start + 1, quote.end)
        if parsed.register.mentions_in(inside):
            frame = frame_of(parsed.document, parsed.register, inside)
            for title in find_titles(frame) if frame is not None else ():
                if frame is not None and title.relation in ("before", "apposed") and title.kind != "weak":
                    nation = named(frame, title.state_after, "the state after the name") if title.state_after else None
                    agent = served(frame, title, parsed.document.registry) or nation
                    holding = _holding(parsed, frame, number, title, agent)
                    yield replace(holding, rule="post-quoted", confidence=0.8, bare=False)


_OPENING = 20  # characters before a title that opens a sentence


def titled(parsed: Parsed, frame: Frame, number: int, titles: list[TitlePhrase]) -> list[Holding]:
    """The posts of the people beside whom titles stand. Titles in passing ("a lawyer") make none."""
    found: list[Holding] = []
    last: tuple[TitlePhrase, Agent | None] | None = None
    for title in titles:
        if title.person is None:
            continue
        agent = _agent(parsed, frame, number, title) or (_listed(frame, title, last) if last else None)
        if agent is None and title.kind == "weak":
            continue
        holding = _holding(parsed, frame, number, title, agent)
        if (
            last
            and _one_post(frame, last[0], title)
            and (last[1] in (agent, None) or _told_later(parsed, frame, last[0]))
        ):
            words = f"{found[-1].title} and {holding.title}"
            holding = replace(holding, title=words, head=found.pop().head)
        found.append(holding)
        last = title, agent
    return found


def _told_later(parsed: Parsed, frame: Frame, first: TitlePhrase) -> bool:
    """Whether the words of a title tell nobody served, as the next one's do: "counsellor and head of the mission"."""
    return not first.names and not first.tail and served(frame, first, parsed.document.registry) is None


def _one_post(frame: Frame, first: TitlePhrase, second: TitlePhrase) -> bool:
    """Whether two titles are one post, where they serve one body: "Special Representative and head of the mission"."""
    joined = first.person == second.person and first.bearing == second.bearing and not second.determiner
    return joined and frame.text[first.end : second.start] == " and "


def _holding(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase, agent: Agent | None) -> Holding:
    person = frame.items[title.person or ""]
    assert isinstance(person, int)
    bounds = bounds_after(frame.text, title.end, parsed.document.anchor)
    return Holding(
        person,
        title_text(parsed, frame, title),
        title.head.lower(),
        agent,
        title.bearing,
        frame.span(min(title.start, title.person_at), max(title.end, title.person_at + 1)),
        number,
        f"post-{title.relation}",
        0.95 if title.relation == "before" else 0.9,
        title.determiner in ("", "our", "my"),
        _whose(parsed, frame, number, title),
        bounds.since,
        bounds.until,
    )


_OF_ANY_NATION = ("head", "chief", "commander", "chair", "chairman", "chairperson", "chairwoman", "director")
_TROOPS = re.compile(r"\b(?:armed forces|army|navy|air force|police|defen[cs]e) ", re.IGNORECASE)
_DEPUTY = re.compile(r"(?:deputy|acting|vice)\b", re.IGNORECASE)  # of an organ, more often than of the bearer's state
_OF_OTHERS = re.compile(r"\b[a-z]+'s ")  # "the bloc's mediator, X of Oman"
_JUDGES = ("Judge", "Justice")  # with a capital, of the one court that a text names
_ORGAN = re.compile(r"\b(?:council|assembly|committee|commission)(?:'s)? $", re.IGNORECASE)


def _agent(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> Agent | None:
    """Whom the holder of a title serves; "Council President X of Oman" serves the Council."""
    if OF_A_PART.search(title.mods):
        return None
    own = _house(frame, title) or served(frame, title, parsed.document.registry) or _body_after(frame, title)
    own = _spelt_out(frame, title, own)
    deputy = title.relation == "apposed" and title.determiner == "the" and _DEPUTY.match(title.mods)
    nation = named(frame, title.state_after, "the state after the name") if title.state_after and not deputy else None
    if own is not None and title.head.lower() == "rapporteur" and not title.mods and not title.tail:
        own = the_organ(parsed, "committee") or own  # of a committee's bureau
    if own is None and title.head in _JUDGES and not title.mods and title.relation == "before":
        return the_organ(parsed, "court")
    if (
        title.kind == "weak"
        or (title.head.lower() in _OF_ANY_NATION and not _TROOPS.search(title.mods))
        or _ORGAN.search(title.mods)
        or _OF_OTHERS.search(title.mods)
        or title.determiner in ("its", "their")
        or title.relation == "is"
    ):
        nation = None
    after = frame.text[max(title.end, title.person_at + 1) :]
    if own is None and american(title.head, title.mods, after):
        state = parsed.document.registry.get("state", "united-states")
        return agent_of(state, "one of the United States") if state is not None else None
    other = title.relation == "before" and _OF_OTHER.match(frame.text, title.person_at + 1)
    if own is None and nation is None and other:
        return None
    return own or nation or _known(parsed, frame, title) or from_context(parsed, frame, number, title)


_OF_OTHER = re.compile(r" (?:of|from|with) (?:the )?[A-Z]")  # "commissioner X of EULEX", "Senator X of Ohio"
_SPELT = re.compile(rf"(?: \(|, )(?:the )?(?P<name>{BODY})(?=[,).;]|$)")


def _spelt_out(frame: Frame, title: TitlePhrase, own: Agent | None) -> Agent | None:
    """The body that a title of the UN names once more behind it: "commander of the UN mission in Abyei, UNISFA"."""
    found = _SPELT.match(frame.text, title.end) if own is not None and own.label == "United Nations" else None
    leads = _LEADS.search(title.words) and _FORCE.search(title.tail)
    return named(frame, found["name"], "the body spelt out") if found and leads else own


_LEADS = re.compile(r"commander|head|chief|commissioner|spokes")  # a special representative serves the UN itself
_FORCE = re.compile(r"\b(?:mission|operation|force|office)\b", re.IGNORECASE)


_OF_HOUSE = re.compile(rf" of (?:the )?(?P<name>{BODY}),")


def _house(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The body with which a name is told, whose office a bare title behind it is: "X of the League, its secretary"."""
    if title.relation != "apposed" or title.kind not in ("office", "united") or title.names or title.tail:
        return None
    found = _OF_HOUSE.match(frame.text, title.person_at + 1)
    return named(frame, found["name"], "the body with the name") if found else None


def _known(parsed: Parsed, frame: Frame, title: TitlePhrase) -> Agent | None:
    """Whom the registry knows the bearer of a national title to serve: better than any state around it."""
    if title.kind != "national" or title.person is None:
        return None
    return by_tenure(parsed.document.registry, parsed.person(frame, title.person).agent, title.head.lower())


# "Spokesman X of the agency", "X, Executive Director, the agency".
_AFTER_NAME = re.compile(rf" (?:of|from|at|with) (?:the )?(?P<name>{BODY})(?!'s| (?:in|to)\b)")
_HOUSE_AFTER = re.compile(
    r",\s?(?:the )?(?:Permanent (?:Observer )?)?(?:Mission|Representation|Delegation|Embassy|Ministry|Government)\b"
    rf"[^,.;]{{0,50}}? of (?:the )?(?P<name>{COUNTRY})"
)
_AFTER_COMMA = re.compile(
    rf", (?:the )?(?:\d+(?:st|nd|rd|th) )?(?P<name>{AGENT_NAME})(?: [A-Z]\w+)*"
    r"(?=$|[,.;)\"]| (?:said|says|told|and|in)\b)"
)


def _body_after(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The body behind the name of who bears a title, or what stands behind a bare title set off by commas."""
    if title.kind not in ("office", "national", "envoy", "weak") or title.tail:
        return None
    house = _HOUSE_AFTER.match(frame.text, title.end) if title.relation == "apposed" else None
    if house or title.kind == "envoy":
        return named(frame, house["name"], "the house of who signs") if house else None
    if title.relation == "before" and title.person_at >= title.end:
        found = _AFTER_NAME.match(frame.text, title.person_at + 1)
        return named(frame, found["name"], "the body after the name") if found else None
    if title.relation != "apposed" or title.determiner or title.kind == "weak":
        return None
    found = _AFTER_COMMA.match(frame.text, title.end)
    return named(frame, found["name"], "what stands after the title") if found else None


_LISTED = re.compile(r"(?:,|,? and) (?:the |his |her )?")


def _listed(frame: Frame, title: TitlePhrase, last: tuple[TitlePhrase, Agent | None]) -> Agent | None:
    """Whom the one named before in a list serves: "Oman's envoy, X, and his deputy, Y"."""
    before, agent = last
    end = max(before.end, before.person_at + 1)
    joined = title.start > end and _LISTED.fullmatch(frame.text, end, title.start)
    another = before.person != title.person
    inside = another and title.determiner in ("his", "her") and before.bearing != "former"
    inside = inside or (another and _same_office_then(before, title))
    held = title.kind in ("national", "envoy", "office") and title.head.lower() not in _ANOTHERS
    return agent if (joined or inside) and held and not title.names else None


def _same_office_then(before: TitlePhrase, title: TitlePhrase) -> bool:
    """Whether one had, has or will have the office of another: "the president-elect, X; the former president, Y"."""
    one = title.head.lower() == before.head.lower() and title.determiner == "the" and not title.tail
    return one and title.bearing != before.bearing


_ANOTHERS = (
    "counterpart",
    "opposite number",
    "opposite",
    "colleague",
    "equivalent",
    "peer",
)  # of another state than the one named before


# "Mr. Ban has appointed X": whoever one's president appoints is of that state.
_APPOINTER = re.compile(
    rf"(?P<person>{PERSON})(?:,[^,;]{{2,60}},)? (?:has |had |will |would |is to |intends to |plans to )?(?:\w+ly )?"
    rf"{one_of(forms(APPOINTING))} [^;]*$"
)
_PERSON_S = re.compile(rf"(?P<person>{PERSON})'s? $")


def _whose(parsed: Parsed, frame: Frame, number: int, title: TitlePhrase) -> int | None:
    """The person whose spokesman or deputy a title makes: "X's deputy spokesman, Y", "spokesman for President X", "his
    deputy"."""
    if title.head.lower() in _ANOTHERS:
        return None
    before = _PERSON_S.search(frame.text, max(0, title.start - 4), title.start)
    inside = next((c for c in frame.text[title.start : title.end] if kind_of(c) == "person"), None)
    found = frame.items[before["person"]] if before else frame.items[inside] if inside else None
    if found is None and title.determiner in ("his", "her"):
        here = [c for c in frame.text[: title.start] if kind_of(c) == "person" and c != title.person]
        pronoun = "he" if title.determiner == "his" else "she"
        found = frame.items[here[-1]] if here else antecedent(parsed, number, pronoun)
    appoints = title.relation == "is" and title.bearing == "incoming" and title.kind in ("national", "envoy")
    by = _APPOINTER.search(frame.text[: title.person_at]) if found is None and appoints else None
    found = frame.items[by["person"]] if by else found
    return found if isinstance(found, int) else None


_SERVED_FIRST = re.compile(rf"(?:[\w-]+ )??{AGENT_NAME}(?:'s?)? ")
_TRIM = re.compile(r"^(?:and |the |a |an |former |then |new |incoming |outgoing )+")


def title_text(parsed: Parsed, frame: Frame, title: TitlePhrase) -> str:
    """The title as written, without the name of whom it serves before it."""
    at = title.end - len(title.tail) - len(title.head) - len(title.mods)
    before = _SERVED_FIRST.match(title.mods)
    span = frame.span(at + (before.end() if before else 0), title.end)
    return _TRIM.sub("", " ".join(parsed.document.text[span.start : span.end].split()))


_EACH = re.compile(
    rf"(?P<person>{PERSON}) (?:of (?:the )?(?P<name>{COUNTRY})|\((?P<inside>{COUNTRY})\))|"
    rf"(?:of )?(?:the )?(?P<first>{COUNTRY})(?: \((?P<borne>{PERSON})\)|'s? (?P<owned>{PERSON})|, (?P<set>{PERSON}),?)"
)
_NEXT = re.compile(r"(?:, | and |, and |; |; and )$")
# "The ambassadors of Oman and Peru, X and Y".
_PAIRED = re.compile(
    rf" of (?P<names>(?:the )?{COUNTRY}(?:(?:, | and |, and )(?:the )?{COUNTRY})+), "
    rf"(?P<people>{PERSON}(?:(?:, | and |, and ){PERSON})+)(?=[,.]| \w)"
)


def plural(parsed: Parsed, frame: Frame, number: int, titles: list[TitlePhrase]) -> Iterator[Holding]:
    """ "Foreign ministers X of Oman and Y of Peru", "the ambassadors of Oman (X) and Peru (Y)"."""
    for title in titles:
        if title.kind != "plural":
            continue
        head = title.end - len(title.tail)
        turns = [] if title.names else _borne_in_turn(frame.text, head)
        for person, char, end in [*turns, *_named_in_turn(frame.text, title, head)]:
            agent, who = named(frame, char, "the state beside the name"), frame.items[person]
            if agent is not None and isinstance(who, int):
                one = title.head.lower().removesuffix("s")
                words, span = f"{title.mods}{one}".lower(), frame.span(title.start, end)
                yield Holding(who, words, one, agent, title.bearing, span, number, "post-plural", 0.85)


# "X and Y, the foreign ministers of Oman and Chile", "X and Y, the Omani and Chilean foreign ministers".
_PEOPLE = re.compile(rf"(?P<people>{PERSON}(?:(?:, | and |, and ){PERSON})+), (?:respectively )?$")
_STATES = re.compile(rf" of (?P<names>(?:the )?{COUNTRY}(?:(?:, | and |, and )(?:the )?{COUNTRY})+)")


def _named_in_turn(text: str, title: TitlePhrase, head: int) -> Iterator[tuple[str, str, int]]:
    """The people before a title in the plural, each with a state of as many in or behind it."""
    people = _PEOPLE.search(text, 0, title.start)
    after = _STATES.match(text, head)
    names = title.names or ([c for c in after["names"] if kind_of(c)] if after else [])
    borne = [c for c in people["people"] if kind_of(c)] if people else []
    if people and len(borne) == len(names) and all(kind_of(c) != "body" for c in names):
        yield from ((p, n, after.end() if after else head) for p, n in zip(borne, names, strict=True))


def _borne_in_turn(text: str, head: int) -> Iterator[tuple[str, str, int]]:
    """The people after a title in the plural, each with a state, and where that ends."""
    paired = _PAIRED.match(text, head)
    if paired:
        names, people = ([c for c in paired[group] if kind_of(c)] for group in ("names", "people"))
        if len(names) == len(people):
            yield from ((p, n, paired.end()) for p, n in zip(people, names, strict=True))
        return
    at = head + (2 if text.startswith(", ", head) else 1)
    for found in _EACH.finditer(text, at):
        if found.start() != at and not _NEXT.fullmatch(text, at, found.start()):
            return
        at = found.end()
        yield (
            found["person"] or found["borne"] or found["owned"] or found["set"],
            found["name"] or found["inside"] or found["first"],
            at,
        )
