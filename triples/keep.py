"""Writes the graphs of the project's own articles into `triples/articles`: `make keep ARTICLES=FOLDER`.

FOLDER holds the texts, which the project does not; only those that `triples/articles/index.csv` knows are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import InputError
from triples.build import OWN_ARTICLES
from triples.describe import describe
from triples.export import render
from triples.extraction import extract
from triples.reading import read_texts
from triples.reference import load_registry
from triples.sourcetable import own_index


def kept(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The file of each known article found in the folder, and what belongs in it. Raises InputError."""
    registry, known = load_registry(), own_index()
    for text in read_texts([folder]):
        if text.source.sha256 in known:
            quads = describe(extract(text.text, text.source, registry), text.text, registry)
            yield OWN_ARTICLES / f"{text.source.slug}.trig", render(quads, "trig")


def main(folder: Path) -> None:
    """Writes the files and names them; exits with one line where a text cannot be read."""
    try:
        for path, written in kept(folder):
            path.write_bytes(written)
            print(path.name)
    except InputError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
