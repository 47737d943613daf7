"""Marks of HTML, wikis, markdown, bulletin boards and posts, taken out: what they set apart stays, each passage with
its offset. Notes and citations go with their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from triples.extraction.edits import Edit, cuts, in_order

_BLOCK = r"(?:p|div|h[1-6]|li|ul|ol|tr|table|blockquote|section|article|header|footer|figure|figcaption|body)"
_HTML = (
    r"(?P<note><ref\b[^<>]{0,200}(?:/>|>[^\0]{0,1500}?</ref>)|<!--[^\0]{0,5000}?-->"
    r"|<(?P<hidden>script|style)\b[^<>]{0,300}>[^\0]{0,20000}?</(?P=hidden)>)"
    rf"|(?P<block></?{_BLOCK}\b[^<>]{{0,300}}>)|(?P<br><br\b[^<>]{{0,50}}>)|(?P<cell></?t[dh]\b[^<>]{{0,200}}>)"
    r"|(?P<tag><[^<>\n]{1,300}>)"
)
_WIKI = (
    r"|(?P<file>\[\[(?:File|Image|Category):[^\[\]\n]{0,400}\]\])"
    r"|\[\[(?:[^\[\]|\n]{1,150}\|)?(?P<wiki>[^\[\]|\n]{1,150})\]\]"
    r"|\{\{flag\w*\|(?P<flag>[^{}|\n]{1,60})(?:\|[^{}\n]{0,60})?\}\}|(?P<template>\{\{[^{}]{0,500}\}\})"
)
_MARKDOWN = (
    r"|!\[(?=[^\]\n]{0,300}\]\()|(?P<image>(?<!\S)!\[[^\]\n]{0,300}\]\([^()\s]{1,500}\))"
    r"|\[(?P<link>[^\[\]\n]{1,300})\]\([^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?: \"[^\"\n]{0,100}\")?\)"
    r"|\[(?P<reference>[^\[\]\n]{1,150})\]\[\w{0,20}\]"
)
_BOARD = (
    r"|(?P<board>\[/?(?:quote|list|center|h[1-6]|p(?![^\]]*\](?-i:[a-z])))(?:=[^\]\n]{1,200})?\])"
    r"|\[/?(?:b|i|u|s|url|img|size|color|font|left|right|justify|code)(?:=[^\]\n]{1,300})?\]"
)
_NOTES = (
    r"|(?P<mark>(?<![\s\"'(\[])(?<!^)\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[a-h]|notes? \d{1,3}|(?:citation|clarification)"
    r" needed|who\?|when\?|edit|update)\](?=\W|$)|(?<=[\w.,;:!?\"'”’)] )\[\d{1,3}\](?=[\s.,;:]|$))"
    r"|(?m:^)\[\d{1,3}\][ \t]+|\[\+\d+ chars\]|\[n[A-Z0-9]{8,12}\]"
)
_OPENS = re.compile(r"[<\[{!]")
_BRACKETED = re.compile(_HTML + _WIKI + _BOARD + _MARKDOWN + _NOTES, re.IGNORECASE)
_KEPT = ("wiki", "flag", "link", "reference")

_STARRED = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]{0,200}[^\s*])?)\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<!\w)_([^\s_](?:[^_\n]{0,200}[^\s_])?)_(?!\w)")
_DOUBLED = re.compile(r"\*\*+|'''+|(?<!\w)__(?=\w)|(?<=[\w.,])__(?!\w)")
_HEADING = re.compile(r"(?m)^(={2,5})[ \t]*(?=\S)([^=\n]{1,200}?)[ \t]*\1[ \t]*$")
_POSTED = re.compile(r"(?m)(?:[ \t]+(?:#\w+|https?://t\.co/\w+))+[ \t]*$|(?<![\w&/#])#(?=[A-Za-z])")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")  # the marks of notes, and units of area, which no rule reads
_PICTURES = re.compile(  # but check marks and crosses, which are votes
    r"[\U0001f000-\U0001faff\u2600-\u2610\u2613-\u2712\u2719-\u27bf\u2b00-\u2bff\ufe0f\u20e3]+[ \t]*"
)


def unmark(text: str) -> Iterable[Edit]:
    """The marks of a text, and what stands in their places: line ends for blocks, else nothing."""
    edits: list[Edit] = []
    for marks, find in _KINDS:
        if any(mark in text for mark in marks):
            edits.extend(find(text))
    if not text.isascii():
        edits.extend(cuts(_RAISED, text))
        edits.extend(cuts(_PICTURES, text))
    return in_order(edits)


def _bracketed(text: str) -> Iterable[Edit]:
    end = 0
    for opening in _OPENS.finditer(text):
        found = _BRACKETED.match(text, opening.start()) if opening.start() >= end else None
        if found is None:
            continue
        end = found.end()
        inner = next((name for name in _KEPT if found[name] is not None), None)
        if inner is None:
            yield Edit(found.start() - _space_before(text, found), found.end(), _in_place_of(found))
        else:
            yield Edit(found.start(), found.start(inner))
            yield Edit(found.end(inner), found.end())


def _space_before(text: str, found: re.Match[str]) -> bool:
    """Whether a space goes with the mark of a note."""
    return bool(found["mark"]) and text[found.start() - 1] == " "


def _in_place_of(found: re.Match[str]) -> str:
    if found["block"] or found["board"]:
        return "\n\n"
    return "\n" if found["br"] else "\t" if found["cell"] else ""


def _pairs(pattern: re.Pattern[str]) -> Callable[[str], Iterable[Edit]]:
    """Marks around what the pattern's group holds."""

    def find(text: str) -> Iterable[Edit]:
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.start(1))
            yield Edit(found.end(1), found.end())

    return find


def _headings(text: str) -> Iterable[Edit]:
    for found in _HEADING.finditer(text):
        yield Edit(found.start(), found.start(2), "\n# ")
        yield Edit(found.end(2), found.end(), "\n")


_KINDS: tuple[tuple[tuple[str, ...], Callable[[str], Iterable[Edit]]], ...] = (
    (("[", "<", "{{"), _bracketed),
    (("**", "'''", "__"), partial(cuts, _DOUBLED)),
    (("*",), _pairs(_STARRED)),
    (("_",), _pairs(_UNDERLINED)),
    (("==",), _headings),
    (("#", "//t.co/"), partial(cuts, _POSTED)),
)
