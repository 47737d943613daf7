"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from triples.curation import MIN_CONFIDENCE

PATHS = click.Path(path_type=Path)
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes that read articles; one for each core.")
LARGEST = click.option(
    "--largest-article",
    type=click.IntRange(min=1),
    default=2_000_000,
    show_default=True,
    envvar="UNKG_LARGEST_ARTICLE",
    help="Bytes; what is larger is left out. UNKG_LARGEST_ARTICLE sets it too.",
)
SURE = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=MIN_CONFIDENCE,
    show_default=True,
    envvar="UNKG_MIN_CONFIDENCE",
    help="Leave out what is less sure; after a build it waits for `unkg review`. UNKG_MIN_CONFIDENCE sets it too.",
)
PARSE = click.option("--parse", is_flag=True, help="Weigh facts by a statistical parse, too (the extra `parse`).")
DECIDED = click.option("--decisions", type=PATHS, help="File of curators' decisions; by default the project's own.")
STORE = click.option("--store", type=PATHS, default=Path("store"), show_default=True, help="Folder of the snapshots.")
