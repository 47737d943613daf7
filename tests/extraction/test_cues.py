"""Where a pattern is tried only on texts that hold its cues, each of its matches holds one of them: proved from the
pattern itself."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import triples.extraction
from triples.extraction.actorwords import ACTOR_PHRASE, AFTER_THE
from triples.extraction.patterns import Cued

_MOST = 20_000  # strings that are followed side by side
Strings = frozenset[str] | None  # all that a part of a pattern can match, where they can be listed


class Proof:
    """Whether all that a pattern matches holds a cue. It follows the strings that run on from part to part for as long
    as they can be listed; one run whose strings all hold a cue is proof, as is a choice of which each branch is one."""

    def __init__(self, cues: tuple[str, ...]) -> None:
        self._cues = cues

    def of(self, pattern: str) -> bool:
        strings, proved = self._sequence(_parser.parse(pattern))
        return proved or self._all_hold(strings)

    def _all_hold(self, strings: Strings) -> bool:
        return strings is not None and all(any(cue in string for cue in self._cues) for string in strings)

    def _sequence(self, parts: Any) -> tuple[Strings, bool]:
        run, whole, proved = frozenset({""}), True, False
        for name, value in parts:
            strings, sure = self._part(name, value)
            proved = proved or sure
            if strings is not None and len(run) * len(strings) <= _MOST:
                run = frozenset(map("".join, product(run, strings)))
                continue
            proved, whole = proved or self._all_hold(run), False
            run = strings or frozenset({""})
        return (run if whole else None), proved or self._all_hold(run)

    def _part(self, name: Any, value: Any) -> tuple[Strings, bool]:
        match name:
            case _constants.LITERAL:
                return frozenset({chr(value)}), False
            case _constants.IN:
                return _letters(value), False
            case _constants.AT | _constants.ASSERT | _constants.ASSERT_NOT:
                return frozenset({""}), False
            case _constants.BRANCH:
                return self._branches(value[1])
            case _constants.SUBPATTERN if not value[1] & re.IGNORECASE:
                return self._sequence(value[3])
            case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
                return self._repeated(*value)
        return None, False

    def _branches(self, branches: list[Any]) -> tuple[Strings, bool]:
        read = [self._sequence(branch) for branch in branches]
        listed = [strings for strings, _ in read if strings is not None]
        return (frozenset().union(*listed) if len(listed) == len(read) else None), all(sure for _, sure in read)

    def _repeated(self, least: int, most: int, parts: Any) -> tuple[Strings, bool]:
        strings, sure = self._sequence(parts)
        if most > 1 or strings is None:
            return None, sure and least > 0
        return (strings if least else strings | {""}), sure and least > 0


def _letters(members: list[Any]) -> Strings:
    """The characters of a class, where it lists them."""
    found: set[str] = set()
    for name, value in members:
        if name is not _constants.LITERAL:
            return None
        found.add(chr(value))
    return frozenset(found)


def cued_patterns() -> Iterator[Any]:
    """Every pattern with cues in the package, by module and name."""
    for module in pkgutil.iter_modules(triples.extraction.__path__):
        named = vars(importlib.import_module(f"triples.extraction.{module.name}"))
        for name, value in named.items():
            if isinstance(value, Cued):
                yield pytest.param(value, id=f"{module.name}.{name}")


@pytest.mark.parametrize("cued", list(cued_patterns()))
def test_no_match_is_missed_where_no_cue_stands(cued: Cued) -> None:
    assert Proof(cued.cues).of(cued.pattern.pattern), "a match without any cue is possible: name one of each branch"


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (r"(?:asked|urged)(?: \w+ly)? by X", (" by ",)),
        ("shares? th(?:is|at)", ("share",)),
        (r"\w+ (?:voted for|backed) it", ("voted", "backed")),
        (r"a (?:no|flat refusal) from", ("no ", "refusal")),
        ("[Tt]o the dismay", ("To ", "to ")),
        (r"(?:in (?:the )?view|opinion)+", ("view", "opinion")),
    ],
)
def test_what_each_match_holds_is_proved(pattern: str, cues: tuple[str, ...]) -> None:
    assert Proof(cues).of(pattern)


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        ("(?:asked|urged)(?: by X)?", (" by ",)),
        ("(?:asked by|urged)", (" by",)),
        (r"a (?:flat|firm) (?:no|refusal)", ("flat ",)),
        (r"(?i:voted) for", ("voted",)),
        (r"\w+", ("vote",)),
        ("(?:vote)*", ("vote",)),
        ("[^v]ote", ("vote",)),
        ("(?=vote)", ("vote",)),
    ],
)
def test_what_a_match_may_lack_is_not_proved(pattern: str, cues: tuple[str, ...]) -> None:
    assert not Proof(cues).of(pattern)


def test_a_pattern_with_cues_finds_what_the_pattern_finds() -> None:
    cued = Cued(r"(?:asked|urged) by (\w+)", " by ")
    text = "Asked by Osk, urged by Orl, asked of none"
    assert [match[1] for match in cued.finditer(text)] == ["Orl"]
    assert (found := cued.search(text)) is not None
    assert found[1] == "Orl"


def test_a_pattern_is_not_tried_on_a_text_without_its_cues() -> None:
    cued = Cued(r"\w+", "vote")
    assert cued.search("the clerk") is None
    assert list(cued.finditer("the clerk")) == []


def _after_the(parts: Any, begun: frozenset[str]) -> frozenset[str]:
    """The words with which a pattern goes on after "the ": `begun` are the beginnings before these parts. A word ends
    with a mark behind it; a class stands for itself by its first character, and by a star where it is open."""
    for name, value in parts:
        more = frozenset(filter(_runs_on, begun))
        if not more:
            break
        begun = (begun - more) | _continued(name, value, more)
    return begun


def _runs_on(start: str) -> bool:
    """Whether the word behind "the " has not ended yet, or has not begun."""
    begun, word = start[:4].lower(), start[4:]
    return "the ".startswith(begun) and (not word or (word.isalpha() and word.islower()))


def _continued(name: Any, value: Any, begun: frozenset[str]) -> frozenset[str]:
    match name:
        case _constants.LITERAL:
            return frozenset(start + chr(value) for start in begun)
        case _constants.IN:
            return frozenset(start + char for start in begun for char in set(map(_stands_for, value)))
        case _constants.AT | _constants.ASSERT_NOT:
            return begun
        case _constants.ASSERT:
            return _after_the(value[1], begun) if value[0] > 0 else begun
        case _constants.BRANCH:
            return frozenset().union(*(_after_the(branch, begun) for branch in value[1]))
        case _constants.SUBPATTERN:
            return _after_the(value[3], begun)
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT:
            once = _after_the(value[2], begun)
            return once if value[0] else begun | once | _after_the(value[2], once if value[1] > 1 else frozenset())
    return frozenset(f"{start}*" for start in begun)


def _stands_for(member: Any) -> str:
    name, value = member
    return chr(value) if name is _constants.LITERAL else chr(value[0]) if name is _constants.RANGE else "*"


def test_phrases_with_the_are_tried_before_each_word_that_they_can_go_on_with() -> None:
    begun = _after_the(_parser.parse(ACTOR_PHRASE.pattern), frozenset({""}))
    words = {start[4:] for start in begun if start.lower().startswith("the ")}
    small = {found[0] for word in words if (found := re.match("[a-z*]+", word))}
    assert len(words - small) > 100
    assert small <= AFTER_THE
