"""The gate: a write passes when what it touches conforms to the shapes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, serialize

from server.engine.holding import Holding
from server.engine.writing import Refused
from server.problems import Problem
from shapes.affected import affected
from shapes.report import Report, as_json
from shapes.validation import validate
from triples.patch import Patch

_SHOWN = 100


def check(patch: Patch, holding: Holding) -> None:
    """Raises Refused (422) when, after the change, the touched nodes break a rule of the shapes.

    `patch` has the names of the folder, which the shapes know; the store holds the change already.
    """
    changed = [*patch.quads_removed(), *patch.quads_added()]
    _refuse_what_shacl_cannot_read(changed)
    quads = list(_statements(holding))
    report = validate(quads, affected(quads, changed))
    if not report.conforms:
        raise _refused(report)


def _statements(holding: Holding) -> Iterator[Quad]:
    """All that is stated, as the folder keeps it; not the union, which only repeats it."""
    for quad in holding.store:
        if holding.home is None or not isinstance(quad.graph_name, DefaultGraph):
            yield holding.kept_quad(quad)


def _refuse_what_shacl_cannot_read(changed: list[Quad]) -> None:
    if any(isinstance(quad.object, Triple) for quad in changed):
        problem = Problem(422, "The shapes cannot check triples that are terms (RDF 1.2). Nothing was changed.")
        raise Refused(problem, "")


def _refused(report: Report) -> Refused:
    count = len(report.violations)
    shown = Report(report.violations[:_SHOWN])
    first = f" The report has the first {_SHOWN}." if count > _SHOWN else ""
    rules = "1 rule is" if count == 1 else f"{count} rules are"
    problem = Problem(422, f"{rules} broken. Nothing was changed.{first}", {"report": as_json(shown)})
    return Refused(problem, (serialize(shown.triples(), format=RdfFormat.N_TRIPLES) or b"").decode())
