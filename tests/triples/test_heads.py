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


@pytest.mark.parametrize(
    ("first_lines", "published"),
    [
        ("Rain falls in the north at last\nBy Ana Soto 7 April 2022, 19:02", "2022-04-07"),
        ("Rain falls in the north at last\n27 September 2019 UN Affairs", "2019-09-27"),
        ("Rain falls in the north at last\n\nGeneva, 4 March 2021. On Monday rain fell on the lake.", "2021-03-04"),
        ("Rain falls in the north at last\n\nPublished October 06,2022", "2022-10-06"),
        ("LOME, June 18 (Reuters) - Rain fell on 17 June 2021, officials said.", "2021-06-18"),
        ("LOME, June 18 (Reuters) - Rain fell as it had in March 2021, officials said.", None),
    ],
)
def test_a_day_is_read_beside_bylines_places_and_desks(first_lines: str, published: str | None) -> None:
    assert head_of(first_lines + BODY).published.day == (published and date.fromisoformat(published))


def test_a_page_may_say_at_its_foot_when_it_was_updated() -> None:
    text = f"Rain falls in the north{BODY}\nUpdated: October 10, 2023, 4:46 PM\n"
    assert head_of(text).published.day == date(2023, 10, 10)


@pytest.mark.parametrize(
    ("first_lines", "title"),
    [
        ("Explainer: What happens when it rains?", "Explainer: What happens when it rains?"),
        ("Opinion | Why rain keeps falling", "Opinion | Why rain keeps falling"),
        ("Analysis: The long wait for rain\n\nAna Soto in New York", "Analysis: The long wait for rain"),
        ("EXPLANATION OF VOTE\n\nDelivered by Ana Soto of the mission", "EXPLANATION OF VOTE"),
    ],
)
def test_a_genre_opens_a_title_and_a_speaker_is_none(first_lines: str, title: str) -> None:
    assert head_of(first_lines + BODY).title == title
