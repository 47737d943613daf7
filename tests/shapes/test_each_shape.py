"""Every shape lets the good world pass and stops, with its own message, the edit that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pyoxigraph import Quad
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection

from shapes.document import BREAKS
from shapes.validation import read_shapes, validate

SHAPES = "https://w3id.org/unkg/shapes#"
NOT_CHECKS = {RDF.type, SH.name, SH.message, SH.property, SH.severity, SH.path}
TARGETS = {SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}


@dataclass(frozen=True)
class Break:
    rule: str
    edit: str
    also: frozenset[str]


def breaks() -> list[Break]:
    found = []
    for block in re.split(r"^= ", BREAKS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        rule, *lines = [line for line in block.splitlines() if line]
        also = [name for line in lines if line.startswith("also ") for name in line.split()[1:]]
        found.append(Break(rule, "\n".join(line for line in lines if line[0] in "+-"), frozenset(also)))
    return found


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read_shapes()


def test_the_good_world_breaks_no_rule(good: tuple[Quad, ...]) -> None:
    assert validate(good).results == ()


@pytest.mark.parametrize("case", breaks(), ids=lambda case: case.rule)
def test_a_broken_rule_is_reported_with_its_message(
    case: Break, edited: Callable[[str], list[Quad]], shapes: Graph
) -> None:
    results = validate(edited(case.edit)).results
    assert {result.shape.value.removeprefix(SHAPES) for result in results} == {case.rule} | case.also
    template = str(shapes.value(URIRef(SHAPES + case.rule), SH.message))
    expected = re.sub(r"\\\{.*?\\\}", r"\\d+", re.escape(template))
    for result in results:
        if result.shape.value == SHAPES + case.rule:
            assert re.fullmatch(expected, result.message)


def test_every_shape_that_checks_something_has_an_edit_that_breaks_it(shapes: Graph) -> None:
    parts = {part for _, parts in shapes.subject_objects(SH["or"]) for part in Collection(shapes, parts)}
    checking = {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shapes.subjects(RDF.type, kind)
        if shape not in parts and set(shapes.predicates(shape)) - NOT_CHECKS - TARGETS
    }
    assert {str(shape).removeprefix(SHAPES) for shape in checking} == {case.rule for case in breaks()}


def test_no_message_is_given_to_two_shapes_that_check_different_things(shapes: Graph) -> None:
    paths: dict[Literal, set[str]] = {}
    for shape, message in shapes.subject_objects(SH.message):
        path = shapes.value(shape, SH.path)
        if isinstance(path, URIRef):
            paths.setdefault(message, set()).add(path)
    assert [message for message, found in paths.items() if len(found) > 1] == []
