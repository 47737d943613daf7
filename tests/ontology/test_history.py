"""Versions of the vocabulary: each kept as it was, and what changed between them."""

import dataclasses

from ontology.document import document
from ontology.files import read_ontology
from ontology.history import compare, earlier, history, read_version


def test_every_version_before_this_one_is_kept_under_its_own_name() -> None:
    assert earlier() == ("0.1.0",)
    for version in earlier():
        page = document(read_version(version))
        assert page.version == version
        assert dict(page.facts)["Address of this version"] == f"{page.iri}/{version}"


def test_each_version_names_the_one_before() -> None:
    versions = [*earlier(), document(read_ontology()).version]
    documents = [*(document(read_version(version)) for version in earlier()), document(read_ontology())]
    before = [dict(page.facts).get("Version before", "").rpartition("/")[2] for page in documents]
    assert before == ["", *versions[:-1]]


def test_the_newest_comes_first_and_says_what_came_went_and_changed() -> None:
    newest, first = history()
    assert (newest.version, first.version) == (document(read_ontology()).version, "0.1.0")
    assert "PositionChange" in newest.added
    assert newest.withdrawn == ("resolution",)
    assert ("State", "definition, close to") in newest.changed
    assert (first.withdrawn, first.changed) == ((), ())
    assert first.terms == len(first.added)


def test_a_version_is_no_different_from_itself() -> None:
    page = document(read_ontology())
    release = compare(page, page)
    assert (release.added, release.withdrawn, release.changed) == ((), (), ())


def test_what_only_follows_from_a_change_elsewhere_is_not_told_twice() -> None:
    page = document(read_ontology())
    (bodies, *others) = page.sections
    seat = next(term for term in bodies.classes if term.local == "Seat")
    other = dataclasses.replace(seat, relations=(*seat.relations, ("includes", ("x",))))
    classes = tuple(other if term is seat else term for term in bodies.classes)
    changed = dataclasses.replace(page, sections=(dataclasses.replace(bodies, classes=classes), *others))
    assert compare(page, changed).changed == ()
