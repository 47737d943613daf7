"""People, posts, statements and stances of a document: one reading that the rules on all of them share."""

from __future__ import annotations

from triples.extraction.actor import Voice
from triples.extraction.affiliations import completed
from triples.extraction.declarations import declared
from triples.extraction.document import Document
from triples.extraction.ellipses import elliptic
from triples.extraction.issuers import find_issuer
from triples.extraction.parsed import parse
from triples.extraction.posts import find_holdings, post_facts, titles_of
from triples.extraction.scenes import stage
from triples.extraction.stances import find_stances
from triples.extraction.statements import find_statements, utterances
from triples.extraction.successions import succeeded
from triples.extraction.turns import others, spoken, turns
from triples.facts import Fact


def find_speech(document: Document) -> list[Fact]:
    """The posts, statements and stances of a document. Never raises on any text."""
    parsed = parse(document)
    titles = titles_of(parsed)
    found = find_holdings(parsed, titles)
    issuer = find_issuer(parsed, found)
    holdings = completed(parsed, found, issuer)
    holdings += elliptic(parsed, holdings)
    holdings += succeeded(parsed, holdings)
    said = turns(parsed, holdings, issuer)
    scenes = stage(parsed, titles, holdings, issuer, said)
    own = tuple(Voice(None, agent) for agent in issuer.agents) if issuer is not None else ()
    voices = [said.get(scene.sentence.paragraph, () if said else own) for scene in scenes]
    # Reports of nobody are no facts; they only tell that the words are not the issuer's own.
    heard = [utterances(scene) if scene.voiced or whose else [] for scene, whose in zip(scenes, voices, strict=True)]
    statements = find_statements(scenes, heard)
    if said:
        statements = [*others(statements, parsed, said), *spoken(parsed, said)]
    elif issuer is not None:
        statements = declared(parsed, issuer, holdings, statements)
    return [*post_facts(parsed, holdings), *statements, *find_stances(parsed, scenes, heard, voices)]
