"""One report set in many ways: the facts are the same, and their evidence stands where the text as read has it."""

import html
import json
import re
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.evening import even
from triples.facts import Article, Ballot, Fact, Span

TITLE = "Council turns down rival ferry plan"
PARAGRAPHS = [
    "NEW YORK, March 14 (Courier) - The Security Council on Thursday rejected a draft resolution on ferries between "
    "the islands, by a vote of eight in favour to two against, with five abstentions.",
    "Russia and China voted against the text, while Kuwait, Indonesia and South Africa abstained.",
    '"This plan would have kept the islands apart," said Marta Lindqvist, the permanent representative of Sweden to '
    'the United Nations. "We will try again," she added.',
    "Germany's ambassador, Jonas Albrecht, told the Council that his government regretted the outcome. It was the "
    "second such vote this year.",
    "The representative of Chad said her delegation supported the draft, which spoke to all who live beside the water.",
]
WHOLE = [TITLE, *PARAGRAPHS]
BLANK = "\n\n".join(WHOLE)


CURLY = re.sub(r'"(?=\w)', "“", BLANK).replace('"', "”").replace("'", "’")


def columns() -> str:
    """The paragraphs in two columns side by side, below their title."""
    lines = [line for paragraph in PARAGRAPHS for line in [*textwrap.wrap(paragraph, 40), ""]]
    half = (len(lines) + 1) // 2
    return f"{TITLE}\n\n" + "\n".join(
        f"{a:<46}{b}".rstrip() for a, b in zip_longest(lines[:half], lines[half:], fillvalue="")
    )


def hyphenated(width: int) -> str:
    """The paragraphs wrapped, with long words cut where lines end."""
    cut = "\n\n".join(textwrap.fill(re.sub("([a-z]{3})(?=[a-z]{3})", r"\1-", p), width) for p in WHOLE)
    return re.sub("(?<=[a-z])-(?=[a-z])", "", cut)


def wrapped(width: int, end: str = "\n") -> str:
    return f"{end}{end}".join(end.join(textwrap.wrap(paragraph, width)) for paragraph in WHOLE)


SETTINGS = {
    "a line for each paragraph": "\n".join(WHOLE),
    "wrapped": wrapped(72),
    "wrapped narrowly": wrapped(60),
    "wrapped, with the line ends of Windows": wrapped(72, "\r\n"),
    "wrapped and indented, without empty lines": "\n".join(textwrap.fill(p, 72, initial_indent="   ") for p in WHOLE),
    "all on one line": " ".join(PARAGRAPHS),
    "all on one line, with the title": " ".join(WHOLE),
    "paragraphs glued together": "".join(PARAGRAPHS),
    "the line ends of Windows": "\r\n\r\n".join(WHOLE),
    "the line ends of old": "\r\r".join(WHOLE),
    "doubled spaces": BLANK.replace(" ", "  "),
    "hard spaces": BLANK.replace(" ", "\u00a0"),
    "soft hyphens": BLANK.replace("resolution", "resol\u00adution").replace("abstained", "ab\u00adstained"),
    "marks of no width": BLANK.replace("voted", "vo\u200bted").replace("Lindqvist", "Lind\u2060qvist"),
    "a mark of the byte order": f"\ufeff{BLANK}",
    "quoted as in a letter": "\n\n".join(f"> {paragraph}" for paragraph in WHOLE),
    "bullets": "\n\n".join([TITLE, *(f"• {paragraph}" for paragraph in PARAGRAPHS)]),
    "numbers": "\n\n".join([TITLE, *(f"{n}. {paragraph}" for n, paragraph in enumerate(PARAGRAPHS, 1))]),
    "wrapped very narrowly": wrapped(34),
    "wrapped, an empty line behind every line": "\n\n".join(line for p in WHOLE for line in textwrap.wrap(p, 66)),
    "wrapped, with words cut": hyphenated(60),
    "wrapped narrowly, with words cut": hyphenated(40),
    "quoted as in a letter, wrapped": "\n".join(f"> {line}" for line in wrapped(66).split("\n")),
    "pages with numbers": wrapped(66).replace("in favour to", "in\n\n- 2 -\n\nfavour to"),
    "pages with form feeds and running heads": wrapped(66)
    .replace("in favour to", "in\n3\n\fThe Ferry Post\nfavour to")
    .replace("beside the", "beside\n4\n\fThe Ferry Post\nthe"),
    "two columns": columns(),
    "subtitles": "\n\n".join(
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n + 1:02d},500\n{line}"
        for n, line in enumerate((line for p in PARAGRAPHS for line in textwrap.wrap(p, 50)), 1)
    ),
    "JSON": json.dumps({"title": TITLE, "id": 7, "text": "\n\n".join(PARAGRAPHS), "tags": ["ferries"]}),
    "JSON, a string for each paragraph": json.dumps({"title": TITLE, "text": PARAGRAPHS}, indent=2),
    "escaped line ends": "\\n\\n".join(WHOLE),
    "HTML": f"<h1>{TITLE}</h1>" + "".join(f'<p class="x">{p}</p>' for p in PARAGRAPHS).replace("Chad", "<b>Chad</b>"),
    "line breaks of HTML": "<br/><br/>".join(WHOLE),
    "entities of HTML": html.escape(BLANK).replace("outcome", "out&#99;ome"),
    "escaped HTML": html.escape("".join(f"<p>{p}</p>" for p in WHOLE)),
    "UTF-8 read as Windows-1252": CURLY.encode().decode("cp1252", "replace"),
    "UTF-8 read as Latin-1": CURLY.encode().decode("latin-1"),
    "Windows-1252 read as Latin-1": CURLY.encode("cp1252").decode("latin-1"),
    "quotation marks lost": re.sub("[“”’]", "?", CURLY),
    "quotation marks that are no letters": re.sub("[“”’]", "\ufffd", CURLY),
    "quotation marks of TeX": CURLY.replace("“", "``").replace("”", "''"),
    "quotation marks of Germany": CURLY.replace("“", "„").replace("”", "“"),
    "quotation marks of France": CURLY.replace("“", "«\u00a0").replace("”", "\u00a0»"),
    "links of markdown": BLANK.replace("Kuwait", "[Kuwait](https://example.org/kw)").replace("Chad", "**Chad**"),
    "emphasis of markdown": BLANK.replace("Kuwait", "*Kuwait*").replace("Sweden", "_Sweden_"),
    "links of a wiki": BLANK.replace("Kuwait", "[[Kuwait]]").replace("Russia", "[[Russian Federation|Russia]]"),
    "notes of a wiki": BLANK.replace("abstained.", "abstained.[3][note 1]").replace(
        "outcome.", "outcome.<ref>Peru</ref>"
    ),
    "marks of a bulletin board": "".join(f"[p]{p}[/p]\n" for p in WHOLE).replace("Chad", "[b]Chad[/b]"),
    "raised notes": BLANK.replace("abstained.", "abstained.¹").replace("outcome.", "outcome.²³"),
    "a thread of posts": "\n\n".join(f"{p} ({n}/5) #ferries" for n, p in enumerate(PARAGRAPHS, 1)),
    "pictures": "\n\n".join(f"\U0001f6a2 {p} \U0001f447" for p in WHOLE),
    "accents apart": unicodedata.normalize("NFD", BLANK),
    "words parted by a tokeniser": BLANK.replace("'s ", " 's ").replace(", ", " , "),
    "full-width marks": BLANK.replace(", ", "， ").replace("(", "（").replace(")", "）"),
    "rows of a table": "\n".join(f"| {p} |" for p in WHOLE),
    "numbered lines": "\n".join(
        f"{n:3d}  {line}" for n, line in enumerate((line for p in WHOLE for line in textwrap.wrap(p, 66)), 1)
    ),
    "the end cut off by a feed": f"{BLANK} [+1834 chars]",
}


