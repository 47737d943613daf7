"""A query that only named a function which the engine does not know was refused as if it were not SPARQL, and a query
that gave a known one too many arguments came out as a fault of the server (500).

To name such a function is legal (SPARQL 1.1 Query, 17.6); W3C's syntax test 4 does. Calling one gives an expression no
value, which looks like missing data, so that is refused, in words.
"""

import pytest
from pyoxigraph import Store

from ontology.errors import InputError
from server.once import answer

CALL = "SELECT (<http://example.org/f>(?x) AS ?y) {{ VALUES ?x {{ {values} }} }}"


def test_a_function_that_is_never_called_does_no_harm() -> None:
    assert answer(Store(), CALL.format(values=""), "csv", 30).split() == [b"y"]
    assert answer(Store(), CALL.format(values="UNDEF"), "csv", 30).split() == [b"y"]


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv"])
def test_a_call_is_refused_and_named(form: str) -> None:
    with pytest.raises(InputError, match=r"There is no function <http://example\.org/f>"):
        answer(Store(), CALL.format(values="1"), form, 30)


def test_several_unknown_functions_are_no_harder() -> None:
    query = "SELECT (<a:f>(<a:g>(1)) AS ?y) { FILTER(<a:h>(2)) }"
    with pytest.raises(InputError, match="There is no function <a:"):
        answer(Store(), query, "csv", 30)


def test_a_wrong_number_of_arguments_is_told() -> None:
    with pytest.raises(InputError, match="is given 2 arguments and takes 1"):
        answer(Store(), "SELECT (<http://www.w3.org/2001/XMLSchema#date>(1, 2) AS ?y) {}", "csv", 30)
