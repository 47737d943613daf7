"""What waits for a curator after a build: kept beside the snapshot, not in it, since it is not published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from ontology.errors import InputError
from ontology.terms import RDF, RDFS, UN
from triples.curation.alike import Likeness, likenesses, people
from triples.curation.claims import Claim
from triples.curation.curate import Held
from triples.curation.decisions import Decision, pair_id
from triples.iris import DISCREPANCIES, QUARANTINE

FILE = "waiting.json"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to decide on. `value` and `other` are what a decision is about; `status` tells why it waits:
    `doubtful`, `refused` (it breaks a rule), `alike` (people) or `disagreement` (of sources)."""

    id: str
    status: str
    kind: str
    value: str
    other: str
    title: str
    source: str
    start: int | None
    end: int | None
    rule: str
    confidence: float | None
    reason: str


def waiting(held: Iterable[Held], kept: Iterable[Claim], published: Sequence[Quad]) -> list[Waiting]:
    """All that waits, facts in reading order first, then people and disagreements."""
    refused = _refusals(published)
    facts = [(h.claim, "doubtful", h.reason) for h in held]
    facts += [(c, "refused", refused[c.node]) for c in kept if c.node in refused]
    listed = [_fact(*fact) for fact in sorted(facts, key=lambda f: (f[0].title, f[0].key.source, f[0].key.span))]
    alike = likenesses(people(quad for quad in published if quad.graph_name != QUARANTINE))
    return [*listed, *map(_likeness, alike), *_disagreements(published)]


def _fact(claim: Claim, status: str, reason: str) -> Waiting:
    key, sure = claim.key, claim.confidence
    place = (claim.title, key.source, key.span.start, key.span.end)
    return Waiting(key.id, status, key.kind, key.value, "", *place, claim.rule, sure, reason)


def _refusals(published: Iterable[Quad]) -> dict[object, str]:
    """Each node in quarantine, with what it breaks."""
    aside = [quad for quad in published if quad.graph_name == QUARANTINE]
    reasons: dict[object, str] = {quad.subject: "it does not stand without what was set aside" for quad in aside}
    for quad in aside:
        if quad.predicate == UN.rejectedBecause and isinstance(quad.object, Literal):
            reasons[quad.subject] = quad.object.value
    return reasons


def _likeness(pair: Likeness) -> Waiting:
    title = ", ".join(pair.one.sources)
    both = (pair.one.key, pair.other.key)
    return Waiting(pair_id(*both), "alike", "person", *both, title, "", None, None, "", None, pair.reason)


def _disagreements(published: Iterable[Quad]) -> list[Waiting]:
    told = [quad for quad in published if quad.graph_name == DISCREPANCIES and isinstance(quad.subject, NamedNode)]
    nodes = {str(q.subject) for q in told if q.predicate == RDF.type and q.object == UN.Discrepancy}
    labels = {
        str(q.subject): q.object.value for q in told if q.predicate == RDFS.label and isinstance(q.object, Literal)
    }
    return [_disagreement(node.strip("<>").rpartition("/")[2], labels.get(node, "")) for node in sorted(nodes)]


def _disagreement(value: str, label: str) -> Waiting:
    decision = Decision("discrepancy", "", None, value, "accept")
    reason = f"sources disagree: {label}"
    return Waiting(decision.id, "disagreement", "discrepancy", value, "", "", "", None, None, "", None, reason)


def as_json(items: Iterable[Waiting]) -> bytes:
    """One item a line."""
    lines = ",\n".join(json.dumps(asdict(item), ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]\n".encode()


def read_waiting(snapshot: Path) -> list[Waiting]:
    """What waited when a snapshot was built; InputError for one that was not built so."""
    try:
        return [Waiting(**item) for item in json.loads((snapshot / FILE).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"{snapshot}: it is not kept here what waits; make a new snapshot with `unkg build`"
        ) from error


def undecided(items: Iterable[Waiting], decisions: Iterable[Decision]) -> list[Waiting]:
    """What nobody has decided on since."""
    done = {decision.id for decision in decisions}
    return [item for item in items if item.id not in done]
