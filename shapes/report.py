"""What validation found, as plain data, and its forms: text for people, JSON for programs, Turtle for graphs."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from pyoxigraph import Literal as RdfLiteral

from ontology.terms import PREFIXES, RDF, SH, UN

Severity = Literal["violation", "warning", "info"]
Format = Literal["text", "json", "turtle"]
Term = NamedNode | BlankNode | RdfLiteral | Triple
T = TypeVar("T")

BASE = "https://w3id.org/unkg/"
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_IRI = re.compile(r"<([^<>]*[#/])([A-Za-z][A-Za-z0-9]*)>")
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_TOO_MANY = NamedNode(f"{PREFIXES['sh']}MaxCountConstraintComponent")
_SEVERITIES: dict[Severity, NamedNode] = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Where a source says the thing: its IRI and title, and the code points `start` to `end` where they are known."""

    source: str
    title: str
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        where = "" if self.start is None else f", characters {self.start} to {self.end}"
        return f"{self.title} <{self.source}>{where}"


@dataclass(frozen=True, slots=True)
class Result:
    """One rule that one node breaks.

    `path` is the property path from the node to what is wrong, as SPARQL writes it. `value` is what is wrong there;
    where the fault is the number of values, it is None, and `values` are those that a plain property has.
    """

    focus: NamedNode | BlankNode
    label: str
    path: str | None
    value: Term | None
    shape: NamedNode
    name: str
    component: NamedNode
    severity: Severity
    message: str
    values: tuple[Term, ...] = ()
    graphs: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What results are sorted by: the node, then the rule, then the value."""
        return (
            str(self.focus),
            self.shape.value,
            self.path or "",
            str(self.value or ""),
            self.component.value,
            self.message,
        )

    @property
    def iri(self) -> NamedNode:
        """The address of this result: node, rule and a digest of what was found."""
        words = f"{self.focus.value.removeprefix(BASE + 'id/')} {self.shape.value.rpartition('#')[2]}".lower()
        digest = hashlib.sha256("\n".join(self.key).encode()).hexdigest()[:12]
        return NamedNode(f"{BASE}id/rejection/{_NOT_SLUG.sub('-', words).strip('-')}-{digest}")

    def triples(self) -> Iterator[Triple]:
        """The `sh:ValidationResult` (SHACL 3.6.2), in a fixed order."""
        node = self.iri
        yield Triple(node, RDF.type, SH.ValidationResult)
        yield Triple(node, SH.focusNode, named(self.focus))
        if self.path and _IRI.fullmatch(self.path):
            yield Triple(node, SH.resultPath, NamedNode(self.path.strip("<>")))
        yield Triple(node, SH.resultMessage, RdfLiteral(self.message, language="en"))
        yield Triple(node, SH.resultSeverity, _SEVERITIES[self.severity])
        yield Triple(node, SH.sourceConstraintComponent, self.component)
        yield Triple(node, SH.sourceShape, self.shape)
        if self.value is not None:
            yield Triple(node, SH.value, named(self.value))
        for source in sorted({passage.source for passage in self.passages}):
            yield Triple(node, UN.reportedIn, NamedNode(source))


@dataclass(frozen=True, slots=True)
class Report:
    """All results, sorted. Data conform when no rule of severity `violation` is broken."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings and infos do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results of severity `violation`."""
        return tuple(result for result in self.results if result.severity == "violation")

    def triples(self) -> Iterator[Triple]:
        """The `sh:ValidationReport` and its results; no blank nodes."""
        digest = hashlib.sha256("\n".join(result.iri.value for result in self.results).encode()).hexdigest()[:12]
        node = NamedNode(f"{BASE}id/validation/{digest}")
        yield Triple(node, RDF.type, SH.ValidationReport)
        yield Triple(node, SH.conforms, RdfLiteral(self.conforms))
        for result in self.results:
            yield Triple(node, SH.result, result.iri)
        for result in self.results:
            yield from result.triples()


def named(term: T) -> T | NamedNode:
    """The term, or an IRI in place of a blank node (RDF 1.1 Concepts, 3.5), as published data hold none."""
    return NamedNode(f"{BASE}.well-known/genid/{term.value}") if isinstance(term, BlankNode) else term


def render(report: Report, format: Format) -> str:
    """The report as text for people, as one JSON object or as Turtle; always ends with a newline."""
    if format == "json":
        return json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
    if format == "turtle":
        return _turtle(report)
    return "\n".join(lines(report)) + "\n"


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data for JSON."""
    return {"conforms": report.conforms, "results": [_result_as_json(result) for result in report.results]}


def lines(report: Report) -> Iterator[str]:
    """The report for people: a line of counts, then a paragraph for each rule that is broken."""
    yield _summary(report)
    for result in report.results:
        yield ""
        yield from _paragraph(result)


def _turtle(report: Report) -> str:
    buffer = io.BytesIO()
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("sh", "un", "xsd")}
    serialize(report.triples(), buffer, RdfFormat.TURTLE, prefixes=prefixes)
    return buffer.getvalue().decode()


def _summary(report: Report) -> str:
    if not report.results:
        return "The data conform: no rule is broken."
    counted = [_count(report, severity) for severity in ("violation", "warning", "info")]
    verdict = "The data conform" if report.conforms else "The data do not conform"
    return f"{verdict}: {', '.join(text for text in counted if text)}."


def _count(report: Report, severity: str) -> str:
    number = sum(result.severity == severity for result in report.results)
    return f"{number} {severity}{'s' if number > 1 else ''}" if number else ""


def _paragraph(result: Result) -> Iterator[str]:
    yield f"{result.severity}: {result.name}"
    yield f"  about   {result.label}"
    yield f"          <{named(result.focus).value}>"
    if result.path or result.value not in (None, result.focus):
        yield f"  found   {_found(result)}"
    for passage in result.passages:
        yield f"  source  {passage}"
    if not result.passages:
        for graph in result.graphs:
            yield f"  source  <{graph}>"
    yield f"  rule    <{result.shape.value}>"
    yield f"  to do   {result.message}"


def _found(result: Result) -> str:
    path = f"{_short(result.path)} " if result.path else ""
    values = result.values if result.value is None else (result.value,)
    if values:
        return path + ", ".join(_short(str(value)) for value in values)
    if result.component == _TOO_MANY:
        return f"too much by {path}".rstrip()
    return f"no {path}".rstrip()


def _short(text: str) -> str:
    """IRIs of known vocabularies as prefixed names."""
    return _IRI.sub(lambda m: f"{_PREFIX_OF[m[1]]}:{m[2]}" if m[1] in _PREFIX_OF else m[0], text)


def _result_as_json(result: Result) -> dict[str, Any]:
    return {
        "focus": named(result.focus).value,
        "label": result.label,
        "path": result.path and _short(result.path),
        "value": None if result.value is None else str(result.value),
        "values": [str(value) for value in result.values],
        "shape": result.shape.value,
        "rule": result.name,
        "severity": result.severity,
        "message": result.message,
        "graphs": list(result.graphs),
        "passages": [{"source": p.source, "title": p.title, "start": p.start, "end": p.end} for p in result.passages],
    }
