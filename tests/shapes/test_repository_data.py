"""The data that the project publishes: reference tables, the graphs of its articles, and what follows from them."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad

from ontology.terms import RDF, UN
from shapes.quarantine import sift
from shapes.report import render
from shapes.validation import validate
from triples.build import committed
from triples.derive import derive
from triples.reference import reference_quads


@pytest.fixture(scope="module")
def published() -> list[Quad]:
    stated = [*reference_quads(), *committed().quads]
    return [*stated, *derive(stated)]


def test_the_published_data_break_no_rule(published: list[Quad]) -> None:
    report = validate(published)
    assert report.conforms, render(report, "text")


def test_a_vote_with_a_tally_of_an_article_changed_goes_to_quarantine(published: list[Quad]) -> None:
    counted = next(q for q in published if q.predicate == UN.tallyFor and "/article/" in str(q.graph_name))
    wrong = Quad(counted.subject, UN.tallyFor, UN.For, counted.graph_name)
    sifted = sift([wrong if quad == counted else quad for quad in published])
    votes = {q.subject for q in sifted.accepted if q.predicate == RDF.type and q.object == UN.Vote}
    assert votes
    assert counted.subject not in votes
    assert counted.subject in {quad.subject for quad in sifted.quarantined}
