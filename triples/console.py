"""What the command line shows to people: tables, a summary, a bar that moves only on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ontology.terms import PREFIXES
from triples.deriving.rows import rows
from triples.export import save
from triples.iris import BASE

if TYPE_CHECKING:  # to show what the reasoner says takes no reasoner
    from ontology.reasoning import Verdict
    from triples.build import Built
    from triples.corpus import Progress as Report
    from triples.explaining import Reason
    from triples.stats import Stats

_SHOWN = 10
_BY_RULE = """SELECT ?rule (COUNT(DISTINCT ?node) AS ?count) WHERE {
  ?node un:byRule/rdfs:label ?rule
} GROUP BY ?rule"""


@contextmanager
def progress_bar() -> Iterator[Report]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("starting", total=1)
        yield lambda doing, done, total: bar.update(task, description=doing, completed=done, total=total)


def console() -> Console:
    """As wide as the terminal; into a file or a pipe, lines are not broken."""
    screen = Console()
    return screen if screen.is_terminal else Console(width=10_000)


def show_built(built: Built, rows_left_out: int = 0) -> None:
    """The summary of a build: the snapshot, its graphs, what was derived and what was set aside."""
    console().print(_counted("graph", "triples", {_short(iri): count for iri, count in built.snapshot.graphs.items()}))
    print(f"{built.snapshot.size} quads in snapshot {built.snapshot.id[:16]} ({built.snapshot.path})")
    print(f"{built.derived} derived; {built.quarantined} in quarantine; {built.waiting} wait for `unkg review`")
    if rows_left_out:
        print(f"rows of voting tables left out: {rows_left_out} (--strict fails at the first)")
    for decision in built.vanished:
        print(f"decided on what is there no more: {decision.verdict} {decision.id} ({decision.value})")
    print(_differing(built.differing))
    for line in built.changes:
        print(f"changed: {line}")
    for result in built.report.violations[:_SHOWN]:
        where = f" ({', '.join(map(str, result.passages))})" if result.passages else ""
        print(f"set aside: {result.label}{where}: {result.message}")
    if len(built.report.violations) > _SHOWN:
        print(f"and {len(built.report.violations) - _SHOWN} more; all are in graph/quarantine")


def _differing(counted: Mapping[str, int]) -> str:
    """In what sources disagree, and how often: `sources differ in 2 things: quantity 1, rule 1`."""
    if not counted:
        return "sources differ in nothing"
    things = "1 thing" if sum(counted.values()) == 1 else f"{sum(counted.values())} things"
    said = ", ".join(f"{aspect.removesuffix('Aspect').lower()} {count}" for aspect, count in counted.items())
    return f"sources differ in {things}: {said}"


def show_stats(stats: Stats) -> None:
    """The counts of a snapshot, a table each for classes, graphs and sources."""
    paper = console()
    for title, unit, counts in (
        ("class", "things", stats.classes),
        ("graph", "triples", stats.graphs),
        ("source", "things reported", stats.sources),
    ):
        paper.print(_counted(title, unit, {_short(iri): count for iri, count in counts.items()}))


def show_result(written: bytes) -> None:
    """A result (SPARQL 1.1 Query Results JSON) as a table, or yes or no; triples as the Turtle that they come in."""
    if not written.startswith(b"{"):
        save(written, None)
        return
    result = parse_query_results(written, format=QueryResultsFormat.JSON)
    if isinstance(result, QueryBoolean):
        print("yes" if result else "no")
        return
    console().print(_solutions(result))


def show_verdict(verdict: Verdict) -> None:
    """Whether the data are consistent, which classes can have no instance, and the axioms that clash."""
    print(f"{verdict.triples} triples: {'consistent' if verdict.consistent else 'inconsistent'}")
    print(f"{verdict.inferred_types} classes and {verdict.inferred_values} values follow that are not said")
    if verdict.unsatisfiable:
        print(f"classes that can have no instance: {', '.join(verdict.unsatisfiable)}")
    for explanation in verdict.explanations:
        print(f"\n{explanation.of}")
        for axiom in explanation.axioms:
            print(f"  {axiom}")


def show_reasons(reasons: Iterable[Reason], depth: int = 0) -> None:
    """What is said, why, and below it, indented, what that follows from."""
    for reason in reasons:
        print(f"{'  ' * depth}{reason.said}")
        for why in reason.why:
            print(f"{'  ' * depth}    {why}")
        show_reasons(reason.grounds, depth + 1)


def show_rules(store: Store) -> None:
    """The rules of inference, with how many conclusions each has in the snapshot."""
    counted = {row["rule"].value: int(row["count"].value) for row in rows(store, _BY_RULE) if "rule" in row}
    for name, count in counted.items():
        print(f"{count} by the rule {name}")


def _counted(title: str, unit: str, counts: Mapping[str, int]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title, overflow="fold")
    table.add_column(unit, justify="right")
    for name, count in counts.items():
        table.add_row(Text(name), str(count))
    return table


def _solutions(result: QuerySolutions) -> Table:
    table = Table(box=None, pad_edge=False)
    names = [variable.value for variable in result.variables]
    for name in names:
        table.add_column(name, overflow="fold")
    for row in result:
        table.add_row(*(Text(_word(row[name])) for name in names))
    return table


def _word(term: object) -> str:
    if isinstance(term, NamedNode):
        return _short(term.value)
    return term.value if isinstance(term, (Literal, BlankNode)) else "" if term is None else str(term)


def _short(iri: str) -> str:
    """`un:Vote`, `state/china`, `graph/meta`: as short as it stays clear."""
    for prefix, namespace in sorted(PREFIXES.items()):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(f"{BASE}id/").removeprefix(BASE)
