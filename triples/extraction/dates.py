"""Dates as written, and the days they can mean, counted from the day of the article. Never a guess: what could be
two things keeps its text and no bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from triples.extraction.layout import Line
from triples.extraction.patterns import listed
from triples.facts import UNKNOWN, Span, When

MONTHS = listed("January, February, March, April, May, June, July, August, September, October, November, December")
_MONTH_NUMBERS = {
    **{m.lower(): i for i, m in enumerate(MONTHS, 1)},
    **{m[:3].lower(): i for i, m in enumerate(MONTHS, 1)},
    "sept": 9,
}
WEEKDAYS = listed("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday")
_NUMBERS = {w: i for i, w in enumerate(listed("one, two, three, four, five, six, seven, eight, nine, ten"), 1)} | {
    "a": 1
}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_FULL_MONTH = "(?:" + "|".join(MONTHS) + ")"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:19[4-9]|20\d)\d"

DATE = re.compile(
    rf"(?:\b{_WEEKDAY}[, ]+)?(?:the )?\b(?:(?P<from1>\d{{1,2}})(?:[-–]| and | to ))?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
    r"[ -](?:of )?"
    rf"(?P<m1>{_MONTH})(?!\w)(?:(?:,? |-)(?P<y1>{_YEAR}))?"
    rf"|(?:\b{_WEEKDAY}[, ]+)?\b(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"(?:(?:[-–]| and | to )(?P<to2>\d{{1,2}})\b(?! \w))?(?!-year)(?:(?:,? |,)"
    rf"(?P<y2>{_YEAR}))?(?! (?:people|votes|states))"
    rf"|\b(?P<iso>{_YEAR}(?P<mark>[./-])\d\d(?P=mark)\d\d)(?:\b|(?=T\d))"
    rf"|(?<![\w/.-])(?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?P=sep)(?P<ny>{_YEAR})\b"
    rf"|\b(?P<m3>{_FULL_MONTH}),? (?:of )?(?P<y3>{_YEAR})\b"
    rf"|\b(?<!first )(?<!second )(?<!third )(?:(?P<which>last|this|next|on|late on|since|by|until|earlier)\s+)?"
    rf"(?P<weekday>{_WEEKDAY})\b"
    rf"(?![, ]+(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d))(?P<past> (?:of )?last week)?"
    r"|\b(?P<near>[Tt]he day before yesterday|[Tt]he day after tomorrow|"
    r"[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"
    r"|\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Ee]arlier this|[Ll]ate last|[Ee]arly this|[Ee]arly last|[Ll]ater this) "
    r"(?P<unit>week|month|year)\b"
    rf"|\b(?P<prep>[Ii]n|[Ss]ince|[Ll]ast|[Dd]uring|[Uu]ntil|[Bb]y) "
    rf"(?:early |late |mid-)?(?P<m4>{_FULL_MONTH})\b(?!,? (?:of )?\d)"
    rf"|\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Ff]rom|[Uu]ntil|[Bb]y)(?: early| late)? (?P<y5>{_YEAR})\b"
    r"|\b(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<ago>day|week|fortnight|month|year|decade)s? "
    r"ago\b",
)
_STALE = 270  # days: further back, "in February" may as well be the next one


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: where it stands, and what it can mean."""

    span: Span
    when: When


def dates_in(plain: str, span: Span, anchor: When) -> tuple[Dated, ...]:
    """The dates of a passage, resolved from the article's own day (or days) `anchor`."""
    return tuple(
        Dated(Span(found.start(), found.end()), _resolve(found, anchor))
        for found in DATE.finditer(plain, span.start, span.end)
    )


def resolve(text: str, anchor: When) -> When:
    """What a written date can mean; `UNKNOWN` where it is none."""
    found = DATE.search(text)
    return _resolve(found, anchor) if found else UNKNOWN


def _resolve(found: re.Match[str], anchor: When) -> When:
    text = found[0]
    groups = found.groupdict()
    for kind, read in _READERS:
        if groups[kind]:
            try:
                return read(text, groups, anchor)
            except (ValueError, OverflowError):  # 31 February and the like: written, but no day
                return When(text)
    return When(text)


def _day_and_month(days: tuple[str | None, str | None], month: str, year: str | None, text: str, anchor: When) -> When:
    """A day of a month, or the days from one to another: "5-7 March"."""
    number = _MONTH_NUMBERS[month.rstrip(".").lower()]
    first, last = (int(day) for day in (days[0] or days[1], days[1] or days[0]) if day)
    if last < first:
        return When(text)

    def bounds(y: int) -> tuple[date, date]:
        return date(y, number, first), date(y, number, last)

    return When(text, *bounds(int(year))) if year else _latest_before(text, anchor, bounds)


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _latest_before(text: str, anchor: When, of_year: Callable[[int], tuple[date, date]]) -> When:
    """The last time before the article that a date without its year came round; none when that is long ago."""
    if anchor.earliest is None or anchor.latest is None:
        return When(text)
    spans = []
    for day in (anchor.earliest, anchor.latest):
        begin, end = of_year(day.year)
        if begin > day:
            begin, end = of_year(day.year - 1)
        if (day - end).days > _STALE:
            return When(text)
        spans.append((begin, end))
    return When(text, spans[0][0], spans[1][1])


def _around(text: str, anchor: When, bounds: Callable[[date], tuple[date, date]]) -> When:
    """Bounds counted from the article's day, from both ends where that day is itself between bounds."""
    if anchor.earliest is None or anchor.latest is None:
        return When(text)
    return When(text, bounds(anchor.earliest)[0], bounds(anchor.latest)[1])


