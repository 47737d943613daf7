"""The articles that stand beside the project, scored against their gold by the tool that stands beside them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from triples.extraction import extract
from triples.facts import Article
from triples.facts_json import to_json
from triples.reading import read_texts
from triples.registry import Registry


@pytest.fixture(scope="module")
def articles(shared: Path, registry: Registry) -> list[tuple[str, Article]]:
    """Each text with its facts."""
    texts = read_texts([shared / "articles"])
    return [(text.text, extract(text.text, text.source, registry)) for text in texts]


def test_the_votes_of_the_articles_are_all_found_and_no_others(
    shared: Path, articles: list[tuple[str, Article]], tmp_path: Path
) -> None:
    found = tmp_path / "found.json"
    found.write_text(json.dumps(to_json(article for _, article in articles)), encoding="utf-8")
    tool, gold = shared / "tools" / "score_extraction.py", shared / "gold" / "seeds.json"
    told = subprocess.run([sys.executable, tool, gold, found, "--json"], capture_output=True, text=True, check=True)
    scores = json.loads(told.stdout)
    assert {kind: (scores[kind]["P"], scores[kind]["R"]) for kind in ("tally", "ballot")} == {
        "tally": (1.0, 1.0),
        "ballot": (1.0, 1.0),
    }


def test_no_trap_yields_a_fact(shared: Path, articles: list[tuple[str, Article]]) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))
    traps = {Path(a["source"]["file"]).name: a["traps"] for a in gold["articles"]}
    caught = [
        (text[trap["start"] : trap["end"]], fact.rule)
        for text, article in articles
        for trap in traps[article.source.file]
        for fact in article.facts
        if all(trap["start"] <= span.start and span.end <= trap["end"] for span in fact.evidence)
    ]
    assert caught == []


def test_nine_members_are_left_to_have_voted_in_favour_of_the_contested_meeting(
    articles: list[tuple[str, Article]],
) -> None:
    left = {f.state.iso3 for _, a in articles for f in a.facts if f.rule == "choice-left-over"}
    assert left == {"CHL", "FRA", "JOR", "LTU", "MYS", "NZL", "ESP", "GBR", "USA"}
