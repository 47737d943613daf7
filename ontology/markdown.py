"""The documentation of the ontology as Markdown: what the server shows at `/ontology`, for readers of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.document import EXCLUDES, CodeList, OntologyDocument, Section, Term, written
from ontology.history import Release
from ontology.pitfalls import CHECKS, EVERY, NO_EXAMPLE, Excuse

Cells = Sequence[object]

# What a table says of a term in its own columns, or where the other term says it.
_ELSEWHERE = frozenset({"used on", "points at", "has", "pointed at by", "in the list", EXCLUDES})


@dataclass(frozen=True, slots=True)
class Beside:
    """What other parts know of terms: `shapes` names by IRI, `examples` the thing and the value by the name, and
    `missing` why there is none, by the local name."""

    shapes: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[str, str]]
    missing: Mapping[str, str]


def table(head: Cells, rows: Iterable[Cells]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def terms(page: OntologyDocument, beside: Beside, folder: str) -> str:
    """Every part with its picture, which lies in `folder`, its classes, properties and codes."""
    return "\n".join(part for section in page.sections for part in _section(section, beside, folder))


def _section(section: Section, beside: Beside, folder: str) -> Iterator[str]:
    yield f"### {section.title}\n\n{section.about}\n\n![{section.title}]({folder}/{section.slug}.svg)\n"
    rows: Iterable[Cells] = ([*_named(term), _relations(term), *_rest(term, beside)] for term in section.classes)
    yield table(["class", "says", "relates", "shapes", "example"], rows)
    rows = (
        [
            *_named(term),
            f"{_ends(term, 'used on')} → {_ends(term, 'points at')}",
            _relations(term),
            *_rest(term, beside),
        ]
        for term in section.properties
    )
    yield table(["property", "says", "from → to", "relates", "shapes", "example"], rows)
    yield from (_codes(codes, beside) for codes in section.code_lists)


def _codes(codes: CodeList, beside: Beside) -> str:
    rows = ([*_named(code), _example(code, beside) or "none in the data"] for code in codes.codes)
    return f"Codes of `{codes.of.name}`:\n\n" + table(["code", "says", "example"], rows)


def _named(term: Term) -> Cells:
    return f"`{term.name}`", f"**{term.label}**: {term.definition}"


def _ends(term: Term, said: str) -> str:
    return ", ".join(f"`{written(iri)}`" for iri in term.related(said)) or "anything"


def _relations(term: Term) -> str:
    told = [f"{said} {_ends(term, said)}" for said, _ in term.relations if said not in _ELSEWHERE]
    return "; ".join([*(["at most one"] if term.single else []), *told])


def _rest(term: Term, beside: Beside) -> Cells:
    shapes = ", ".join(f"`{name}`" for name in beside.shapes.get(term.iri, ()))
    return shapes, _example(term, beside) or f"None: {beside.missing.get(term.local, '')}"


def _example(term: Term, beside: Beside) -> str:
    if term.name not in beside.examples:
        return ""
    thing, value = beside.examples[term.name]
    return f"{_linked(thing)}{f' → {_linked(value)}' if value else ''}"


def _linked(value: str) -> str:
    """A link for an IRI, under its last parts; a text as it is."""
    if not value.startswith(("http://", "https://")):
        text = " ".join(value.split())
        return f"“{text}”" if len(text) <= 80 else f"“{text[:80]} …”"
    short = written(value)
    return f"`{short}`" if short != value else f"[{value.partition('/unkg/')[2] or value}]({value})"


def alignments(page: OntologyDocument) -> str:
    """How our terms stand to those of others."""
    rows = ([f"`{written(a.term)}`", a.said, f"[`{a.name}`]({a.other})", a.vocabulary] for a in page.alignments)
    return table(["ours", "stands so", "theirs", "vocabulary"], rows)


def versions(releases: Sequence[Release]) -> str:
    """What changed from version to version, newest first."""
    return "\n".join(f"### {release.version}\n\n{_changes(release, release is releases[-1])}" for release in releases)


def _changes(release: Release, first: bool) -> str:
    if first:
        return f"The first version, with {release.terms} terms.\n"
    changed = ", ".join(f"{name} ({what})" for name, what in release.changed)
    told = (("New", ", ".join(release.added)), ("Withdrawn", ", ".join(release.withdrawn)), ("Changed", changed))
    return "".join(f"- {words}: {names}.\n" for words, names in told if names)


def checks(excuses: Iterable[Excuse]) -> str:
    """What is looked for, and what is found and meant so."""
    looked_for = "".join(f"- {words}\n" for _, words in CHECKS.values())
    rows = (
        [excuse.pitfall.replace("-", " "), "every relation" if excuse.term == EVERY else excuse.term, excuse.reason]
        for excuse in excuses
        if excuse.pitfall != NO_EXAMPLE
    )
    return f"{looked_for}\n{table(['found', 'on', 'why it is meant so'], rows)}"
