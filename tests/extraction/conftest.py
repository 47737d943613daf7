"""The registry, and the ways in which the tests read texts."""

from collections.abc import Callable
from datetime import date

import pytest

from triples.extraction import extract
from triples.extraction.document import Document, read_document
from triples.facts import Article, Source, When
from triples.reference import load_registry
from triples.registry import Registry

#: The day on which the invented texts of these tests are published: a Thursday.
THURSDAY = date(2019, 3, 14)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Our own reference tables."""
    return load_registry()


@pytest.fixture(scope="session")
def source() -> Source:
    """An article published on a Thursday."""
    return Source("text.txt", "0" * 64, published=When(None, THURSDAY, THURSDAY))


@pytest.fixture(scope="session")
def document(registry: Registry, source: Source) -> Callable[[str], Document]:
    """A text, read."""
    return lambda text: read_document(text, source, registry)


@pytest.fixture(scope="session")
def article(registry: Registry, source: Source) -> Callable[[str], Article]:
    """A text's facts."""
    return lambda text: extract(text, source, registry)
