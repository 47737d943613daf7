"""The main paths of the command line, each run as a user runs it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess, Popen
from sys import executable

import pytest

Run = Callable[..., CompletedProcess[str]]
PREFIXES = """PREFIX un: <https://w3id.org/unkg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
BALLOTS = f"""{PREFIXES} SELECT ?iso3 ?choice ?how WHERE {{
  ?ballot un:inVote ?vote ; un:castBy/un:iso3 ?iso3 ; un:choice ?choice ; un:derivation ?how .
  ?vote un:date "2019-03-14"^^xsd:date
}} ORDER BY ?iso3"""


def rows(done: CompletedProcess[str]) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_a_build_says_what_it_made(built: tuple[Path, CompletedProcess[str]]) -> None:
    _, done = built
    assert "quads in snapshot" in done.stdout
    assert "graph/article/delta-wire-river-dams" in done.stdout
    assert done.stderr == ""


def test_a_vote_that_two_articles_report_is_one_node_with_two_sources(unkg: Run, store: Path) -> None:
    query = f"""{PREFIXES} SELECT DISTINCT ?vote ?source {{
      ?vote a un:Vote ; un:reportedIn ?source . ?source a un:NewsArticle }} ORDER BY ?source"""
    found = rows(unkg("query", query, "--format", "csv", "--store", store))
    assert len({row["vote"] for row in found}) == 1
    assert [row["source"].rpartition("/")[2] for row in found] == ["delta-wire-river-dams", "upland-gazette-dams"]


def test_ballots_are_stated_or_follow_by_elimination(unkg: Run, store: Path) -> None:
    found = rows(unkg("query", BALLOTS, "--format", "csv", "--store", store))
    told = {(row["choice"].rpartition("#")[2], row["how"].rpartition("#")[2]) for row in found}
    assert told == {("Against", "Stated"), ("Abstain", "Stated"), ("For", "ByElimination")}
    assert sum(row["choice"].endswith("For") for row in found) == 11
    assert len(found) == 15


def test_the_sources_disagree_on_the_pages_and_a_query_finds_it(unkg: Run, store: Path) -> None:
    query = f"""{PREFIXES} SELECT ?value ?source WHERE {{
      ?discrepancy a un:Discrepancy ; un:accordingTo ?claim . ?claim un:value ?value ; un:reportedIn ?source
    }} ORDER BY ?value"""
    found = rows(unkg("query", query, "--format", "csv", "--store", store))
    assert [row["value"] for row in found] == ["90", "96"]


def test_a_table_is_what_a_query_prints_unless_told(unkg: Run, store: Path) -> None:
    done = unkg("query", BALLOTS, "--store", store)
    assert done.returncode == 0
    assert "un:ByElimination" in done.stdout
    assert done.stdout.split()[:3] == ["iso3", "choice", "how"]


def test_a_query_can_come_from_a_file_or_from_standard_input(unkg: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(BALLOTS)
    from_file = unkg("query", "-f", tmp_path / "q.rq", "--format", "json", "--store", store)
    from_input = unkg("query", "-f", "-", "--format", "json", "--store", store, input=BALLOTS)
    assert len(json.loads(from_file.stdout)["results"]["bindings"]) == 15
    assert from_file.stdout == from_input.stdout


def test_yes_or_no_and_graphs_are_answered_too(unkg: Run, store: Path) -> None:
    assert unkg("query", "ASK { ?s ?p ?o }", "--store", store).stdout == "yes\n"
    done = unkg("query", f"{PREFIXES} CONSTRUCT {{ ?v a un:Vote }} WHERE {{ ?v a un:Vote }}", "--store", store)
    assert "<https://w3id.org/unkg/ontology#Vote>" in done.stdout


def test_extract_prints_facts_as_json_and_as_rdf(unkg: Run, articles: Path) -> None:
    facts = json.loads(unkg("extract", articles / "upland-gazette-dams.txt").stdout)
    (article,) = facts["articles"]
    assert article["source"]["file"] == "upland-gazette-dams.txt"
    assert {fact["kind"] for fact in article["facts"]} >= {"tally", "ballot"}
    trig = unkg("extract", articles / "upland-gazette-dams.txt", "--format", "trig").stdout
    assert "a un:Vote" in trig


def test_extract_reads_standard_input_and_writes_a_file(unkg: Run, articles: Path, tmp_path: Path) -> None:
    text = (articles / "upland-gazette-dams.txt").read_text()
    done = unkg("extract", "-", "-o", tmp_path / "facts.json", input=text)
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "facts.json").read_text())["articles"][0]["facts"]


