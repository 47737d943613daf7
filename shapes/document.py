"""The shapes as the data of a readable page: what each asks for, of what, and an edit that breaks it. No HTML.

`broken.txt` has the edits: the tests apply each to a small world of invented states, and the page shows it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ontology.names import shorten
from ontology.terms import PREFIXES, RDF, SH

FOLDER: Final = Path(__file__).resolve().parent
BREAKS: Final = FOLDER / "broken.txt"
NAMESPACE: Final = "https://w3id.org/unkg/shapes#"
UN: Final = PREFIXES["un"]

_Node = NamedNode | BlankNode | Literal
_Said = Mapping[_Node, Mapping[NamedNode, list[_Node]]]

_TARGETS: Final = (
    ("every", SH.targetClass),
    ("what has", SH.targetSubjectsOf),
    ("what is a value of", SH.targetObjectsOf),
    ("the node", SH.targetNode),
)
_CHECKS: Final = (
    ("at least", SH.minCount),
    ("at most", SH.maxCount),
    ("of class", SH.class_),
    ("of datatype", SH.datatype),
    ("of kind", SH.nodeKind),
    ("exactly", SH.hasValue),
    ("one of", SH.in_),
    ("matches", SH.pattern),
    ("letters at least", SH.minLength),
    ("letters at most", SH.maxLength),
    ("from", SH.minInclusive),
    ("more than", SH.minExclusive),
    ("up to", SH.maxInclusive),
    ("less than", SH.maxExclusive),
    ("before", SH.lessThan),
    ("not after", SH.lessThanOrEquals),
    ("other than", SH.disjoint),
    ("same as", SH.equals),
    ("one a language", SH.uniqueLang),
    ("either", SH.or_),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of the small world that breaks a rule: statements that it takes away and adds; `also` breaks others."""

    away: tuple[str, ...]
    added: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape. `of` are the shapes of nodes that ask for it, `targets` and `checks` pairs of words and terms, `path`
    where it looks from the node, `query` its SPARQL; `terms` are the IRIs of ours that it speaks of."""

    iri: str
    title: str
    message: str
    path: str
    of: tuple[str, ...]
    targets: tuple[tuple[str, tuple[str, ...]], ...]
    checks: tuple[tuple[str, tuple[str, ...]], ...]
    query: str
    warning: bool
    terms: tuple[str, ...]
    edit: Edit | None

    @property
    def local(self) -> str:
        """The name without its namespace, which is its place on the page."""
        return self.iri.removeprefix(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Concern:
    """A file of shapes, in the order of the file; `title` is its first line."""

    slug: str
    title: str
    shapes: tuple[Shape, ...]


def concerns() -> tuple[Concern, ...]:
    """Every file of shapes, by name."""
    edits = breaks()
    files = sorted(FOLDER.glob("*.ttl"))
    said = {file: _read(file) for file in files}
    users = _users(said.values())
    return tuple(_concern(file, said[file], users, edits) for file in files)


def by_term(found: Iterable[Concern]) -> Mapping[str, tuple[Shape, ...]]:
    """The shapes that speak of each term of ours, in order of name."""
    of: dict[str, list[Shape]] = defaultdict(list)
    for shape in (shape for concern in found for shape in concern.shapes):
        for term in shape.terms:
            of[term].append(shape)
    return {term: tuple(sorted(shapes, key=lambda shape: shape.local)) for term, shapes in of.items()}


def breaks() -> Mapping[str, Edit]:
    """The edit that breaks each rule, by the rule's name."""
    found = {}
    for block in re.split(r"^= ", BREAKS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        rule, *lines = [line for line in block.splitlines() if line]
        also = [name for line in lines if line.startswith("also ") for name in line.split()[1:]]
        away, added = (tuple(line[2:] for line in lines if line[0] == sign) for sign in "-+")
        found[rule] = Edit(away, added, tuple(also))
    return found


def _read(file: Path) -> _Said:
    said: dict[_Node, dict[NamedNode, list[_Node]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=file, format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode | BlankNode)
        assert isinstance(quad.object, NamedNode | BlankNode | Literal)
        said[quad.subject][quad.predicate].append(quad.object)
    return said


def _users(files: Iterable[_Said]) -> Mapping[str, tuple[str, ...]]:
    """For each shape of a property the shapes of nodes that ask for it."""
    of: dict[str, set[str]] = defaultdict(set)
    for said in files:
        for shape, properties in said.items():
            for part in (*properties.get(SH.property, ()), *_listed(said, properties.get(SH.or_, ()))):
                of[_iri(part)].add(_iri(shape))
    return {part: tuple(sorted(users)) for part, users in of.items()}


def _concern(file: Path, said: _Said, users: Mapping[str, tuple[str, ...]], edits: Mapping[str, Edit]) -> Concern:
    title = file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    kinds = {SH.NodeShape, SH.PropertyShape}
    shapes = [node for node, about in said.items() if kinds & {*about.get(RDF.type, ())}]
    return Concern(file.stem, title, tuple(_shape(said, node, users, edits) for node in shapes))


def _shape(said: _Said, node: _Node, users: Mapping[str, tuple[str, ...]], edits: Mapping[str, Edit]) -> Shape:
    about, iri = said[node], _iri(node)
    query = next((_text(said[rule], SH.select) for rule in about.get(SH.sparql, ())), "")
    mentioned = {_iri(term) for term in _below(said, node) if _iri(term).startswith(UN)}
    return Shape(
        iri=iri,
        title=_text(about, SH.name),
        message=_text(about, SH.message),
        path=" or ".join(_path(said, path) for path in about.get(SH.path, ())),
        of=users.get(iri, ()),
        targets=_pairs(said, about, _TARGETS),
        checks=_pairs(said, about, _CHECKS),
        query=_straight(query),
        warning=SH.Warning in about.get(SH.severity, ()),
        terms=tuple(sorted(mentioned | {f"{UN}{name}" for name in re.findall(r"\bun:(\w+)", query)})),
        edit=edits.get(iri.removeprefix(NAMESPACE)),
    )


def _pairs(
    said: _Said, about: Mapping[NamedNode, list[_Node]], table: Iterable[tuple[str, NamedNode]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = ((words, _values(said, about.get(predicate, ()))) for words, predicate in table)
    return tuple((words, values) for words, values in found if values)


def _values(said: _Said, nodes: Iterable[_Node]) -> tuple[str, ...]:
    """IRIs, literals' texts, and the members of lists."""
    return tuple(node.value for node in _listed(said, nodes) if isinstance(node, NamedNode | Literal))


def _listed(said: _Said, nodes: Iterable[_Node]) -> Iterator[_Node]:
    for node in nodes:
        if isinstance(node, BlankNode) and RDF.first in said[node]:
            yield from (*said[node][RDF.first], *_listed(said, said[node][RDF.rest]))
        elif node != RDF.nil:
            yield node


def _path(said: _Said, node: _Node) -> str:
    """A property path as SPARQL writes it (SHACL, section 2.3.1)."""
    if isinstance(node, NamedNode):
        return shorten(node.value)
    about = said[node]
    if RDF.first in about:
        return " / ".join(_path(said, step) for step in _listed(said, [node]))
    if SH.inversePath in about:
        return f"^{_path(said, about[SH.inversePath][0])}"
    return " | ".join(_path(said, way) for way in _listed(said, about[SH.alternativePath]))


def _below(said: _Said, node: _Node) -> Iterator[_Node]:
    """What a shape says itself, through blank nodes, and not what other shapes that it names say."""
    for objects in said[node].values() if node in said else ():
        for value in objects:
            yield value
            if isinstance(value, BlankNode):
                yield from _below(said, value)


def _iri(node: _Node) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _text(about: Mapping[NamedNode, list[_Node]], predicate: NamedNode) -> str:
    return next((node.value for node in about.get(predicate, ()) if isinstance(node, Literal)), "")


def _straight(query: str) -> str:
    """The query without the margin that it has in the file."""
    lines = [line for line in query.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return "\n".join(line[margin:].rstrip() for line in lines)
