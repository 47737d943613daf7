"""What tells that a run of capitalised words names a person: a title, a form of address, a verb, an appointment, a
given name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triples.extraction.givennames import GIVEN_NAMES
from triples.extraction.names import FAMILY_FIRST, ORGANISATION, Run
from triples.extraction.patterns import listed, one_of
from triples.extraction.titles import ADDRESS, BEARER_WORDS, HEAD_WORDS
from triples.extraction.verbs import APPOINTING, APPOINTMENTS, ASKING, CLAUSAL, NAMING, SPEECH, finite, forms, pasts
from triples.registry import Entity

_ADDRESS = sorted({*ADDRESS} - {"Minister", "Chief", "Vice", "Rear", "Air", "Count", "Engineer"})  # of more than people
_HONORIFIC = re.compile(
    r"\b(?P<she>Mrs?s\.?|Ms\.?|Madam|Lady|Baroness|Dame|Queen|Princess)[ \n]$"
    r"|\b(?P<he>Mr\.?|Sir|Lord|King|Prince)[ \n]$"
    rf"|\b{one_of(_ADDRESS)}\.?[ \n]$"
)
VERBS = rf"(?:{finite([*SPEECH, *CLAUSAL, *ASKING, *NAMING])})"
SPOKE = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,[^,.;]{1,80},|,)?\s"
    rf"(?:(?:also|then|later|earlier|once|previously|recently|reportedly|has|have|had|\w+ly)\s){{0,2}}{VERBS}\b"
    r"|, whose (?:country|delegation|government|side)\b"
)
_SPOKEN = re.compile(
    rf"(?:\baccording to|[,'\"] {VERBS}|\b(?:said|says|told|tells))[ \n](?:(?:the )?[A-Z][\w ]{{2,30}}'s?[ \n])?$"
)
_OF_STATE = r"(?:\s\([A-Z][^()]{1,40}\)|\sof\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})?"
# Who is appointed or replaced is a person: "appointed veteran diplomat X", "named X of Oman as", "will succeed X".
_APPOINTED = re.compile(
    rf"\b(?:{one_of(forms([*APPOINTING, 'replace', 'succeed', 'confirm', 'approve', 'install']))}|"
    r"(?:taking|takes?|took|taken) (?:over(?: as [^.;:]{3,80}?)? from|the (?:place|helm|reins|baton) (?:of|from))|"
    r"\binto the shoes of|"
    rf"{APPOINTMENTS})\s"
    r"(?:[A-Z]\w+'s\s)?(?:(?:veteran|career|senior|seasoned|former|outgoing|then|the|diplomat|lawyer|politician|"
    r"ambassador)"
    r"\s)*$"
)
_APPOINTEE = re.compile(
    rf"{_OF_STATE}(?:,[^.;]{{3,160}},)?\s(?:as|to be|to serve|to become|to head|to lead)\b|\sof\s[A-Z]"
)
_TO_OFFICE = re.compile(rf"{_OF_STATE},? (?P<words>[a-z][^,.;:]{{2,50}})")  # "elected X president of the court"
# "To appoint X as his envoy and Y as her deputy".
_ALSO = re.compile(rf"\b{one_of(forms(APPOINTING))}\s[^;]{{5,120}}? as (?:his|her|its|their|the) [^;]{{5,90}} and $")
_REPLACES = re.compile(r"\b(?:replac|succeed|tak|took|appoint|nominat)\w*\s[\w\s]*$")
_APPOSED = re.compile(
    rf"{_OF_STATE}(?:,|\n+| \(|\s(?:—|--?)\s)\s?"
    r"(?:(?:who|which)\s(?:is|was|serves|served|has been|had been|will be|became|has served as|had served as)\s)?"
    r"(?P<words>[^,;:\"()]{2,90})"
)
_COPULAR = re.compile(
    rf"{_OF_STATE}(?:,[^,.;]{{3,80}},)?,?\s(?:who )?(?:(?:is|was|has been|had been|will be) "
    rf"(?:{pasts(APPOINTING)}|sworn in)(?: [\w ]{{3,30}}?(?= as | to be ))?(?: as| to be)?|"
    r"is|was|became|will become|has been|had been|is becoming|will be|serves as|will serve as|"
    r"(?:(?:once|previously|recently|most recently|formerly) )?served as|(?:has|had) (?:been serving|served) as|"
    r"(?:(?:resigned|stepped down|quit|retired)(?: [^,.;]{2,40})?|"
    r"(?:will |would |is to )?(?:steps? down|resign|retire|leave|leaves)|"
    r"(?:takes|took) (?:over|office)|is stepping down|remains|continues|stays on|(?:has )?spent [\w ]{2,30}|worked|"
    r"(?:arrived|came|flew|travelled|returned|went|spoke|speaking)(?: [^,.;]{2,60})?) as)"
    r"\s(?P<words>(?:M[rs]s?\.|[^,;.]){2,80})"
)
# Only people are born, and take over from one another.
_MOVES = re.compile(
    r"(?:,[^,.;]{3,80},)?,?\s(?:who )?(?:(?:is|was) (?:to|due to|set to) |will |has |had |would )?"
    r"(?:take|takes|took|taken) over (?:from|as)\b|,?\s(?:who )?(?:was|is) born\b|"
    r"\s(?:will )?(?:replaces?|succeeds?) [A-Z]"
)
_WILL_HEAD = re.compile(r"\s(?:will|would|is to) (?:head|lead|chair|run|direct) (?:the )?(?:U\.?N\.?|United Nations)\b")
_MADE_WAY = re.compile(
    r"\b(?:replaced|succeeded) by (?:the )?$|\bover from $|"
    r"\b(?:delegation|mission|team|panel|commission|committee|inquiry)\b[^.;]{0,30} (?:led|headed|chaired) by (?:the "
    r")?$"
)
_MANY = (
    r"\b(?:[Mm]inisters|[Pp]residents|[Aa]mbassadors|[Ll]eaders|[Ee]nvoys|[Rr]epresentatives|[Dd]elegates|[Cc]hairs)\s"
)
_OF_MANY = re.compile(_MANY + r"(?:[^.;]{2,120}(?:,|\band)\s)?$")
_OWNED_BY_MANY = re.compile(
    _MANY[:-2] + r",?\s(?:[^.;]{2,120}(?:,|\band)\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}'s?\s$"
)  # "the two ministers, Oman's X and Peru's Y"
_AMONG_MANY = re.compile(r"\s(?:of\s(?:the\s)?|\()[A-Z]")
_BORNE_BY_MANY = re.compile(_MANY + r"of\s[^.;]{0,120}[A-Z][\w-]+\s\($")  # "the ambassadors of Oman (X) and Peru (Y)"
_PAIRED = re.compile(_MANY + r"of\s[^,.;]{2,60}\sand\s[^,.;]{2,40},\s(?:[A-Z][^,.;]{2,60}(?:,|\sand)\s)*$")
_RELATIVE = re.compile(
    r",? who (?:\w+ (?:\w+ly )?)?(?:heads|headed|leads|led|chairs|chaired|presides|presided|runs|ran|"
    r"served|serves|represents|represented)\b"
)
_TAIL_STOPS = frozenset(
    listed(
        """
    said, says, told, who, that, which, has, have, had, is, was, were, will, would, when, where, after, before,
    and, but, since, until, till, during, between, charity, ngo, group, network, campaign, coalition, agency, watchdog
    """
    )
)
_PREPOSITIONS = frozenset(
    listed(
        """
    for, of, on, to, at, in, with, from, by, against, about, over, under, into, the, a, an, and, or, charge
    """
    )
)


_PLACE_NAME = re.compile(
    r"\b(?:New|Old|Saint|San|Santa|Fort|Port|Camp|Mount|Lake|Cape|(?:North|South|East|West)(?:ern)?|Central|Upper|"
    r"Lower|"
    r"Greater|Inner|Outer|Mid)[ \n]$"
)  # "New York"
_MONTH = re.compile(
    r"(?:\d|\b(?:in|since|until|till|by|on|of|from|during|last|this|next|early|late|mid|to|and))[ \n-]$"
)
_NAMED_AFTER = re.compile(r" (?P<word>[A-Z]\w+)")
_WHOSE = re.compile(r"\s[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3}'s?\s(?P<words>[^,;:\"()]{2,60})")
# What is said of an organisation and never of a person.
_HEADED = re.compile(
    r"\b(?:director|head|president|chair(?:man|woman|person)?|(?:co-)?founder|researcher|analyst|fellow|professor|"
    r"campaigner|officer|"
    r"economist|secretary|member|manager|editor|adviser) (?:of|at|with) (?:the )?"
    r"(?:(?:rights |aid |news )?(?:charity|group|NGO|organi[sz]ation|network|think[- ]tank|agency|campaign|firm|"
    r"magazine|website|newspaper) )?$",
    re.IGNORECASE,
)
_A_GROUP = re.compile(
    r"(?:,| is| \([A-Z]{2,6}\),) (?:an?|the|one of the) (?:(?! (?:of|at|from|for|with) )[^,.;]){0,50}\b(?:group|"
    r"organi[sz]ation|charity|NGO|"
    r"think[- ]tank|watchdog|coalition|network|company|firm|website|newspaper|magazine|outlet|agency|nonprofit|"
    r"movement|party|city|town|village|province|region|port|island)\b"
)


def organisations(plain: str, runs: Sequence[Run]) -> frozenset[tuple[str, ...]]:
    """The names that a document uses of organisations and places: "the director of X", "X, a rights group"."""
    return frozenset(
        run.key
        for run in runs
        if len(run.key) > 1
        and (
            _HEADED.search(plain, max(run.sentence.start, run.span.start - 60), run.span.start)
            or _A_GROUP.match(plain, run.span.end, run.sentence.end)
        )
    )


def evidence(
    plain: str, run: Run, known: dict[frozenset[str], Entity], others: frozenset[tuple[str, ...]]
) -> str | None:
    """What tells that a run names a person: "he", "she" or "" (no gender told); None where nothing does. `others`:
    names of organisations."""
    before = plain[max(run.sentence.start, run.span.start - 130) : run.span.start]
    if _PLACE_NAME.search(before) or (run.key == ("may",) and _MONTH.search(before)):
        return None
    address = _HONORIFIC.search(before)
    if address and _goes_on(plain, run):  # "Mr Rocket President"
        return None
    if address:
        return "she" if address["she"] else "he" if address["he"] else ""
    titled = _titled(_IS.sub(" ", before) if len(run.key) > 1 else before)
    if titled is not None and (not run.organisation or (len(run.key) > 1 and run.key[-1] not in ORGANISATION)):
        return None if len(run.key) == 1 and _goes_on(plain, run) else titled
    if (len(run.key) < 2 and " " not in plain[run.span.start : run.span.end]) or run.key in others:
        return None
    recorded = plain[run.span.start : run.span.end].isupper() and _RECORD.match(plain, run.span.end)
    first = run.span.start - run.sentence.start < 5 and not run.organisation
    recorded = recorded or (first and len(run.key) > 1 and _SPEAKER.match(plain, run.span.end))
    if recorded or frozenset(run.key) in known or (before in ("By ", "BY ") and run.span.end == run.sentence.end):
        return ""
    if run.organisation or before.endswith("the "):
        return None
    after = plain[run.span.end : run.sentence.end][:160]
    told = _told_beside(before, after)
    return "" if told is None and _given(run.key) and not (_OF_THE_PRESS.search(before) or after[:1] == ":") else told


# Who asks and writes is none of those whom a text reports.
_OF_THE_PRESS = re.compile(r"\b(?:editor|correspondent|reporter|columnist|presenter|host|interviewer|[Bb]y)s?,? $")
_FAMILIES = frozenset(name for name in FAMILY_FIRST if len(name) > 2)


def _given(key: tuple[str, ...]) -> bool:
    """Whether a name begins with a known given name, or with a family name before a given one of two parts."""
    return 2 <= len(key) <= 4 and (key[0] in GIVEN_NAMES or (key[0] in _FAMILIES and len(key) == 3))


def _goes_on(plain: str, run: Run) -> bool:
    """Whether a title goes on behind a word: the second of "Chief Cabinet Secretary"."""
    after = _NAMED_AFTER.match(plain, run.span.end, run.sentence.end)
    return after is not None and after["word"].lower() in HEAD_WORDS


def _told_beside(before: str, after: str) -> str | None:
    """What an apposition, an appointment or a verb beside a name tells."""
    for pattern in (_APPOSED, _COPULAR, _WHOSE):
        office = pattern.match(after)
        if office and _names_office(office["words"]):
            return _gender_of(office["words"])
    appointed = _APPOINTED.search(before)
    if appointed and (_REPLACES.search(appointed[0]) or _APPOINTEE.match(after)):
        return ""
    if before.endswith("and ") and _APPOINTEE.match(after) and _ALSO.search(before):
        return ""
    office = _TO_OFFICE.match(after) if appointed else None
    if office and _names_office(office["words"]):
        return ""
    many = _OF_MANY.search(before)
    if (many and _AMONG_MANY.match(after)) or _PAIRED.search(before) or _OWNED_BY_MANY.search(before):
        return ""
    if after.startswith(")") and _BORNE_BY_MANY.search(before):
        return ""
    if _WILL_HEAD.match(after) or _MOVES.match(after) or _MADE_WAY.search(before):
        return ""
    if SPOKE.match(after) or _SPOKEN.search(before) or _RELATIVE.match(after):
        return ""
    if _QUOTED.match(after) and before.endswith("'s "):
        return ""
    return None


_WORDS = re.compile(r"[\w'’]+")
_QUOTED = re.compile(r":\s?\"")
_SPEAKER = re.compile(
    r"\s\((?:the )?[A-Z][\w' -]{2,40}\)(?:,? (?:speaking|who|said|[a-z]+ed)\b|, (?:also )?[a-z]+ing\b)"
)
_RECORD = re.compile(r"\s\((?:the )?[A-Z][\w' -]{2,40}\)")  # "JANE DOE (Norway)", as records name speakers


def _names_office(words: str) -> bool:
    """Whether an apposition heads with a title: "the envoy for Yemen", "a former judge"."""
    for word in _WORDS.findall(words.replace("-", " ")):
        if word.lower() in HEAD_WORDS:
            return True
        if word in _TAIL_STOPS:
            return False
    return False


_IS = re.compile(  # "the minister at the time was X", "the envoy is now X"
    r"(?: at (?:the|that) time| at present|,? since (?:\w+ )?\d{4},?)? (?:is|was|remains|became|will be|(?:has|had) "
    r"been) "
    r"(?:now |then |still |again )?$"
)
_OWNER = re.compile(r", (?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+'s? $")
_ELECT = re.compile(r"[- ](?:elect|designate)(?=,? $)")  # "the president-elect, X"


def _titled(before: str) -> str | None:
    """The gender ("" unknown) told by a title right before a name; None where no title stands there."""
    words = _ELECT.sub("", before).replace("-", " ").replace('"', " ").split()
    if not words or before.rstrip()[-1:] in '.;:"()':
        return None
    last = words[-1].rstrip(",").lower()
    owner = _OWNER.search(before)
    if owner:  # "the president of the court, Oman's X"
        return _titled(before[: owner.start() + 1])
    if last in BEARER_WORDS:
        return _gender_of(last)
    if last in _PREPOSITIONS or words[-1].endswith(","):
        tail = words[:-1] if words[-1].endswith(",") and last not in _PREPOSITIONS else None
        return _tailed([*tail, last], before) if tail is not None else None
    return _tailed(words, before)


def _tailed(words: list[str], before: str) -> str | None:
    """A title with a tail before the name: "High Commissioner for Human Rights X"."""
    for back, word in enumerate(reversed(words[-16:])):
        lower = word.rstrip(",").lower()
        if lower in _TAIL_STOPS and lower != "and":
            return None
        following = words[len(words) - back].lower() if back else ""
        if lower in BEARER_WORDS and following in ("for", "of", "on", "to", "in", "at", "from"):
            return _gender_of(lower)
        if word.endswith(",") and back:
            return None
    return None


def _gender_of(words: str) -> str:
    lower = words.lower()
    if re.search(
        r"woman\b|\bqueen\b|\bprincess\b|\bmother\b|\bwidow\b|\bwife\b|\bactress\b|\bsister\b|\bdaughter\b", lower
    ):
        return "she"
    if re.search(r"(?<!wo)man\b|\bking\b|\bprince\b|\bfather\b|\bbrother\b|\bson\b|\bhusband\b", lower):
        return "he"
    return ""