def test_offsets_are_places_in_the_text_as_it_stands(unkg: Run, articles: Path) -> None:
    text = (articles / "delta-wire-river-dams.txt").read_text()
    facts = json.loads(unkg("extract", articles / "delta-wire-river-dams.txt").stdout)["articles"][0]["facts"]
    tally = next(fact for fact in facts if fact["kind"] == "tally")
    said = [text[span["start"] : span["end"]] for span in tally["evidence"]]
    assert any("11 in favour" in passage for passage in said)


@pytest.mark.parametrize("extension", ["trig", "nq", "jsonld"])
def test_an_export_can_be_validated_again(unkg: Run, store: Path, tmp_path: Path, extension: str) -> None:
    file = tmp_path / f"all.{extension}"
    assert unkg("export", "-o", file, "--store", store).returncode == 0
    done = unkg("validate", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "conform" in done.stdout


def test_one_graph_is_exported_by_its_iri(unkg: Run, store: Path) -> None:
    iri = "https://w3id.org/unkg/graph/article/upland-gazette-dams"
    done = unkg("export", "--graph", iri, "--format", "nquads", "--store", store)
    assert done.returncode == 0
    assert {line.split()[-2] for line in done.stdout.splitlines() if line} == {f"<{iri}>"}


def test_the_snapshot_conforms_and_says_so(unkg: Run, store: Path) -> None:
    done = unkg("validate", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")


def test_broken_data_are_reported_and_end_with_status_1(unkg: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        "@prefix un: <https://w3id.org/unkg/ontology#> .\n<https://w3id.org/unkg/id/ballot/x> a un:Ballot .\n"
    )
    done = unkg("validate", tmp_path / "bad.ttl", "--format", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["conforms"] is False
    assert all(result["message"] for result in report["results"])


def test_stats_count_classes_graphs_and_sources(unkg: Run, store: Path) -> None:
    out = unkg("stats", "--store", store).stdout.split("\n")
    counts = dict(line.rsplit(maxsplit=1) for line in out if len(line.split()) == 2)
    assert int(counts["un:Vote"]) > 1
    assert int(counts["un:Ballot"]) > 15
    assert "source/upland-gazette-dams" in counts


def test_the_reasoner_finds_the_articles_consistent_and_names_what_clashes(
    unkg: Run, store: Path, tmp_path: Path
) -> None:
    done = unkg("reason", "--store", store)
    assert done.returncode == 0, done.stderr
    assert ": consistent" in done.stdout
    (tmp_path / "clash.ttl").write_text(
        "@prefix un: <https://w3id.org/unkg/ontology#> .\n<https://w3id.org/unkg/id/x/y> a un:State , un:Body .\n"
    )
    clash = unkg("reason", tmp_path / "clash.ttl")
    assert clash.returncode == 1
    assert "inconsistent" in clash.stdout
    assert "disjoint" in clash.stdout.lower()


def test_a_reader_that_leaves_early_hears_no_complaint(unkg: Run, store: Path, root: Path) -> None:
    command = [executable, str(root / "unkg.py"), "export", "--format", "nquads", "--store", str(store)]
    with Popen(command, stdout=PIPE, stderr=PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 0


def test_help_and_version_are_there(unkg: Run) -> None:
    assert "Commands:" in unkg("--help").stdout
    assert unkg("--version", stdin=DEVNULL).stdout.startswith("unkg ")
    for command in ("build", "extract", "validate", "reason", "query", "export", "stats", "serve"):
        assert unkg(command, "--help").returncode == 0
