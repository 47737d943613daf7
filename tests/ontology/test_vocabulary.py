"""The vocabulary says what it must: core terms, labels, definitions, code lists."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from ontology.files import FOLDER, ONTOLOGY_FILES
from ontology.terms import FOAF, OA, OPENGOV, ORG, PROV, QB, SCHEMA, UN

HEADER = URIRef("https://w3id.org/unkg/ontology")
NS = Namespace("https://w3id.org/unkg/ontology#")
LANGUAGES = {"en", "fr", "es", "ru", "ar", "zh"}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)

SUPERCLASS = [
    (UN.Body, ORG.Organization),
    (UN.PrincipalOrgan, UN.Body),
    (UN.MainCommittee, UN.Body),
    (UN.SubsidiaryOrgan, UN.Body),
    (UN.CommissionOfInquiry, UN.Body),
    (UN.SpecializedAgency, UN.Body),
    (UN.FundOrProgramme, UN.Body),
    (UN.TreatyBody, UN.Body),
    (UN.Office, UN.Body),
    (UN.ExternalBody, UN.Body),
    (UN.State, ORG.Organization),
    (UN.MemberState, UN.State),
    (UN.ObserverState, UN.State),
    (UN.FormerState, UN.State),
    (UN.Official, FOAF.Person),
    (UN.Post, ORG.Post),
    (UN.Tenure, ORG.Membership),
    (UN.Seat, ORG.Membership),
    (UN.Meeting, SCHEMA.Event),
    (UN.Vote, OPENGOV.VoteEvent),
    (UN.Ballot, OPENGOV.Vote),
    (UN.Resolution, UN.Motion),
    (UN.DraftResolution, UN.Motion),
    (UN.Amendment, UN.Motion),
    (UN.ProceduralMotion, UN.Motion),
    (UN.Statement, OPENGOV.Speech),
    (UN.Source, PROV.Entity),
    (UN.NewsArticle, UN.Source),
    (UN.PressRelease, UN.Source),
    (UN.Report, UN.Source),
    (UN.VotingRecord, UN.Source),
    (UN.ReferenceTable, UN.Source),
    (UN.Evidence, OA.SpecificResource),
    (UN.VoteAgreement, QB.Observation),
]
CLASSES_OF_THEIR_OWN = [UN.Motion, UN.Stance, UN.ReportedFigure, UN.Discrepancy, UN.Claim]

# Property, what it is used on, what it points at: None where that is left open on purpose.
OBJECT_PROPERTIES = [
    (UN.inBody, None, UN.Body),
    (UN.representing, UN.Post, ORG.Organization),
    (UN.roleType, UN.Post, UN.RoleType),
    (UN.holder, None, FOAF.Agent),
    (UN.post, UN.Tenure, UN.Post),
    (UN.member, UN.Seat, UN.State),
    (UN.seatKind, UN.Seat, UN.SeatKind),
    (UN.ofBody, UN.Meeting, UN.Body),
    (UN.topic, None, UN.Topic),
    (UN.atMeeting, None, UN.Meeting),
    (UN.onMotion, UN.Vote, UN.Motion),
    (UN.voteKind, UN.Vote, UN.VoteKind),
    (UN.outcome, UN.Vote, UN.Outcome),
    (UN.inVote, UN.Ballot, UN.Vote),
    (UN.castBy, UN.Ballot, UN.State),
    (UN.choice, UN.Ballot, UN.Choice),
    (UN.derivation, None, UN.Derivation),
    (UN.sponsoredBy, UN.Motion, FOAF.Agent),
    (UN.speaker, UN.Statement, FOAF.Agent),
    (UN.onBehalfOf, UN.Statement, ORG.Organization),
    (UN.to, None, FOAF.Agent),
    (UN.polarity, UN.Stance, UN.Polarity),
    (UN.regarding, UN.Stance, None),
    (UN.expressedBy, UN.Stance, None),
    (UN.act, UN.Stance, UN.Act),
    (UN.bearing, None, UN.Bearing),
    (UN.regionalGroup, None, UN.RegionalGroup),
    (UN.qualifier, UN.ReportedFigure, UN.Qualifier),
    (UN.about, None, None),
    (UN.aspect, UN.Discrepancy, UN.Aspect),
    (UN.accordingTo, UN.Discrepancy, UN.Claim),
    (UN.evidence, None, UN.Evidence),
    (UN.reportedIn, None, UN.Source),
]
DATATYPE_PROPERTIES = [
    "attestedOn",
    "date",
    "symbol",
    "closed",
    "tallyFor",
    "tallyAgainst",
    "tallyAbstain",
    "tallyNotVoting",
    "quantity",
    "unit",
    "startText",
    "startEarliest",
    "startLatest",
    "endText",
    "endEarliest",
    "endLatest",
    "dateText",
    "dateEarliest",
    "dateLatest",
    "iso3",
    "iso2",
    "m49",
    "admittedOn",
    "capitalName",
    "demonym",
    "officialName",
    "title",
    "quoted",
    "verb",
    "rule",
    "confidence",
    "passageHash",
    "extractorVersion",
    "value",
    "rejectedBecause",
]
CODES = {
    "Choice": {"For", "Against", "Abstain", "NotVoting"},
    "Polarity": {"Supports", "Opposes"},
    "SeatKind": {"Permanent", "Elected", "Full", "Observer"},
    "Outcome": {"Adopted", "Rejected"},
    "Derivation": {"Stated", "ByElimination"},
    "Act": {"Request", "Sponsorship", "Word"},
    "Bearing": {"Current", "Former", "Incoming"},
    "Qualifier": {"Approximately", "AtLeast", "UpTo", "MoreThan"},
}
CODE_CLASSES = [*CODES, "VoteKind", "RegionalGroup", "Aspect", "RoleType"]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for file in ONTOLOGY_FILES:
        graph.parse(file)
    return graph


def own_terms(ontology: Graph) -> list[URIRef]:
    return sorted({s for s in ontology.subjects() if isinstance(s, URIRef) and s in NS})


def english(ontology: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return [str(o) for o in ontology.objects(term, predicate) if o.language == "en"]


@pytest.mark.parametrize(("term", "superclass"), SUPERCLASS, ids=lambda term: term.value)
def test_a_core_class_has_its_superclass(ontology: Graph, term: object, superclass: object) -> None:
    assert (URIRef(term.value), RDF.type, OWL.Class) in ontology  # type: ignore[attr-defined]
    assert (URIRef(term.value), RDFS.subClassOf, URIRef(superclass.value)) in ontology  # type: ignore[attr-defined]


@pytest.mark.parametrize("term", CLASSES_OF_THEIR_OWN, ids=lambda term: term.value)
def test_a_class_without_a_model_elsewhere_exists(ontology: Graph, term: object) -> None:
    assert (URIRef(term.value), RDF.type, OWL.Class) in ontology  # type: ignore[attr-defined]


@pytest.mark.parametrize(("term", "domain", "range_"), OBJECT_PROPERTIES, ids=lambda term: getattr(term, "value", "-"))
def test_a_core_relation_has_its_domain_and_range(
    ontology: Graph, term: object, domain: object, range_: object
) -> None:
    relation = URIRef(term.value)  # type: ignore[attr-defined]
    assert (relation, RDF.type, OWL.ObjectProperty) in ontology
    for predicate, expected in ((RDFS.domain, domain), (RDFS.range, range_)):
        wanted = [] if expected is None else [URIRef(expected.value)]  # type: ignore[attr-defined]
        assert list(ontology.objects(relation, predicate)) == wanted


@pytest.mark.parametrize("name", DATATYPE_PROPERTIES)
def test_a_core_attribute_exists(ontology: Graph, name: str) -> None:
    assert (NS[name], RDF.type, OWL.DatatypeProperty) in ontology


@pytest.mark.parametrize("name", CODE_CLASSES)
def test_a_code_list_holds_its_codes_in_one_scheme(ontology: Graph, name: str) -> None:
    members = set(ontology.subjects(RDF.type, NS[name]))
    assert members == set(ontology.subjects(SKOS.inScheme, NS[f"{name}List"]))
    assert {str(member).removeprefix(NS) for member in members} >= CODES.get(name, set())
    assert len(members) >= 2


@pytest.mark.parametrize("name", CODE_CLASSES)
def test_codes_and_their_lists_are_labelled_in_the_six_languages(ontology: Graph, name: str) -> None:
    labelled = [NS[f"{name}List"], *ontology.subjects(RDF.type, NS[name])]
    for term in labelled:
        labels = list(ontology.objects(term, SKOS.prefLabel))
        assert {label.language for label in labels} == LANGUAGES, term
        assert len(labels) == len(LANGUAGES), term


def test_no_two_codes_of_a_list_share_a_label(ontology: Graph) -> None:
    for name in CODE_CLASSES:
        labels = [o for s in ontology.subjects(RDF.type, NS[name]) for o in ontology.objects(s, SKOS.prefLabel)]
        assert len(labels) == len(set(labels)), name


def test_every_class_is_labelled_in_the_six_languages(ontology: Graph) -> None:
    for term in set(ontology.subjects(RDF.type, OWL.Class)) & set(own_terms(ontology)):
        assert {label.language for label in ontology.objects(term, RDFS.label)} == LANGUAGES, term


def test_every_term_has_one_english_label_one_definition_and_says_where_it_is_defined(ontology: Graph) -> None:
    for term in own_terms(ontology):
        labels = english(ontology, term, RDFS.label) + english(ontology, term, SKOS.prefLabel)
        assert len(labels) == 1, term
        (definition,) = english(ontology, term, SKOS.definition)
        assert definition.endswith("."), term
        assert (term, RDFS.isDefinedBy, HEADER) in ontology, term


def test_definitions_are_not_repeated(ontology: Graph) -> None:
    definitions = [d for term in own_terms(ontology) for d in english(ontology, term, SKOS.definition)]
    assert len(definitions) == len(set(definitions))


def test_every_property_is_of_one_kind_and_begins_with_a_small_letter(ontology: Graph) -> None:
    for term in own_terms(ontology):
        kinds = [kind for kind in PROPERTY_KINDS if (term, RDF.type, kind) in ontology]
        assert len(kinds) == int(str(term).removeprefix(NS)[0].islower()), term


def test_the_header_gives_version_and_licence(ontology: Graph) -> None:
    (version,) = ontology.objects(HEADER, OWL.versionInfo)
    assert list(ontology.objects(HEADER, OWL.versionIRI)) == [URIRef(f"{HEADER}/{version}")]
    licence = URIRef("http://purl.org/dc/terms/license")
    assert list(ontology.objects(HEADER, licence)) == [URIRef("https://creativecommons.org/licenses/by/4.0/")]


def test_the_list_of_changes_names_the_version(ontology: Graph, root: Path) -> None:
    (version,) = ontology.objects(HEADER, OWL.versionInfo)
    assert f"vocabulary {version}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "namespace",
    ["org:", "foaf:", "prov:", "skos:", "oa:", "schema:", "dcterms:", "opengov:"],
)
def test_the_alignments_reach_each_vocabulary(namespace: str) -> None:
    text = (FOLDER / "alignments.ttl").read_text(encoding="utf-8")
    assert re.search(rf"^un:.*[ ,]{namespace}\w+", text, flags=re.MULTILINE)
