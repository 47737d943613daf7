"""The page of a thing as HTML: of its kind where it has one, else of all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from pyoxigraph import NamedNode

from ontology.terms import UN
from server import problems, things
from server.asking import Asker
from server.context import asker, context, settings, urls
from server.documents import DOCUMENTS
from server.labels import labels
from server.pages import pictures
from server.pages.kinds import Kind, kind_of
from server.pages.passages import passages, stretches
from server.pages.reading import LONG, Wish, listing, mentioned, types
from server.pages.sources import Source, content_hash
from server.pages.states import CHOICES

_CODES = (*CHOICES, UN.Adopted, UN.Rejected)  # which legends name
STATEMENTS = "statements"  # `?view=`: every statement, with who says it


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: the path of its address, its IRI, and its classes."""

    path: str
    thing: NamedNode
    types: tuple[NamedNode, ...]


def page(path: str, thing: NamedNode, number: int) -> str | None:
    """The page of a thing, or page `number` of one of its lists (`?list=`); None where nothing is known of it."""
    about = Subject(path, thing, types(asker(), thing))
    kind = kind_of(about.types)
    if kind is None or request.args.get("view") == STATEMENTS:
        return _statements(about, number, kind is not None)
    if wanted := request.args.get("list", ""):
        return _list(about, kind, wanted, number)
    found = kind.read(asker(), thing, Wish(day(request.args.get("on")) if kind.dated else "", number))
    return _rendered(kind.template, about, found, **_text(thing, found))


def day(written: str | None) -> str:
    """The day that is asked for as `YYYY-MM-DD`, empty without one; Problem (400) for anything else."""
    if written is None:
        return ""
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise problems.bad_request(f"on={written} is no day; write it as on=2015-12-10.") from None


def _statements(about: Subject, number: int, has_page: bool) -> str | None:
    found = things.describe(asker(), about.thing, number, settings().page_links)
    if found is None:
        return None
    said = passages(asker(), about.thing)
    return _rendered("statements.html", about, found, passages=said, page=number, has_page=has_page)


def _list(about: Subject, kind: Kind, wanted: str, number: int) -> str:
    known = kind.lists
    if wanted not in known:
        raise problems.bad_request(f"list={wanted} is not on this page; there are {', '.join(known)}.")
    found = listing(asker(), about.thing, known[wanted], number, LONG)
    return _rendered("list.html", about, found)


def _text(thing: NamedNode, found: object) -> dict[str, object]:
    """The text of a source beside what it says, where that is at hand."""
    if not (isinstance(found, Source) and found.places):
        return {}
    text = context().texts.find(content_hash(asker(), thing))
    return {"cut": tuple(stretches(text, found.places))} if text else {}


def _rendered(template: str, about: Subject, found: object, **more: object) -> str:
    ask: Asker = asker()
    names = labels(ask, [about.thing, *about.types, *_CODES, *mentioned((found, more))])
    return render_template(
        f"pages/{template}",
        about=about,
        found=found,
        names=names,
        label=names[about.thing.value],
        documents=DOCUMENTS,
        pictures=pictures,
        choices=CHOICES,
        adopted=UN.Adopted,
        rejected=UN.Rejected,
        urls=urls(),
        **more,
    )