def told(article: Article) -> list[str]:
    """What the facts say, without where they stand."""
    bare = (replace(fact, id="", evidence=(), confidence=0.0) for fact in article.facts)
    return sorted(str(replace(fact, vote=None) if isinstance(fact, Ballot) else fact) for fact in bare)


@pytest.mark.parametrize("setting", SETTINGS)
def test_however_a_report_is_set_it_tells_the_same(article: Callable[[str], Article], setting: str) -> None:
    facts = told(article(BLANK))
    assert len(facts) >= 12
    assert told(article(SETTINGS[setting])) == facts


@pytest.mark.parametrize("setting", ["doubled spaces", "soft hyphens", "wrapped, with the line ends of Windows"])
def test_evidence_stands_where_the_text_as_read_has_it(article: Callable[[str], Article], setting: str) -> None:
    def passages(text: str) -> list[str]:
        spans = [span for fact in article(text).facts for span in _evidence(fact)]
        return sorted(" ".join(text[s.start : s.end].replace("\u00ad", "").split()) for s in spans)

    assert passages(SETTINGS[setting]) == passages(BLANK)


def _evidence(fact: Fact) -> tuple[Span, ...]:
    return fact.evidence


def test_an_evidence_cut_in_two_by_a_column_runs_over_both() -> None:
    evened = even("\n".join(f"{left:<34}{right}" for left, right in zip(LEFT, RIGHT, strict=True)))
    words = "the boats that came and went"
    at = " ".join(evened.text.split("\n")).index(words)
    passage = evened.origin(Span(at, at + len(words)))
    assert passage.start < passage.end


LEFT = [
    "the ferry was late and the",
    "crew went ashore to see what",
    "the people of the town had",
    "to say about it all, and of",
]
LEFT += ["the weather and the price of", "fish, which had risen, and of", "the boats that came"]
RIGHT = [
    "and went as they pleased on",
    "any day but the one when all",
    "would have been of use to the",
    "people of the town, who were",
]
RIGHT += ["tired of it by then and said", "so to whoever would hear of", "it in the long evenings."]


def test_columns_keep_their_spaces() -> None:
    table = "Chad      Yes\nPeru      No\nthe vote was on a Monday and it rained\n"
    assert even(table).text == table


def test_what_only_looks_like_a_mark_stays() -> None:
    for text in (
        "China* and Russia* voted against.",
        "that [s]he said that [the envoy] had 5 * 4 boats, a < b and A&B",
        "The vote was 11/2 and then 9/4.",
        "FRANCE: ÉTÉ \u201cLE CAFÉ\u201d",
        "In favour\n13\nAgainst\n2",
        "Did they go? Why not? Nobody knows.",
        "snake_case_name",
    ):
        assert even(text).text == text.replace("[s]", "")


@given(st.text(alphabet="ab, \u00a0\n\r\u00ad\u200b.C", max_size=60))
def test_every_place_of_an_even_text_is_that_letter_of_the_text_as_read(text: str) -> None:
    evened = even(text)
    spans = [evened.origin(Span(at, at + 1)) for at in range(len(evened.text))]
    assert [text[span.start : span.end] for span in spans] == list(evened.text)
    assert spans == sorted(spans)


@given(st.text(alphabet="ab1 \n\t\f&;#*_[]()<>|{}\\\"'?=-.>/Ââ€™Ã©\u0301\ufb01", max_size=120))
def test_every_passage_of_an_even_text_stands_for_one_of_the_text_as_read(text: str) -> None:
    evened = even(text)
    for at in range(len(evened.text)):
        origin = evened.origin(Span(at, at + 1))
        assert 0 <= origin.start < origin.end <= len(text)
