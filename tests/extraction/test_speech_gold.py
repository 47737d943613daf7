"""Posts, statements and stances of the gold texts beside the project; `test_gold_corpus` measures our own."""

import importlib.util
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from triples.extraction import extract
from triples.facts import Agent, Article, Post, Source, Stance, Statement
from triples.registry import Registry

KINDS = ("post", "statement", "stance")


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scoring rules that stand beside the project."""
    spec = importlib.util.spec_from_file_location("score_extraction", shared / "tools" / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(article: Article) -> list[dict[str, Any]]:
    """The posts, statements and stances of an article in the shape of the gold."""
    facts = []
    for fact in article.facts:
        if isinstance(fact, Post | Statement | Stance):
            entry = {key.rstrip("_"): value for key, value in asdict(fact).items()}
            agents = {
                key.rstrip("_"): getattr(fact, key)
                for key in asdict(fact)
                if key in ("for_", "official", "holder", "speaker")
            }
            entry |= {
                key: agent and asdict(agent)
                for key, agent in agents.items()
                if agent is None or isinstance(agent, Agent)
            }
            facts.append(entry | {"kind": type(fact).__name__.lower()})
    return facts


def measure(
    scorer: ModuleType, registry: Registry, gold: list[tuple[str, str, list[dict[str, Any]]]]
) -> dict[str, tuple[float, float]]:
    """Precision and recall per kind over (file, text, facts) triples."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for name, text, facts in gold:
        found = plain(extract(text, Source(name, "0" * 64), registry))
        scorer.resolve_votes(facts)
        for kind in KINDS:
            expected = [f for f in facts if f["kind"] == kind and not f.get("optional")]
            optional = [f for f in facts if f["kind"] == kind and f.get("optional")]
            pairs, _, spurious = scorer.pair(kind, expected, [f for f in found if f["kind"] == kind])
            wrong = [f for f in spurious if not any(scorer.allowed(kind, o, f) for o in optional)]
            if kind == "statement":
                stances = [f for f in facts if f["kind"] == "stance"]
                wrong = [
                    f for f in wrong if not any(scorer.overlap(o, f) and scorer.utters(f, o["holder"]) for o in stances)
                ]
            counts[kind] = [
                a + b for a, b in zip(counts[kind], (len(pairs), len(expected), len(pairs) + len(wrong)), strict=True)
            ]
    return {kind: (m / max(f, 1), m / max(g, 1)) for kind, (m, g, f) in counts.items()}


def beside(shared: Path, gold: str, folder: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    articles = json.loads((shared / "gold" / gold).read_text(encoding="utf-8"))["articles"]
    names = [Path(a["source"]["file"]).name for a in articles]
    return [
        (name, (shared / folder / name).read_bytes().decode(), a["facts"])
        for name, a in zip(names, articles, strict=True)
    ]


def test_the_five_articles_are_read_nearly_without_fault(shared: Path, scorer: ModuleType, registry: Registry) -> None:
    scores = measure(scorer, registry, beside(shared, "seeds.json", "articles"))
    assert sum(p for p, _ in scores.values()) / 3 >= 0.96
    assert sum(r for _, r in scores.values()) / 3 >= 0.96


def test_the_thirteen_texts_by_other_hands_are_read_well(shared: Path, scorer: ModuleType, registry: Registry) -> None:
    scores = measure(scorer, registry, beside(shared, "dev.json", "articles-dev"))
    assert all(p >= 0.93 for p, _ in scores.values())
    assert sum(r for _, r in scores.values()) / 3 >= 0.9


def test_no_trap_of_the_five_articles_yields_a_fact(shared: Path, registry: Registry) -> None:
    caught: Counter[str] = Counter()
    for article in json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))["articles"]:
        name = Path(article["source"]["file"]).name
        text = (shared / "articles" / name).read_bytes().decode()
        for fact in plain(extract(text, Source(name, "0" * 64), registry)):
            for trap in article["traps"]:
                inside = any(trap["start"] <= e["start"] and e["end"] <= trap["end"] for e in fact["evidence"])
                caught[f"{name}: {trap['why']}"] += inside
    assert not +caught
