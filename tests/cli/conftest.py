"""A store built once from the invented articles, and the command line as a user runs it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from unkg import main

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture(scope="session")
def unkg(root: Path) -> Run:
    """Runs `unkg` with arguments, in a process of its own."""

    def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        given = {"capture_output": True, "text": True, "timeout": 120, **options}
        command = [sys.executable, str(root / "unkg.py"), *map(str, arguments)]
        return subprocess.run(command, **given)  # type: ignore[call-overload,no-any-return]

    return run


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Run:
    """As `unkg`, in this process: quicker, for what ends before any data are loaded."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture(scope="session")
def articles(fixtures: Path) -> Path:
    """Two articles in our own words that report one vote, and the table that knows them."""
    return fixtures / "articles"


@pytest.fixture(scope="session")
def built(unkg: Run, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A store with a snapshot of those articles, and what the build said."""
    folder = tmp_path_factory.mktemp("built") / "store"
    done = unkg("build", "--articles", articles, "--store", folder)
    assert done.returncode == 0, done.stderr
    return folder, done


@pytest.fixture(scope="session")
def store(built: tuple[Path, Done]) -> Path:
    """The store alone."""
    return built[0]
