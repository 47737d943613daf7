"""What a command does not need is not loaded for it."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"flask", "gunicorn", "owlready2", "pyshacl", "rdflib", "rich", "triples.build", "triples.extraction"}


def loaded(root: Path, statement: str) -> set[str]:
    """The modules that a fresh process has after the statement."""
    command = [sys.executable, "-c", f"{statement}\nimport sys; print(*sys.modules, file=sys.stderr)"]
    return set(subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stderr.split())


def test_the_front_door_loads_nothing_heavy(root: Path) -> None:
    assert loaded(root, "import unkg") & HEAVY == set()


def test_the_server_loads_neither_shapes_nor_rules_nor_reasoner_before_it_answers(root: Path) -> None:
    modules = loaded(root, "import server.run, server.app")
    assert modules & (HEAVY - {"flask", "gunicorn"}) == set()


@pytest.mark.parametrize(
    ("module", "needless"),
    [
        ("triples.console", {"triples.build", "owlready2", "pyshacl", "triples.extraction"}),
        ("server.once", {"flask", "gunicorn", "owlready2", "pyshacl", "triples.extraction"}),
    ],
)
def test_a_query_loads_what_answers_it(root: Path, module: str, needless: set[str]) -> None:
    assert loaded(root, f"import {module}") & needless == set()
