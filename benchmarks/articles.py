"""Reads a corpus whose facts are known with `unkg extract`: words a second, memory, and the share of facts found.

    python benchmarks/articles.py [--articles N] [--jobs N] [--keep FOLDER]

The corpus (`benchmarks/corpus.py`) is written to a temporary folder, or to FOLDER. It is read once and timed, then read
again and compared byte for byte; a third run is killed half way and started again, and must end in the same bytes too.
Memory is the proportional share (PSS) of all processes of the run together, at its highest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus

UNKG = Path(__file__).resolve().parent.parent / "unkg.py"
_KINDS = ("tally", "ballot", "post", "statement")


@dataclass(frozen=True)
class Run:
    """How long a run took (by the clock, and of processors), and the most memory that its processes shared."""

    seconds: float
    processor: float
    memory: int


def extract(folder: Path, output: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A run over the corpus, begun."""
    command = [sys.executable, str(UNKG), "extract", str(folder), "-o", str(output), "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def timed(folder: Path, output: Path, jobs: int) -> Run:
    """A whole run, watched."""
    begun, before = time.perf_counter(), os.times()
    memory = 0
    with extract(folder, output, jobs) as run:
        while run.poll() is None:
            memory = max(memory, memory_of(run.pid))
            time.sleep(0.2)
    if run.returncode:
        sys.exit(f"the run failed with status {run.returncode}")
    used = os.times()
    processor = used.children_user + used.children_system - before.children_user - before.children_system
    return Run(time.perf_counter() - begun, processor, memory)


def memory_of(pid: int) -> int:
    """Bytes of a process and all that it began, shared pages by their share."""
    total = 0
    with suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total = next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(memory_of(int(child)) for child in (task / "children").read_text(encoding="ascii").split())
    return total


def kill_half_way(folder: Path, output: Path, jobs: int, whole: int) -> None:
    """Begins a run and kills it when it has written half of what it finds."""
    spool = output.with_name(f"{output.name}.part")
    with extract(folder, output, jobs) as run:
        while run.poll() is None and not (spool.exists() and spool.stat().st_size > whole // 2):
            time.sleep(0.05)
        run.kill()


def _told(fact: dict[str, Any]) -> tuple[object, ...]:
    """What counts as the same fact, of those that the program finds."""
    person, served = (fact.get("speaker") or fact.get("official") or {}).get("label"), fact.get("for")
    state = served.get("iso3") if isinstance(served, dict) else None
    match fact["kind"]:
        case "tally":
            return "tally", fact["for"], fact["against"], fact["abstain"]
        case "ballot":
            return "ballot", fact["state"]["iso3"], fact["choice"]
        case kind:
            return kind, person, state


def _known(fact: dict[str, Any]) -> tuple[object, ...]:
    """The same, of those that the corpus tells."""
    match fact["kind"]:
        case "tally":
            return "tally", fact["for"], fact["against"], fact["abstain"]
        case "ballot":
            return "ballot", fact["state"], fact["choice"]
        case kind:
            return kind, fact["person"], fact["for"]


def compared(output: Path, folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """For each kind of fact: how many the corpus tells, how many the program finds, and how many are in both."""
    found = {a["source"]["file"]: a["facts"] for a in json.loads(output.read_bytes())["articles"]}
    told, given, both = Counter[str](), Counter[str](), Counter[str]()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        known = Counter(map(_known, gold["facts"]))
        facts = Counter(_told(f) for f in found.get(gold["file"], ()) if f["kind"] in _KINDS and not f["inferred"])
        for counter, counted in ((told, known), (given, facts), (both, known & facts)):
            counter.update(str(key[0]) for key in counted.elements())
    return ((kind, told[kind], given[kind], both[kind]) for kind in _KINDS)


def main() -> None:
    """Runs it and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "corpus"
        corpus.write(given.articles, folder)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.rglob("*.txt"))
        output = Path(temporary) / "facts.json"
        run = timed(folder, output, given.jobs)
        first = output.read_bytes()
        again = Path(temporary) / "again.json"
        timed(folder, again, given.jobs)
        same = again.read_bytes() == first
        resumed = Path(temporary) / "resumed.json"
        kill_half_way(folder, resumed, given.jobs, len(first))
        broken_off = not resumed.exists()
        timed(folder, resumed, given.jobs)
        same_resumed = broken_off and resumed.read_bytes() == first
        _show(given.articles, words, run, given.jobs, list(compared(output, folder)))
    print(f"a second run gives the same bytes: {same}; a run killed half way and started again: {same_resumed}")
    sys.exit(0 if same and same_resumed else 1)


def _show(articles: int, words: int, run: Run, jobs: int, kinds: list[tuple[str, int, int, int]]) -> None:
    print(
        f"{articles} articles, {words} words, {jobs} processes: {run.seconds:.1f} s, {words / run.seconds:.0f} words a"
    )
    print(
        f"second; {run.processor:.1f} s of processors, {words / run.processor:.0f} words a second and core, start and"
    )
    print(f"writing included; at most {run.memory / 1e6:.0f} MB in all processes")
    table = Table("kind", "told", "found", "right", "share found", "share right", box=None)
    for kind, told, found, both in kinds:
        table.add_row(
            kind, str(told), str(found), str(both), f"{both / max(told, 1):.3f}", f"{both / max(found, 1):.3f}"
        )
    Console().print(table)


if __name__ == "__main__":
    main()
