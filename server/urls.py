"""Every link is made here. Two bases are kept apart:

- *identity*: the IRIs of things. A setting; never taken from a request.
- *delivery*: where this server is reached. `root` is the path it is mounted under, empty at the top of a host. Links
  are paths, so that host and scheme are whatever the reader used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode

from ontology.terms import PREFIXES

Dataset = Sequence[tuple[str, str]]

_ONTOLOGY = PREFIXES["un"]
_SAFE = "/:@!$&'()*+,;=~-._"  # what a path may hold as it is (RFC 3986, section 3.3)


@dataclass(frozen=True, slots=True)
class Urls:
    """Links for one request. Pages are linked in the language `lang`, where the reader has asked for one."""

    identity: str
    root: str = ""
    lang: str = ""

    def thing(self, path: str) -> NamedNode | None:
        """The IRI of the thing with this path (`state/china`), or None where no IRI can have it."""
        try:
            return NamedNode(f"{self.identity}id/{path}")
        except ValueError:
            return None

    def path_of(self, iri: str) -> str | None:
        """The path of a thing of ours (`state/china`), None for other IRIs."""
        prefix = f"{self.identity}id/"
        return iri.removeprefix(prefix) if iri.startswith(prefix) and iri != prefix else None

    def link(self, iri: str) -> str:
        """Where a reader finds out about an IRI: our page of it, our ontology, or the IRI itself."""
        path = self.path_of(iri)
        if path is not None:
            return self.page(path)
        if iri.startswith(_ONTOLOGY):
            return f"{self.at('ontology')}#{quote(iri.removeprefix(_ONTOLOGY))}"
        return iri

    def here(self, iri: str) -> bool:
        """Whether `link` leads to a page of ours."""
        return self.path_of(iri) is not None or iri.startswith(_ONTOLOGY)

    def page(self, path: str, page: int = 1, **more: str) -> str:
        """The page of a thing; `more` are other parameters, of which empty ones are left out."""
        return self.to(f"page/{path}", page, **more)

    def to(self, path: str, page: int = 1, **more: str) -> str:
        """A page of ours, by its path; `more` as for `page`."""
        given = {**more, "page": str(page) if page > 1 else "", "lang": self.lang}
        parameters = urlencode({name: value for name, value in given.items() if value})
        return self.at(path) + (f"?{parameters}" if parameters else "")

    def data(self, path: str, suffix: str = "", page: int = 1) -> str:
        """The data document of a thing, of which long ones have pages; without a suffix its format is negotiated."""
        return self.at(f"data/{path}") + (f".{suffix}" if suffix else "") + (f"?page={page}" if page > 1 else "")

    def query(self, text: str = "", format: str = "", example: str = "", page: int = 1, dataset: Dataset = ()) -> str:
        """The query address, with a query to run over a dataset (`SparqlRequest.dataset`), or an example to load."""
        given = [("query", text), ("format", format), ("example", example), ("page", str(page) if page > 1 else "")]
        parameters = urlencode([(name, value) for name, value in (*given, *dataset) if value])
        return self.at("sparql") + (f"?{parameters}" if parameters else "")

    def at(self, path: str) -> str:
        """Any other address of this server."""
        return f"{self.root}/{quote(path, safe=_SAFE)}"
