"""Folding of characters, one to one: the folded text has the offsets of the text as read."""

import re
import unicodedata

# The last ones are those of Windows-1252, where its bytes were read as those of Latin-1.
_DOUBLE_QUOTES = "“”„‟«»″＂〝〞「」『』\x93\x94"
_SINGLE_QUOTES = "‘’‚‛ʼʹ′`´＇\x91\x92"
_HYPHENS = "‐‑‒−﹣－"
_DASHES = "–―⸺\x96\x97"  # a dash parts clauses, a hyphen joins words: rules tell them apart
_SPACES = "\t\r\v\f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_DASHES, "—"),
        **dict.fromkeys(_SPACES + _INVISIBLE, " "),
        **dict.fromkeys("\u2028\u2029", "\n"),
        **dict(zip("，、。：；！？（）［］％", ",,.:;!?()[]%", strict=True)),  # as Chinese and Japanese pages set them
    }
)

# What a page's markup leaves in its text: link targets, emphasis marks, wire codes. Blanked, never cut.
_MARKUP = re.compile(
    r"!\[(?=[^\]\n]{0,300}\]\()"  # the opening of an image
    r"|\[(?=[^\]\n]{1,300}\]\()"  # the opening of a link
    r"|(?<=[^\s\]])\]\([^()\s]{1,500}(?:\([^()\s]*\)[^()\s]*)?\)"  # its target
    r"|\*\*|__(?=\w)|(?<=\w)__"
    r"|\[n[A-Z0-9]{8,12}\]"  # the story codes of a wire service
    r"|<[^<>\n]{1,200}>"
)


def _letters() -> dict[int, str]:
    """Accented letters whose base is one letter, and the few that Unicode does not decompose."""
    table = {ord(a): b for a, b in zip("øØłŁđĐıħĦðÐþÞ", "oOlLdDihHdDtT", strict=True)}
    for code in range(0xC0, 0x250):
        base = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        if len(base) == 1 and base != chr(code):
            table[code] = base
    return table


_LETTERS = _letters()


def fold(text: str) -> str:
    """Quotes, dashes and spaces in their plain form, markup blanked; `len(fold(t)) == len(t)`."""
    folded = text.translate(_FOLDED)
    if any(mark in folded for mark in ("[", "**", "__", "<")):
        folded = _MARKUP.sub(lambda found: " " * len(found[0]), folded)
    return folded


def fold_letters(text: str) -> str:
    """Letters without their accents, one to one: names are compared in this form."""
    return text if text.isascii() else text.translate(_LETTERS)
