"""How fast a snapshot loads into memory, by the form in which it is kept.

    python benchmarks/snapshots.py STORE

Takes the current snapshot of the store, writes its statements in each form, and loads each in a process of its own.
Printed are the size of the file, seconds of the processor to load it, and the memory that it then takes. Forms whose
package is missing (`zstandard`) are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pyoxigraph import RdfFormat, Store, parse, serialize
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from triples.snapshot import DATA, current

_LOAD = """
import sys, time
sys.path.insert(0, {here!r})
from snapshots import load
began = time.process_time()
store = load(sys.argv[1], sys.argv[2])
spent = time.process_time() - began
memory = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(spent, memory, len(store), flush=True)
import os
os._exit(0)
"""
_ON_DISK = "RocksDB, opened"


def _zstd(file: IO[bytes], writing: bool) -> Any:
    zstandard = importlib.import_module("zstandard")
    return (
        zstandard.ZstdCompressor(3).stream_writer(file) if writing else zstandard.ZstdDecompressor().stream_reader(file)
    )


_PACKING: dict[str, Callable[[IO[bytes], bool], Any]] = {
    "plain": lambda file, writing: file,
    "gzip": lambda file, writing: gzip.GzipFile("", "wb" if writing else "rb", 6, file, 0),
    "zstd": _zstd,
}
FORMS = {
    "sorted N-Quads": ("plain", RdfFormat.N_QUADS),
    "shuffled N-Quads": ("plain", RdfFormat.N_QUADS),
    "sorted N-Quads, gzip": ("gzip", RdfFormat.N_QUADS),
    "sorted N-Quads, zstd": ("zstd", RdfFormat.N_QUADS),
    "TriG": ("plain", RdfFormat.TRIG),
}


def load(form: str, path: str) -> Store:
    """A store in memory with what the file holds; of a RocksDB folder, the store itself."""
    if form == _ON_DISK:
        return Store.read_only(path)
    packing, format_ = FORMS[form]
    store = Store()
    with open(path, "rb") as file:
        store.bulk_load(_PACKING[packing](file, False), format=format_, lenient=True)
    return store


@contextmanager
def _packed(path: Path, form: str) -> Iterator[Any]:
    with path.open("wb") as file:
        stream = _PACKING[FORMS[form][0]](file, True)
        yield stream
        if stream is not file:
            stream.close()


def write(data: Path, form: str, path: Path) -> None:
    """The statements of the data file in another form."""
    if form == _ON_DISK:
        store = Store(str(path))
        with gzip.open(data) as lines:
            store.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]
        store.optimize()
        return
    with gzip.open(data) as lines, _packed(path, form) as output:
        if form == "TriG":
            serialize(parse(lines, format=RdfFormat.N_QUADS), output, format=RdfFormat.TRIG)  # type: ignore[arg-type]
        elif form == "shuffled N-Quads":
            shuffled = list(lines)
            random.Random(1).shuffle(shuffled)
            output.writelines(shuffled)
        else:
            shutil.copyfileobj(lines, output)


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")))


def _measured(form: str, path: Path) -> list[str]:
    code = _LOAD.format(here=str(Path(__file__).resolve().parent))
    run = subprocess.run([sys.executable, "-c", code, form, str(path)], check=True, capture_output=True, text=True)
    spent, memory, count = run.stdout.split()
    return [form, f"{_size(path) / 1e6:,.0f}", f"{float(spent):.1f}", f"{int(memory) / 1e3:,.0f}", f"{int(count):,}"]


def main() -> None:
    """Measures each form and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    data = current(parser.parse_args().store).path / DATA
    table = Table("form", "file, MB", "load, CPU s", "memory, MB", "statements")
    for form in [*FORMS, _ON_DISK]:
        if form.endswith("zstd") and importlib.util.find_spec("zstandard") is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "data"
            write(data, form, path)
            table.add_row(*_measured(form, path))
    Console().print(table)


if __name__ == "__main__":
    main()
