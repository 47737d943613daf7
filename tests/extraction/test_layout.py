"""Lines: what is the body of an article, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.layout import lay_out
from triples.extraction.normalise import fold


def kinds(text: str) -> list[tuple[str, str]]:
    layout = lay_out(fold(text))
    return [(line.kind, layout.plain[line.span.start : line.span.end]) for line in layout.lines]


def of(text: str, kind: str) -> list[str]:
    return [line for k, line in kinds(text) if k == kind]


BODY = "The Council met for two hours on Monday and heard three briefings from the field."


def test_what_a_page_carries_beside_its_article_is_furniture() -> None:
    furniture = [
        "Related: Envoy Vows to Return to Talks After Walkout",
        "Read more",
        "Follow us on Twitter",
        "This story is over 3 years old.",
        "By Ann Onymous and Joe Bloggs",
        "(Reporting by Ann Onymous; Editing by Joe Bloggs)",
        "Ann Onymous contributed to this report.",
        "© Some Agency 2019",
        "[ad_1]",
        "Photo via Flickr",
        "SC/13731",
        "For immediate release",
        "12 comments",
        "Home | World | Sport",
    ]
    for line in furniture:
        assert kinds(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("furniture", line)


def test_captions_and_credits_are_captions() -> None:
    for line in (
        "The envoy leaves a meeting in Geneva. Jane Doe/AFP",
        "KRT/AP Photo",
        "Image caption: The envoy arrives",
        "File photo: delegates queue for coffee",
        "A view of the hall (UN Photo/John Roe)",
    ):
        assert of(f"{BODY}\n\n{line}\n\n{BODY}", "caption") == [line]


def test_headlines_after_the_article_are_furniture_but_a_heading_inside_is_a_heading() -> None:
    related = "Envoy Visits Capital Amid New Tension\nSix Things To Know"
    text = f"A Title of Some Words\n\n{BODY}\n\nAngry reaction\n\nNobody was pleased.\n\n{related}"
    assert of(text, "heading") == ["A Title of Some Words", "Angry reaction"]
    assert len(of(text, "furniture")) == 2


def test_comments_end_the_article() -> None:
    assert of(f"{BODY}\n\n3 Comments\n\nI disagree. The Council never met.", "body") == [BODY]


def test_a_standfirst_that_the_body_repeats_is_furniture() -> None:
    text = f"Council meets on field reports\n\n{BODY}\n\nA second thing happened.\n\n{BODY} More followed."
    assert of(text, "furniture") == [BODY]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The Council met for two hours on Monday and\n"
        "heard three briefings. Its president, who\n"
        "spoke last, said that the next meeting would\n"
        "be held in private.\n\nAnother paragraph."
    )
    assert of(text, "body") == [text.split("\n\n")[0].replace("\n", " "), "Another paragraph."]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = "Title\nThe Council met on Monday.\nIt heard a briefing.\nIts president spoke."
    assert len(of(text, "body")) == 3


def test_a_whole_article_on_one_line_is_body() -> None:
    assert of("A short title\n\n" + " ".join([BODY] * 9), "body") == [" ".join([BODY] * 9)]


def test_a_line_that_ends_in_a_colon_is_body() -> None:
    assert of(f"{BODY}\n\nShe told the Council:\n\n“This cannot go on.”", "body")[1] == "She told the Council:"


def test_datelines_part_from_the_body() -> None:
    for dateline, rest in (
        ("GENEVA, 12 March 2019 (Some Agency) —", "The Council met."),
        ("UNITED NATIONS (Reuters) -", "The Council met."),
        ("NEW YORK (AP) —", "The Council met."),
        ("Geneva, 12 March –", "The Council met."),
        ("UNITED NATIONS", "North Korea walked out."),
        ("GENEVA, Mar 12 (Some Agency)", "The Council met."),
        ("[New York, 12 March 2019]", "The Council met."),
        ("GENEVA, March 12, 2019 /SomeAgency/ --", "The Council met."),
        ("Geneva, Switzerland, 12 March 2019:", "The Council met."),
        ("12 March 2019, Geneva —", "The Council met."),
        ("GENEVA — March 12, 2019 —", "The Council met."),
        ("NUSA DUA, Indonesia —", "The Council met."),
    ):
        assert kinds(f"A title\n\n{dateline} {rest}")[1:] == [
            ("dateline", fold(dateline).rstrip(" —-:|")),
            ("body", rest),
        ]


@pytest.mark.parametrize("opening", ["UNITED NATIONS:", "GENEVA |", "GENEVA •", "NEW DELHI (Wire):"])
def test_cities_from_which_reports_come_part_from_them_by_other_marks(opening: str) -> None:
    assert kinds(f"A title\n\n{opening} The Council met.")[-1] == ("body", "The Council met.")


def test_a_title_glued_to_its_article_is_parted_at_the_dateline() -> None:
    assert kinds(f"A first line.\n\nEnvoy leaves talks early GENEVA, 5 December 2018 - {BODY}")[1:] == [
        ("heading", "Envoy leaves talks early"),
        ("dateline", "GENEVA, 5 December 2018"),
        ("body", BODY),
    ]


def test_an_opening_in_capitals_is_no_dateline() -> None:
    assert kinds("A title\n\nTHE UNITED NATIONS met again.")[1][0] == "body"
    assert kinds("A title\n\nNATO Secretary General Joe Bloggs spoke.")[1][0] == "body"


def test_lines_with_only_a_date_are_datelines() -> None:
    for line in (
        "December 10, 2018, 11:10pm",
        "29 SEPTEMBER 2018",
        "2018-12-10",
        "03:38 GMT 05 August 2018",
        "Brussels, 12 April 2018",
        "8 February 2018 | Peace and Security",
        "16 August 2018 Last updated at 21:14",
        "March 14, 2019 10:02 AM EDT",
        "2019-03-14T10:02:00Z",
        "Published on 14 Mar 2019 | Updated 15 Mar 2019",
        "Posted 14.03.2019",
        "March 14th, 2019 by Ola Nord",
        "Date: Thu, 14 Mar 2019 09:12:00 +0000",
    ):
        assert of(f"A title\n{line}\n\n{BODY}", "dateline") == [line]


@given(st.text(max_size=300))
def test_any_text_has_lines_in_order_inside_it(text: str) -> None:
    layout = lay_out(fold(text))
    ends = [0, *(line.span.end for line in layout.lines)]
    assert len(layout.plain) == len(text)
    assert all(end <= line.span.start for end, line in zip(ends, layout.lines, strict=False))


def test_a_title_longer_than_the_lines_does_not_hide_that_they_are_wrapped() -> None:
    title = "Remarks of the Minister on the vote " * 4
    wrapped = (
        "The text was signed by the ministers of Norway, of Finland, and of New\n"
        "Zealand. It was read aloud in the hall, and then it was sent on to the\n"
        "secretariat, which will print it and lay it before the members of the\n"
        "council in the week that follows."
    )
    assert "New Zealand. It was" in lay_out(fold(f"{title.strip()}\n\n{wrapped}")).plain
