"""The states: who is a member, since when, in which group, under which names and codes."""

from collections import Counter
from datetime import date

import pytest

from triples.reference.tables import Tables
from triples.registry import Registry


def test_there_are_193_members_and_two_observers(tables: Tables) -> None:
    kinds = Counter(row.kind for row in tables.states)
    assert (kinds["member"], kinds["observer"]) == (193, 2)


def test_members_and_observers_have_all_codes(tables: Tables) -> None:
    living = [row for row in tables.states if row.kind != "former"]
    assert [row.slug for row in living if not (row.iso3 and row.iso2 and row.m49)] == []


def test_namibia_keeps_its_code_that_looks_like_a_missing_value(tables: Tables) -> None:
    assert next(row.iso2 for row in tables.states if row.slug == "namibia") == "NA"


def test_the_regional_groups_have_their_members(tables: Tables) -> None:
    assert Counter(row.group for row in tables.groups) == {
        "AfricanGroup": 54,
        "AsiaPacificGroup": 54,
        "LatinAmericanAndCaribbeanGroup": 33,
        "WesternEuropeanAndOthersGroup": 29,
        "EasternEuropeanGroup": 23,
    }


def test_every_member_has_one_group_and_a_day_of_admission(tables: Tables) -> None:
    members = {row.slug for row in tables.states if row.kind == "member"}
    assert {row.state for row in tables.groups} == members
    assert members <= {row.state for row in tables.admissions if row.admitted.day}


def test_every_member_has_a_name_in_each_of_the_six_languages(tables: Tables) -> None:
    labelled = {(row.entity, row.lang) for row in tables.names if row.kind == "label"}
    missing = [
        (row.slug, lang)
        for row in tables.states
        for lang in ("fr", "es", "ru", "ar", "zh")
        if (f"state/{row.slug}", lang) not in labelled
    ]
    assert missing == []


def test_every_member_has_a_demonym_and_a_capital_of_another_name(tables: Tables) -> None:
    named = {(row.entity, row.kind) for row in tables.names}
    members = [row for row in tables.states if row.kind == "member"]
    assert [row.slug for row in members if (f"state/{row.slug}", "demonym") not in named] == []
    without = [row.slug for row in members if (f"state/{row.slug}", "capital") not in named]
    assert without == ["djibouti", "luxembourg", "monaco", "san-marino", "sao-tome-and-principe", "singapore"]


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("DPRK", "PRK"), ("Democratic People's Republic of Korea", "PRK"), ("Pyongyang", "PRK"),
        ("North Koreans", "PRK"), ("ROK", "KOR"), ("Republic of Korea", "KOR"), ("Seoul", "KOR"), ("Burma", "MMR"),
        ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"), ("Swaziland", "SWZ"), ("Cape Verde", "CPV"),
        ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Czech Republic", "CZE"), ("Holland", "NLD"), ("U.S.", "USA"),
        ("UK", "GBR"), ("U.A.E.", "ARE"), ("USSR", "SUN"), ("Kremlin", "RUS"), ("White House", "USA"),
        ("State Department", "USA"), ("Downing Street", "GBR"), ("Russian Federation", "RUS"),
        ("Iran (Islamic Republic of)", "IRN"), ("Bolivarian Republic of Venezuela", "VEN"), ("DRC", "COD"),
        ("Zaire", "COD"), ("Congo-Brazzaville", "COG"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
        ("Vatican", "VAT"), ("Palestinians", "PSE"), ("German Democratic Republic", "DDR"), ("Kiev", "UKR"),
        ("Kyiv", "UKR"), ("Dutch", "NLD"), ("Emirati", "ARE"), ("Filipino", "PHL"), ("Lao PDR", "LAO"),
        ("Viet Nam", "VNM"), ("俄罗斯", "RUS"), ("Corée du Nord", "PRK"), ("Estados Unidos", "USA"),
        ("Великобритания", "GBR"), ("سوريا", "SYR"),
    ],
)  # fmt: skip
def test_a_state_is_known_by_its_many_names(registry: Registry, name: str, iso3: str) -> None:
    holders = {e.iso3 for e in registry.entities if e.kind == "state" and name in {n.text for n in e.names}}
    assert holders == {iso3}


def test_bare_korea_and_bare_congo_stay_open(registry: Registry) -> None:
    def holders(name: str) -> set[str | None]:
        return {e.iso3 for e in registry.entities if name in {n.text for n in e.names if n.lang == "en"}}

    assert holders("Korea") == holders("Korean") == {"PRK", "KOR"}
    assert holders("Congo") == holders("Congolese") == {"COD", "COG"}


def test_states_that_resemble_each_other_must_not_be_merged(registry: Registry) -> None:
    assert "south-korea" in registry.state("PRK").not_same_as
    assert "north-korea" in registry.state("KOR").not_same_as
    assert {"guinea-bissau", "equatorial-guinea", "papua-new-guinea"} <= registry.state("GIN").not_same_as
    assert "soviet-union" in registry.state("RUS").not_same_as


# Members of the United Nations at the end of a year, as its growth is commonly told.
@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1945, 12, 31), 51), (date(1950, 12, 31), 60), (date(1955, 12, 31), 76), (date(1958, 12, 31), 82),
        (date(1960, 12, 31), 99), (date(1973, 12, 31), 135), (date(1984, 12, 31), 159), (date(1990, 12, 31), 159),
        (date(1991, 12, 30), 166), (date(1994, 12, 31), 185), (date(2002, 12, 31), 191), (date(2006, 12, 31), 192),
        (date(2011, 12, 31), 193), (date(2026, 1, 1), 193),
    ],
)  # fmt: skip
def test_the_membership_of_any_day_can_be_told(registry: Registry, day: date, members: int) -> None:
    assert len(registry.members_on("general-assembly", day)) == members


def test_russia_sits_where_the_soviet_union_sat_from_december_1991(registry: Registry) -> None:
    before, after = (registry.members_on("security-council", date(1991, 12, day)) for day in (23, 24))
    assert before ^ after == {"SUN", "RUS"}
    assert "RUS" not in registry.members_on("general-assembly", date(1980, 1, 1))


def test_observers_are_not_counted_as_members(registry: Registry) -> None:
    assert not {"PSE", "VAT"} & registry.members_on("general-assembly", date(2020, 1, 1))
