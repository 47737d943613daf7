"""The table of settings: what is in it, and how values are read."""

from dataclasses import fields
from pathlib import Path

import pytest

from ontology.errors import InputError
from server.settings import TABLE, Settings


def test_every_setting_is_in_the_table_with_help_flag_and_variable() -> None:
    assert [row.name for row in TABLE] == [row.name for row in fields(Settings)]
    for row in TABLE:
        assert row.about.help.endswith(".")
        assert row.flag == "--" + row.name.replace("_", "-")
        assert row.variable == "UNKG_" + row.name.upper()


def test_the_defaults_are_values_that_the_table_accepts() -> None:
    assert Settings.of({row.name: row.default for row in TABLE}) == Settings()


def test_text_is_converted() -> None:
    read = Settings.of({"port": "80", "timeout": "1.5", "store": "data", "default_graph": "plain"})
    assert (read.port, read.timeout, read.store, read.default_graph) == (80, 1.5, Path("data"), "plain")


def test_an_unknown_name_fails_and_a_near_one_is_offered() -> None:
    with pytest.raises(InputError, match="no setting 'time_out'; did you mean 'timeout'"):
        Settings.of({"time_out": "3"})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("port", "http", "--port: 'http' is not a whole number"),
        ("port", "70000", "--port: 70000 is too large; give 65535 or less"),
        ("timeout", "soon", "--timeout: 'soon' is not a number"),
        ("timeout", "nan", "too small"),
        ("timeout", "0", "too small"),
        ("default_graph", "both", "is not one of union, plain"),
        ("writable", "perhaps", "--writable: 'perhaps' is not true or false"),
    ],
)
def test_an_impossible_value_is_one_line_that_says_what_is_possible(name: str, value: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        Settings.of({name: value})


def test_the_environment_is_read_and_the_command_line_wins() -> None:
    environment = {"UNKG_PORT": "81", "UNKG_TIMEOUT": "2", "HOME": "/"}
    read = Settings.from_environment(environment, {"port": 82})
    assert (read.port, read.timeout) == (82, 2.0)


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("True", True), ("yes", True), ("0", False), ("false", False)]
)
def test_a_switch_is_read_from_the_usual_words(text: str, value: bool) -> None:
    assert Settings.from_environment({"UNKG_WRITABLE": text}, {}).writable is value
