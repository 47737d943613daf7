"""Pages of the web: their article alone is read, and offsets count the characters of its text."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontology.errors import InputError
from ontology.terms import DCTERMS, UN
from triples.describe import describe
from triples.extraction import extract
from triples.facts import Ballot, Fact, Post, Source, Stance, Statement, Tally
from triples.facts_json import article_json, from_json
from triples.pages import read_page
from triples.reading import Text, read_texts
from triples.reference import load_registry
from triples.registry import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def page(fixtures: Path, name: str) -> Text:
    (read,) = read_texts([fixtures / "pages" / f"{name}.html"])
    return read


def told(fact: Fact) -> tuple[Any, ...]:
    """What a fact says, without where it stands."""
    match fact:
        case Tally():
            return "tally", fact.body, fact.for_, fact.against, fact.abstain, fact.outcome, fact.when
        case Ballot():
            return "ballot", fact.state, fact.choice
        case Post():
            return "post", fact.official, fact.title, fact.for_
        case Statement():
            return "statement", fact.speaker, fact.for_, fact.quote
        case Stance():
            return "stance", fact.holder, fact.polarity, fact.matter
    return (type(fact).__name__,)


def test_a_page_gives_the_facts_of_its_text(fixtures: Path, registry: Registry) -> None:
    of_page = page(fixtures, "news")
    (plain,) = read_texts([fixtures / "pages" / "news.txt"])
    from_page = extract(of_page.text, of_page.source, registry).facts
    dated = Source("news.txt", "0" * 64, published=of_page.source.published)
    assert [told(fact) for fact in from_page] == [told(fact) for fact in extract(plain.text, dated, registry).facts]
    kinds = [type(fact) for fact in from_page]
    assert (kinds.count(Tally), kinds.count(Ballot)) == (1, 5)
    assert {fact.speaker.label for fact in from_page if isinstance(fact, Statement) and fact.speaker} == {
        "Marta Lindqvist",
        "Jonas Albrecht",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("news", ["cookies", "Chile", "Fiji", "Norway", "Cuba", "Brazil", "India", "Japan", "Terms"]),
        ("press-release", ["Skip", "عربي", "Facebook", "information media"]),
        ("ngo", ["Donate now", "Argentina", "Greece", "newsletter"]),
    ],
)
def test_menus_captions_links_comments_and_notices_are_left_out(fixtures: Path, name: str, words: list[str]) -> None:
    text = page(fixtures, name).text
    assert [word for word in words if word in text] == []


def test_a_release_gives_its_counts_its_roll_call_and_its_speakers(fixtures: Path, registry: Registry) -> None:
    read = page(fixtures, "press-release")
    facts = extract(read.text, read.source, registry).facts
    (tally,) = [fact for fact in facts if isinstance(fact, Tally)]
    assert (tally.for_, tally.against, tally.abstain, tally.outcome) == (101, 3, 40, "adopted")
    cast = {fact.state.iso3: fact.choice for fact in facts if isinstance(fact, Ballot)}
    assert {"TCD": "against", "MLI": "against", "NER": "against"}.items() <= cast.items()
    spoke = [(f.speaker and f.speaker.label, f.for_ and f.for_.iso3) for f in facts if isinstance(f, Statement)]
    assert "TUR" in {state for speaker, state in spoke if speaker}
    assert (None, "OMN") in spoke


def test_a_plea_for_donations_is_no_statement(fixtures: Path, registry: Registry) -> None:
    read = page(fixtures, "ngo")
    facts = extract(read.text, read.source, registry).facts
    assert not any(fact.for_ and fact.for_.iso3 == "ECU" for fact in facts if isinstance(fact, Statement))
    assert any(fact.speaker and fact.speaker.label == "Ama Quispe" for fact in facts if isinstance(fact, Statement))


def test_the_page_says_its_title_publisher_day_and_address(fixtures: Path) -> None:
    source = page(fixtures, "news").source
    assert (source.title, source.publisher) == ("Council turns down rival ferry plan", "Harbour Courier")
    assert source.published.day == date(2019, 3, 14)
    assert source.url == "https://courier.example/world/ferry-plan"


def test_both_hashes_are_kept_and_say_what_offsets_count(fixtures: Path, registry: Registry) -> None:
    read = page(fixtures, "news")
    data = (fixtures / "pages" / "news.html").read_bytes()
    assert read.source.sha256 == hashlib.sha256(data).hexdigest()
    assert read.source.text_sha256 == hashlib.sha256(read.text.encode()).hexdigest()
    article = extract(read.text, read.source, registry)
    assert from_json({"articles": [article_json(article)]}) == [article]
    quads = describe(article, read.text, registry)
    assert read.source.text_sha256 in [quad.object.value for quad in quads if quad.predicate == UN.textHash]  # type: ignore[union-attr]
    (said,) = [quad.object.value for quad in quads if quad.predicate == DCTERMS.description]  # type: ignore[union-attr]
    assert said.startswith("A web page. Offsets count the characters of its main text, as trafilatura 2.")


def test_a_page_is_known_by_how_it_begins(fixtures: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"\n<!-- saved -->\n" + (fixtures / "pages" / "news.html").read_bytes())
    assert read_texts([tmp_path])[0].text == page(fixtures, "news").text


def test_the_encoding_that_a_page_names_is_used(fixtures: Path, tmp_path: Path) -> None:
    written = (fixtures / "pages" / "news.html").read_text(encoding="utf-8")
    (tmp_path / "a.html").write_text(written.replace('"utf-8"', '"windows-1252"'), encoding="windows-1252")
    assert read_texts([tmp_path])[0].text == page(fixtures, "news").text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><body><nav></nav><script>var a = 'Kenya';</script></body></html>", "there is no article in this page"),
        (b"<html>", "there is no article in this page"),
        (b"", "there is no article in this page"),
        (b"\x89PNG\r\n\0\0\xff", "this page is not encoded as utf-8; save it as UTF-8"),
        (b'<html><meta charset="klingon"><p>Kenya voted.</p></html>', "this page is not encoded as klingon"),
        (b"<html>" + b"<div>" * 100_000, "there is no article in this page"),
    ],
)
def test_a_page_without_an_article_is_told_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_page(content, Path("a.html"))


def test_a_page_whose_claims_cannot_be_addresses_or_names_is_read_without_them(fixtures: Path, tmp_path: Path) -> None:
    written = (fixtures / "pages" / "news.html").read_text(encoding="utf-8")
    written = written.replace("https://courier.example/world/ferry-plan", "ferry plan").replace(
        'content="Harbour Courier"', 'content="港口"'
    )
    written = written.replace('"name": "Harbour Courier"', '"name": "港口"').replace(" | Harbour Courier", "")
    (tmp_path / "a.html").write_text(written, encoding="utf-8")
    source = read_texts([tmp_path])[0].source
    assert (source.url, source.publisher) == (None, None)
