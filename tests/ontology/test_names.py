"""Names in data: known ones pass, others are refused with the nearest known name."""

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import InputError
from ontology.files import read_ontology
from ontology.names import Names, names_of, refuse_unknown_names, shorten
from ontology.terms import OWL, RDF, RDFS, UN

THING = "https://w3id.org/unkg/id/"
BALLOT, STATE, VOTE = (NamedNode(f"{THING}{k}") for k in ("ballot/b", "state/s", "vote/v"))


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(read_ontology())


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (NamedNode(UN.castBy.value + "s"), STATE, "no property un:castBys (did you mean un:castBy?)"),
        (NamedNode("http://example.org/likes"), STATE, "no property http://example.org/likes"),
        (RDF.type, NamedNode(UN.Ballot.value + "s"), "no class un:Ballots (did you mean un:Ballot?)"),
        (RDF.type, UN.For, "no class un:For"),
        (UN.choice, NamedNode(UN.Against.value.replace("st", "ts")), "no term un:Againts (did you mean un:Against?)"),
        (UN.castBy, Literal("Chad"), "un:castBy needs an IRI but has a literal"),
        (UN.iso3, STATE, "un:iso3 needs a literal but has an IRI"),
    ],
)
def test_a_name_that_the_vocabulary_lacks_is_refused(
    names: Names, predicate: NamedNode, value: NamedNode | Literal, message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        refuse_unknown_names([Triple(BALLOT, predicate, value)], names)
    assert str(refusal.value) == f"the data does not keep to the vocabulary: {message}"


def test_many_wrong_names_are_listed_once_each_up_to_ten(names: Names) -> None:
    wrong = [NamedNode(f"http://example.org/p{number}") for number in range(12)]
    with pytest.raises(InputError, match=r"and 2 more$"):
        refuse_unknown_names([Triple(s, p, STATE) for p in wrong for s in (BALLOT, VOTE)], names)


def test_what_is_declared_or_built_in_passes(names: Names) -> None:
    refuse_unknown_names(
        [
            Triple(BALLOT, RDF.type, UN.Ballot),
            Triple(BALLOT, UN.choice, UN.For),
            Triple(STATE, OWL.differentFrom, VOTE),
            Triple(STATE, RDFS.label, Literal("s")),
        ],
        names,
    )


def test_an_iri_outside_the_vocabularies_stays_whole() -> None:
    assert shorten(UN.Vote.value) == "un:Vote"
    assert shorten("http://example.org/a") == "http://example.org/a"
