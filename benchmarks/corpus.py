"""A grammar that writes reports whose facts are known: as many as wanted, the same for the same number.

    python benchmarks/corpus.py 1000 /tmp/corpus

writes 1,000 articles in folders of 500 and `gold.jsonl`, a line of facts for each. Votes follow the rules of their body
on the day, with members of that day; officials are invented. Three sentences of four tell nothing that is asked for, as
in the press.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from triples.extraction.patterns import listed
from triples.reference import load_registry
from triples.registry import Entity, Registry

_FOLDER = 500
_FIRST_DAY = date(2012, 1, 2)
_GIVEN = listed(
    "Amara, Bela, Carlos, Dalia, Emeka, Farida, Goran, Helga, Imran, Jelena, Kofi, Leila, Mateo, Nadia, Oskar, Priya, "
    "Quentin, Rosa, Samir, Tamar, Ulla, Viktor, Wanda, Yusuf, Zanele, Anders, Birgit, Chidi, Dora, Elias"
)
_FAMILY = listed(
    "Abara, Berglund, Castellan, Dimitrov, Eriksen, Fonseca, Grozny, Haddad, Ivarsson, Jovanovic, Kimani, Lindholm, "
    "Marquez, Nakashima, Okonjo, Petrov, Quispe, Rahimi, Salgado, Tanaka, Urbina, Vasquez, Wolde, Yilmaz, Zapata, "
    "Adeyemi, Bruun, Coelho"
)
_MATTERS = listed(
    "fishing boats, river dams, sand dunes, ferry lines, school books, seed banks, mountain roads, lake villages, "
    "harbour dues, grain stores, night trains, lighthouses, salt works, wells and springs, weather stations"
)
_SUBJECTS = listed(
    "The road to the harbour, A bridge near the old market, The school on the hill, The clinic beside the river, "
    "The warehouse at the port, A row of houses on the north shore, The water tower, The ferry landing, The bakery "
    "in the square, The orchard behind the station"
)
_VERBS = listed(
    "was closed for eleven days, has been painted twice since spring, stood empty through the winter, opened again in "
    "the rain, was rebuilt with stones from the valley, smelled of fresh timber, lost its roof in the storm, drew long "
    "queues every morning, had no light after dusk, was the pride of three villages"
)
_TAILS = listed(
    "after the river rose, because the pumps were old, while the harvest was brought in, as fishermen mended their "
    "nets, though the winds had turned, before the first snow, when the lorries came late, until the mason returned, "
    "and children played beside it, for want of nails and rope"
)
_QUOTES = listed(
    "This text is a beginning, We have waited long enough, Nobody is served by half a bridge, The villages deserve an "
    "answer, Our door remains open, It is a matter of trust"
)
_REMARKS = listed(
    "the plan came too late, the wording was fair to all, more time was needed, the villages had been forgotten, the "
    "costs were too high, a solution was within reach"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(slots=True)
class Report:
    """An article in the making and the facts that it tells."""

    paragraphs: list[str] = field(default_factory=list)
    facts: list[dict[str, object]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article."""
        return "\n\n".join(self.paragraphs) + "\n"


@cache
def _registry() -> Registry:
    return load_registry()


@cache
def _states() -> tuple[Entity, ...]:
    """Members whose short name nothing else is called by."""
    avoided = {"Georgia", "Chad", "Jordan", "Israel", "Niger", "Guinea", "Mali", "Togo", "Dominica", "Samoa"}
    seated = _registry().members_on("general-assembly", _FIRST_DAY)
    entities = (e for e in _registry().entities if e.kind == "state" and e.iso3 in seated and e.label not in avoided)
    return tuple(e for e in entities if "(" not in e.label and any(n.kind == "demonym" for n in e.names))


def article(number: int) -> Report:
    """The article of this number."""
    pick = random.Random(number)
    report = Report()
    day = _FIRST_DAY + timedelta(days=pick.randrange(3000))
    day += timedelta(days=(7 - day.weekday()) % 7 + pick.randrange(5))  # a working day
    told = [_vote_of_the_council, _vote_of_the_assembly][pick.random() < 0.35](pick, report, day)
    report.paragraphs.insert(0, f"{told.capitalize()} and the long road to a vote, number {number}")
    for _ in range(pick.randint(2, 5)):
        _filler(pick, report)
        pick.choice(_SPEAKING)(pick, report)
    for _ in range(pick.randint(1, 3)):
        _filler(pick, report)
    return report


