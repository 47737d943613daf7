"""The ontology's files: what they are and how to read them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

FOLDER: Final = Path(__file__).resolve().parent
ONTOLOGY_FILES: Final = tuple(FOLDER / name for name in ("un.ttl", "codes.ttl", "alignments.ttl", "reused.ttl"))
CONTEXT_FILE: Final = FOLDER / "context.jsonld"
EXAMPLES_FILE: Final = FOLDER / "examples.csv"


def read_ontology() -> Iterator[Triple]:
    """Every triple of the ontology: the vocabulary, its code lists, its alignments and the terms that it reuses."""
    for file in ONTOLOGY_FILES:
        for quad in pyoxigraph.parse(path=file, format=RdfFormat.TURTLE):
            yield quad.triple
