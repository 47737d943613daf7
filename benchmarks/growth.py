"""How cost grows with the data: build, start, memory and questions at several numbers of ballots.

    python benchmarks/growth.py [--sizes 0.1,0.5,1,2,5] [--out FOLDER]

Sizes are in millions of ballots. The tables are made up in the layout of `un_votes` and `un_roll_calls`: every member
state of today takes part in every roll call, and states of a regional group often vote alike. Each size is built with
full validation, served, and asked the questions of `benchmarks/questions`, each for the first time.

Written to FOLDER: `growth.csv`, and `growth.svg` with a line for each measure and its slope on logarithmic scales (1:
cost grows as the data do; 0: it does not grow).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent))

import engines
import picture
from articles import memory_of

_ROOT = Path(__file__).resolve().parent.parent
_REFERENCE = _ROOT / "triples" / "reference"
_FIRST_SESSION, _SESSIONS = 58, 17  # of which the days are told exactly
_LOOK_UPS = ("01", "02", "03", "04")
_COUNTS = ("08", "10", "15")
_CHOICES = ("yes", "no", "abstain")


@dataclass(frozen=True)
class Measured:
    """What one size cost: seconds of processors to build, most memory, seconds to start, memory served, questions."""

    ballots: int
    built: float
    most: int
    started: float
    served: int
    look_ups: float
    counts: float


def tables(folder: Path, ballots: int) -> list[Path]:
    """Two voting tables with so many ballots, the same for the same number."""
    states = _states()
    chance = random.Random(ballots)
    calls, votes = folder / "un_roll_calls.csv.gz", folder / "un_votes.csv.gz"
    with gzip.open(calls, "wt", newline="") as first, gzip.open(votes, "wt", newline="") as second:
        called, voted = csv.writer(first, lineterminator="\n"), csv.writer(second, lineterminator="\n")
        called.writerow(("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"))
        voted.writerow(("rcid", "country", "country_code", "vote"))
        left, number = ballots, 0
        while left > 0:
            number += 1
            session = _FIRST_SESSION + number % _SESSIONS
            day = f"{session + 1945}-{chance.randint(9, 12):02}-{chance.randint(1, 28):02}"
            title = chance.choice(("NUCLEAR TESTS", "RIGHT TO DEVELOPMENT", "PALESTINE QUESTION", "OUTER SPACE"))
            called.writerow((number, session, 0, day, f"R/{session}/{number}", 0, 0, title, f"{title}, NO. {number}"))
            leaning = {group: chance.choices(_CHOICES, (6, 1, 2))[0] for group in dict.fromkeys(states.values())}
            for (label, code), group in list(states.items())[:left]:
                choice = leaning[group] if chance.random() < 0.8 else chance.choice(_CHOICES)
                voted.writerow((number, label, code, choice))
            left -= len(states)
    return [votes, calls]


def _states() -> dict[tuple[str, str], str]:
    """Name and code of each member state of today, and its regional group."""
    with (_REFERENCE / "groups.csv").open(encoding="utf-8", newline="") as stream:
        groups = {row["state"]: row["group"] for row in csv.DictReader(stream)}
    with (_REFERENCE / "states.csv").open(encoding="utf-8", newline="") as stream:
        members = [row for row in csv.DictReader(stream) if row["kind"] == "member"]
    return {(row["label"], row["iso2"]): groups.get(row["slug"], "") for row in members}


def measure(ballots: int) -> Measured:
    """Builds, serves and asks one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "store"
        built, most = _build(tables(folder, ballots), store)
        with engines.ours(store) as peer:
            asked = engines.questions(f"<{engines.Client(peer.query).ask(engines.BUSIEST)[0][0]}>")
            results = engines.measure(peer, asked, 0).results
            served = memory_of(peer.pid)
    times = {name[:2]: result.cold for name, result in results.items()}
    look_ups, counts = (statistics.median(times[name] for name in names) for names in (_LOOK_UPS, _COUNTS))
    return Measured(ballots, built, most, peer.loaded, served, look_ups, counts)


def _build(votes: list[Path], store: Path) -> tuple[float, int]:
    """Seconds of processors that the build took, and the most memory of all its processes."""
    given = [word for path in votes for word in ("--votes", str(path))]
    before, most = os.times(), 0
    command = [sys.executable, str(_ROOT / "unkg.py"), "build", "--store", str(store), *given]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, memory_of(run.pid))
            time.sleep(0.5)
    if run.returncode:
        sys.exit(f"the build ended with status {run.returncode}")
    used = os.times()
    return used.children_user + used.children_system - before.children_user - before.children_system, most


def show(found: list[Measured]) -> None:
    """The table."""
    table = Table(title="What so many ballots cost", title_justify="left")
    heads = ("ballots", "build, CPU s", "build, MB", "start, s", "served, MB", "look-up, ms", "counting, ms")
    for head in heads:
        table.add_column(head, justify="right")
    for one in found:
        row = (one.built, one.most / 1e6, one.started, one.served / 1e6, 1000 * one.look_ups, 1000 * one.counts)
        table.add_row(f"{one.ballots:,}", *(f"{value:,.1f}" for value in row))
    Console(width=120).print(table)


def write(found: list[Measured], folder: Path) -> None:
    """The figures as CSV, and the picture."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("ballots", "built", "most", "started", "served", "look_ups", "counts")
    with (folder / "growth.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(names)
        out.writerows([getattr(one, name) for name in names] for one in found)
    series = {
        "build, CPU s": {one.ballots: one.built for one in found},
        "start, s": {one.ballots: one.started for one in found},
        "memory served, GB": {one.ballots: one.served / 1e9 for one in found},
        "a look-up, s": {one.ballots: one.look_ups for one in found},
        "counting ballots, s": {one.ballots: one.counts for one in found},
    }
    drawn = picture.lines(series, "How cost grows", "ballots", "seconds, or gigabytes")
    (folder / "growth.svg").write_text(drawn, encoding="utf-8")


def main() -> None:
    """Reads the command line, measures each size, prints and writes what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="0.1,0.5,1,2,5", help="millions of ballots")
    parser.add_argument("--out", type=Path, default=Path("benchmark-growth"))
    given = parser.parse_args()
    found = [measure(round(float(size) * 1_000_000)) for size in given.sizes.split(",")]
    show(found)
    write(found, given.out)


if __name__ == "__main__":
    main()
