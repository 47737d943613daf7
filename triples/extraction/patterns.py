"""Patterns from word lists: one alternation whose common beginnings are shared, which searches fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import itemgetter

_Trie = dict[str, "_Trie"]


def listed(text: str) -> list[str]:
    """The entries of a list that is written as text, parted by commas; a line may end inside one."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


def one_of(entries: Iterable[str], *, any_case: bool = False) -> str:
    """A pattern that matches any of the words, the longest that fits. A space also matches a hyphen; with `any_case`
    the first letter of each word may be a capital."""
    trie: _Trie = {}
    for word in entries:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _write(trie, any_case, True)


def _write(trie: _Trie, any_case: bool, opens: bool) -> str:
    branches = []
    for char in sorted(trie):
        if char:
            branches.append(_letter(char, any_case and opens) + _write(trie[char], any_case, char in " -"))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in trie else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in trie else body


def _letter(char: str, any_case: bool) -> str:
    if char in " -":
        return "[ -]"
    if any_case and char.lower() != char.upper():
        return f"[{char.lower()}{char.upper()}]"
    return re.escape(char)


def at_word(alternatives: str) -> str:
    """A pattern that stands for `\\b(?:...)` around alternatives that each begin with a letter or a class of letters:
    the boundary is asked for behind the letter, so that `re` goes from one such letter to the next, where it would try
    the alternatives at every place. ValueError for one that begins otherwise."""
    return f"(?:{'|'.join(branch for one in _parted(alternatives) for branch in _opened(one))})"


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """The characters, escapes and classes of a pattern, each with how many groups are open behind it."""
    depth = 0
    for token in re.findall(r"\\.|\[[^\]]*\]|.", text):
        depth += (token == "(") - (token == ")")
        yield token, depth


def _parted(alternatives: str) -> list[str]:
    parts = [""]
    for token, depth in _tokens(alternatives):
        if token == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _opened(alternative: str) -> Iterator[str]:
    """An alternative with the boundary behind its first letter, once for each that it can begin with."""
    if alternative.startswith("(?:"):
        inside = "".join(token for token, _ in takewhile(itemgetter(1), _tokens(alternative)))
        rest = _unrepeated(alternative[len(inside) + 1 :])
        for one in _parted(inside[3:]):
            yield from _opened(one + rest)
        return
    first = re.match(r"\[([A-Za-z]+)\]|([A-Za-z])", alternative)
    if first is None:
        raise ValueError(f"{alternative!r} begins with no letter")
    rest = _unrepeated(alternative[first.end() :])
    for letter in first[1] or first[2]:
        yield rf"{letter}(?<!\w.){rest}"


def _unrepeated(rest: str) -> str:
    if rest.startswith(("?", "*", "+", "{")):
        raise ValueError(f"what stands before {rest!r} begins with no letter, or more than once")
    return rest


def holds(text: str, cues: Iterable[str]) -> bool:
    """Whether one of some words or marks stands in a text, in a third of the time that a generator takes."""
    return any(map(text.__contains__, cues))


class Cued:
    """A pattern with words or marks of which each of its matches holds one: it is not tried on a text without. A test
    proves of every one in this package that it misses nothing, and says so where a new alternative wants a cue."""

    def __init__(self, pattern: str, *cues: str) -> None:
        self.pattern, self.cues = re.compile(pattern), cues

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.pattern.search(text) if holds(text, self.cues) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, in order."""
        return self.pattern.finditer(text) if holds(text, self.cues) else iter(())


def found_around(text: str, held: Iterable[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that holds one of these words or marks, with 80 characters before it at most: looked for
    only around these, which costs next to nothing in a text without them."""
    done = 0
    for at in sorted(found.start() for word in held if word in text for found in re.finditer(word, text)):
        for match in pattern.finditer(text, max(done, at - _BEFORE), at + _AFTER):
            yield match
            done = match.end()


_BEFORE, _AFTER = 80, 40
_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as they are written there: its runs of letters."""
    return frozenset(_WORD.findall(text))


def places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[end : end + 1].isalpha() or (at and text[at - 1].isalpha())):
            yield at
        at = text.find(word, end)


def first_words(entries: Iterable[str]) -> frozenset[str]:
    """The words that entries begin with, up to a hyphen or space, with a small letter and with a capital."""
    firsts = {found[0] for entry in entries if (found := _WORD.match(entry))}
    return frozenset(firsts | {word[0].upper() + word[1:] for word in firsts})


def found_at(text: str, starts: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a text, tried only at these places, in order, and none inside another: where
    `finditer` would try every alternative at every place."""
    at = 0
    for start in starts:
        if start >= at:
            match = pattern.match(text, start)
            if match is not None:
                yield match
                at = match.end()
