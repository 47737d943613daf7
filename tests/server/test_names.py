"""Finding things by name: folded, by beginning, in any script, nearly right."""

import pytest

from server.names import Index, Match, Named, Names

PLACES = Names(
    [
        Named("x:norland", "Norland", "State", "Norland"),
        Named("x:norland", "Norland", "State", "Norlandia Féderale"),
        Named("x:norland", "Norland", "State", "Норландия"),
        Named("x:norland", "Norland", "State", "NRL"),
        Named("x:council", "Harbour Council", "Body", "Harbour Council"),
        Named("x:oneil", "Mira O'Neil", "Official", "Mira O'Neil"),
        Named("x:norway", "Norway", "State", "Norway"),
    ]
)


def first(text: str) -> Match:
    return PLACES.find(text, 5)[0]


@pytest.mark.parametrize("text", ["Norland", "norland", "NORLAND", "норландия", "nrl", "norlandia federale"])
def test_any_name_in_any_case_and_without_accents_is_a_full_match(text: str) -> None:
    assert (first(text).iri, first(text).score) == ("x:norland", 100)


def test_apostrophes_do_not_matter() -> None:
    assert first("Mira ONeil").score == first("mira o’neil").score == 100


def test_a_beginning_finds_all_that_begin_so() -> None:
    assert {match.iri for match in PLACES.find("Nor", 5)} == {"x:norland", "x:norway"}


def test_words_in_another_order_find_it() -> None:
    assert first("council harbour").iri == "x:council"


@pytest.mark.parametrize("text", ["Harbor Council", "Harbuor Council", "Harbour Counsil"])
def test_a_misspelt_name_finds_it_with_less_confidence(text: str) -> None:
    assert first(text).iri == "x:council"
    assert first(text).score < 75


def test_what_is_not_there_is_not_found() -> None:
    assert PLACES.find("Atlantis", 5) == []


@pytest.mark.parametrize("text", ["", "   ", "*", '"', "NEAR(", "a" * 5000, "' OR 1=1 --", "\x00", "-norland"])
def test_odd_questions_break_nothing(text: str) -> None:
    assert all(isinstance(match, Match) for match in PLACES.find(text, 5))


def test_only_the_kinds_asked_for_are_found() -> None:
    assert [match.iri for match in PLACES.find("Nor", 5, frozenset({"Body"}))] == []


def test_an_index_is_made_once_for_each_version() -> None:
    made = []

    def named() -> list[Named]:
        made.append(1)
        return [Named("x:a", "A", "State", "A")]

    index = Index()
    assert index.names("1", named) is index.names("1", named)
    index.names("2", named)
    assert len(made) == 2
