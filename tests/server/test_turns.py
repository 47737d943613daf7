"""Whose turn it is, without any process."""

from __future__ import annotations

import socket

import pytest

from server.engine import turns
from server.engine.tallies import Tallies
from server.engine.turns import Limits, Turn, Turns, Worker
from server.problems import Problem


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Two workers, one in the lane, four places in the queue; no need to wait before the lane is tried."""
    monkeypatch.setattr(turns, "_MOMENT", -1.0)
    return Turns(Limits(workers=2, queue=4, memory=1), Tallies())


def worker(by: str, light: bool = False) -> Worker:
    return Worker(socket.socket(), 0, light, by)


def queued(given: Turns, by: str, may_try: bool = True) -> Turn:
    turn = given.take(by, may_try)
    assert isinstance(turn, Turn)
    return turn


def test_workers_come_first_then_the_queue_then_the_refusal(two: Turns) -> None:
    assert [two.take("a", True), two.take("a", True)] == [None, None]
    for _ in range(4):
        assert not queued(two, "a").brings.done()
    with pytest.raises(Problem) as caught:
        two.take("a", True)
    assert caught.value.status == 429


def test_a_worker_that_is_done_goes_to_the_next_or_waits(two: Turns) -> None:
    two.take("a", True)
    two.take("a", True)
    turn, free = queued(two, "a"), worker("a")
    two.release(free)
    assert turn.brings.result() is free
    two.release(free)
    assert two.idle == [free]
    assert two.take("b", True) is free
    assert free.by == "b"
    free.socket.close()


def test_who_has_nothing_at_work_is_next(two: Turns) -> None:
    two.take("greedy", True)
    two.take("greedy", True)
    first, second = queued(two, "greedy"), queued(two, "modest")
    two.forget(False, "greedy")
    assert second.brings.done()
    assert not first.brings.done()


def test_who_has_most_in_a_full_queue_makes_room(two: Turns) -> None:
    two.take("greedy", True)
    two.take("greedy", True)
    greedy = [queued(two, "greedy") for _ in range(4)]
    modest = queued(two, "modest")
    assert [turn.brings.done() for turn in greedy] == [False, False, False, True]
    with pytest.raises(Problem):
        greedy[-1].brings.result()
    assert not modest.brings.done()
    two.give_back(greedy[-1])


def test_the_lane_stays_closed_while_workers_come_free(two: Turns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_MOMENT", 60.0)
    two.take("a", True)
    two.take("a", True)
    turn = queued(two, "a")
    two.forget(False, "a")
    two.open_lane()
    assert turn.brings.result() is None
    assert not turn.light


def test_the_lane_is_for_those_who_have_not_tried_it(two: Turns) -> None:
    two.take("a", True)
    two.take("a", True)
    tried, fresh, later = queued(two, "a", may_try=False), queued(two, "a"), queued(two, "a")
    two.open_lane()
    assert [turn.brings.done() for turn in (tried, fresh, later)] == [False, True, False]
    assert fresh.light
    light = worker("a", light=True)
    two.release(light)
    assert later.brings.result() is light
    two.release(light)
    assert light.socket.fileno() == -1
    assert not tried.brings.done()


def test_who_leaves_passes_on_what_came(two: Turns) -> None:
    two.take("a", True)
    two.take("a", True)
    left, came = queued(two, "a"), queued(two, "a")
    two.give_back(left)
    two.forget(False, "a")
    assert came.brings.result() is None
    two.give_back(came)
    assert two.take("b", True) is None


def test_a_turn_that_comes_too_late_is_refused(two: Turns) -> None:
    two.take("a", True)
    two.take("a", True)
    with pytest.raises(Problem) as caught:
        two.late(queued(two, "a"))
    assert caught.value.status == 429
