"""Writing RDF: every format holds the same statements, and the same quads are the same bytes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology.errors import InputError
from ontology.terms import UN, XSD
from triples.export import FORMATS, Format, format_of, of_graph, of_sources, render, save
from triples.iris import INFERRED, META, ONTOLOGY, QUARANTINE, graph, thing
from triples.loading import read_rdf


@pytest.fixture
def quads(world: Any) -> list[Quad]:
    one = world.report(world.tally(matter="fishing rights"), world.ballot(world.norland, "against"), world.meeting())
    other = world.report(world.tally(matter="fishing rights"), slug="herald")
    return [*one.quads, *other.quads]


def union(quads: list[Quad]) -> set[Any]:
    return {quad.triple for quad in quads}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_reads_back_as_what_was_written(quads: list[Quad], format: Format) -> None:
    form = FORMATS[format]
    read = list(parse(render(quads, format), format=form.rdf))
    assert union(read) == union(quads)
    assert {quad.graph_name for quad in read} == (
        {q.graph_name for q in quads} if form.named_graphs else {read[0].graph_name}
    )


@pytest.mark.parametrize("format", FORMATS)
def test_order_and_repeats_do_not_change_a_byte(quads: list[Quad], format: Format) -> None:
    assert render([*reversed(quads), *quads], format) == render(quads, format)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_a_newline(quads: list[Quad], format: Format) -> None:
    written = render(quads, format)
    assert written.endswith(b"\n")
    assert not written.endswith(b"\n\n")


RENDER = """
import sys
from pyoxigraph import parse, RdfFormat
from triples.export import render
quads = list(parse(sys.stdin.buffer.read(), format=RdfFormat.N_QUADS))
for format in ("trig", "jsonld", "rdfxml"):
    sys.stdout.buffer.write(render(quads, format))
"""


def test_the_bytes_do_not_depend_on_the_hash_seed(quads: list[Quad], under_hash_seeds: Callable[..., bytes]) -> None:
    given = render(quads, "nquads")
    assert under_hash_seeds(RENDER, given=given)


def test_turtle_is_readable_by_others(quads: list[Quad]) -> None:
    turtle = Graph().parse(data=render(quads, "turtle"), format="turtle")
    assert isomorphic(turtle, Graph().parse(data=render(quads, "ntriples"), format="nt"))


def test_trig_names_things_and_terms_by_prefixes(quads: list[Quad]) -> None:
    text = render(quads, "trig").decode()
    assert "ballot:harbour-council-2020-05-03-procedural-5-2-1-nor a un:Ballot ;" in text
    assert "un:castBy state:norland ;" in text
    header = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert header == sorted(header)


def test_json_ld_speaks_in_terms_of_the_context(quads: list[Quad]) -> None:
    document = json.loads(render(quads, "jsonld"))
    graphs = {graph["id"].rpartition("/")[2]: graph["graph"] for graph in document["graph"]}
    assert set(graphs) == {"gazette", "herald", "meta"}
    ballot = next(node for node in graphs["gazette"] if node["type"] == "Ballot")
    assert ballot["choice"] == "Against"
    assert ballot["castBy"] == "https://w3id.org/unkg/id/state/norland"
    topic = next(node for node in graphs["gazette"] if node["type"] == "Topic")
    assert topic["prefLabel"] == {"en": "fishing rights"}


def test_json_ld_carries_values_that_no_term_fits() -> None:
    node, odd = thing("topic", "x"), NamedNode("http://example.org/odd")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    given = [
        Quad(node, odd, Literal("a", language="fr")),
        Quad(node, odd, Literal("1.50", datatype=XSD.decimal)),
        Quad(node, odd, node),
        Quad(node, odd, Literal(True)),
        Quad(node, odd, Literal(7)),
        Quad(node, label, Literal("no language")),
        Quad(node, label, Literal("one", language="en")),
        Quad(node, label, Literal("two", language="en")),
        Quad(node, UN.date, Literal("May 2020")),
    ]
    assert set(parse(render(given, "jsonld"), format=FORMATS["jsonld"].rdf)) == set(given)


def test_one_graph_can_be_taken_alone(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    assert {quad.graph_name for quad in of_graph(store, META.value)} == {META}
    assert set(of_graph(store, None)) == set(quads)


@pytest.mark.parametrize("name", ["https://w3id.org/unkg/graph/nothing", "meta"])
def test_an_unknown_graph_says_where_to_look(quads: list[Quad], name: str) -> None:
    store = Store()
    store.extend(quads)
    with pytest.raises(InputError, match=f"{name}: there is no such graph; `unkg stats` lists them"):
        of_graph(store, name)


def test_what_sources_say_and_what_follows_is_told_from_the_rest(quads: list[Quad]) -> None:
    store = Store()
    follows = Quad(thing("a", "b"), thing("a", "c"), thing("a", "d"), INFERRED)
    table = Quad(thing("a", "b"), thing("a", "c"), thing("a", "e"), graph("reference", "states"))
    store.extend([*quads, follows, table, Quad(*table.triple, QUARANTINE), Quad(*table.triple, ONTOLOGY)])
    told = {quad.graph_name for quad in [*quads, follows, table]} - {META}
    assert {quad.graph_name for quad in of_sources(store)} == told


@pytest.mark.parametrize(("name", "format"), [("a.ttl", "turtle"), ("b.nq", "nquads"), ("c.json", "jsonld")])
def test_an_extension_tells_the_format(name: str, format: str) -> None:
    assert format_of(Path(name)) == format


def test_an_unknown_extension_lists_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"a\.xlsx: the extension tells no format; use one of \.ttl, .*or --format"):
        format_of(Path("a.xlsx"))


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        save(b"x", tmp_path / "no" / "where.ttl")


@pytest.mark.parametrize("format", FORMATS)
def test_files_are_read_by_their_extension(quads: list[Quad], tmp_path: Path, format: Format) -> None:
    file = tmp_path / f"a{FORMATS[format].extensions[0]}"
    file.write_bytes(render(quads, format))
    assert union(read_rdf([file])) == union(quads)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_is_not_what_its_name_says_is_told_in_one_line(tmp_path: Path, format: Format) -> None:
    file = tmp_path / f"bad{FORMATS[format].extensions[0]}"
    file.write_text("<a> <b> ; <<< {")
    with pytest.raises(InputError, match=f"{file.name}.*this is not valid") as told:
        read_rdf([file])
    assert "\n" not in str(told.value)


def test_a_syntax_error_names_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://a> <http://b> <http://c> .\n<http://a> nonsense .\n")
    with pytest.raises(InputError, match=r"bad\.ttl, line 2, column \d+: this is not valid Turtle"):
        read_rdf([tmp_path / "bad.ttl"])


def test_a_missing_rdf_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl: there is no such file"):
        read_rdf([tmp_path / "none.ttl"])
