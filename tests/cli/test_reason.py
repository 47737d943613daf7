"""What `unkg reason` reads of a snapshot: sources and what follows, not what was set aside."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import ORG, PROV, RDF, RDFS, UN, XSD
from triples.iris import INFERRED, QUARANTINE, graph, thing
from triples.snapshot import write

Run = Callable[..., CompletedProcess[str]]
NORLAND = thing("state", "Norland")
OF_THE_TABLE = Quad(NORLAND, RDF.type, UN.State, graph("reference", "states"))


def otherwise(where: NamedNode) -> Quad:
    """Norland is a body, it says there."""
    return Quad(NORLAND, RDF.type, UN.Body, where)


def test_an_article_that_contradicts_a_table_is_found(unkg: Run, tmp_path: Path) -> None:
    write([OF_THE_TABLE, otherwise(graph("article", "gazette"))], tmp_path / "store")
    done = unkg("reason", "--store", tmp_path / "store")
    assert done.returncode == 1, done.stderr
    assert "inconsistent" in done.stdout
    assert "norland" in done.stdout


def test_what_is_in_quarantine_is_left_out(unkg: Run, tmp_path: Path) -> None:
    write([OF_THE_TABLE, otherwise(QUARANTINE)], tmp_path / "store")
    done = unkg("reason", "--store", tmp_path / "store")
    assert done.returncode == 0, done.stdout
    assert ": consistent" in done.stdout


def test_the_help_says_what_is_read(unkg: Run) -> None:
    said = " ".join(unkg("reason", "--help").stdout.split())
    assert "what articles report, the reference tables and what follows from both" in said


def test_a_conclusion_is_explained_with_its_rule_and_ground(unkg: Run, tmp_path: Path) -> None:
    seat, council, rule = thing("seat", "norland"), thing("body", "Harbour Council"), thing("rule", "membership")
    conclusion = thing("conclusion", "norland")
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (NORLAND, ORG.memberOf, council),
        (conclusion, UN.ofSubject, NORLAND),
        (conclusion, UN.ofProperty, Literal(ORG.memberOf.value, datatype=XSD.anyURI)),
        (conclusion, UN.ofObject, council),
        (conclusion, UN.byRule, rule),
        (conclusion, PROV.wasDerivedFrom, seat),
        (rule, RDFS.label, Literal("Membership", language="en")),
    ]
    write([OF_THE_TABLE, *(Quad(*triple, INFERRED) for triple in said)], tmp_path / "store")
    done = unkg("reason", "--store", tmp_path / "store", "--explain", "state/norland", "--property", "org:memberOf")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "norland org:memberOf harbour council"
    assert 'by the rule "Membership"' in done.stdout
    asked = unkg("reason", "--store", tmp_path / "store", "--explain", "state/sudland")
    assert (asked.returncode, asked.stderr.count("\n")) == (1, 1)
