"""The heads of plain texts: title, publisher and day of publication, from what the first lines say of themselves. The
name of the file tells nothing, and a clock of the page is no date of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triples.extraction.dates import DATE, resolve
from triples.extraction.evening import even
from triples.extraction.layout import Line, lay_out
from triples.extraction.normalise import fold
from triples.extraction.patterns import listed, one_of
from triples.facts import UNKNOWN, When

_LENGTH = 3000  # characters in which a text tells of itself
_FOOT = 300  # characters at its end, where a page may say when it was updated
_LINES = 14
_AGENCIES = listed(
    """
    Reuters, AFP, AP, Associated Press, TASS, Xinhua, Yonhap, KCNA, Kyodo, dpa, ANSA, EFE, PTI, ANI, Sputnik, Interfax,
    RIA Novosti, Anadolu, Bernama, MENA, SANA, IRNA, ISNA, UPI, CNS, ACN, Prensa Latina, Ukrinform, BelTA, Mediamax,
    UN News, VOA, RFE/RL, Al Jazeera, BBC, Sputnik International, Xinhua News Agency, Yonhap News Agency,
    Anadolu Agency, Kyodo News, CNA, VNA, NAN, WAM, SPA, QNA, KUNA, BNA, PNA, TAP, APS, MAP
    """
)
_AGENCY = one_of(sorted(_AGENCIES))
_BY_AGENCY = re.compile(
    rf"\((?P<brackets>{_AGENCY})\)\s?(?:—|-|:|$)|[/(](?P<slashes>{_AGENCY})/|^(?P<line>{_AGENCY})\s?(?:,|$|\|)"
)
_LABELLED = re.compile(r"^(?:Publisher|Source|Published by|Issued by)\s?:?\s(?P<name>[A-Z][\w .,&'-]{2,60}?)\.?$")
_MINISTRY = re.compile(
    r"^(?:The )?(?:Ministry (?:of|for)|Permanent Mission of|Embassy of|Government of|Department of|Federal Foreign "
    r"Office)[\w ,'-]{0,80}$"
)
_WHITE_HOUSE = re.compile(r"^THE WHITE HOUSE$", re.IGNORECASE)
_SYMBOL = re.compile(
    r"^(?:In progress at UNHQ$|(?:[A-Z][\w -]+)?(?:GA|SC|SG|DSG|ECOSOC|HR|AFR|PAL|L|DC|ORG|WOM)(?:/[A-Z]+)*/\d+\b)"
)
_UN_OFFICE = re.compile(r"Department of (?:Public Information|Global Communications)")
_DATED = re.compile(
    r"^(?:date|Date|DATE|Published|Publication [Dd]ate|Posted|Issued|Updated|Released|First published|Date of issue)"
    r"(?: on)?\s?:?\s*(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)?"
)
_GENRE = re.compile(
    r"^(?:Opinion|Analysis|Comment|Commentary|Explainer|Profile|Interview|Feature|Live|LIVE)\s?[:|—-]\s?\S"
)
# A day behind a byline ("By Ana Soto 7 April 2022"), after a place ("Geneva, 4 March 2021. The Council") or over a desk
# ("27 September 2019 UN Affairs").
_DAY = r"\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d"
_BESIDE = re.compile(
    rf"\b(?:By|BY) (?:[A-Z][\w'.-]*,? ){{2,5}}(?:[|·,—-] ?)?(?P<byline>{_DAY})"
    rf"|^[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,3}}, (?P<filed>{_DAY})\. (?=[A-Z])"
    rf"|^(?P<desk>{_DAY}) (?:[A-Z][\w&'-]* ?){{1,4}}$"
)
_UPDATED = re.compile(r"^(?:Updated|Published|Last updated|Posted)\b", re.IGNORECASE)
_CUT_OFF = re.compile(r"\b(?:the|a|an|of|and|to|in|for|from|by)$|^\w+, \d{1,2} de \w+ de \d{4}$")  # a date in Spanish
_SIGNED = re.compile(r"(?:Delivered by |As delivered|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,2} in [A-Z][\w ]{2,30}$)")
_RELEASED = re.compile(r"\bpress release (?:was )?issued by [^.]{3,60}? on (?P<date>[^.]{6,30})\.")
_CHANGED = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
_CLOCK = re.compile(r"^\d\d?[:.]\d\d (?:GMT|UTC)|GMT\d|^[•·] ?\d\d?:\d\d")
_WEATHER = re.compile(r"^-?\d{1,2} ?°? ?[CF]$")
_KICKER = re.compile(
    r"(?:(?:press|news) releases?\b.{0,40}|all news|opinion|analysis|breaking news|skip to .{3,20}|meeting summaries|"
    r"accessibility links|select page|.{0,30}\bsession,?(?: .{0,30}\bmeetings? \([ap]m.*)?|"
    r".{0,40}\bmeetings? \([ap]m.*|download .{3,40}|plenary|office of the .{3,40}|for immediate release)$",
    re.IGNORECASE,
)
_WEEK = 7  # days
_TITLE_WORDS = (3, 6, 45)  # at least, enough to look no further, at most
_SHORT = 80  # characters
_STOPPED = re.compile(r"[.!?:;]['\")\]]*$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Head:
    """What a text says of itself; None and unknown where it does not."""

    title: str | None = None
    publisher: str | None = None
    published: When = UNKNOWN


def head_of(text: str) -> Head:
    """The title, publisher and day of publication that the first lines of a text tell. Never raises on any text."""
    head = even(text[:_LENGTH]).text
    plain = fold(head)
    layout = lay_out(plain)
    lines = [(line, layout.plain[line.span.start : line.span.end].strip("# ")) for line in layout.lines[:_LINES]]
    published = _published(lines)
    if published == UNKNOWN:
        published = _with_year(plain, layout.lines, layout.plain) or _at_the_foot(text)
    return Head(_title(head, lines), _publisher(lines), published)


def _title(text: str, lines: list[tuple[Line, str]]) -> str | None:
    """The heading before the body that is no kicker, symbol, date, agency or byline: one said twice goes first, then
    one of a title's length."""
    found: list[tuple[int, int]] = []
    counts = Counter(words for _, words in lines)
    for at, (line, words) in enumerate(lines):
        start = line.span.start
        dated = _DATED.match(words)
        if dated and dated["iso"]:
            start, words = (
                start + text[start : line.span.end].index(dated["iso"]) + len(dated["iso"]),
                words[dated.end() :],
            )
        whole = line.kind == "body" and not _STOPPED.search(words) and (at == 0 or bool(dated))
        whole = whole or (at == 0 and line.kind != "caption" and _GENRE.match(words) is not None)
        title = (line.kind == "heading" or whole) and _is_title(words)
        if title:
            found.append((start, line.span.end))
            if counts[words] > 1 or dated or len(_WORD.findall(words)) >= _TITLE_WORDS[1]:
                break
        elif line.kind == "body":
            break
    return " ".join(text[slice(*found[-1])].lstrip("# ").split()) if found else None


