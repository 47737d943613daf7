"""The words of counts, as patterns: labels of each choice, margins, votes won, and what makes a number no count."""

from __future__ import annotations

import re

from triples.extraction.choice_words import HELD_BACK, IDLE, spaced
from triples.extraction.numbers import COUNT

_FILL = (
    r"(?:votes?|voices?|ballots?|cast|were|was|voted|voting|had|have|has|being|chose|opted|elected|choosing|opting|"
    r"preferr(?:ed|ing)|decid(?:ed|ing)|to|in|"
    r"recorded|registered|saying|said|"
    r"general|human|rights|countries|country|states|state|members?|council's|assembly's|committee's|body's|nations|"
    r"went\s+up|been|having|from|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|capitals|on|"
    r"agency(?:'s)?|(?:iaea|unesco|opcw)(?:'s)?|international|atomic|energy|executive|governing|governors|"
    r"\d+-(?:member|nation|country|state|strong|seat)|delegations?|"
    r"governments|ambassadors|envoys|delegates|representatives|diplomats|others|other|more|council|assembly|"
    r"committee|security|united|un|unsc|unga|u\.n\.|out\s+of|of|the|its|their|them|those|15|fifteen|eleven|193|47|"
    r"members'|"
    r"who|that|which|also|"
    r"(?:board|commission)|present|raised|lifted|hands|theirs|colleagues|peers|came|out|all|sat|stayed|remained|"
    r"stood|of\s+whom|and|body|permanent\s+and\s+(?:non-permanent|elected|rotating)|took\s+refuge|ended\s+up)"
)
_FOR = (
    r"behind(?=\s+(?:it|the|this|that)\b)|in\s+(?:its\s+|their\s+)?favou?r|in\s+support|(?:supported|backed|endorsed|"
    r"approved|adopted)(?=\s+(?:it|the|a|"
    r"this|that|"
    r"holding)\b|\s*[.;])|supporting|backing|(?:lined\s+up|rallied|united)\s+behind(?=\s+(?:it|the|a|this|that)\b)|"
    r"to\s+(?:adopt|approve|convene|back|support|pass)\b|(?:(?<=voted )|(?<=[a-z]day ))to\s+(?!(?:the|an?|it|"
    r"end(?!\s+(?:the\s+)?(?:[\w'.-]+\s+){0,3}?(?:embargo|blockade|siege|war|fighting)\b)|keep|retain|reject|"
    r"block|oppose|defeat|kill|stop|cancel|delete|scrap|abstain|postpone)\b)[a-z]{3,}\b|ayes?\b|yeas?\b|yeses|"
    r"affirmative|positive|pro\b|"
    r"[\"']?yes[\"']?|for\b"
)
_AGAINST = (
    r"against|rejected(?=\s+(?:it|the|this)\b)|opposed(?!\s+to\b)|opposing|opposition|objecting|rejecting|"
    r"dissent\w*|objected|noes|nays?\b|negative|"
    r"contra\b|[\"']?no\b[\"']?"
)
_ABSTAIN = (
    rf"abst?\b\.?|abstentions?|abstain(?:ed|ing|ers?)|(?<=to )abstain\b|in\s+abstention|on\s+the\s+(?:fence|"
    rf"sidelines)|neutral|"
    rf"refrained|{spaced(IDLE)}|{spaced(HELD_BACK)}"
)
_DID = (  # what opens the verb of voters behind the words on who they were
    r"(?:voted|voting|against|abst\w+|oppos\w+|back(?:ed|ing)|support(?:ed|ing)|endorsed|approved|reject\w+|"
    r"in\s+favou?r|said|cast|chose|opted|sat|stayed|held|kept|took)"
)
_ASIDE = (
    r"\s(?!(?:and|or)\b)[a-z][^.,;:()\d]{2,50}?\sand(?=\s(?:voted|voting|said)\s)|"
    rf",\s(?=[A-Z])(?-i:[A-Z])[^.;:()\d]{{3,220}}?,(?=\s+{_DID}\b)|"
    rf"\sof\sthe(?:\s(?-i:[A-Z])[\w'.-]*(?:\s(?:on|of|for|the|and))*){{1,8}}(?=\s+(?:{_DID}|were)\b)|"
    r",?\s(?:including|among\s+them|such\s+as)\s[^.;:()]{3,120}?|\s(?:-|—|--)\s(?:(?!\s(?:-|—|"
    r"--)\s)[^.;()]){3,220}\s(?:-|—|--)|\s\((?:[^().;]|\([^().;]{1,40}\)){3,220}\)"
)  # who they were
_LABEL = rf"(?:(?P<for>{_FOR})|(?P<against>{_AGAINST})|(?P<abstain>{_ABSTAIN}))"