def _vote_of_the_council(pick: random.Random, report: Report, day: date) -> str:
    registry = _registry()
    seated = sorted(registry.members_on("security-council", day))
    names = {iso3: registry.state(iso3).label for iso3 in seated}
    cast = pick.sample(seated, pick.randint(0, 9))
    against, abstaining = cast[: len(cast) // 2], cast[len(cast) // 2 :]
    permanent = {"CHN", "FRA", "GBR", "RUS", "USA"}
    favour = 15 - len(cast)
    adopted = favour >= 9 and not permanent & set(against)
    return _vote(pick, report, day, "Security Council", (favour, against, abstaining), names, adopted)


def _vote_of_the_assembly(pick: random.Random, report: Report, day: date) -> str:
    named = pick.sample(_states(), pick.randint(2, 9))
    names = {str(state.iso3): state.label for state in named}
    against, abstaining = list(names)[: len(names) // 2], list(names)[len(names) // 2 :]
    favour = pick.randint(40, 170 - len(names))
    return _vote(pick, report, day, "General Assembly", (favour, against, abstaining), names, True)


def _vote(
    pick: random.Random,
    report: Report,
    day: date,
    body: str,
    cast: tuple[int, list[str], list[str]],
    names: dict[str, str],
    adopted: bool,
) -> str:
    favour, against, abstaining = cast
    matter = pick.choice(_MATTERS)
    where = f"NEW YORK, {day.strftime('%B')} {day.day} (Shoreline Wire) - "
    end = "adopted" if adopted else "rejected"
    counts = f"{favour} in favour to {len(against)} against, with {len(abstaining)} abstentions"
    report.paragraphs.append(
        where
        + pick.choice(
            (
                f"The {body} {end} a draft resolution on {matter} on {_DAYS[day.weekday()]}, by a vote of {counts}.",
                f"By a vote of {counts}, the {body} on {_DAYS[day.weekday()]} {end} a draft resolution on {matter}.",
                f"A draft resolution on {matter} was {end} by the {body} on {_DAYS[day.weekday()]} by a recorded vote "
                f"of {counts}.",
            )
        )
    )
    report.facts.append({"kind": "tally", "for": favour, "against": len(against), "abstain": len(abstaining)})
    told = [(_listed([names[s] for s in side]), choice) for side, choice in ((against, 0), (abstaining, 1)) if side]
    verbs = pick.choice((("voted against the text", "abstained"), ("opposed it", "abstained in the vote")))
    if told:
        report.paragraphs.append("; ".join(f"{states} {verbs[choice]}" for states, choice in told) + ".")
    for side, choice in ((against, "against"), (abstaining, "abstain")):
        report.facts += [{"kind": "ballot", "state": iso3, "choice": choice} for iso3 in side]
    return f"{body.split()[1]}, {matter}"


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _filler(pick: random.Random, report: Report) -> None:
    sentences = [f"{pick.choice(_SUBJECTS)} {pick.choice(_VERBS)} {pick.choice(_TAILS)}." for _ in range(5)]
    report.paragraphs.append(" ".join(sentences[: pick.randint(2, 5)]))


def _person(pick: random.Random) -> str:
    return f"{pick.choice(_GIVEN)} {pick.choice(_FAMILY)}"


def _says(report: Report, words: str, person: str | None, state: Entity) -> None:
    report.paragraphs.append(words)
    if person:
        report.facts.append({"kind": "post", "person": person, "for": state.iso3})
    report.facts.append({"kind": "statement", "person": person, "for": state.iso3})


def _quoted(pick: random.Random, report: Report) -> None:
    person, state = _person(pick), pick.choice(_states())
    _says(report, f'"{pick.choice(_QUOTES)}," said {person}, the ambassador of {state.label} to the United Nations.',
          person, state)  # fmt: skip


def _apposed(pick: random.Random, report: Report) -> None:
    person, state = _person(pick), pick.choice(_states())
    _says(report, f"{person}, {state.label}'s permanent representative, told reporters that {pick.choice(_REMARKS)}.",
          person, state)  # fmt: skip


def _before(pick: random.Random, report: Report) -> None:
    person, state = _person(pick), pick.choice(_states())
    demonym = next(name.text for name in state.names if name.kind == "demonym")
    _says(report, f"{demonym} Ambassador {person} said that {pick.choice(_REMARKS)}.", person, state)


def _unnamed(pick: random.Random, report: Report) -> None:
    state = pick.choice(_states())
    _says(report, f"The representative of {state.label} said that {pick.choice(_REMARKS)}.", None, state)


_SPEAKING: tuple[Callable[[random.Random, Report], None], ...] = (_quoted, _apposed, _before, _unnamed)


def files(number: int) -> Iterator[tuple[Path, Report]]:
    """So many articles, each with the path of its file."""
    return ((Path(f"{n // _FOLDER:04}", f"{n:07}.txt"), article(n)) for n in range(number))


def write(number: int, folder: Path) -> None:
    """Writes so many articles into a folder, and what they tell."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for path, report in files(number):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(report.text, encoding="utf-8")
            gold.write(json.dumps({"file": path.name, "facts": report.facts}) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
