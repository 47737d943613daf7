"""An index of names: finds things by what they are called, in any language, folded, by beginning, or nearly so.

SQLite's full-text search does the work: words without case and accents (`unicode61`), and groups of three letters
(`trigram`) for what is misspelt. The index lives in memory and is made anew when the data change.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_TABLES = """
CREATE TABLE thing (iri TEXT PRIMARY KEY, label TEXT, class TEXT);
CREATE TABLE name (iri TEXT, text TEXT, folded TEXT);
CREATE INDEX by_folded ON name (folded);
CREATE VIRTUAL TABLE words USING fts5 (text, content=name, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE VIRTUAL TABLE letters USING fts5 (folded, content=name, tokenize='trigram');
"""
_FILL = (
    "INSERT INTO words (rowid, text) SELECT rowid, text FROM name; "
    "INSERT INTO letters (rowid, folded) SELECT rowid, folded FROM name;"
)
_FOUND = "SELECT thing.iri, thing.label, thing.class, name.text, name.folded FROM "
_EXACT = f"{_FOUND} name JOIN thing USING (iri) WHERE name.folded = ? LIMIT ?"
_BY_WORDS = (
    f"{_FOUND} words JOIN name ON name.rowid = words.rowid JOIN thing USING (iri) WHERE words MATCH ? "
    "ORDER BY bm25(words), length(name.text), name.text, thing.iri LIMIT ?"
)
_BY_LETTERS = (
    f"{_FOUND} letters JOIN name ON name.rowid = letters.rowid JOIN thing USING (iri) WHERE letters MATCH ? "
    "ORDER BY bm25(letters), thing.iri LIMIT ?"
)
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_LOOKED_AT = 200  # names that are compared for one question
_ALIKE = 0.72  # of 1: less is another name
_LONGEST = 200  # characters of a question that are looked at


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that has a name: its IRI, preferred label and class (the last part of its IRI), and the name."""

    iri: str
    label: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """A thing found, the name by which it was, and how well that fits (100: the same)."""

    iri: str
    label: str
    kind: str
    name: str
    score: float


class Names:
    """The index. Safe for several threads."""

    def __init__(self, named: Iterable[Named]) -> None:
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.executescript(_TABLES)
        rows = sorted(named, key=lambda row: (row.iri, row.name))
        self._base.executemany("INSERT OR IGNORE INTO thing VALUES (?, ?, ?)", ((r.iri, r.label, r.kind) for r in rows))
        self._base.executemany("INSERT INTO name VALUES (?, ?, ?)", ((r.iri, r.name, _fold(r.name)) for r in rows))
        self._base.executescript(_FILL)

    def find(self, text: str, limit: int, kinds: frozenset[str] = frozenset()) -> list[Match]:
        """Up to `limit` things that the text may name, the likeliest first; of these classes, where any are given."""
        asked = text[:_LONGEST]
        if not _WORD.search(asked):
            return []
        best: dict[str, Match] = {}
        for iri, label, kind, name, fold in self._candidates(asked):
            score = _score(_fold(asked), fold)
            if (not kinds or kind in kinds) and score > 0 and (iri not in best or score > best[iri].score):
                best[iri] = Match(iri, label, kind, name, score)
        return sorted(best.values(), key=lambda match: (-match.score, match.label, match.iri))[:limit]

    def _candidates(self, asked: str) -> list[tuple[str, str, str, str, str]]:
        words = " ".join(f'"{word}"*' for word in _WORD.findall(asked))
        fold = _fold(asked)
        letters = " OR ".join(f'"{fold[at : at + 3]}"' for at in range(max(0, len(fold) - 2)))
        with self._lock:
            found = self._base.execute(_EXACT, (fold, _LOOKED_AT)).fetchall()
            found += self._base.execute(_BY_WORDS, (words, _LOOKED_AT)).fetchall()
            if not found and letters:
                found = self._base.execute(_BY_LETTERS, (letters, _LOOKED_AT)).fetchall()
        return found


class Index:
    """The names of what is served: made when first asked, and again when the data have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[str, Names] | None = None

    def names(self, version: str, named: Callable[[], Iterable[Named]]) -> Names:
        """The index of this version of the data."""
        with self._lock:
            if self._made is None or self._made[0] != version:
                self._made = version, Names(named())
            return self._made[1]


def _fold(text: str) -> str:
    """Words without case and accents, with single spaces; apostrophes join."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.translate(_APOSTROPHES)))


def _score(asked: str, name: str) -> float:
    """100 for the same words; less for a beginning, for words among others, and for what is only alike."""
    if asked == name:
        return 100.0
    share = len(asked) / max(len(name), 1)
    if name.startswith(asked):
        return round(70 + 25 * share, 1)
    if all(any(word.startswith(part) for word in name.split()) for part in asked.split()):
        return round(50 + 25 * min(share, 1), 1)
    alike = SequenceMatcher(None, asked, name).ratio()
    return round(60 * alike, 1) if alike >= _ALIKE else 0.0
