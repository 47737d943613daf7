"""All links come from one place, which keeps what things are called apart from where they are reached."""

from pyoxigraph import NamedNode

from server.urls import Urls

TOP = Urls("https://w3id.org/unkg/")
MOUNTED = Urls("https://w3id.org/unkg/", "/kg")


def test_a_thing_has_one_iri_wherever_the_server_is() -> None:
    assert TOP.thing("state/china") == MOUNTED.thing("state/china") == NamedNode("https://w3id.org/unkg/id/state/china")


def test_what_cannot_be_an_iri_names_nothing() -> None:
    assert TOP.thing("a b") is None
    assert TOP.thing("a>b") is None


def test_links_carry_the_prefix() -> None:
    assert TOP.page("state/china") == "/page/state/china"
    assert MOUNTED.page("state/china", 3) == "/kg/page/state/china?page=3"
    assert MOUNTED.data("state/china", "ttl") == "/kg/data/state/china.ttl"
    assert MOUNTED.query("ASK {}", "csv") == "/kg/sparql?query=ASK+%7B%7D&format=csv"


def test_our_iris_link_to_our_pages_and_others_to_themselves() -> None:
    assert TOP.link("https://w3id.org/unkg/id/state/china") == "/page/state/china"
    assert TOP.link("https://w3id.org/unkg/ontology#Vote") == "/ontology#Vote"
    assert TOP.link("http://www.wikidata.org/entity/Q148") == "http://www.wikidata.org/entity/Q148"


def test_odd_characters_are_escaped_in_links() -> None:
    assert TOP.page("state/côte?x") == "/page/state/c%C3%B4te%3Fx"
