"""Verb forms, and patterns made from lists."""

import re

import pytest

from triples.extraction.patterns import listed, one_of
from triples.extraction.verbs import finite, gerund, participles, past, present


@pytest.mark.parametrize(
    ("base", "then", "now", "ing"),
    [
        ("say", "said", "says", "saying"),
        ("deny", "denied", "denies", "denying"),
        ("regret", "regretted", "regrets", "regretting"),
        ("welcome", "welcomed", "welcomes", "welcoming"),
        ("stress", "stressed", "stresses", "stressing"),
        ("convey", "conveyed", "conveys", "conveying"),
        ("point out", "pointed out", "points out", "pointing out"),
        ("put forward", "put forward", "puts forward", "putting forward"),
        ("agree to support", "agreed to support", "agrees to support", "agreeing to support"),
    ],
)
def test_a_verb_is_inflected(base: str, then: str, now: str, ing: str) -> None:
    assert past(base)[0] == then
    assert present(base) == [now]
    assert gerund(base) == [ing]


def test_a_verb_with_two_participles_has_both() -> None:
    assert past("write") == ["wrote", "written"]


def test_finite_forms_and_participles_do_not_mix() -> None:
    assert re.fullmatch(finite(["urge"]), "urged")
    assert re.fullmatch(finite(["urge"]), "urge")
    assert not re.fullmatch(finite(["urge"]), "urging")
    assert re.fullmatch(participles(["urge"]), "urging")


def test_the_longest_word_of_a_pattern_wins_and_hyphens_stand_for_spaces() -> None:
    pattern = re.compile(one_of(["head", "head of state", "secretary-general"], any_case=True))
    assert pattern.match("Head of State met")[0] == "Head of State"  # type: ignore[index]
    assert pattern.match("Secretary General")[0] == "Secretary General"  # type: ignore[index]


def test_a_listed_entry_may_go_over_the_end_of_a_line() -> None:
    assert listed("call for, point\n    out, say,\n") == ["call for", "point out", "say"]
