"""Reports that a grammar writes with their facts: nearly all facts are found, and nearly none that were not told."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from triples.corpus import DEFAULT_MEANS, Reading, read_corpus
from triples.writing import document


def module(root: Path, name: str) -> ModuleType:
    """A program of `benchmarks`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, root / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def compared(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, int, int]]:
    """For each kind: how many facts were told, found, and both, in 60 articles."""
    folder = tmp_path_factory.mktemp("generated")
    module(root, "corpus").write(60, folder)
    outcomes = read_corpus([folder], Reading("json"), DEFAULT_MEANS, lambda doing, done, total: None)
    (folder / "facts.json").write_bytes(b"".join(document(outcomes, "json")))
    rows = module(root, "articles").compared(folder / "facts.json", folder)
    return {kind: (told, found, both) for kind, told, found, both in rows}


@pytest.mark.parametrize("kind", ["tally", "ballot", "post", "statement"])
def test_what_is_told_is_found_and_little_else(compared: dict[str, tuple[int, int, int]], kind: str) -> None:
    told, found, both = compared[kind]
    assert told >= 60
    assert both >= 0.95 * told
    assert both >= 0.93 * found


def test_the_same_number_gives_the_same_articles(root: Path, tmp_path: Path) -> None:
    corpus = module(root, "corpus")
    for name in ("one", "two"):
        corpus.write(5, tmp_path / name)
    names = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(names) == 6
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)
    gold = [json.loads(line) for line in (tmp_path / "one" / "gold.jsonl").read_text().splitlines()]
    assert all(article["facts"] for article in gold)
