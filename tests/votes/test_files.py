"""Voting tables as files: what is recognised, what cannot be read."""

import gzip
from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.votes import read, recognise
from triples.votes.files import Tables

from .conftest import TABLES


def names(found: list[Tables]) -> list[str]:
    return [tables.collection.name for tables in found]


def test_every_table_is_recognised_by_its_header(all_tables: list[Tables]) -> None:
    assert names(all_tables) == [
        "library-general-assembly",
        "library-security-council",
        "unvotes",
        "general-assembly-roll-calls",
        "security-council-resolutions",
        "vetoes-library",
        "vetoes-by-topic",
        "security-council-meetings",
    ]


def test_the_order_in_which_files_are_given_is_of_no_matter(records: Path, all_tables: list[Tables]) -> None:
    assert recognise([records / name for name in reversed(TABLES)]) == all_tables


def test_columns_may_stand_in_any_order(records: Path, tmp_path: Path) -> None:
    lines = (records / "meetings.csv").read_text(encoding="utf-8").splitlines()
    turned = tmp_path / "turned.csv"
    turned.write_text("\n".join(",".join(reversed(line.split(","))) for line in lines if '"' not in line) + "\n")
    assert names(recognise([turned])) == ["security-council-meetings"]


def test_a_packed_file_reads_like_a_plain_one(records: Path, tmp_path: Path) -> None:
    packed = tmp_path / "vetoes.csv.gz"
    packed.write_bytes(gzip.compress((records / "vetoes-library.csv").read_bytes()))
    plain = [entry.key for entry in read(recognise([records / "vetoes-library.csv"]), True, print)]  # type: ignore[union-attr]
    assert [entry.key for entry in read(recognise([packed]), True, print)] == plain  # type: ignore[union-attr]


def test_an_unknown_header_gives_one_line_that_lists_the_known_kinds(tmp_path: Path) -> None:
    table = tmp_path / "menu.csv"
    table.write_text("dish,price\nsoup,3\n")
    with pytest.raises(InputError, match=r"menu\.csv: its first line is of no known kind .*un_votes") as error:
        recognise([table])
    assert "\n" not in str(error.value)


def test_ballots_without_their_roll_calls_ask_for_them(records: Path) -> None:
    with pytest.raises(InputError, match=r"says nothing without its companion; give the file of un_roll_calls"):
        recognise([records / "un_votes.csv"])


def test_one_kind_given_twice_is_refused(records: Path) -> None:
    with pytest.raises(InputError, match=r"as .*resolutions\.csv does; give one of them"):
        recognise([records / "resolutions.csv", records / "resolutions.csv"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.csv: cannot be read \(No such file"):
        recognise([tmp_path / "absent.csv"])


@pytest.mark.parametrize("kept", [10, 60])
def test_a_packed_file_that_breaks_off_is_named(records: Path, tmp_path: Path, kept: int) -> None:
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress((records / "vetoes-library.csv").read_bytes())[:-kept])
    with pytest.raises(InputError, match=r"broken\.csv\.gz: the gzip file is damaged or breaks off"):
        list(read(recognise([broken]), False, print))


def test_a_file_that_is_not_utf8_is_named(records: Path, tmp_path: Path) -> None:
    table = tmp_path / "latin.csv"
    table.write_bytes((records / "meetings.csv").read_bytes() + "1999,S/PV.1,1999-01-01,,Café,--\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"latin\.csv: is not UTF-8"):
        list(read(recognise([table]), False, print))


@pytest.mark.parametrize("content", [b"", b"\n", b"dish,price\n", b"a" * 200_000, b"\x00\x01" * 300])
def test_what_has_no_known_header_is_of_no_known_kind(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "odd.csv"
    table.write_bytes(content)
    with pytest.raises(InputError, match=r"odd\.csv: its first line is of no known kind of voting table"):
        recognise([table])


@pytest.mark.parametrize("rows", ["", "1994,S/PV.4000\n"])
def test_a_table_without_a_row_that_can_be_read_is_refused(records: Path, tmp_path: Path, rows: str) -> None:
    table = tmp_path / "bare.csv"
    table.write_text((records / "meetings.csv").read_text(encoding="utf-8").splitlines()[0] + "\n" + rows)
    with pytest.raises(InputError, match=r"bare\.csv: holds no row that can be read; check that the file is whole"):
        list(read(recognise([table]), False, lambda line: None))


def test_a_row_of_another_length_is_told_with_its_line_and_left_out(records: Path, tmp_path: Path) -> None:
    table = tmp_path / "short.csv"
    table.write_text((records / "meetings.csv").read_text(encoding="utf-8") + "1994,S/PV.4000\n", encoding="utf-8")
    told: list[str] = []
    found = list(read(recognise([table]), False, told.append))
    assert len(found) == 2
    reasons = ["'--' is no symbol of a meeting, such as S/PV.1", "2 cells where there are 6 columns"]
    assert told == [f"{table}, line {line}: {reason}; left out" for line, reason in zip((4, 5), reasons, strict=True)]


def test_a_strict_reading_fails_at_the_first_such_row(records: Path) -> None:
    with pytest.raises(InputError, match=r"meetings\.csv, line 4: .* left out without --strict"):
        list(read(recognise([records / "meetings.csv"]), True, print))
