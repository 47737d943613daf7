"""The tables as RDF: one graph a table, each with its source, the same bytes every time."""

import csv
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, FOAF, OWL, PROV, RDF, SKOS, UN
from shapes.validation import validate
from triples.derive import derive
from triples.iris import META, graph, thing
from triples.reference import FOLDER
from triples.reference.tables import Tables

CHINA = thing("state", "china")


def objects(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {q.object.value for q in quads if q.subject == subject and q.predicate == predicate}  # type: ignore[union-attr]


def test_each_table_has_its_graph_and_each_graph_its_source(quads: list[Quad]) -> None:
    graphs = {q.graph_name for q in quads} - {META}
    derived = {q.subject for q in quads if q.predicate == PROV.wasDerivedFrom and q.graph_name == META}
    assert graphs == derived
    tables = {path.stem for path in FOLDER.glob("*.csv")} - {"sources", "shared_names"}
    assert graphs == {graph("reference", table) for table in tables}


def test_a_table_is_described_with_title_licence_hash_and_where_it_comes_from(quads: list[Quad]) -> None:
    table = thing("source", "reference", "seats")
    meta = [q for q in quads if q.graph_name == META]
    assert objects(meta, table, RDF.type) == {UN.ReferenceTable.value}
    assert objects(meta, table, DCTERMS.license) == {"https://creativecommons.org/licenses/by/4.0/"}
    assert [len(h) for h in objects(meta, table, UN.contentHash)] == [64]
    sources = objects(meta, table, DCTERMS.source)
    assert thing("source", "un-security-council").value in sources
    for source in sources:
        assert objects(meta, NamedNode(source), DCTERMS.publisher)
        assert objects(meta, NamedNode(source), DCTERMS.rights)


def test_every_source_that_a_fact_names_is_described(quads: list[Quad]) -> None:
    named = {q.object for q in quads if q.predicate == DCTERMS.source}
    described = {q.subject for q in quads if q.predicate == RDF.type and q.graph_name == META}
    assert named <= described


def test_a_state_says_its_codes_names_and_group(quads: list[Quad]) -> None:
    assert objects(quads, CHINA, UN.iso3) == {"CHN"}
    assert objects(quads, CHINA, UN.regionalGroup) == {UN.AsiaPacificGroup.value}
    assert objects(quads, CHINA, UN.admittedOn) == {"1945-10-24"}
    assert {"China", "中国", "Chine", "Китай", "الصين"} <= objects(quads, CHINA, SKOS.prefLabel)
    assert "Beijing" in objects(quads, CHINA, UN.capitalName)
    assert objects(quads, CHINA, OWL.sameAs) == {"http://www.wikidata.org/entity/Q148"}


def test_a_seat_and_a_tenure_have_their_four_bounds(quads: list[Quad]) -> None:
    bounds = (UN.startEarliest, UN.startLatest, UN.endEarliest, UN.endLatest)
    seat = thing("seat", "security-council", "angola", "2015")
    assert [objects(quads, seat, b) for b in bounds] == [{"2015-01-01"}, {"2015-01-01"}, {"2016-12-31"}, {"2016-12-31"}]
    tenure = thing("tenure", "vitaly-churkin", "permanent-representative-to-the-united-nations-russia")
    assert [objects(quads, tenure, b) for b in bounds] == [
        {"2006-01-01"},
        {"2006-12-31"},
        {"2017-02-20"},
        {"2017-02-20"},
    ]


def test_posts_stand_without_their_holders(quads: list[Quad]) -> None:
    post = thing("post", "Secretary-General", "united-nations")
    assert objects(quads, post, UN.inBody) == {thing("body", "united-nations").value}
    assert objects(quads, post, UN.roleType) == {UN.SecretaryGeneral.value}


def test_former_states_lead_to_those_that_came_from_them(quads: list[Quad]) -> None:
    came = objects(quads, thing("state", "czechoslovakia"), UN.succeededBy)
    assert came == {thing("state", "czechia").value, thing("state", "slovakia").value}


def test_denmark_and_the_netherlands_are_not_called_the_same_as_their_european_parts(quads: list[Quad]) -> None:
    denmark, netherlands = thing("state", "denmark"), thing("state", "netherlands")
    assert objects(quads, denmark, OWL.sameAs) == set()
    assert objects(quads, netherlands, OWL.sameAs) == {"http://www.wikidata.org/entity/Q29999"}
    assert "http://www.wikidata.org/entity/Q55" in objects(quads, netherlands, SKOS.closeMatch)


def test_only_what_two_lists_give_is_called_the_same(tables: Tables) -> None:
    same = [row for row in tables.links if row.relation == "sameAs"]
    assert same
    assert [row.entity for row in same if "give the same identifier" not in row.reason] == []


def test_a_news_agency_is_neither_a_state_nor_a_body(quads: list[Quad]) -> None:
    assert objects(quads, thing("agency", "reuters"), RDF.type) == {FOAF.Organization.value}


def test_no_quad_is_said_twice_and_no_node_is_blank(quads: list[Quad]) -> None:
    assert len(quads) == len(set(quads))
    assert {type(q.subject) for q in quads} == {NamedNode}
    assert {type(q.object) for q in quads} == {NamedNode, Literal}


def test_the_tables_keep_to_the_shapes(quads: list[Quad]) -> None:
    assert [str(result) for result in validate([*quads, *derive(quads)]).results] == []


def test_the_same_tables_give_the_same_quads_under_any_hash_seed(under_hash_seeds: Callable[..., bytes]) -> None:
    program = "from triples.reference import reference_quads\nfor q in reference_quads(): print(q)"
    assert under_hash_seeds(program)


def test_the_tables_are_sorted_so_that_a_change_is_one_line() -> None:
    for path in sorted(FOLDER.glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(set(lines)) == len(lines), path.name
        if path.stem != "topics":  # which run from special to general
            assert _cells(lines[1:]) == sorted(_cells(lines[1:])), path.name


def _cells(lines: list[str]) -> list[list[str]]:
    return list(csv.reader(lines))
