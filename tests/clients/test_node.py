"""Comunica and jsonld.js, as a page or a program in JavaScript would use them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from triples.snapshot import write

_RIVERS = """
@prefix ex: <http://example.org/> .
ex:rivers { ex:volga ex:in "RUS" . ex:yangtze ex:in "CHN" . ex:amazon ex:in "BRA" . }
"""
_NAMES = """
PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name { ?state un:iso3 "CHN" ; rdfs:label ?name FILTER (LANG(?name) = "en") }
"""
_JOIN = """
PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX ex: <http://example.org/>
SELECT DISTINCT ?river ?state { ?river ex:in ?code . ?state un:iso3 ?code }
"""


@pytest.fixture(scope="module")
def node(root: Path) -> Callable[..., Any]:
    """Runs a script of this folder; gives back what it wrote."""
    if shutil.which("node") is None or not (root / "node_modules" / "@comunica" / "query-sparql").is_dir():
        pytest.skip("node and the packages for tests are not installed (npm ci)")

    def run(script: str, **given: object) -> Any:
        command = ["node", str(Path(__file__).parent / script)]
        done = subprocess.run(
            command, input=json.dumps(given), capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_comunica_asks_us(node: Callable[..., Any], address: str) -> None:
    assert node("ask.mjs", query=_NAMES, sources=[f"{address}sparql"]) == [{"name": "China"}]


def test_comunica_joins_us_with_another_endpoint(
    node: Callable[..., Any],
    address: str,
    serving: Callable[..., AbstractContextManager[str]],
    tmp_path: Path,
) -> None:
    write(parse(_RIVERS, format=RdfFormat.TRIG), tmp_path / "rivers")
    with serving(tmp_path / "rivers") as other:
        rows = node("ask.mjs", query=_JOIN, sources=[f"{other}sparql", f"{address}sparql"])
    ends = {(row["river"].rpartition("/")[2], row["state"].rpartition("/")[2]) for row in rows}
    assert ends == {("volga", "russia"), ("yangtze", "china"), ("amazon", "brazil")}


@pytest.mark.parametrize("thing", ["state/china", "body/security-council", "official/samantha-power"])
def test_jsonld_js_reads_the_tree_as_the_turtle_says(node: Callable[..., Any], address: str, thing: str) -> None:
    read = node("read.mjs", address=f"{address}data/{thing}.jsonld")
    assert set(Graph().parse(data=read, format="nt")) == set(Graph().parse(f"{address}data/{thing}.ttl"))
