"""Names of the registry in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triples.extraction.gazetteer import gazetteer
from triples.extraction.normalise import fold
from triples.registry import Registry


@pytest.fixture(scope="module")
def names(registry: Registry) -> "Names":
    return Names(registry)


class Names:
    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __call__(self, text: str) -> list[tuple[str, str | None]]:
        """The names found, each with the one entity meant or None."""
        return [
            (text[m.span.start : m.span.end], m.entity and m.entity.slug)
            for m in gazetteer(self.registry).find(fold(text))
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "guinea-bissau"), ("Guinea", "guinea")]),
        ("Papua New Guinea's envoy", [("Papua New Guinea", "papua-new-guinea")]),
        ("South Korea and North Korea", [("South Korea", "south-korea"), ("North Korea", "north-korea")]),
        ("the Republic of the Congo", [("Republic of the Congo", "republic-of-the-congo")]),
        ("Côte d’Ivoire and Cote d'Ivoire", [("Côte d’Ivoire", "cote-divoire"), ("Cote d'Ivoire", "cote-divoire")]),
        ("the U.S. and the US", [("U.S.", "united-states"), ("US", "united-states")]),
        ("the security Council met", [("security Council", "security-council")]),
        ("the Order of Malta", [("Order of Malta", "sovereign-order-of-malta")]),
        ("the Republic of Malta", [("Republic of Malta", "malta")]),
        ("Georgia's foreign minister", [("Georgia", "georgia")]),
        ("the Danish Refugee Council", [("Danish Refugee Council", "danish-refugee-council")]),
        ("the Swiss Red Cross", [("Swiss", "switzerland")]),
        ("the Red Cross", [("Red Cross", "international-committee-of-the-red-cross")]),
    ],
)
def test_the_longest_name_is_found(text: str, found: list[tuple[str, str]], names: Names) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "tell us who they are",
        "the South China Sea",
        "New Mexico and Northern Ireland",
        "the Gulf of Guinea",
        "Michael Jordan and Chad Brown",
        "the Kenya Gazette said",
        "all Member States agree",
        "the Republic of China",
        "Chinese Taipei",
        "Atlanta, Georgia",
        "Georgia's Republican governor",
        "the Iranian Students' News Agency",
    ],
)
def test_words_and_names_of_other_things_are_no_states(text: str, names: Names) -> None:
    assert [n for n in names(text) if n[0] not in ("Northern Ireland",)] == []


def test_a_name_of_two_states_stays_open(names: Names) -> None:
    assert names("Korea was divided") == [("Korea", None)]


@given(text=st.text(alphabet=st.sampled_from("ChinaRusU.S 'KoreaNorth-,\n"), max_size=80))
def test_names_lie_in_the_text_in_order_and_apart(text: str, names: Names) -> None:
    spans = [m.span for m in gazetteer(names.registry).find(fold(text))]
    ends = [0, *(s.end for s in spans)]
    assert all(end <= s.start < s.end <= len(text) for end, s in zip(ends, spans, strict=False))
