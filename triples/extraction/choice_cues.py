"""The words of choices, as patterns over masked sentences: voters, cues of each choice, what may stand between."""

from __future__ import annotations

import re

from triples.extraction.choice_words import HELD_BACK, IDLE
from triples.extraction.frames import BODY, CAPITAL, DEMONYM, STATE
from triples.extraction.numbers import COUNT, NUMBER

_DELEGATE = (
    r"(?i:(?:[A-Za-z.]+ ){0,4}?(?:ambassador|envoy|representative|delegate|delegation|diplomat|minister|"
    r"government|mission|"
    r"president|counterpart|speaker|negotiator)s?)"
)
_PERSON = r"(?:,? (?:[A-Z][\w.'-]+ ?){1,5},?)"
_PLAIN_WORD = (  # neither a verb nor what links phrases
    r"\b(?!(?:with|for|from|by|on|in|of|to|not|who|which|that|has|had|did|is|was|are|were|while|when|as|and|or|"
    r"against|nor|but|also|then|[a-z]+(?:ing|ed))\b)[A-Z]?[a-z]+(?:-[A-Za-z]+)*"
)
EPITHET = rf"(?:(?:the )?(?![A-Z]){_PLAIN_WORD} )"
_OPENING = (
    r"(?:(?:[Bb]oth|[Tt]he|[Oo]nly|[Jj]ust|[Ff]ellow|[Ee]ven|[Tt]hen|[Aa]lso|[Nn]eighbou?ring|"
    r"[Nn]eighbou?rs?|[Aa]ll(?:y|ies)|"
    r"closest|longtime|main|key|islanders?|partners?|peers|council|permanent|non-permanent|elected|members?|"
    r"powers?|heavyweights?|"
    r"countries|states|such as|like|"
    r"its|rival|host|"
    r"veto-wielding|veto-holding|communist|close|including|(?:[Rr]epresentatives?|[Dd]elegates?|"
    r"[Dd]elegations?|[Aa]mbassadors?|[Ee]nvoys?) of|"
    rf"(?:(?:{_PLAIN_WORD}|{DEMONYM}) ){{0,3}}?(?:nations|countries|states|islands|republics|neighbou?rs|allies|"
    r"(?:republic|kingdom|nation|state) of)) )"
)
ITEM = (
    rf"{_OPENING}{{0,6}}(?:{STATE}(?:(?:'s?)? {_DELEGATE}{_PERSON}?)?|{CAPITAL}|{DEMONYM}(?:(?:, | and ){DEMONYM})* "
    rf"{_DELEGATE}{_PERSON}?)(?: itself| \({STATE}\))?"
)
_ASIDE = (  # on one member of a list, that does not tell its choice
    r"(?:, (?:which|who|whose) (?![^,]*\b(?:vot(?:ed|ing)|abst|veto|oppos|back|support|reject|absent|"
    r"did not|said|stood))[^,.;:()]{3,60})"
)
SEPARATOR = (
    rf"(?:{_ASIDE}?,? (?:and|nor|as well as|along with|together with|alongside|plus|"
    r"&)(?:, [a-z][^.,;:()]{2,40},)?(?: (?:also|then|"
    rf"finally|later|even))?(?: (?:{COUNT}|several|other) (?:[\w-]+ ){{0,2}}?(?:countries|states|nations|"
    rf"members)(?: —|:|"
    rf",)?)? |{_ASIDE}?, | / |; (?![^.;]{{0,90}} (?:abst|vot|veto|oppos|cast|back|support|was|were))(?:and )?)"
)
LIST = re.compile(rf"{ITEM}(?:(?!, {ITEM}'s? [a-z]){SEPARATOR}{EPITHET}?{ITEM})*")
NUMBERED = re.compile(rf"\b{COUNT}(?: \w+){{0,3}} ?(?:— |\(|, )$", re.IGNORECASE)  # "three — China and Cuba — against"
NAMES_ONLY = re.compile(
    rf"(?![^,]* of )(?:{_OPENING}{{0,6}}[{STATE[1:-1]}{CAPITAL[1:-1]}](?: \({STATE}\))?(?:{SEPARATOR})?)+"
)
MEMBER = re.compile(f"[{STATE[1:-1]}{CAPITAL[1:-1]}]|{DEMONYM}(?! (?:republics?|nations?|states?|islands?) (?:of )?)")

