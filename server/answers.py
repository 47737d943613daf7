"""What queries give over the project's own articles: the rows of the examples, kept in `queries/answers/`, and an
example of each term of the ontology, kept in `ontology/examples.csv` for its documentation.

`python -m server.answers` writes them anew; a change of what the data say is then a diff that can be read.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from ontology.files import EXAMPLES_FILE
from server.asking import written
from server.examples import FOLDER, examples
from server.illustrations import illustrate
from server.labels import short
from server.once import answer
from triples.build import build

_TIMEOUT = 60.0  # seconds a query
_SUFFIX = {"SELECT": "csv", "CONSTRUCT": "nt"}


def answers(store: Store) -> Iterator[tuple[str, bytes]]:
    """For each example its file name in `queries/answers/` and its rows (CSV) or its triples (sorted N-Triples)."""
    for example in examples():
        suffix = _SUFFIX["CONSTRUCT" if "CONSTRUCT" in example.query else "SELECT"]
        said = answer(store, example.query, "csv" if suffix == "csv" else "ntriples", _TIMEOUT)
        ordered = said if suffix == "csv" else b"".join(sorted(said.splitlines(keepends=True)))
        yield f"{example.name}.{suffix}", ordered.replace(b"\r\n", b"\n")


def terms(store: Store) -> str:
    """The table of examples of terms (CSV): a thing for each class, code and property, and the value it has."""
    found = illustrate(lambda query: store.query(written(query), use_default_graph_as_union=True))  # type: ignore[arg-type, return-value]
    rows = sorted((short(row.term), row.thing, row.value_iri or row.value) for row in found.values())
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("term", "thing", "value"), *rows])
    return text.getvalue()


def main() -> int:
    """Builds the project's own data and writes what each example answers and what is an example of each term."""
    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder), [], False, False, lambda *_: None).snapshot.load()
        for name, rows in answers(store):
            (FOLDER / "answers" / name).write_bytes(rows)
        EXAMPLES_FILE.write_text(terms(store), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