def _is_title(words: str) -> bool:
    told = _KICKER.match(words) or _SYMBOL.match(words) or _BY_AGENCY.search(words) or _LABELLED.match(words)
    named = (
        told
        or _MINISTRY.match(words)
        or _WHITE_HOUSE.match(words)
        or _UN_OFFICE.search(words)
        or words.startswith(("By ", "BY ", "•"))
        or _SIGNED.match(words)
        or _CUT_OFF.search(words)
    )
    latin = sum(c.isascii() for c in words) * 10 >= len(words) * 9
    return (
        latin and not named and " > " not in words and _TITLE_WORDS[0] <= len(_WORD.findall(words)) <= _TITLE_WORDS[2]
    )


def _publisher(lines: list[tuple[Line, str]]) -> str | None:
    """The agency of a dateline or line of its own, who is labelled so, or the United Nations by its symbols."""
    for line, words in lines:
        agency = _BY_AGENCY.search(words[:120]) if line.kind not in ("caption", "furniture") else None
        if agency and (len(words) < _SHORT or agency.lastgroup != "line"):
            return str(agency[agency.lastgroup or 0])
        if _MINISTRY.match(words):
            return words.removeprefix("The ")
        labelled = _LABELLED.match(words)
        if labelled:
            return labelled["name"]
        if _WHITE_HOUSE.match(words):
            return "The White House"
        if _SYMBOL.match(words) or _UN_OFFICE.search(words):
            return "United Nations"
    return None


