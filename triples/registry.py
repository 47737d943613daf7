"""The registry of known entities: who a name means. Filled from the reference tables, read by extraction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

EntityKind = Literal["state", "body", "official", "agency"]
NameKind = Literal["label", "official", "formal", "alias", "abbreviation", "demonym", "capital", "metonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; `lang` is a BCP 47 tag.

    A state's `official` name is the short one in the lists of the United Nations (Iran (Islamic Republic of)), its
    `formal` name the full one (Islamic Republic of Iran); a `metonym` is a house or city that stands for its
    government (the Kremlin) without being its capital.
    """

    text: str
    kind: NameKind
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, body, official or news agency. `label` is the preferred English name, `iri` its address."""

    kind: EntityKind
    slug: str
    label: str
    iri: str
    names: tuple[Name, ...]
    iso3: str | None = None
    not_same_as: frozenset[str] = frozenset()  # slugs of entities that must never be merged with this one


@dataclass(frozen=True, slots=True)
class SeatTerm:
    """A state's membership of a body, `start` to `end` inclusive (`end` None: still held)."""

    body: str  # slug
    state: str  # iso3
    kind: Literal["permanent", "elected", "full", "observer"]
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class TenureTerm:
    """A known holder of a post, between two days as bounds."""

    official: str  # slug
    title: str
    served: str  # slug of the body or state
    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None


@dataclass(frozen=True, slots=True)
class PostTerm:
    """A known post. Its address is made from title and served: `thing("post", title, served)`."""

    title: str
    served: str  # slug of the body or state


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed by identity: it is large, and there is one
class Registry:
    """Everything known by name, and who sat and served when."""

    entities: tuple[Entity, ...]
    seats: tuple[SeatTerm, ...] = ()
    tenures: tuple[TenureTerm, ...] = ()
    posts: tuple[PostTerm, ...] = ()
    _by_iso3: dict[str, Entity] = field(init=False, repr=False, default_factory=dict)
    _by_slug: dict[tuple[str, str], Entity] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entity in self.entities:
            self._by_slug[entity.kind, entity.slug] = entity
            if entity.iso3:
                self._by_iso3[entity.iso3] = entity

    def state(self, iso3: str) -> Entity:
        """The state with this ISO 3166-1 alpha-3 code (or former-state code); KeyError when unknown."""
        return self._by_iso3[iso3]

    def get(self, kind: EntityKind, slug: str) -> Entity | None:
        """The entity of this kind and slug."""
        return self._by_slug.get((kind, slug))

    def members_on(self, body: str, day: date) -> frozenset[str]:
        """ISO3 codes of the states that sat in the body on that day, observers apart; empty when nothing is known."""
        return frozenset(
            s.state
            for s in self.seats
            if s.body == body and s.kind != "observer" and s.start <= day and (s.end is None or day <= s.end)
        )
