"""Figures: a number, its unit, how exact it is said to be."""

from collections.abc import Callable

import pytest

from triples.facts import Article, Figure


def figures(article: Article) -> list[tuple[float, str, str | None]]:
    return [(f.value, f.unit, f.qualifier) for f in article.facts if isinstance(f, Figure)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("At least 40 children were hurt.", (40, "children", "at least")),
        ("More than 100,000 people face famine.", (100000, "people", "more than")),
        ("Up to 1.3 million people depend on it.", (1300000, "people", "up to")),
        ("About 140 observers stayed.", (140, "observers", "about")),
        ("It holds up to 120,000 political prisoners.", (120000, "prisoners", "up to")),
        ("It gave more than $900 million in aid.", (900000000, "US dollars", "more than")),
        ("The road is 130 kilometres long.", (130, "kilometres", None)),
        ("Seven peacekeepers lost their lives.", (7, "peacekeepers", None)),
        ("Some 40% of the villages are empty.", (40, "percent", "about")),
        ("The raid left eleven dead.", (11, "dead", None)),
        ("Forty thousand of her compatriots fled.", (40000, "compatriots", None)),
        ("It asked for 31 million dollars.", (31000000, "dollars", None)),
        ("Sixty-four Member States have yet to pay.", (64, "Member States", None)),
        ("Some 700 Nigerians are stranded.", (700, "Nigerians", "about")),
        ("Permanent members have blocked more than two hundred drafts.", (200, "drafts", "more than")),
        ("UNICEF sends 90 mobile teams.", (90, "teams", None)),
        ("The 310-page study was published in May.", (310, "pages", None)),
        ("France is limited to six vetoes, an analyst claimed.", (6, "vetoes", "up to")),
        ("An analyst claimed that China has at most 12 vetoes.", (12, "vetoes", "up to")),
    ],
)
def test_a_figure_is_told(text: str, figure: tuple[float, str, str | None], article: Callable[[str], Article]) -> None:
    assert figures(article(text)) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "The text was adopted by 12 votes to 2.",
        "Twelve countries voted in favour.",
        "The two men met in room 3 on 14 March.",
        "Resolution 1718 (2006) still stands.",
        "China has cast 12 vetoes.",
        "The bureau is limited to six vetoes.",
        "The Committee approved seven draft resolutions.",
        "Its budget fell by 4 per cent.",
        "Since 1946 members have met there.",
        "Chad tabled it with 38 other countries.",
        "The fifteen members sat down.",
    ],
)
def test_counts_of_votes_dates_and_labels_are_no_figures(text: str, article: Callable[[str], Article]) -> None:
    assert figures(article(text)) == []


def test_the_length_of_an_inquirys_report_is_about_the_inquiry(article: Callable[[str], Article]) -> None:
    found = article("The UN inquiry, which ended in a 260-page report, named no names.").facts
    assert [f.about for f in found if isinstance(f, Figure)] == ["report of the UN inquiry"]


def test_the_votes_of_candidates_are_figures_of_each(article: Callable[[str], Article]) -> None:
    text = "In the first round Chad got 113 votes and Togo 78. Fiji, running unopposed, picked up 187 votes."
    found = [(f.value, f.about) for f in article(text).facts if isinstance(f, Figure)]
    assert found == [(113, "Chad"), (78, "Togo"), (187, "Fiji")]
