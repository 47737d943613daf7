"""Words that ask, table, support or oppose: the lexicon of stances."""

from __future__ import annotations

from triples.extraction.frames import ACTOR
from triples.extraction.patterns import first_words, listed, one_of
from triples.extraction.verbs import finite, forms, gerund, opening, pasts

# Asking somebody to do something: "urged all sides to stop".
_ASK_SOMEBODY = listed(
    """
    urge, ask, press, push, implore, beseech, exhort, beg, pressure, entreat, petition, summon, encourage,
    order, instruct, tell, require, oblige, mandate, lobby, challenge, nudge, prod, invite, task, direct
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
    support, back, endorse, welcome, thank, praise, hail, applaud, commend, laud, favour, favor, embrace, champion,
    second, salute, cheer, express support for, voice support for, reiterate support for, reaffirm support for,
    pledge support for, declare support for, speak in favour of, speak in favor of, come out in favour of, speak
    in support of, subscribe to, rally behind, throw weight behind, agree to support, agree to back, pledge to
    support, vow to support, promise to support, argue for, argue in favour of, argue in favor of, associate
    itself with, align itself with, stand by, stand with, stand behind, stand up for, speak up for, pay tribute to,
    defend, get behind, line up behind, come out in support of, speak warmly of, plead in
    favour of, sign up to, sign on to, warm to, speak out for, speak out in favour of, speak out in favor of, come down
    in favour of, come down in favor of, make the case for, make a case for, vouch for, rally around, rally round,
    argue the case for, speak in favour, speak in favor,
    speak in support, fall in behind, side with, take sides with, take the side of, come down on the side of
    """
)
OPPOSE = listed(
    """
    oppose, reject, condemn, denounce, deplore, decry, criticise, criticize, slam, blast, dismiss, rebuke,
    admonish, lambast, lambaste, object to, speak against, speak out against, come out against, warn against,
    caution against, protest, protest against, resist, repudiate, rail against, hit out at, lash out at,
    disagree with, take issue with, argue against, rule out, castigate, excoriate, deride, disavow, berate,
    agree to oppose, vow to oppose, urge against, advise against, express outrage at, express outrage over, voice
    outrage at, fault, speak out at, bemoan, inveigh against, campaign against, lobby against, push back against,
    recoil from, find fault with, pour scorn on, take exception to, vow to fight, vow to resist, turn down, spurn,
    shoot down, rubbish, balk at, stand up to, disapprove of, censure, reprimand, reproach, chastise, chide, upbraid,
    assail, rebuff, brush aside, brush off, wave away, shrug off, scoff at, sneer at, hold out against, fight,
    distance itself from, reprove, brand as unacceptable, regret, deprecate, say no to, speak out in opposition to,
    speak in opposition to, take a stand against, take a stance against, come down against, make the case against,
    make a case against, vow to block, vow to reject, vow to veto, threaten to block, threaten to veto, threaten to
    oppose, promise to oppose, promise to block, pledge to oppose, pledge to block, protest at, push back on, take a
    dim view of, take a dim view at, cast
    doubt on, pour cold water on, block, obstruct, hold up, stand in the way of, walk away from,
    throw cold water on, think little of, think poorly of
    """
)
SPONSOR = listed(
    """
    draft, table, introduce, circulate, submit, present, propose, put forward, sponsor, co-sponsor, cosponsor,
    pen, author, prepare, initiate, spearhead, bring forward, lay out, write, co-author, draw up, unveil,
    distribute, offer, co-draft, put forth, champion, lead, file, move, push through, steer, shepherd, craft, bring,
    withdraw, revise, amend, put to the vote, put to a vote, float, moot, put together, co-lead, launch,
    nurse
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
    r"(?:is|are|was|were|remains?|remained|am|stands?|stood|(?:has|have) (?:long |always |never |not )?been)"
    r"(?: (?:not|never|no longer|firmly|strongly|categorically|resolutely|fully|also|totally|still|\w+ly|deeply))?"
)
_CALLS = r"(?:call|appeal|demand|plea|request|push|bid|proposal|recommendation)s?"
TEXT = one_of(_TEXTS, any_case=True)
SPONSORED = pasts(SPONSOR)

_ADVERBS = (
    r"(?: (?:time and again|over and over|again|strongly|once more|once again|instead|further|jointly|today|"
    r"also|repeatedly|loudly|hard|(?:on "
    r")?\w+day|\w+ly)|, \w+ly,)"
)
_DISLIKE = one_of(
    listed(
        """
    opposition, objection, objections, condemnation, rejection, disapproval, outrage, indignation, revulsion,
    discontent,
    dissatisfaction, displeasure, anger, fury, reservations, misgivings, disagreement, resentment, disgust,
    regret, regrets
    """
    )
)
_IT = rf"(?:it|them|{ACTOR}|(?:the|this|that|these|its|an?|any) (?:[\w-]+ ){{0,3}}?[\w-]+)"
_POSSESSIVE = rf"(?:its|his|her|their|our|my|{ACTOR}'s?)"
_OWN = rf"(?: (?:{_POSSESSIVE}|an?|the|previous|earlier))?"
_RENEWING = listed("renew, repeat, reiterate, restate, echo, endorse, second")
_REPEATING = listed(
    """renew, repeat, reiterate, reaffirm, echo, issue, make, join, back, second, launch, voice, support, lead, head,
    spearhead, amplify, put out, send, sign, endorse"""
)
REQUEST = (
    r"(?P<claim>(?:press|push|pursue|stak|advanc|repeat)(?:e?d|es|s|ing|e)? (?:its|his|her|"
    r"their) (?:[\w-]+ )?(?:claim|bid|"
    r"demand) (?:to|for))"
    r"|(?P<pushto>(?:[Pp]ush|[Pp]ress|[Ll]obby|[Ll]obbi|[Cc]ampaign)(?:e?d|s|es|ing)?(?: hard)? to(?= (?!the\b|"
    r"an?\b)[a-z]))"
    rf"|(?P<ask>(?:{finite(_ASK_SOMEBODY)}|{opening(_ASK_SOMEBODY)})(?!,? (?:\w+ly,? )?for\b| by\b| against\b|"
    rf" back (?:on|against)\b))"
    rf"|(?P<askfor>(?:{finite(_ASK_FOR)}|{opening(_ASK_FOR)}))"
    r"|(?P<callfor>(?:[Cc]all|[Aa]sk|[Aa]ppeal|[Pp]lead|[Pp]ress|[Pp]ush|[Ll]obby|lobbied|[Cc]ampaign|[Aa]rgu|argue|"
    rf"[Cc]lamour|[Pp]etition)(?:ed|s|ing|es)?{_ADVERBS}{{0,2}} for"
    r"|called(?= (?:the|an?|this) (?:[\w-]+ ){0,2}(?:meeting|session|debate)\b(?! (?:a|an|as)\b| [\w-]+(?:ure|"
    r"ate|ful|less|ous|ive|al|ic|ary|able)\b))"
    r"|moved(?= to (?:adjourn|close|suspend|defer|postpone|have|delete|strike|amend|refer|send|defer)\b|"
    r" that no action\b))"
    rf"|(?P<callon>(?:[Cc]all|[Aa]ppeal|[Pp]lead)(?:ed|s|ing)?{_ADVERBS}{{0,2}} (?:on|upon|to|with))"
    rf"|(?P<recall>(?:{finite(_REPEATING)}|{opening(_REPEATING)}|[Aa]dd(?:ed|s|ing)? {_POSSESSIVE} (?:voice|name) to)"
    rf"{_OWN} ?(?:[\w-]+ ){{0,3}}?(?:{_CALLS} (?:for|on|upon|to|that)|"
    rf"insistence (?:on|that(?= [^.,;]{{1,60}}? (?:be|must|should)\b)))"
    rf"|(?:{finite(_RENEWING)}|{opening(_RENEWING)}) (?:the|that|this|{_POSSESSIVE}) (?:[\w-]+ ){{0,2}}?"
    r"(?:demand|call|appeal|request|plea)s?(?=[.,;]|$| (?:in|at|to|on|during|when|before|after) ))"
    rf"|(?P<campaign>(?:launch|lead|led|head|start|mount|join)(?:ed|s|ing)? (?:the|an?|{_POSSESSIVE}) (?:[\w-]+ )?"
    r"(?:campaign|drive|effort|push|bid) (?:to|for))"
    r"|(?P<suggest>[Ss]uggest(?:ed|s|ing)?(?= (?:an?|another|more|further|[a-z]+ing) (?!way\b|that\b)| (?:only |"
    r"instead |also |\w+ly )?that "
    r"[^.;,]{1,50}? (?:be |consult |"
    r"meet "
    r"|hold |send |take |wait |postpone |adjourn |consider |continue |return |refer |extend |vote )))"
    r"|(?P<decide>decid(?:es|ed)(?= that [^.;,]{1,90}? (?:shall|must|should|be)\b))"
    r"|(?P<that>insist(?:ed|s|ing)?(?= that [^.;,]{1,60}? (?:be|not) )|expects?(?= [^.,;]{1,60}? to (?!be\b|have\b)\w))"
    r"|(?P<insist>insist(?:ed|s|ing)? (?:up)?on)"
    r"|(?P<seek>(?:[Ss]eek|[Ss]ought|[Ss]eeking|seeks)(?= (?:an?|the|more|stronger|tougher|clearer|new) (?:[\w'-]+ "
    r"){0,2}(?:end|extension|meeting|"
    r"session|vote|resolution|ban|ceasefire|truce|referral|investigation|inquiry|postponement|delay|embargo|"
    r"mandate|renewal|statement|condemnation|release|admission|membership|return|withdrawal|removal|lifting|"
    r"recognition|"
    r"creation|establishment|passage|access|approval|adoption|inclusion|deletion|ruling|opinion|debate|settlement|"
    r"apology|"
    r"compensation|"
    r"probe|suspension|halt|language|wording|guarantees|assurances|access|changes|time)\b| (?:stronger|tougher|"
    r"clearer|more) \w+))"
    r"|(?P<seekone>(?:seek|seeks|sought)(?= one\b))"
    r"|(?P<want>(?:would (?:also )?like|wants|wanted) to see"
    r"|would (?:also )?(?:like|prefer|rather have)(?= [^.,;]{1,60} to \w| (?:an?|more|some|clear\w*|strong\w*) )"
    r"|prefer(?:s|red)?(?= (?:an?|to see|that) )"
    r"|want(?:s|ed)?(?= (?:\w+|\d[\d,]*) (?:days?|weeks?|months?|years?) )|want(?:s|ed)?(?! to\b|"
    r" there\b)(?= [^.,;]{1,60}? (?:to \w|\w+ed\b(?! to\b))"
    r"| (?:an?|more|clear\w*|strong\w*|guarantees|sanctions|action|talks|answers|no(?! part| truck)) "
    rf"| (?:it|them|{ACTOR}) (?:torn|cut|shut|gone|done|out|off|back|\w+en)\b))"
)
_VOICES = listed(
    """
    express, voice, reiterate, reaffirm, restate, pledge, declare, offer, affirm, renew, underline, underscore, stress,
    signal, give, lend, announce, state, repeat, confirm, convey, register, record, maintain, emphasize, emphasise,
    make clear, make known, make plain, raise, air, articulate
    """
)
_VOICE = rf"(?:{finite(_VOICES)}|{opening(_VOICES)})"
_BEHIND = (
    rf"(?:throw|threw|thrown|put|lend|lent|give|gave|given)(?:s|ing)? {_POSSESSIVE} (?:[\w-]+ ){{0,2}}?"
    r"(?:weight|support|backing|blessing|approval|voice|endorsement|authority) (?:behind|to)"
)
_UNABLE = (
    r"(?:(?:is|are|was|were) (?:not in a position|unable|not able|not prepared|not ready) to|could not|cannot|"
    r"(?:will|would|did|does|do) not(?= join (?:the )?consensus))"
    r"(?:, (?:however|therefore|thus),)?"
)
WORD = (
    rf"|(?P<support>(?:{finite(SUPPORT)}|{opening(SUPPORT)}))"
    rf"|(?P<supporting>{_BEHIND}|{_VOICE}(?: (?P<whose>{ACTOR})(?:'s?)?|{_OWN}) ?(?:(?!that )[\w-]+ ){{0,3}}?"
    r"(?:support|solidarity|backing|endorsement|appreciation|commitment|adherence|confidence|faith) (?:for|of|to|"
    r"with|in)"
    r"|(?:has|have|had|sees?|saw|raised) no (?:objections?|quarrel|problem|difficulty) (?:to|in|with)"
    r"|(?:has|have|had) (?:full|every|complete|great|total|utmost) (?:confidence|faith|trust) in)"
    rf"|(?P<opposing>{_VOICE}(?: (?P<own>{ACTOR})(?:'s?)?|{_OWN}) ?(?:[\w-]+ ){{0,3}}?"
    rf"{_DISLIKE}(?: (?:on )?\w+day| today| yesterday)? (?:to|of|at|over|about|with|regarding|concerning|towards?)"
    r"|(?:see|saw)s? (?:no|little) (?:need|reason|point|merit|use|value|case) (?:for|in|to)"
    r"|(?:keep|kept|prevent(?:ed)?|stop(?:ped)?)s? (?:[\ue700-\ue7ff]|the \w+) from (?:issuing|adopting|holding|"
    r"meeting|"
    r"condemning|passing|discussing|taking up|releasing|agreeing)"
    r"|(?:has|have|had) (?!no\b|few\b)(?:[\w-]+ ){0,2}?(?:reservations|misgivings|objections) "
    r"(?:about|to|over|with|regarding|on|concerning)"
    r"|(?:join|lead|led)(?:ed|s|ing)? (?:in )?(?:the|in) condemn(?:ation of|ing)"
    rf"|dis(?:as)?sociat(?:e[sd]?|ing) (?:itself|himself|herself|themselves|ourselves|{ACTOR}|{_POSSESSIVE} "
    r"(?:delegation|country|government)) from"
    rf"|(?:[Ww]arn|[Cc]aution)(?:ed|s|ing)? (?:{ACTOR}|the \w+|\w+) against"
    r"|(?:has|have|had) (?:no|little) (?:confidence|faith|trust) in"
    r"|(?:lodg|fil|register|submitt?|ma[dk])(?:ed|es|e|s|ing)? (?:an?|its|his|her|their) (?:[\w-]+ ){0,2}(?:protest|"
    r"complaint|"
    rf"objection)s?(?: (?:with|to|at|before) {ACTOR})? (?:with|against|over|about|to|at)"
    r"|(?:refus|declin)(?:e[sd]?|ing) to (?:support|accept|back|recogni[sz]e|endorse|join|approve|sign|be part of|"
    r"subscribe to|go along with|cooperate with|agree to))"
    rf"|(?P<isfor>{_IS} (?:in favou?r of|supportive of|all for|committed to(?= (?:the|an?|this|that|peace|dialogue) "
    rf")|behind(?= )|for(?= the (?:text|draft|resolution))))"
    rf"|(?P<isagainst>{_IS} (?:opposed to|against|hostile to|critical of)"
    rf"|{_UNABLE} (?:support|accept|back|endorse|join(?: the)? consensus on|go along with|agree (?:to|with)|"
    r"subscribe to)(?! that\b))"
    rf"|(?P<apart>(?:turn|vot|shoot|shot|slap)(?:ed|es|s|ing)? {_IT} down|(?:brush|wav|shrugg?|laugh|cast|toss|sw[ea]p)"
    rf"(?:ed|es|s|e|t|ing)? {_IT} (?:aside|away|off))"
    rf"|(?P<oppose>(?:{finite(OPPOSE)}|{opening(OPPOSE)}))"
    r"|(?P<accept>recogni[sz]e|accept|agree (?:with|to)|approve of|subscribe to|condone|tolerate|believe in|consider)"
)
SPONSORING = rf"|(?P<sponsor>(?:{finite(SPONSOR)}|{opening(SPONSOR)}))"
_GERUNDS = frozenset(g for b in (*_ASK_SOMEBODY, *_ASK_FOR, *SUPPORT, *OPPOSE, *SPONSOR) for g in gerund(b))
PARTICIPLE = _GERUNDS | frozenset(g[0].upper() + g[1:] for g in _GERUNDS)
BASE = frozenset(
    b.split()[0] for b in (*_ASK_SOMEBODY, *_ASK_FOR, *SUPPORT, *OPPOSE, "call", "appeal", "ask", "reiterate", "renew")
)
_CALLING = listed("call, ask, appeal, plead, press, push, lobby, campaign, argue, clamour, petition")
_OTHERS = listed(
    """
    decide, expect, suggest, add, call, move, warn, caution, launch, lead, head, start, mount, join, insist, seek,
    lodge, file, register, submit, make, made, would, want, prefer, throw, put, lend, give, disassociate, dissociate,
    refuse, decline, is, are, was, were, remain,
    am, stand, has, have, had, see, keep, turn, vote, shoot, slap, brush, wave, shrug, laugh, cast, toss, sweep,
    prevent, stop, pursue, stake, advance, could, cannot, recognise, recognize,
    accept, agree, approve, subscribe, condone,
    tolerate, believe, consider
    """
)
# The words that a pattern of the alternatives above can begin with.
FIRST_WORDS = first_words(
    forms([*_ASK_SOMEBODY, *_ASK_FOR, *SUPPORT, *OPPOSE, *SPONSOR, *_REPEATING, *_VOICES, *_CALLING, *_OTHERS])
)