_MOTION = (
    r"(?:resolutions?|draft|drafts|text|texts|motion|motions|measure|session|meeting|amendments?|proposal|paragraph|it|"
    r"move|mandate|sanctions|renewal|extension|request|bid|recommendation|decision|plan|initiative|"
    r"document|declaration|debate|discussion|application|nomination|admission|appointment|candidacy|convention|treaty|"
    r"pact|ban|appeal)"
)
_OBJECT = (
    rf"(?= (?:the|this|that|its|their|both)(?: [^\s,.;]+){{0,4}}? {_MOTION}\b| it\b| that(?=[.,;])|[,.;]|$|"
    rf" (?:while|and|as)\b)"
)
NO = r"(?:no\b|[\"']no[,.]?[\"']|nay\b)"
YES = r"(?:yes\b|yea\b|[\"']yes[,.]?[\"']|aye\b)"
VETO_OBJECT = r"(?! (?:power|right|threat|wield|hold|play|on behalf))"
_PLURAL = r"(?! (?:\w+ ){0,4}?(?:resolutions|drafts|texts|times|attempts|efforts|measures)\b)"
_THERE = (  # "voted on Monday in the Assembly against it"
    r"(?:[a-z]+ly |(?:yesterday|today|(?:on )?\w+day|this \w+|last \w+) |(?:at|"
    r"in) the (?!favou?r)(?:[^\s,.;]+ ){1,5}?){0,3}"
)
_SAID_SO = (
    rf"(?=[,.;]|$| to (?:it\b|(?:the|this)(?: [^\s,.;]+){{0,4}}? {_MOTION}\b)| and\b| while\b|"
    rf" (?:in|at) (?:the )?{BODY}| on \w+day)"  # "said no", not "said no decision was made"
)
_SWITCHED = (
    r"(?:switched|changed|shifted|moved|swung|went(?: the other way)?,?)(?: its| their)?(?: votes?)? "
    r"(?:from [^,;]{1,30} )?to (?:an? )?"
)
_A_TEXT = rf"(?:it|(?:the|this|that) (?:[\w'-]+ ){{0,2}}?{_MOTION})\b"
_OWN = r"(?:its|their|his|her)"
_SIDE_OF_NO = r"(?:[\"']?no[\"']?|opposing|dissenting) (?:column|camp|side|group)"
_SIDE_OF_YES = r"(?:[\"']?yes[\"']?|affirmative) (?:column|camp|side|group)"
_FORMS = {
    # finite or participle forms only: "will vote", "may veto" and "to oppose" are no votes
    "against": (
        rf"(?:was|were) (?:(?:one|two|three|four|five) of|among) (?:only |just )?(?:the )?{NUMBER} (?:{NO} votes|votes "
        rf"against|negative votes|opponents|dissenters|naysayers)|"
        rf"(?:was|were) (?:an? |also )?(?:firm |surprise |clear )?{NO}(?=[,.;]|$)|vot(?:ed|ing) {_THERE}(?:against|"
        rf"{NO}|down\b)|(?:saying {NO}|said {NO}{_SAID_SO})"
        r"|vot(?:ed|ing) to (?:block|reject|scrap|oppose|stop|cancel|prevent|defeat|kill|halt|delete)\b"
        rf"|(?:vetoed|vetoing){_PLURAL}(?! nothing| none)"
        rf"|blocked (?:an?|the|another) (?:[^\s,.;]+ ){{0,3}}?{BODY} (?:[^\s,.;]+ ){{0,2}}?(?:resolution|draft|"
        rf"text|call|bid|"
        rf"demand|measure|motion|proposal)\b"
        rf"|blocked (?:an?|the|another) (?:[^\s,.;]+ ){{0,3}}?(?:resolution|draft|text|call|bid|demand|measure|motion|"
        rf"proposal|attempt|effort|push|move) (?:at|in) (?:the )?{BODY}"
        r"|(?:cast|casting|used|using|exercised|exercising|wielded|wielding|deployed|employed|invoked|invoking|issued|"
        r"applied|resorted to|reached for|pulled the trigger on|made use of) (?:[a-z]+ "
        rf"){{0,4}}vetoe?s?\b{VETO_OBJECT}"
        rf"|(?:cast|casting|delivered|registered) (?:[a-z]+ ){{0,4}}?(?:dissenting|negative|opposing|{NO})(?: "
        rf"[a-z]+)? (?:votes?|ones?)"
        r"|(?:cast|casting) (?:[a-z]+ ){0,4}?(?:vote|ballot)s? against|dissented"
        r"|(?:rejected|blocked|killed|sank|stopped|defeated|buried|struck down) (?:\S+ ){1,6}?with (?:its|a|another|"
        r"their) vetoe?s?\b"
        rf"|(?:helped|helping) (?:to )?(?:defeat|sink|block|reject|vote down|kill) {_A_TEXT}"
        rf"|rais(?:ed|ing) (?:its|their|his|her) hands? (?:alone )?against|(?:came|coming) (?:out|"
        rf"down) against{_OBJECT}|"
        rf"{_SWITCHED}{NO}(?: votes?)?"
        r"|(?:used|using|wielded|wielding|exercised|exercising) (?:its|their) vetoe?s?(?: powers?)? to "
        r"(?:block|kill|reject|stop|strike|sink|defeat)\b"
        r"|vot(?:ed|ing) (?:together )?(?:with|alongside) [^.;\d]{1,60}? against\b"
        r"|sid(?:ed|ing) with [^.;]{1,60}? against(?= it\b| the (?:text|draft|resolution|motion|measure|amendment)|"
        r"[,.;])"
        rf"|(?:explained|defended|justified) (?:its|their|his|her) {NO}(?: vote)?|(?:explained|defended|"
        rf"justified) (?:its|their|his|her) veto\b"
        rf"|(?:(?:as|was|were) )?the (?:lone|sole|only) (?:{NO} votes?|dissent\w*|votes? against|negative "
        rf"votes?|opponents?)"
        r"|press(?:ed|ing) (?:the (?:red|[\"']?no[\"']?) button|red\b|[\"']?no\b[\"']?)"
        r"|(?:was|were) among the (?:opponents|dissenters|[\"']?no[\"']? votes)"
        rf"|(?:was|were|stayed|remained|stood)(?: put| firmly)? in the {_SIDE_OF_NO}|"
        rf"sided with (?:the )?(?:opponents|minority)"
    ),
    "for": (
        rf"vot(?:ed|ing) {_THERE}(?:for\b|in (?:its )?favou?r|in support|{YES}|with the majority)|"
        rf"(?:saying {YES}|said {YES}{_SAID_SO})"
        r"|vot(?:ed|ing) to (?:adopt|approve|pass|support|back|endorse|keep|hold|retain)\b"
        rf"|(?:explained|defended|justified) (?:its|their|his|her) (?:country's |government's )?{YES}(?: vote)?"
        rf"|(?:sided|voted|went along|stayed|stuck|stood|lined up) with (?:the|a) (?:\w+ )?majority|"
        rf"joined the (?:\w+ )?majority|(?:was|were) (?:with|in|part of) the majority"
        r"|press(?:ed|ing) (?:the (?:green|[\"']?yes[\"']?) button|green\b|[\"']?yes\b[\"']?)|"
        r"(?<!not )did (?:indeed )?vote (?:for\b|in favou?r|yes\b)"
        rf"|(?:was|were|stayed|remained|stood)(?: put| firmly)? in the {_SIDE_OF_YES}"
        rf"|(?:gave|giving) {_A_TEXT} (?:an? |{_OWN} )?[\"']?(?:yes|aye|nod|green light|blessing)\b[\"']?"
        rf"|(?:gave|giving|lent|lending) {_A_TEXT} {_OWN} (?:votes?|support|backing|assent|approval)\b"
        rf"|(?:gave|giving|lent|lending) {_OWN} (?:votes?|support|backing|consent|assent|approval)(?: to {_A_TEXT}|"
        rf"(?=[.,;]|$| in ))"
        rf"|(?:was|were) (?:an? |also )?(?:firm |surprise |clear )?{YES}(?=[,.;]|$)"
        rf"|(?:rais(?:ed|ing) (?:its|their|his|her) hands?|(?:came|coming) (?:out|down)) (?:for|in favou?r)\b|"
        rf"{_SWITCHED}(?:support(?:ing)?|approval|[\"']?for[\"']?(?=[.,;]|$)|{YES})(?: votes?)?"
        rf"|(?:cast|casting) (?:[a-z]+ ){{0,4}}?(?:affirmative|positive|{YES})(?: [a-z]+)? votes?|(?:cast|"
        rf"casting) (?:[a-z]+ ){{0,3}}(?:votes?|ballots?) (?:for|in favou?r)"
        rf"|(?:helped|helping) (?:to )?(?:pass|adopt|carry|approve|push through) {_A_TEXT}"
    ),
    "abstain": (
        rf"press(?:ed|ing) the yellow button|{_SWITCHED}(?:abstentions?|abstaining)|{IDLE}|refrained(?= ?[,.;]|$)|"
        rf"refrained from (?:vot|"
        r"taking (?:a )?(?:sides?|part)|supporting (?:either|it))\w*|"
        r"(?:explained|defended|justified) (?:its|their|his|her) abstention|(?:(?:as|was|were) )?the (?:lone|"
        r"sole|only) (?:abstentions?|abstainers?)|"
        r"(?:was|were) (?:among|in) (?:the|those) (?:(?:\w+ ){1,3})?(?:abstainers|abstentions)|"
        r"abstain(?:ed|"
        r"ing)(?!\s+from\s+(?!(?:the |a |that |this )?(?:[a-z-]+ )?(?:vot|ballot)|that|it|sup))|(?:registered|"
        r"recorded|cast|casting) "
        r"(?:[a-z]+ ){0,3}abstentions?"
    ),
    "absent": (
        r"(?:its|their) (?:seat|chair|place)s? (?:was|were|stayed|remained|stood) (?:left )?(?:empty|vacant)|"
        r"(?:did not|didn't|not) (?:vote|voting|participate|participating|take part|taking part|cast (?:a|its|"
        r"their) (?:vote|ballot)s?)(?! (?:against|for|in favou?r|to|no|yes)\b)"
        r"|(?:was|were) missing(?= when| from the vot)"
        rf"|(?:was|were)(?: not|n't) (?:in (?:the|its|their) (?:room|chamber|hall|seats?)|present)"
        rf"|(?:was|were) absent(?! from (?!the (?:vote|voting|ballot|hall|chamber|room)\b|the {BODY}))|missed the vote|"
        r"skipped the vote|sat out "
        r"the (?:vote|ballot)"
        r"|(?:did not|didn't) (?:press|push) (?:a|any|the) buttons?|skipped a vote"
        r"|took no part(?= in the vot(?:e|ing)\b| in it\b|[,.;]|$)|stayed away from the vote|left the (?:room|"
        r"chamber) (?:before|for|"
        r"during) the vote|left (?:its|their) (?:seats?|chairs?) empty|did not show up(?: for the vote)?"
    ),
}
_WEAK_FORMS = {
    "against": rf"(?:opposed|opposing|rejected|rejecting|blocked|blocking){_OBJECT}|(?:was|were|stood) (?:also "
    rf")?(?:opposed|against)\b|objected(?=[,.;]|$| while| and)",
    "for": rf"(?:supported|supporting|backed|backing|approved|approving|accepted){_OBJECT}|(?:was|were) (?:all |both )?"
    rf"(?:in favou?r\b|for {_A_TEXT})",
    "abstain": rf"{HELD_BACK}(?=[,.;]|$| while| and)",
}
_BARE_FORMS = {
    "against": rf"(?:against|opposed|opposing|dissenting|objecting|(?:an? )?{NO}|in the {_SIDE_OF_NO})",
    "for": rf"(?:in (?:favou?r|support)|for|(?:an? )?{YES}|in the {_SIDE_OF_YES})",
}


