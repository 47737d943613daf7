"""The typed terms are exactly the vocabulary's."""

from pathlib import Path

import mypy.api
import pytest
from pyoxigraph import NamedNode

from ontology import generate, terms
from ontology.files import FOLDER
from ontology.terms import PREFIXES, PROV, SH, UN


def test_regenerating_the_modules_changes_no_byte(tmp_path: Path) -> None:
    generate.main(tmp_path)
    for name in ("terms.py", "reused.py"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "run python -m ontology.generate"


def test_a_term_is_a_named_node_in_its_namespace() -> None:
    assert UN.tallyFor == NamedNode("https://w3id.org/unkg/ontology#tallyFor")
    assert PROV.wasDerivedFrom == NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")


def test_a_name_that_python_reserves_gets_an_underscore() -> None:
    assert SH.in_ == NamedNode("http://www.w3.org/ns/shacl#in")


@pytest.mark.parametrize("vocabulary", [getattr(terms, prefix.upper()) for prefix in sorted(PREFIXES)])
def test_a_misspelt_term_is_an_error(vocabulary: type) -> None:
    with pytest.raises(AttributeError):
        vocabulary.Misspelt  # noqa: B018


def test_every_prefix_is_a_vocabulary_whose_terms_begin_with_its_namespace() -> None:
    for prefix, namespace in PREFIXES.items():
        members = vars(getattr(terms, prefix.upper())).values()
        values = [member.value for member in members if isinstance(member, NamedNode)]
        assert values
        assert all(value.startswith(namespace) for value in values)


def test_prefixes_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        PREFIXES["x"] = "y"  # type: ignore[index]


def test_a_misspelt_term_is_an_error_to_the_type_checker(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program.py"
    program.write_text("from ontology.terms import SH, UN\nprint(UN.castBy)\nprint(UN.castsBy)\nprint(SH.mincount)\n")
    monkeypatch.setenv("MYPYPATH", str(root))
    report, _, _ = mypy.api.run(["--config-file=", "--explicit-package-bases", f"--cache-dir={tmp_path}", str(program)])
    faults = [line.partition("program.py:")[2] for line in report.splitlines() if "error:" in line]
    assert [fault.partition(":")[0] for fault in faults] == ["3", "4"], report
    assert all("[attr-defined]" in fault for fault in faults)
