"""`unkg publish`: the words of the command line for `server.elsewhere.publishing`, which is loaded when it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from triples.options import STORE

_LOGIN = "File with one line NAME:PASSWORD, which is sent when the store asks for it."


@click.command()
@click.option("--endpoint", metavar="URL", required=True, help="Query endpoint, which is asked for the counts.")
@click.option(
    "--graph-store", metavar="URL", default="", help="Where the Graph Store Protocol is spoken: the fast way."
)
@click.option("--update-endpoint", metavar="URL", default="", help="Where updates are taken, without --graph-store.")
@click.option("--endpoint-login", metavar="FILE", default="", envvar="UNKG_ENDPOINT_LOGIN", help=_LOGIN)
@STORE
def publish(endpoint: str, graph_store: str, update_endpoint: str, endpoint_login: str, store: Path) -> None:
    """Load the current snapshot into a SPARQL store elsewhere, graph by graph, and count there.

    A run that was ended goes on where it was when it is started again. Graphs of the same name are replaced, others
    stay. The exit status is 1 when a graph there is not as it is here.
    """
    from server.elsewhere.publishing import publish as send
    from server.elsewhere.publishing import target
    from triples import console

    if bool(graph_store) == bool(update_endpoint):
        raise click.UsageError("give either --graph-store or --update-endpoint", click.get_current_context())
    with console.progress_bar() as progress:
        differences = send(store, target(endpoint, update_endpoint, graph_store), endpoint_login, progress)
    for line in differences:
        click.echo(f"unkg: {line}", err=True)
    if differences:
        sys.exit(1)
    click.echo(f"published: every graph has as many triples at {endpoint} as here")
