"""What plain texts say of themselves in their first lines."""

from datetime import date

import pytest

from triples.heads import Head, head_of

BODY = "\n\nThe Security Council met on Monday and heard three speakers on the drought, which is in its third year.\n"


@pytest.mark.parametrize(
    ("first_lines", "title", "publisher", "published"),
    [
        ("Council hears of the drought in Chad", "Council hears of the drought in Chad", None, None),
        (
            "GA/99999\n\nAssembly Adopts Three Texts on Fisheries\n\n10 December 2010",
            "Assembly Adopts Three Texts on Fisheries",
            "United Nations",
            "2010-12-10",
        ),
        ("Three speakers heard on the drought\nAFP , Thursday 7 Apr 2022", None, "AFP", "2022-04-07"),
        (" date 2025-06-05 International\nThree speakers heard on the long drought", None, None, "2025-06-05"),
        ("date: 2018-04-15 Three speakers were heard on the drought", None, None, "2018-04-15"),
        ("News\nThree speakers heard on rain\n\nTOKYO, February 12. /TASS/. Rain fell on Monday.", None, "TASS", None),
        ("LOME (Reuters) - Rain fell on Monday, officials said.", None, "Reuters", None),
        ("LOME, June 18, 2021 (Reuters) - Rain fell on Monday, officials said.", None, "Reuters", "2021-06-18"),
        ("Rain falls in the north at last\nPublisher Rain Watch\nPublication Date 4 February 2012", None, "Rain Watch",
         "2012-02-04"),
        ("THE WHITE HOUSE\n\nFebruary 19, 2016\n\nStatement on the rain in the north", None, "The White House",
         "2016-02-19"),
        ("Ministry of Foreign Affairs of Chad\n\nA statement on the long drought\n\n3 May 2012", None,
         "Ministry of Foreign Affairs of Chad", "2012-05-03"),
    ],
)  # fmt: skip
def test_the_first_lines_tell_title_publisher_and_day(
    first_lines: str, title: str | None, publisher: str | None, published: str | None
) -> None:
    head = head_of(first_lines + BODY)
    assert (head.publisher, head.published.day) == (publisher, published and date.fromisoformat(published))
    assert head.title == title or title is None


@pytest.mark.parametrize(
    "kicker",
    ["All news", "Press releases Human Rights Council", "Skip to main content", "GA/99999", "18 May 2012",
     "By Ana Soto", "Home > World > Africa", "Ministry of Foreign Affairs of Chad", "(Reuters) -"],
)  # fmt: skip
def test_what_stands_over_a_title_is_none(kicker: str) -> None:
    assert head_of(f"{kicker}\n\nThree speakers heard on the long drought{BODY}").title == (
        "Three speakers heard on the long drought"
    )


def test_a_heading_said_twice_is_the_title() -> None:
    text = "People and places\nRain falls in the north\n\nUN/A. Soto\n\nRain falls in the north" + BODY
    assert head_of(text).title == "Rain falls in the north"


@pytest.mark.parametrize(
    "clock", ["03:38 GMT05 August 2020", "Sunday, May 19, 2024\n33 C", "May 3, 2022\n• 2:57 pm Rain"]
)
def test_the_clock_of_a_page_dates_no_article(clock: str) -> None:
    assert head_of(f"{clock}\n\nThree speakers heard on the long drought{BODY}").published.earliest is None


def test_a_month_alone_gives_its_bounds() -> None:
    published = head_of(f" date 2022-04 Three speakers were heard on the drought{BODY}").published
    assert (published.earliest, published.latest) == (date(2022, 4, 1), date(2022, 4, 30))


@pytest.mark.parametrize("text", ["", "\n\n", "x", "date 2022-13-45", "31 February 2011\n", "\u202e" * 50])
def test_a_text_that_tells_nothing_has_an_empty_head(text: str) -> None:
    assert head_of(text) == Head()
