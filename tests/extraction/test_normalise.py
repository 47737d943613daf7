"""Folding keeps every offset."""

from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.normalise import fold, fold_letters


@given(st.text())
def test_folding_is_one_to_one(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold_letters(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_quotes_dashes_and_spaces_have_one_form_each() -> None:
    assert fold("“a” ‘b’ c–d e\u00a0f g‑h") == "\"a\" 'b' c—d e f g-h"


def test_link_targets_emphasis_and_wire_codes_become_spaces() -> None:
    text = "the [Council](https://example.org/sc) met **today** [nL8N1N86I0]"
    folded = fold(text)
    assert folded.split() == ["the", "Council", "met", "today"]
    assert folded.index("Council") == text.index("Council")


def test_words_in_square_brackets_stay() -> None:
    assert fold("gave birth [and] left") == "gave birth [and] left"


def test_accents_go_from_names_only_when_they_are_compared() -> None:
    assert fold("Türkiye") == "Türkiye"
    assert fold_letters("Türkiye, Côte d'Ivoire, Šimonović, Łódź, Đoković, Þórður") == (
        "Turkiye, Cote d'Ivoire, Simonovic, Lodz, Dokovic, Tordur"
    )
