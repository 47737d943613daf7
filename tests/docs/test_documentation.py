"""The documentation tells what is there, all of it and nothing else."""

import re
import runpy
from pathlib import Path

import pytest

from ontology import terms
from shapes.document import concerns
from unkg import cli

PAGES = ["user", "integrator", "operator", "curator", "vocabulary", "conformance"]


def texts(root: Path) -> dict[str, str]:
    pages = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]
    return {str(p.relative_to(root)): p.read_text(encoding="utf-8") for p in pages}


def code_of(text: str) -> str:
    """What a page sets as code, in blocks and in lines."""
    return "\n".join(part for found in re.findall(r"```(.*?)```|`([^`\n]+)`", text, re.DOTALL) for part in found)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_the_code_would_write_it(root: Path, page: str) -> None:
    path = root / "docs" / f"{page}.md"
    render = runpy.run_path(str(root / "docs" / "generate.py"))["render"]
    text = path.read_text(encoding="utf-8")
    assert render(text) == text, "run `python docs/generate.py`"


def test_every_generated_part_stands_on_some_page(root: Path) -> None:
    parts = runpy.run_path(str(root / "docs" / "generate.py"))["PARTS"]
    everything = "".join(texts(root).values())
    assert [name for name in parts if f"<!-- begin: {name} -->" not in everything] == []


def test_every_command_that_is_named_exists(root: Path) -> None:
    named = {
        (page, name) for page, text in texts(root).items() for name in re.findall(r"\bunkg ([a-z]+)\b", code_of(text))
    }
    assert named
    assert sorted((page, name) for page, name in named if name not in cli.commands) == []


def test_every_option_that_is_named_exists(root: Path) -> None:
    known = {flag for command in cli.commands.values() for p in command.params for flag in p.opts} | {
        "--debug",
        "--help",
    }
    named = {
        (page, flag)
        for page, text in texts(root).items()
        for line in re.findall(r"\bunkg [a-z]+ [^\n]*", code_of(text))
        for flag in re.findall(r"(?<= )--[a-z-]+", line)
    }
    assert named
    assert sorted((page, flag) for page, flag in named if flag not in known) == []


def test_every_term_that_is_named_exists(root: Path) -> None:
    known = {name for name in dir(terms.UN) if not name.startswith("_")}
    named = {(page, term) for page, text in texts(root).items() for term in re.findall(r"\bun:(\w+)", text)}
    assert named
    assert sorted((page, term) for page, term in named if term not in known) == []


def test_every_file_that_is_named_exists(root: Path) -> None:
    pattern = r"`((?:ontology|triples|shapes|server|queries|tests|docs)/[\w./-]*)`"
    named = {(page, path) for page, text in texts(root).items() for path in re.findall(pattern, text)}
    assert named
    assert sorted((page, path) for page, path in named if not (root / path).exists()) == []


def test_every_link_between_pages_leads_somewhere(root: Path) -> None:
    broken = [
        (page, target)
        for page, text in texts(root).items()
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text)
        if not (root / page).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_each_hard_choice_of_modelling_names_what_was_turned_down(root: Path) -> None:
    text = (root / "docs" / "modelling.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")[1:]}
    listed = {"Rules in one table", "A post for one holder"}  # these only tell of consequences
    assert listed < sections.keys()
    assert [
        title for title, part in sections.items() if "Turned down" not in " ".join(part.split()) and title not in listed
    ] == []


def test_every_shape_that_is_named_exists(root: Path) -> None:
    known = {shape.local for concern in concerns() for shape in concern.shapes}
    named = {(page, name) for page, text in texts(root).items() for name in re.findall(r"\bshape:([\w-]+)", text)}
    assert named
    assert sorted((page, name) for page, name in named if name not in known) == []
