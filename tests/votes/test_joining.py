"""One vote, one node, over records and reports; differences as data."""

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ontology.terms import UN
from shapes.validation import validate
from triples.derive import derive
from triples.deriving.rows import rows
from triples.iris import DERIVED, thing
from triples.joining import join_votes, renaming
from triples.votes.joining import Same, resolution

RIGHTS = thing("vote", "general-assembly a-res-60-173")
_DIFFERENCES = """SELECT ?about ?aspect ?value WHERE {
  ?it a un:Discrepancy ; un:about ?about ; un:aspect ?aspect ; un:accordingTo/un:value ?value
}"""


@pytest.fixture(scope="module")
def differences(recorded: list[Quad]) -> dict[tuple[str, str], list[str]]:
    """The values by thing and aspect."""
    store = Store()
    store.extend(recorded)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows(store, _DIFFERENCES):
        key = (last(row["about"].value), last(row["aspect"].value).removesuffix("Aspect"))
        found.setdefault(key, []).append(
            last(row["value"].value) if "ontology#" in row["value"].value else row["value"].value
        )
    return {key: sorted(values) for key, values in sorted(found.items())}


def last(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def values(found: Iterable[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {quad.object.value for quad in found if (quad.subject, quad.predicate) == (subject, predicate)}  # type: ignore[union-attr]


def test_one_resolution_with_the_same_counts_is_one_vote_in_two_records(same: Same) -> None:
    assert same.votes[thing("vote", "general-assembly roll call 4604")] == RIGHTS


def test_the_vote_names_all_its_sources(recorded: list[Quad]) -> None:
    assert {last(source) for source in values(recorded, RIGHTS, UN.reportedIn)} == {
        "votes-library-general-assembly",
        "votes-unvotes",
        "votes-general-assembly-roll-calls",
    }


def test_releases_of_one_data_set_and_lists_of_one_council_share_votes(recorded: list[Quad]) -> None:
    for vote in (thing("vote", "general-assembly roll call 9"), thing("vote", "security-council s-res-825-1993")):
        assert len(values(recorded, vote, UN.reportedIn)) == 2


def test_every_difference_of_the_records_is_a_discrepancy(differences: dict[tuple[str, str], list[str]]) -> None:
    rights = last(RIGHTS.value)
    assert differences == {
        (f"{rights}-fra", "Choice"): ["Against", "For"],
        (f"{rights}-scg", "Choice"): ["For", "NotVoting"],
        (rights, "Tally"): ["0 absent", "0-3-1 as ballots", "1 absent", "2-2-1", "2-2-1 as total", "2-3-1"],
        ("security-council-s-res-825-1993", "Tally"): ["1-0-1-0 as ballots", "13-0-2-0 as total"],
        ("security-council-1946-06-26-s-pv-49-2", "Value"): ["France and Soviet Union", "Soviet Union"],
        ("security-council-1948-05-24-s-pv-303", "Value"): ["S/PV.303", "S/PV.3038"],
        ("security-council-1948-05-24-s-pv-3038", "Value"): ["S/PV.303", "S/PV.3038"],
        ("security-council-2001-03-28-s-2001-270", "Date"): ["2001-03-28", "2001-04-12"],
        ("security-council-2001-04-12-s-2001-270", "Date"): ["2001-03-28", "2001-04-12"],
    }


def test_all_of_it_conforms(reference: list[Quad], recorded: list[Quad], same: Same) -> None:
    told = [renaming(quad, same.told) for quad in join_votes(reference)]
    whole = [*dict.fromkeys([*told, *recorded])]
    report = validate([*whole, *derive(whole)])
    assert [str(found) for found in report.violations] == []


def test_the_first_record_of_a_choice_keeps_its_word(recorded: list[Quad]) -> None:
    assert values(recorded, NamedNode(RIGHTS.value.replace("/vote/", "/ballot/") + "-fra"), UN.choice) == {UN.For.value}


def test_agreement_leaves_out_what_is_disputed(recorded: list[Quad]) -> None:
    counted = [quad for quad in recorded if quad.graph_name == DERIVED]
    pair = thing("agreement", "general-assembly 2000s chn cub")
    assert values(counted, pair, UN.votesAlike) == values(counted, pair, UN.votesTogether) == {"1"}
    assert not values(counted, thing("agreement", "general-assembly 2000s chn fra"), UN.votesTogether)


def test_old_and_new_symbols_of_a_resolution_are_one() -> None:
    assert resolution("A/RES/1398 (XVI)") == resolution("A/RES/16/1398") == "A/RES/16/1398"
    assert resolution("A/RES/31/6(A)") == resolution("A/RES/31/6A")
    assert resolution("S/RES/1 (1946)") == "S/RES/1 (1946)"
