"""Any number of articles to their facts: one after the other, in several processes, and on from where a run was killed.

However many processes there are and however often a run was begun again, the outcomes are the same, in the same order.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pyoxigraph import RdfFormat, serialize

from ontology.errors import InputError
from triples.describe import describe
from triples.extraction import extract
from triples.extraction.syntax import load_parser
from triples.facts_json import article_json
from triples.reading import LARGEST_ARTICLE, LeftOut, Raw, article_files, read_raw, text_of
from triples.reference import load_registry
from triples.registry import Registry
from triples.spool import resumed
from triples.workers import cores, in_order

Form = Literal["json", "nquads"]
Progress = Callable[[str, int, int], None]  # what is being done, how many of how many are done
_FEW = 12  # articles: fewer are read before other processes have begun, and soon read again


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its facts in the form asked for, or why there are none. A `fault` is worth a failure
    of the run; an article in another language, or one that was read before, is not."""

    file: str
    sha256: str = ""
    written: bytes = b""
    left_out: str = ""
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """From the content of a file to its facts, as JSON or as sorted N-Quads, the latter with quoted passages or not;
    weighed by a statistical `parse` or not; without those that are less sure than `least`."""

    form: Form
    quotes: bool = False
    parse: bool = False
    least: float = 0.0

    def __call__(self, given: Raw | InputError) -> Outcome:
        """The outcome for an article. Raises nothing: what cannot be read is an outcome too."""
        if isinstance(given, InputError):
            return _left_out("", given)
        try:
            return Outcome(given.source.file, given.source.sha256, self._written(given))
        except InputError as error:
            return _left_out(given.source.file, error)
        except Exception as error:  # one article must not end a run over thousands
            reason = f"{given.path}: unexpected fault ({type(error).__name__}: {error})"
            return Outcome(given.source.file, left_out=" ".join(reason.split()), fault=True)

    def _written(self, raw: Raw) -> bytes:
        text, registry = text_of(raw), _registry()
        article = extract(text.text, text.source, registry, load_parser() if self.parse else None, self.least)
        if self.form == "json":
            return json.dumps(article_json(article), ensure_ascii=False, indent=1).encode()
        quads = describe(article, text.text, registry, self.quotes)
        return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _left_out(file: str, error: InputError) -> Outcome:
    return Outcome(file, left_out=str(error), fault=not isinstance(error, LeftOut))


@cache
def _registry() -> Registry:
    """The registry of this process."""
    return load_registry()


@dataclass(frozen=True, slots=True)
class Means:
    """How a corpus is read, none of which changes what comes out: by how many processes (None: one for each core),
    and where to keep what is done until the run is (None: nowhere). `largest` bounds an article, in bytes."""

    jobs: int | None = None
    spool: Path | None = None
    largest: int = LARGEST_ARTICLE


DEFAULT_MEANS = Means()


def read_corpus(paths: Sequence[Path], reading: Reading, means: Means, progress: Progress) -> Iterator[Outcome]:
    """The outcomes for the articles of these files and folders, in order of their names.

    Raises InputError for a folder without articles, a broken table of articles, and where the only article given
    cannot be read, or the parse is not installed.
    """
    if reading.parse:
        load_parser()
    total = sum(1 for path in paths for _ in article_files(path))
    raws, few = read_raw(paths, means.largest), total < _FEW
    outcomes = map(reading, raws) if few else _outcomes(raws, reading, means.jobs or cores(), means.spool)
    for number, outcome in enumerate(outcomes):
        progress("reading articles", number, total)
        if outcome.fault and total == 1:
            raise InputError(outcome.left_out)
        yield outcome


def _outcomes(raws: Iterable[Raw | InputError], reading: Reading, jobs: int, spool: Path | None) -> Iterator[Outcome]:
    if spool is None:
        yield from in_order(reading, raws, jobs)
        return

    def work(left: Iterable[Raw | InputError]) -> Iterator[bytes]:
        return map(_recorded, in_order(reading, left, jobs))

    for written in resumed(spool, f"{reading} {_fingerprint()}", raws, _key, work):
        yield _recalled(written)


def _recorded(outcome: Outcome) -> bytes:
    about = [outcome.file, outcome.sha256, outcome.left_out, outcome.fault]
    return json.dumps(about).encode() + b"\n" + outcome.written


def _recalled(record: bytes) -> Outcome:
    about, _, written = record.partition(b"\n")
    file, sha256, left_out, fault = json.loads(about)
    return Outcome(file, sha256, written, left_out, fault)


def _key(given: Raw | InputError) -> str:
    """What the outcome for an article depends on, beside the program."""
    told = str(given) if isinstance(given, InputError) else f"{given.path} {given.source}"
    return hashlib.sha256(told.encode()).hexdigest()


def _fingerprint() -> str:
    """The program that reads: its own files, tables included."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
