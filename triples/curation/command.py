"""`unkg review`: the words of the command line for `triples.curation.review`, which is loaded when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from triples.curation import DECISIONS
from triples.export import save
from triples.options import DECIDED, PATHS, STORE

_DECIDING = ("accept", "reject", "merge", "keep-apart")


@click.command()
@click.argument("action", type=click.Choice(["list", *_DECIDING, "undo", "decided"]), default="list")
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="List every fact of the articles, not only what waits.")
@click.option("--articles", type=PATHS, multiple=True, help="Where the articles are: their passages are shown too.")
@click.option("--note", default="", help="Why it is decided so.")
@click.option("--by", default="", help="Who decides.")
@click.option("--day", default="", help="The day of the decision, YYYY-MM-DD.")
@DECIDED
@STORE
def review(
    action: str,
    names: tuple[str, ...],
    everything: bool,
    articles: tuple[Path, ...],
    decisions: Path | None,
    store: Path,
    **said: str,
) -> None:
    """List what waits for a curator, and decide on it.

    Without an ACTION, or with `list`: doubtful facts, what broke a rule, people who may be one, and disagreements of
    sources, each with a name that lasts. `accept` and `reject` take such names; `merge PERSON INTO` and `keep-apart
    PERSON PERSON` take people by the last part of their addresses, or one likeness of the list. `decided` lists the
    decisions, `undo` takes some back. Every build replays them.
    """
    from triples.curation import review as curating
    from triples.curation.decisions import read_decisions, write_decisions
    from triples.curation.waiting import read_waiting, undecided
    from triples.snapshot import current

    file = decisions or DECISIONS
    known = read_decisions(file)
    if action == "list":
        items = undecided(read_waiting(current(store).path), known)
        listed = curating.facts(current(store).load()) if everything else items
        save(curating.listing(curating.described(listed, curating.passages(articles))), None)
    elif action == "decided":
        save(curating.listing(curating.told(known)), None)
    else:
        doing = cast(curating.Action, action)
        write_decisions(curating.decided(current(store), doing, names, curating.Circumstances(**said), known), file)
        click.echo(f"{file}: noted; the next build heeds it")
