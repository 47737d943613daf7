"""The parts of the vocabulary, as its documentation shows them: each class in one, its properties with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Cluster:
    """A part of the vocabulary. `classes` are local names, in the order in which the diagram shows them."""

    slug: str
    title: str
    about: str
    classes: tuple[str, ...]


CLUSTERS: Final = (
    Cluster(
        "bodies",
        "Bodies, states and membership",
        "Who there is, and who sits where. A seat is a node of its own, since it has a kind, a source and bounds in"
        " time; what follows without them is org:memberOf. A name that a state gave up is a node for the same reason.",
        (
            *("Seat", "SeatKind", "State", "MemberState", "ObserverState", "FormerState", "RegionalGroup"),
            *("FormerName", "Body", "PrincipalOrgan", "MainCommittee", "SubsidiaryOrgan", "CommissionOfInquiry"),
            *("SpecializedAgency", "FundOrProgramme", "TreatyBody", "Office", "ExternalBody"),
        ),
    ),
    Cluster(
        "posts",
        "People and posts",
        "The first of the two meanings of position: the post that an official holds. The post exists while nobody holds"
        " it; each time that somebody does is a tenure, whose start and end are each two days, earliest and latest.",
        ("Tenure", "Official", "Post", "RoleType", "Bearing"),
    ),
    Cluster(
        "votes",
        "Meetings, motions and votes",
        "What bodies do. A vote has its counts as the source gives them, and a ballot for each state whose choice is"
        " known; neither is computed from the other, so that they can disagree.",
        (
            *("Ballot", "Choice", "Derivation", "Vote", "VoteKind", "Outcome", "Motion", "Resolution"),
            *("DraftResolution", "Amendment", "ProceduralMotion", "Meeting", "Issue", "VoteAgreement"),
        ),
    ),
    Cluster(
        "stances",
        "Statements, stances and topics",
        "The second meaning of position: where a state, a body or an official stands. A statement is words; a stance is"
        " what they, or a ballot, show about one matter. Topics are concepts with labels and links to UNBIS.",
        ("Stance", "Polarity", "Act", "Statement", "Topic", "Referral", "PositionChange"),
    ),
    Cluster(
        "sources",
        "Sources, evidence and figures",
        "Who says so, and where. Any reported node can have evidence: a passage given by its place and its hash, with"
        " the rule that read it. Figures are numbers that a source gives for a thing, as exact as it gives them.",
        (
            *("Evidence", "Source", "NewsArticle", "PressRelease", "Report", "VotingRecord", "ReferenceTable"),
            *("ReportedFigure", "Qualifier"),
        ),
    ),
    Cluster(
        "reasons",
        "Disagreement, rules and conclusions",
        "What becomes of facts. Sources that differ both stay, each value as a claim; a rule may say which one the"
        " record supports. What follows by a rule names the rule and what it was derived from.",
        ("Discrepancy", "Aspect", "Claim", "Rule", "Conclusion", "CurationDecision"),
    ),
)

# Properties that no domain or hint ties to a class, since they can be said of anything: the cluster that tells of them.
ANYWHERE: Final = "sources"
