"""Examples of the terms of the ontology: the first in order, in English where there is a choice, looked up once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolution, RdfFormat, Store, parse

from ontology.document import CODE, document
from ontology.files import EXAMPLES_FILE, read_ontology
from ontology.pitfalls import NO_EXAMPLE, exceptions
from ontology.terms import UN
from server.answers import terms
from server.asking import written
from server.illustrations import CLASSES, Illustration, Illustrations, illustrate
from triples.snapshot import current

SMALL = """
PREFIX un: <https://w3id.org/unkg/ontology#>
PREFIX state: <https://example.org/state/>
state:b a un:State ; un:capitalName "Bville"@fr, "Beeton"@en ; un:succeededBy state:c .
state:a a un:State ; un:iso3 "AAA" .
"""


def examples_of(turtle: str) -> dict[str, Illustration]:
    store = Store()
    store.extend(parse(turtle, format=RdfFormat.TURTLE))

    def select(query: str) -> Iterator[QuerySolution]:
        return store.query(written(query), use_default_graph_as_union=True)  # type: ignore[return-value]

    return {term.rpartition("#")[2]: found for term, found in illustrate(select).items()}


class Counting:
    """An asker over a store that counts how often it is asked for what the data have of a class."""

    lang = "en"

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked = 0

    def select(self, query: str, **values: object) -> Iterator[QuerySolution]:
        self.asked += query == CLASSES
        return self.store.query(written(query, **values), use_default_graph_as_union=True)  # type: ignore[arg-type, return-value]


@pytest.fixture(scope="module")
def own_store(own: Path) -> Store:
    return current(own).load()


def test_the_example_of_a_class_is_its_first_thing_with_how_many_there_are() -> None:
    found = examples_of(SMALL)["State"]
    assert (found.term, found.thing, found.count) == (UN.State.value, "https://example.org/state/a", 2)


def test_the_example_of_a_property_has_its_value() -> None:
    found = examples_of(SMALL)
    assert (found["iso3"].value, found["iso3"].value_iri) == ("AAA", "")
    assert (found["succeededBy"].value, found["succeededBy"].value_iri) == ("", "https://example.org/state/c")


def test_of_several_languages_english_is_shown() -> None:
    assert examples_of(SMALL)["capitalName"].value == "Beeton"


def test_the_example_of_a_code_is_what_points_to_it() -> None:
    turtle = SMALL + "un:For <http://www.w3.org/2004/02/skos/core#inScheme> un:ChoiceList . state:a un:choice un:For ."
    found = examples_of(turtle)
    assert found["For"].thing == "https://example.org/state/a"
    assert found["choice"].value_iri == UN.For.value


def test_what_the_data_do_not_use_has_no_example() -> None:
    assert "Vote" not in examples_of(SMALL)
    assert examples_of("") == {}


def test_examples_are_looked_up_once_for_each_version_of_the_data(own_store: Store) -> None:
    asker, kept = Counting(own_store), Illustrations()
    first, names = kept.of("1", asker)  # type: ignore[arg-type]
    assert kept.of("1", asker)[0] is first  # type: ignore[arg-type]
    assert asker.asked == 1
    assert kept.of("2", asker)[0] == first  # type: ignore[arg-type]
    assert asker.asked == 2
    assert names[first[UN.State.value].thing].text == "Afghanistan"


def test_the_kept_examples_are_those_of_the_data(own_store: Store) -> None:
    assert EXAMPLES_FILE.read_text(encoding="utf-8") == terms(own_store), "run `python -m server.answers`"


def test_a_class_or_property_without_example_is_excused_and_no_other(own_store: Store) -> None:
    named = {line.partition(",")[0].removeprefix("un:") for line in terms(own_store).splitlines()[1:]}
    without = {t.local for t in document(read_ontology()).terms.values() if t.kind != CODE} - named
    assert without == {excuse.term for excuse in exceptions() if excuse.pitfall == NO_EXAMPLE}


def test_where_a_property_is_used_the_ontology_says_so(own_store: Store) -> None:
    pages = document(read_ontology()).terms
    query = (
        "SELECT DISTINCT ?term ?class WHERE { ?thing ?term ?any ; a ?class FILTER (STRSTARTS(STR(?term), STR(un:))) }"
    )
    used: dict[str, set[str]] = {}
    for row in own_store.query(written(query), use_default_graph_as_union=True):  # type: ignore[union-attr]
        term, kind = row["term"], row["class"]
        assert isinstance(term, NamedNode)
        assert isinstance(kind, NamedNode)
        used.setdefault(term.value, set()).add(kind.value)
    undeclared = {
        pages[term].local
        for term, classes in used.items()
        if (told := pages[term].related("used on")) and not classes & {*told, *_below(told)}
    }
    assert undeclared == set()


def _below(classes: tuple[str, ...]) -> set[str]:
    """Subclasses, however deep; Prov activities and the like stay as they are."""
    pages = document(read_ontology()).terms
    found: set[str] = set()
    ahead = set(classes)
    while ahead:
        ahead = {sub for iri in ahead if iri in pages for sub in pages[iri].related("includes")} - found
        found |= ahead
    return found
