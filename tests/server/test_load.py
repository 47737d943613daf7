"""A moment of what `benchmarks/load.py` does for a minute: all kinds of requests at once, and none fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_every_kind_of_request_is_answered_and_told(root: Path, world: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "load.py"), str(world), "--seconds", "3", "--clients", "6"]
    done = subprocess.run([*command, "--writable"], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for kind in ("look-up", "1,000 rows", "page", "heavy", "write", "MB a moment later"):
        assert kind in done.stdout
