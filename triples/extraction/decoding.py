"""Letters as they were meant: HTML entities, escapes of JSON and markdown, UTF-8 that was read as another encoding,
accents that stand apart from their letters, ligatures, and the values of an export in JSON."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from triples.extraction.edits import Edit, in_order

# Windows-1252 shows the bytes 0x80 to 0x9f as these; five of them stand for nothing and come through as they are.
_C1 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TAIL = rf"[\u0080-\u00bf{_C1}]"
_MISREAD = rf"[ÂÃÄÅ]{_TAIL}|â{_TAIL}{{2}}|ï»¿"  # UTF-8 of Latin letters, of General Punctuation, of the byte order mark
_CUT_QUOTE = r"â€(?=[\s,.;:)]|$)|â€�"  # the byte 0x9d of a closing quotation mark is lost on the way
_BARE = r"Â(?=\s)"  # a hard space whose second half became a plain one

_ENTITY = re.compile(r"&(?:amp;){0,3}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(?:r\\)?([nrt])(?![a-z])|\\([\[\]*_.\-#()!+>\"'/])|\\n")
_MOJIBAKE = re.compile(rf"{_MISREAD}|{_CUT_QUOTE}|{_BARE}")
_APART = re.compile(r"[A-Za-z][\u0300-\u036f]{1,3}")
_LIGATURE = re.compile(r"[\ufb00-\ufb04]")
_LOST_APOSTROPHE = r"(?<=\w){mark}(?=(?:s|t|re|ll|ve|d|m)\b)"
_LOST_QUOTATION = (
    r"(?<![^\s(]){mark}(?=\w)[^\n{mark}]{{3,600}}(?:(?<=\w){mark}(?=\w)[^\n{mark}]{{1,300}}){{0,9}}"
    r"(?<=[\w,.!]){mark}(?!\w)"
)
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"\w+\"\s*:|\s*\[\s*\"")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
_PROSE = re.compile(r"\w\S* +\S+ +\S+ +\S")


def export_values(text: str) -> Iterable[Edit]:
    """Of a text that is JSON, all but the values that are prose, each of which becomes a paragraph."""
    if not _JSON.match(text):
        return ()
    return tuple(_around_values(text))


def _around_values(text: str) -> Iterator[Edit]:
    at = 0
    for string in _STRING.finditer(text):
        if not string[2] and _PROSE.search(string[1]):
            yield Edit(at, string.start(1), "\n\n" if at else "")
            at = string.end(1)
    if at:
        yield Edit(at, len(text))


def decode(text: str) -> Iterable[Edit]:
    """What stands for other letters, as those letters."""
    found = [
        Edit(match.start(), match.end(), letters)
        for mark, pattern, meant in _CODES
        if any(m in text for m in mark)
        for match in pattern.finditer(text)
        if (letters := meant(match)) != match[0]
    ]
    for lost in "\ufffd?":
        found.extend(_lost_marks(text, lost))
    return in_order(found)


def _of_entity(found: re.Match[str]) -> str:
    letter = html.unescape(f"&{found[1]};")
    return letter if len(letter) == 1 else found[0]


def _of_escape(found: re.Match[str]) -> str:
    if found[1]:
        letter = chr(int(found[1], 16))
        return "" if "\ud800" <= letter <= "\udfff" else letter  # half of an emoji
    return found[3] or {"t": "\t"}.get(found[2], "\n")


def _of_misread(found: re.Match[str]) -> str:
    if found[0] in ("â€", "â€�"):
        return "”"
    if found[0] == "Â":
        return ""
    raw = b"".join(_byte(letter) for letter in found[0])
    try:
        letter = raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return "" if letter == "\ufeff" else letter


def _byte(letter: str) -> bytes:
    return letter.encode("cp1252" if letter in _C1 else "latin-1")


def _composed(found: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFC", found[0])
    return letter if len(letter) == 1 else found[0]


_CODES: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (("&",), _ENTITY, _of_entity),
    (("\\",), _ESCAPE, _of_escape),
    (("Ã", "â€", "â\x80", "Â", "Ä", "Å", "ï»¿"), _MOJIBAKE, _of_misread),
    (("\u0300", "\u0301", "\u0302", "\u0303", "\u0308", "\u030a", "\u030c", "\u0327"), _APART, _composed),
    (("\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"), _LIGATURE, lambda m: unicodedata.normalize("NFKC", m[0])),
)


def _lost_marks(text: str, mark: str) -> Iterator[Edit]:
    """Quotation marks and apostrophes that a conversion left as `?` or as the sign of a letter that is none."""
    if mark not in text:
        return
    written = re.escape(mark)
    for found in re.finditer(_LOST_APOSTROPHE.replace("{mark}", written), text):
        yield Edit(found.start(), found.end(), "'")
    for found in re.finditer(_LOST_QUOTATION.format(mark=written), text):
        yield Edit(found.start(), found.start() + 1, '"')
        yield Edit(found.end() - 1, found.end(), '"')
