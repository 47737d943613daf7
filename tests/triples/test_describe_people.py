"""Posts, statements, stances and figures as triples."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ontology.terms import RDF, RDFS, UN
from triples.describing.roles import role
from triples.facts import Agent, Figure, Post, Stance, Statement, When
from triples.iris import thing
from triples.registry import PostTerm, TenureTerm

PERMANENT = "permanent representative to the united nations"


def post(world: Any, official: Agent, title: str, **more: Any) -> Post:
    return Post(**world.shared("p"), official=official, title=title, **{"for_": world.norland, **more})


def statement(world: Any, **more: Any) -> Statement:
    given = {"speaker": world.mira, "for_": world.norland, "quote": True, "verb": "say"}
    return Statement(**world.shared("s", 0, 33), **{**given, **more})


def stance(world: Any, **more: Any) -> Stance:
    given = {"holder": world.norland, "polarity": "opposes", "matter": "fishing rights", "act": "word"}
    return Stance(**world.shared("st", 10, 20), **{**given, **more})


def test_an_official_holds_a_post_through_a_tenure(world: Any) -> None:
    report = world.report(post(world, world.mira, "UN ambassador"))
    (tenure,) = report.of_class(UN.Tenure)
    (office,) = report.of_class(UN.Post)
    assert office == thing("post", "permanent-representative-to-the-united-nations-norland")
    assert tenure == thing("tenure", "mira-okafor-permanent-representative-to-the-united-nations-norland")
    assert report.values(tenure, UN.holder) == {"mira-okafor"}
    assert report.values(tenure, UN.title) == {"UN ambassador"}
    assert report.values(tenure, UN.attestedOn) == {"2020-05-04"}
    assert report.values(tenure, UN.bearing) == {"Current"}
    assert report.values(office, UN.representing) == {"norland"}
    assert report.values(office, UN.roleType) == {"PermanentRepresentative"}
    assert report.of_class(UN.Official) == [thing("official", "mira-okafor")]


def test_a_title_that_runs_on_is_cut_as_no_sentence_of_an_article_is_published(world: Any) -> None:
    title = "led the long inquiry into the sinking of two ferries in the strait"
    report = world.report(post(world, world.mira, title, for_=world.council))
    (tenure,) = report.of_class(UN.Tenure)
    assert report.values(tenure, UN.title) == {"led the long inquiry into the sinking …"}
    assert report.values(tenure, UN.post) == {"chair-harbour-council"}


def test_a_former_holder_is_not_attested_on_the_day(world: Any) -> None:
    report = world.report(post(world, world.mira, "UN ambassador", bearing="former"))
    (tenure,) = report.of_class(UN.Tenure)
    assert report.values(tenure, UN.attestedOn) == set()
    assert report.values(tenure, UN.bearing) == {"Former"}


def test_a_tenure_tells_since_and_until_when_as_the_article_writes_it(world: Any) -> None:
    term = {"since": When("May 2008", date(2008, 5, 1), date(2008, 5, 31)), "until": When("2012")}
    for bearing, until in (("former", {"2012"}), ("current", set())):
        report = world.report(post(world, world.mira, "UN ambassador", bearing=bearing, **term))
        (tenure,) = report.of_class(UN.Tenure)
        assert report.values(tenure, UN.startText) == {"May 2008"}
        assert report.values(tenure, UN.endText) == until


def test_a_post_of_the_register_keeps_its_address_whatever_body_the_report_names(world: Any) -> None:
    elsewhere = Agent("body", "United Harbours", thing("body", "United Harbours").value)
    report = world.report(post(world, world.jon, "special rapporteur for ports", for_=elsewhere))
    assert report.of_class(UN.Post) == [thing("post", "special-rapporteur-on-harbours-harbour-council")]


def test_a_post_that_serves_nobody_known_has_its_title_alone(world: Any) -> None:
    report = world.report(post(world, world.mira, "special envoy for the strait", for_=None))
    assert report.of_class(UN.Post) == [thing("post", "special-envoy-for-the-strait")]


@pytest.mark.parametrize(
    ("title", "served", "code", "name"),
    [
        ("Permanent Representative", "state", UN.PermanentRepresentative, PERMANENT),
        ("ambassador to the UN", "state", UN.PermanentRepresentative, PERMANENT),
        ("U.N. envoy", "state", UN.PermanentRepresentative, PERMANENT),
        ("deputy ambassador", "state", UN.DeputyPermanentRepresentative, f"deputy {PERMANENT}"),
        ("ambassador", "state", UN.Ambassador, "ambassador"),
        ("Ambassador to Sudland", "state", UN.Ambassador, "ambassador to sudland"),
        ("Foreign Ministry spokeswoman", "state", UN.Spokesperson, "foreign ministry spokesperson"),
        ("spokesman for the foreign ministry", "state", UN.Spokesperson, "foreign ministry spokesperson"),
        ("spokesman", "body", UN.Spokesperson, "spokesperson"),
        ("Foreign Minister", "state", UN.ForeignMinister, "foreign minister"),
        ("deputy foreign minister", "state", UN.DeputyMinister, "deputy foreign minister"),
        ("prime minister", "state", UN.HeadOfGovernment, "prime minister"),
        ("President", "state", UN.HeadOfState, "president"),
        ("president", "body", UN.PresidentOfBody, "president"),
        ("human rights chief", "body", UN.HighCommissioner, "high commissioner for human rights"),
        ("High Commissioner for Human Rights", "body", UN.HighCommissioner, "high commissioner for human rights"),
        ("Secretary-General", "body", UN.SecretaryGeneral, "secretary general"),
        ("Assistant Secretary-General", "body", UN.AssistantSecretaryGeneral, "assistant secretary general"),
        ("chairwoman", "body", UN.Chair, "chair"),
        ("led the inquiry", "body", UN.Chair, "chair"),
        ("led the mission", "body", UN.OfficialRole, "led the mission"),
        ("political counsellor", "state", UN.Diplomat, "political counsellor"),
        ("UN delegate", "state", UN.Delegate, "un delegate"),
        ("harbour master", "body", UN.OfficialRole, "harbour master"),
    ],
)  # fmt: skip
def test_a_title_tells_the_kind_of_office_and_the_name_of_the_post(
    title: str, served: Any, code: Any, name: str
) -> None:
    found = role(title, served)
    assert (found.type, found.name) == (code, name)


def test_a_statement_has_speaker_side_and_whether_it_is_quoted_but_not_its_words(world: Any) -> None:
    report = world.report(statement(world))
    (node,) = report.of_class(UN.Statement)
    assert node == thing("statement", "gazette-0-33-mira-okafor")
    assert report.values(node, UN.speaker) == {"mira-okafor"}
    assert report.values(node, UN.onBehalfOf) == {"norland"}
    assert report.values(node, UN.quoted) == {"true"}
    assert report.values(node, UN.verb) == {"say"}


def test_an_unnamed_representative_speaks_for_a_state_without_a_speaker(world: Any) -> None:
    report = world.report(statement(world, speaker=None, quote=False))
    (node,) = report.of_class(UN.Statement)
    assert report.values(node, UN.speaker) == set()
    assert report.values(node, UN.onBehalfOf) == {"norland"}


def test_two_states_that_say_one_sentence_make_two_statements(world: Any) -> None:
    one = statement(world, speaker=None)
    other = Statement(**world.shared("s2"), speaker=None, for_=world.sudland, quote=False)
    assert len(world.report(one, other).of_class(UN.Statement)) == 2


def test_a_person_whose_post_is_not_told_is_no_official(world: Any) -> None:
    report = world.report(statement(world, for_=None))
    person = thing("official", "mira-okafor")
    assert report.values(person, RDF.type) == {"Person"}
    assert report.values(person, RDFS.label) == {"Mira Okafor"}


def test_what_reference_data_describe_is_not_described_again(world: Any) -> None:
    report = world.report(statement(world))
    assert report.values(thing("state", "norland"), RDF.type) == set()


def test_a_stance_has_holder_side_matter_and_act(world: Any) -> None:
    report = world.report(stance(world))
    (node,) = report.of_class(UN.Stance)
    assert report.values(node, UN.holder) == {"norland"}
    assert report.values(node, UN.polarity) == {"Opposes"}
    assert report.values(node, UN.regarding) == {"gazette-fishing-rights"}
    assert report.values(node, UN.act) == {"Word"}


def test_a_stance_is_expressed_by_the_holders_own_statement_in_the_same_passage(world: Any) -> None:
    said = statement(world)
    shown = world.report(said, stance(world))
    assert shown.values(shown.of_class(UN.Stance)[0], UN.expressedBy) == {"gazette-0-33-mira-okafor"}
    others = world.report(said, stance(world, holder=world.sudland))
    assert others.values(others.of_class(UN.Stance)[0], UN.expressedBy) == set()
    elsewhere = statement(world)
    object.__setattr__(elsewhere, "evidence", world.shared("x", 20, 33)["evidence"])
    apart = world.report(elsewhere, stance(world))
    assert apart.values(apart.of_class(UN.Stance)[0], UN.expressedBy) == set()


@pytest.mark.parametrize(
    ("phrase", "topic"),
    [
        ("human rights in North Korea", "human-rights-in-the-dprk"),
        ("the DPRK's human rights record", "human-rights-in-the-dprk"),
        ("referring North Korea to the ICC", "dprk-referral-to-the-icc"),
        ("fishing rights off Norland", "fishing-rights-off-norland"),
        ("One two three four five six seven eight nine", "one-two-three-four-five-six-seven"),
        ("fishing rights", "gazette-fishing-rights"),
        ("its own draft resolution", "gazette-its-own-draft-resolution"),
    ],
)
def test_a_known_matter_has_one_address_as_has_one_with_a_name_and_others_are_the_sources_own(
    world: Any, phrase: str, topic: str
) -> None:
    report = world.report(stance(world, matter=phrase))
    assert report.values(report.of_class(UN.Stance)[0], UN.regarding) == {topic}
    assert report.values(thing("topic", topic), RDF.type) <= {"Topic", "Referral"}


def test_the_draft_is_the_motion_that_the_article_tells_one_vote_on(world: Any) -> None:
    told = world.tally(motion="resolution")
    report = world.report(told, stance(world, matter="the draft resolution"))
    (motion,) = report.of_class(UN.DraftResolution)
    assert report.values(report.of_class(UN.Stance)[0], UN.regarding) == {motion.value.rpartition("/")[2]}
    assert report.of_class(UN.Topic) == []


@pytest.mark.parametrize("matter", ["amendment", "resolution on fishing", "dialogue"])
def test_what_names_another_kind_of_text_or_a_matter_is_not_that_motion(world: Any, matter: str) -> None:
    report = world.report(world.tally(motion="resolution"), stance(world, matter=matter))
    (regarding,) = report.values(report.of_class(UN.Stance)[0], UN.regarding)
    assert regarding.startswith("gazette-")


def test_of_two_votes_on_drafts_neither_is_taken(world: Any) -> None:
    votes = (world.tally(motion="resolution"), world.tally("u", motion="resolution", for_=6))
    report = world.report(*votes, stance(world, matter="draft"))
    assert report.values(report.of_class(UN.Stance)[0], UN.regarding) == {"gazette-draft"}


def test_without_a_vote_the_resolution_is_on_what_the_title_is_about(world: Any) -> None:
    report = world.report(stance(world, matter="new resolution"), title="Peacekeeping in the harbour")
    assert report.values(report.of_class(UN.Stance)[0], UN.regarding) == {"peacekeeping"}


def test_a_figure_has_its_number_unit_and_limits(world: Any) -> None:
    figure = Figure(**world.shared("f"), value=372.0, unit="page", qualifier="up to", about="harbour plan")
    report = world.report(figure)
    (node,) = report.of_class(UN.ReportedFigure)
    assert report.values(node, UN.quantity) == {"372"}
    assert report.values(node, UN.unit) == {"page"}
    assert report.values(node, UN.qualifier) == {"UpTo"}
    assert report.values(node, UN.about) == {"harbour-plan"}


def test_a_figure_about_a_known_report_is_about_that_report_where_the_article_is_on_its_matter(world: Any) -> None:
    figure = Figure(**world.shared("f"), value=7, unit="page", qualifier=None, about="UN inquiry")
    world.text = "A report on North Korea. " + world.text
    report = world.report(figure)
    known = "report-of-the-commission-of-inquiry-on-the-dprk"
    assert report.values(report.of_class(UN.ReportedFigure)[0], UN.about) == {known}
    assert report.of_class(UN.Topic) == []
    del world.text
    elsewhere = world.report(figure)
    assert elsewhere.values(elsewhere.of_class(UN.ReportedFigure)[0], UN.about) == {"un-inquiry"}


def known_as(world: Any, official: Agent, *terms: TenureTerm) -> None:
    """Puts tenures into the register."""
    registry = replace(world.registry(), tenures=terms, posts=tuple(PostTerm(t.title, t.served) for t in terms))
    world.registry = lambda: registry


def term(title: str, first: int, last: int) -> TenureTerm:
    start, end = date(first, 1, 1), date(last, 12, 31)
    return TenureTerm("mira-okafor", title, "norland", start, start, end, end)


def test_the_ambassador_is_the_permanent_representative_where_the_register_says_so(world: Any) -> None:
    known_as(world, world.mira, term("Permanent Representative to the United Nations", 2019, 2021))
    report = world.report(post(world, world.mira, "ambassador"))
    (tenure,) = report.of_class(UN.Tenure)
    assert report.values(tenure, UN.post) == {"permanent-representative-to-the-united-nations-norland"}
    assert report.of_class(UN.Post) == []


def test_a_title_for_another_state_is_another_post(world: Any) -> None:
    known_as(world, world.mira, term("Permanent Representative to the United Nations", 2019, 2021))
    report = world.report(post(world, world.mira, "ambassador", for_=world.sudland))
    assert report.of_class(UN.Post) == [thing("post", "ambassador", "sudland")]


def test_of_two_tenures_in_one_post_the_day_tells_which(world: Any) -> None:
    known_as(world, world.mira, term("President", 2001, 2005), term("President", 2019, 2021))
    report = world.report(post(world, world.mira, "president"))
    assert report.of_class(UN.Tenure) == [thing("tenure", "mira-okafor", "president-norland", "2019")]


def test_a_vague_title_names_a_registered_post_only_by_its_words(world: Any) -> None:
    known_as(world, world.mira, term("Supreme Leader", 2011, 2030))
    leader = world.report(post(world, world.mira, "leader"))
    assert leader.values(leader.of_class(UN.Tenure)[0], UN.post) == {"supreme-leader-norland"}
    official = world.report(post(world, world.mira, "senior official"))
    assert official.of_class(UN.Post) == [thing("post", "senior-official-norland")]
