"""Inquiries by their common nouns: "the UN commission of inquiry", "a UN inquiry" is the one on the state the text is
about."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from triples import iris
from triples.extraction.agents import agent_of
from triples.extraction.document import Document
from triples.facts import Agent
from triples.registry import Entity, Registry

NOUN = (
    r"(?:[Cc]ommission of [Ii]nquiry|[Ii]nquiry|[Ii]nvestigation|[Ff]act-[Ff]inding [Mm]ission|[Pp]anel of [Ii]nquiry|"
    r"[Ii]nquiry commission)"
)
_MANDATE = re.compile(
    r"^(?:Commission of Inquiry|Independent.* Fact-Finding Mission|Fact-Finding Mission|Commission) (?:on|for) "
    r"(?P<what>.+)$"
)


def inquiry_of(document: Document) -> Agent:
    """The inquiry that a document is about: that of the registry on the state it names most, else the bare
    commission."""
    about = _about(document.registry)
    counts = Counter(
        m.entity.slug for m in document.mentions if m.entity and m.entity.kind == "state" and m.entity.slug in about
    )
    named = {m.entity.slug: m.entity for m in document.mentions if m.entity and m.entity in about.values()}
    if len(named) == 1:
        return agent_of(next(iter(named.values())), "the inquiry that the text names")
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= 3 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        return agent_of(about[ranked[0][0]], "the inquiry on the state that the text names most")
    label = "Commission of Inquiry"
    return Agent("body", label, iris.thing("body", label).value, resolution="an inquiry that the text does not name")


@lru_cache(maxsize=4)
def _about(registry: Registry) -> dict[str, Entity]:
    """The commissions of inquiry by the state that each is about; a state with two is left out."""
    states = {n.text.lower(): e.slug for e in registry.entities if e.kind == "state" for n in e.names if n.lang == "en"}
    found: dict[str, Entity | None] = {}
    for entity in registry.entities:
        mandate = _MANDATE.match(entity.label) if entity.kind == "body" else None
        if mandate:
            what = re.sub(r"^(?:Human Rights in )?(?:the )?", "", mandate["what"]).lower()
            state = states.get(what) or states.get(f"the {what}")
            if state:
                found[state] = None if state in found else entity
    return {state: entity for state, entity in found.items() if entity is not None}
