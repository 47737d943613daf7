"""The language of a page: one of the six of the United Nations, by `?lang=` or Accept-Language, and its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from werkzeug.datastructures import LanguageAccept

NAMES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "fr": "français", "es": "español", "ru": "русский", "ar": "العربية", "zh": "中文"}
)
DEFAULT = "en"

_FOLDER = Path(__file__).resolve().parent / "words"
_FROM_RIGHT = frozenset({"ar"})
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Language:
    """A language in which pages speak: its code and its words by key, English where one is missing."""

    code: str
    words: Mapping[str, str]

    @property
    def dir(self) -> str:
        """The direction of its script, as HTML calls it."""
        return "rtl" if self.code in _FROM_RIGHT else "ltr"

    def say(self, key: str, **values: object) -> str:
        """The words of a key, with `{name}` filled in; KeyError for a key that nobody has written."""
        text = self.words[key]
        return text.format(**values) if values else text

    def number(self, value: int) -> str:
        """A whole number with its thousands apart, as the language does it."""
        return f"{value:,}".replace(",", self.words["thousands"])

    def day(self, iso: str) -> str:
        """A day in words (`10 December 2015`); anything else as it is."""
        found = _DAY.fullmatch(iso)
        if found is None:
            return iso
        month = self.words[f"month_{int(found[2])}"]
        return self.say("day", day=int(found[3]), month=month, year=int(found[1]))


@cache
def language(code: str) -> Language:
    """The language with this code, one of NAMES."""
    return Language(code, MappingProxyType({**_words(DEFAULT), **_words(code)}))


@cache
def _words(code: str) -> Mapping[str, str]:
    return MappingProxyType(tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8")))


def chosen(asked: str | None, accepted: LanguageAccept) -> str:
    """The code of the language for a request: what `?lang=` asks for where we have it, else what the reader likes."""
    if asked is not None and asked in NAMES:
        return asked
    return accepted.best_match(list(NAMES)) or DEFAULT
