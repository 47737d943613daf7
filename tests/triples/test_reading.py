"""Reading articles: offsets count the text as it stands, and what cannot be read is told in one line."""

import os
from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.facts import When
from triples.reading import LeftOut, Raw, read_raw, read_texts
from triples.sourcetable import own_index, read_index

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
    "wide.txt": ("Norway abstained.".encode("utf-16"), "this is UTF-16; save the file as UTF-8"),
    "zeros.txt": (b"Norway\0 abstained.", "not a text file"),
    "broken.txt": ("Norway abstained. Türkiye".encode()[:-5] + b"\xff", "byte 21 is not UTF-8"),
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


def test_a_mark_of_the_byte_order_is_a_character_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeffNorway abstained.", encoding="utf-8")
    assert read_texts([tmp_path])[0].text == "\ufeffNorway abstained."


def test_what_cannot_be_read_stands_among_the_others_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway abstained.")
    (tmp_path / "b.txt").symlink_to("b.txt")
    (tmp_path / "c.txt").write_text("Norway abstained.")
    (tmp_path / "again").symlink_to(tmp_path)
    first, loop, twice, missing = read_raw([tmp_path, tmp_path / "none.txt"])
    assert isinstance(first, Raw)
    assert "b.txt: cannot be read (Too many levels of symbolic links)" in str(loop)
    assert isinstance(twice, LeftOut)
    assert str(twice) == f"{tmp_path / 'c.txt'}: the same article as {tmp_path / 'a.txt'}; read once"
    assert "none.txt: there is no such file" in str(missing)


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway abstained.")
    assert len(read_texts([tmp_path / "a.txt", tmp_path])) == 1


def test_a_file_larger_than_an_article_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(10**12)
    with pytest.raises(InputError, match=r"a\.txt: larger than an article \(2 MB\); .*--largest-article"):
        read_texts([tmp_path])
    (tmp_path / "a.txt").write_text("Norway abstained.")
    assert read_texts([tmp_path], largest=17)
    with pytest.raises(InputError, match="larger than an article"):
        read_texts([tmp_path], largest=16)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway abstained.")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(InputError, match=r"cannot be read .*check its permissions"):
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
