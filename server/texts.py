"""Texts of sources where the operator keeps them: found by the hash of their file, read as the extraction reads them.

They belong to their publishers; so nothing is served of them unless the setting `texts` names a folder. What reads them
brings the rules of extraction along, so it is loaded where there is something to read.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import InputError

if TYPE_CHECKING:
    from triples.reading import Raw


class Texts:
    """The articles in a folder. Their hashes are worked out once, when a text is first asked for; safe for threads."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._paths: dict[str, Path] | None = None

    def find(self, digest: str) -> str | None:
        """The text of the article whose file has this SHA-256; None where it is not at hand."""
        if not self._folder or not digest:
            return None
        with self._lock:
            if self._paths is None:
                self._paths = dict(_hashes(Path(self._folder)))
        path = self._paths.get(digest)
        raw = _raw(path) if path else None
        if raw is None or raw.source.sha256 != digest:  # a file that changed since is another text
            return None
        from triples.reading import text_of

        try:
            return text_of(raw).text
        except InputError:
            return None


def _hashes(folder: Path) -> list[tuple[str, Path]]:
    from triples.reading import article_files

    try:
        files = list(article_files(folder))
    except InputError:
        return []
    found = ((_raw(path), path) for path in files)
    return [(raw.source.sha256, path) for raw, path in found if raw]


def _raw(path: Path) -> Raw | None:
    from triples.reading import LARGEST_ARTICLE, read_one

    try:
        return read_one(path, {}, LARGEST_ARTICLE)
    except InputError:
        return None
