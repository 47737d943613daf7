"""The front door: `unkg COMMAND`. Each command is one short function; what it does lives in the packages.

A command imports what it alone needs: the rules of extraction, the shapes and the reasoner take a second to load.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import click
from pyoxigraph import Quad, Store

from ontology.errors import InputError
from server.elsewhere.command import publish
from server.settings import TABLE, Settings
from shapes.report import Format as ReportFormat
from triples.curation import DECISIONS
from triples.curation.command import review
from triples.export import FORMATS, Format, format_of, of_graph, of_sources, render, save
from triples.options import DECIDED, JOBS, LARGEST, PARSE, PATHS, STORE, SURE

SECONDS = click.FloatRange(min=0, min_open=True)
EXTRACTED = ["json", "nquads", "turtle", "trig", "jsonld"]


@dataclass
class Debugging:
    """Whether faults show their traceback."""

    on: bool = False


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="unkg", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
@click.pass_obj
def cli(debugging: Debugging, debug: bool) -> None:
    """Turn reports about the United Nations into a validated, attributable knowledge graph, and serve it."""
    debugging.on = debug


@cli.command()
@click.option("--articles", type=PATHS, multiple=True, help="Article file, or folder of .txt and .html files.")
@click.option("--votes", type=PATHS, multiple=True, help="Voting table, CSV or CSV packed by gzip; see docs/votes.md.")
@click.option("--strict", is_flag=True, help="Fail when a fact breaks a rule, instead of setting it aside.")
@click.option("--quotes", is_flag=True, help="Keep the quoted passages too: for a private build, not to be published.")
@PARSE
@SURE
@DECIDED
@JOBS
@LARGEST
@STORE
def build(
    articles: tuple[Path, ...],
    votes: tuple[Path, ...],
    strict: bool,
    quotes: bool,
    parse: bool,
    min_confidence: float,
    decisions: Path | None,
    jobs: int | None,
    largest_article: int,
    store: Path,
) -> None:
    """Read everything, validate, and switch the store to a new snapshot.

    Without --articles, the graphs of the project's own articles are used. An article that cannot be read is named, and
    the build goes on without it; the exit status is then 1. So it does without a row of a voting table that cannot be
    read, with exit status 0. A build that was killed while it read articles goes on from there.
    """
    from triples import console
    from triples.build import Curation
    from triples.build import build as build_store
    from triples.corpus import Means
    from triples.writing import Hearing

    means, curation = Means(jobs, None, largest_article), Curation(min_confidence, decisions or DECISIONS)
    hearing = Hearing(_tell)
    with console.progress_bar() as progress:
        built = build_store(store, articles, strict, quotes, progress, means, curation, parse, votes, hearing.hear_row)
    for outcome in built.left_out:
        hearing.hear(outcome)
    console.show_built(built, hearing.rows)
    sys.exit(1 if hearing.faults else 0)


@cli.command()
@click.argument("files", type=PATHS, nargs=-1, required=True)
@click.option("--format", type=click.Choice(EXTRACTED), default="json", show_default=True)
@click.option("--quotes", is_flag=True, help="Keep the quoted passages too.")
@PARSE
@SURE
@click.option("-o", "--output", type=PATHS, help="File to write to, instead of standard output.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where to read: here, or on Spark, which writes N-Quads in parts into the folder --output.",
)
@JOBS
@LARGEST
def extract(
    files: tuple[Path, ...],
    format: str,
    quotes: bool,
    parse: bool,
    min_confidence: float,
    output: Path | None,
    engine: str,
    jobs: int | None,
    largest_article: int,
) -> None:
    """Print the facts of article FILES and folders (- for standard input), without a store.

    An article that cannot be read is named, and the others are read; the exit status is then 1. A run with --output
    that was killed goes on from there when it is started again.
    """
    from triples import console
    from triples.corpus import Means, Reading
    from triples.writing import Hearing, Writing, Written, write_facts

    hearing, writing = Hearing(_tell), Writing(cast(Written, format), quotes, output, parse, min_confidence)
    if engine == "spark":
        from triples.spark import spread

        if format != "nquads" or output is None:
            raise click.UsageError("--engine spark needs --format nquads and a folder as --output")
        spread(files, Reading("nquads", quotes, parse, min_confidence), output, largest_article, hearing)
        sys.exit(1 if hearing.faults else 0)
    with console.progress_bar() as progress:
        write_facts(files, writing, Means(jobs, None, largest_article), hearing, progress)
    sys.exit(1 if hearing.faults else 0)


@cli.command()
@click.argument("gold", type=PATHS, nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="Show each wrong and each missed fact with its passage.")
@PARSE
@SURE
@click.option("--calibration", is_flag=True, help="Show how often what is stated with which confidence is right.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evaluate(
    gold: tuple[Path, ...], errors: bool, parse: bool, min_confidence: float, calibration: bool, format: str
) -> None:
    """Measure extraction on GOLD: JSON files of articles with their facts, or folders of NAME.txt with NAME.json.

    Prints precision, recall and F1 for each kind of fact, their mean, the figures by rule and by publisher, and what
    was read instead where something went wrong.
    """
    import json

    from triples import console
    from triples.evaluation import showing
    from triples.evaluation.calibrating import bands, trials
    from triples.evaluation.evaluate import judgements
    from triples.evaluation.figures import evaluation
    from triples.extraction.syntax import load_parser

    with console.progress_bar() as progress:
        judged = judgements(gold, progress, load_parser() if parse else None, min_confidence)
    stated = bands(trials(judged)) if calibration else []
    if format == "json":
        shown = showing.as_json(evaluation(judged), stated, errors)
        save(json.dumps(shown, ensure_ascii=False, indent=1).encode() + b"\n", None)
        return
    showing.show(evaluation(judged))
    if calibration:
        showing.show_calibration(stated)
    if errors:
        showing.show_errors(evaluation(judged))


@cli.command()
@click.argument("files", type=PATHS, nargs=-1)
@click.option("--format", type=click.Choice(get_args(ReportFormat)), default="text", show_default=True)
@STORE
def validate(files: tuple[Path, ...], format: str, store: Path) -> None:
    """Check RDF FILES, or the current snapshot, against the shapes; exit with 1 when a rule is broken."""
    from shapes.report import render as render_report
    from shapes.validation import validate as check_shapes

    report = check_shapes(_given(files) if files else _current(store))
    save(render_report(report, cast(ReportFormat, format)).encode(), None)
    sys.exit(0 if report.conforms else 1)


@cli.command()
@click.argument("files", type=PATHS, nargs=-1)
@click.option("--explain", metavar="IRI", help="Say why things are known of it: by which rule, and from what.")
@click.option("--property", "property_", metavar="PROPERTY", help="Explain this property alone, such as org:memberOf.")
@STORE
def reason(files: tuple[Path, ...], explain: str | None, property_: str | None, store: Path) -> None:
    """Check with OWL that RDF FILES, or the current snapshot, do not contradict the ontology.

    Of the snapshot it reads what articles report, the reference tables and what follows from both; not what is in
    quarantine, nor imported voting records. With --explain it says instead why a conclusion about a thing is there.
    """
    from triples import console

    if explain:
        from triples.explaining import explain as reasons_for

        console.show_reasons(reasons_for(_current(store), explain, property_))
        return
    from ontology.reasoning import reason as check_consistency

    verdict = check_consistency(_given(files) if files else of_sources(_current(store)))
    console.show_verdict(verdict)
    if not files:
        console.show_rules(_current(store))
    sys.exit(0 if verdict.consistent and not verdict.unsatisfiable else 1)


@cli.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=PATHS, help="File that holds the query (- for standard input).")
@click.option("--format", help="table (the default), csv, tsv, json, xml; turtle, jsonld, ntriples, rdfxml for graphs.")
@click.option("--timeout", type=SECONDS, default=30.0, show_default=True, help="Deadline in seconds.")
@STORE
def query(query: str | None, file: Path | None, format: str | None, timeout: float, store: Path) -> None:
    """Answer a SPARQL QUERY over the current snapshot, without a server."""
    if (query is None) == (file is None):
        raise click.UsageError("give either a query or --file")
    from server.once import answer
    from triples import console
    from triples.reading import decoded, read_bytes

    text = decoded(read_bytes(file), file) if file else str(query)
    table = format in (None, "table")
    result = answer(_current(store), text, None if table else format, timeout)
    console.show_result(result) if table else save(result, None)


@cli.command()
@click.option("--graph", help="IRI of the one graph to write; all by default.")
@click.option("--format", type=click.Choice(list(FORMATS)), help="By default told by the extension of --output.")
@click.option("-o", "--output", type=PATHS, help="File to write to, instead of standard output.")
@STORE
def export(graph: str | None, format: Format | None, output: Path | None, store: Path) -> None:
    """Write the current snapshot, or one graph of it, as RDF. Formats without named graphs get the union."""
    chosen = format or (format_of(output) if output else "trig")
    save(render(of_graph(_current(store), graph), chosen), output)


@cli.command()
@STORE
def stats(store: Path) -> None:
    """Count what the current snapshot holds: things by class, triples by graph, reported things by source."""
    from triples import console
    from triples.stats import stats as count

    console.show_stats(count(_current(store)))


@cli.command()
def serve(**given: object) -> None:
    """Serve the current snapshot over SPARQL and the web. Each option is also an environment variable, UNKG_..."""
    from server.authorisation import VARIABLE
    from server.run import run

    values = {name: value for name, value in given.items() if value is not None}
    try:
        chosen = Settings.from_environment(os.environ, values)
    except InputError as error:
        raise click.UsageError(str(error), click.get_current_context()) from error
    run(chosen, os.environ.get(VARIABLE))


@cli.command("reload")
@STORE
def reload_servers(store: Path) -> None:
    """Have the servers of a store load its newest snapshot, without dropping a request."""
    from server.serving import reload

    for process in reload(store):
        click.echo(f"told the server (process {process}) to load the newest snapshot; its log says when it serves it")


def _tell(line: str) -> None:
    """A line about something that does not end the run."""
    click.echo(f"unkg: {' '.join(line.split())}", err=True)


def _current(store: Path) -> Store:
    """What the store holds now."""
    from triples.journal import load

    return load(store).store


def _given(files: Sequence[Path]) -> list[Quad]:
    """What RDF files hold."""
    from triples.loading import read_rdf

    return read_rdf(files)


cli.add_command(publish)
cli.add_command(review)
for _setting in TABLE:
    _kind = {"is_flag": True, "default": None} if _setting.type is bool else {"metavar": _setting.name.upper()}
    serve.params.append(click.Option([_setting.flag], help=_setting.about.help, **_kind))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command. Exit status 0; 1 for a job that failed; 2 for a command that is not understood."""
    debugging = Debugging()
    try:
        cli.main(args=arguments, prog_name="unkg", standalone_mode=False, obj=debugging)
    except InputError as error:
        _leave(str(error), 1, debugging)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "unkg"
        _leave(f"{error.format_message()} (see `{command} --help`)", 2, debugging)
    except click.ClickException as error:
        _leave(error.format_message(), 1, debugging)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: no complaint at exit either
        sys.exit(0)
    except (KeyboardInterrupt, click.Abort):
        _leave("stopped", 130, debugging)
    except Exception as error:
        _leave(f"unexpected fault ({type(error).__name__}: {error}); --debug shows where", 1, debugging)


def _leave(message: str, status: int, debugging: Debugging) -> None:
    if debugging.on and isinstance(sys.exception(), Exception):
        raise
    click.echo(f"unkg: {' '.join(message.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