LABELLED = re.compile(
    rf"(?<![/\w])(?<!\d:)(?<!\.(?=\d))(?P<n>{COUNT})(?P<fill>(?:,?\s+{_FILL}\b|,\s[^,.;:]{{1,60}},|"
    rf"{_ASIDE})*?)(?:\s+(?:[—-]\s+)?|"
    rf"(?<=\d))[\"']?{_LABEL}"
    rf"(?:(?<=[a-z\"'])\s+(?:to|against|versus|vs\.?)\s+(?P<to>{COUNT})"
    r"(?!\s*(?:votes?\s*)?(?:against|oppos|no\b|abst|in\b)))?",
    re.IGNORECASE,
)
_UNITS = r"(?:votes?|voices|delegations?|members?|states|countries|nations|ayes)"
COMPACT = re.compile(
    r"\b(?P<cue>votes?|voted|voting|pass(?:ed)?|adopted|approved|carried|endorsed|rejected|defeated|failed|fell|"
    r"tally|margin|agreed|killed|beaten|"
    r"split|tied|deadlocked|count|ballot|result|lost|ended|ending|by|on|was|decision|down)\b"
    rf"(?P<gap>(?:\s+(?:on\s+\w+day|an?\s+[a-z]+(?!\s+of\b)|by|was|of|an?|the|vote|recorded|roll-call|margin|count|"
    rf"final|in|with|"
    rf"overwhelming\w*|resounding|"
    rf"tally|narrow\w*|lopsided|result|on|majority|just|general|assembly|security|council|committee|it|"
    rf"this|that|measure|text|resolution|draft|motion|"
    rf"proposal|amendment))*),?[\s:(]+"
    rf"(?P<a>{COUNT})(?:\s?[-—/]\s?|:(?=\d)|\s+(?:{_UNITS}\s+)?(?:to|against)\s+)(?P<b>{COUNT})(?:(?:\s?[-—/]\s?|"
    rf":)(?P<c>{COUNT}))?"
    r"(?!\s*(?:years?|months?|weeks?|days?|hours?|percent|per\s+cent|%|p\.?m|a\.?m|billion|million|members?\b)|"
    r"[/-]\d|\d)",
    re.IGNORECASE,
)
MARGIN = re.compile(
    rf"(?<![\w-])(?P<a>{COUNT})(?:(?:-|\s?—\s?|\s+to\s+)(?P<b>{COUNT})(?:-(?P<c>{COUNT}))?\s+(?:vote|margin|"
    rf"majority|tally|landslide|rout|split|score|result|count)\b|\s+{_UNITS}\s+(?:to|against|versus)\s+(?P<b2>{COUNT})"
    rf"(?!\s+(?:{_AGAINST}|{_ABSTAIN}|in\s+favou?r))"
    rf"|(?:-|\s+to\s+)(?P<b3>{COUNT})(?=,?\s+(?:(?:with|and|but)\s+)?(?:{COUNT}\s+(?:{_FILL}\s+)?|[A-Z][^.;:]{{2,90}}?)"
    rf"(?:{_ABSTAIN})|\s*\({COUNT}\s+{_ABSTAIN}))",
    re.IGNORECASE,
)
# "Approved the request, 112 to 14, over protests": a margin set off by commas, where the sentence tells a decision.
SET_OFF = re.compile(
    rf"(?:(?<=[,—]\s)|(?<=\())(?P<a>{COUNT})(?:\s?[-—/]\s?|\s+(?:{_UNITS}\s+)?to\s+)(?P<b>{COUNT})"
    rf"(?:\s?[-—/]\s?(?P<c>{COUNT}))?(?=\s*[,.;)—])",
    re.IGNORECASE,
)
# "The figures were 140, five and 38", behind counts in words.
FIGURES = re.compile(
    rf"\b(?:figures?|scores?|numbers?|counts?|tall(?:y|ies)|results?|totals?|votes?|split|it)\s+(?:[\w ]{{0,30}}?\s)?"
    rf"(?:were|was|is|being|read|stood\s+at|came\s+out\s+at)\s+"
    rf"(?P<a>{COUNT})(?:,|\s+to)\s+(?P<b>{COUNT}),?\s+(?:and|with)\s+(?P<c>{COUNT})(?=\s*[,.;)—]|\s+respectively\b)",
    re.IGNORECASE,
)
# "... passed 23-10 with 14 abstentions and the Chad text 27-6 with 14": the verb left out.
GAPPED = re.compile(
    rf"\b(?:text|draft|resolution|motion|amendment|other|second|third)\s+(?:by\s+)?(?P<a>{COUNT})(?:-|"
    rf"\s+to\s+)(?P<b>{COUNT})"
    rf"(?:(?:-|,?\s+with\s+)(?P<c>{COUNT}))?(?=\s*[,.;)]|\s+and\b)",
    re.IGNORECASE,
)
_UNLABELLED = (
    r"(?:(?!\b(?:favou?r|against|oppos|yes|no\b|reject|dissent|objected|for it|abst|percent|per cent|times|years)|"
    r"\d)[^.;:()])"
)
# "50 votes for taking it up, against 67", "50 states approved it, against 67", "it got 50, against 67".
RIVALLED = re.compile(
    rf"(?:(?:\b(?:got|won|received|drew|had|secured)\s+)(?P<a1>{COUNT})(?:\s+votes?)?|"
    rf"(?<![\w-])(?P<a>{COUNT})\s+(?:votes?\s+(?:for|in\s+favou?r\s+of)|(?:\w+\s+)?(?:states|countries|members|nations|"
    rf"delegations|governments)\s+(?:(?:had\s+)?(?:voted|supported|backed|approved|endorsed|said\s+yes)|for|"
    rf"in\s+favou?r))\b"
    rf"[^.;:\d]{{0,80}}?),\s+(?:against|to)\s+(?P<b>{COUNT})(?=\s*(?:[,.;]|with\b|and\b|who\b|that\b))",
    re.IGNORECASE,
)
# "141 states deplored the raid, five stood by Vostra and 35 abstained".
SIDES = re.compile(
    rf"(?<![/\w])(?P<a>{COUNT})\s+(?:other\s+)?(?:countries|states|nations|members|delegations|governments|capitals)\s"
    rf"{_UNLABELLED}{{3,90}}?[,;]\s+(?:and\s+|while\s+)?(?P<b>{COUNT})\s+{_UNLABELLED}{{3,60}}?,?\s+(?:and|while|"
    rf"with|as)\s+"
    rf"(?P<c>{COUNT})\s+(?:\w+\s+)?(?:{_ABSTAIN})",
    re.IGNORECASE,
)
# A line of labels and counts, whatever stands between.
COUNT_LINE = re.compile(
    r"\b(?:yes|yeas?|in favou?r|for)\W{0,3}\d{1,3}\b.{1,30}\b(?:no|noes|nays?|against)\W{0,3}\d",
    re.IGNORECASE,
)
# "UN votes 143-5 to condemn annexation".
HEADLINE = re.compile(
    r"\b(?:U\.?N\.?|UNGA|General Assembly|Security Council|Human Rights Council)(?: [\w.]+){0,4}? "
    r"(?:votes?|voted|in (?:an? )?(?=\d+-\d+ vote)) ?\d{1,3}-\d{1,3}\b"
)
_NAMED_AS = (  # choices as nouns, and as what was done to a text
    r"(?:(?P<for>(?:in\s+)?favou?r|for|yes|yeses|ayes|affirmative|positive|supporters|support|supported|backed|"
    r"endorsed|"
    r"approved)|"
    r"(?P<against>against|opposed|opposing|noes|nays|no|negative|opponents|dissenters|rejected|dissenting|opposition|"
    r"dissent)|"
    r"(?P<abstain>abstaining|abstentions?|abstainers|met\s+with\s+abstentions?))"
)
_VOTING_ONES = r"(?:\s+(?:votes?|ones|voices|ballots|side|camp|column|countries|states|nations|members|delegations))?"
# "In favour were 160 states", "the affirmative votes numbered 27, the negative ones 4", "opposed by 16".
INVERTED = re.compile(
    rf"\b(?:{_NAMED_AS}{_VOTING_ONES}(?:\s+(?:were|was|numbered|totall?ed|counted|stood\s+at|came\s+to|reached|"
    rf"made|came\s+from|included)|(?<=ed)\s+by|(?<=abstention)\s+by|(?<=the negative ones)|(?<=the abstentions))"
    rf"\s+(?:only\s+|just\s+)?(?P<n>{COUNT}))\b"
    r"(?=\s+(?:of\s+(?:them|the)|countries|states|members|nations|delegations|governments|when|while|and|with)\b|"
    r"\s*(?:[,.;)]|$))",
    re.IGNORECASE,
)
# "Yes 24, no 16, abstaining 9".
LABELS_FIRST = re.compile(
    rf"\b(?:in\s+favou?r|for|yes|yeas?|ayes?|green):?\s+(?P<a>\d{{1,3}})\s*[,;/|·-]?\s+(?:and\s+)?(?:against|no|noes|"
    rf"nays?|"
    rf"opposed|red):?\s+"
    rf"(?P<b>\d{{1,3}})\b(?:\s*[,;/|·-]?\s+(?:and\s+)?(?:{_ABSTAIN}|abstain|yellow):?\s+(?P<c>\d{{1,3}})\b)?",
    re.IGNORECASE,
)
AGAINST_WHAT = re.compile(r"\s+against\s+(?:it|the|this|that|an?|\w+ing)\b")
TRIPLE = re.compile(r"(?<![\d/-])(\d{1,3})(?:-(\d{1,3})-|/(0|[1-9]\d?)/)(0|[1-9]\d{0,2})(?![\d/-])")
TALLIED = re.compile(r"\b(?:Council|Assembly|Committee|Commission|HRC|UNGA)(?:,? [\w'-]+){0,6}?[,:]? $")
_ENOUGH = rf"(?:\s+of\s+(?:the|its)(?:\s+\w+)?\s+{COUNT}|\s+of\s+{COUNT})"
WON = re.compile(
    rf"\b(?:(?:got|gets|getting|w[oi]n(?:ning)?|dr[ea]w(?:ing)?|(?:receiv|garner|gather|secur|attract|gain|muster|"
    rf"obtain|collect|poll)(?:ed|ing|s|es))\s+(?:only\s+|just\s+)?(?P<n>{COUNT}){_ENOUGH}?\s+"
    r"(?:(?:positive|affirmative|yes)\s+votes?|votes?|yeses|ayes)\b"
    r"(?!\s+(?:against|in\s+(?:favou?r|support)|for|and|of|no)\b)"
    rf"|(?:got|won|received|drew|had)\s+(?:only\s+|just\s+)?(?P<n3>{COUNT})(?=,?\s+(?:with|"
    rf"and)\s+{COUNT}\s+(?:votes?\s+)?"
    rf"(?:{_AGAINST}|{_ABSTAIN}))"
    rf"|(?:\b(?:it|which|draft|text|resolution|motion)\s+had)\s+(?:only\s+|just\s+)?(?P<n4>{COUNT})\s+votes(?=\s*[,.;])"
    rf"|\b(?:ayes|votes|yeses)\b[^.;]{{0,30}}?,?\s+(?:got|gets|won|drew|received|mustered|secured)\s+(?:only\s+|"
    rf"just\s+)?"
    rf"(?P<n5>{COUNT})(?=\s+in\s+the\b|\s*[,.;])"
    rf"|(?P<apposed>with)\s+(?:(?:the\s+minimum|only|just|exactly)\s+)?(?P<n2>{COUNT})\s+(?:votes|"
    rf"ballots)(?=\s*(?:[,.;]|and\b)))",
    re.IGNORECASE,
)
_VOTERS = rf"(?:{_ENOUGH}?\s+(?:\w+\s+)?(?:members|countries|states|nations|council|delegations|governments)\b)"
BACKED = re.compile(
    rf"\b(?:(?:support|backing|votes?|approval)\s+(?:of|from)\s+(?P<n>{COUNT}){_VOTERS}"
    rf"|(?:adopted|passed|approved|carried|endorsed|renewed|extended|prolonged|imposed|lifted|widened|created|"
    rf"condemned|demanded|authori[sz]ed|cleared|won|agreed)\b(?:[^.;]|"
    rf"(?<=[A-Z])\.){{0,80}}?\bby\s+(?P<n2>{COUNT})\s+votes(?!\s+(?:to|against|versus|short|more|for|in\s+(?:favou?r|"
    rf"support))\b)"
    rf"|(?P<n4>{COUNT})\s+(?:\w+\s+){{0,3}}members'\s+support\b)",
    re.IGNORECASE,
)
UNREAL = re.compile(
    r"\b(?:would|could|might|will|may|should|to)\s+(?:have\s+)?(?:been|be)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
# Who wins votes in an election is a candidate; elsewhere it is a text that does.
ELECTION = re.compile(r"\b(?:elect(?:ed|ion|ions|s)|rounds?|candidates?|seats?|ballot papers)\b", re.IGNORECASE)
NAMED = re.compile(r"(?:^|[^\w'-])(?!(?:It|Which|This|That)\b)[A-Z][\w.-]+(?:,? (?:also|then|only|who|has|had))*,?\s*$")
TEXT = re.compile(
    r"\b(?:text|draft|resolution|motion|measure|proposal|amendment|bid)s?\b|"
    r"\b(?:(?:one|other)\s+on|(?:first|second|third|former|latter),?\s+(?:by|from|of|on))\b",
    re.IGNORECASE,
)
COLON = re.compile(
    rf"\b(?:(?P<for>(?:in\s+)?favou?r|for|yes|yeas?)|(?P<against>against|no|nays?|oppos\w+)|(?P<abstain>{_ABSTAIN}|"
    r"abstain))(?:\s+it)?(?:\s*(?:[:=]|—|\.{3,}|…+)\s*|\s-\s)(?P<n>\d{1,3})\b(?![.,]\d)",
    re.IGNORECASE,
)
VOTING = re.compile(
    r"\b(?:vot\w+|veto\w*|ballots?|abst\w+|tally|favou?r|against|ayes?|yeas?|nays?|noes|adopted|approved|passed|"
    r"carried|oppos\w+|"
    r"result|count|yes(?:es)?|hands|fence|sidelines|neutral|positive|behind|objected|refrained|away|aside|no:|"
    r"rejected|sides|sat|"
    r"held|kept|stayed|"
    r"said\s+no|"
    r"support\w*|back(?:ed|ing)|endorsed|"
    r"by \d+ to \w+|\d+(?:[-/]| to )\d+)(?!\w)",
    re.IGNORECASE,
)
VOTE_TOLD = re.compile(
    r"\b(?:sa(?:id|ys|ying) (?:yes|no)\b|adoption|passage|vot(?:es?|ed|ing)|veto\w*|abstain\w*|abstentions?|"
    r"adopt(?:ed)?|"
    r"(?:backed|supported|endorsed|approved)(?: [\w.'-]+){1,6} resolution|resolution,? (?:which|that) [^.;]{1,60} "
    r"(?:backed|supported|endorsed|approved))\b",
    re.IGNORECASE,
)
VOTED = re.compile(r"\b(?:vot(?:es?|ed|ing)|hands)\b", re.IGNORECASE)
DIGIT_OR_WORD = re.compile(COUNT, re.IGNORECASE)
VOTED_OR_NONE = re.compile(r"\bvot(?:es?|ed)\b|\b(?:none|zero|nil)$", re.IGNORECASE)
DOMESTIC = re.compile(
    r"\b(?:survey|opinion poll|parliament\w*|congress|senate|senators?|lawmakers?|legislat\w+|voters|shareholders|"
    r"referendum|deputies|"
    r"(?<!-nation )(?<!-country )(?<!-state )(?<![2-9]\d-member )board|house of|"
    r"(?:the|lower|upper) house|knesset|duma|bundestag|"
    r"cabinet|jury|judges|board of directors|goals?|final(?! (?:tally|count|vote|result|text|draft|score|outcome))|"
    r"match)\b",
    re.IGNORECASE,
)
# "The senate, which passed a motion by 14 votes to two": whatever else the sentence names.
DOMESTIC_ACTS = re.compile(
    r"\b(?:parliament|congress|senate|lawmakers|legislature|deputies|cabinet|knesset|duma|bundestag)"
    r"(?: (?:in|of) [\w ]{2,30}?)?,?"
    r"(?: (?:which|who|itself|themselves|has|had|also|then|later))*"
    r" (?:voted|passed|adopted|approved|rejected|backed|endorsed|ratified)\b",
    re.IGNORECASE,
)
# Who never is a body of the United Nations, whatever the sentence names.
ELSEWHERE = re.compile(
    r"\b(?:jur(?:y|ors)|shareholders|(?:city|town|county|municipal|village|student|parish) council|"
    r"council of (?:state|ministers)|"
    r"ruling party|fifa|uefa|olympic|football|soccer)\b",
    re.IGNORECASE,
)
OF_THE_UN = re.compile(
    r"Council|Assembly|Committee|Commission|U\.?N\.?\b|United Nations|[Aa]gency|IAEA|UNESCO|OPCW|[Ee]xecutive [Bb]oard|"
    r"Governors|[Rr]esolution"
)
NEEDED = re.compile(
    r"\b(?:need\w*|requir\w*|necessary|threshold|must|short of|minimum|(?<!were not )(?<!was not )enough|"
    r"majority of)\b",
    re.IGNORECASE,
)
INEXACT = re.compile(
    r"\b(?:more than|at least|our|whose|these|those|both|about|some|nearly|over|almost|around|fewer than|less "
    r"than|roughly|up to|least|"
    r"paragraphs?|resolutions?|articles?|no\.|nos\.|means?)\s+$",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?<!and )(?<!and non-)(?:elected|permanent|rotating|european|african|asian|arab)\s+(?:member|countr|state|"
    r"nation)",
    re.IGNORECASE,
)
SPONSORS = re.compile(r"\b(?:(?:along|together) with|alongside|joined by|sponsored by|as did)\s+$", re.IGNORECASE)
# Counts that are only awaited: "is expected to adopt it with 13 votes", "would pass by 9 to 3", "claim to have 20".
AWAITED = re.compile(
    r"\b(?:predict|forecast|foresee|guess|expect|anticipate)(?:s|ed|ing)? (?:[^.;,]{0,30} )?$|"
    r"\b(?:claim|expect|hope|count|reckon)(?:s|ed)? (?:to have|on(?! \w+day\b)) [^.;]{0,40}$|"
    r"\b(?:(?:expect|predict|forecast|hop|plan|want|seek|likely|set|due|aim)\w*\s(?:[^.;]{0,60}\s)?to|"
    r"will|would|could|may|might|(?:would|could|might) have)"
    r"\s+(?:\w+ly\s+)?(?:be\s+)?(?:adopt|approv|pass|endors|vot|reject|los|fail|fall|w[io]n|get|receiv|secur|draw|"
    r"muster|garner|carr)"
    r"(?!\w*\s+have)(?:(?!\b(?:was|were|had|passed|adopted|approved|rejected|voted)\b)[^.;]){0,70}$",
    re.IGNORECASE,
)
BESIDE = re.compile(rf"(?:\d|\w) (?:{_AGAINST}|{_ABSTAIN})", re.IGNORECASE)
ALONG = re.compile(r"\b(?:along|together)\s+with\b")
OTHERS = re.compile(r" (?:other|remaining)\b", re.IGNORECASE)  # "the 14 other members"
AMONG_THE = re.compile(r"\b(?:among|one of)\s+(?:the|only|those)\s+$", re.IGNORECASE)
REST = re.compile(r"\b(?:other|remaining|rest of the)\s+$", re.IGNORECASE)
AND_OTHERS = re.compile(
    r"(?:[A-Z][\w.'-]*|\)|\b(?:countries|states|members|nations|delegations|neighbou?rs|allies|powers)),? and\s+$"
)  # at the end of a list of names
_VOTED_ON = (  # what one can be for or against
    r"(?:draft|resolution|text|motion|measure|amend|document|proposal|declaration|decision|move|plan|session|meeting|"
    r"inquiry|mission|probe|treaty|pact|ban|moratorium|suspension|expulsion|mandate|panel|convention|compact|referral|"
    r"truce|ceasefire|embargo|budget|nomination|appointment|application|recommendation|membership|admission|report|"
    r"programme|agreement|initiative|proposed|sanctions|extension|renewal|version|paragraph|bid|request|call)"
)
FOR_NEEDS = re.compile(
    r"[\"']?\s*(?:[,;.)(]|and\b|to\b|with\b|$|it\b|(?:the|an?|this|that|its)\s+(?:[\w.'-]+\s+){0,2}?"
    rf"{_VOTED_ON}|[^.;:\d]{{2,40}},\s+(?:and\s+)?{COUNT}(?:\s+\w+)?\s+(?:against|opposed)\b)"
)
ACTED = re.compile(
    r"\b(?:fell|fail|died|sank|veto|kill|block|renew|extend|creat|condemn|suspend|expel|admit|seated|enlarg|clear|"
    r"sank|buried|scrapp|"
    r"demand|"
    r"establish|impos|lift|decid|agree)\w*",
    re.IGNORECASE,
)
OPPOSED_WHAT = re.compile(
    r"\s*(?:[,;.)(]|and\b|it\b|with\b|while\b|$|holding\b|(?:the|an?|this|that)\s+(?:[\w.'-]+\s+){0,4}?"
    rf"{_VOTED_ON})"
)
ENDED = re.compile(
    r"\b(?:(?P<lost>refused|declined|threw\s+out|rejected|rejecting|defeated|voted\s+down|turned\s+down|struck\s+down|"
    r"lost)|(?P<passed>adopted|adopting|approved|approving|passed|retained|retaining|endorsed|carried))\b",
    re.IGNORECASE,
)
# What falls is outvoted, but in the Security Council, or where more than half is needed.
FELL = re.compile(r"\b(?:fell|failed|lost|sank|went\s+down)(?:\s+(?:narrowly|heavily|on\s+\w+day))?,?\s+by\s+$")
FELL_FOR_LESS = re.compile(r"\b(?:veto\w*|Security|two[- ]thirds|needed|required|short)\b", re.IGNORECASE)
# "Of the 54 African states, 17 abstained": a part of those who voted.
OF_SOME = re.compile(
    r"(?:^|[,;] |while |but )(?:of|among) (?!(?:[\w.'-]+ ){0,5}?(?:\d\d+|fifteen)[ -](?:council |member )?"
    r"(?:members|states|countries|nations)\b)[^,.;]{1,50}, (?:only |just )?$",
    re.IGNORECASE,
)
# "Of Africa's 54 states 28 voted in favour", "African states were split": parts, whatever else the sentence counts so.
_REGION = r"(?:\w+ )?(?:Afric|Asia|Europ|EU\b|Arab|Latin|Caribb|Pacific|NATO|OIC|ASEAN|G20|BRICS)"
REGIONAL = re.compile(
    rf"(?:Of|Among) (?:the )?{_REGION}|(?:The )?{_REGION}[\w' ]{{0,30}} (?:were |was )?(?:split|divided)\b",
    re.IGNORECASE,
)
# "The 35 who abstained", "35 countries abstained": all who did.
WHOLE = re.compile(
    rf"(?:.{{0,4}}\b)?(?:[Tt]he {COUNT}\b|{COUNT}\s+(?:other\s+)?(?:countries|states|nations|members|delegations)\b)",
    re.IGNORECASE | re.DOTALL,
)
# Before the votes of two candidates: "elected Oman over Peru by", "beat Peru".
CONTEST = re.compile(r"\b(?:elect(?:ed|s|ing)|beat(?:ing)?|defeat(?:ed|ing|s)|edged out)\b[^.;]{0,80}$")
