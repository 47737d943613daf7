"""Which format a client gets for which Accept header."""

import pytest

from server.formats import FORMATS, Family, Format, carrying
from server.negotiation import choose

ROWS = [(family, row) for family in ("solutions", "triples") for row in carrying(family)]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def chosen(accept: str | None, family: Family = "solutions") -> str | None:
    choice = choose(accept, carrying(family))
    return choice.format.name if choice else None


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_a_format_is_given_for_its_own_name(family: Family, row: Format) -> None:
    assert chosen(row.media_type, family) == row.name


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_case_and_spaces_do_not_matter(family: Family, row: Format) -> None:
    assert chosen(f"  {row.media_type.upper()} ; q=1 ", family) == row.name


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_a_format_wins_over_all_others_by_quality(family: Family, row: Format) -> None:
    others = ", ".join(f"{other.media_type};q=0.4" for other in carrying(family) if other != row)
    assert chosen(f"{others}, {row.media_type};q=0.5", family) == row.name


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_an_excluded_format_is_not_given(family: Family, row: Format) -> None:
    refused = ", ".join(f"{name};q=0" for name in (row.media_type, *row.aliases))
    assert chosen(f"{refused}, */*", family) not in (None, row.name)


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_a_format_is_refused_where_all_are_but_another(family: Family, row: Format) -> None:
    assert chosen(f"{row.media_type};q=0, image/png", family) is None


@pytest.mark.parametrize(("family", "row"), ROWS)
def test_utf_8_is_welcome_and_another_charset_cannot_be_had(family: Family, row: Format) -> None:
    assert chosen(f"{row.media_type}; charset=UTF-8", family) == row.name
    assert chosen(f"{row.media_type}; charset=iso-8859-1", family) is None


@pytest.mark.parametrize(
    ("family", "alias", "row"), [(family, alias, row) for family, row in ROWS for alias in row.aliases]
)
def test_a_client_that_knows_only_an_alias_is_answered_by_that_name(family: Family, alias: str, row: Format) -> None:
    choice = choose(alias, carrying(family))
    assert choice is not None
    first = next(other for other in carrying(family) if alias in other.aliases)
    assert (choice.format, choice.media_type) == (first, alias)
    assert row.name != "html" or choice.format == row


@pytest.mark.parametrize("accept", [None, "", "   ", "*/*", "application/*, */*;q=0.1"])
def test_without_a_wish_the_first_format_is_given(accept: str | None) -> None:
    assert chosen(accept) == "json"


def test_a_type_wildcard_takes_the_first_of_that_type() -> None:
    assert chosen("text/*") == "csv"
    assert chosen("text/*", "triples") == "turtle"


def test_the_closest_range_sets_the_quality() -> None:
    assert chosen("text/*;q=0.9, text/csv;q=0.1, */*;q=0.5") == "tsv"


@pytest.mark.parametrize("family", ["solutions", "triples"])
def test_a_browser_gets_a_page(family: Family) -> None:
    assert chosen(BROWSER, family) == "html"


def test_what_cannot_be_read_is_skipped() -> None:
    assert chosen("nonsense, ;;, text/csv;q=2, text/tab-separated-values") == "tsv"


def test_an_unknown_parameter_asks_for_something_else() -> None:
    assert chosen("text/csv;header=absent, application/sparql-results+xml;q=0.1") == "xml"


def test_a_comma_in_a_quoted_parameter_does_not_split() -> None:
    assert chosen('application/ld+json;profile="a,b", text/turtle;q=0.5', "triples") == "jsonld"


@pytest.mark.parametrize("accept", ["image/png", "application/pdf, image/*", "*/*;q=0"])
def test_a_client_that_refuses_all_there_is_gets_nothing(accept: str) -> None:
    assert chosen(accept) is None


def test_names_suffixes_and_media_types_are_unique() -> None:
    for family in ("solutions", "triples"):
        rows = carrying(family)
        assert len({row.suffix for row in rows}) == len({row.media_type for row in rows}) == len(rows)
    assert len({row.name for row in FORMATS}) == len(FORMATS)
