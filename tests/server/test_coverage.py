"""What the five articles say, line by line, is in the graph, and a query finds it."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from server.coverage import Said, coverage
from server.examples import FOLDER
from triples.build import OWN_ARTICLES
from triples.snapshot import current


@pytest.fixture(scope="module")
def store(own: Path) -> Store:
    return current(own).load()


def test_each_article_of_ours_has_its_list() -> None:
    counts = Counter(said.article for said in coverage())
    assert counts.keys() == {path.stem for path in OWN_ARTICLES.glob("*.trig")}
    assert min(counts.values()) >= 20


@pytest.mark.parametrize("said", list(coverage()), ids=lambda said: f"{said.article}: {said.says}")
def test_the_graph_holds_what_the_article_says(said: Said, store: Store) -> None:
    found = store.query(said.query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    assert list(found), said.query


def test_every_way_to_ask_is_used() -> None:
    ways = {path.stem for path in (FOLDER / "coverage" / "asks").glob("*.rq")}
    assert {said.asks for said in coverage()} == ways
