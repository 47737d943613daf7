"""Bodies that no table lists, under the name that the text gives them: "the Open Harbours Network said"."""

from __future__ import annotations

import re

from triples import iris
from triples.extraction.document import Document
from triples.extraction.frames import AGENT_NAME, Frame
from triples.facts import Agent

_WORD = rf"(?:[A-Z][\w'&-]+|{AGENT_NAME}(?:'s?)?)"
_TAIL = rf"(?:\** (?:of|for|on|against) (?:the )?{_WORD}(?: (?:(?:and|of|for|in) )?(?:the )?{_WORD})*)"
_KIND = (
    r"(?:Network|Federation|Association|Institute|Cent(?:re|er)|Coalition|Foundation|Alliance|Society|Initiative|"
    r"Observatory|Monitor|Trust|League)"
)
_GROUP = r"(?:Committee|Group|Project|Campaign|Forum)"  # of a body's own, unless a tail or longer name tells
# A name of that kind, after "the" where it does not begin with a nationality.
NAME = (
    rf"(?:[Tt]he )?(?P<body>(?:(?<=he ){_WORD}|{AGENT_NAME})(?: {_WORD}){{0,4}} "
    rf"(?:{_KIND}\b{_TAIL}?|{_GROUP}\b{_TAIL})|"
    rf"(?<=he )[A-Z][\w-]+ {_GROUP}\b(?! [A-Z]))(?: \([A-Z]{{2,8}}\))?"
)
_LONGER = r"[\s*]+(?:of|for|on) (?:the )?[A-Z][\w'-]+(?: (?:(?:and|of|for) )?[A-Z][\w'-]+)*"


def unlisted(document: Document, frame: Frame, found: re.Match[str]) -> Agent | None:
    """The body that a phrase names; a bare "the Coordination Committee" is the one whose whole name the text tells."""
    span = frame.span(found.start("body"), found.end("body"))
    name = " ".join(document.text[span.start : span.end].replace("*", "").split())
    if re.search(rf"\b{_GROUP}$", name):
        whole = re.search(re.escape(name) + _LONGER, document.plain)
        if whole is None:
            return None
        name = " ".join(whole[0].replace("*", "").split())
    return Agent("body", name, iris.thing("body", name).value, resolution="a body of this text alone")
