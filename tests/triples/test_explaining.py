"""Why a statement is there: the rule, what it follows from, and down to the places in the articles."""

from collections.abc import Iterable, Iterator

import pytest
from pyoxigraph import Store

from ontology.errors import InputError
from triples.build import committed
from triples.derive import derive
from triples.explaining import Reason, explain
from triples.joining import join_votes
from triples.reference import reference_quads

VOTE = "security-council-2015-12-10-procedural-9-4-2"


@pytest.fixture(scope="module")
def store() -> Store:
    told = join_votes([*reference_quads(), *committed().quads])
    kept = Store()
    kept.extend([*told, *derive(told)])
    return kept


def lines(reasons: Iterable[Reason]) -> Iterator[str]:
    for reason in reasons:
        yield reason.said
        yield from reason.why
        yield from lines(reason.grounds)


def test_a_conclusion_names_its_rule_its_ground_and_the_source_of_that(store: Store) -> None:
    (council,) = (r for r in explain(store, "state/china", "org:memberOf") if "Security Council" in r.said)
    assert council.said == "China org:memberOf Security Council"
    assert council.why[0].startswith('by the rule "Membership through a seat": ')
    (seat,) = council.grounds
    assert seat == Reason("China in the Security Council", ("says Countries elected members of the Security Council",))


def test_a_ballot_by_elimination_goes_down_to_the_characters_of_an_article(store: Store) -> None:
    told = list(lines(explain(store, f"https://w3id.org/unkg/id/ballot/{VOTE}-chl", "un:choice")))
    assert any(line.startswith('by the rule "By elimination": ') for line in told)
    assert any(line.startswith("says VICE News, 10 December 2015, characters ") for line in told)
    assert "Chile in the Security Council" in told


def test_a_ground_of_several_statements_is_told_once(store: Store) -> None:
    told = list(lines(explain(store, f"ballot/{VOTE}-chl")))
    assert sum("Countries elected members" in line for line in told) == 15
    assert "as above" in told


def test_what_the_vocabulary_alone_gives_names_the_statement_that_it_rests_on(store: Store) -> None:
    told = list(lines(explain(store, f"motion/{VOTE}", "rdf:type")))
    assert any(line.startswith('by the rule "The class above": ') for line in told)
    parts = list(lines(explain(store, "body/general-assembly", "org:hasSubOrganization")))
    assert any("org:subOrganizationOf General Assembly" in line for line in parts)


def test_a_disagreement_names_its_sides_and_the_rule_that_decides(store: Store) -> None:
    told = list(lines(explain(store, "discrepancy/china-vetoes-ruleaspect", "un:supportedClaim")))
    assert "no limit according to United Nations" in told[0]
    assert any("Article 27 of the Charter" in line for line in told)
    assert any(line.startswith("10 according to VICE News") for line in told)


def test_what_a_source_states_names_the_source(store: Store) -> None:
    (found,) = explain(store, "state/china", "un:iso3")
    assert found == Reason("China un:iso3 CHN", ("says Country Codes",))
    (found,) = explain(store, "seat/security-council-angola-2015")
    assert found.why == ("says Countries elected members of the Security Council",)


def test_who_asks_for_what_nobody_knows_is_told_so_in_a_line(store: Store) -> None:
    with pytest.raises(InputError, match="nothing is known of un:vetoedBy of"):
        explain(store, "state/china", "un:vetoedBy")
    with pytest.raises(InputError, match="id/state/atlantis; `unkg query` helps"):
        explain(store, "state/atlantis")
