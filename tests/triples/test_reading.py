"""Reading articles: offsets count the text as it stands, and what cannot be read is told in one line."""

from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.facts import When
from triples.reading import own_index, read_index, read_texts

HEADER = "sha256,slug,title,publisher,earliest,latest,url,known_from\n"


def test_newlines_and_letters_are_left_as_they_are(tmp_path: Path) -> None:
    written = "Första raden\r\nsecond line\n\n  third\u00a0line"
    (tmp_path / "a.txt").write_bytes(written.encode())
    (read,) = read_texts([tmp_path / "a.txt"])
    assert read.text == written


def test_a_folder_gives_its_text_files_by_name_each_text_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name, text in (("b.txt", "two"), ("a.txt", "one"), ("deep/c.txt", "two"), ("notes.md", "no")):
        (tmp_path / name).write_text(text)
    assert [text.source.file for text in read_texts([tmp_path])] == ["a.txt", "b.txt"]


def test_an_unknown_text_is_named_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (read,) = read_texts([tmp_path / "a.txt"])
    assert read.source.slug == f"text-{read.source.sha256[:12]}"
    assert (read.source.title, read.source.published) == (None, When())


def test_a_table_in_the_folder_tells_title_publisher_and_days(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (read,) = read_texts([tmp_path])
    row = (
        f'{read.source.sha256},my-slug,"A title, with a comma",A paper,2020-02-03,2020-02-04,https://example.org/,me\n'
    )
    (tmp_path / "index.csv").write_text(HEADER + row)
    (known,) = read_texts([tmp_path])
    assert known.source.slug == "my-slug"
    assert known.source.title == "A title, with a comma"
    assert known.source.published.earliest is not None
    assert known.source.published.day is None


def test_the_projects_own_table_knows_five_articles_and_how() -> None:
    sources = own_index().values()
    assert len({source.slug for source in sources}) == 5
    assert all(source.publisher and source.published.earliest for source in sources)


BAD_FILES = {
    "empty.txt": (b" \n", "the file is empty"),
    "binary.txt": (b"\x89PNG\r\n\0\0", "not a text file"),
    "latin.txt": ("Türkei".encode("latin-1"), "byte 1 is not UTF-8; save the file as UTF-8"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_text_is_told_in_one_line_that_names_it(tmp_path: Path, name: str) -> None:
    content, message = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=rf"{name}: .*{message}") as told:
        read_texts([tmp_path])
    assert "\n" not in str(told.value)


def test_a_missing_file_is_told_in_one_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: there is no such file"):
        read_texts([tmp_path / "nowhere.txt"])


def test_a_folder_without_articles_says_what_it_should_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no article here; put the texts in files that end in \.txt"):
        read_texts([tmp_path])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "the first line must name the columns"),
        ("sha256,slug\n", "the first line must name the columns"),
        (HEADER + "abc,slug,title\n", "line 2: a row must have 8 fields"),
        (HEADER + "abc,slug,a,b,c,d,e,f,g\n", "line 2: a row must have 8 fields"),
        (HEADER + "abc,slug,t,p,10 May 2020,,,\n", "line 2: .*write days as YYYY-MM-DD"),
        (HEADER + 'abc,"slug\n', "cannot be read as a table of articles"),
    ],
)
def test_a_broken_table_names_the_line(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "index.csv").write_text(table)
    with pytest.raises(InputError, match=message):
        read_index(tmp_path / "index.csv")
