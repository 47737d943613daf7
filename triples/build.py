"""The whole line: reference tables, ontology and articles in; validated, completed, kept as a snapshot."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from ontology.errors import InputError
from ontology.files import ONTOLOGY_FILES, read_ontology
from ontology.terms import PROV, RDF, RDFS, UN
from shapes.quarantine import Sifted, sift
from shapes.report import Report as Checked
from shapes.report import Result
from shapes.validation import validate
from triples import changes, reference, snapshot
from triples.corpus import DEFAULT_MEANS, Means, Outcome, Progress, Reading, read_corpus
from triples.curation import DECISIONS, MIN_CONFIDENCE
from triples.curation.curate import curate
from triples.curation.decisions import Decision, read_decisions
from triples.curation.waiting import FILE, as_json, undecided, waiting
from triples.dataset import Counting
from triples.derive import derive, is_derived
from triples.dumps import dumps
from triples.iris import CURATION, DISCREPANCIES, INFERRED, LABELS, META, ONTOLOGY, QUARANTINE
from triples.joining import join_votes
from triples.journal import refuse_if_written
from triples.rdf import in_graph, text
from triples.reference import reference_quads
from triples.snapshot import Snapshot
from triples.sorting import Sorting, merged, sorted_lines
from triples.votes import recognise
from triples.votes.checking import Passed
from triples.votes.files import Report
from triples.votes.recording import Records
from triples.workers import beside, cores

OWN_ARTICLES = Path(__file__).parent / "articles"

_MADE: Mapping[object, str] = {
    ONTOLOGY: "The vocabulary",
    META: "Where each graph comes from",
    INFERRED: "What follows from what sources say, and from what it follows",
    DISCREPANCIES: "Where sources disagree",
    LABELS: "Names of things that no source names, made from what is said of them",
    CURATION: "What curators decided: who is who, and which doubtful facts stand",
    QUARANTINE: "What was read and breaks a rule, with the reason; not part of what is published as true",
}

_SPOOL = ".reading"


@dataclass(frozen=True, slots=True)
class Built:
    """A new snapshot, what validation said, how many facts were set aside or derived, which articles gave none; how
    much waits for a curator, decisions on what is there no more, in how much sources differ, and what changed."""

    snapshot: Snapshot
    report: Checked
    quarantined: int
    derived: int
    left_out: tuple[Outcome, ...] = ()
    waiting: int = 0
    vanished: tuple[Decision, ...] = ()
    differing: Mapping[str, int] = field(default_factory=dict)
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curation:
    """How the graph is curated: below which confidence a fact waits, and the file of decisions."""

    least: float = MIN_CONFIDENCE
    decisions: Path = DECISIONS


DEFAULT_CURATION = Curation()


@dataclass(frozen=True, slots=True)
class Input:
    """Quads to be published, what they were read from (name to SHA-256), and the articles that gave none."""

    quads: list[Quad]
    files: Mapping[str, str]
    left_out: tuple[Outcome, ...] = ()


def build(
    store: Path,
    articles: Sequence[Path],
    strict: bool,
    quotes: bool,
    progress: Progress,
    means: Means = DEFAULT_MEANS,
    curation: Curation = DEFAULT_CURATION,
    parse: bool = False,
    votes: Sequence[Path] = (),
    report: Report = print,
) -> Built:
    """Reads everything, validates, derives, writes a snapshot to the store folder and switches to it.

    `articles` are files and folders of text to extract from; without any, the graphs that the project keeps of its own
    articles are used. `votes` are voting tables (`triples.votes`); a row of theirs that cannot be read is left out and
    told to `report`. What was read before a build was killed is not read again. What curators decided is replayed, and
    what is too doubtful waits for them beside the snapshot. An article that cannot be read is left out, and facts that
    break a shape go to `graph/quarantine`; with `strict` either fails the build with InputError, as anything else does
    that cannot be read or written. The old snapshot then stays. So does a store that clients have written to.
    """
    with ExitStack() as files:
        refuse_if_written(store)
        before = changes.snapshot_before(store)
        decisions = read_decisions(curation.decisions)
        tables = recognise(votes)
        progress("reading the reference tables", 0, 1)
        known = _reference()
        spool = store / _SPOOL
        reading = Reading("nquads", quotes, parse)
        given = _given(articles, reading, strict, replace(means, spool=spool), progress) if articles else committed()
        progress("validating", 0, 1)
        curated = curate(given.quads, known.quads, decisions, curation.least)
        records = Records(tables, strict, report, files)
        told = records.joined(join_votes([*known.quads, *curated.quads]))
        sifting = beside(partial(_faultless if strict else _sifted, told))
        kept = Kept(records.checked(means.jobs or cores(), progress), strict, files)
        sifted = sifting()
        progress("writing the snapshot", 0, 1)
        quads = [*_ontology(), *sifted.accepted, *sifted.quarantined, *kept.apart]
        left = undecided(waiting(curated.held, curated.claims, quads), decisions)
        recorded = {table.path.name: table.sha256 for collection in tables for table in collection.tables}
        inputs = {
            **known.files,
            **given.files,
            **recorded,
            **_hashes([*ONTOLOGY_FILES, *_existing(curation.decisions)]),
        }
        quads += _about(quads)
        kept.lines.add(snapshot.lines_of(quads))
        made = snapshot.write_lines(_whole(kept.lines), store, inputs, {FILE: as_json(left)})
        _downloads(made, means.jobs or cores(), progress)
        spool.unlink(missing_ok=True)
        derived = sum(map(is_derived, sifted.accepted))
        vanished = tuple(curated.vanished)
        return Built(
            made,
            Checked((*sifted.report.results, *kept.results)),
            len(sifted.quarantined) + sum(quad.graph_name == QUARANTINE for quad in kept.apart),
            derived,
            given.left_out,
            len(left),
            vanished,
            _by_aspect((*sifted.accepted, *kept.apart)),
            tuple(changes.keep(before, made)),
        )


class Kept:
    """What stands of groups that were checked, sorted, and what there is to say apart from it, in memory."""

    def __init__(self, groups: Iterable[Passed], strict: bool, files: ExitStack) -> None:
        """Takes all groups. InputError where one breaks a rule in a strict build."""
        self.lines = Sorting(files)
        self.apart: list[Quad] = []
        self.results: list[Result] = []
        for group in groups:
            if strict:
                _refuse(Checked(group.results))
            self.lines.add(group.stands.splitlines(keepends=True))
            self.apart += group.apart
            self.results += group.results


def _downloads(made: Snapshot, jobs: int, progress: Progress) -> None:
    """Makes them ready, so that who asks first does not wait for them."""
    progress("writing the downloads", 0, 1)
    try:
        dumps(made, jobs)
    except OSError as error:
        why = error.strerror or "no reason given"
        raise InputError(f"{made.path}: downloads cannot be written ({why}); the snapshot is complete") from error


def _whole(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted lines, with those that describe the dataset by what was counted in them."""
    counting = Counting()
    with tempfile.TemporaryFile() as file:
        file.writelines(counting.passing(lines))
        file.seek(0)
        yield from merged([iter(file), sorted_lines(snapshot.lines_of(in_graph(counting.describe(), META)))])


