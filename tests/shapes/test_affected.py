"""A change is judged by what surrounds it, and the verdict is that of a validation of everything."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ontology.terms import UN
from shapes.affected import Look, affected, surroundings
from shapes.document import BREAKS
from shapes.report import Result
from shapes.validation import validate
from triples.build import committed
from triples.derive import derive
from triples.reference import reference_quads


def edits() -> list[str]:
    blocks = re.split(r"^= ", BREAKS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return ["\n".join(line for line in block.splitlines() if line[:1] in ("+", "-")) for block in blocks]


def found(results: Iterable[Result]) -> list[tuple[str, ...]]:
    """What a report says of nodes that have a name; others cannot be asked for one by one."""
    return [(*one.key, one.label, *one.graphs) for one in results if isinstance(one.focus, NamedNode)]


def judged(before: Iterable[Quad], after: Iterable[Quad]) -> int:
    """Holds what is found near a change against a validation of everything; how many quads it took."""
    store = Store()
    store.extend(after)
    look = Look(
        lambda node: store.quads_for_pattern(node, None, None),
        lambda term: store.quads_for_pattern(None, None, term),
    )
    nodes = affected({*before} ^ {*store}, look)
    data = surroundings(nodes, look)
    here, everywhere = validate(data, nodes), validate(store)
    assert found(here.results) == found(everywhere.results)
    assert here.conforms == everywhere.conforms
    return len(data)


@pytest.mark.parametrize("edit", edits(), ids=range(len(edits())))
def test_what_an_edit_breaks_is_found_without_the_rest(
    edit: str, good: tuple[Quad, ...], edited: Callable[[str], list[Quad]]
) -> None:
    judged(good, edited(edit))


@pytest.fixture(scope="module")
def published() -> list[Quad]:
    stated = [*reference_quads(), *committed().quads]
    return sorted({*stated, *derive(stated)}, key=str)


@pytest.mark.parametrize("seed", range(4))
def test_so_it_is_in_the_published_data(published: list[Quad], seed: int) -> None:
    rng = random.Random(seed)
    quad = rng.choice([quad for quad in published if isinstance(quad.object, NamedNode)])
    others = [other.object for other in published if other.predicate != quad.predicate]
    wrong = Quad(quad.subject, quad.predicate, rng.choice(others), quad.graph_name)
    judged(published, [other for other in published if other != quad] + ([wrong] if seed % 2 else []))


def test_a_small_change_takes_a_small_part_of_the_data(published: list[Quad]) -> None:
    tenure = next(quad for quad in published if quad.predicate == UN.holder and "/id/tenure/" in str(quad.subject))
    assert judged(published, [quad for quad in published if quad != tenure]) < len(published) / 10


def test_nothing_is_affected_by_a_change_of_the_ontology_or_in_quarantine(good: tuple[Quad, ...]) -> None:
    changed = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"https://w3id.org/unkg/graph/{name}"))
        for quad in good
        for name in ("ontology", "quarantine")
    ]
    assert affected(changed, Look(lambda _: (), lambda _: ())) == []
