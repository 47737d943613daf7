"""Our tables against lists that others keep, where these stand beside the project."""

import csv
from datetime import date
from pathlib import Path

from triples.reference.tables import Tables
from triples.registry import Registry


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_days_of_admission_are_equal(shared: Path, tables: Tables) -> None:
    codes = {row.slug: row.iso3 for row in tables.states if row.kind == "member"}
    ours = {codes[r.state]: r.admitted.text for r in reversed(tables.admissions) if r.state in codes}
    assert ours == {row["iso3"]: row["un_admission_date"] for row in rows(shared, "member_states.csv")}


def test_codes_groups_and_identifiers_are_equal(shared: Path, tables: Tables) -> None:
    other = {row["iso3"]: row for row in rows(shared, "member_states.csv")}
    groups = {row.state: row.group for row in tables.groups}
    links = {(row.entity, row.target) for row in tables.links}
    for state in (s for s in tables.states if s.kind == "member"):
        row = other[state.iso3 or ""]
        assert (state.iso2, state.m49) == (row["iso2"], row["m49"])
        assert groups[state.slug][:4] == row["un_regional_group"][:4]
        assert (f"state/{state.slug}", f"http://www.wikidata.org/entity/{row['wikidata_qid']}") in links


def test_the_council_of_every_year_is_equal(shared: Path, registry: Registry) -> None:
    theirs: dict[int, set[str]] = {}
    for row in rows(shared, "sc_membership_1946_2027.csv"):
        theirs.setdefault(int(row["year"]), set()).add(row["iso3"])
    for year in range(1946, 2028):
        # At the end of the year, but before the Soviet Union's seat passed to Russia on 24 December 1991.
        assert registry.members_on("security-council", date(year, 12, 23)) == theirs[year], year


def test_the_council_changed_within_a_year_only_in_1990_and_1991(registry: Registry) -> None:
    changed = [
        year
        for year in range(1947, 2028)
        if registry.members_on("security-council", date(year, 1, 1))
        != registry.members_on("security-council", date(year, 12, 31))
    ]
    assert changed == [1990, 1991]  # the union of the two Yemens; the end of the Soviet Union


def test_the_terms_of_secretaries_general_are_equal(shared: Path, tables: Tables) -> None:
    labels = {row.slug: row.label for row in tables.officials}
    ours = {
        (labels[r.official], r.start.text if r.start else "", r.end.text if r.end else "")
        for r in tables.tenures
        if r.post in ("secretary-general-united-nations", "acting-secretary-general-united-nations")
    }
    theirs = {(r["name"], r["start"], r["end"]) for r in rows(shared, "secretaries_general.csv")}
    # The list leaves the running term open; ours says when it is due to end.
    assert ours - theirs == {("António Guterres", "2017-01-01", "2026-12-31")}
    assert theirs - ours == {("António Guterres", "2017-01-01", "")}


def test_the_terms_of_high_commissioners_and_rapporteurs_are_equal(shared: Path, tables: Tables) -> None:
    labels = {row.slug: row.label.casefold().replace("-", " ") for row in tables.officials}
    ours = {
        (labels[r.official], r.start.text if r.start else "", r.end.text if r.end else "")
        for r in tables.tenures
        if r.post.endswith(("high-commissioner-for-human-rights-united-nations", "in-the-dprk-united-nations"))
        and not r.post.startswith(("deputy", "spokesperson"))
    }
    names = ("high_commissioners_human_rights.csv", "special_rapporteurs_dprk.csv")
    theirs = {
        (r["name"].casefold().replace("-", " "), r["start"], r["end"]) for name in names for r in rows(shared, name)
    }
    assert sorted(ours - theirs) == [
        ("elizabeth salmón", "2022-08-01", "2026/.."),  # in office: not before 2026
        ("louise arbour", "2004-07-01", "2008"),  # the day stands in a note of the list
        ("sérgio vieira de mello", "2002", "2003-08-19"),  # the same
        (
            "volker türk",
            "2022-09-08/2022-10-17",
            "2026-08-31/..",
        ),  # appointed on the first day, in office on the second
    ]
    assert len(theirs - ours) == 4


def test_the_presidents_of_the_assembly_are_equal(shared: Path, tables: Tables) -> None:
    labels = {row.slug: row.label for row in tables.officials}
    ours = {
        int(r.start.text[:4]): labels[r.official].split()[-1].rpartition("-")[2].casefold()
        for r in tables.tenures
        if r.post == "president-general-assembly" and r.start
    }
    others = rows(shared, "ga_presidents.csv")
    year, name = list(others[0])[1:3]
    theirs = {int(r[year]): r[name].split()[-1].rpartition("-")[2].casefold() for r in others if r[year].isdigit()}
    assert ours == {y: n for y, n in theirs.items() if y >= 2005}


def test_bodies_carry_the_identifiers_that_two_lists_agree_on(shared: Path, tables: Tables) -> None:
    linked = {row.target.rpartition("/")[2] for row in tables.links}
    agreed = {r["wikidata_qid"] for r in rows(shared, "un_bodies.csv") if r["qid_status"].startswith("two")}
    assert agreed <= linked
