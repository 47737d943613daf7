"""Roll calls of the General Assembly: days that are bounds, states at their time, what is left out."""

from datetime import date
from pathlib import Path

from triples.votes import RollCall, Tally, Voter, read, recognise

from .conftest import Reader


def choices(called: RollCall) -> dict[str, str]:
    return {cast.voter.slug: cast.choice for cast in called.ballots}


def test_the_day_is_certain_from_the_58th_session_on(un_votes: dict[str, RollCall]) -> None:
    called = un_votes["roll call 4604"]
    assert (called.first, called.last, called.dated) == (date(2005, 12, 16), date(2005, 12, 16), None)


def test_before_that_the_month_bounds_the_day(un_votes: dict[str, RollCall]) -> None:
    called = un_votes["roll call 7"]
    assert (called.first, called.last, called.dated) == (date(1961, 4, 1), date(1961, 4, 30), "1961-04-07")


def test_a_year_outside_the_session_leaves_both_open(un_votes: dict[str, RollCall]) -> None:
    called = un_votes["roll call 961"]
    assert (called.first, called.last) == (date(1966, 12, 1), date(1968, 9, 30))


def test_states_are_themselves_at_their_time(un_votes: dict[str, RollCall]) -> None:
    assert choices(un_votes["roll call 7"]) == {
        "soviet-union": "against",
        "china": "for",
        "united-arab-republic": "abstain",
    }
    assert choices(un_votes["roll call 9"]) == {"france": "for", "yugoslavia": "against", "tanganyika": "for"}
    assert choices(un_votes["roll call 4604"])["serbia-and-montenegro"] == "for"


def test_a_state_without_a_code_votes_under_its_name(un_votes: dict[str, RollCall]) -> None:
    assert Voter("tanganyika", "tanganyika") in [cast.voter for cast in un_votes["roll call 9"].ballots]


def test_what_was_voted_on_is_told_as_far_as_the_table_is_sure(un_votes: dict[str, RollCall]) -> None:
    told = [(un_votes[f"roll call {number}"].kind, un_votes[f"roll call {number}"].symbol) for number in (7, 9, 4604)]
    assert told == [("amendment", None), ("paragraph", None), (None, "A/RES/60/173")]


def test_issues_that_are_known_are_read(un_votes: dict[str, RollCall]) -> None:
    assert un_votes["roll call 4604"].issues == ("HumanRightsIssue",)
    assert un_votes["roll call 7"].issues == ("ColonialismIssue",)


def test_each_row_that_cannot_be_read_is_told_once(entries: Reader) -> None:
    told: list[str] = []
    entries("un_votes.csv", "un_roll_calls.csv", told=told)
    assert [line.partition("un_votes.csv, ")[2] for line in told] == [
        "line 5: germany had no seat in the General Assembly between 1961-04-01 and 1961-04-30; left out",
        "line 14: yugoslavia has voted 'against' in this roll call already; left out",
        "line 15: no state is known as Atlantis; left out",
        "line 16: 'perhaps' is no way to vote; this table knows yes, no, abstain, absent; left out",
        "line 17: there is no roll call 99 among the roll calls; its rows are left out",
    ]


def test_totals_and_absence_are_read_where_the_table_has_them(entries: Reader) -> None:
    ninth, named = entries("ga_rollcall_votes.csv", "ga_rollcalls.csv")
    assert isinstance(ninth, RollCall)
    assert isinstance(named, RollCall)
    assert (ninth.tally, named.tally) == (Tally(None, 1, 0), Tally(2, 2, 1))
    assert choices(named)["somalia"] == "absent"


def test_a_state_that_was_no_member_was_not_absent(entries: Reader) -> None:
    ninth = entries("ga_rollcall_votes.csv", "ga_rollcalls.csv")[0]
    assert isinstance(ninth, RollCall)
    assert "syria" in choices(ninth)  # again a member from October 1961


def test_where_a_later_member_votes_the_month_is_wrong_too(tmp_path: Path) -> None:
    calls, votes = tmp_path / "calls.csv", tmp_path / "votes.csv"
    head = "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
    calls.write_text(head + "1110,25,0,1970-09-01,,0,0,LATE,On a late vote\n", encoding="utf-8")
    votes.write_text("rcid,country,country_code,vote\n1110,Fiji,FJ,yes\n1110,France,FR,no\n", encoding="utf-8")
    (called,) = read(recognise([calls, votes]), True, print)
    assert isinstance(called, RollCall)
    assert choices(called) == {"fiji": "for", "france": "against"}
    assert (called.first, called.last) == (date(1970, 9, 1), date(1971, 9, 30))
