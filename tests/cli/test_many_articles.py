"""A folder of articles: a bad one does not end the run, and neither processes nor a kill change what comes out."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

FRENCH = (
    "Le représentant de la Norvège a déclaré mardi que son pays s'abstiendrait lors du vote, car les mots choisis par "
    "les auteurs du texte ne tiennent pas compte des villages de la montagne."
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, fixtures: Path) -> Path:
    """Ninety articles in two folders, made of a few."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "b").mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((fixtures / "gold" / "dev").glob("*.txt"))]
    for number in range(90):
        place = folder / "b" if number % 3 else folder
        (place / f"{number:03}.txt").write_text(f"{texts[number % len(texts)]}\n\n{number}.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(unkg: Run, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process gives in one run, in each form."""
    folder = tmp_path_factory.mktemp("whole")
    for form in ("json", "nquads"):
        done = unkg("extract", corpus, "--jobs", 1, "--format", form, "-o", folder / form)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["json", "nquads"]
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("form", ["json", "nquads"])
def test_several_processes_give_the_bytes_of_one(unkg: Run, corpus: Path, whole: dict[str, bytes], form: str) -> None:
    done = unkg("extract", corpus, "--jobs", 3, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.encode() == whole[form]


def test_json_holds_every_article_in_the_order_of_names(whole: dict[str, bytes], corpus: Path) -> None:
    document = json.loads(whole["json"])
    names = [article["source"]["file"] for article in document["articles"]]
    assert names == [path.name for path in sorted(corpus.rglob("*.txt"))]
    assert json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n" == whole["json"]


def test_quads_are_sorted_lines_that_stand_once(whole: dict[str, bytes]) -> None:
    lines = whole["nquads"].splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 10_000


def killed_at(size: int, arguments: list[str], spool: Path, root: Path) -> None:
    """Starts a run and kills it with SIGKILL when it has written so much down."""
    with subprocess.Popen([sys.executable, str(root / "unkg.py"), *arguments], stderr=subprocess.DEVNULL) as run:
        end = time.monotonic() + 60
        while not spool.exists() or spool.stat().st_size < size:
            assert run.poll() is None
            assert time.monotonic() < end
            time.sleep(0.001)
        run.kill()


@pytest.mark.parametrize("form", ["json", "nquads"])
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(
    unkg: Run, root: Path, corpus: Path, whole: dict[str, bytes], tmp_path: Path, form: str
) -> None:
    output, spool = tmp_path / "facts", tmp_path / "facts.part"
    arguments = ["extract", str(corpus), "--jobs", "2", "--format", form, "-o", str(output)]
    for size in (1, 100_000):
        killed_at(size, arguments, spool, root)
        assert not output.exists()
    assert spool.stat().st_size >= 100_000
    assert unkg(*arguments).returncode == 0
    assert output.read_bytes() == whole[form]
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]


def test_a_bad_article_is_named_and_the_others_are_read(unkg: Run, articles: Path, tmp_path: Path) -> None:
    good = (articles / "delta-wire-river-dams.txt").read_text(encoding="utf-8")
    contents = {
        "a.txt": good.encode(),
        "binary.txt": bytes(range(256)),
        "empty.txt": b"",
        "french.txt": FRENCH.encode(),
        "latin.txt": FRENCH.encode("latin-1"),
        "twice.txt": good.encode(),
        "wide.txt": good.encode("utf-16"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = unkg("extract", tmp_path, tmp_path / "missing.txt")
    assert done.returncode == 1
    assert [article["source"]["file"] for article in json.loads(done.stdout)["articles"]] == ["a.txt"]
    told = [line.removeprefix(f"unkg: {tmp_path}/") for line in done.stderr.splitlines()]
    assert [line.split(";")[0] for line in told] == [
        "binary.txt: this is not a text file",
        "empty.txt: the file is empty",
        "french.txt: not English, skipped",
        "latin.txt: byte 7 is not UTF-8",
        "loop.txt: cannot be read (Too many levels of symbolic links)",
        f"twice.txt: the same article as {tmp_path}/a.txt",
        "wide.txt: this is UTF-16",
        "missing.txt: there is no such file",
    ]


def test_an_article_in_another_language_is_no_failure(unkg: Run, tmp_path: Path) -> None:
    (tmp_path / "french.txt").write_text(FRENCH, encoding="utf-8")
    done = unkg("extract", tmp_path / "french.txt")
    assert (done.returncode, done.stdout) == (0, '{\n "articles": []\n}\n')
    assert done.stderr == f"unkg: {tmp_path}/french.txt: not English, skipped\n"


def test_a_folder_of_which_nothing_can_be_read_is_a_failure(unkg: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\0")
    done = unkg("extract", tmp_path, "-o", tmp_path / "facts")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("unkg: none of these articles could be read\n")
    assert not (tmp_path / "facts").exists()


def test_a_line_of_fifty_megabytes_is_left_out_with_the_setting_that_would_let_it_in(unkg: Run, tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("w") as stream:
        stream.writelines("Norway abstained, as did Chad. " for _ in range(1_700_000))
    done = unkg("extract", tmp_path / "long.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "long.txt: larger than an article (2 MB); cut it, or raise --largest-article" in done.stderr
    (tmp_path / "short.txt").write_text("Norway abstained.")
    assert unkg("extract", tmp_path / "short.txt", "--largest-article", 16).returncode == 1


def test_facts_can_be_written_to_a_device(unkg: Run, corpus: Path, whole: dict[str, bytes]) -> None:
    done = unkg("extract", corpus, "-o", "/dev/stdout", text=False)
    assert (done.returncode, done.stdout) == (0, whole["json"])


def test_a_build_goes_on_without_a_bad_article_and_says_so(unkg: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    done = unkg("build", "--articles", articles, "--articles", tmp_path / "bad.txt", "--store", tmp_path / "store")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "bad.txt: this is not a text file" in done.stderr
    assert "graph/article/delta-wire-river-dams" in unkg("stats", "--store", tmp_path / "store").stdout
    strict = unkg("build", "--strict", "--articles", articles, "--articles", tmp_path / "bad.txt", "--store", tmp_path)
    assert (strict.returncode, strict.stdout) == (1, "")
