"""Whatever goes wrong is one line on standard error that says what to do, and a status that scripts can read."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from sys import executable

import pytest

Run = Callable[..., CompletedProcess[str]]


def told(done: CompletedProcess[str], status: int = 1) -> str:
    """The one line of a refusal."""
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr


BAD_ARTICLES = {
    "empty.txt": (b"", "empty.txt: the file is empty"),
    "binary.txt": (b"\x7fELF\0\0\0", "binary.txt: this is not a text file"),
    "latin.txt": ("Genève a voté.".encode("latin-1"), "latin.txt: byte 3 is not UTF-8"),
}


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_file_that_is_no_article_is_named(here: Run, tmp_path: Path, command: str, name: str) -> None:
    content, message = BAD_ARTICLES[name]
    (tmp_path / name).write_bytes(content)
    given = ["--articles", tmp_path / name, "--store", tmp_path / "store"] if command == "build" else [tmp_path / name]
    assert message in told(here(command, *given))
    assert not (tmp_path / "store").exists()


def test_a_missing_file_is_named(here: Run, tmp_path: Path) -> None:
    assert "none.txt: there is no such file" in told(here("extract", tmp_path / "none.txt"))


def test_a_folder_without_articles_says_what_it_should_hold(here: Run, tmp_path: Path) -> None:
    assert "put the texts in files that end in .txt" in told(here("extract", tmp_path))


def test_a_broken_row_of_the_table_of_articles_is_named(here: Run, articles: Path, tmp_path: Path) -> None:
    shutil.copytree(articles, tmp_path / "articles")
    with (tmp_path / "articles" / "index.csv").open("a") as table:
        table.write("abc,too,few\n")
    assert "index.csv, line 4: a row must have 8 fields" in told(here("extract", tmp_path / "articles"))


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "states",
            "chad,Chad,member",
            "chad,Chad,friend",
            "states.csv, line {line}, column kind: 'friend' is not one of",
        ),
        (
            "seats",
            "security-council,chad,elected,2014-01-01",
            "security-council,chad,elected,soon",
            "column start: 'soon'",
        ),
        ("names", "kind,text,source", "kind,source", "names.csv, line 1: the columns must be"),
    ],
)
def test_a_broken_row_of_a_reference_table_is_named_by_file_line_and_column(
    root: Path, tmp_path: Path, table: str, old: str, new: str, message: str
) -> None:
    for package in ("ontology", "triples", "shapes", "server"):
        shutil.copytree(root / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "triples" / "reference" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = 1 + text[: text.index(old)].count("\n")
    command = [executable, shutil.copy(root / "unkg.py", tmp_path), "build", "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert message.format(line=line) in told(done)
    assert not (tmp_path / "store").exists()


def test_a_setting_of_the_environment_is_checked_as_an_option_is(unkg: Run) -> None:
    done = unkg("serve", env={**os.environ, "UNKG_PORT": "http"})
    assert "unkg: --port: 'http' is not a whole number (see `unkg serve --help`)" in told(done, 2)


@pytest.mark.parametrize("command", ["query", "export", "stats", "validate", "reason", "serve"])
def test_a_store_without_a_snapshot_says_how_to_make_one(here: Run, tmp_path: Path, command: str) -> None:
    given = ["ASK { ?s ?p ?o }"] if command == "query" else []
    assert "there is no snapshot here; make one with `unkg build" in told(here(command, *given, "--store", tmp_path))


@pytest.mark.parametrize("command", ["query", "export", "stats"])
def test_a_damaged_snapshot_is_not_read(here: Run, store: Path, tmp_path: Path, command: str) -> None:
    shutil.copytree(store, tmp_path / "store", symlinks=True)
    data = next((tmp_path / "store").glob("0*/data.nq.gz"))
    data.write_bytes(data.read_bytes()[:-200])
    given = ["ASK { ?s ?p ?o }"] if command == "query" else []
    assert "this snapshot is damaged; make a new one" in told(here(command, *given, "--store", tmp_path / "store"))


def test_a_port_in_use_is_named_with_the_way_out(unkg: Run, store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert str(port) in told(unkg("serve", "--port", str(port), "--store", store))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "line 2, column"),
        ("SELECT * WHERE { ?s un:date ?o }", "the prefix un: is not declared"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE would reach out of the store"),
        ("SELECT (<http://example.org/f>(1) AS ?x) WHERE {}", "the query failed"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(unkg: Run, store: Path, query: str, message: str) -> None:
    assert message in told(unkg("query", query, "--store", store))


def test_a_query_beyond_its_deadline_is_killed(unkg: Run, store: Path) -> None:
    product = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "took longer than 0.3 s" in told(unkg("query", product, "--timeout", "0.3", "--store", store))


def test_an_unknown_format_of_a_result_lists_what_there_is(unkg: Run, store: Path) -> None:
    message = told(unkg("query", "ASK { ?s ?p ?o }", "--format", "xlsx", "--store", store))
    assert "choose one of json, xml, csv, tsv" in message


def test_an_unknown_graph_or_file_format_is_refused(here: Run, store: Path, tmp_path: Path) -> None:
    assert "`unkg stats` lists them" in told(here("export", "--graph", "http://x/", "--store", store))
    assert "the extension tells no format" in told(here("export", "-o", tmp_path / "all.xlsx", "--store", store))


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["build", "--nothing"],
        ["extract"],
        ["query"],
        ["query", "ASK {}", "-f", "q.rq"],
        ["export", "--format", "xlsx"],
        ["query", "ASK {}", "--timeout", "soon"],
        ["query", "ASK {}", "--timeout", "0"],
        ["serve", "--port", "abc"],
        ["serve", "--default-graph", "some"],
        ["serve", "--memory", "1"],
    ],
)
def test_wrong_usage_ends_with_status_2_and_points_to_the_help(here: Run, arguments: list[str]) -> None:
    assert "--help`)" in told(here(*arguments), 2)


def test_a_fault_shows_its_traceback_only_on_demand(unkg: Run, tmp_path: Path) -> None:
    plain = unkg("extract", tmp_path / "none.txt")
    debugged = unkg("--debug", "extract", tmp_path / "none.txt")
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debugged.stderr
    assert debugged.returncode == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system; test_snapshot has another way")
def test_a_full_disk_is_told_and_leaves_nothing_behind(unkg: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(tmp_path / "small")], check=False)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        done = unkg("build", "--articles", articles, "--store", tmp_path / "small" / "store")
        assert "the disk is full" in told(done)
        assert [path.name for path in (tmp_path / "small" / "store").iterdir()] == [".lock"]
    finally:
        subprocess.run(["umount", str(tmp_path / "small")], check=True)


def test_a_build_killed_half_way_leaves_a_snapshot_that_serves(
    unkg: Run, store: Path, articles: Path, tmp_path: Path, root: Path
) -> None:
    shutil.copytree(store, tmp_path / "store", symlinks=True)
    command = [
        executable,
        str(root / "unkg.py"),
        "build",
        "--articles",
        str(articles),
        "--store",
        str(tmp_path / "store"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None and not list((tmp_path / "store").glob("new-*")):
            time.sleep(0.001)
        child.kill()
    assert unkg("query", "ASK { ?s ?p ?o }", "--store", tmp_path / "store").stdout == "yes\n"


def test_the_hash_seed_does_not_change_the_snapshot(unkg: Run, store: Path, articles: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    unkg("build", "--articles", articles, "--store", tmp_path, env=environment)
    for name in ("data.nq.gz", "manifest.json"):
        assert (tmp_path / "current" / name).read_bytes() == (store / "current" / name).read_bytes()
