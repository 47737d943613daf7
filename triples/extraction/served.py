"""Whom a title serves: the state or body before it, after it, or that its kind implies. Nationality is no
affiliation."""

from __future__ import annotations

import re

from triples import iris
from triples.extraction.agents import agent_of
from triples.extraction.frames import AGENT_NAME, BODY, DEMONYM, STATE, Frame, kind_of
from triples.extraction.parsed import mention
from triples.extraction.titlephrases import TitlePhrase
from triples.extraction.titles import PORTFOLIO, same_role
from triples.facts import Agent
from triples.registry import Registry

UNITED_NATIONS = "united-nations"
_COUNTRIES = ("state", "demonym", "capital")
_OF = re.compile(
    rf"\b(?P<prep>of|at|for|from|to|in|with|on)\s(?:the\s)?(?:(?!of\b|at\b|for\b|to\b|"
    rf"in\b)[\w'-]+\s){{0,3}}?(?P<name>{AGENT_NAME})(?P<own>'s?)?(?P<next>\s(?:[\w-]+|{BODY}))?"
)
_MISSION = re.compile(
    rf"\s(?:(?:[\w-]+|{BODY})\s){{0,2}}?(?:mission|delegation|embassy|government|ministry|foreign|president|"
    r"presidency|army|military|"
    r"state|parliament|senate|congress|legislature|(?:national|legislative) assembly|navy|air force|armed forces|"
    r"police|"
    r"coast guard|space agency|central bank|(?:supreme|constitutional|high) court|judiciary|cabinet|intelligence|"
    r"administration)\b",
    re.IGNORECASE,
)
# "Head of its Mali desk" serves whoever has the desk.
_IN_A_NOUN = re.compile(r" (?!(?:to|at|in|on|for|and|or|with|from|as|by|of|until|since|whose|who|during|under)\b)[a-z]")
_CITYS = re.compile(r"^(?:[Mm]ayor|[Gg]overnor)$")
_UNIT = re.compile(r"\b(?:Division|Department|Section|Branch|Bureau|Unit|Service|Directorate)s? $")
_LONGER = re.compile(r" of the Con(?:vention|ference)\b")
_GENERAL = re.compile(r"\b[Ss]ecretary[- ][Gg]eneral\b")
_FIELD = re.compile(
    r"\b(?:special|personal|humanitarian|resident|peace|top|joint|senior)\b|\benvoy|\bmediator|\bcoordinator|"
    r"\bnegotiator"
)
_UNITED_TITLE = re.compile(
    r"special (?:rapporteur|representative|envoy|coordinator|adviser|advisor)|high commissioner|rapporteur|"
    r"high representative for disarmament|"
    r"secretary[- ]general|independent expert|\bd?srsg\b|emergency relief|force commander|"
    r"(?:humanitarian|resident) coordinator"
)
_OF_THE_UN = re.compile(r"(?:under|assistant)[- ]?secretary|(?:resident|humanitarian) coordinator|rapporteur")
_SPEAKS_FOR = re.compile(r"^(?:[\w-]+ )*(?:speaker|spokes\w+|delegate|representative|observer|counsel|agent) for\b")
_SENT = re.compile(r"special (?:representative|envoy)")
# "His Iraq envoy": where an envoy is sent, not who sends.
_WHERE = re.compile(rf"{STATE} $")
_BODY_IN_STATE = re.compile(rf"{BODY}(?:'s?)? {STATE} $")
# Leaders of a people, a party or a militia are none of the state whose adjective they bear.
OF_A_PART = re.compile(
    r"\b(?:Cypriot|Serb|Croat|Kurdish|Kurd|Tamil|Druze|Tuareg|Bedouin|Shiite|Sunni|rebel|separatist|militia|guerrilla|"
    rf"insurgent|tribal|community|church|union|protest|student|gang|clan) $|{DEMONYM} {DEMONYM} $"
)
_JOINT = re.compile(rf"{BODY}(?:-| and (?:the )?){BODY}")  # an envoy of both
_AMERICAN = re.compile(r"secretary of (?:state|defense|the treasury)\b")


