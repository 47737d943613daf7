"""Figures: numbers of people and things that an article reports, with how exact it says they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.document import Document, Sentence
from triples.extraction.numbers import NUMBER, WORDS, value
from triples.extraction.patterns import at_word, holds, listed
from triples.facts import Fact, Figure, Qualifier, Span

_UNITS = {
    "people": r"people|persons|civilians|refugees|migrants|displaced|prisoners|detainees|hostages|women|girls|men|"
    r"boys|children|students|pupils|"
    r"peacekeepers|troops|soldiers|officers|police officers|observers|staff|workers|aid workers|staff "
    r"members|journalists|rebels|fighters|militants|"
    r"patients|families|households|victims|deaths|casualties|villagers|settlers|voters|inhabitants|"
    r"residents|defectors|delegates|rebels|"
    r"compatriots|nationals|citizens|dead|killed|wounded|injured|member states|Member States|"
    r"Palestinians|Israelis|Ukrainians|Syrians|North Koreans|Afghans|Rohingya|Yemenis|Sudanese|Iraqis",
    "things": r"tonnes|tons|kilomet(?:re|er)s|km|miles|met(?:re|er)s|hectares|barrels|doses|trucks|lorries|convoys|"
    r"schools|hospitals|clinics|villages|settlements|"
    r"missiles|warheads|rockets|nuclear tests|tests|launches|attacks|strikes|shells|weapons|ships|vessels|"
    r"aircraft|camps|sites|cases|reports|pages|"
    r"countries|states|nations|entities|individuals|companies|organi[sz]ations|banks|ballot papers|litres|"
    r"megawatts|resolutions|drafts|killings|violations|incidents|abductions|ratifications|signatures|views|teams|"
    r"seats|beds|lorryloads|homes|houses|wells|mines|drones|flights",
}
_UNIT = "|".join(_UNITS.values())
_SCALE = r"thousand|million|billion|trillion|bn|m"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_NOT_BEFORE = r"(?<![\w.,/$€£-])"
_QUALIFIER = (
    r"(?i:"
    r"(?:(?P<about>about|some|around|roughly|approximately|nearly|almost|an estimated|estimated|perhaps|"
    r"close to)|(?P<least>at least|no fewer than|no less than|a minimum of)|"
    r"(?P<up>up to|as many as|as much as|at most)|(?P<more>more than|over|well over|upwards of|above|in excess of)))\s+"
)
_TOKEN = re.compile(r"\w+|[$€£]")
_FIRST_WORDS = frozenset(
    listed(
        """
    about, some, around, roughly, approximately, nearly, almost, an, estimated, perhaps, close, at, no, a, up, as, more,
    over, well, upwards, above, in, us
        """
    )
).union(WORDS)
_QUALIFIED = re.compile(_QUALIFIER)
_FIGURE = re.compile(
    rf"(?:\b{_QUALIFIER})?(?:(?P<sign>US\$|\$|€|£)\s?(?P<money>{_DIGITS})(?:\s?(?P<scale1>{_SCALE})\b)?"
    rf"|{_NOT_BEFORE}(?P<digits>{_DIGITS})(?!\d)(?:\s?(?P<scale2>{_SCALE})\b)?(?:\s+(?:of (?:the|his|her|its|"
    rf"their)|of|more|"
    rf"other|additional|further|new))?(?:\s+[a-z][a-z-]+)?(?:\s+(?:(?:{_UNIT})\s+)?(?P<unit>{_UNIT}|"
    rf"(?:US )?(?:dollars|euros|pounds)|[A-Z][a-z]+(?:ans|ians|ese))\b|"
    rf"(?P<percent>\s?(?:%|percent|per cent))(?=\s+of\b))"
    rf"|(?P<words>(?i:{NUMBER}))(?:\s(?P<scale3>thousand|million|billion))?(?:\s+(?:of (?:the|his|her|its|their)|"
    rf"more|other|"
    rf"additional|further|new))?(?:\s+[a-z]+)?\s+(?P<unit2>{_UNIT})\b)",
)
# What a figure or a number of pages cannot do without: a sentence that lacks it pays for no more.
_DIGIT = re.compile(r"\d")
_IN_WORDS = re.compile(
    at_word(
        "[Ff]i(?:ve|fteen|fty)|[Ss]i(?:x|xteen|xty)|[Ss]even|[Ee]ight|[Nn]ine|[Tt](?:en|welve|hirt|went)|[Ee]leven|"
        "[Ff]o(?:urteen|rty)|[Hh]undred"
    )
)
_SCALES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_MONEY = {"$": "US dollars", "US$": "US dollars", "€": "euros", "£": "pounds"}
_PAGES = re.compile(rf"\b(?P<own>own\s+)?(?P<n>{_DIGITS})-page\s+(?P<about>[a-z-]+(?:\s+[a-z-]+){{0,5}})")
# How many vetoes a state is said to have at its disposal: a claim about the rules, and not a count of what was cast.
_VETOES = re.compile(
    rf"\b(?:(?:is|was|are|were) (?:limited|restricted) to|(?:has|have|had) (?:only|just|no more than|at most))\s+"
    rf"(?P<n>(?i:{NUMBER}))\s+vetoes\b"
)
_RACE = re.compile(r"\b(?:rounds?|unopposed|contest|candidates?|run-?off|elected|election|vacan\w+|ballot papers)\b")
_RACES = ("round", "unopposed", "contest", "candidate", "runoff", "run-off", "elect", "vacan", "ballot paper")
_CANDIDATE = re.compile(
    r"(?:,[^,.;]{1,60},)?(?:,? which)?(?: (?:had|has|then|only|just))*(?: (?:got|won|received|secured|picked up|polled|"
    r"garnered|mustered|took|collected|obtained|drew|with|on))? \(?(?P<n>\d{1,3})(?= votes\b|[,.;)]| and [A-Z]|"
    r" (?:beat|short)\b)"
)
_INQUIRY = re.compile(
    r"\b((?:\w+ )?(?:inquiry|investigation|commission|panel|study))\b(?:, (?:which|that)\b)?[^,;.]{0,60}$",
    re.IGNORECASE,
)
_VOTED = re.compile(r"\b(?:vot\w+|favou?r|against|abst\w+|adopt\w*|approv\w*)\b", re.IGNORECASE)
_VOTERS = ("countries", "states", "nations", "people", "member states", "Member States")
_TEXTS = ("resolutions", "drafts")  # "approved seven draft resolutions" is what a body did
_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = 3  # "two countries", "one of the three entities": a turn of phrase rather than a figure
_STOP = re.compile(r"[;:()\"—]|[,.](?=\s|$)|\s+(?:who|which|that|since|because|while|but)\b")


def find_figures(document: Document) -> list[Fact]:
    """The figures of a document. Counts of votes are tallies, not figures; nor is a handful of anything a figure."""
    found: list[Fact] = []
    plain = document.plain
    pages, vetoes, race = "-page" in plain, "vetoes" in plain, holds(plain, _RACES)
    for sentence in document.sentences:
        place = sentence.span.start, sentence.span.end
        if not (_DIGIT.search(plain, *place) or _IN_WORDS.search(plain, *place)):
            continue
        found += _pages(document, sentence) if pages else ()
        found += _figures(document, sentence)
        found += _vetoes(document, sentence) if vetoes else ()
        found += _of_candidates(document, sentence) if race else ()
    return found


def _of_candidates(document: Document, sentence: Sentence) -> Iterator[Figure]:
    """The votes of those who stand for election: "Chad got 113 votes and Togo 78"."""
    named = document.mentions_in(sentence.span)
    if not named or not _RACE.search(document.plain, sentence.span.start, sentence.span.end):
        return
    for mention in named:
        votes = _CANDIDATE.match(document.plain, mention.span.end, sentence.span.end)
        if votes and mention.entity and mention.entity.kind == "state" and int(votes["n"]) > _SMALL:
            yield _figure(document, votes, int(votes["n"]), "votes", None, mention.entity.label)


def _vetoes(document: Document, sentence: Sentence) -> Iterator[Figure]:
    """The state that stands right before the words; nothing where it is another subject."""
    for match in _VETOES.finditer(document.plain, sentence.span.start, sentence.span.end):
        before = document.mentions_in(Span(sentence.span.start, match.start()))
        state = before[-1].entity if before else None
        if state and state.kind == "state" and not document.plain[before[-1].span.end : match.start()].strip():
            yield _figure(document, match, value(match["n"]), "vetoes", "up to", state.label)


def _pages(document: Document, sentence: Sentence) -> Iterator[Figure]:
    for match in _PAGES.finditer(document.plain, sentence.span.start, sentence.span.end):
        before = document.plain[sentence.span.start : match.start()]
        whose = None if match["own"] else _INQUIRY.search(before)
        about = " ".join(match["about"].split()[:5])
        if whose and "report" in about:
            about = f"report of the {whose[1]}"
        yield _figure(
            document, match, _number(match["n"], None), "pages", None, f"own {about}" if match["own"] else about
        )


def _matches(plain: str, span: Span) -> Iterator[re.Match[str]]:
    """The figures of a passage, tried only at a number or at a word that can begin one."""
    at = span.start
    for token in _TOKEN.finditer(plain, span.start, span.end):
        if token.start() >= at and (not token[0].isalpha() or token[0].lower() in _FIRST_WORDS):
            match = _FIGURE.match(plain, token.start(), span.end)
            if match is not None:
                yield match
                at = match.end()


def _figures(document: Document, sentence: Sentence) -> Iterator[Figure]:
    plain, span = document.plain, sentence.span
    for match in _matches(plain, span):
        unit = "percent" if match["percent"] else _MONEY.get(match["sign"] or "") or match["unit"] or match["unit2"]
        scale = match["scale1"] or match["scale2"] or match["scale3"]
        digits = match["money"] or match["digits"] or str(value(match["words"]))
        number = _number(digits, scale)
        if plain[match.start() - 1 : match.start()] == "(":  # the same in another measure
            continue
        if unit in _VOTERS and (" other " in match[0] or _VOTED.search(plain, span.start, span.end)):
            continue
        if unit in _TEXTS and not _QUALIFIED.match(match[0]):
            continue
        if _YEAR.fullmatch(digits) and not scale and not _QUALIFIED.match(match[0]):
            continue
        if (number <= _SMALL and not scale) or (match["words"] and number < 5):
            continue
        qualifier: Qualifier | None = None
        if match["about"]:
            qualifier = "about"
        elif match["least"]:
            qualifier = "at least"
        elif match["up"]:
            qualifier = "up to"
        elif match["more"]:
            qualifier = "more than"
        yield _figure(document, match, number, unit, qualifier, _about(plain, match, span))


def _number(digits: str, scale: str | None) -> float:
    number = round(float(digits.replace(",", "")) * _SCALES.get(scale or "", 1), 6)
    return int(number) if number == int(number) else number


def _about(plain: str, match: re.Match[str], span: Span) -> str:
    """The unit with the words that follow it, up to the next clause."""
    start = next((match.start(g) for g in ("unit", "unit2") if match[g]), match.start())
    return " ".join(_STOP.split(plain[start : min(span.end, match.end() + 60)], maxsplit=1)[0].split()[:7])


def _figure(
    document: Document, match: re.Match[str], number: float, unit: str, qualifier: Qualifier | None, about: str
) -> Figure:
    return Figure(
        id=f"figure@{match.start()}-{match.end()}",
        evidence=(Span(match.start(), match.end()),),
        rule="figure-pages" if unit == "pages" else "figure",
        confidence=0.9,
        value=number,
        unit=unit,
        qualifier=qualifier,
        about=about,
    )
