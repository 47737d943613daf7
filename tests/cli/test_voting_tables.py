"""`unkg build --votes`: what is read, what is told of rows that are not, and how strictness ends it."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]

_AGREED = """PREFIX un: <https://w3id.org/unkg/ontology#> SELECT ?alike WHERE {
  <https://w3id.org/unkg/id/agreement/general-assembly-2000s-chn-cub> un:votesAlike ?alike }"""
_SOURCES = """PREFIX un: <https://w3id.org/unkg/ontology#> SELECT (COUNT(DISTINCT ?source) AS ?sources) WHERE {
  <https://w3id.org/unkg/id/vote/security-council-1946-06-26-s-pv-49-2> un:reportedIn ?source }"""


def given(records: Path, *names: str) -> list[str | Path]:
    return [part for name in names for part in ("--votes", records / name)]


def test_tables_are_built_into_the_graph_and_bad_rows_are_named(unkg: Run, fixtures: Path, tmp_path: Path) -> None:
    tables = given(
        fixtures / "records", "vetoes-library.csv", "vetoes-by-topic.csv", "library-assembly.csv", "meetings.csv"
    )
    done = unkg("build", *tables, "--store", tmp_path, timeout=400)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.endswith("meetings.csv, line 4: '--' is no symbol of a meeting, such as S/PV.1; left out")
    assert "0 in quarantine" in done.stdout
    assert "rows of voting tables left out: 1 (--strict fails at the first)" in done.stdout
    assert unkg("query", _AGREED, "--store", tmp_path, "--format", "csv").stdout.split() == ["alike", "1"]
    assert unkg("query", _SOURCES, "--store", tmp_path, "--format", "csv").stdout.split() == ["sources", "2"]


def test_a_strict_build_ends_with_the_row_in_one_line(unkg: Run, fixtures: Path, tmp_path: Path) -> None:
    done = unkg("build", *given(fixtures / "records", "meetings.csv"), "--strict", "--store", tmp_path, timeout=400)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "left out without --strict" in done.stderr
    assert not list(tmp_path.glob("0*"))


def test_a_table_without_its_companion_ends_it_before_anything_is_read(
    here: Run, fixtures: Path, tmp_path: Path
) -> None:
    done = here("build", "--votes", fixtures / "records" / "un_votes.csv", "--store", tmp_path)
    assert done.returncode == 1
    assert "says nothing without its companion" in done.stderr
