"""The scan for pitfalls finds nothing in the ontology that is not excused, and whatever is put in to be found."""

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.files import read_ontology
from ontology.pitfalls import CHECKS, NO_EXAMPLE, Excuse, Finding, exceptions, idle, scan, unexcused
from ontology.terms import DCTERMS, OWL, RDF, RDFS, SKOS, UN

ONTOLOGY = tuple(read_ontology())
HEADER = NamedNode("https://w3id.org/unkg/ontology")


def own(name: str) -> NamedNode:
    return NamedNode(f"https://w3id.org/unkg/ontology#{name}")


def less(*gone: tuple[NamedNode, NamedNode]) -> list[Triple]:
    return [t for t in ONTOLOGY if (t.subject, t.predicate) not in gone]


def more(*added: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> list[Triple]:
    return [*ONTOLOGY, *(Triple(*triple) for triple in added)]


def test_nothing_is_found_that_is_not_excused() -> None:
    assert unexcused(scan(ONTOLOGY), exceptions()) == []


def test_every_exception_excuses_something() -> None:
    looked_for = [excuse for excuse in exceptions() if excuse.pitfall != NO_EXAMPLE]  # the data tell about those
    assert idle(scan(ONTOLOGY), looked_for) == []


def test_every_exception_has_a_reason_and_stands_once() -> None:
    excuses = exceptions()
    assert all(excuse.reason.endswith(".") for excuse in excuses)
    assert len({(excuse.pitfall, excuse.term) for excuse in excuses}) == len(excuses)


@pytest.mark.parametrize(
    ("ontology", "found"),
    [
        (less((UN.Vote, RDFS.label)), Finding("no-label", "Vote")),
        (less((UN.Vote, SKOS.definition)), Finding("no-definition", "Vote")),
        (more((UN.Vote, RDFS.comment, Literal("A remark."))), Finding("no-language", "Vote", "A remark.")),
        (
            more((UN.castBy, RDFS.domain, UN.Vote)),
            Finding("several-domains", "castBy", f"{UN.Ballot.value} and {UN.Vote.value}"),
        ),
        (
            more((UN.castBy, RDFS.range, UN.Body)),
            Finding("several-ranges", "castBy", f"{UN.Body.value} and {UN.State.value}"),
        ),
        (less((UN.castBy, RDFS.domain)), Finding("no-domain", "castBy")),
        (less((UN.castBy, RDFS.range)), Finding("no-range", "castBy")),
        (less((UN.VoteAgreement, OWL.disjointWith)), Finding("no-disjointness", "VoteAgreement")),
        (
            [*less((UN.inVote, RDFS.label)), Triple(UN.inVote, RDFS.label, Literal("In body", language="en"))],
            Finding("same-label", "inBody", "in body"),
        ),
        (more((UN.Vote, OWL.equivalentClass, UN.Vote)), Finding("related-to-itself", "Vote")),
        (more((UN.inVote, OWL.inverseOf, UN.inVote)), Finding("related-to-itself", "inVote")),
        (more((UN.Body, RDFS.subClassOf, UN.Office)), Finding("cycle", "Body")),
        (more((UN.inVote, OWL.inverseOf, UN.castBy)), Finding("wrong-inverse", "inVote", UN.castBy.value)),
        (ONTOLOGY, Finding("no-inverse", "castBy")),
        (more((UN.castBy, RDFS.domain, own("Ballots"))), Finding("untyped", "Ballots")),
        (less((HEADER, DCTERMS.license)), Finding("header", "", DCTERMS.license.value)),
        (
            [*less((UN.Vote, SKOS.definition)), Triple(UN.Vote, SKOS.definition, Literal("A Vote.", language="en"))],
            Finding("explained-by-itself", "Vote"),
        ),
        (less((UN.Vote, RDFS.isDefinedBy)), Finding("not-defined-by", "Vote")),
        (less((UN.For, SKOS.inScheme)), Finding("code-without-list", "For")),
        (more((own("Yacht"), RDF.type, OWL.Class)), Finding("in-no-cluster", "Yacht")),
        (more((own("Sail"), RDF.type, OWL.ObjectProperty)), Finding("naming", "Sail")),
        (more((own("wind"), RDF.type, UN.Choice), (own("wind"), RDF.type, SKOS.Concept)), Finding("naming", "wind")),
        (ONTOLOGY, Finding("two-in-one", "FundOrProgramme")),
        (ONTOLOGY, Finding("rest-class", "OtherVote")),
    ],
    ids=lambda case: case.pitfall if isinstance(case, Finding) else "",
)
def test_a_pitfall_that_is_put_in_is_found(ontology: list[Triple], found: Finding) -> None:
    assert found in scan(ontology)


def test_a_class_that_nothing_ties_to_another_is_found() -> None:
    ties = {RDFS.subClassOf, RDFS.domain, RDFS.range}
    cut = [t for t in ONTOLOGY if not (t.predicate in ties and UN.FormerName in (t.subject, t.object))]
    hints = [t for t in cut if t.object != UN.FormerName]
    assert Finding("unconnected", "FormerName") in scan(hints)


def test_an_exception_covers_one_term_or_all() -> None:
    found = [Finding("naming", "a"), Finding("naming", "b")]
    assert unexcused(found, [Excuse("naming", "a", "Why.")]) == [Finding("naming", "b")]
    assert unexcused(found, [Excuse("naming", "*", "Why.")]) == []
    assert idle(found, [Excuse("naming", "c", "Why."), Excuse("naming", "*", "Why.")]) == [
        Excuse("naming", "c", "Why.")
    ]


def test_every_check_says_what_it_looks_for() -> None:
    assert all(words[0].islower() for _, words in CHECKS.values())
