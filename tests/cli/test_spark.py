"""A corpus spread over Spark gives the N-Quads of a single machine, in parts."""

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark is not installed (pip install unkg[spark], and Java 17 or newer)",
)


@spark
def test_the_parts_one_after_the_other_are_what_one_machine_writes(unkg: Run, fixtures: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(fixtures / "articles", corpus)
    for number, path in enumerate(sorted((fixtures / "gold" / "dev").glob("*.txt"))[:20]):
        shutil.copy(path, corpus / f"{number:02}.txt")
    shutil.copy(corpus / "07.txt", corpus / "twice.txt")
    (corpus / "binary.txt").write_bytes(b"\0")
    alone = unkg("extract", corpus, "--format", "nquads", "-o", tmp_path / "alone.nq")
    given = ["extract", corpus, "--engine", "spark", "--format", "nquads", "-o", tmp_path / "parts"]
    spread = unkg(*given, timeout=600)
    assert (alone.returncode, spread.returncode) == (1, 1), spread.stderr
    assert "binary.txt: this is not a text file" in spread.stderr
    assert "Traceback" not in spread.stderr
    parts = sorted((tmp_path / "parts").glob("part-*"))
    assert len(parts) > 1
    assert b"".join(part.read_bytes() for part in parts) == (tmp_path / "alone.nq").read_bytes()
    again = unkg(*given)
    assert (again.returncode, again.stderr) == (
        1,
        f"unkg: {tmp_path}/parts: is there already; choose another folder\n",
    )


@pytest.mark.parametrize("given", [[], ["--format", "nquads"], ["--format", "json", "-o", "out"]])
def test_spark_writes_quads_into_a_folder_only(here: Run, tmp_path: Path, given: list[str]) -> None:
    done = here("extract", tmp_path, "--engine", "spark", *given)
    assert done.returncode == 2
    assert "--engine spark needs --format nquads and a folder as --output" in done.stderr


def test_without_java_spark_says_what_it_needs(unkg: Run, fixtures: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("Spark is not installed (pip install unkg[spark])")
    given = ["extract", fixtures / "articles", "--engine", "spark", "--format", "nquads", "-o", tmp_path / "parts"]
    done = unkg(*given, env={"PATH": str(tmp_path)})
    assert (done.returncode, done.stderr) == (
        1,
        "unkg: Spark needs Java 17 or newer; install it, or put it on the PATH\n",
    )
