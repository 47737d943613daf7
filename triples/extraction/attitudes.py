"""Words that ask, table, support or oppose: the lexicon of stances."""

from __future__ import annotations

from triples.extraction.frames import ACTOR
from triples.extraction.patterns import listed, one_of
from triples.extraction.verbs import finite, gerund, opening, pasts

# Asking somebody to do something: "urged all sides to stop".
_ASK_SOMEBODY = listed(
    """
    urge, ask, press, push, implore, beseech, exhort, beg, pressure, entreat, petition, summon, encourage,
    order, instruct, lobby, challenge, nudge, prod
    """
)
# Asking for something: "demanded an end to the siege".
_ASK_FOR = listed(
    """
    demand, request, recommend, advocate, prescribe, petition for, solicit
    """
)
SUPPORT = listed(
    """
    support, back, endorse, welcome, praise, hail, applaud, commend, laud, favour, favor, embrace, champion,
    second, salute, cheer, express support for, voice support for, reiterate support for, reaffirm support for,
    pledge support for, declare support for, speak in favour of, speak in favor of, come out in favour of, speak
    in support of, subscribe to, rally behind, throw weight behind, agree to support, agree to back, pledge to
    support, vow to support, promise to support, argue for, argue in favour of, argue in favor of, associate
    itself with, align itself with, stand by, stand with, stand behind, speak up for, pay tribute to, defend
    """
)
OPPOSE = listed(
    """
    oppose, reject, condemn, denounce, deplore, decry, criticise, criticize, slam, blast, dismiss, rebuke,
    admonish, lambast, lambaste, object to, speak against, speak out against, come out against, warn against,
    caution against, protest, protest against, resist, repudiate, rail against, hit out at, lash out at,
    disagree with, take issue with, argue against, rule out, castigate, excoriate, deride, disavow, berate,
    agree to oppose, vow to oppose, urge against, advise against, express opposition to, voice opposition to,
    express outrage at, express outrage over, voice outrage at, fault, speak out at, decline to support, refuse
    to support, refuse to accept, refuse to back, refuse to recognise, refuse to recognize, refuse to endorse,
    bemoan, inveigh against
    """
)
SPONSOR = listed(
    """
    draft, table, introduce, circulate, submit, present, propose, put forward, sponsor, co-sponsor, cosponsor,
    pen, author, prepare, initiate, spearhead, bring forward, lay out, write, co-author, draw up, unveil,
    distribute, offer, co-draft, put forth, champion, lead, file, move
    """
)
_TEXTS = listed(
    """
    resolution, resolutions, draft, drafts, text, texts, amendment, amendments, motion, motions, proposal,
    proposals, measure, measures, bill, plan, initiative, draft resolution, draft statement, presidential
    statement, press statement, treaty, roadmap, package, paper, document, declaration, convention
    """
)

_IS = (
    r"(?:is|are|was|were|remains?|remained|am)(?: (?:firmly|strongly|categorically|resolutely|fully|also|totally|"
    r"still))?"
)
_CALLS = r"(?:call|appeal|demand|plea|request|push|bid|proposal|recommendation)s?"
TEXT = one_of(_TEXTS)
SPONSORED = pasts([*SPONSOR, "back"])

_ADVERBS = (
    r"(?: (?:again|strongly|once more|once again|instead|further|jointly|today|also|repeatedly|loudly|hard|(?:on "
    r")?\w+day|\w+ly))"
)
_OWN = r"(?: (?:its|his|her|their|our|my|an?|the|previous|earlier))?"
REQUEST = (
    rf"(?P<ask>(?:{finite(_ASK_SOMEBODY)}|{opening(_ASK_SOMEBODY)})(?! for\b| by\b))"
    rf"|(?P<askfor>(?:{finite(_ASK_FOR)}|{opening(_ASK_FOR)}))"
    r"|(?P<callfor>(?:[Cc]all|[Aa]sk|appeal|plead|press|push|lobby|lobbied|campaign|argue|clamour)(?:ed|s|ing|es)?"
    rf"{_ADVERBS}{{0,2}} for)"
    rf"|(?P<callon>(?:[Cc]all|[Aa]ppeal|plead)(?:ed|s|ing)?{_ADVERBS}{{0,2}} (?:on|upon|to|with))"
    r"|(?P<recall>(?:renew|repeat|reiterate|reaffirm|echo|issue|make|made|making|join|back|second|launch|voice|support)"
    rf"(?:ed|s|d|ing|es)?{_OWN} ?(?:\w+ ){{0,2}}?{_CALLS} (?:for|on|upon|to))"
    r"|(?P<insist>insist(?:ed|s|ing)? on)"
    r"|(?P<seek>(?:seek|sought|seeking|seeks) (?=(?:an?|the|more|stronger|tougher|clearer|new) (?:\w+ "
    r"){0,2}(?:end|extension|meeting|"
    r"session|vote|resolution|ban|ceasefire|truce|referral|investigation|inquiry|postponement|delay|embargo|"
    r"mandate|renewal|"
    r"probe|suspension|halt|language|wording|guarantees|assurances|access|changes|time)\b|(?:stronger|tougher|"
    r"clearer|more) \w+))"
    r"|(?P<want>(?:would (?:also )?like|wants|wanted) to see)"
)
_VOICE = (
    r"(?:express|voice|reiterate|reaffirm|restate|pledge|declare|offer|affirm|renew|underline|stress|signal|give|gave|"
    r"lend|lent|announce|state)"
)
WORD = (
    rf"|(?P<support>(?:{finite(SUPPORT)}|{opening(SUPPORT)}))"
    rf"|(?P<supporting>{_VOICE}(?:ed|s|d|es|ing)?(?: (?P<whose>{ACTOR})'s?|{_OWN}) ?(?:[\w-]+ ){{0,3}}?"
    r"(?:support|solidarity|backing|endorsement|appreciation) (?:for|of|to|with))"
    rf"|(?P<opposing>{_VOICE}(?:ed|s|d|es|ing)?(?: (?P<own>{ACTOR})'s?|{_OWN}) ?(?:[\w-]+ ){{0,3}}?"
    r"(?:opposition|objection|objections|condemnation|rejection|disapproval|outrage) (?:to|of|at|over))"
    rf"|(?P<isfor>{_IS} (?:in favou?r of|supportive of|committed to))"
    rf"|(?P<isagainst>{_IS} (?:opposed to|against))"
    rf"|(?P<oppose>(?:{finite(OPPOSE)}|{opening(OPPOSE)}))"
    r"|(?P<accept>recogni[sz]e|accept|agree (?:with|to)|approve of|subscribe to|condone|tolerate|believe in|consider)"
)
SPONSORING = rf"|(?P<sponsor>(?:{finite(SPONSOR)}|{opening(SPONSOR)}))"
_GERUNDS = frozenset(g for b in (*_ASK_SOMEBODY, *_ASK_FOR, *SUPPORT, *OPPOSE, *SPONSOR) for g in gerund(b))
PARTICIPLE = _GERUNDS | frozenset(g[0].upper() + g[1:] for g in _GERUNDS)
BASE = frozenset(
    b.split()[0] for b in (*_ASK_SOMEBODY, *_ASK_FOR, *SUPPORT, *OPPOSE, "call", "appeal", "ask", "reiterate", "renew")
)
