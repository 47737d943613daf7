"""The example queries: files in `queries/`, each with its title, its question and the answer in plain words at the top.

The rows of the answer, over the project's own articles, stand in `queries/answers/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from triples.iris import BASE

FOLDER = Path(__file__).resolve().parent.parent / "queries"
_MOVING = re.compile(rf"<{re.escape(BASE)}(id/|graph/)")
_HEADER = re.compile(r"^# (title|question|answer): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it is called, what it asks, and the answer in words. `name` is its file without suffix."""

    name: str
    title: str
    question: str
    answer: str
    query: str


@cache
def examples(base: str = BASE) -> tuple[Example, ...]:
    """The examples in the order of their file names, for a deployment whose things and graphs are under `base`.

    KeyError for one without a title, a question or an answer.
    """
    return tuple(_read(path, base) for path in sorted(FOLDER.glob("*.rq")))


def _read(path: Path, base: str) -> Example:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    return Example(path.stem, header["title"], header["question"], header["answer"], _MOVING.sub(rf"<{base}\1", text))
