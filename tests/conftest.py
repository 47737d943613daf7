"""What every test may use."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from triples.build import build

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Articles, gold, data and suites that stand beside the checkout; tests that need them skip without."""
    folder = ROOT.parent / "shared"
    if not (folder / "articles").is_dir():
        pytest.skip("the articles and data that stand beside the project are not at hand")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Texts and tables in our own words."""
    return ROOT / "tests" / "fixtures"


def _under_hash_seeds(program: str, *arguments: str, given: bytes = b"") -> bytes:
    """What a program prints under three hash seeds, which must be the same."""
    command = [sys.executable, "-c", program, *arguments]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("0", "1", "4711"))
    runs = (subprocess.run(command, cwd=ROOT, env=seed, input=given, capture_output=True, check=True) for seed in seeds)
    printed = {run.stdout for run in runs}
    assert len(printed) == 1
    return printed.pop()


@pytest.fixture(scope="session")
def under_hash_seeds() -> Callable[..., bytes]:
    """Runs a program under several hash seeds, holds that they print the same, and gives what it is."""
    return _under_hash_seeds


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the project's own data, built once."""
    store = tmp_path_factory.mktemp("own")
    build(store, [], False, False, lambda *_: None)
    return store


@contextmanager
def _serving(store: Path, *options: str) -> Iterator[str]:
    """The address of a server, as its operator starts it; with a slash at its end."""
    command = [sys.executable, "unkg.py", "serve", "--store", str(store), "--port", "0", "--log", "off", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+/", line := process.stdout.readline())
        try:
            assert found, f"the server said {line!r}"
            yield found[0]
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Starts a server over a store, with options of the command line."""
    return _serving


@pytest.fixture(scope="session")
def address(own: Path) -> Iterator[str]:
    """The address of a server over the project's own data."""
    with _serving(own) as found:
        yield found
