"""Sponsorship that no active verb tells: "drafted by A", "the sponsors were A and B", "A joined as a co-sponsor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction.actor import Actor
from triples.extraction.adopters import adopts_texts
from triples.extraction.attitudes import SPONSORED, TEXT
from triples.extraction.clauses import AFTER_PREPOSITION
from triples.extraction.frames import ACTOR
from triples.extraction.positions import Position, state_alone
from triples.extraction.scene import DOCUMENT, NOBODY, Scene

_RUN = re.compile(rf"{ACTOR}(?:(?:,|;|,? and|,? as well as)? (?:and |the |of |from )*{ACTOR})*")
_GROUP = (
    r"(?:states|countries|members|member states|nations|delegations|governments|groups?|group of (?:states|countries)|"
    rf"sponsors|others|{NOBODY})"
)
# What may stand before those who are named: "by several others, including A and B", "by a core group (A, B)".
_NAMELY = (
    rf"(?:(?:the )?(?:[\w-]+ ){{0,4}}?{_GROUP},? ?(?:including|such as|among them|notably|led by|namely|of|comprising|"
    r"consisting of|made up of|composed of|:|\(|—) ?|including |both |(?:the )?(?:(?:\d+|two|three|four|five|"
    r"six|seven|eight|nine|ten|several|many|most|all|dozens of|elected|non-permanent|African|other|core|group of) "
    r")+)?(?:the )?"
)
_ANY_TEXT = rf"(?:the |this |that )?(?:{TEXT}|{DOCUMENT})"
_OF_A_TEXT = rf"(?P<text>\b{TEXT}\b|{DOCUMENT})"
_ANY_NAMED = re.compile(_OF_A_TEXT)
_SPONSORED_BY = re.compile(
    rf"{_OF_A_TEXT}[^;]{{0,120}}?(?:,? (?:which|that))?(?: (?:was|were|is|had been|has been|being))?,? "
    rf"(?:jointly |originally |initially |and |first |co-)*{SPONSORED}"
    rf"(?: (?:jointly|orally|\w+ly|earlier|last \w+|on \w+day|this \w+|and \w+|on \w+ behalf|to [^,;]{{1,40}}?))? by "
    rf"{_NAMELY}(?P<actor>{ACTOR})"
)
_OPENING = re.compile(
    rf"^(?P<verb>(?:Co-|Jointly )?[A-Z]\w+(?: forward)?) by {_NAMELY}(?P<actor>{ACTOR})[^;]{{0,120}}?,? "
    rf"(?P<text>(?:the |this )(?:[\w-]+ ){{0,3}}?{TEXT}\b|{DOCUMENT})"
)
_SPONSORED_WORD = re.compile(SPONSORED)
_AND_BY = re.compile(rf",? and (?:(?:was|were|also|jointly|then) )*{SPONSORED} by {_NAMELY}(?P<actor>{ACTOR})")
# Verbs that are told of texts alone, so that none need be named.
_BARELY_BY = re.compile(
    rf"\b(?i:co-sponsored|cosponsored|sponsored|co-authored|authored|tabled|penned|co-drafted|drafted) by "
    rf"{_NAMELY}(?P<actor>{ACTOR})"
)
_EVENT = re.compile(
    r"\b(?:events?|exhibitions?|conferences?|concerts?|visits?|training|workshops?|terror\w*|militia\w*)\b"
)
_BRACKETED = re.compile(
    rf"{_OF_A_TEXT}(?: [A-Z][\w./]*\d[\w./]*)?(?: (?:on|for|about) (?:(?!was |were |is |by |has )[^(),;]){{1,70}}?)? "
    rf"\((?P<actor>{ACTOR})(?=(?:,|,? and|;)? ?(?:{ACTOR}(?:,|,? and|;)? ?)*\))"
)
_JOINED_BY = re.compile(
    rf"\b(?:joined by|with) (?P<actor>{ACTOR}) (?:as (?:an? )?(?:co-?)?sponsors?|in (?:co-?)?(?:tabling|sponsoring|"
    rf"presenting|"
    rf"drafting|submitting|proposing|introducing)\b)"
    rf"|(?P<joined>{ACTOR}),? (?:was|were) joined by {ACTOR} (?:as (?:an? )?(?:co-?)?sponsors?|in (?:co-?)?(?:tabling|"
    rf"sponsoring|presenting|drafting|submitting|proposing|introducing)\b)"
)
_COLON = re.compile(rf"\b(?:co-?)?sponsor(?:ed|ing|s)?\b[^;:]{{0,40}}: (?P<actor>{ACTOR})")
_ONE_BY = re.compile(
    rf"\b(?:one|another|[Tt]he (?:first|second|third|fourth|fifth|other|latter|former))(?: (?!vot|decid)\w+)?,? "
    rf"(?:(?:which )?(?:was )?{SPONSORED} )?by (?P<actor>{ACTOR})"
    rf"|{_OF_A_TEXT} (?:came|comes|originated) from (?P<from>{ACTOR})"
    rf"|\b(?:mover|proposer|initiator)s? of {_ANY_TEXT},? (?:was|were|is|are) (?P<mover>{ACTOR})"
)
_SPONSORS = r"(?:(?:main|lead|principal|chief|original|other|additional) )*(?:co-?)?(?:sponsor|author|penholder)s?"
_WORK_OF = re.compile(
    rf"{_OF_A_TEXT}(?: (?:for|on|to) [^.,;]{{1,50}}?)?(?: (?:is|was|were|had been)|,) "
    r"(?:largely |mainly )?(?:the |an? )?(?:joint |own |sole )?"
    rf"(?:work|effort|brainchild|product|handiwork|project|initiative|idea) of {_NAMELY}(?P<actor>{ACTOR})"
)
_AS_PENHOLDER = re.compile(
    rf"\b[Aa]s (?:the |an? )?{_SPONSORS}(?: (?:on|of|for) [^,;]{{1,40}})?, (?:the )?(?P<actor>{ACTOR})"
)
_MADE_BY = re.compile(
    r"(?P<text>\b(?:proposal|motion|amendment|suggestion)s?),? (?:(?:which|that) )?(?:was |were )?(?:\w+ly )?made "
    rf"by {_NAMELY}(?P<actor>{ACTOR})"
)
_AMONG_THEM = re.compile(rf"\b(?:co-?)?sponsored\b[^;]{{0,40}}?, (?P<actor>{ACTOR}) among them")
_AS_BY = re.compile(
    rf"\bas (?:originally |first )?(?:proposed|suggested|tabled|put forward|drafted) by {_NAMELY}(?P<actor>{ACTOR})"
)
_TEXT_BY = re.compile(
    rf"\b(?P<text>(?:[\w-]+ )?(?:amendment|draft|text|motion|proposal|draft resolution|initiative|plan|declaration|"
    rf"resolution)s?) "
    rf"(?:by|from) {_NAMELY}(?P<actor>{ACTOR})(?:(?:,| and|, and) \w+ (?:by|from) (?P<other>{ACTOR}))?"
    rf"|\b(?P<on>an initiative of) {_NAMELY}(?P<of>{ACTOR})"
)
_THAT_SPONSORED = re.compile(
    rf"{_OF_A_TEXT}[^;,]{{0,40}}?(?:,? (?:that|which))? (?P<actor>{ACTOR}) (?:has |have |had |jointly |also "
    rf"){{0,2}}(?:{SPONSORED}|put (?:to|before))\b(?! by| (?:an?|the|its)\b)"
)
_NOT_NOW = r"(?!no longer |not |never )"
_IS_SPONSOR = re.compile(
    rf"(?P<actor>{ACTOR})(?:,? {_SPONSORS} of {_ANY_TEXT}|,? (?:(?:speaking |acting )?as )?(?:the|its|their|a|an|"
    rf"two|both|all) "
    rf"(?:{_SPONSORS}|(?:two |three )?(?:countries|{NOBODY}) "
    rf"behind the {TEXT})\b"
    rf"|(?:,| (?:is|are|was|were|(?:has|have|had) been))(?: the| a| one of the| both)? (?:(?:main|chief|real|"
    rf"original) )?"
    rf"(?:(?:driving|moving) forces?|architects?|initiators?|(?:prime )?movers?|proposers?|drafters?|originators?) "
    rf"(?:of|behind) {_ANY_TEXT}\b"
    rf"|,? {_NOT_NOW}(?:(?:also|then|later|has|have|had|subsequently|since|all|both) )*"
    rf"(?:(?:is|are|was|were) (?:proud|pleased|happy|honou?red|glad) to be|is|are|was|were|became|become|becoming|"
    rf"joins?|joined|joining|signs?|signed|acted|served|came|was added|were added|been)"
    rf"(?: (?:also|up|on|on board|in|them|it|its|their|added|listed|as|the|list of|an?|among|one of|two of|\w+ly))* "
    rf"{_SPONSORS}\b"
    rf"|,? (?:(?:also|then|later|has|have|had) )*(?:adds?|added|puts?|lends?|lent) (?:its|their|his|her) names? to "
    rf"(?:(?:the|that|this) (?:{TEXT}|list|sponsors)|{ACTOR}(?=[.,; ]|$))|,? (?:\w+ly )?(?:holds?|held) the pen\b)"
)
_SPONSORS_ARE = re.compile(
    rf"(?:\b(?i:{_SPONSORS})(?! (?:the|an?|its|his|her|their) )|"
    rf"(?:\bcountries|\bmembers|\bnations|{NOBODY}) (?:co-?)?sponsoring the {TEXT}|"
    rf"\b(?:co-?)?sponsorship)(?: of (?:the|this|that) {TEXT})?,?"
    rf"(?:(?:(?: (?:is|are|was|were|included?|includes|being|of|by|with)|:| \(\d+\):| —| \(| )+ "
    rf"?{_NAMELY})(?P<actor>{ACTOR})"
    rf"|(?:,| —| -) (?P<set>{ACTOR})(?:,| —| -))"
)
_THANKED = re.compile(
    rf"\bthank(?:s|ed|ing)? (?P<actor>{ACTOR}),? for (?:tabling|drafting|introducing|preparing|presenting|"
    rf"submitting|proposing|bringing|sponsoring|leading on)\b"
    rf"|\bthank(?:s|ed|ing)? (?:our partners,? )?(?P<who>{ACTOR}),? (?:who|which) (?:[\w-]+ ){{0,2}}?(?:carried|led on|"
    rf"drafted|prepared|penned|brought|tabled|steered|shepherded|presented|introduced) (?:the|this|that|it)\b"
)
_CONVENED = re.compile(
    rf"\bthank(?:s|ed|ing)? (?P<actor>{ACTOR}),? for (?:convening|calling|requesting|organi[sz]ing|initiating|"
    rf"holding)\b"
)
_BEHALF = re.compile(
    rf"{ACTOR},? (?:speaking |acting )?(?:also )?on behalf (?:also )?of (?:itself, |itself and )?(?:the "
    rf")?(?P<actor>{ACTOR}),? "
    rf"(?:(?:also|then|jointly|had|has|have) )*{SPONSORED} [^;]{{0,60}}?{_OF_A_TEXT}"
)
_INTRODUCING = re.compile(
    rf"^(?:(?:In|While|After|Before|By|When) )?(?:[Ii]ntroducing|[Pp]resenting|[Tt]abling|[Ss]ubmitting) (?:the |"
    rf"that |this "
    rf"|its |his |her |a )?(?:[\w-]+ ){{0,3}}?(?:{TEXT}|{DOCUMENT})\b[^,]{{0,80}}, (?P<actor>{ACTOR})"
    rf"(?:,? (?:speaking )?(?:\(?on behalf of|for) (?:the )?(?P<behalf>{ACTOR}))?"
)
_TEXT_HINT = re.compile(
    rf"{DOCUMENT}|\b(?:{TEXT}|(?:[Cc]o-?)?[Ss]ponsor\w*|authors?|penholders?|the pen|thank\w*|proposed|suggested)\b"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth),"
)


def passive_sponsors(scene: Scene) -> Iterator[Position]:
    """The sponsors that a scene names other than as the subjects of an active verb."""
    text = scene.marked
    if not _TEXT_HINT.search(text):
        return
    yield from _by(scene)
    for match in _IS_SPONSOR.finditer(text):
        yield _sponsor(scene.actor(match["actor"]), match, "stance-is-sponsor", match.end(), len(text))
    for match in _AS_PENHOLDER.finditer(text):
        yield _sponsor(scene.actor(match["actor"]), match, "stance-is-sponsor", match.end(), len(text))
    for match in _SPONSORS_ARE.finditer(text):
        group = "actor" if match["actor"] else "set"
        yield from _each(scene, match, group, "stance-sponsors-are", match.start(), match.start(group))
    for match in _THAT_SPONSORED.finditer(text):
        if AFTER_PREPOSITION.search(text, max(0, match.start("actor") - 14), match.start("actor")):
            continue  # "the situation in Chad submitted to this meeting"
        yield _sponsor(
            scene.actor(match["actor"]), match, "stance-sponsored-by", match.start("text"), match.start("actor")
        )
    for match in _BEHALF.finditer(text):
        if state_alone(scene.actor(match["actor"])):
            yield _sponsor(
                scene.actor(match["actor"]), match, "stance-sponsor-behalf", match.start("text"), match.end("text")
            )
    introducing = _INTRODUCING.match(text)
    if introducing:
        who = introducing["behalf"] or introducing["actor"]
        place = introducing.start(), introducing.start("actor") - 2
        yield _sponsor(scene.actor(who), introducing, "stance-introducing", *place)
    yield from _thanked(scene)


def _by(scene: Scene) -> Iterator[Position]:
    """ "Drafted by A", "a draft by A", "as proposed by A"."""
    text = scene.marked
    for match in _SPONSORED_BY.finditer(text):
        place = max(
            (t.span() for t in _ANY_NAMED.finditer(text, match.start(), match.start("actor"))),
            default=match.span("text"),
        )
        yield from _each(scene, match, "actor", "stance-sponsored-by", *place)
        more = _AND_BY.search(text, match.end())
        if more:
            yield from _each(scene, more, "actor", "stance-sponsored-by", *place)
    opening = _OPENING.match(text)
    if opening and _SPONSORED_WORD.fullmatch(opening["verb"].lower().removeprefix("co-").removeprefix("jointly ")):
        yield from _each(scene, opening, "actor", "stance-sponsored-by", opening.start("text"), opening.end("text"))
    for match in _BARELY_BY.finditer(text) if not _EVENT.search(text) else ():
        yield from _each(scene, match, "actor", "stance-sponsored-by", 0, match.start())
    for match in (*_WORK_OF.finditer(text), *_MADE_BY.finditer(text)):
        yield from _each(scene, match, "actor", "stance-sponsored-by", *match.span("text"))
    for pattern in (_BRACKETED, _AMONG_THEM, _JOINED_BY, _COLON, _ONE_BY):
        for match in pattern.finditer(text):
            for group in ("actor", "joined", "from", "mover"):
                char = match.groupdict().get(group)
                if char and state_alone(scene.actor(char)):
                    yield from _each(scene, match, group, "stance-sponsors-named", 0, match.start(group) - 1)
    for match in _AS_BY.finditer(text):
        yield from _each(scene, match, "actor", "stance-sponsored-by", 0, match.start())
    for match in _TEXT_BY.finditer(text):
        for group in ("actor", "of", "other"):
            if match[group] and state_alone(scene.actor(match[group])):
                yield from _each(scene, match, group, "stance-text-by", match.start(), match.start(group) - 3)


def _thanked(scene: Scene) -> Iterator[Position]:
    text = scene.marked
    for match in _THANKED.finditer(text):
        actor = scene.actor(match["actor"] or match["who"])
        yield _sponsor(actor, match, "stance-thanked", match.end(), len(text))
    for match in _CONVENED.finditer(text):
        actor = scene.actor(match["actor"])
        yield Position(
            actor, "supports", "request", "stance-thanked", 0.85, match.start(), len(text), match.end(), len(text)
        )


def _each(
    scene: Scene, match: re.Match[str], group: str, rule: str, matter_at: int, matter_end: int
) -> Iterator[Position]:
    """One sponsorship for each actor of the list that begins with a group of a match, "and" or not."""
    text = scene.marked
    run = _RUN.match(text, match.start(group))
    if run is None or text.startswith("'s", run.end()):  # "tabled by the Council's elected members"
        return
    for char in re.findall(ACTOR, run[0]):
        if not adopts_texts(scene.actor(char)):  # "put to a vote by the Assembly"
            yield _sponsor(scene.actor(char), match, rule, matter_at, matter_end)


def _sponsor(actor: Actor, match: re.Match[str], rule: str, matter_at: int, matter_end: int) -> Position:
    return Position(
        actor,
        "supports",
        "sponsorship",
        rule,
        0.9,
        match.start(),
        match.end(),
        matter_at,
        max(matter_end, matter_at + 1),
    )
