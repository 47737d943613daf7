"""Names of the registry, found in a text: longest match over a token trie, with rules for case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from triples.extraction.givennames import GIVEN_NAMES
from triples.extraction.normalise import fold, fold_letters
from triples.extraction.patterns import listed
from triples.facts import Span
from triples.registry import Entity, Name, Registry

MentionRole = Literal["name", "demonym", "capital", "abbreviation", "metonym"]

_TOKEN = re.compile(r"\w+")
_GAPS = frozenset([" ", "  ", "\n", "-", "'", "' ", ".", ". ", ", ", " & ", " (", ") ", "- ", "—"])
_ROLES: dict[str, MentionRole] = {
    "demonym": "demonym",
    "capital": "capital",
    "abbreviation": "abbreviation",
    "metonym": "metonym",
}
_RANK = {"name": 0, "abbreviation": 1, "demonym": 2, "capital": 3, "metonym": 4}

# Words after a country's name that make it part of something else: a paper, a sea, a bank.
_TAILS = frozenset(
    listed(
        "Times, Daily, Post, Herald, Tribune, Today, Gazette, Canal, Sea, Seas, Ocean, River, Valley, "
        "Airlines, Airways, Bank, Radio, Street, Avenue, Road, University, College, Hotel, Square, Stadium, "
        "Open, Cup, Press, Taipei"
    )
)
# Words before it that do the same ("New Mexico", "Northern Ireland", "Lake Chad", "Air France").
_HEADS = frozenset(listed("New, Northern, Air, Radio, Lake, Gulf, Equatorial"))
_GULFS = re.compile(
    r"\b(?:Gulf|Sea|Bank|Bay|Strait|Radio|Tour|Air|Times|Voice|University|Isle|Straits) (?:of|de) (?:the )?$"
)
# Other whole names that end in one of a state, or go on behind it.
_OTHER_WHOLE = re.compile(r"(?:(?<!s )Republic of|Order of) (?:the )?$")
_NEWS_AGENCY = re.compile(r"(?: [A-Z][\w']*){0,2} News Agency\b")
# Georgia on the Atlantic, by its cities, its offices and its parties.
_OF_A_UNION_BEFORE = re.compile(
    r"\b(?:(?:Atlanta|Savannah|Augusta|Macon|Athens|Marietta|Decatur),|[Ss]tates? of|"
    r"(?:Gov|Rep|Sen)\.(?: [\w.]+){1,3} of|(?:Alabama|Florida|Tennessee),?(?: and)?|"
    r"(?:lawmaker|congress(?:wo)?man|Republican|Democrat)s? (?:of|from)) $"
)
_OF_A_UNION_AFTER = re.compile(
    r"(?:'s?)? (?:\w+ )?(?:[Gg]overnor|Gov\.|Republican|Democrat|congress(?:wo)?m[ae]n|legislature|"
    r"[Ss]ecretary of [Ss]tate|[Ss]tate (?:[Hh]ouse|[Ss]enat|[Cc]apitol|[Rr]ep)|National Guard)"
)
_NATIONAL_SOCIETY = re.compile(r"\b(?!The |And |But |While |When |As |If |International )[A-Z][\w'-]+ $")
# States whose names are also given names or surnames: a capitalised neighbour makes a person of them.
_PERSON_LIKE = frozenset(
    listed(
        "Chad, Georgia, Israel, Jordan, Kirby, Kenya, Malta, Niger, Paris, London, Victoria, Kingston, "
        "Sofia, Santiago, Wellington, Lima"
    )
)
_TITLE_WORDS = re.compile(
    r"(?:Ambassador|Minister|President|Foreign|Prime|Permanent|Representative|Deputy|Mission|Government|Security|"
    r"Council|Assembly|Committee|Human|Rights|Nations|United|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|And|The|Says|Said|"
    r"Told|Vows?|Will|Calls?|Voted|Abstained|Abstain|Yes|No|Against|For|Absent|Delegation|King|Queen)$"
)
_OPENERS = frozenset(
    listed(
        "In, But, And, The, With, For, While, After, Only, Both, When, Although, As, From, If, Meanwhile, "
        "Yesterday, Today, Like, Unlike, Neither, Either, By, On, At, Of, To, Before, Since, Although, Though, "
        "Because, Where, Will, Would, Could, May, Should, Did, Does, Had, Has, Have, Is, Was, Were, Why, How, "
        "So, Then, Also, Even, Now, Yet, That, This, These, Those, Among, Against, Between, Despite, Even, "
        "Just, Once, Until, Unless, Via, Without, Besides, Apart, Aside, Alongside, Except, Under, Over, Joining, "
        "Again, Or, Nor, Not, No, All, Any, Many, Most, Some, Such"
    )
)
_SMALL_STARTS = frozenset(["former", "security"])
_START = re.compile(r"(?<!\w)(?:[^\Wa-z]\w*|(?:former|security)(?!\w))")  # what a name can begin with
_MOST_WORDS = 24
_WORD_AFTER = re.compile(r" ([A-Z][\w'-]*)")
_WORD_BEFORE = re.compile(r"(?:(?P<stop>^|[.!?:;\n\"(]\s*)|(?<=[\w.,]) )(?P<word>[A-Z][a-z]+) $")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the gazetteer found in the text (longest match). Several candidates mean that it is ambiguous."""

    span: Span
    candidates: tuple[Entity, ...]
    role: MentionRole

    @property
    def entity(self) -> Entity | None:
        """The one entity meant, or None where the name alone cannot tell."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(slots=True)
class _Node:
    """A place in the trie: what may follow, and the names that end here."""

    next: dict[str, _Node]
    ends: list[tuple[Entity, Name, tuple[str, ...]]]


class Gazetteer:
    """All names of a registry in a trie of folded tokens. `find` walks it once over a text."""

    def __init__(self, registry: Registry) -> None:
        """Enter the English names of every entity."""
        self._root = _Node({}, [])
        for entity in registry.entities:
            for name in entity.names:
                if name.lang == "en":
                    self._enter(entity, name)

    def _enter(self, entity: Entity, name: Name) -> None:
        written = tuple(_TOKEN.findall(fold_letters(fold(name.text))))
        if written and written[0].lower() == "the":
            written = written[1:] if written[1:] != ("States",) else ()  # "States" alone are any
        node = self._root
        for token in written:
            node = node.next.setdefault(token.lower(), _Node({}, []))
        if written:
            node.ends.append((entity, name, written))

    def find(self, plain: str) -> tuple[Mention, ...]:
        """The mentions in a folded text, in reading order, none inside another."""
        text = fold_letters(plain)
        found = tuple(self._walk(text))
        return tuple(sorted([*found, *_two_koreas(text, found)], key=lambda m: m.span))

    def _walk(self, text: str) -> Iterator[Mention]:
        at = 0
        for first in _START.finditer(text):
            word = first[0]
            if first.start() < at or (word[0].islower() and word not in _SMALL_STARTS):
                continue
            if word.lower() in self._root.next:
                mention = self._longest(text, first)
                if mention is not None:
                    at = mention.span.end
                    if not _part_of_something_else(text, mention):
                        yield mention

    def _longest(self, text: str, first: re.Match[str]) -> Mention | None:
        node, best, end, before = self._root, None, 0, 0
        words: list[str] = []
        token: re.Match[str] | None = first
        while token is not None and len(words) < _MOST_WORDS:
            step = node.next.get(token[0].lower())
            between = text[before : token.start()]
            if step is None or (words and not _gap(between)):
                break
            if between == " " and words and len(words[-1]) == len(token[0]) == 1:
                break  # "A U.N. envoy" is none of the A.U.
            node, before = step, token.end()
            words.append(token[0])
            ends = [e for e in node.ends if _case_fits(words, e[2], e[1])]
            if ends:
                best, end = ends, before
            token = _TOKEN.search(text, before) if node.next else None
        return _mention(Span(first.start(), _with_mark(text, first.start(), end)), best) if best else None


_SIDE = re.compile(r"\b[Tt]he (?P<side>North|South)(?='s\b|[,.;]| (?!of\b)[a-z])")


def _two_koreas(text: str, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """ "The North" and "the South" in a text that names both Koreas: the states."""
    koreas = {e.slug: e for m in found if (e := m.entity) is not None and e.slug in ("north-korea", "south-korea")}
    if len(koreas) == 2:
        for side in _SIDE.finditer(text):
            yield Mention(
                Span(side.start("side"), side.end("side")), (koreas[f"{side['side'].lower()}-korea"],), "name"
            )


def _gap(between: str) -> bool:
    """Whether what stands between two tokens may stand inside a name; an indented line goes on with the one above."""
    return between in _GAPS or (between[0] == "\n" and between.isspace() and between.count("\n") == 1)


def _with_mark(text: str, start: int, end: int) -> int:
    """The end with the last dot of an abbreviation such as "U.S.", or the bracket that closes one in the name."""
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        return end + 1
    dotted = text[end - 2 : end - 1] == "." and text[end : end + 1] == "."
    return end + 1 if dotted else end


def _mention(span: Span, ends: list[tuple[Entity, Name, tuple[str, ...]]]) -> Mention:
    ranked = sorted(ends, key=lambda e: (_RANK[_ROLES.get(e[1].kind, "name")], e[0].kind, e[0].slug))
    entities: dict[tuple[str, str], Entity] = {}
    for entity, _, _ in ranked:
        entities.setdefault((entity.kind, entity.slug), entity)
    return Mention(span, tuple(entities.values()), _ROLES.get(ranked[0][1].kind, "name"))


def _case_fits(found: list[str], written: tuple[str, ...], name: Name) -> bool:
    """Abbreviations want their very case; names their capitals, though small letters pass late in a long name."""
    if name.kind == "abbreviation" or (len(written) == 1 and written[0].isupper()):
        return tuple(found) == written
    if len(found) == 1 and len(found[0]) < 4 and found[0].isupper() and not written[0].isupper():
        return False
    if found[0].islower():  # "the security Council": a slip in the name of the one body that is known by it
        return written == ("Security", "Council") or written[0] == "Former"
    if "mission" in found:  # "the UN mission in Sudan" may be any that the UN had there
        return False
    strict = len(written) == 1 or name.kind in ("demonym", "capital")
    return all(
        not w[0].isupper() or f[0].isupper() or (i > 0 and not strict)
        for i, (f, w) in enumerate(zip(found, written, strict=True))
    )


def _part_of_something_else(text: str, mention: Mention) -> bool:
    """Whether a country's name belongs to a longer name that is none of the registry's."""
    start, end = mention.span.start, mention.span.end
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    if mention.candidates[0].kind != "state":
        return text[start:end] == "Red Cross" and _NATIONAL_SOCIETY.search(before) is not None
    tail = _WORD_AFTER.match(after)
    if tail and tail[1] in _TAILS and mention.role != "abbreviation":
        return True
    if mention.role == "name" and _GULFS.search(before):
        return True
    head = _WORD_BEFORE.search(before)
    if head and head["word"] in _HEADS:
        return True
    if mention.role == "name" and head and head["stop"] is None and head["word"].lower() in GIVEN_NAMES:
        return True  # "Maria Colombia"
    name = text[start:end]
    if (name in ("China", "Malta") and _OTHER_WHOLE.search(before)) or _NEWS_AGENCY.match(after):
        return True
    if name == "Georgia" and (_OF_A_UNION_BEFORE.search(before) or _OF_A_UNION_AFTER.match(after)):
        return True
    if name not in _PERSON_LIKE:
        return False
    surname = bool(tail and not _TITLE_WORDS.match(tail[1]) and not tail[1].isupper())
    given = bool(
        head and head["stop"] is not None and head["word"] not in _OPENERS and not _TITLE_WORDS.match(head["word"])
    )
    given = given or bool(
        head and head["stop"] is None and head["word"] not in ("And", "The") and not _TITLE_WORDS.match(head["word"])
    )
    return surname or given


@lru_cache(maxsize=4)
def gazetteer(registry: Registry) -> Gazetteer:
    """The gazetteer of a registry, built once for each."""
    return Gazetteer(registry)