def _published(lines: list[tuple[Line, str]]) -> When:
    """The day of a line that is a date, or tells one by a label or a dateline; none where two lines differ."""
    found: list[When] = []
    changed: list[When] = []
    for at, (line, words) in enumerate(lines):
        beside = [other for _, other in lines[max(0, at - 1) : at + 2]]
        if any(_CLOCK.search(other) or _WEATHER.match(other) for other in beside):
            continue  # the page's own clock
        when = _date(line, words)
        if when.earliest is not None:
            (changed if _CHANGED.match(words) else found).append(When(None, when.earliest, when.latest))
    found = found or changed
    return found[0] if len(set(found)) == 1 or (found and found[0].day) else UNKNOWN


def _date(line: Line, words: str) -> When:
    labelled = _DATED.match(words)
    if labelled and labelled["iso"]:
        return _iso(labelled["iso"])
    released = _RELEASED.search(words)
    if released:
        return resolve(released["date"], UNKNOWN)
    agency = _BY_AGENCY.match(words)
    beside = _BESIDE.search(words[:200])
    if beside:
        return resolve(str(beside[beside.lastgroup or 0]), UNKNOWN)
    if line.kind == "dateline" or labelled or (agency and len(words) < _SHORT):
        dates = [resolve(found[0], UNKNOWN) for found in DATE.finditer(words.title() if words.isupper() else words)]
        days = [when for when in dates if when.day is not None]
        return days[0] if days else UNKNOWN
    return UNKNOWN


def _iso(written: str) -> When:
    try:
        if len(written) == 10:
            day = date.fromisoformat(written)
            return When(None, day, day)
        return resolve(date.fromisoformat(f"{written}-01").strftime("%B %Y"), UNKNOWN)
    except ValueError:  # a thirteenth month
        return UNKNOWN


_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_BESIDE_YEAR = 40  # characters, which hold the rest of a date


def _beside_years(text: str) -> Iterator[re.Match[str]]:
    """The dates of a text that may have a year: found much faster than all."""
    for year in _YEAR.finditer(text):
        yield from DATE.finditer(text, max(0, year.start() - _BESIDE_YEAR), year.end() + _BESIDE_YEAR)


def _with_year(text: str, lines: tuple[Line, ...], plain: str) -> When | None:
    """The day of a dateline that leaves out its year, where a full date of the text is within a week of it."""
    line = next((line for line in lines if line.kind == "dateline" and line.opens_body), None)
    written = DATE.search(plain[line.span.start : line.span.end].title()) if line is not None else None
    if written is None or not (written["m1"] or written["m2"]):
        return None
    found: set[date] = set()
    for other in _beside_years(text):
        told = resolve(other[0], UNKNOWN).day
        if told is not None:
            day = resolve(f"{written[0]}, {told.year}", UNKNOWN).day
            found |= {day} if day is not None and abs((day - told).days) <= _WEEK else set()
    if len(found) != 1:
        return None
    day = found.pop()
    return When(None, day, day)


def _at_the_foot(text: str) -> When:
    """The day on which the last lines of a page say that it was published or updated."""
    for words in fold(text[-_FOOT:]).split("\n")[1:]:
        found = DATE.search(words) if _UPDATED.match(words.strip()) else None
        when = resolve(found[0], UNKNOWN) if found else UNKNOWN
        if when.day is not None:
            return When(None, when.earliest, when.latest)
    return UNKNOWN
