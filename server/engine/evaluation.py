"""Evaluates a query. A function that the engine does not know is an error once it is called, not because it is named.

The engine refuses the query before it looks at any data (SPARQL 1.1 Query, 17.6, makes it an error of the expression).
So it is asked again with a function in that place that notes that it was called. The query then fails, as an
expression that is silently without a value would look like missing data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pyoxigraph import NamedNode, Store

from server.engine.dataset import Dataset, Result, default_graphs
from server.engine.stars import one_by_one

_UNKNOWN = re.compile(r"^The custom function <(.*)> is not supported$")


_ARGUMENTS = re.compile(
    r"^The custom function <(.*)> requires between (\d+) and (\d+) arguments, but (\d+) were given$"
)


class BadCall(Exception):
    """The query called a function that there is not, or not as it wants to be called; in words for the client."""


class Evaluation:
    """One query over a store, and the functions in it that nobody knows. `stars`: see `server.engine.stars`.

    `graphs` are those that it reads without GRAPH, None for all.
    """

    def __init__(
        self,
        store: Store,
        query: str,
        base: str | None,
        dataset: Dataset | None,
        union: bool = False,
        apart: Sequence[NamedNode] = (),
        stars: bool = True,
    ) -> None:
        self._text = one_by_one(query) if stars else query
        self._store, self._query, self._base, self._dataset = store, query, base, dataset
        self.graphs = default_graphs(dataset, union, apart)
        self._unknown: dict[NamedNode, Callable[..., NamedNode | None]] = {}
        self._called: str | None = None

    def result(self) -> Result:
        """The result, not yet drawn."""
        while True:
            try:
                return self._evaluated()
            except RuntimeError as error:
                self._excuse(error)
            except SyntaxError:
                if self._text == self._query:
                    raise
                self._text = self._query  # in which the engine finds the place of the error

    def check(self) -> None:
        """Raises BadCall when a function that there is not was called; to be asked when the result is drawn."""
        if self._called is not None:
            raise BadCall(f"There is no function <{self._called}> here. The service description lists those that are")

    def _excuse(self, error: RuntimeError) -> None:
        """Puts something in the place of the unknown function that the engine complains of; raises for other faults."""
        if found := _ARGUMENTS.match(str(error)):
            expected = found[2] if found[2] == found[3] else f"{found[2]} to {found[3]}"
            raise BadCall(f"The function <{found[1]}> is given {found[4]} arguments and takes {expected}") from None
        found = _UNKNOWN.match(str(error))
        if found is None or NamedNode(found[1]) in self._unknown:
            raise error
        self._unknown[NamedNode(found[1])] = self._noting(found[1])

    def _evaluated(self) -> Result:
        """Where there is a dataset, the engine is told of both its kinds: with one alone, all graphs stay visible."""
        return self._store.query(
            self._text,
            base_iri=self._base,
            use_default_graph_as_union=self.graphs is None,
            default_graph=None if self.graphs is None else list(self.graphs),
            named_graphs=self._dataset.named if self._dataset else None,
            custom_functions=self._unknown,  # type: ignore[arg-type]
        )

    def _noting(self, function: str) -> Callable[..., NamedNode | None]:
        def called(*_: object) -> None:
            self._called = function

        return called
