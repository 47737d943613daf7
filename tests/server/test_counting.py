"""The rows of a result are counted from its bytes, whatever stands in them and however they come."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store

from server.counting import Rows, rows_of
from server.formats import by_name

ODD = ['}},{"', '"bindings":[{"', "<result>", "line\none", "tab\t", " .\n", "", "{}", 'Ende,"quoted"']


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    for number, text in enumerate(ODD):
        made.add(Quad(NamedNode(f"http://example.org/{number}"), NamedNode("http://example.org/says"), Literal(text)))
    return made


def written(store: Store, query: str, form: str) -> bytes:
    result, known = store.query(query), by_name(form)
    assert isinstance(result, (QuerySolutions, QueryTriples))
    assert known is not None
    body = result.serialize(format=known.engine)  # type: ignore[arg-type]
    assert body is not None
    return body


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("limit", [0, 1, 2, len(ODD)])
def test_solutions_are_counted_in_each_format(store: Store, form: str, limit: int) -> None:
    assert rows_of(form, written(store, f"SELECT * {{ ?s ?p ?o }} LIMIT {limit}", form)) == limit


@pytest.mark.parametrize("form", ["ntriples"])
def test_triples_are_counted(store: Store, form: str) -> None:
    assert rows_of(form, written(store, "CONSTRUCT WHERE { ?s ?p ?o }", form)) == len(ODD)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_it_does_not_matter_how_the_bytes_are_cut(store: Store, form: str, size: int) -> None:
    body, rows = written(store, "SELECT * { ?s ?p ?o }", form), Rows(form)
    for at in range(0, len(body), size):
        rows.add(body[at : at + size])
    assert rows.count == len(ODD)


@pytest.mark.parametrize("form", ["turtle", "jsonld", "html", None])
def test_of_other_formats_nothing_is_told(form: str | None) -> None:
    assert rows_of(form, b"anything") is None
