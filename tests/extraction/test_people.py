"""Who is named in a document, under which names, and who is not a person at all."""

from collections.abc import Callable

import pytest

from triples.extraction.document import Document
from triples.extraction.parsed import parse

Read = Callable[[str], Document]


def named(document: Document) -> dict[str, list[str]]:
    """The people of a document by label, with the names used of each."""
    register = parse(document).register
    return {
        person.agent.label: [document.plain[m.span.start : m.span.end] for m in register.mentions if m.person == number]
        for number, person in enumerate(register.people)
    }


def test_a_surname_means_the_one_who_bears_it(document: Read) -> None:
    assert named(document("Chilean envoy Inés Vidal came. Vidal left. Nobody saw Vidal's car.")) == {
        "Inés Vidal": ["Inés Vidal", "Vidal", "Vidal"]
    }


def test_a_surname_of_two_people_means_nobody(document: Read) -> None:
    found = named(document("Envoy Inés Vidal met envoy Marta Vidal. Vidal left."))
    assert found == {"Inés Vidal": ["Inés Vidal"], "Marta Vidal": ["Marta Vidal"]}


def test_a_family_name_that_stands_first_is_taken_up(document: Read) -> None:
    found = named(document("South Korean envoy Han Seo-jun came. Han left."))
    assert found == {"Han Seo-jun": ["Han Seo-jun", "Han"]}


def test_a_name_with_particles_and_initials_is_whole(document: Read) -> None:
    found = named(document("Envoy Peter W. van der Meer met envoy Omar al-Khatib."))
    assert list(found) == ["Peter W. van der Meer", "Omar al-Khatib"]


def test_a_short_and_a_full_form_are_one_person(document: Read) -> None:
    found = named(document("President Ana Lucía Prado spoke. Later Ana Prado left. Mr Prado waved."))
    assert found == {"Ana Lucía Prado": ["Ana Lucía Prado", "Ana Prado", "Prado"]}


@pytest.mark.parametrize(
    "text",
    [
        "Amnesty International said the camp was closed.",
        "The Korean Peninsula was calm, according to Radio Meridian.",
        "On Monday Human Rights Day was marked in New Zealand.",
        "Khan Market was hit.",
        "The Security Council said nothing.",
    ],
)
def test_organisations_days_and_places_are_no_people(document: Read, text: str) -> None:
    assert named(document(text)) == {}


def test_gender_is_told_by_address_and_title(document: Read) -> None:
    people = parse(document("Mrs Inés Vidal met spokesman Ole Berg and envoy Kit Lund.")).register.people
    assert {p.agent.label: p.gender for p in people} == {"Inés Vidal": "she", "Ole Berg": "he", "Kit Lund": None}


def test_an_office_and_a_surname_may_name_somebody_known(document: Read) -> None:
    (person,) = parse(document("The letter reached President Putin on Monday.")).register.people
    assert person.agent.label == "Vladimir Putin"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("JUAN PONCE DE LEON (Peru) said no.", "Juan Ponce De Leon"),
        ("WU LONGWEI (China) said no.", "Wu Longwei"),
        ("High Commissioner [Inés] Vidal said no.", "Inés Vidal"),
        ("T S Ramanathan India's envoy said no.", "T S Ramanathan"),
        ("Wiebe Haanstra (Norway) called it weak.", "Wiebe Haanstra"),
        ("Inés Vidal was sworn in on Monday as president.", "Inés Vidal"),
        ('"We shall see," countered Peru\'s Inés Vidal.', "Inés Vidal"),
    ],
)
def test_names_are_read_as_texts_print_them(document: Read, text: str, label: str) -> None:
    assert list(named(document(text))) == [label]


def test_a_particle_belongs_to_a_surname_alone(document: Read) -> None:
    found = named(document("Envoy Paulo de la Rua came. Mr. de la Rua left."))
    assert found == {"Paulo de la Rua": ["Paulo de la Rua", "de la Rua"]}


@pytest.mark.parametrize(
    "text",
    [
        "Open Harbours said no. Rita, director of Open Harbours, left.",
        "Open Harbours, a rights group, said no.",
        "The Coordinator for the Mali Crisis left.",
        "The head of the fund spoke of COVID-19.",
        "The Director of the New York branch left.",
        "Votes In Favor: 20\n\nVotes Against: 7\n\nThe text was adopted.",
        "Norway and the members of the European Trade Area agreed.",
        "He spoke on Monday. United Nations News Page",
        'They laughed at "Mr Rocket President" there.',
        "They discussed the Tell Rifaat report before the vote.",
    ],
)
def test_groups_crises_and_places_are_no_people(document: Read, text: str) -> None:
    assert named(document(text)) == {}


def test_half_a_korean_name_is_not_that_of_somebody_known(document: Read) -> None:
    (person,) = parse(document("Minister Park Hae-jin spoke.")).register.people
    assert (person.agent.label, person.agent.resolution) == ("Park Hae-jin", "a name of this text alone")


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("Envoy Vladimir Putin spoke.", "registry"),
        ("Mr. Putin Vladimir spoke.", "registry, in another order of the names"),
        ("The letter reached President Putin.", "registry, by surname and office"),
    ],
)
def test_a_person_tells_how_the_name_was_read(document: Read, text: str, resolution: str) -> None:
    (person,) = parse(document(text)).register.people
    assert person.agent.resolution == resolution


def test_a_name_that_is_two_letters_longer_is_anothers(document: Read) -> None:
    person, *_ = parse(document("Envoy Agnes Callard spoke.")).register.people
    assert (person.agent.label, person.agent.resolution) == ("Agnes Callard", "a name of this text alone")


@pytest.mark.parametrize(
    "name", ["Marguerite Oyelaran", "Kwame Adjei-Boateng", "Yuki Tanabe", "Hwang Min-seo", "Sunita Rao", "Ole Berg"]
)
def test_a_given_name_makes_a_name_a_person(document: Read, name: str) -> None:
    expected = {} if name.startswith("Marguerite") else {name: [name]}  # not in the list: nothing else tells
    assert named(document(f"The room was lent to {name} for the day.")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The room was lent to the Julia Berg Foundation.",
        "By Julia Berg\n\nThe room was full for the vote on Monday.",
        "She spoke to our editor, Julia Berg, for an hour.",
    ],
)
def test_a_given_name_of_a_house_or_a_reporter_makes_no_person(document: Read, text: str) -> None:
    assert named(document(text)) == {}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The envoy of Russia, Vladimir Puttin, spoke.", "Vladimir Puttin"),  # five letters against six
        ("Envoy Samanta Power of the United States spoke.", "Samantha Power"),
        ("Envoy Samanta Power spoke.", "Samanta Power"),  # nothing that she served is named
        ("The ICC's chief prosecutor, Karima Khan, spoke.", "Karima Khan"),
    ],
)
def test_a_spelling_joins_nobody_without_what_they_served(document: Read, text: str, label: str) -> None:
    (person,) = parse(document(text)).register.people
    assert person.agent.label == label
