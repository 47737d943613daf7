"""The project's own data, built as a user builds them: what the five articles must answer."""

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, QuerySolutions, Store, parse

from ontology.terms import PREFIXES
from triples.build import OWN_ARTICLES, Built, build
from triples.export import render
from triples.keep import kept as kept_files
from triples.keep import main as keep
from triples.sourcetable import own_index

PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("own"), [], False, False, lambda doing, done, total: None)


@pytest.fixture(scope="module")
def store(built: Built) -> Store:
    return built.snapshot.load()


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    """The distinct rows; IRIs by their last part."""
    found = store.query(f"{PROLOGUE}\n{query}", use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value.replace("#", "/").rpartition("/")[2] for term in row) for row in found]


VOTE = """?vote a un:Vote ; un:date "2015-12-10"^^xsd:date ; un:inBody/rdfs:label "Security Council"@en .
  ?ballot un:inVote ?vote ; un:castBy ?state ; un:choice ?choice ; un:derivation ?how ."""


def test_nothing_of_our_own_is_in_quarantine(built: Built) -> None:
    assert built.quarantined == 0, [result.message for result in built.report.violations]


def test_the_vote_of_10_december_2015_counts_nine_to_four_with_two_abstentions(store: Store) -> None:
    query = f"""SELECT DISTINCT ?for ?against ?abstain {{ {VOTE}
      ?vote un:tallyFor ?for ; un:tallyAgainst ?against ; un:tallyAbstain ?abstain }}"""
    assert ask(store, query) == [("9", "4", "2")]


def test_the_article_and_the_record_state_who_was_against_and_who_abstained(store: Store) -> None:
    query = f"SELECT DISTINCT ?choice ?state ?source {{ {VOTE} ?ballot un:reportedIn ?source }} ORDER BY ?choice ?state"
    against = [("Against", state) for state in ("angola", "china", "russia", "venezuela")]
    abstaining = [("Abstain", state) for state in ("chad", "nigeria")]
    sources = ("reference-recorded-votes", "vice-news-2015-12-10")
    assert sorted(ask(store, query)) == [(*row, source) for row in abstaining + against for source in sources]


def test_the_other_nine_were_in_favour_by_elimination_and_say_from_what(store: Store) -> None:
    query = f"""SELECT DISTINCT ?state ?source {{ {VOTE} FILTER (?choice = un:For && ?how = un:ByElimination)
      ?ballot prov:wasDerivedFrom/un:reportedIn ?source FILTER (!CONTAINS(STR(?source), "recorded-votes"))
    }} ORDER BY ?state"""
    nine = [
        "chile",
        "france",
        "jordan",
        "lithuania",
        "malaysia",
        "new-zealand",
        "spain",
        "united-kingdom",
        "united-states",
    ]
    assert ask(store, query) == [(state, "vice-news-2015-12-10") for state in nine]


def test_the_372_page_and_the_400_page_report_are_one_report_and_one_discrepancy(store: Store) -> None:
    query = """SELECT DISTINCT ?about ?aspect ?value ?source {
      ?discrepancy a un:Discrepancy ; un:about ?about ; un:aspect ?aspect ; un:accordingTo ?claim .
      ?claim un:value ?value ; un:reportedIn ?source FILTER (?aspect = un:QuantityAspect) } ORDER BY ?value"""
    report = "report-of-the-commission-of-inquiry-on-the-dprk"
    assert ask(store, query) == [
        (report, "QuantityAspect", "372", "vice-news-2014-10-kirby"),
        (report, "QuantityAspect", "400", "thejournal-2014-11-18"),
    ]


def test_one_official_in_two_articles_is_one_node_with_one_tenure_and_two_days(store: Store) -> None:
    query = """SELECT DISTINCT ?post ?day { ?tenure un:holder <https://w3id.org/unkg/id/official/samantha-power> ;
      un:post ?post ; un:attestedOn ?day } ORDER BY ?day"""
    post = "permanent-representative-to-the-united-nations-united-states"
    assert ask(store, query) == [(post, "2014-12-24"), (post, "2015-12-10")]


def test_everything_that_an_article_says_has_a_place_in_it(store: Store) -> None:
    query = """SELECT DISTINCT ?node { ?node un:reportedIn/a un:NewsArticle ; a ?class .
      FILTER (?class IN (un:Vote, un:Ballot, un:Tenure, un:Statement, un:Stance, un:Meeting, un:ReportedFigure))
      FILTER NOT EXISTS { ?node un:evidence/oa:hasSelector/oa:start ?start } }"""
    assert ask(store, query) == []


def kept() -> list[Quad]:
    return [quad for path in sorted(OWN_ARTICLES.glob("*.trig")) for quad in parse(path=path)]


def test_each_known_article_has_its_graph_in_the_one_way_of_writing_it() -> None:
    files = sorted(OWN_ARTICLES.glob("*.trig"))
    assert {file.stem for file in files} == {source.slug for source in own_index().values()}
    for file in files:
        assert render(parse(path=file), "trig") == file.read_bytes()


def test_no_sentence_of_an_article_is_in_its_graph() -> None:
    rights = "The article belongs to its publisher."
    texts = {q.object.value for q in kept() if isinstance(q.object, Literal) and not q.object.value.startswith(rights)}
    assert [text for text in texts if len(text.split()) > 10] == []


def test_passages_are_where_the_graph_says(shared: Path) -> None:
    texts = {file.read_bytes(): file for file in (shared / "articles").glob("*.txt")}
    by_slug = {own_index()[sha256(data).hexdigest()].slug: data.decode() for data in texts}
    data = Store()
    data.extend(kept())
    query = """SELECT ?source ?start ?end ?hash { ?place oa:start ?start ; oa:end ?end .
      ?evidence un:passageHash ?hash ; oa:hasSource ?source ; oa:hasSelector ?place }"""
    found = ask(data, query)
    assert len(found) > 100
    for source, start, end, digest in found:
        assert sha256(by_slug[source][int(start) : int(end)].encode()).hexdigest() == digest


def test_the_graphs_are_what_extraction_makes_of_the_articles_byte_by_byte(shared: Path) -> None:
    made = dict(kept_files(shared / "articles"))
    assert len(made) == 5
    for path, written in made.items():
        assert written == path.read_bytes(), f"{path.name} is out of date: run `make keep` on the articles"


def test_a_folder_without_texts_ends_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"put the texts in files that end in \.txt"):
        keep(tmp_path)


def test_only_known_articles_are_kept(fixtures: Path) -> None:
    assert list(kept_files(fixtures / "articles")) == []
