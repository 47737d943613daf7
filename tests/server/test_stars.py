"""What a query compares is found thing by thing: every answer is that of the text as it was written."""

from __future__ import annotations

import random
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, RdfFormat, Store

from server.engine import stars
from server.engine.evaluation import Evaluation
from server.engine.stars import one_by_one

VERBS = ("<urn:p0>", "<urn:p1>", "x:p2", "a")
THINGS = ("<urn:s0>", "x:s1", "x:s2.3", '"red"', '"red"@en', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>')
FILTERS = (
    "FILTER(?v0 != ?v1)",
    "FILTER(?v0 < ?v1 || !BOUND(?v2)) .",
    'FILTER regex(STR(?v1), "s[0-3]", "i")',
    "FILTER(?v2 IN (x:s1, <urn:s0>, 7)) # as many as you like",
)
HEADS = ("SELECT *", "SELECT ?v0 ?v1", "SELECT DISTINCT ?v2", "SELECT (COUNT(*) AS ?n)")
TWO = "?a <urn:by> <urn:x> ; <urn:in> ?v ; <urn:says> ?one . ?b <urn:by> <urn:y> ; <urn:in> ?v ; <urn:says> ?other"


def data(rng: random.Random) -> Store:
    """Statements among few things, so that most patterns find some."""
    things = [NamedNode(f"urn:s{name}") for name in ("0", "1", "2.3", "4")]
    values = [*things, *things, Literal("red"), Literal("red", language="en"), Literal(7)]
    links = [NamedNode(f"urn:p{n}") for n in range(3)]
    links.append(NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"))
    store = Store()
    store.extend(Quad(rng.choice(things), rng.choice(links), rng.choice(values)) for _ in range(60))
    return store


def generated(rng: random.Random) -> str:
    """A query of the plain form, as many people would write it."""
    patterns, anchor = [], rng.choice(VERBS)
    for subject in range(rng.randint(2, 3)):
        said = [f"{anchor} {rng.choice(THINGS)}"] if rng.random() < 0.8 else []
        for _ in range(rng.randint(1, 3)):
            verb = rng.choice(VERBS) if rng.random() < 0.9 else "?verb"
            thing = rng.choice(THINGS) if rng.random() < 0.2 else rng.choice("?$") + f"v{rng.randint(0, 2)}"
            said.append(f"{verb} {thing}" + (f" , ?v{rng.randint(0, 2)}" if rng.random() < 0.1 else ""))
        patterns.append(f"?t{subject} {rng.choice((' ; ', ';')).join(said)}")
    group = rng.choice((" . ", ".\n", " .# next\n")).join(patterns)
    if rng.random() < 0.4:
        group += " " + rng.choice(FILTERS) + "\n"
    tail = "" if rng.random() < 0.8 else "ORDER BY ?v0"
    return f"PREFIX x: <urn:>\n{rng.choice(HEADS)} {rng.choice(('', 'WHERE '))}{{ {group} }} {tail}"


def answer(store: Store, query: str, stars: bool) -> object:
    result = Evaluation(store, query, "http://example.org/", None, stars=stars).result()
    if isinstance(result, QueryBoolean):
        return bool(result)
    assert isinstance(result, QuerySolutions)
    names = sorted(variable.value for variable in result.variables)
    return names, Counter(str([str(row[name]) for name in names]) for row in result)


@pytest.mark.parametrize("seed", range(20))
def test_generated_queries_have_the_same_answer(seed: int) -> None:
    rng = random.Random(seed)
    store, touched, found = data(rng), 0, 0
    for _ in range(200):
        query = generated(rng)
        plain = answer(store, query, False)
        assert answer(store, query, True) == plain, query
        touched += one_by_one(query) != query
        found += one_by_one(query) != query and bool(plain[1])  # type: ignore[index]
    assert touched > 60
    assert found > 25


def test_queries_of_the_w3c_have_the_same_answer_with_every_star_apart(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = shared / "w3c" / "rdf-tests-sparql.tar.gz"
    if not packed.exists():
        pytest.skip("W3C's tests are not at hand")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="data")
    monkeypatch.setattr(stars._Star, "resembles", lambda *_: True)
    monkeypatch.setattr(stars, "_FEWEST", 0)
    compared = 0
    for path in sorted(tmp_path.rglob("*.rq")):
        query = path.read_text(encoding="utf-8")
        if one_by_one(query) == query:
            continue
        for file in sorted(path.parent.glob("*.ttl")):
            store = Store()
            store.load(path=file, format=RdfFormat.TURTLE, base_iri="http://example.org/", lenient=True)
            assert outcome(store, query, True) == outcome(store, query, False), (path, file)
            compared += 1
    assert compared > 100


def outcome(store: Store, query: str, stars: bool) -> object:
    try:
        return answer(store, query, stars)
    except (SyntaxError, RuntimeError) as error:
        return str(error)


def test_two_stars_that_resemble_each_other_are_found_apart() -> None:
    assert one_by_one(f"SELECT * {{ {TWO} . ?v <urn:on> ?day FILTER(?one != ?other) }} ORDER BY ?v LIMIT 3") == (
        "SELECT * { { SELECT * { ?a <urn:by> <urn:x> ; <urn:in> ?v ; <urn:says> ?one } }"
        " { SELECT * { ?b <urn:by> <urn:y> ; <urn:in> ?v ; <urn:says> ?other } }"
        " ?v <urn:on> ?day . FILTER(?one != ?other) } ORDER BY ?v LIMIT 3"
    )


@pytest.mark.parametrize(
    "group",
    [
        TWO.replace("<urn:y>", "?y"),
        TWO.replace("?v ; <urn:says> ?other", "?w ; <urn:says> ?other"),
        TWO.replace("<urn:by> <urn:y>", "<urn:of> <urn:y>"),
        TWO.replace("<urn:by>", "a"),
        TWO.replace("?one", "_:one"),
        TWO.replace("?one", "[]"),
        TWO.replace("?one", "1"),
        TWO.replace("<urn:in>", "<urn:in>/<urn:at>"),
        TWO.replace("<urn:in>", "^<urn:in>"),
        TWO.replace("?b", "<urn:b>", 1) + " . BIND(1 AS ?n)",
        TWO + " OPTIONAL { ?v <urn:on> ?day }",
        TWO + " FILTER(?one = ?other",
        TWO.replace("?one .", "?one"),
        TWO + " . .",
        TWO + " ; ",
        TWO + ' . ?a <urn:p> "open',
        TWO + " FILTER(?one = '\\u007D')",
    ],
)
def test_any_other_text_stays_as_it_is(group: str) -> None:
    query = f"SELECT * {{ {group} }}"
    assert one_by_one(query) == query
    for head in ("ASK", "CONSTRUCT WHERE", "DESCRIBE ?a WHERE"):
        assert one_by_one(f"{head} {{ {TWO} }}") == f"{head} {{ {TWO} }}"


def test_the_first_few_are_not_looked_for_among_all() -> None:
    assert one_by_one(f"SELECT * {{ {TWO} }} LIMIT 3") == f"SELECT * {{ {TWO} }} LIMIT 3"
    assert one_by_one(f"SELECT ?v {{ {TWO} }} GROUP BY ?v LIMIT 3") != f"SELECT ?v {{ {TWO} }} GROUP BY ?v LIMIT 3"


def test_an_error_is_told_at_its_place_in_the_text_as_it_was() -> None:
    query = f"SELECT * {{ {TWO} }}\nGROUP UP"
    assert one_by_one(query) != query
    with pytest.raises(SyntaxError) as told:
        Evaluation(Store(), query, None, None).result()
    with pytest.raises(SyntaxError) as plain:
        Store().query(query)
    assert str(told.value) == str(plain.value)