def served(frame: Frame, title: TitlePhrase, registry: Registry) -> Agent | None:
    """The state or body that the holder of a title serves, by the words of the title alone; None where they do not
    tell."""
    words = title.words
    if title.determiner in ("our", "my") and not title.names and not _OF_THE_UN.search(words.lower()):
        return None
    if OF_A_PART.search(title.mods):
        return None
    if title.kind == "weak":
        return _employer(frame, title) if title.head.lower() in _EMPLOYED else None
    if _UNITED_TITLE.search(words) and not (title.kind == "envoy" and "high commissioner" in words):
        return _united(frame, title, registry)
    if title.kind == "envoy":
        return _envoy(frame, title, registry)
    before = _before(frame, title)
    after = _after(frame, title)
    of_its_own = after is not None and after.type == "body" and after.label != "United Nations"
    if before is not None and not (of_its_own and before.label == "United Nations"):  # "UN director at Amnesty"
        return before
    if after is not None:
        return after
    if _GENERAL.search(title.tail):
        return united_nations(registry, "the office of the Secretary-General")
    if _AMERICAN.search(words) and " for" not in title.tail:
        state = registry.get("state", "united-states")
        return agent_of(state, "a title that only this state uses bare") if state else None
    return _unlisted(title)


# Who works for a body without an office in it; "a judge", "a lawyer" may do so for anybody.
_EMPLOYED = frozenset(
    (
        "judge",
        "justice",
        "officer",
        "manager",
        "researcher",
        "analyst",
        "expert",
        "campaigner",
        "advocate",
        "fellow",
        "economist",
        "member",
    )
)
_PARLIAMENT = re.compile(
    rf" of (?:the )?{AGENT_NAME}(?:'s?)? (?:\w+ )?(?:parliament|senate|congress|legislature|cabinet)\b"
)
_AT = re.compile(rf" (?:at|with|for) (?:the )?(?P<name>{BODY})")
_MEMBER_OF = re.compile(rf" of (?:the )?(?P<name>{BODY})(?=$|[,.;]| for\b)")


