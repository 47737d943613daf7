"""`/things/KIND`: all things of a kind, page by page, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from ontology.terms import RDF, UN
from server import problems
from server.asking import Asker, iri, literal
from server.context import asker, settings, urls
from server.labels import labels
from server.pages.lists import BY_NAME, DATED, ON_A_DAY, OUTCOME, POLARITY
from server.pages.reading import LONG, List, listing, mentioned
from server.protocol import page_number

blueprint = Blueprint("browsing", __name__)

_COUNTS = """
SELECT ?class ?count WHERE {
  VALUES ?class { {{classes}} } {{dataset}} void:classPartition ?part . ?part void:class ?class ; void:entities ?count
}
"""


def _plain(name: str, of: str) -> List:
    return List(name, f"?thing a un:{of}", order=BY_NAME)


_SOURCES = List(
    "sources",
    "VALUES ?kind { un:NewsArticle un:PressRelease un:VotingRecord un:ReferenceTable } ?thing a ?kind",
    """
  OPTIONAL { ?thing dcterms:issued ?issued } OPTIONAL { ?thing un:dateEarliest ?early }
  BIND (COALESCE(?issued, ?early) AS ?day)
""",
)

KINDS: Mapping[str, tuple[NamedNode, List]] = MappingProxyType(
    {
        "states": (UN.State, _plain("states", "State")),
        "bodies": (UN.Body, _plain("bodies", "Body")),
        "officials": (UN.Official, _plain("officials", "Official")),
        "posts": (UN.Post, _plain("posts", "Post")),
        "votes": (UN.Vote, List("votes", "?thing a un:Vote", ON_A_DAY, OUTCOME)),
        "meetings": (UN.Meeting, List("meetings", "?thing a un:Meeting", DATED)),
        "topics": (UN.Topic, _plain("topics", "Topic")),
        "statements": (UN.Statement, List("statements", "?thing a un:Statement", ON_A_DAY)),
        "stances": (UN.Stance, List("stances", "?thing a un:Stance", more=POLARITY, order=BY_NAME)),
        "sources": (UN.Source, _SOURCES),
        "discrepancies": (UN.Discrepancy, _plain("discrepancies", "Discrepancy")),
    }
)


@blueprint.get("/things/<kind>")
def things(kind: str) -> Response:
    """A page of all things of a kind."""
    if kind not in KINDS:
        raise problems.not_found(f"There are no {kind} here; there are {', '.join(KINDS)}.")
    number = page_number(request.args.get("page"))
    found = listing(asker(), RDF.type, KINDS[kind][1], number, LONG)
    names = labels(asker(), mentioned(found))
    text = render_template("pages/things.html", kind=kind, found=found, names=names, urls=urls())
    return Response(text, content_type="text/html; charset=utf-8")


def counts(asker: Asker) -> dict[str, int | None]:
    """How many things of each kind there are, as the dataset describes itself; None where it does not tell."""
    dataset = NamedNode(f"{settings().base_iri}id/dataset/unkg")
    classes = [of for of, _ in KINDS.values()]
    told = {
        iri(row["class"]): int(literal(row["count"])) for row in asker.select(_COUNTS, dataset=dataset, classes=classes)
    }
    return {kind: told.get(of) for kind, (of, _) in KINDS.items()}
