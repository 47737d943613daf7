"""The gate: a write passes when what it touches conforms to the shapes."""

from __future__ import annotations

from pyoxigraph import BlankNode, Quad, RdfFormat, serialize

from ontology.errors import InputError
from ontology.terms import RDF, UN
from server.engine.holding import Holding
from server.engine.writing import Refused
from server.problems import Problem
from shapes.affected import Look, affected, surroundings
from shapes.report import Report, as_json
from shapes.validation import validate
from triples.patch import Patch

_SHOWN = 100


def check(patch: Patch, holding: Holding) -> None:
    """Raises Refused (422) when, after the change, the touched nodes break a rule of the shapes.

    `patch` has the names of the folder, which the shapes know; the store holds the change already.
    """
    look = Look(holding.about, holding.pointing_to)
    added = patch.quads_added()
    try:
        _refuse_blank_nodes(added)
        nodes = affected([*patch.quads_removed(), *added], look)
        report = validate(surroundings(nodes, look), nodes)
    except InputError as error:  # a triple as a term, of which SHACL cannot speak
        raise Refused(Problem(422, f"The shapes cannot check this: {error}. Nothing was changed."), "") from None
    if not report.conforms:
        raise _refused(report)


def warm_up() -> None:
    """Reads the shapes and their queries once, so that no candidate has to."""
    validate([Quad(UN.State, RDF.type, UN.State)])


def _refuse_blank_nodes(added: list[Quad]) -> None:
    """A blank node cannot be named as a focus; so what speaks of blank nodes is validated alone."""
    blank = [quad for quad in added if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]
    results = tuple(result for result in validate(blank).results if isinstance(result.focus, BlankNode))
    if results:
        raise _refused(Report(results))


def _refused(report: Report) -> Refused:
    count = len(report.violations)
    shown = Report(report.violations[:_SHOWN])
    first = f" The report has the first {_SHOWN}." if count > _SHOWN else ""
    rules = "1 rule is" if count == 1 else f"{count} rules are"
    problem = Problem(422, f"{rules} broken. Nothing was changed.{first}", {"report": as_json(shown)})
    return Refused(problem, (serialize(shown.triples(), format=RdfFormat.N_TRIPLES) or b"").decode())