def _by_aspect(quads: Iterable[Quad]) -> dict[str, int]:
    """In how many things sources disagree, by aspect."""
    found = (quad.object for quad in quads if quad.predicate == UN.aspect)
    aspects = Counter(aspect.value for aspect in found if isinstance(aspect, NamedNode))
    return {aspect.rpartition("#")[2]: count for aspect, count in sorted(aspects.items())}


def _faultless(told: list[Quad]) -> Sifted:
    """All of it with all that follows; InputError when any of it breaks a rule."""
    whole = [*dict.fromkeys([*told, *derive(told)])]
    report = validate(whole)
    _refuse(report)
    return Sifted(tuple(whole), (), report)


def _refuse(report: Checked) -> None:
    if not report.conforms:
        first = report.violations[0]
        more = f" (and {len(report.violations) - 1} more)" if len(report.violations) > 1 else ""
        raise InputError(f"{first.label}: {first.message}{more} Without --strict such facts are set aside.")


def _sifted(told: list[Quad]) -> Sifted:
    """What conforms, with all that follows from it. What follows from a rejected fact goes with it.

    Conclusions are validated with the facts, since a disagreement that is on record excuses the facts that disagree.
    """
    sifted = sift([*dict.fromkeys([*told, *derive(told)])])
    if not sifted.quarantined:
        return sifted
    own = {*told}
    kept = [quad for quad in sifted.accepted if quad in own]
    follows = derive(kept)
    if set(follows) == {quad for quad in sifted.accepted if is_derived(quad)}:
        return sifted
    again = sift([*dict.fromkeys([*kept, *follows])])
    report = Checked((*sifted.report.violations, *again.report.results))
    return Sifted(again.accepted, (*sifted.quarantined, *again.quarantined), report)


def _given(paths: Sequence[Path], reading: Reading, strict: bool, means: Means, progress: Progress) -> Input:
    """The articles, of which with `strict` none may be at fault, and one must be left in any case."""
    given = extracted(paths, reading, progress, means)
    faults = [outcome for outcome in given.left_out if outcome.fault]
    if faults and (strict or not given.files):
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise InputError(f"{faults[0].left_out}{more}")
    return given


def extracted(paths: Sequence[Path], reading: Reading, progress: Progress, means: Means = DEFAULT_MEANS) -> Input:
    """The articles of these files and folders, read and described. Raises InputError (`triples.corpus`)."""
    outcomes = list(read_corpus(paths, reading, means, progress))
    quads = [quad for o in outcomes for quad in pyoxigraph.parse(o.written, format=RdfFormat.N_QUADS)]
    files = {outcome.file: outcome.sha256 for outcome in outcomes if not outcome.left_out}
    return Input(quads, files, tuple(outcome for outcome in outcomes if outcome.left_out))


def committed() -> Input:
    """The graphs of the project's own articles, as they are kept in `triples/articles`."""
    paths = sorted(OWN_ARTICLES.glob("*.trig"))
    return Input([quad for path in paths for quad in pyoxigraph.parse(path=path)], _hashes(paths))


def _reference() -> Input:
    return Input(list(reference_quads()), _hashes(sorted(reference.FOLDER.glob("*.csv"))))


def _ontology() -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY) for triple in read_ontology())


def _about(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What `graph/meta` says of the graphs that the build itself makes."""
    for graph in sorted({quad.graph_name for quad in quads} & _MADE.keys(), key=str):
        assert isinstance(graph, NamedNode)
        yield Quad(graph, RDF.type, PROV.Entity, META)
        yield Quad(graph, RDFS.label, text(_MADE[graph]), META)


def _existing(path: Path) -> list[Path]:
    return [path] if path.exists() else []


def _hashes(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
