"""Officials and the posts that they held."""

from datetime import date
from itertools import pairwise

import pytest

from triples.reference.tables import Tables
from triples.registry import Registry, TenureTerm

SG = "Secretary-General"
HC = "High Commissioner for Human Rights"
PR = "Permanent Representative to the United Nations"


def possible(term: TenureTerm, day: date) -> bool:
    began = term.start_earliest is None or term.start_earliest <= day
    return began and (term.end_latest is None or day <= term.end_latest)


def holders(registry: Registry, title: str, served: str, day: date) -> set[str]:
    return {t.official for t in registry.tenures if (t.title, t.served) == (title, served) and possible(t, day)}


@pytest.mark.parametrize(
    ("title", "served", "day", "holder"),
    [
        (SG, "united-nations", date(1961, 9, 1), "dag-hammarskjold"),
        (SG, "united-nations", date(2014, 12, 22), "ban-ki-moon"),
        (SG, "united-nations", date(2023, 8, 17), "antonio-guterres"),
        (HC, "united-nations", date(2014, 3, 1), "navi-pillay"),
        (HC, "united-nations", date(2015, 12, 10), "zeid-raad-al-hussein"),
        (HC, "united-nations", date(2023, 8, 17), "volker-turk"),
        (PR, "united-states", date(2015, 12, 10), "samantha-power"),
        (PR, "russia", date(2014, 12, 22), "vitaly-churkin"),
        (PR, "china", date(2016, 3, 2), "liu-jieyi"),
        (f"Deputy {PR}", "china", date(2015, 12, 10), "wang-min"),
        ("Foreign Minister", "united-states", date(2017, 10, 1), "rex-tillerson"),
        ("President", "general-assembly", date(2024, 8, 12), "dennis-francis"),
    ],
)
def test_the_holder_of_a_post_on_a_day(registry: Registry, title: str, served: str, day: date, holder: str) -> None:
    assert holders(registry, title, served, day) == {holder}


def test_secretaries_general_follow_each_other_without_overlap(registry: Registry) -> None:
    held = [t for t in registry.tenures if t.title == SG and t.served == "united-nations"]
    terms = sorted(held, key=lambda t: t.start_earliest or date.min)
    assert len(terms) == 9
    spans = [(t.start_earliest, t.end_latest) for t in terms]
    assert [span for span in spans if None in span] == []
    assert [(one, other) for one, other in pairwise(spans) if one[1] > other[0]] == []  # type: ignore[operator]


def test_a_returning_holder_has_two_tenures(registry: Registry) -> None:
    terms = [t for t in registry.tenures if t.official == "donald-trump" and t.title == "President"]
    assert len(terms) == 2


def test_every_official_holds_a_post_and_every_post_has_had_a_holder(tables: Tables) -> None:
    assert {row.slug for row in tables.officials} == {row.official for row in tables.tenures}
    assert {row.slug for row in tables.posts} == {row.post for row in tables.tenures}


def test_an_official_is_known_by_other_spellings(registry: Registry) -> None:
    def called(name: str) -> set[str]:
        people = (e for e in registry.entities if e.kind == "official")
        return {e.slug for e in people if name in {n.text for n in e.names}}

    assert called("Ivan Simonovic") == called("Ivan Šimonović") == {"ivan-simonovic"}
    assert called("Zeid Raad al-Hussein") == called("Zeid Ra'ad Al Hussein") == {"zeid-raad-al-hussein"}
    assert called("Vasily Nebenzya") == called("Vassily Nebenzia") == {"vassily-nebenzia"}


def test_the_bodies_that_reports_name_are_there(registry: Registry) -> None:
    def called(name: str) -> set[str]:
        return {
            e.label for e in registry.entities if name in {n.text for n in e.names} and e.kind in ("body", "agency")
        }

    assert called("UNSC") == {"Security Council"}
    assert called("General Assembly human rights committee") == {"Third Committee"}
    assert called("OHCHR") == called("UN human rights office") == {"Office of the High Commissioner for Human Rights"}
    assert called("World Court") == {"International Court of Justice"}
    assert called("ICC") == {"International Criminal Court"}
    assert called("JIM") == {"Joint Investigative Mechanism"}
    assert called("KCNA") == {"KCNA"}
    assert called("AFP") == {"Agence France-Presse"}


def test_the_six_principal_organs_and_the_six_main_committees(tables: Tables) -> None:
    kinds = [row.class_ for row in tables.bodies]
    assert (kinds.count("PrincipalOrgan"), kinds.count("MainCommittee")) == (6, 6)
    assert {row.parent for row in tables.bodies if row.class_ == "MainCommittee"} == {"general-assembly"}
