"""A corpus spread over a Spark cluster, or over the cores of one machine: the same N-Quads as a single process writes.

The files must lie where every worker can read them, and unkg must be installed there. The address of a cluster comes
from where Spark looks for it (`spark-submit --master`, `spark-defaults.conf`); without one, this machine is used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import InputError
from triples.corpus import Outcome, Reading
from triples.facts import Source
from triples.reading import Raw, article_files, read_bytes, read_one
from triples.sourcetable import known_beside
from triples.writing import Hearing

if TYPE_CHECKING:  # an extra
    from pyspark.sql import SparkSession

_FILES_A_TASK = 16
_QUIET = """rootLogger.level = off
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = spark: %m%n
"""


def spread(paths: Sequence[Path], reading: Reading, output: Path, largest: int, hearing: Hearing) -> None:
    """Reads these files and folders and writes a folder of N-Quads in parts: sorted lines that stand once, so that the
    parts one after the other are what a single machine writes. `hearing` is told of the articles that gave none.

    Raises InputError where Spark or Java is not installed, the folder is there already, a table of articles is broken,
    or no article can be read.
    """
    if output.exists():
        raise InputError(f"{output}: is there already; choose another folder")
    files = [str(file) for path in paths for file in article_files(path)]
    with _session() as session:
        context = session.sparkContext
        known = context.broadcast(known_beside(paths))
        parts = context.parallelize(list(enumerate(files)), len(files) // _FILES_A_TASK + 1)
        first = parts.map(lambda item: (_digest(item[1], largest), item)).reduceByKey(min).values()
        outcomes = first.mapPartitions(lambda items: _outcomes(items, reading, known.value, largest)).cache()
        left_out = outcomes.filter(lambda pair: bool(pair[1].left_out)).sortByKey().values().collect()
        for outcome in left_out:
            hearing.hear(outcome)
        if hearing.faults and len(left_out) == outcomes.count():
            raise InputError("none of these articles could be read")
        lines = outcomes.flatMap(lambda pair: pair[1].written.decode().split("\n")).filter(bool).distinct()
        lines.sortBy(lambda line: line).saveAsTextFile(str(output.absolute()))


def _digest(file: str, largest: int) -> str:
    """What two files have in common that hold the same article; of one that cannot be read, its name."""
    try:
        return hashlib.sha256(read_bytes(Path(file), largest)).hexdigest()
    except InputError:
        return file


def _outcomes(
    items: Iterable[tuple[int, str]], reading: Reading, known: Mapping[str, Source], largest: int
) -> Iterator[tuple[int, Outcome]]:
    for number, file in items:
        yield number, reading(_read(Path(file), known, largest))


def _read(file: Path, known: Mapping[str, Source], largest: int) -> Raw | InputError:
    try:
        return read_one(file, known, largest)
    except InputError as error:
        return error


@contextmanager
def _session() -> Iterator[SparkSession]:
    """A session of Spark that says nothing but errors."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise InputError("Spark is not installed; say `pip install unkg[spark]`") from error
    if shutil.which("java") is None:
        raise InputError("Spark needs Java 17 or newer; install it, or put it on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        quiet = Path(folder) / "log4j2.properties"
        quiet.write_text(_QUIET, encoding="ascii")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # what Spark reads; it has no setting for it
        builder: Any = SparkSession.builder  # generic in a way that mypy cannot follow
        builder = builder.appName("unkg")
        builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        builder = builder.config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={quiet.as_uri()}")
        try:
            session = builder.getOrCreate()
        except PySparkRuntimeError as error:
            raise InputError("Spark does not start; it needs a whole Java, 17 or newer") from error
        try:
            yield session
        finally:
            session.stop()
