"""Datelines: where and when an article was filed, on a line of its own or before its first words."""

from __future__ import annotations

import re

from triples.facts import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? "
    rf"{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
)
_ONLY_DATE = re.compile(
    r"(?:Published|Updated|Posted|Last (?:updated|modified)|Date|Issued|Created|First published)?:?\s*(?:on )?:?\s*"
    r"(?:\d\d?[:.]\d\d ?(?:[ap]\.?m\.?)?,? ?(?:GMT|UTC|[A-Z]{2,4})?,? ?)?"
    rf"(?:{_DATE}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
    r"(?:[,T ]*(?:at |- )?\d\d?[:.]\d\d(?::\d\d)?(?: ?(?:[ap]\.?m\.?|GMT|UTC|Z\b|[+-]\d\d:?\d\d|[A-Z]{2,4})){0,2})?"
    r"(?: \d\d?[:.]\d\d(?: ?[ap]m)?)*\.?(?:\s?[|·•/-]\s?(?:last )?(?:updated|modified).{0,40}| by \D{3,40})?$",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][\w.'/-]*(?:(?:,| /|,? and)? [A-Z][\w.'/-]*){0,4}"
_AGENCY = r"\([A-Z][\w .,/'-]{1,40}\)"
_PREFIX = re.compile(
    rf"(?:(?P<place>{_PLACE})(?:\s*(?P<agency1>{_AGENCY}))?(?:,?\s+\(?(?P<date>{_DATE})\)?)?"
    rf"|(?P<only>{_DATE}))?\s*(?P<agency2>{_AGENCY})?,?\s*[:.]?\s*(?:—|--|-(?=\s))\s*"
)
_SLASHED = re.compile(rf"{_PLACE}, {_DATE}\. /[A-Z][\w -]{{1,20}}/\.?(?=\s)")  # "TOKYO, February 12. /TASS/."
_GLUED = re.compile(
    r"(?:UNITED NATIONS|NEW YORK|GENEVA|VIENNA|THE HAGUE|WASHINGTON|BRUSSELS|SEOUL|TOKYO|BEIJING|MOSCOW|LONDON|PARIS|"
    r"NAIROBI|CAIRO|BEIRUT|JERUSALEM|KIEV|KYIV|DAMASCUS|BAGHDAD|TEHRAN|KABUL|ADDIS ABABA|BERLIN|ROME|MADRID|ANKARA|"
    r"ISTANBUL|NEW DELHI|ISLAMABAD|PYONGYANG|HONG KONG|SINGAPORE|SYDNEY|CANBERRA|OTTAWA|CARACAS|HAVANA)"
    r"(?: \([A-Z]\w+\))?(?::| [|•])? {1,2}(?=[A-Z\"][a-z.])"
)
_DATED = re.compile(  # without the dash that ends others, or with more of them
    rf"(?:\[(?:{_PLACE}, )?{_DATE}\]|{_PLACE}, {_DATE}(?::| {_AGENCY}| /\w[\w -]{{1,20}}/(?: --?)?)|"
    rf"{_DATE}, {_PLACE} ?(?:—|--?)|{_PLACE} (?:—|--?) {_DATE} ?(?:—|--?))(?= \"?[A-Z])"
)
_PLACE_AND_DATE = re.compile(
    rf"(?:[A-Z][\w.' /-]{{1,40}}(?:, [A-Z][\w.' -]{{1,25}})?[,|:—-] ?)?{_DATE}(?:\s?[|·—-][^.!?]{{0,60}}|,? "
    rf"(?:Last )?[Uu]pdated.{{0,30}})?$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_INNER = re.compile(
    rf"(?<=[a-z0-9] )(?P<dateline>[A-Z]{{3,}}(?:[ ,/]+[A-Z]{{3,}}){{0,3}}(?:, {_DATE})?(?: {_AGENCY})?) "
    rf"(?:—|--|-) (?=[A-Z\"])"
)
_TITLE_LENGTH = 160


def is_dateline(line: str) -> bool:
    """Whether a line is nothing but a date, or a place or body and a date."""
    if _ONLY_DATE.match(line):
        return True
    return len(line) < 100 and bool(_YEAR.search(line) and _PLACE_AND_DATE.match(line))


def opening_dateline(plain: str, span: Span) -> Span | None:
    """The dateline before the first words of a paragraph, or behind a title glued to it; None where there is none."""
    glued = _GLUED.match(plain, span.start, span.end)
    if glued:
        return Span(span.start, glued.end() - 1)
    slashed = _SLASHED.match(plain, span.start, span.end)
    if slashed:
        return Span(span.start, slashed.end())
    dated = _DATED.match(plain, span.start, span.end)
    if dated:
        return Span(span.start, len(plain[: dated.end()].rstrip(" —-:")))
    end = min(span.end, span.start + _TITLE_LENGTH + 60)
    if not any(plain.find(dash, span.start, end) >= 0 for dash in "—-"):  # which ends all others
        return None
    inner = _INNER.search(plain, span.start, end)
    if inner and inner.start() - span.start <= _TITLE_LENGTH:
        return Span(inner.start("dateline"), inner.end("dateline"))
    found = _PREFIX.match(plain, span.start, span.end)
    if not found or found.end() - span.start > 90 or found.end() == span.end:
        return None
    place = found["place"] or ""
    city = place.partition(",")[0]
    capitals = len(city) > 2 and city.isupper()
    if capitals or any(found[part] for part in ("date", "only", "agency1", "agency2")):
        return Span(span.start, len(plain[: found.end()].rstrip(" —-")))
    return None
