"""A table with a fault gives one plain line: where it is and what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.errors import InputError
from triples.reference import load_tables, reference_quads

Breaker = Callable[[str, str, str], Path]


def complaint(folder: Path) -> str:
    with pytest.raises(InputError) as raised:
        load_tables(folder)
    message = str(raised.value)
    assert "\n" not in message
    return message


# Table, what stands there, what it becomes, and what the complaint must say.
FAULTS = [
    (
        "states",
        "chad,Chad,member,TCD,TD",
        "chad,Chad,menber,TCD,TD",
        ["states.csv, line", "column kind", "'menber'", "member, observer, former"],
    ),
    ("states", "chad,Chad,member,TCD", "chad,,member,TCD", ["states.csv, line", "column label", "empty"]),
    ("states", "chad,Chad,member,TCD", "chad, Chad,member,TCD", ["column label", "' Chad'", "space"]),
    ("states", "chad,Chad,member,TCD", "tchad,Chad,member,TCD", ["states.csv", "slug of Chad must be chad, not tchad"]),
    ("states", "member,TCD,TD", "member,CHN,TD", ["column iso3", "CHN is of chad and china"]),
    ("states", "slug,label,kind", "slug,name,kind", ["states.csv, line 1", "columns must be slug,label,kind"]),
    (
        "states",
        "chad,Chad,member,TCD,TD,,148,country-codes",
        "chad,Chad,member",
        ["states.csv, line", "3 cells", "8 columns"],
    ),
    ("states", "chad,Chad,member", 'chad,"Chad" x,member', ["states.csv, line", "quote the cell"]),
    (
        "admissions",
        "chad,1960-09-20",
        "chad,20 September 1960",
        ["column admitted", "'20 September 1960' is not a date", "2014-09-01"],
    ),
    ("admissions", "chad,1960-09-20", "chad,1960-02-31", ["column admitted", "'1960-02-31' is not a date"]),
    (
        "admissions",
        "czechoslovakia,1945-10-24,1992-12-31",
        "czechoslovakia,1945-10-24,1942",
        ["czechoslovakia ends (1942) before it begins"],
    ),
    (
        "groups",
        "chad,AfricanGroup",
        "tchad,AfricanGroup",
        ["groups.csv, column state", "tchad is not in states", "add it there"],
    ),
    ("groups", "chad,AfricanGroup", "burundi,AfricanGroup", ["groups.csv: burundi stands twice", "keep one"]),
    (
        "bodies",
        "third-committee,Third Committee,MainCommittee,general-assembly",
        "third-committee,Third Committee,MainCommittee,assembly",
        ["bodies.csv, column parent", "assembly is not in bodies"],
    ),
    (
        "agencies",
        "reuters,Reuters,common",
        "reuters,Reuters,rumour",
        ["agencies.csv, column source", "rumour is not in sources.csv"],
    ),
    (
        "names",
        "state/china,en,capital,Peking,common",
        "state/china,en,capital,Moscow,common",
        ["Moscow names state/china and state/russia", "shared_names.csv"],
    ),
    (
        "names",
        "state/china,en,capital,Peking,common",
        "state/china,en,capital,China,common",
        ["China is already the label of state/china"],
    ),
    (
        "names",
        "state/china,en,capital,Peking,common",
        "state/china,en,capital,Beijing,common",
        ["state/china, en, Beijing stands twice"],
    ),
    (
        "names",
        "state/china,en,capital,Peking,common",
        "state/cathay,en,capital,Peking,common",
        ["column entity", "state/cathay is not in"],
    ),
    (
        "names",
        "state/china,en,capital,Peking,common",
        "state/china,de,capital,Peking,common",
        ["column lang", "'de' is not one of en, fr, es, ru, ar, zh"],
    ),
    ("shared_names", "Korea,", "Peking,", ["names.csv: Korea names state/north-korea and state/south-korea"]),
    (
        "posts",
        "permanent-representative-to-the-united-nations-angola,",
        "permanent-representative-angola,",
        ["posts.csv", "must be permanent-representative-to-the-united-nations-angola"],
    ),
    (
        "tenures",
        "samantha-power,permanent-representative-to-the-united-nations-united-states,2013-08",
        "samantha-power,permanent-representative-to-the-united-nations-united-states,2019",
        ["samantha-power as", "ends (2017-01-20) before it begins (2019)"],
    ),
    (
        "tenures",
        "samantha-power,permanent",
        "sam-power,permanent",
        ["tenures.csv, column official", "sam-power is not in officials"],
    ),
    (
        "topics",
        "veto,Veto in the Security Council,topic,security-council-reform",
        "veto,Veto in the Security Council,topic,reform",
        ["topics.csv, column broader", "reform is not in topics"],
    ),
    ("links", "state/china,sameAs,", "state/china,equals,", ["links.csv, line", "column relation", "'equals'"]),
]


@pytest.mark.parametrize(("table", "old", "new", "said"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_named_with_its_place_and_its_remedy(
    broken: Breaker, table: str, old: str, new: str, said: list[str]
) -> None:
    message = complaint(broken(table, old, new))
    assert [part for part in said if part not in message] == [], message


def test_a_missing_table_gives_one_line_that_names_it(folder: Path) -> None:
    (folder / "seats.csv").unlink()
    assert complaint(folder).startswith("seats.csv cannot be read")


def test_an_empty_table_is_told_which_columns_it_needs(folder: Path) -> None:
    (folder / "groups.csv").write_text("")
    assert "groups.csv, line 1: the columns must be state,group,source" in complaint(folder)


def test_a_table_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "names.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert "names.csv is not UTF-8" in complaint(folder)


def test_the_line_that_is_named_is_the_line_of_the_file(broken: Breaker) -> None:
    folder = broken("states", "chad,Chad,member", "chad,Chad,friend")
    lines = (folder / "states.csv").read_text(encoding="utf-8").splitlines()
    wrong = next(n for n, line in enumerate(lines, 1) if "friend" in line)
    assert complaint(folder).startswith(f"states.csv, line {wrong}, column kind:")


def test_broken_tables_give_no_quads(broken: Breaker) -> None:
    folder = broken("groups", "chad,AfricanGroup", "chad,AfricanUnion")
    with pytest.raises(InputError):
        list(reference_quads(folder))
