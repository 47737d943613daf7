"""What changed from one version of the vocabulary to the next: compared term by term, so that no list can be wrong.

`versions/` keeps every version before this one as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from ontology.document import EXCLUDES, OntologyDocument, Term, document
from ontology.files import FOLDER, read_ontology

VERSIONS: Final = FOLDER / "versions"
# What is read from the other side, or said once for a pair: it changes when the other term does.
_MIRRORED: Final = frozenset({"includes", "has", "pointed at by", EXCLUDES})


@dataclass(frozen=True, slots=True)
class Release:
    """A version and its changes against the one before; terms by local name. The first has only `added`."""

    version: str
    terms: int
    added: tuple[str, ...]
    withdrawn: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]


def read_version(version: str) -> list[Triple]:
    """The triples of an earlier version. Raises FileNotFoundError for one that never was."""
    path = VERSIONS / f"{version}.ttl"
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def earlier() -> tuple[str, ...]:
    """The versions before this one, oldest first."""
    return tuple(sorted((path.stem for path in VERSIONS.glob("*.ttl")), key=_numbers))


def history() -> tuple[Release, ...]:
    """Every version, newest first."""
    documents = [*(document(read_version(version)) for version in earlier()), document(read_ontology())]
    releases = [compare(None, documents[0])]
    releases += [compare(old, new) for old, new in pairwise(documents)]
    return tuple(reversed(releases))


def compare(old: OntologyDocument | None, new: OntologyDocument) -> Release:
    """What is different in the new version."""
    before, now = old.terms if old else {}, new.terms
    both = [(before[iri], now[iri]) for iri in now if iri in before]
    changes = ((term.local, ", ".join(_differences(was, term))) for was, term in both)
    return Release(
        new.version,
        len(now),
        _names(term for iri, term in now.items() if iri not in before),
        _names(term for iri, term in before.items() if iri not in now),
        tuple(sorted((name, what) for name, what in changes if what)),
    )


def _names(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(sorted((term.local for term in terms), key=lambda name: (name.casefold(), name)))


def _differences(was: Term, term: Term) -> list[str]:
    """In words what is said otherwise of a term than before."""
    found = [what for what in ("kind", "definition", "labels") if getattr(was, what) != getattr(term, what)]
    if was.single != term.single:
        found.append("how many values")
    said = [words for words, _ in (*term.relations, *was.relations) if words not in _MIRRORED]
    return found + [words for words in dict.fromkeys(said) if was.related(words) != term.related(words)]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
