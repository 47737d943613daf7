"""What a build changed: told for people and as RDF, beside the data."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.terms import PROV, RDFS, UN, VOID
from triples import changes, snapshot
from triples.iris import LABELS, graph, thing

ARTICLE, TABLE = graph("article", "gazette"), graph("reference", "states")


def named(name: str, label: str, where: NamedNode = ARTICLE, kind: str = "ballot") -> Quad:
    return Quad(thing(kind, name), RDFS.label, Literal(label, language="en"), where)


def after(store: Path, before: list[Quad], now: list[Quad]) -> tuple[list[str], Path]:
    old = snapshot.write(before, store)
    made = snapshot.write(now, store)
    return changes.keep(old, made), made.path


def test_new_changed_and_gone_things_are_told_by_graph_and_kind(tmp_path: Path) -> None:
    before = [named("a", "one"), named("b", "two"), named("x", "left", TABLE, "state")]
    now = [named("b", "otherwise"), named("c", "three"), named("d", "four"), named("x", "left", TABLE, "state")]
    lines, folder = after(tmp_path, before, now)
    assert lines == [
        "graph/article/gazette: 2 ballots new, 1 ballot changed, 1 ballot gone (3 statements more, 2 less)",
    ]
    assert (folder / "changes.txt").read_text(encoding="utf-8").splitlines() == lines


def test_the_same_as_rdf_names_the_snapshots_the_graph_and_the_things(tmp_path: Path) -> None:
    old = snapshot.write([named("a", "one")], tmp_path)
    made = snapshot.write([named("b", "two")], tmp_path)
    changes.keep(old, made)
    said = {q.triple for q in parse((made.path / "changes.ttl").read_bytes(), format=RdfFormat.TURTLE)}
    here, was = thing("snapshot", made.id[:16]), thing("snapshot", old.id[:16])
    new = thing("snapshot", made.id[:16], "new", "graph article gazette")
    told = {(str(t.subject), str(t.predicate), str(t.object)) for t in said}
    assert (str(here), str(PROV.wasRevisionOf), str(was)) in told
    for term, value in (
        (PROV.specializationOf, ARTICLE),
        (PROV.hadMember, thing("ballot", "b")),
        (VOID.entities, Literal(1)),
        (VOID.triples, Literal(1)),
    ):
        assert (str(new), str(term), str(value)) in told


def test_what_is_the_same_changed_nothing_and_names_made_from_facts_are_not_counted(tmp_path: Path) -> None:
    assert after(tmp_path, [named("a", "one")], [named("a", "one")])[0] == ["nothing changed since the snapshot before"]
    labels = [named("a", "one"), named("a", "a name", LABELS)]
    assert after(tmp_path, [named("a", "one")], labels)[0] == ["nothing changed since the snapshot before"]


def test_a_graph_that_came_or_went_counts_whole(tmp_path: Path) -> None:
    came, _ = after(tmp_path, [], [named("a", "one")])
    assert came == ["graph/article/gazette: 1 ballot new (1 statements more, 0 less)"]
    went, _ = after(tmp_path, [named("a", "one")], [])
    assert went == ["graph/article/gazette: 1 ballot gone (0 statements more, 1 less)"]


def test_the_first_snapshot_and_a_damaged_one_before_are_told_apart(tmp_path: Path) -> None:
    assert changes.snapshot_before(tmp_path / "nowhere") is None
    old = snapshot.write([named("a", "one")], tmp_path)
    assert changes.snapshot_before(tmp_path) == old
    assert changes.keep(None, old) == ["this is the first snapshot"]
    made = snapshot.write([named("b", "two")], tmp_path)
    (old.path / "data.nq.gz").write_bytes(gzip.compress(b"x")[:-5])
    assert changes.keep(old, made) == ["the snapshot before is damaged: what changed cannot be told"]


@pytest.mark.parametrize("literal", ['a "quoted" word > and <b> .', "two\nlines", "ends with ."])
def test_texts_do_not_blur_where_a_statement_ends(tmp_path: Path, literal: str) -> None:
    quad = Quad(thing("ballot", "a"), UN.title, Literal(literal), ARTICLE)
    lines, _ = after(tmp_path, [], [quad])
    assert lines == ["graph/article/gazette: 1 ballot new (1 statements more, 0 less)"]
