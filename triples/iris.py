"""Names of things and graphs, made from natural keys: the same input gives the same IRI, always."""

import re
import unicodedata
from functools import lru_cache

from pyoxigraph import NamedNode

BASE = "https://w3id.org/unkg/"

_APOSTROPHES = re.compile(r"[’'`ʼ]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)


@lru_cache(maxsize=1 << 14)  # the same few names come again and again
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: `Zeid Ra'ad al-Hussein` gives `zeid-raad-al-hussein`.

    Raises ValueError where nothing of the text can be written so, as an empty key would merge unlike things.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS_WITHOUT_DECOMPOSITION))
    folded = _APOSTROPHES.sub("", "".join(c for c in folded if not unicodedata.combining(c)).lower())
    made = _NOT_SLUG.sub("-", folded).strip("-")
    if not made:
        raise ValueError(f"no IRI can be made from {text!r}: it has no Latin letter or digit")
    return made


def thing(kind: str, *key: str) -> NamedNode:
    """The IRI of a thing: `thing("state", "China")` is `.../id/state/china`; several keys join with hyphens."""
    return NamedNode(f"{BASE}id/{kind}/{slug(' '.join(key))}")


def graph(*path: str) -> NamedNode:
    """The IRI of a named graph: `graph("article", "some-slug")` is `.../graph/article/some-slug`."""
    return NamedNode(f"{BASE}graph/{'/'.join(slug(part) for part in path)}")


ONTOLOGY = graph("ontology")
META = graph("meta")
INFERRED = graph("inferred")
DISCREPANCIES = graph("discrepancies")
LABELS = graph("labels")
QUARANTINE = graph("quarantine")
CURATION = graph("curation")
DERIVED = graph("derived")