def _forms(table: dict[str, str]) -> str:
    return "|".join(f"(?P<{choice}>{pattern})" for choice, pattern in table.items())


CUE = re.compile(rf"\b(?:{_forms(_FORMS)})", re.IGNORECASE)
WEAK = re.compile(rf"\b(?:{_forms(_WEAK_FORMS)})", re.IGNORECASE)
BARE = re.compile(
    rf"\b(?:{_forms(_BARE_FORMS)})(?=\s*(?:[,.;)—]|$| and\b| while\b| as\b| on\b| the\b| it\b))", re.IGNORECASE
)
BASE = re.compile(
    rf"\bto (?:(?P<against>vote (?:against|{NO})|veto\b|oppose\b)|(?P<for>vote (?:for|in favou?r|{YES})|(?:approve|"
    rf"support|back) (?=it\b|the\b))|"
    rf"(?P<abstain>abstain\b))",
    re.IGNORECASE,
)

# "Peru and Chad vote yes": what happens as it is told, where a count stands beside it.
PRESENT = re.compile(
    rf"\b(?:(?P<against>(?:votes?|say|says) (?:against\b|{NO})|vetoes\b)|(?P<for>(?:votes?|say|says) "
    rf"(?:for\b|in favou?r\b|{YES}))|(?P<abstain>abstains?\b))"
    r"(?! (?:every|each|if|when|whenever|only|on such|on principle|most|more|less))",
    re.IGNORECASE,
)

