"""The voting data of the Digital Library, and the tables of the Security Council."""

from datetime import date
from pathlib import Path

import pytest

from triples.reference import load_tables
from triples.votes import RollCall, Sitting, Tally, read, recognise
from triples.votes.cells import count, meeting, symbol
from triples.votes.states import states_of

from .conftest import Reader


def calls(entries: Reader, *names: str) -> dict[str, RollCall]:
    return {entry.key: entry for entry in entries(*names) if isinstance(entry, RollCall)}


def test_a_resolution_of_the_assembly_is_one_vote_with_its_ballots(entries: Reader) -> None:
    called = calls(entries, "library-assembly.csv")["A/RES/60/173"]
    assert called.tally == Tally(2, 2, 1, 0)
    assert [(cast.voter.slug, cast.choice) for cast in called.ballots] == [
        ("china", "against"),
        ("cuba", "against"),
        ("france", "for"),
        ("india", "abstain"),
        ("serbia-and-montenegro", "for"),
    ]
    assert (called.first, called.session, called.meeting) == (date(2005, 12, 16), "60", "A/60/PV.64")
    assert called.page == "https://digitallibrary.un.org/record/900001"


def test_members_that_did_not_vote_are_absent(entries: Reader) -> None:
    called = calls(entries, "library-assembly.csv")["A/RES/1600(XV)"]
    assert {cast.voter.slug: cast.choice for cast in called.ballots} == {
        "france": "absent",
        "india": "for",
        "soviet-union": "against",
        "united-arab-republic": "for",
    }


def test_nobody_voted_where_the_council_adopted_without_a_vote(entries: Reader) -> None:
    found = calls(entries, "library-council.csv")
    assert found["S/RES/825 (1993)"].ballots
    called = found["S/RES/828 (1993)"]
    assert (called.ballots, called.tally, called.note) == ((), Tally(), "Adopted without a vote")


def test_a_second_record_of_a_resolution_keeps_a_name_of_its_own(records: Path, tmp_path: Path) -> None:
    head, *lines = (records / "library-assembly.csv").read_text(encoding="utf-8").splitlines()
    table = tmp_path / "twice.csv"
    again = [line.replace("900001", "900009", 1) for line in lines[:5]]
    table.write_text("\n".join([head, *lines[:5], *again]) + "\n", encoding="utf-8")
    keys = [entry.key for entry in read(recognise([table]), True, print) if isinstance(entry, RollCall)]
    assert keys == ["A/RES/60/173", "A/RES/60/173 900009"]


def test_resolutions_lists_have_their_counts_and_pages(entries: Reader) -> None:
    told: list[str] = []
    first, second, third = (e for e in entries("resolutions.csv", told=told) if isinstance(e, RollCall))
    assert (first.symbol, first.tally, first.matters) == (
        "S/RES/825 (1993)",
        Tally(13, 0, 2),
        ("Nuclear notice", "A second item"),
    )
    assert (second.tally, second.note, second.meeting) == (Tally(), "without vote", "S/PV.3221")
    assert third.symbol == "S/RES/829 (1993)"
    assert told[0].endswith("'1993-02-30' is not a date such as 1946-01-25; left out")


def test_vetoes_on_one_draft_on_one_day_are_numbered(entries: Reader) -> None:
    found = calls(entries, "vetoes-library.csv")
    assert {key: [voter.slug for voter in called.vetoed_by] for key, called in found.items()} == {
        "1946-06-26 S/PV.49": ["soviet-union"],
        "1946-06-26 S/PV.49 2": ["france", "soviet-union"],
        "1948-05-24 S/PV.303": ["soviet-union"],
        "2001-03-28 S/2001/270": ["united-states"],
    }


def test_meetings_are_read_without_their_corrigenda(entries: Reader) -> None:
    found = [(entry.symbol, entry.first) for entry in entries("meetings.csv") if isinstance(entry, Sitting)]
    assert found == [("S/PV.3212", date(1993, 5, 11)), ("S/PV.3221", date(1993, 5, 26))]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("S/RES/101(1953)", "S/RES/101 (1953)"),
        ("A/RES/31/6[A]", "A/RES/31/6(A)"),
        ("", None),
        ("see the letter: 5", None),
    ],
)
def test_symbols_are_written_in_one_way(cell: str, written: str | None) -> None:
    assert symbol(cell) == written


def test_a_letter_is_no_meeting() -> None:
    assert meeting("S/2020/661 | S/2020/657") is None


def test_a_count_is_a_whole_number_or_missing() -> None:
    assert count("NA") is None
    with pytest.raises(ValueError, match="'some' is not a whole number"):
        count("some")


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("THE GAMBIA", "gambia"),
        ("GAMBIA (ISLAMIC REPUBLIC OF THE)", "gambia"),
        ("REPUBLIC OF MOLDOVA (THE)", "moldova"),
        ("THE KINGDOM OF BHUTAN", "bhutan"),
        ("BYELORUSSIAN SSR", "belarus"),
        ("CONGO (LEOPOLDVILLE)", "democratic-republic-of-the-congo"),
        ("TURKIYE", "turkiye"),
        ("COTE D’IVOIRE", "cote-divoire"),
    ],
)
def test_names_are_known_as_the_library_writes_them(written: str, slug: str) -> None:
    assert states_of(load_tables()).slug(written) == slug
