"""Values enter our own queries in one place; labels are chosen in one place."""

import pytest
from pyoxigraph import NamedNode

from ontology.terms import PREFIXES
from server.asking import Asker, written
from server.engine.pool import Pool
from server.labels import Label, from_iri, labels, short
from server.settings import Settings

CHINA, EGYPT, BALLOT = (
    NamedNode(f"https://w3id.org/unkg/id/{path}") for path in ("state/china", "state/egypt", "ballot/council-1-chn")
)


def test_values_are_written_as_terms() -> None:
    query = written("ASK { {{a}} ?p ?o VALUES ?x { {{b}} } } LIMIT {{n}}", a=CHINA, b=[CHINA, EGYPT], n=3)
    assert query.endswith(f"ASK {{ {CHINA} ?p ?o VALUES ?x {{ {CHINA} {EGYPT} }} }} LIMIT 3")
    assert "PREFIX un: <https://w3id.org/unkg/ontology#>" in query


def test_an_iri_cannot_end_early() -> None:
    with pytest.raises(ValueError, match="IRI"):
        NamedNode("http://e/> ?p ?o } #")


def test_labels_are_english_where_there_is_one_then_any_then_the_iris_own_words(pool: Pool) -> None:
    found = labels(Asker(pool, Settings()), [CHINA, EGYPT, BALLOT])
    assert found == {
        CHINA.value: Label("China", "en"),
        EGYPT.value: Label("مصر", "ar"),
        BALLOT.value: Label("Ballot: council 1 chn", ""),
    }


def test_nothing_is_asked_for_nothing(pool: Pool) -> None:
    assert labels(Asker(pool, Settings()), []) == {}


def test_iris_are_shown_short() -> None:
    assert short(PREFIXES["un"] + "Vote") == "un:Vote"
    assert short("https://w3id.org/unkg/id/state/china") == "State: china"
    assert short(PREFIXES["prov"] + "wasDerivedFrom") == "prov:wasDerivedFrom"
    assert from_iri("http://example.org/") == "example.org"
