"""For those who run it: is it well, how much does it do, what does it allow."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.engine.tallies import BUCKETS, Tallies
from server.settings import TABLE

if TYPE_CHECKING:
    from conftest import Server

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"


def figures(server: Server) -> dict[tuple[str, ...], float]:
    """Every sample: its name and the values of its labels."""
    reply = server.get("/metrics")
    assert reply.type.startswith("text/plain; version=")
    families = text_string_to_metric_families(reply.text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


@pytest.fixture(scope="module")
def counted(world: Path, start):  # type: ignore[no-untyped-def]
    """A server whose figures only these tests change."""
    with start(store=world, processes=3) as started:
        yield started


def test_queries_of_all_processes_are_counted_by_form_and_outcome(counted: Server) -> None:
    before = figures(counted)
    for _ in range(12):
        counted.query("ASK {}")
    counted.query("SELEC")
    counted.query(ENDLESS, timeout="0.2")
    counted.get("/page/state/china")
    after = figures(counted)
    grown = {
        key: after[key] - before[key] for key in after if key[0] == "unkg_queries_total" and after[key] != before[key]
    }
    assert grown.pop(("unkg_queries_total", "page", "ok")) > 0
    assert grown == {
        ("unkg_queries_total", "ask", "ok"): 12,
        ("unkg_queries_total", "other", "refused"): 1,
        ("unkg_queries_total", "select", "timeout"): 1,
    }
    for name in ("unkg_query_seconds_count", "unkg_query_seconds_bucket"):
        bound = ("+Inf",) if name.endswith("bucket") else ()
        assert after[(name, "ask", *bound)] - before[(name, "ask", *bound)] == 12
    assert after[("unkg_query_seconds_sum", "select")] - before[("unkg_query_seconds_sum", "select")] > 0.15
    killed = ("unkg_workers_killed_total", "timeout")
    assert after[killed] - before[killed] == 1


def test_figures_agree_whichever_process_is_asked(counted: Server) -> None:
    counted.query("ASK {}")
    found = [figures(counted) for _ in range(10)]
    assert len({one[("unkg_queries_total", "ask", "ok")] for one in found}) == 1


def test_the_buckets_of_a_histogram_grow(counted: Server) -> None:
    counted.query("ASK {}")
    found = figures(counted)
    bounds = [f"{bound:g}" if bound < float("inf") else "+Inf" for bound in BUCKETS]
    counts = [found[("unkg_query_seconds_bucket", "ask", bound)] for bound in bounds]
    assert counts == sorted(counts)
    assert counts[-1] == found[("unkg_query_seconds_count", "ask")]


def test_workers_and_snapshot_are_shown(counted: Server, world: Path) -> None:
    counted.query("ASK {}")
    found = figures(counted)
    assert found[("unkg_workers", "idle")] >= 1
    assert found[("unkg_queries_waiting",)] == 0
    assert found[("unkg_snapshot_statements",)] == 42
    assert found[("unkg_snapshot_graphs",)] == 4
    written = (world / "current" / "manifest.json").stat().st_mtime
    assert abs(time.time() - written - found[("unkg_snapshot_age_seconds",)]) < 60


def test_counts_outlive_the_process_that_counted(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1) as server:
        for _ in range(5):
            server.query("ASK {}")
        with open(f"/proc/{server.process.pid}/task/{server.process.pid}/children", encoding="ascii") as children:
            members = [int(child) for child in children.read().split()]
        (web,) = [pid for pid in members if b"nursery" not in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(web, signal.SIGKILL)
        found = figures(server)
        assert found[("unkg_queries_total", "ask", "ok")] == 5
        assert found[("unkg_workers", "idle")] == 1  # those of the new process, which has one ready


def test_openmetrics_is_given_to_who_likes_it(counted: Server) -> None:
    reply = counted.get("/metrics", "application/openmetrics-text; version=1.0.0")
    assert reply.type.startswith("application/openmetrics-text")
    assert reply.text.endswith("# EOF\n")


def test_rows_add_up_and_what_is_so_at_the_moment_ends_with_its_process() -> None:
    tallies = Tallies(3)
    tallies.take(1)
    tallies.query("ask", "ok", 0.001)
    tallies.put(("gauge", "busy"), 3)
    tallies.take(2)
    tallies.query("ask", "ok", 1e9)
    assert tallies.total(("queries", "ask", "ok")) == 2
    assert tallies.total(("bucket", "ask", "inf")) == 1
    assert tallies.total(("gauge", "busy")) == 3
    tallies.take(1)
    assert tallies.total(("queries", "ask", "ok")) == 2
    assert tallies.total(("gauge", "busy")) == 0


def test_live_answers_without_the_engine_and_ready_does_not(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, processes=1, query_workers=1, queue=0) as server:
        busy = threading.Thread(target=lambda: server.query(ENDLESS, timeout="4"))
        busy.start()
        time.sleep(1)
        assert server.get("/health/ready").status == 429
        assert server.get("/health/live").json() == {"status": "ok"}
        busy.join()
        assert server.get("/health/ready").json()["status"] == "ok"


def test_limits_are_those_of_the_table_with_what_is_in_force(world: Path, start) -> None:  # type: ignore[no-untyped-def]
    with start(store=world, timeout=7.5) as server:
        rows = {row["name"]: row for row in server.get("/limits", "application/json").json()}
        assert rows["timeout"] == {
            "name": "timeout",
            "value": 7.5,
            "default": 30.0,
            "unit": "s",
            "help": "Deadline of a query.",
        }
        assert set(rows) == {row.name for row in TABLE if row.about.unit}
        page = server.get("/limits", "text/html").text
        assert all(f'id="{name}"' in page for name in rows)


def test_a_problem_that_meets_a_limit_leads_to_it(server: Server) -> None:
    met = server.query(ENDLESS, timeout="0.2").json()
    assert met["limits"] == "/limits#timeout"
    page = server.query(ENDLESS, "text/html", timeout="0.2").text
    assert 'href="/limits#timeout"' in page
    named = re.findall(r'id="(\w+)"', server.get("/limits", "text/html").text)
    assert "timeout" in named
    assert "limits" not in server.query("SELEC").json()
