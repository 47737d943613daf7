"""One report set in many ways: the facts are the same, and their evidence stands where the text as read has it."""

import textwrap
from collections.abc import Callable
from dataclasses import replace

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


def test_columns_keep_their_spaces() -> None:
    table = "Chad      Yes\nPeru      No\nthe vote was on a Monday and it rained\n"
    assert even(table).text == table


@given(st.text(alphabet="ab, \u00a0\n\r\u00ad\u200b.C", max_size=60))
def test_every_place_of_an_even_text_is_that_letter_of_the_text_as_read(text: str) -> None:
    evened = even(text)
    spans = [evened.origin(Span(at, at + 1)) for at in range(len(evened.text))]
    assert [text[span.start : span.end] for span in spans] == list(evened.text)
    assert spans == sorted(spans)
