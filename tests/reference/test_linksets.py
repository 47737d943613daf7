"""Links to other data: counted as VoID linksets, each to a dataset that is known."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import OWL, RDF, SKOS, VOID
from triples.iris import META, graph, thing
from triples.reference.linksets import TARGETS, space_of
from triples.reference.tables import Tables


def test_a_linkset_counts_the_links_that_are_in_the_graph(quads: list[Quad]) -> None:
    wikidata = thing("linkset", "Wikidata", "sameAs")
    said = {quad.predicate: quad.object for quad in quads if quad.subject == wikidata and quad.graph_name == META}
    same = [q for q in quads if q.predicate == OWL.sameAs and q.graph_name == graph("reference", "links")]
    assert said[VOID.triples] == Literal(len(same))
    assert said[VOID.linkPredicate] == OWL.sameAs
    assert (said[VOID.subjectsTarget], said[VOID.objectsTarget]) == (
        thing("dataset", "unkg"),
        thing("dataset", "Wikidata"),
    )


def test_the_linksets_hold_every_link_once(quads: list[Quad], tables: Tables) -> None:
    sets = {q.subject for q in quads if q.predicate == RDF.type and q.object == VOID.Linkset}
    counts = [q.object for q in quads if q.subject in sets and q.predicate == VOID.triples]
    assert sum(int(count.value) for count in counts) == len(tables.links)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("where", "relation", "code"),
    [("europa", SKOS.exactMatch, "iso3"), ("lexvo", SKOS.exactMatch, "iso2"), ("geoArea", SKOS.closeMatch, "m49")],
)
def test_every_state_leads_to_the_lists_that_go_by_its_codes(
    where: str, relation: NamedNode, code: str, quads: list[Quad], tables: Tables
) -> None:
    linked = {(q.subject, q.object) for q in quads if q.predicate == relation}
    space = next(space for space in TARGETS if where in space)
    codes = {state.slug: getattr(state, code) for state in tables.states if state.kind != "former"}
    assert len(codes) == 195
    found = {(s.value.rpartition("/")[2], o.value) for s, o in linked if o.value.startswith(space)}  # type: ignore[union-attr]
    assert found == {(slug, f"{space}{code}") for slug, code in codes.items()}


def test_every_state_but_one_leads_to_the_food_and_agriculture_organization(tables: Tables) -> None:
    space = next(space for space in TARGETS if "fao" in space)
    linked = {row.entity.removeprefix("state/") for row in tables.links if row.target.startswith(space)}
    assert {state.slug for state in tables.states if state.kind != "former"} - linked == {"palestine"}
    assert {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany"} < linked
    assert len({row.target for row in tables.links if row.target.startswith(space)}) == len(linked)


def test_what_is_the_same_is_so_by_two_lists(tables: Tables) -> None:
    reasons = {row.reason for row in tables.links if row.relation == "sameAs"}
    assert reasons
    assert all(" and " in reason and "the same identifier" in reason for reason in reasons)


def test_a_dataset_that_nobody_named_is_told_with_what_to_do() -> None:
    with pytest.raises(KeyError, match="add it to TARGETS"):
        space_of("https://example.org/1")
