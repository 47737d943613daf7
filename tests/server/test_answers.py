"""The example queries answer over the project's own articles what `queries/answers/` holds."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from server.answers import answers
from server.examples import FOLDER, Example, examples
from triples.snapshot import current

QUESTIONS = 38  # 18 competency questions and 20 more


@pytest.fixture(scope="module")
def given(own: Path) -> Mapping[str, bytes]:
    return dict(answers(current(own).load()))


def test_there_are_as_many_questions_as_were_promised() -> None:
    assert len(examples()) >= QUESTIONS


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_a_question_has_the_answer_that_is_written_down(example: Example, given: Mapping[str, bytes]) -> None:
    (kept,) = (FOLDER / "answers").glob(f"{example.name}.*")
    assert given[kept.name].decode().split("\n") == kept.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_answer_in_plain_words_goes_with_it(example: Example) -> None:
    assert example.answer.endswith(".")
    assert "un:" not in example.answer


def test_no_answer_is_empty_and_none_is_left_over() -> None:
    kept = {path.stem: path for path in (FOLDER / "answers").iterdir()}
    assert kept.keys() == {example.name for example in examples()}
    assert all(path.read_text(encoding="utf-8").count("\n") > 1 for path in kept.values())


def test_answers_name_no_place_on_this_machine() -> None:
    assert not any(str(Path.home()) in path.read_text(encoding="utf-8") for path in (FOLDER / "answers").iterdir())
