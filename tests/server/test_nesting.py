"""How deep documents are, told from their text."""

import pytest

from server.nesting import declares_entities, too_deep

DEEP = {
    "turtle": b"<a:s> <a:p> [ <a:q> ( [ <a:r> 1 ] ) ] .",
    "trig": b"<a:g> { <a:s> <a:p> ( [ ] ) }",
    "ntriples": b"<a:s> <a:p> <<( <a:s> <a:p> <<( <a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> )>> )>> .",
    "jsonld": b'{"a:p": [{"a:q": 1}]}',
    "rdfxml": b"<a><b><c/><d>text</d></b></a>",
}
FLAT = {
    "turtle": b"<a:s> <a:p> '((((', \"[[[[\", '''{{{{''', <a:((((> . # ((((\n a:\\( a:\\( a:\\( a:\\( .",
    "jsonld": b'{"[[[[": "{{{{", "\\"((((": "[[[["}',
    "rdfxml": b"<a><!-- <a><b><c><d> --><![CDATA[<a><b><c><d>]]><b x='<<<<>'/><b/><b/><b></b><?x <a><b> ?></a>",
}


@pytest.mark.parametrize("format", DEEP)
def test_levels_are_counted(format: str) -> None:
    assert too_deep(DEEP[format], format, 2)
    assert not too_deep(DEEP[format], format, 3)


@pytest.mark.parametrize("format", FLAT)
def test_what_stands_in_texts_names_and_comments_does_not_count(format: str) -> None:
    assert not too_deep(FLAT[format], format, 2)


@pytest.mark.parametrize("format", ["turtle", "jsonld", "rdfxml"])
@pytest.mark.parametrize("text", [b"'", b'"', b"'''", b'"""', b"<", b"<a", b"<!--", b"<![CDATA[", b'<a "', b"\\", b"#"])
def test_what_never_ends_is_read_to_the_end_once(format: str, text: bytes) -> None:
    document = text * (1_000_000 // len(text)) + b"(" * 60 + b"[" * 60
    assert isinstance(too_deep(document, format, 50), bool)


def test_entities_are_found() -> None:
    assert declares_entities(b'<!DOCTYPE r [ <!entity a "b"> ]><r/>')
    assert not declares_entities(b'<!DOCTYPE r SYSTEM "x.dtd"><r>&amp;</r>')
