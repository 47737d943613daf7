"""The vocabulary's page in the documentation: every term with definition and example, and the pictures it shows."""

import re
import runpy
from pathlib import Path

import pytest

from ontology.clusters import CLUSTERS
from ontology.document import CODE, document
from ontology.files import read_ontology
from ontology.pitfalls import NO_EXAMPLE, exceptions

PAGE = document(read_ontology())


@pytest.fixture(scope="module")
def rows(root: Path) -> dict[str, str]:
    """The line of each term in the tables of the part that tells of terms."""
    text = (root / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    told = text.partition("<!-- begin: vocabulary -->")[2].partition("<!-- end: vocabulary -->")[0]
    return {found[1]: found[0] for found in re.finditer(r"^\| `un:(\w+)` \|.*$", told, re.MULTILINE)}


def test_every_term_is_there_with_its_label_and_definition(rows: dict[str, str]) -> None:
    assert rows.keys() == {term.local for term in PAGE.terms.values()}
    for term in PAGE.terms.values():
        assert f"**{term.label}**: {term.definition}" in rows[term.local]


def test_every_class_and_property_has_an_example_or_says_why_not(rows: dict[str, str]) -> None:
    reasons = {excuse.term: excuse.reason for excuse in exceptions() if excuse.pitfall == NO_EXAMPLE}
    for term in PAGE.terms.values():
        example = rows[term.local].split(" | ")[-1].removesuffix(" |")
        if term.local in reasons:
            assert example == f"None: {reasons[term.local]}"
        else:
            assert example.startswith(("[id/", "`un:", "none in the data" if term.kind == CODE else "[id/")), term.local


def test_every_part_shows_its_picture(root: Path) -> None:
    text = (root / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    for cluster in CLUSTERS:
        assert f"![{cluster.title}](diagrams/{cluster.slug}.svg)" in text


def test_the_pictures_are_as_the_code_would_draw_them(root: Path) -> None:
    drawn = runpy.run_path(str(root / "docs" / "generate.py"))["diagrams"]()
    kept = {f"diagrams/{path.name}": path.read_text(encoding="utf-8") for path in (root / "docs/diagrams").iterdir()}
    assert drawn == kept, "run `python docs/generate.py`"


def test_the_list_of_changes_tells_what_the_page_tells(root: Path) -> None:
    (version,) = re.findall(r"vocabulary (\d+\.\d+\.\d+)", (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    text = (root / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert version == PAGE.version
    assert text.partition("<!-- begin: versions -->")[2].lstrip().startswith(f"### {version}\n")
