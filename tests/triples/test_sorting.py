"""Lines beyond memory: sorted as if they had been held at once."""

import random

import pytest

from triples.sorting import sorted_lines


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_lines_come_sorted_and_once_however_few_fit(at_once: int) -> None:
    lines = [f"{random.Random(n).randrange(30)} é\n".encode() for n in range(80)]
    assert list(sorted_lines(lines, at_once)) == sorted(set(lines))


def test_no_lines_give_none() -> None:
    assert list(sorted_lines([])) == []
