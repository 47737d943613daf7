"""The figures of all processes as Prometheus reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from server.engine.bulletin import Loaded
from server.engine.tallies import BUCKETS, CAUSES, GAUGES, KINDS, OUTCOMES, RELOADS, Tallies


def exposed(tallies: Tallies, loaded: Loaded, accept: str) -> tuple[bytes, str]:
    """The figures as text, and its media type: OpenMetrics where the client likes that, else Prometheus' own."""
    registry = CollectorRegistry()
    registry.register(_Figures(tallies, loaded))
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


class _Figures(Collector):
    """Reads the rows of all processes at the moment of the scrape."""

    def __init__(self, tallies: Tallies, loaded: Loaded) -> None:
        self._tallies, self._loaded = tallies, loaded

    def describe(self) -> Iterator[Metric]:
        """Nothing: there is one collector only, whose names cannot clash."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        yield self._queries()
        yield self._seconds()
        yield from self._engine()
        yield self._given_again()
        yield from self._snapshot()

    def _queries(self) -> Metric:
        family = CounterMetricFamily("unkg_queries", "Queries, by form and how they ended.", labels=["kind", "outcome"])
        for kind in KINDS:
            for outcome in OUTCOMES:
                family.add_metric([kind, outcome], self._tallies.total(("queries", kind, outcome)))
        return family

    def _seconds(self) -> Metric:
        help = "Time from a query's arrival to the last byte of its answer."
        family = HistogramMetricFamily("unkg_query_seconds", help, labels=["kind"])
        for kind in KINDS:
            buckets, sofar = [], 0.0
            for bound in BUCKETS:
                sofar += self._tallies.total(("bucket", kind, str(bound)))
                buckets.append((f"{bound:g}" if bound < float("inf") else "+Inf", sofar))
            family.add_metric([kind], buckets, self._tallies.total(("seconds", kind)))
        return family

    def _engine(self) -> Iterator[Metric]:
        total = self._tallies.total
        workers = GaugeMetricFamily("unkg_workers", "Workers that evaluate queries, by what they do.", labels=["state"])
        for state in GAUGES[:2]:
            workers.add_metric([state], total(("gauge", state)))
        yield workers
        yield GaugeMetricFamily("unkg_queries_waiting", "Queries that wait for a worker.", total(("gauge", "waiting")))
        killed = CounterMetricFamily("unkg_workers_killed", "Workers that were ended, by reason.", labels=["reason"])
        for cause in CAUSES:
            killed.add_metric([cause], total(("killed", cause)))
        yield killed
        reloads = CounterMetricFamily("unkg_reloads", "Changes to a newer snapshot, by outcome.", labels=["outcome"])
        for outcome in RELOADS:
            reloads.add_metric([outcome], total(("reloads", outcome)))
        yield reloads

    def _given_again(self) -> Metric:
        given = self._tallies.total(("kept", "given"))
        return CounterMetricFamily("unkg_answers_given_again", "Answers given again from memory.", given)

    def _snapshot(self) -> Iterator[Metric]:
        loaded = self._loaded
        age = max(0.0, time.time() - loaded.built)
        yield GaugeMetricFamily("unkg_snapshot_age_seconds", "Time since the snapshot was written.", age)
        yield GaugeMetricFamily("unkg_snapshot_statements", "Statements in the snapshot.", loaded.size)
        yield GaugeMetricFamily("unkg_snapshot_graphs", "Named graphs in the snapshot.", len(loaded.graphs))
