"""The rows that the example queries give over the project's own articles, kept in `queries/answers/`.

`python -m server.answers` writes them anew; a change of what the data say is then a diff that can be read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from server.examples import FOLDER, examples
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


def main() -> int:
    """Builds the project's own data and writes what each example answers."""
    with tempfile.TemporaryDirectory() as folder:
        store = build(Path(folder), [], False, False, lambda *_: None).snapshot.load()
        for name, rows in answers(store):
            (FOLDER / "answers" / name).write_bytes(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
