"""Verbs of speech and of taking positions, in all their forms, by what must follow them for a sentence to report
something."""

from __future__ import annotations

from collections.abc import Iterable

from triples.extraction.patterns import listed, one_of

_IRREGULAR = {
    "say": ("said", "says", "saying"),
    "read": ("read", "reads", "reading"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote written", "writes", "writing"),
    "hold": ("held", "holds", "holding"),
    "find": ("found", "finds", "finding"),
    "seek": ("sought", "seeks", "seeking"),
    "make": ("made", "makes", "making"),
    "take": ("took taken", "takes", "taking"),
    "swear": ("swore sworn", "swears", "swearing"),
    "keep": ("kept", "keeps", "keeping"),
    "put": ("put", "puts", "putting"),
    "speak": ("spoke spoken", "speaks", "speaking"),
    "give": ("gave given", "gives", "giving"),
    "go": ("went gone", "goes", "going"),
    "bring": ("brought", "brings", "bringing"),
    "lay": ("laid", "lays", "laying"),
    "draw": ("drew drawn", "draws", "drawing"),
    "co-lead": ("co-led", "co-leads", "co-leading"),
    "lead": ("led", "leads", "leading"),
    "stand": ("stood", "stands", "standing"),
    "come": ("came", "comes", "coming"),
    "throw": ("threw thrown", "throws", "throwing"),
    "beseech": ("besought beseeched", "beseeches", "beseeching"),
    "fight": ("fought", "fights", "fighting"),
    "shoot": ("shot", "shoots", "shooting"),
    "think": ("thought", "thinks", "thinking"),
    "feel": ("felt", "feels", "feeling"),
    "see": ("saw seen", "sees", "seeing"),
    "choose": ("chose chosen", "chooses", "choosing"),
    "withdraw": ("withdrew withdrawn", "withdraws", "withdrawing"),
}
_DOUBLED = frozenset(
    listed("""regret, concur, admit, submit, plan, slam, quip, beg, pen, prod, shrug, grin, sob, nod, tap, pin""")
)
_BRITISH = frozenset(("signal", "label", "marvel"))  # "signaled" and "signalled"
_VOWELS = "aeiou"


def past(base: str) -> list[str]:
    """The past and its participle: "deny" gives "denied"."""
    first, rest = _parts(base)
    if first in _IRREGULAR:
        return [f + rest for f in _IRREGULAR[first][0].split()]
    if first.endswith("e"):
        return [f"{first}d{rest}"]
    if first.endswith("y") and first[-2] not in _VOWELS:
        return [f"{first[:-1]}ied{rest}"]
    british = [f"{first}led{rest}"] if first in _BRITISH else []
    return [f"{first}{first[-1] if first in _DOUBLED else ''}ed{rest}", *british]


def present(base: str) -> list[str]:
    """The third person: "deny" gives "denies"."""
    first, rest = _parts(base)
    if first in _IRREGULAR:
        return [_IRREGULAR[first][1] + rest]
    if first.endswith("y") and first[-2] not in _VOWELS:
        return [f"{first[:-1]}ies{rest}"]
    return [f"{first}{'es' if first.endswith(('s', 'x', 'ch', 'sh', 'z')) else 's'}{rest}"]


def gerund(base: str) -> list[str]:
    """The participle in -ing."""
    first, rest = _parts(base)
    if first in _IRREGULAR:
        return [_IRREGULAR[first][2] + rest]
    if first.endswith("e") and not first.endswith("ee"):
        return [f"{first[:-1]}ing{rest}"]
    british = [f"{first}ling{rest}"] if first in _BRITISH else []
    return [f"{first}{first[-1] if first in _DOUBLED else ''}ing{rest}", *british]


def _parts(base: str) -> tuple[str, str]:
    first, space, rest = base.partition(" ")
    return first, space + rest


def forms(bases: Iterable[str]) -> list[str]:
    """All forms of some verbs."""
    return [form for b in bases for form in (*past(b), *present(b), b, *gerund(b))]


def finite(bases: Iterable[str]) -> str:
    """A pattern of the past, the third person and the plain form."""
    return one_of(form for b in bases for form in (*past(b), *present(b), b))


def participles(bases: Iterable[str]) -> str:
    """A pattern of the forms in -ing."""
    return one_of(form for b in bases for form in gerund(b))


def opening(bases: Iterable[str]) -> str:
    """A pattern of the forms in -ing, with a capital where they open a sentence."""
    forms = [form for b in bases for form in gerund(b)]
    return one_of([*forms, *(f[0].upper() + f[1:] for f in forms)])


def pasts(bases: Iterable[str]) -> str:
    """A pattern of the past participles."""
    return one_of(form for b in bases for form in past(b))


# Verbs that report speech whatever follows: what is said, and who or what is spoken of.
SAYING = listed(
    """
    say, tell, stress, emphasize, emphasise, underscore, underline, argue, insist, warn, caution, assert,
    allege, contend, reiterate, reaffirm, declare, announce, explain, complain, lament, acknowledge, concede,
    admit, deny, dispute, refute, retort, testify, recall, vow, pledge, promise, boast, opine, quip, joke, point
    out, make clear, make it clear, proclaim, stipulate, profess, apologise, apologize, predict, clarify,
    elaborate, speculate, protest, affirm, intimate, enumerate, make the case, bristle, exclaim, sketch, contest,
    make the point, make the argument, take the position, share the view, express the view, give notice, serve notice,
    swear, inquire, enquire
    """
)
JUDGING = listed(
    """
    highlight, describe, accuse, blame, criticise, criticize, condemn, denounce, decry, slam, lambast, lambaste,
    berate, rebuke, welcome, deplore, hail, praise, laud, applaud, commend, reproach, castigate, admonish,
    chide, scold, deride, ridicule, mock, excoriate, blast, thank, congratulate, remind, assure, inform, brief,
    point to, paint, portray, compare, liken, characterise, characterize, regret, bemoan, express, voice, rail against,
    censure, lash out at, hit out at, hit back at, take aim at, call attention to, draw attention to, pay
    tribute to, put the blame on, lay the blame on, pin the blame on, point the finger at, speak of, brush off,
    brush aside, caution against, warn against, warn of, sound the alarm, raise
    the alarm
    """
)
SPEECH = [*SAYING, *JUDGING]
# Verbs that report speech where a clause, a quotation or a colon follows, or where they close a reported sentence.
CLAUSAL = listed(
    """state, note, add, claim, maintain, comment, remark, confirm, counter, reply, respond, question, wonder, tweet,
    write, post, suggest, observe, report, conclude, find, establish, document, rule, hold, estimate, indicate,
    signal, reveal, disclose, continue, cite, answer, agree, echo, mention, attest, certify, determine,
    recount, relate, repeat, hint, muse, go on, interject, laugh, sigh, smile, shrug, grin, snap, shout,
    whisper, murmur, mutter, fume, thunder, intone, enthuse, consider, take the view, hold the view, advise, sum
    up, pronounce, reckon, posit, submit, hope, guarantee, rejoice, marvel, sob, nod, scoff, jeer,
    chuckle, gloat, venture, volunteer, offer, plead, concur, theorise, theorize, hasten to add, read,
    charge, chime in, fire back, shoot back, bark, growl, bellow, grumble, groan, gush, crow, roar, deadpan, rail,
    parry"""
)
# Verbs of thought, which report speech where they quote.
THINKING = ["think", "believe", "feel", "see", "regard", "view", "want", "fear"]
# Verbs that say what something is, with a second object: "called it a farce".
NAMING = ["call", "label", "brand", "dub", "term", "dismiss", "reject"]
# Nouns that make "raised", "issued" and the like a statement.
UTTERANCES = listed(
    """
    concern, concerns, protest, protests, question, questions, doubt, doubts, objection, objections, alarm,
    alarms, fears, fear,
    reservations, complaint, complaints, the issue, the matter, the case, the question, the prospect, the
    possibility, the subject
    """
)

# Nouns that make "conveyed" a statement.
FEELINGS = listed(
    """
    condolence, condolences, regret, regrets, apology, apologies, thanks, gratitude, concern, concerns, congratulations,
    sympathy, sympathies, appreciation, disappointment, displeasure
    """
)

# Verbs that ask; with a quotation in what they ask, they report speech as well.
ASKING = listed(
    """
    urge, ask, demand, call for, call on, call upon, appeal, implore, exhort, request, press, plead, beg, order, invite,
    encourage, recommend, propose, insist
    """
)
# Verbs of those who take a side, beside those of speech.
TAKING = ["support", "back", "oppose", "endorse", "demand", "encourage", "request", "reaffirm", "note", "recognize"]
# Verbs that put somebody in an office, and the nouns of that.
APPOINTING = listed(
    """
    appoint, reappoint, re-appoint, name, nominate, elect, reelect, re-elect, choose, pick, tap, select, designate
    """
)
APPOINTMENTS = "(?:(?:re-?)?appointment|nomination|(?:re-?)?election|selection|designation|choice) of"
# The plain forms, which only "they", "we" and "I" take for a present.
PLAIN = frozenset(b.split()[0] for b in (*SPEECH, *CLAUSAL, *ASKING, *NAMING) if b not in past(b))
