"""Posts, statements and stances, told in the many constructions of tests/fixtures/speech."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from triples.facts import Article, Fact, Post, Stance, Statement

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "speech"
KINDS: dict[str, type[Fact]] = {"posts": Post, "statements": Statement, "stances": Stance}
HEADLINE = "A day of talks\n\n"


def cases() -> Iterator[tuple[str, str, str, Counter[str]]]:
    """Name, kind, text and expected facts of every case; the head of each file tells how they are written."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^= ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.strip("\n").split("\n")
            text = "\n".join(line for line in lines if not line.startswith("> "))
            expected = Counter(line[2:] for line in lines if line.startswith("> "))
            yield f"{path.stem}: {name}", path.stem.partition("-")[0], text, expected


CASES = list(cases())


def told(fact: Fact) -> str:
    """A fact in the words of the case files."""
    if isinstance(fact, Post):
        served = fact.for_.label if fact.for_ else "-"
        return f"post {fact.official.label} | {served}" + ("" if fact.bearing == "current" else f" {fact.bearing}")
    if isinstance(fact, Statement):
        speaker, served = (agent.label if agent else "-" for agent in (fact.speaker, fact.for_))
        return f"said {speaker} | {served}" + (" words" if fact.quote else "")
    assert isinstance(fact, Stance)
    return f"{fact.holder.label} {fact.polarity} {fact.act}"


@pytest.mark.parametrize(("kind", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_construction_gives_its_facts_and_no_others(
    article: Callable[[str], Article], kind: str, text: str, expected: Counter[str]
) -> None:
    facts = [fact for fact in article(HEADLINE + text).facts if isinstance(fact, KINDS[kind])]
    assert Counter(told(fact) for fact in facts) == expected


def test_every_fact_names_its_rule_and_how_its_agents_were_resolved(article: Callable[[str], Article]) -> None:
    facts = article(f'{HEADLINE}"No," said Chilean envoy Inés Vidal. Kenya called for calm.').facts
    assert {type(fact) for fact in facts} >= {Post, Statement, Stance}
    for fact in facts:
        assert fact.rule
        assert 0 < fact.confidence <= 1
        agents = [a for f in ("official", "speaker", "for_", "holder") if (a := getattr(fact, f, None)) is not None]
        assert all(agent.resolution for agent in agents)


def test_a_person_without_a_known_name_is_provisional_under_the_name_of_the_text(
    article: Callable[[str], Article],
) -> None:
    (post,) = (f for f in article(f"{HEADLINE}Chilean envoy Inés Vidal left.").facts if isinstance(f, Post))
    assert post.official.iri == "https://w3id.org/unkg/id/official/ines-vidal"


def test_a_known_person_in_another_spelling_is_the_one_of_the_registry(article: Callable[[str], Article]) -> None:
    (post,) = (f for f in article(f"{HEADLINE}UN official Ivan Simonovic left.").facts if isinstance(f, Post))
    assert post.official.label == "Ivan Šimonović"
    assert "registry" in post.official.resolution


def test_a_person_s_post_told_twice_is_one_fact_with_two_places(article: Callable[[str], Article]) -> None:
    text = f"{HEADLINE}Chilean envoy Inés Vidal came. Later Chilean envoy Inés Vidal left."
    (post,) = (f for f in article(text).facts if isinstance(f, Post))
    assert [text[e.start : e.end] for e in post.evidence] == ["Chilean envoy Inés Vidal"] * 2


def test_a_quotation_that_goes_on_is_evidence_of_the_statement_it_continues(
    article: Callable[[str], Article],
) -> None:
    text = f'{HEADLINE}"Nobody asked us," said Chilean delegate Inés Vidal. "We read it in the papers."'
    (statement,) = (f for f in article(text).facts if isinstance(f, Statement))
    assert [text[e.start : e.end] for e in statement.evidence][-1] == '"We read it in the papers."'


@pytest.mark.parametrize("text", ["Kenya called for an orderly and fair and quick and quiet return of all its ships."])
def test_a_matter_is_a_phrase_of_at_most_seven_words(article: Callable[[str], Article], text: str) -> None:
    (stance,) = (f for f in article(HEADLINE + text).facts if isinstance(f, Stance))
    assert 1 <= len(stance.matter.split()) <= 7