def _employer(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The known body for which somebody works: "Amnesty's Chad researcher", "a researcher at Amnesty"."""
    member = title.head.lower() == "member"
    if member and (_PARLIAMENT.match(title.tail) or title.names):
        return _after(frame, title)
    after = (_MEMBER_OF if member else _AT).search(title.tail)
    bodies = [*_names(frame, title.names)[1], *([after["name"]] if after else [])]
    return _agent(frame, bodies[-1], "the employer") if bodies else None


_UNLISTED = re.compile(
    rf" (?P<prep>of|at|for|with) (?:the )?(?:(?:{AGENT_NAME}|[A-Z][\w ]+)-based )?"
    r"(?:charity |group |NGO |organi[sz]ation |network |think[- ]tank |agency )?"
    r"(?P<name>[A-Z][\w'&-]+(?: (?:(?:of|for|and|on|in) )?(?:the )?[A-Z][\w'&-]+)+)"
    rf"(?=$| (?:to|at) (?:the )?{AGENT_NAME}$)"
)
_OF_ANOTHER = re.compile(r" of (?:the )?(?!Secretary)[A-Z][\w'-]+(?: (?:of|and) [A-Z\ue000-\uf8ff]| [A-Z]|$)")
_OWN_KIND = re.compile(
    r"\b(?:Institute|Institution|Foundation|University|College|Cent(?:re|er)|Network|Society|Association|Watch|"
    r"International|Alliance|Coalition|League|Community|Chamber|Congress|Council|Committee|Agency|Secretariat|Union|"
    r"Trust|Initiative|Project|Campaign|Federation|Organi[sz]ation|"
    r"Group|Forum|Fund|Observatory|Monitor|Movement|Party|Church|Bank)\b"
)
_CLUB = re.compile(r"\b(?:union|club|society|choir|team|class|league|alumni) (?:at|of|in)\b")
_RUNS_ONE = re.compile(r"director|founder|chief executive|researcher|campaigner")


def _unlisted(title: TitlePhrase) -> Agent | None:
    """A body that nobody listed, under the name that the text gives it: "Executive Director of Open Harbours"."""
    found = _UNLISTED.search(title.tail)
    if found is None or _CLUB.search(title.tail):
        return None
    own = _OWN_KIND.search(found["name"]) or found["prep"] == "at"
    words = re.findall(r"[\w'-]+", found["name"].lower())
    if not own and (not _RUNS_ONE.search(title.head.lower()) or PORTFOLIO & set(words)):
        return None
    name = found["name"]
    return Agent("body", name, iris.thing("body", name).value, resolution="a body of this text alone")


def _names(frame: Frame, chars: list[str]) -> tuple[list[str], list[str]]:
    countries = [c for c in chars if kind_of(c) in _COUNTRIES]
    bodies = [c for c in chars if kind_of(c) == "body"]
    return countries, bodies


def _agent(frame: Frame, char: str, how: str) -> Agent | None:
    found = mention(frame, char)
    entity = found.entity
    return agent_of(entity, f"{how}: the {found.role} {entity.label}") if entity else None


_POSTED = re.compile(r"\b(?:country|field|programme|program|mission) $")


def _before(frame: Frame, title: TitlePhrase) -> Agent | None:
    """The state before a title, else the body: "Israel's prime minister", "the IAEA's director"."""
    countries, bodies = _names(frame, title.names)
    if _POSTED.search(title.mods) and countries and (bodies or title.tail):
        countries = []  # "the agency's Chad country director"
    if bodies and _BODY_IN_STATE.search(title.mods):
        return _agent(frame, bodies[-1], "before the title")  # "UNICEF Chad spokesperson"
    if len(bodies) > 1:  # "the charity's UN director"
        return _agent(frame, next((b for b in bodies if not _is_un(frame, b)), bodies[-1]), "before the title")
    if countries and not (bodies and kind_of(title.names[-1]) == "body" and kind_of(countries[0]) == "demonym"):
        return _agent(frame, countries[0], "before the title")
    return _agent(frame, bodies[-1], "before the title") if bodies else None


def _after(frame: Frame, title: TitlePhrase, prepositions: str = "of at for from") -> Agent | None:
    """The state or body that follows: "president of S", "spokesman for B", "head of the D delegation"."""
    last = None
    for found in _OF.finditer(title.tail):
        country = kind_of(found["name"]) in _COUNTRIES
        if country and _OWN_KIND.search(found[0]):
            continue  # "director of the Peace Institute Oslo"
        acts = bool(found["next"] and _MISSION.match(title.tail, found.start("next")))
        if found["prep"] in prepositions.split() or acts:
            noun = not found["own"] and _IN_A_NOUN.match(found["next"] or "")
            if country and not acts and (kind_of(found["name"]) == "demonym" or noun):
                continue
            if _CITYS.search(title.head) and kind_of(found["name"]) == "capital":
                continue
            if not country and _LONGER.match(title.tail, found.end("name")):
                continue  # "the Secretariat of the Convention on X" is another
            spoken_for = found["prep"] == "for" and _SPEAKS_FOR.search(title.words)
            if country and found["prep"] in ("for", "at", "to", "in") and not acts and not spoken_for:
                continue
            last = last or _agent(frame, found["name"], f"after the title, with {found['prep']}")
        elif found["prep"] == "in" and not country and _UNIT.search(title.tail, 0, found.start()):
            last = last or _agent(frame, found["name"], "the body of a division")
    return last


def _envoy(frame: Frame, title: TitlePhrase, registry: Registry) -> Agent | None:
    """An ambassador serves who sends: "Russia's UN envoy" Russia, "the UN envoy for Yemen" the UN, "UN Ambassador X"
    a state that is not said."""
    countries, bodies = _names(frame, title.names)
    in_state = bodies and _BODY_IN_STATE.search(title.mods)
    if in_state and (title.head.lower() == "envoy" or not _is_un(frame, bodies[-1])):
        return _agent(frame, bodies[-1], "before the title")  # "UNFPA Chad representative"
    if _sent_to(frame, title):
        countries = countries[:-1]
        if not countries and not bodies and _GENERAL.search(frame.text[: title.start]):
            return united_nations(registry, "the envoy of the Secretary-General")
    if countries:
        return _agent(frame, countries[0], "before the title")
    others = [b for b in bodies if not _is_un(frame, b)]
    if others:
        return _agent(frame, _of_joint(title, bodies, others), "before the title")
    after = _after(frame, title, "of from for" if _SPEAKS_FOR.search(title.words) else "of from")
    if after is not None:
        return after
    if bodies and _FIELD.search(title.words):
        return _agent(frame, bodies[0], "before the title")
    if bodies and title.tail and "ambassador" not in title.head.lower() and "permanent" not in title.words:
        return _agent(frame, bodies[0], "before the title")
    if _GENERAL.search(title.tail):
        return united_nations(registry, "the envoy of the Secretary-General")
    return _unlisted(title)


def _of_joint(title: TitlePhrase, bodies: list[str], others: list[str]) -> str:
    """The body of an envoy: the first of two that send one together, else one that is not where the envoy sits."""
    joint = _JOINT.search(title.mods) and len(others) < len(bodies)
    return bodies[0] if joint else others[-1]


def _sent_to(frame: Frame, title: TitlePhrase) -> bool:
    """Whether the state before "envoy" is where the envoy works: a full name without "'s"."""
    where = _WHERE.search(title.mods)
    return where is not None and title.head.lower() == "envoy" and mention(frame, where[0][0]).role == "name"


def _united(frame: Frame, title: TitlePhrase, registry: Registry) -> Agent | None:
    """Rapporteurs, high commissioners and under-secretaries-general are the UN's, unless another body's name stands
    with them."""
    countries, bodies = _names(frame, title.names)
    others = [b for b in bodies if not _is_un(frame, b)]
    if others:
        return _agent(frame, _of_joint(title, bodies, others), "before the title")
    if (
        not bodies
        and countries
        and re.search(r"special (?:representative|envoy|coordinator)|high commissioner to", title.words)
    ):
        return _agent(frame, countries[0], "before the title")
    sent = _SENT.search(title.mods.lower())
    if _OF_ANOTHER.match(title.tail):  # "Secretary General of the Harbour Union": not the UN's
        return _unlisted(title)
    for found in _OF.finditer(title.tail) if not sent else ():
        if found["prep"] == "of" and kind_of(found["name"]) == "body" and not _is_un(frame, found["name"]):
            return _agent(frame, found["name"], "after the title, with of")
    if bodies:
        return _agent(frame, bodies[0], "before the title")
    return united_nations(registry, "a title of the United Nations")


def _is_un(frame: Frame, char: str) -> bool:
    entity = mention(frame, char).entity
    return entity is not None and entity.slug in (
        UNITED_NATIONS,
        "security-council",
        "general-assembly",
        "human-rights-council",
    )


def by_tenure(registry: Registry, person: Agent, head: str) -> Agent | None:
    """The one state or body for which the registry knows a person to have held an office with such a head."""
    slug = person.iri.rsplit("/", 1)[-1]
    serving = {t.served for t in registry.tenures if t.official == slug and _one_office(t.title.lower(), head)}
    if len(serving) != 1:
        return None
    (key,) = serving
    entity = registry.get("state", key) or registry.get("body", key)
    return agent_of(entity, "a tenure of the registry") if entity else None


def _one_office(title: str, head: str) -> bool:
    """Whether a title of the registry has the head that a text uses."""
    return any(same_role(word, head) for word in title.replace("-", " ").split()) or "leader" in head


def united_nations(registry: Registry, how: str) -> Agent:
    """The United Nations as an agent, known to the registry or not."""
    entity = registry.get("body", UNITED_NATIONS)
    if entity is None:
        return Agent("body", "United Nations", iris.thing("body", UNITED_NATIONS).value, resolution=how)
    return agent_of(entity, how)
