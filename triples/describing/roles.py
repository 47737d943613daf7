"""From a title as written to a kind of office and the name that its post goes by.

Reports word one office in many ways ("UN ambassador", "envoy to the United Nations"); only wordings that cannot mean
another office share a name. A bare "ambassador" stays one, as deputies are called so too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from ontology.terms import UN
from triples.rdf import brief

_LONGEST_NAME = 5  # words: with the holder's name it stays a name

Served = Literal["state", "body", "nobody"]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of office (a concept of the role types) and the name of the post, in lower case."""

    type: NamedNode
    name: str


_UN = r"(?:un|u\.n\.|united nations)"
_ENVOY = r"(?:ambassador|envoy|representative)"
# Pattern on the folded title, whom the post serves, kind, name of the post ("": the title itself). First hit counts.
_RULES: tuple[tuple[str, Served | None, NamedNode, str], ...] = (
    (
        rf"deputy (?:permanent representative|{_UN} {_ENVOY}|ambassador|envoy)",
        "state",
        UN.DeputyPermanentRepresentative,
        "deputy permanent representative to the united nations",
    ),
    (
        rf"permanent representative|^{_UN} (?:ambassador|envoy)$|^{_ENVOY} to (?:the )?{_UN}$",
        "state",
        UN.PermanentRepresentative,
        "permanent representative to the united nations",
    ),
    (
        r"(?:foreign ministry|ministry of foreign affairs).*spokesperson",
        "state",
        UN.Spokesperson,
        "foreign ministry spokesperson",
    ),
    (
        r"spokesperson.*(?:foreign ministry|ministry of foreign affairs)",
        "state",
        UN.Spokesperson,
        "foreign ministry spokesperson",
    ),
    (r"spokesperson", None, UN.Spokesperson, ""),
    (r"(?:deputy|vice) (?:foreign )?minister", "state", UN.DeputyMinister, ""),
    (
        r"^(?:foreign minister|minister (?:of|for) foreign affairs|foreign secretary|secretary of state)$",
        "state",
        UN.ForeignMinister,
        "foreign minister",
    ),
    (r"^(?:prime minister|premier|chancellor)$", "state", UN.HeadOfGovernment, ""),
    (r"\bminister\b", "state", UN.Minister, ""),
    (r"^(?:president|king|queen|emperor|emir|sultan)$", "state", UN.HeadOfState, ""),
    (r"deputy high commissioner", None, UN.DeputyHighCommissioner, ""),
    (
        r"high commissioner for human rights|^(?:(?:top|senior) )?(?:un )?(?:human )?rights chief$",
        "body",
        UN.HighCommissioner,
        "high commissioner for human rights",
    ),
    (r"high commissioner", "body", UN.HighCommissioner, ""),
    (r"deputy secretary general", "body", UN.DeputySecretaryGeneral, ""),
    (r"under secretary general", "body", UN.UnderSecretaryGeneral, ""),
    (r"assistant secretary general", "body", UN.AssistantSecretaryGeneral, ""),
    (r"^(?:un )?(?:secretary general|chief)$", "body", UN.SecretaryGeneral, "secretary general"),
    (r"special rapporteur", "body", UN.SpecialRapporteur, ""),
    (r"independent expert", "body", UN.IndependentExpert, ""),
    (r"special representative", None, UN.SpecialRepresentative, ""),
    (r"special envoy", None, UN.SpecialEnvoy, ""),
    (r"vice (?:chair|president)", "body", UN.ViceChair, ""),
    (r"\bchair\b|^(?:led|presided over|headed) .*(?:inquiry|investigation|commission)", "body", UN.Chair, "chair"),
    (r"^head (?:of the )?(?:inquiry|investigator|commission)", "body", UN.Chair, "chair"),
    (r"president", "body", UN.PresidentOfBody, ""),
    (r"executive director", "body", UN.ExecutiveDirector, ""),
    (r"director", None, UN.Director, ""),
    (r"commissioner", "body", UN.Commissioner, ""),
    (r"prosecutor", None, UN.Prosecutor, ""),
    (r"\bjudge\b", None, UN.Judge, ""),
    (r"senator|congress(?:man|woman)|member of parliament", "state", UN.Legislator, ""),
    (r"\bambassador\b", "state", UN.Ambassador, ""),
    (r"delegate", None, UN.Delegate, ""),
    (r"counsellor|counselor|diplomat|charg. d.affaires|attach.|envoy|representative", "state", UN.Diplomat, ""),
)
_GENDERED = (
    (re.compile(r"\bspokes(?:man|woman|people)\b"), "spokesperson"),
    (re.compile(r"\bchair(?:man|woman|person)\b"), "chair"),
)


def role(title: str, served: Served) -> Role:
    """The role that a title names, for a holder who serves a state, a body or nobody."""
    said = folded(title)
    for pattern, whom, kind, name in _RULES:
        if whom in (None, served) and re.search(pattern, said):
            return Role(kind, name or brief(said, _LONGEST_NAME))
    return Role(UN.OfficialRole, brief(said, _LONGEST_NAME))


def folded(title: str) -> str:
    """Lower case, no article in front, no hyphens, one word for both sexes."""
    words = " ".join(title.lower().replace("-", " ").split()).removeprefix("the ")
    for pattern, neutral in _GENDERED:
        words = pattern.sub(neutral, words)
    return words
