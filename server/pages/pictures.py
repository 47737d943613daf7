"""The charts of pages: figures and words come together here. Each stands beside a table that says the same."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from server import charts
from server.charts import Tile
from server.labels import Label
from server.language import Language
from server.pages.actors import Body
from server.pages.events import Topic
from server.pages.states import State
from server.pages.votes import Vote

Names = Mapping[str, Label]

_MAPPED = 3  # ballots without which a map would tell nothing


def level(share: float) -> Markup:
    """A bar that is filled to a share."""
    return charts.level(share)


def tally(language: Language, names: Names, vote: Vote) -> Markup:
    """A seat for each vote that was counted."""
    return charts.hemicycle(vote.parts, (language.say("tally"), _counted(language, names, vote)))


def _counted(language: Language, names: Names, vote: Vote) -> str:
    counts = (f"{names[choice.code.value].text}: {language.number(choice.count)}" for choice in vote.choices)
    return ", ".join(counts)


def world(language: Language, names: Names, vote: Vote) -> Markup | None:
    """Who voted how, on the map; None where too few ballots are known."""
    shown = {
        cast.code: Tile(
            choice.name + (" derived" if cast.derived else ""),
            f"{names[cast.state.value].text}: {names[choice.code.value].text}",
        )
        for choice in vote.choices
        for cast in choice.casts
        if cast.code
    }
    if len(shown) < _MAPPED:
        return None
    return charts.tile_map(shown, (language.say("map"), _counted(language, names, vote)))


def record(language: Language, state: State) -> Markup:
    """How a state voted, year by year."""
    first, last = state.record[0].year, state.record[-1].year
    return charts.columns(state.columns, (language.say("record"), language.say("from_to", first=first, last=last)))


def votes(language: Language, body: Body) -> Markup:
    """How many votes a body held, year by year."""
    first, last = body.votes[0].year, body.votes[-1].year
    return charts.columns(
        body.columns, (language.say("votes_by_year"), language.say("from_to", first=first, last=last))
    )


def tallies(language: Language, topic: Topic) -> Markup:
    """The votes on a matter, one column each."""
    first, last = topic.tallies[0].day, topic.tallies[-1].day
    words = language.say("from_to", first=language.day(first), last=language.day(last))
    return charts.columns(topic.columns, (language.say("tallies"), words))
