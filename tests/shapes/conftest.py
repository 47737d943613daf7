"""The good world of tests/fixtures/shapes, and edits of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

ARTICLE = NamedNode("https://w3id.org/unkg/graph/article/harbour-news-1")

Edit = Callable[[str], list[Quad]]


@pytest.fixture(scope="session")
def good_text(fixtures: Path) -> str:
    return (fixtures / "shapes" / "good.trig").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def good(good_text: str) -> tuple[Quad, ...]:
    return tuple(parse(good_text, format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def edited(good: tuple[Quad, ...], good_text: str) -> Edit:
    """The good world after an edit: lines `- subject predicate object` (or `*`) and `+ subject predicate object`."""
    prefixes = "\n".join(re.findall(r"^@prefix .*$", good_text, re.MULTILINE))
    prefixes += "\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"

    def statements(lines: Iterable[str]) -> list[Quad]:
        turtle = prefixes + "".join(f"{line} .\n" for line in lines)
        found = parse(turtle, format=RdfFormat.TURTLE)
        return [Quad(q.subject, q.predicate, q.object, ARTICLE) for q in found]

    def edit(text: str) -> list[Quad]:
        lines = text.splitlines()
        gone = {q.triple for q in statements(line[2:] for line in lines if line[0] == "-" and line[-1] != "*")}
        cleared = {
            (q.subject, q.predicate)
            for q in statements(line[2:-1] + "un:Anything" for line in lines if line[0] == "-" and line[-1] == "*")
        }
        kept = [q for q in good if q.triple not in gone and (q.subject, q.predicate) not in cleared]
        assert len(kept) < len(good) or not (gone or cleared), "the edit takes away what is not there"
        return kept + statements(line[2:] for line in lines if line[0] == "+")

    return edit
