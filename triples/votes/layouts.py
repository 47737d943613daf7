"""The voting tables that are known: by which columns each is recognised, what it holds, who made it, on what terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file. A header that holds all `columns` is of this kind; of several, the one with most columns."""

    name: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read, in this order; an optional one that is missing reads as empty."""
        return (*self.columns, *self.optional)


@dataclass(frozen=True, slots=True)
class Collection:
    """Files that belong together, published as one graph `graph/votes/<name>`, and what is to be said of them."""

    name: str
    title: str
    publisher: str
    rights: str
    url: str
    citation: str
    needed: tuple[Layout, ...]
    helpful: tuple[Layout, ...] = ()

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """All kinds of file that it may hold."""
        return self.needed + self.helpful


_LIBRARY = "Dag Hammarskjöld Library, United Nations"
_LIBRARY_TERMS = "Copyright, United Nations; non-commercial use with attribution"
_ROLL_CALL = ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr")
_COMMON = (
    *("undl_id", "ms_code", "ms_name", "ms_vote", "date", "resolution", "draft", "meeting", "subjects", "vote_note"),
    *("total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms", "undl_link"),
)

LIBRARY_ASSEMBLY = Layout(
    "General Assembly voting data of the United Nations Digital Library",
    (*_COMMON, "session", "committee_report", "title", "agenda_title"),
)
LIBRARY_COUNCIL = Layout(
    "Security Council voting data of the United Nations Digital Library",
    (*_COMMON, "permanent_member", "description", "agenda", "modality"),
)
UN_VOTES = Layout("un_votes (who voted how, by country)", ("rcid", "country", "country_code", "vote"))
UN_ROLL_CALLS = Layout("un_roll_calls (what was voted on)", _ROLL_CALL)
UN_ISSUES = Layout("un_roll_call_issues (issues of roll calls)", ("rcid", "short_name", "issue"))
GA_VOTES = Layout("ga_rollcall_votes (who voted how, by state code)", ("rcid", "cow_code", "iso3", "vote"))
GA_ROLL_CALLS = Layout(
    "ga_rollcalls (what was voted on, with totals)",
    (*_ROLL_CALL, "yes", "no", "abstain", "me", "nu", "di", "hr", "co", "ec"),
)
RESOLUTIONS = Layout(
    "resolutions of the Security Council",
    ("resolution", "number", "date", "meeting", "topic", "yes", "no", "abstain", "vote_note"),
    ("undl_voting_record",),
)
VETOES = Layout(
    "vetoes in the list of the Dag Hammarskjöld Library",
    ("date", "draft", "meeting_record", "agenda_item", "vetoed_by", "source"),
    ("date_printed",),
)
TOPIC_VETOES = Layout(
    "vetoes in the list of the World Politics Data Lab",
    ("date", "draft", "meeting_record", "agenda_item", "crisis_topic", "region", "vetoed_by", "member_veto1"),
)
MEETINGS = Layout("meetings of the Security Council", ("meeting", "date", "topic", "outcome"))

COLLECTIONS = (
    Collection(
        "library-general-assembly",
        "United Nations General Assembly Voting Data",
        _LIBRARY,
        _LIBRARY_TERMS,
        "https://digitallibrary.un.org/record/4060887",
        "United Nations Dag Hammarskjöld Library, General Assembly Voting Data, United Nations",
        (LIBRARY_ASSEMBLY,),
    ),
    Collection(
        "library-security-council",
        "United Nations Security Council Voting Data",
        _LIBRARY,
        _LIBRARY_TERMS,
        "https://digitallibrary.un.org/record/4055387",
        "United Nations Dag Hammarskjöld Library, Security Council Voting Data, United Nations",
        (LIBRARY_COUNCIL,),
    ),
    Collection(
        "unvotes",
        "Roll calls of the General Assembly as the R package unvotes gives them",
        "Erik Voeten, Anton Strezhnev, Michael Bailey; David Robinson",
        "CC0 1.0 (data), MIT (package)",
        "https://github.com/dgrtwo/unvotes",
        "Erik Voeten, Data and Analyses of Voting in the UN General Assembly (2013), SSRN 2111149",
        (UN_VOTES, UN_ROLL_CALLS),
        (UN_ISSUES,),
    ),
    Collection(
        "general-assembly-roll-calls",
        "United Nations General Assembly Voting Data, with totals and members that were absent",
        "Erik Voeten, Anton Strezhnev, Michael Bailey",
        "CC0 1.0",
        "https://doi.org/10.7910/DVN/LEJUQZ",
        "Erik Voeten, Data and Analyses of Voting in the UN General Assembly (2013), SSRN 2111149",
        (GA_VOTES, GA_ROLL_CALLS),
    ),
    Collection(
        "security-council-resolutions",
        "Resolutions of the Security Council and how they were adopted",
        _LIBRARY,
        _LIBRARY_TERMS,
        "https://research.un.org/en/docs/sc/quick",
        "Dag Hammarskjöld Library, Security Council: quick links, United Nations",
        (RESOLUTIONS,),
    ),
    Collection(
        "vetoes-library",
        "Vetoes in the Security Council, list of the Dag Hammarskjöld Library",
        _LIBRARY,
        _LIBRARY_TERMS,
        "https://research.un.org/en/docs/sc/quick/veto",
        "Dag Hammarskjöld Library, Security Council: veto list, United Nations",
        (VETOES,),
    ),
    Collection(
        "vetoes-by-topic",
        "Vetoes in the Security Council, list of the World Politics Data Lab",
        "World Politics Data Lab",
        "MIT",
        "https://github.com/world-politics-datalab/vetoes-un-security-council",
        "World Politics Data Lab, Vetoes in the UN Security Council",
        (TOPIC_VETOES,),
    ),
    Collection(
        "security-council-meetings",
        "Meetings of the Security Council",
        _LIBRARY,
        _LIBRARY_TERMS,
        "https://research.un.org/en/docs/sc/quick/meetings",
        "Dag Hammarskjöld Library, Security Council: meetings and outcomes, United Nations",
        (MEETINGS,),
    ),
)