def _weekday(text: str, groups: dict[str, str | None], anchor: When) -> When:
    target = WEEKDAYS.index(str(groups["weekday"]).capitalize())
    which = groups["which"]
    if groups["past"]:
        return _around(text, anchor, lambda day: (day - timedelta(days=day.weekday() + 7 - target),) * 2)

    def bounds(day: date) -> tuple[date, date]:
        back = (day.weekday() - target) % 7
        if which == "next":
            ahead = day + timedelta(days=7 - back)
            return ahead, ahead
        found = day - timedelta(days=7 if which == "last" and back == 0 else back)
        return found, found

    return _around(text, anchor, bounds)


_SHIFTS = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def _near(text: str, groups: dict[str, str | None], anchor: When) -> When:
    shift = _SHIFTS.get(str(groups["near"]).lower(), 0)
    return _around(text, anchor, lambda day: (day + timedelta(days=shift),) * 2)


def _relative(text: str, groups: dict[str, str | None], anchor: When) -> When:
    word = str(groups["rel"]).lower()
    step = -1 if word.endswith("last") else 1 if word == "next" else 0
    if word.startswith(("earlier", "later")) and anchor.earliest and anchor.latest:
        whole = _relative(text, {**groups, "rel": "this"}, anchor)
        past = word.startswith("earlier")  # "this month", up to the day of the article or from it on
        return When(text, whole.earliest if past else anchor.earliest, anchor.latest if past else whole.latest)

    def bounds(day: date) -> tuple[date, date]:
        if groups["unit"] == "year":
            return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
        if groups["unit"] == "month":
            month = day.year * 12 + day.month - 1 + step
            return _month_bounds(month // 12, month % 12 + 1)
        monday = day - timedelta(days=day.weekday() - 7 * step)
        return monday - timedelta(days=1), monday + timedelta(days=6)  # a week may begin on Sunday

    return _around(text, anchor, bounds)


_AGO = {  # days, and how many more or less people mean
    "day": (1, 0),
    "week": (7, 3),
    "fortnight": (14, 3),
    "month": (30, 16),
    "year": (365, 190),
    "decade": (3652, 1000),
}


def _ago(text: str, groups: dict[str, str | None], anchor: When) -> When:
    word = str(groups["count"]).lower()
    count = int(word) if word.isdigit() else _NUMBERS.get(word, 1)
    days, slack = _AGO[str(groups["ago"])]
    return _around(
        text,
        anchor,
        lambda day: (day - timedelta(days=count * days + slack), day - timedelta(days=count * days - slack)),
    )


def _exact(text: str, groups: dict[str, str | None], anchor: When) -> When:
    day = date.fromisoformat(re.sub("[./]", "-", str(groups["iso"])))
    return When(text, day, day)


def _numbers(text: str, groups: dict[str, str | None], anchor: When) -> When:
    """ "31.12.2019" and "12/31/2019"; "10/06/2010" is one of two days, and with slashes or hyphens nobody can tell."""
    first, second, year = int(str(groups["n1"])), int(str(groups["n2"])), int(str(groups["ny"]))
    if groups["sep"] == "." or first > 12:
        day = date(year, second, first)
    elif second > 12 or first == second:
        day = date(year, first, second)
    else:
        return When(text)
    return When(text, day, day)


def _month(text: str, groups: dict[str, str | None], anchor: When) -> When:
    number = MONTHS.index(str(groups["m4"])) + 1
    return _latest_before(text, anchor, lambda year: _month_bounds(year, number))


def _year(text: str, groups: dict[str, str | None], anchor: When) -> When:
    year = int(str(groups["y5"]))
    return When(text, date(year, 1, 1), date(year, 12, 31))


_READERS: tuple[tuple[str, Callable[[str, dict[str, str | None], When], When]], ...] = (
    ("d1", lambda text, g, anchor: _day_and_month((g["from1"], g["d1"]), str(g["m1"]), g["y1"], text, anchor)),
    ("d2", lambda text, g, anchor: _day_and_month((g["d2"], g["to2"]), str(g["m2"]), g["y2"], text, anchor)),
    ("iso", _exact),
    ("n1", _numbers),
    ("m3", lambda text, g, _: When(text, *_month_bounds(int(str(g["y3"])), MONTHS.index(str(g["m3"])) + 1))),
    ("weekday", _weekday),
    ("near", _near),
    ("unit", _relative),
    ("m4", _month),
    ("y5", _year),
    ("ago", _ago),
)


def dateline_day(plain: str, lines: Sequence[Line], published: When) -> When:
    """The day of the dateline. A year that it leaves out is that of the publication; a day far from the
    publication is the page's clock, not the article's."""
    datelines = [line for line in lines if line.kind == "dateline"]
    prefixes = [line for line in datelines if line.opens_body]
    for line in prefixes or datelines:
        found = DATE.search(plain[line.span.start : line.span.end].title())
        if found is None:
            continue
        when = _resolve(found, _week_after(published))
        if when.earliest and _near_publication(when, published):
            return when
        if line.opens_body:
            return When(found[0]) if when.earliest is None else UNKNOWN
    return UNKNOWN


def _week_after(published: When) -> When:
    """A dateline may be a day ahead of the page's date, by the hour of its place."""
    if published.latest is None:
        return published
    ahead = published.latest + timedelta(days=1)
    return When(published.text, ahead, ahead)


def _near_publication(when: When, published: When) -> bool:
    if published.earliest is None or published.latest is None or when.earliest is None or when.latest is None:
        return True
    week = timedelta(days=8)
    return when.latest >= published.earliest - week and when.earliest <= published.latest + week