_WORDS = (
    r"(?:(?:all|both|each) of (?:which|whom)|(?:recorded|registered|listed|counted|shown) as|also|together|jointly|"
    r"both|all|each|then|again|later|once|instead|"
    r"always|consistently|this time|for (?:instance|example|one)|had|have|"
    r"has|were|was|alone|themselves|included|among them|"
    r"itself|on|by|"
    r"in the end|only|three|two|four|five|[a-z]+ly|as expected|yesterday|today|(?:on )?(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day|earlier|"
    rf"sided with (?:the |those )?(?:{NUMBER} )?(?:members|countries|states|nations|delegations)|"
    r"chose to|opted to|ended up|stood|remained|among the(?: [a-z]+s)?|"
    rf"(?:among|(?:one|two|three|four|five) of|part of) (?:those|(?:only |just )?(?:the )?(?:[\w-]+ ){{0,3}}?"
    rf"(?:countries|states|members|nations|delegations|governments|{NUMBER}))|"
    r"the (?:only|sole|lone|two|three) (?:\w+ )?(?:countr(?:y|ies)|states?|members?|nations?|ones?|"
    r"delegations?|votes?)|"
    r"the (?:two|three|four|five|six|\w+) (?:that|who|to)|those|those who|that|who|which|meanwhile|"
    r"however|for (?:its|their|his|her) parts?|"
    r"subsequently|followed suit by|switched (?:from [a-z ]{1,30} )?to|whose (?:delegation|country|government)|"
    r"joined (?:it|them|him) in|"
    r"withheld (?:its|their) support by|in (?:the|a) (?:\w+ )?minority|in|"
    r"explained that (?:it|they|he|she)|said (?:it|they|he|she|his delegation|her delegation))"
)
CONJOINED = re.compile(
    r"(?:'s?)?(?: included,?)?(?:, (?:which|who)(?: [^,]{1,60},)?|, [^,]{1,60},)?(?: (?:[\w'-]+|"
    r"[\ue000-\uf8ff](?:'s?)?)){1,9}(?:, (?:along with|together with|like|as (?:did|have|"
    r"had)) [^,.;:()]{1,60},?)?(?:,? (?:and|but)|(?<!that)(?<!,) by| (?:at|for|after) having) "
    r"(?:(?:was|were) (?:recorded|registered|listed|counted|shown) as |[a-z]+ly |both |all |in the end |"
    r"(?:then|therefore|thus|hence|so|instead|to have) |"
    r"at last )?"
)
_AND_OTHERS = (
    r"(?:,? and (?:most|many|other|several|some|a few|dozens of|its|their|the other|a handful of|"
    rf"{COUNT}) (?:[\w-]+ ){{0,3}}?[\w-]+)?"
)
GAP = re.compile(
    rf"(?:'s?)?{_AND_OTHERS}(?:(?:,|,? —| \()[^,()—]{{1,100}}?(?:,|\)|"
    rf" —))?,?(?: \(?{_WORDS},?)*(?:, [^,()—]{{1,60}},)? ?—? ?",
    re.IGNORECASE,
)
ASIDE = re.compile(r",[^,]*,|\([^)]*\)| — [^—]* —")
THOSE_THAT = re.compile(r"\b(?:countries|states|members|nations|ones|delegations) (?:that|who|which|to) $")
CHOSE_TO = re.compile(
    r" (?:was|were) among (?:\S+ ){1,4}?(?:countries|nations|states|members)(?: \([^)]*\))? "
    r"| (?:alone |both |all |once again |again |also |then |finally |this time |having |had )?(?:chose|chosen|choosing|"
    r"opted|opting|decided|deciding|elected|electing|preferred|preferring|"
    r"(?:was|were) (?:proud|pleased|glad|happy|delighted|honou?red|obliged|forced|compelled)|"
    r"(?:was|were|being|became|had been) (?:the|one of(?: the)?|"
    r"among(?: the)?) (?:only|"
    r"sole|lone|\S+)(?: \S+){0,16}?) "
)
JUST_AFTER = re.compile(r"\b(?:after|since|because|as|although|though|while|when) (?:the |both )?$")
PRONOUN = re.compile(
    r"\b(?:it(?: too| also)?|they|both|all (?:two|three|four|five)|he|she|we|his delegation|her delegation|"
    r"its delegation|"
    r"his country|her country|his government|"
    r"her government|its government|(?:the|that) country|"
    r"(?:its|the country's|that country's) (?:ambassador|envoy|delegat\w+|representative|mission)(?: in New York)?)"
    r"(?: (?:had|has|have))?(?: [a-z]+ly| in fact)? $",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(?:on|in|(?<!those )of|to|from|by|for|against|over|about|between|than|towards?|into|at|after|before|under|"
    r"including|blamed?|told|except|all but|without|excluding|save|besides|nor|neither|not) (?:the )?$",
    re.IGNORECASE,
)
RELATIVE = re.compile(r", (?:which|who|whose|that)\b[^,:;—]*$")
PARTICIPLE = re.compile(
    rf", (?:(?!{COUNT} )[a-z]+ )?(?:casting|voting|using|vetoing|exercising|wielding|abstaining)\b[^,]*$"
)
OPENS_CLAUSE = re.compile(r"(?:^|[,;] (?:(?:and|while|but) )?|\b(?:and|while|but) )$", re.IGNORECASE)
VERBLESS = re.compile(r"(?:^|[,;(:] |\b(?:with|and|while) |— )$", re.IGNORECASE)
AFTER = re.compile(
    rf"(?: it(?: (?:in|at) (?:the )?{BODY})?(?: on \w+day)?(?= —|:| include| were| was|,? cast by)| (?:the|this|that|"
    rf"both|an?|any|its|holding|having|in the|at the|on)"
    rf"(?: (?!to |that |which |who )[\w\ue000-\uf8ff-]+){{0,5}}?(?= —| include| were| was|,? cast by| by {COUNT}\b))?"
    rf"(?: (?:votes?|voting|ballots?|states|countries|members))?(?::?(?: by)? {COUNT}(?: countries| members| states)?)?"
    r"(?: ?\( ?|: ?| ?— ?| (?:-|--) |, with [^.,;:—]{3,60} — |,? (?:including(?: by| from)?|such as|among them|"
    r"namely|notably|these being|being|"
    r"from|of|"
    r"(?:(?:was|were) )?(?:cast |registered )?by|came from|"
    r"were|was|are|included?|came from|coming from|we (?:count|find|note|see)|figured?|one finds) ?)"
    r"(?:(?:, )?among (?:others|them), )?(?:only |just |solely |those of |that of )?"
    rf"(?:(?:an?|another|its|(?:only |just )?{COUNT}) (?:[\w-]+ ){{0,2}}?(?:members?|countries|states|nations)"
    rf"(?: of (?:the )?{BODY})?(?:,|:| —)? )?"
    r"(?:(?:such|many|several|some|most|all|a (?:number|handful|host|string) of|the usual) [^,.:;]{0,60}?"
    r"(?: as |: ?| — | like |, such as ))?"
)
_ANNOUNCING = (
    rf"(?P<against>(?<![a-z] )(?:[Oo]pposing|[Rr]ejecting)(?= it\b| the\b)|"
    rf"(?<=[Aa] )[\"']no[\"'](?: vote)?(?= from )|[Aa]gainst the (?:negative )?votes?(?= of )|"
    rf"(?<=votes )to \w+(?= \()|(?<!-)\d+(?:-| to )\d+(?= \()|[Vv]etoed|(?:[Dd]ouble |joint |dual |"
    rf"rare )?[Vv]eto(?:es)?|[Vv]ot(?:ed|es?|ing|ers)? (?:against|{NO}|to (?:reject|block|"
    rf"defeat|oppose)\b)|{NO}[ -]?votes?|[Aa]gainst|in (?:opposition|dissent)|said {NO}|"
    rf"in the {_SIDE_OF_NO}|[Oo]ppos\w+|negative|dissent\w*(?: votes?)?|[Nn]o votes?|"
    rf"(?:[Ll]one|[Ss]ole|[Oo]nly|two|three|four|five) (?:opponent|dissenter|"
    rf"naysayer|holdout|objection|dissent)s?|[Nn]ays|[Nn]oes|[Nn]ay-?sayers?|{NO})|(?P<for>(?<![a-z] )(?:[Bb]acking|"
    rf"[Ss]upporting|[Ee]ndorsing)(?= it\b| the\b)|"
    rf"[Vv]ot(?:ed|es?|ing) (?:for|in favou?r|"
    rf"to (?:adopt|approve|pass|support|back)\b|{YES})|said {YES}|(?<=was )(?:supported|backed|endorsed)(?= by )|"
    rf"[Ii]n favou?r(?! of)|in the {_SIDE_OF_YES}|[Yy]es votes?|"
    rf"{YES}|(?:countries|states|members|nations|"
    rf"those)(?: of (?:the |its )?{BODY})?(?: (?:that|who|which))? (?:supported|backed|endorsed)|(?:got|won|drew|"
    rf"(?:receiv|secur|muster|garner|obtain)ed) (?:only |just )?{COUNT} votes)|"
    r"(?P<abstain>[Aa]bstentions?|[Aa]bstaining|[Aa]bstained|[Aa]bstainers?|[Aa]bstain)|"
    r"(?P<absent>absent|not voting|(?:seat|chair|place)s (?:was|were|stayed|remained|stood) (?:empty|vacant))"
)
AMONG_THOSE = re.compile(
    r" (?:(?:was|were|is|are) )?among (?:those|the (?:states|countries|members))(?: (?:that|who) were)? "
)
AMONG_THEM = re.compile(
    rf"(?: it)?(?:,| —) (?:with )?(?={LIST.pattern},? (?:being )?(?:among them|included|for (?:one|instance|"
    rf"example))\b)"
)
AFTER_CUE = re.compile(rf"(?<![^\W\d])(?:{_ANNOUNCING})(?={AFTER.pattern}{ITEM}|{AMONG_THEM.pattern}|, {ITEM})")
JOINED_BEFORE = re.compile(
    r"(?:,?(?: (?:was|were|is|had been))? joined (?:only |just |solely )?by |(?:,| —)? (?:had )?joined |,? sided with |"
    r",? (?:also )?followed by )$",
    re.IGNORECASE,
)
JOINED_AFTER = re.compile(
    r"[^.;]{0,90}?(?:,? (?:along|together) with |,? alongside |,? joined by |,? as well as |,? in addition "
    r"to |,? as did |[,;]? (?:and )?so did |,? like )$|[^.]{0,60}?[,;] (?:(?:and|"
    r"but),? )?(?:[^,;.]{1,40}, )?so(?:, [^,;]{1,40},)? did $"
)
_OTHER_ONES = (
    r"(?:others|more(?= ?[.,;]|$)|(?:other|more) (?:countries|states|members|nations|delegations|governments))"
)
_OTHERS = rf"{COUNT} {_OTHER_ONES}"
# "B sided with C in voting against": C as well as B
COMPANY = re.compile(
    rf" (?:[a-z]+ ){{0,3}}?(?:(?:sided|lined up|stood|teamed up|joined forces) with|joined|followed) "
    rf"(?P<list>{LIST.pattern}) (?:in|by) "
    rf"|(?:, [^,.;]{{1,60}},)? (?:was|were) joined by (?:the )?{_OTHERS} (?:in|by) "
)
JOINED_IN = re.compile(r" (?:was|were|is|are|had been) joined in ")  # "B was joined in opposing it by C"
IN_COMPANY = re.compile(
    r"\b(?:[Jj]oining|joined|join|sided with|side with|followed|follow|voted with|vote with) (?:the )?$"
)  # "the only one that joined B in voting against was C"
BESIDES = re.compile(r"^(?:Besides|In addition to|Apart from|Aside from|Along with|Together with) (?:the )?$")
AND_ONLY = re.compile(r", (?:only|just|also) ")
COUNTED = re.compile(rf"(?P<n>{COUNT})(?: (?:votes?|countries|states|members))? $", re.IGNORECASE)
A_NO_FROM = re.compile(r"\b[Aa] [\"']?(?:no|yes)[\"']? (?:vote )?from $")
ENVOY_OF = re.compile(r"\b[A-Z][\w'-]+ [A-Z][\w'-]+ of (?:the )?$")
OF_THE_FIRST = re.compile(
    r"\b(?:unlike|besides|apart from|aside from|after|despite|from|against|by|for|over|than|in contrast to) (?:the )?$",
    re.IGNORECASE,
)
ITSELF = re.compile(r"(?:'s?)?, (?:which|who) (?:had |has )?(?:voted|abstained|opposed|vetoed|supported|backed)\b")
LED_BY = re.compile(r"\b(?:led|headed|spearheaded) by (?:the )?$")
WITH_SOME = re.compile(r"^, with ")  # "12 abstained, with three islands — Fiji, Palau and Tonga — breaking ranks"
CLAUSE_AFTER = re.compile(
    r" (?:(?:had|has|then|also|alone|later|itself|[a-z]+ly) )*(?:vot|veto|abst|oppos|back|support|reject|sa(?:id|t)|"
    r"cast|"
    r"block|used|stay|did|was|were|is|are)[a-z]*\b"
)
GOES_ON = re.compile(r" — (?!(?:vot|oppos|reject|back|support|abst|absent|in favou?r|against|for|not|missing)\w*)")
THEY = re.compile(r"\b(?:they|both|all \w+)(?: (?:had|has|have))?(?: [a-z]+ly)? $")
BY_WHOM = re.compile(r"(?:oppos|support|back|endors)ed$")
AND_MORE = re.compile(
    rf"(?:,? (?:and|plus|(?:along|together) with|alongside)|(?:, [^,.;]{{1,60}},)? (?:was|"
    rf"were) joined by(?: the)?) (?P<n>{COUNT}) "
    rf"{_OTHER_ONES}\b",
    re.IGNORECASE,
)
# "It voted for the text, one of 28 members to do so".
ONE_OF_SO_MANY = re.compile(
    rf"[^.;]{{0,60}}?, (?:one of|among) (?:only |just |the )?(?P<n>{COUNT}) (?:\w+ )?(?:members|countries|states|"
    rf"nations|"
    rf"delegations)\b[^.,;]{{0,40}} (?:to do|that did|which did|who did|doing) so\b"
)
WITH_MORE = re.compile(
    rf"[^.;]{{0,90}}?,? (?:(?:along|together) with|(?:and )?so did|as did) (?P<n>{COUNT}) {_OTHER_ONES}\b"
)
WHICH = re.compile(r",? \(?(?:which|who)(?: (?:[a-z]+ ){1,8}(?:and|but|by))?(?: (?:both|also|then|later|had))* ")
