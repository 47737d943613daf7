"""rapper of the Raptor library, which checks what other readers let pass."""

from __future__ import annotations

import shutil
import subprocess

import pytest

_SUFFIXES = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml"}


@pytest.mark.parametrize("suffix", _SUFFIXES)
@pytest.mark.parametrize("thing", ["state/china", "official/samantha-power"])
def test_rapper_reads_every_triple_without_a_word(address: str, thing: str, suffix: str) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (raptor2-utils)")
    counts = set()
    for asked in (suffix, "nt"):
        command = ["rapper", "-q", "-i", _SUFFIXES[asked], "-o", "ntriples", f"{address}data/{thing}.{asked}"]
        read = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (read.returncode, read.stderr) == (0, "")
        counts.add(len(set(read.stdout.splitlines())))
    assert len(counts) == 1
