"""Updates taken apart: operations, their declarations, their dataset, the graph for what has none."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from server import updates
from server.problems import Problem
from server.updates import Operation, admitted, guarded, operations

HOME = "http://home.example/"


def only(text: str) -> Operation:
    (operation,) = operations(text)
    return operation


def after(*texts: str) -> set[str]:
    """What is in the store after the updates, as `graph subject`."""
    store = Store()
    for text in texts:
        store.update(text)
    return {f"{_name(quad)} {quad.subject.value}" for quad in store}  # type: ignore[union-attr]


def _name(quad: Quad) -> str:
    return "-" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("", []),
        ("# nothing at all", []),
        ("PREFIX a: <urn:a>", []),
        ("CLEAR ALL", ["CLEAR"]),
        ("insert data {}; Delete Data {} ; DELETE WHERE {}", ["INSERT DATA", "DELETE DATA", "DELETE WHERE"]),
        ("DELETE {} WHERE {} ; INSERT {} WHERE {} ;", ["MODIFY", "MODIFY"]),
        ("WITH <urn:g> DELETE {} INSERT {} WHERE {}", ["MODIFY"]),
        ("LOAD <urn:x>; DROP SILENT GRAPH <urn:x>; ADD DEFAULT TO <urn:g>", ["LOAD", "DROP", "ADD"]),
        ("PREFIX drop: <urn:d> INSERT DATA { drop:clear <urn:load;> 'CLEAR ; ALL' } # ; MOVE", ["INSERT DATA"]),
        ("INSERT DATA { <urn:s> <urn:p> 1 ; <urn:q> 2 }", ["INSERT DATA"]),
    ],
)
def test_operations_are_told_apart_by_the_semicolons_between_them(text: str, verbs: list[str]) -> None:
    assert [operation.verb for operation in operations(text)] == verbs


def test_a_declaration_reaches_all_operations_after_it() -> None:
    text = """PREFIX a: <urn:a:> INSERT DATA { a:s a:p 1 } ;
      BASE <http://b.example/> # ; a comment
      PREFIX b: <urn:b:>
      INSERT DATA { <s> b:p 1 . a:t a:p 1 } ; PREFIX a: <urn:c:> INSERT DATA { a:s a:p 1 }"""
    assert after(*(operation.text for operation in operations(text))) == {
        "- urn:a:s",
        "- http://b.example/s",
        "- urn:a:t",
        "- urn:c:s",
    }


def test_a_guarded_update_is_read_whole_and_does_nothing() -> None:
    text = "PREFIX a: <urn:a:>\nINSERT DATA { a:s a:p 1 } ;\n# why\nPREFIX b: <urn:b:> INSERT DATA { b:s b:p 1 }"
    store = Store()
    with pytest.raises(RuntimeError, match="does not exist"):
        store.update(guarded(text, "CLEAR GRAPH <urn:none>;"))
    assert len(store) == 0
    assert guarded(text, "X").split("\n")[2:4] == ["INSERT DATA { a:s a:p 1 } ;", "     "]
    with pytest.raises(SyntaxError, match="error at 5:"):
        store.update(guarded(text.replace("b:p 1", "b:p"), "CLEAR GRAPH <urn:none>;"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT { ?s <urn:new> 1 } WHERE { ?s ?p ?o }", {"- urn:in-one"}),
        ("INSERT { ?s <urn:new> 1 } WHERE { GRAPH ?g { ?s ?p ?o } }", {"- urn:in-two"}),
    ],
)
def test_the_dataset_of_a_request_is_what_a_pattern_reads(text: str, expected: set[str]) -> None:
    given = "INSERT DATA { <urn:plain> <urn:p> 1 GRAPH <urn:one> { <urn:in-one> <urn:p> 1 } "
    given += "GRAPH <urn:two> { <urn:in-two> <urn:p> 1 } }"
    done = after(given, only(text).using(["urn:one"], ["urn:two"]).text)
    assert done - after(given) == expected


def test_delete_where_takes_a_dataset_too() -> None:
    given = "INSERT DATA { <urn:s> <urn:p> 1 GRAPH <urn:one> { <urn:s> <urn:p> 1 . <urn:t> <urn:p> 1 } }"
    operation = only("PREFIX u: <urn:> DELETE WHERE # all { of it }\n { ?s u:p ?o } # done")
    assert after(given, operation.using(["urn:one"], []).text) == {"urn:one urn:s", "urn:one urn:t"}
    assert after(given, operation.using(["urn:none"], []).text) == after(given)


def test_data_and_management_have_no_dataset() -> None:
    for text in ("INSERT DATA { <urn:s> <urn:p> 1 }", "CLEAR ALL", "CREATE GRAPH <urn:g>"):
        assert only(text).using(["urn:one"], []).text == only(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT DATA { <urn:s> <urn:p> 1 }", {f"{HOME} urn:s"}),
        ("INSERT DATA { <urn:s> <urn:p> 1 ; <urn:q> 2 . GRAPH <urn:g> { <urn:t> <urn:p> 1 } . <urn:u> <urn:p> 1 . }",
         {f"{HOME} urn:s", "urn:g urn:t", f"{HOME} urn:u"}),
        ("INSERT DATA { GRAPH <urn:g> { <urn:t> <urn:p> '}' } # } GRAPH\n }", {"urn:g urn:t"}),
        ("INSERT DATA {}", set()),
        ("INSERT DATA { <urn:s> <urn:p> <urn:o> {| <urn:q> 1 |} }", {f"{HOME} urn:s"}),
        ("INSERT { ?s <urn:p> 1 } WHERE { VALUES ?s { <urn:s> } }", {f"{HOME} urn:s"}),
        ("WITH <urn:g> INSERT { ?s <urn:p> 1 } WHERE { VALUES ?s { <urn:s> } }", {"urn:g urn:s"}),
        ("INSERT { ?s <urn:p> 1 } USING <urn:g> WHERE { VALUES ?s { <urn:s> } }", {f"{HOME} urn:s"}),
    ],
)  # fmt: skip
def test_what_is_stated_without_a_graph_goes_home(text: str, expected: set[str]) -> None:
    found = {entry for entry in after(only(text).at_home(HOME).text) if "_:" not in entry}
    assert expected <= found
    assert not any(entry.startswith("- ") for entry in found)
    assert len({entry.split()[0] for entry in found}) == len({entry.split()[0] for entry in expected})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DELETE DATA { <urn:s> <urn:p> 1 }", {"- urn:s", "urn:g urn:s"}),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", {"- urn:s", "urn:g urn:s"}),
        ("DELETE WHERE { ?s ?p ?o }", {"- urn:s", "urn:g urn:s"}),
        ("DELETE WHERE { GRAPH <urn:g> { ?s ?p ?o } }", {"- urn:s", f"{HOME} urn:s"}),
        ("CLEAR DEFAULT", {"- urn:s", "urn:g urn:s"}),
        ("DROP SILENT DEFAULT", {"- urn:s", "urn:g urn:s"}),
        ("MOVE DEFAULT TO <urn:h>", {"- urn:s", "urn:g urn:s", "urn:h urn:s"}),
        ("COPY GRAPH <urn:g> TO DEFAULT", {"- urn:s", "urn:g urn:s", f"{HOME} urn:s"}),
        ("CLEAR GRAPH <urn:g>", {"- urn:s", f"{HOME} urn:s"}),
    ],
)
def test_what_is_taken_out_without_a_graph_is_taken_from_home(text: str, expected: set[str]) -> None:
    everywhere = " ".join(f"GRAPH <{name}> {{ <urn:s> <urn:p> 1 }}" for name in (HOME, "urn:g"))
    given = f"INSERT DATA {{ <urn:s> <urn:p> 1 {everywhere} }}"
    assert after(given, only(text).at_home(HOME).text) == expected


def test_load_is_refused_and_load_silent_does_nothing() -> None:
    with pytest.raises(Problem, match="LOAD reaches out") as caught:
        admitted(only("LOAD <http://a.example/> INTO GRAPH <urn:g>"), sealed=True)
    assert caught.value.status == 403
    assert admitted(only("LOAD SILENT <http://a.example/>"), sealed=True) is None


def test_service_is_refused_and_its_silence_kept_where_the_network_is_shut() -> None:
    silent = only("INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://a.example/> { ?s ?p ?o } }")
    assert admitted(silent, sealed=True) is silent
    loud = "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o . SERVICE ?x { ?s ?p ?o } }"
    for operation, sealed in ((silent, False), (only(loud), True)):
        with pytest.raises(Problem, match="SERVICE reaches out"):
            admitted(operation, sealed)


def test_a_name_that_only_looks_like_service_is_no_call() -> None:
    text = "PREFIX service: <urn:> INSERT { ?service service:service 'SERVICE' } WHERE { ?service ?load <urn:service> }"
    assert admitted(only(text), sealed=False) is not None


@pytest.mark.parametrize("clause", ["USING <urn:g>", "USING NAMED <urn:g>"])
def test_a_dataset_in_both_request_and_update_is_a_contradiction(clause: str) -> None:
    with pytest.raises(Problem) as caught:
        updates.refuse_two_datasets(operations(f"CLEAR ALL; INSERT {{}} {clause} WHERE {{}}"))
    assert caught.value.status == 400
    with pytest.raises(Problem):
        updates.refuse_two_datasets(operations("WITH <urn:g> INSERT {} WHERE {}"))
    updates.refuse_two_datasets(operations("INSERT { GRAPH <urn:with> {} } WHERE { GRAPH <urn:using> {} }"))
