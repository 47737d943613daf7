"""Chromium, driven by playwright-core; tests skip where one of them is not there."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_HERE = Path(__file__).resolve().parent
_LONGEST = 300  # seconds for all that one script does


@pytest.fixture(scope="session")
def chromium(root: Path) -> str:
    """The path of the browser."""
    found = shutil.which("chromium")
    if found is None or shutil.which("node") is None:
        pytest.skip("chromium and node are not installed")
    if not (root / "node_modules" / "playwright-core").is_dir():
        pytest.skip("playwright-core is not installed (npm ci)")
    return found


@pytest.fixture(scope="session")
def drive(chromium: str, address: str) -> Callable[..., Any]:
    """Runs a script of this folder with the browser and the server's address; gives back what it saw."""

    def run(script: str, **given: object) -> Any:
        told = json.dumps({"address": address, "browser": chromium, **given})
        done = subprocess.run(
            ["node", str(_HERE / script)], input=told, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
