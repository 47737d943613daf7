"""The quick look suspects what pySHACL reports, whatever is broken; and nothing where nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from shapes.bulk import Bulk
from shapes.document import BREAKS
from shapes.validation import validate


def edits() -> list[str]:
    """Every way that the shapes name to break a rule of theirs."""
    blocks = re.split(r"^= ", BREAKS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return ["\n".join(line for line in block.splitlines() if line[:1] in "+-" and line) for block in blocks]


@pytest.fixture(scope="module")
def alone() -> Bulk:
    return Bulk(())


def reported(quads: list[Quad]) -> set[NamedNode | BlankNode]:
    return {result.focus for result in validate(quads).violations}


def test_the_good_world_is_not_suspected(alone: Bulk, good: tuple[Quad, ...]) -> None:
    assert alone.suspects(good) == []


@pytest.mark.parametrize("edit", edits())
def test_who_breaks_a_rule_is_suspected_and_nobody_else(
    edit: str, alone: Bulk, edited: Callable[[str], list[Quad]]
) -> None:
    quads = edited(edit)
    assert set(alone.suspects(quads)) == reported(quads)


def test_all_edits_at_once_are_found_as_pyshacl_finds_them(
    alone: Bulk, good: tuple[Quad, ...], edited: Callable[[str], list[Quad]]
) -> None:
    quads = list(dict.fromkeys([*good, *(quad for edit in edits() for quad in edited(edit))]))
    assert set(alone.suspects(quads)) >= reported(quads)


def test_a_group_leans_on_what_is_around_it(good: tuple[Quad, ...]) -> None:
    ballots = [quad for quad in good if "/id/ballot/" in quad.subject.value]
    others = [quad for quad in good if quad not in ballots]
    assert Bulk(others).suspects(ballots) == []
    assert Bulk(()).suspects(ballots) != []


@pytest.mark.parametrize("edit", edits())
def test_a_group_that_leans_on_what_breaks_a_rule_is_suspected_as_if_it_were_one_with_it(
    edit: str, good: tuple[Quad, ...], edited: Callable[[str], list[Quad]]
) -> None:
    quads = edited(edit)
    own = {
        quad.subject for quad in quads if re.search("/id/(ballot|vote|motion|meeting|agreement)/", str(quad.subject))
    }
    group = [quad for quad in quads if quad.subject in own or quad.object in own]
    around = [quad for quad in quads if quad not in group]
    assert own
    assert set(Bulk(around).suspects(group)) & own == reported(quads) & own


def test_one_group_leaves_nothing_behind_for_the_next(good: tuple[Quad, ...]) -> None:
    ballots = [quad for quad in good if "/id/ballot/" in quad.subject.value]
    votes = [quad for quad in good if quad not in ballots]
    bulk = Bulk(())
    assert bulk.suspects(votes) == []
    assert bulk.suspects(ballots) == Bulk(()).suspects(ballots) != []


def test_what_is_around_a_group_is_not_looked_at(good: tuple[Quad, ...], edited: Callable[[str], list[Quad]]) -> None:
    ballots = [quad for quad in good if "/id/ballot/" in quad.subject.value]
    broken = next(edit for edit in edits() if "un:iso3" in edit)
    around = [quad for quad in edited(broken) if quad not in ballots]
    assert not {node for node in Bulk(around).suspects(ballots) if "/id/ballot/" not in node.value}
