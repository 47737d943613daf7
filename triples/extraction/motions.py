"""What was voted on, and how it ended, as the words around a vote tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from triples.facts import Choice, MotionKind, Outcome

_PATTERNS: tuple[tuple[MotionKind, str], ...] = (
    ("amendment", r"amendments?|oral revision"),
    (
        "procedural",
        r"procedural|no-action|motions?|adjourn\w*|rule 27|rule 39|"
        r"(?:block|hold|holding|cancel|scrap|prevent|oppos\w+|convene|go ahead with|whether) (?:the |a |"
        r"today's |this |that )?(?:\w+ )?"
        r"(?:meeting|session|briefing|discussion|debate)|(?:meeting|session|it) should (?:go ahead|be held|"
        r"proceed)|emergency special session",
    ),
    ("agenda", r"agenda"),
    (
        "election",
        r"(?<!permanent and )(?<!permanent or )elected(?! (?:members?|countries|council|ten|states|representatives|"
        r"non))|"
        r"election|ballot(?:s|"
        r"ing)? (?:for|to fill)|rounds? of (?:voting|balloting)|vacan\w+|secret "
        r"ballot|runoff|run-off",
    ),
    ("other", r"(?:operative|preambular|preamble)? ?paragraphs? [\w-]+|separate vote on"),
    (
        "resolution",
        r"resolutions?|drafts?|texts?|measures?|sanctions|embargo|mandate|extend(?:ed|ing)?|renew(?:ed|ing|al)?|"
        r"condemn\w*|demand\w*|treaty|declaration|convention|create|establish\w*|ceasefire|mission",
    ),
)
_MOTIONS = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _PATTERNS)
_WHOLE = re.compile(r"\bas a whole\b", re.IGNORECASE)
_SPECIAL: tuple[MotionKind, ...] = ("amendment", "procedural", "agenda", "election", "other")
_OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        "rejected",
        re.compile(
            r"\b(?:defeated|(?<!countries )(?<!states )(?<!members )(?<!nations )(?<!delegations )rejected|rejects|"
            r"(?<!resolution )(?<!draft )(?<!text )rejecting|rejection|fail(?:ed|"
            r"s)?(?= (?:to (?:be|get|pass|win|secure|"
            r"muster|gain|garner|reach|adopt|adopted|attract|receive|agree)|by|with|after|on|from|when)\b|[.,;]|$)|"
            r"vetoed|vetoes|vetoing|(?<=[Aa] )veto(?= (?:by|from|ended|killed|blocked|sank|stopped))|blocked|"
            r"(?:fell|falls|falling) short|voted down|"
            r"turned down|struck down|not adopted|did not pass|not carried|killed|sank|thwarted|torpedoed|scuttled|"
            r"lost|died|buried|"
            r"did not (?:adopt|approve|get|receive|win|secure|muster)|threw out)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "adopted",
        re.compile(
            r"\b(?:(?:overwhelmingly|narrowly|has|have) backed|(?<!to )(?:adopt(?:s|ed|ing|ion)?|pass(?:ed|es|ing|"
            r"age)?)|"
            r"approv(?:ed|es|ing|al)|carried|endors(?:ed|es|"
            r"ing)|voted (?:through|to(?! \w+,)|overwhelmingly to|\w+(?:-| to )\w+(?:,[^,]{0,60},)? to)|"
            r"went (?:ahead|forward)|go ahead|retain(?:ed|ing|s)?|agreed|"
            r"(?<!permanent and )(?<!permanent or )elected(?! (?:members?|countries|council|"
            r"ten|states|representatives|non))|"
            r"(?<!which )(?<!that )(?<!to )(?<!would have )(?:extend(?:ed|s|ing)?|renew(?:ed|s|ing)?|prolong(?:ed|"
            r"s|ing)?|"
            r"impos(?:ed|es|ing)|demand(?:ed|s|ing)|condemn(?:ed|s|ing)|call(?:ed|s) (?:for|on)|"
            r"authori[sz](?:ed|es|ing)|creat(?:ed|es|ing)|establish(?:ed|es|ing)|decid(?:ed|es|ing)|"
            r"remov(?:ed|es|ing)|lift(?:ed|s|ing)|tighten(?:ed|s|ing)|boosted|strengthened|suspend(?:ed|s|ing)))\b",
            re.IGNORECASE,
        ),
    ),
)


def motion_kind(words: str, at: int) -> MotionKind | None:
    """The kind of motion that a sentence speaks of nearest to its vote at offset `at`; special kinds come first."""
    if _WHOLE.search(words, at - 80 if at > 80 else 0):
        return "resolution"
    nearest: dict[MotionKind, int] = {}
    for kind, pattern in _MOTIONS:
        places = [abs(m.start() - at) for m in pattern.finditer(words)]
        if places:
            nearest[kind] = min(places)
    special = [(distance, kind) for kind, distance in nearest.items() if kind in _SPECIAL and distance < 160]
    return min(special)[1] if special else "resolution" if "resolution" in nearest else None


def outcome(words: str, at: int) -> Outcome | None:
    """How the vote at an offset ended, by the nearest words that say so; None where none do."""
    (_, fell), (_, passed) = _OUTCOMES
    failures = [found.span() for found in fell.finditer(words)]
    passings = [p.span() for p in passed.finditer(words) if not any(a <= p.start() < b for a, b in failures)]
    near: list[tuple[int, Outcome]] = [(abs(start - at), "rejected") for start, _ in failures]
    near += [(abs(start - at), "adopted") for start, _ in passings]
    return min(near)[1] if near else None


def outcome_of_counts(
    counts: Mapping[Choice, int], *, in_council: bool, procedural: bool, simple: bool
) -> Outcome | None:
    """What the counts alone settle.

    In the Security Council fewer than nine votes carry nothing, and nine carry a motion of procedure, or any to which
    no member objects (Article 27 of the Charter, as amended in 1965). Elsewhere no more for than against carries
    nothing; in bodies of `simple` majority more carries all, elsewhere two thirds may be needed, which counts do not
    tell.
    """
    for_, against = counts.get("for"), counts.get("against")
    if for_ is None or against is None:
        return None
    if in_council:
        return "rejected" if for_ < 9 else "adopted" if procedural or against == 0 else None
    return "rejected" if for_ <= against else "adopted" if simple else None
