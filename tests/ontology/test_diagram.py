"""The pictures of the clusters: what they name exists, they can be read by all, and their bytes are always the same."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from ontology.diagram import WIDTH, draw
from ontology.document import CLASS, OWN, RELATION, OntologyDocument, Section, document
from ontology.files import read_ontology

SVG = "{http://www.w3.org/2000/svg}"
PAGE = document(read_ontology())
NOT_TERMS = re.compile(r"and \d+ more|anything|\||[a-z]+:\w+")  # words of ours, and names of other vocabularies


@pytest.fixture(scope="module")
def page() -> OntologyDocument:
    return PAGE


def each_section() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("section", PAGE.sections, ids=lambda section: section.slug)


def words(svg: str) -> list[str]:
    texts = ("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    return [word for text in texts for word in re.split(r", | (?=\||[A-Z])", text)]


@each_section()
def test_a_picture_names_only_terms_that_exist(page: OntologyDocument, section: Section) -> None:
    known = {term.local for term in page.terms.values()}
    named = {word.strip("| ") for word in words(draw(section, page.terms))} - {""}
    assert sorted(word for word in named if word not in known and not NOT_TERMS.fullmatch(word)) == []


@each_section()
def test_a_picture_shows_every_class_and_relation_of_its_part(page: OntologyDocument, section: Section) -> None:
    shown = set(words(draw(section, page.terms)))
    assert {term.local for term in section.classes} <= shown
    assert {term.local for term in section.properties if term.kind == RELATION} <= shown


@each_section()
def test_every_link_of_a_picture_leads_to_a_term_of_the_page(page: OntologyDocument, section: Section) -> None:
    targets = {link.get("href") for link in ElementTree.fromstring(draw(section, page.terms)).iter(f"{SVG}a")}
    assert targets
    assert targets <= {f"#{term.local}" for term in page.terms.values()}


@each_section()
def test_a_picture_is_titled_and_told_in_words(page: OntologyDocument, section: Section) -> None:
    root = ElementTree.fromstring(draw(section, page.terms))
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert title.text == section.title
    assert len(str(told.text).split(". ")) >= 3


@each_section()
def test_nothing_is_drawn_outside_the_width_of_a_telephone(page: OntologyDocument, section: Section) -> None:
    svg = draw(section, page.terms)
    ends = [int(x) for x in re.findall(r"[MH](\d+)", svg)]
    assert min(ends) > 0
    assert max(ends) <= WIDTH
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        length = 6.7 * len("".join(text.itertext()))
        assert (length <= float(text.get("x", 0))) if text.get("text-anchor") else (length <= WIDTH)


@each_section()
def test_boxes_do_not_overlap(page: OntologyDocument, section: Section) -> None:
    boxes = ElementTree.fromstring(draw(section, page.terms)).iter(f"{SVG}rect")
    spans = [(int(box.get("y", 0)), int(box.get("y", 0)) + int(box.get("height", 0))) for box in boxes]
    assert spans == sorted(spans)
    assert all(above[1] < below[0] for above, below in pairwise(spans))


def test_the_words_tell_what_the_lines_show(page: OntologyDocument) -> None:
    (votes,) = (section for section in page.sections if section.slug == "votes")
    svg = draw(votes, page.terms)
    assert "Ballot inVote Vote." in svg
    assert "Resolution is a kind of Motion." in svg
    assert svg.count('class="kind"') == 4


def test_a_line_runs_to_the_box_that_a_relation_leads_to(page: OntologyDocument) -> None:
    (posts,) = (section for section in page.sections if section.slug == "posts")
    leading = [p for p in posts.properties if p.kind == RELATION]
    inside = {term.iri for term in posts.classes if term.kind == CLASS}
    led_to = {iri for p in leading for iri in p.related("points at")} & inside
    assert draw(posts, page.terms).count('class="tip"') == len(led_to)


def test_only_a_picture_that_stands_alone_brings_its_colours(page: OntologyDocument) -> None:
    section = page.sections[0]
    alone, within = draw(section, page.terms, standalone=True), draw(section, page.terms)
    assert "prefers-color-scheme: dark" in alone
    assert "<style" not in within
    assert "<a " not in alone
    assert OWN not in within


def test_the_bytes_are_the_same_whatever_the_order_of_sets(under_hash_seeds: Callable[..., bytes]) -> None:
    program = (
        "from ontology.diagram import draw; from ontology.document import document;"
        "from ontology.files import read_ontology; from ontology.history import history;"
        "page = document(read_ontology());"
        "print(page, history(), *(draw(section, page.terms) for section in page.sections))"
    )
    assert under_hash_seeds(program)
