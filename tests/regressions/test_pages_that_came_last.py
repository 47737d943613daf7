"""Workers are shared between clients: the next turn is that of who has least at work. The queries behind pages and
graphs named no client, so all of these were taken for one, who had the most at work: with 64 clients at once a page
took five seconds where a query took a fifth of one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from server.app import create_app
from server.engine import wire
from server.engine.answer import Answer
from server.engine.bulletin import Loaded
from server.engine.tallies import Tallies
from server.settings import Settings

if TYPE_CHECKING:
    from server.engine.wire import Job


class Noting:
    """An engine that evaluates here and now, and notes for whom."""

    def __init__(self) -> None:
        self.clients = set[str]()

    def evaluate(self, job: Job, client: int | None = None) -> Answer:
        self.clients.add(job.by)
        found = Store().query(job.query)
        if isinstance(found, QueryTriples):
            return Answer(wire.TRIPLES, found.serialize(format=RdfFormat.N_TRIPLES) or b"")
        return Answer(wire.SOLUTIONS, found.serialize(format=QueryResultsFormat.JSON) or b"")


@pytest.mark.parametrize(
    "path", ["/", "/page/state/china", "/data/state/china.nt", "/graphs?default", "/sparql?query=ASK%7B%7D"]
)
def test_what_a_request_needs_counts_for_its_client(path: str, tmp_path: Path) -> None:
    engine = Noting()
    served = Loaded("x", {"https://w3id.org/unkg/graph/default": 0}, sealed=True)
    app = create_app(Settings(store=tmp_path), engine, lambda: served, Tallies())
    app.test_client().get(path, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert engine.clients == {"192.0.2.7"}
