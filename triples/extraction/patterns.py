"""Patterns from word lists: one alternation whose common beginnings are shared, which searches fast."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
