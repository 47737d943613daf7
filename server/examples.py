"""The example queries: files in `queries/`, each with its title and its question in plain words at the top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from triples.iris import BASE

_FOLDER = Path(__file__).resolve().parent.parent / "queries"
_MOVING = re.compile(rf"<{re.escape(BASE)}(id/|graph/)")
_HEADER = re.compile(r"^# (title|question): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it is called, and what it asks. `name` is its file name without the suffix."""

    name: str
    title: str
    question: str
    query: str


@cache
def examples(base: str = BASE) -> tuple[Example, ...]:
    """The examples in the order of their file names, for a deployment whose things and graphs are under `base`.

    KeyError for one without a title or a question.
    """
    return tuple(_read(path, base) for path in sorted(_FOLDER.glob("*.rq")))


def _read(path: Path, base: str) -> Example:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    return Example(path.stem, header["title"], header["question"], _MOVING.sub(rf"<{base}\1", text))
