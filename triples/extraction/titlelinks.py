"""Links: the words by which grammar ties a title to the name of who bears it: right after, in apposition, by a copula,
by an appointment."""

from __future__ import annotations

import re

from triples.extraction.dates import MONTHS, WEEKDAYS
from triples.extraction.frames import AGENT_NAME, BODY, COUNTRY, PERSON, STATE
from triples.extraction.patterns import one_of
from triples.extraction.titles import ADDRESS
from triples.extraction.verbs import APPOINTING, APPOINTMENTS, forms, pasts

RANKS = rf"(?:(?:{one_of(ADDRESS)}\.?|[Vv]eteran|[Cc]areer)[\s-])"
# "The president of the council, Oman's X": whose the one is says nothing of whom he or she serves.
_NATIONAL = (
    rf"(?:(?:the\s|an?\s)?(?:(?:veteran|career|senior|former|retired|seasoned)\s)?{COUNTRY}(?:'s?)?\s(?:career\s)?"
    r"(?:(?:diplomat|lawyer|judge|jurist|politician|economist|academic|general|national|scholar|officer|official)\s)?)"
)
PERSON_AFTER = re.compile(
    rf"(?:\s\((?:{BODY}|[A-Z]{{2,9}})\)(?=,))?"
    rf"(?:\s(?:for|in|since) (?:the month of )?(?:{one_of(MONTHS)}|\d{{4}})(?=,))?"
    rf"(?:(?P<comma>,|\s(?:—|–|--?)(?=\s))\s(?:the\s(?=Hon)|{_NATIONAL})?|(?:(?<=Amb)\.)?\s\(?(?:the\s(?=Hon))?)"
    rf"{RANKS}{{0,3}}(?P<person>{PERSON})(?(comma)(?!'))"
)
PERSON_BEFORE = re.compile(
    rf"(?P<person>{PERSON})(?: of (?:the )?(?:{STATE}|{BODY}))?(?:\s\([^()]{{1,40}}\))?(?:,|\s?\(|\s(?:—|--?))\s?"
    r"(?P<until>until [\w ]{2,24}? |formerly |previously |once |twice |(?:three|four|five) times |for \w+ years |"
    r"at (?:one|that|the) time |for a time |until recently |then )?"
    r"(?:currently |now |also |since \d{4} )?(?:as )?$"
)
_NATION = rf"(?: of (?:the )?{STATE}| \((?:the )?{COUNTRY}\))?"
_YEAR = r"(?:(?:early|late|mid)[ -])?(?:[A-Z][a-z]+ )?[12]\d{3}"
_ENDED = (
    rf"(?:until (?:then|recently|(?:last|this) \w+|{_YEAR})|"
    rf"(?:from|between) [^,;.]{{4,30}} (?:to|until|through|and) {_YEAR}|"
    rf"for (?:\w+ ){{1,2}}(?:years|months|decades)|before that|at (?:the|that|one) time)"
)
_WHEN = (
    r"(?:(?:currently|presently|previously|recently|now|once|then|later|most recently|formerly|also|long|subsequently|"
    r"briefly|always|still|today|again|first|initially|already|earlier|meanwhile|lately|for now|for a time|these days|"
    rf"at (?:present|first|the moment)|in (?:turn|effect)|since {_YEAR}|{_ENDED}),? )*"
)
# "The envoy is now Ana Soto", "the envoy at the time was Bo Li", "the envoy (that is, Ana Soto)".
PERSON_IS = re.compile(
    rf"(?P<comma>)(?:(?:,[^,.;]{{3,60}},)?\s{_WHEN}(?:is|was|remains|became|becomes|will be|(?:has|had) {_WHEN}been)\s"
    rf"{_WHEN}|(?:,|\s\()\s?(?:namely|that is|that was|i\.e\.|viz\.),?\s){RANKS}{{0,3}}(?P<person>{PERSON})(?!'s)"
    r"(?=[,.;:)—]| (?:and|who|of|since|until|from|in)\b|$)"
)
_PORTRAYS = r"(?:describ|portray|cast|see|view|regard|treat|nam|appoint|introduc|identif|refer|depict|label|hail|prais)"
_POST = (
    r"(?:the |an? |his |her |its )?(?:(?:new|first|second|third|fourth|current|old|top) )?"
    r"(?:post|position|job|role|office|duties|functions|title|seat|term|mandate)"
)
_NEXT = "|".join(
    (
        rf"(?:has been|was|is) {pasts(APPOINTING)} to (?:be|become|serve as)",
        rf"is (?:replacing|succeeding|taking over from) {PERSON}{_NATION} as",
        "will become|is to become|will be|is to be|will serve as|to become|is becoming|is set to become",
        "is due to become|will succeed|will take over as|takes over as|(?:will take|takes) office(?: (?:on|in|from) "
        "[^,.;]{3,20})? as",
        r"(?:will|(?:is )?(?:due |set |going )?to) (?:replace|succeed|take over from) "
        rf"{PERSON}{_NATION} as",
        rf"(?:has been |was |is )?{pasts(APPOINTING)} to "
        rf"(?:replace|succeed|take over from) {PERSON}{_NATION} as",
    )
)
_PAST = "|".join(
    (
        r"(?:(?:served|worked|acted|sat)(?: [^,.;]{2,40})?|spent [^,.;]{2,40}|represented [^,.;]{2,40}) as",
        rf"had {_WHEN}(?:been|served(?: [^,.;]{{2,40}})? as|represented [^,.;]{{2,40}} as)",
        "has (?:previously|earlier) served as|used to be",
        r"(?:(?:has|had) )?(?:resigned|stepped down|quit|retired|stood down|bowed out)(?: [^,.;]{2,40})? as",
        rf"left office as|left {_POST} as|hand(?:ed|s) (?:over )?{_POST} of",
        rf"(?:was|(?:has|had) been) {_WHEN}(?:sacked|fired|dismissed|removed|ousted|relieved|recalled)(?: "
        rf"[^,.;]{{2,40}})? as",
        r"(?:joined|worked|moved|went|returned|came)\b[^.;]{2,80} (?:and (?:later |then )?served|to serve) as",
    )
)
_NOW = "|".join(
    (
        rf"is|was|became|serves as|has {_WHEN}(?:been|served as|been serving as)",
        rf"(?:(?:replac|succeed)(?:ed|s)|(?:takes?|took|has taken) over from) {PERSON}{_NATION} as",
        r"has (?:spent|served) [^,.;]{2,40} as|took over as",
        r"(?:(?:takes|took|has taken)(?: up)?|assume[sd]|has assumed|begins|began|starts|started|h[eo]lds?|has "
        rf"{_WHEN}held|"
        rf"occupies|fills|filled|w[io]ns?) {_POST}(?: (?:on|in) [^,.;]{{3,20}})? (?:as|of)",
        r"(?:remains|remained|continues|continued|stays|doubles)(?: [^,.;]{2,30})? as",
        r"(?:(?:will|would|is to|is due to|plans to|intends to) )?(?:step(?:s|ping)? down|resigns?|retires?|leaves?)"
        r"(?: (?:his|her) (?:post|job|position|role))? as",
        r"is (?:stepping down|resigning|retiring|leaving) as|remains",
        r"(?:arrived|came|went|flew|travelled|returned)(?: [^,.;]{2,60})? as",
        r"(?:leads|heads|runs|represents) [^,;.]{3,60} as|is serving as|acts as",
        r"(?:[^.;]{0,40} )?in (?:his|her) capacity as",
        r"(?:stands|stood|sits|fills|filled|works|speaks|spoke) (?:in )?(?:[^,;.]{3,40} )?as",
        rf"(?:is|was|(?:has|had) {_WHEN}been) (?!{_PORTRAYS})\w+ing (?:[^,.;]{{2,40}} )?as",
        rf"(?:was|(?:has|had) {_WHEN}been|been|is being) (?!{_PORTRAYS}|known|quoted|used|tout|mention|reject|dismiss|"
        r"propos|consider|expect|float|ruled)\w+(?:ed|en|rn)(?: in| back)?(?: [^,.;]{2,30})? as",
        rf"(?:was|is|(?:has|had) {_WHEN}been|been|is being) {_WHEN}(?:{pasts(APPOINTING)}|sworn in)"
        r"(?:(?: [\w ]{3,30}?)? as)?",
    )
)
COPULA = re.compile(
    rf"(?P<person>{PERSON}){_NATION}(?:,[^,]{{3,110}})??,? (?:and )?(?:who )?(?P<when>{_WHEN})"
    rf"(?:(?P<next>{_NEXT})|(?P<past>{_PAST})|{_NOW})\s(?P<times>{_WHEN})$"
)
# "Ana Soto, having served as", "Ana Soto ran the desk and, from 1998 to 2003, served as": the subject of the sentence.
SUBJECT_WAS = re.compile(
    rf"^(?:[A-Z][^,.;]{{2,60}}, )?{RANKS}{{0,3}}(?P<person>{PERSON})[, ][^.;]*?(?:,|\band,?|\bbut,?) "
    rf"{_WHEN}(?:(?:after )?having |after )?{_WHEN}(?:served|serving|worked|working|been) "
    rf"(?:[^,.;]{{2,30}} )?as {_WHEN}$"
)
# Headlines leave out "was": "Ana Soto named envoy to Mali".
HEADLINED = re.compile(rf"(?P<person>{PERSON}),? (?:re-?)?(?:{pasts(APPOINTING)}|sworn in|installed)(?: as)? $")
ENDED_BY = re.compile(rf"\b{_ENDED}\b")
# "The Secretary-General's envoy", "Mr. Ban's envoy": who sends stands between a verb and the title.
SENDER = re.compile(
    rf"(?:the |an? )?(?:(?:{BODY} )?[Ss]ecretary[- ][Gg]eneral|{BODY} chief|(?:Mr\. |Ms\. |Mrs\. )?{PERSON})'s? $"
)
_APPOINTS = rf"(?:{one_of(forms([*APPOINTING, 'confirm', 'approve', 'install']))}|{APPOINTMENTS})"
APPOINTED = re.compile(
    rf"\b{_APPOINTS} "
    rf"(?:(?:an? |the )?[^,;.]{{3,60}}, |(?:(?!to )[\w-]+ |{RANKS}|{AGENT_NAME}(?:'s)? ){{0,4}}?)"
    rf"(?P<person>{PERSON}){_NATION}"
    r"(?:,[^;]{3,160},|,)? (?:as |to be |to become |to serve as |to the post of |for the post of )?$"
)
# "To appoint X as his envoy and Y as her deputy".
ALSO_APPOINTED = re.compile(
    rf",? and (?:{RANKS}{{0,3}})(?P<person>{PERSON}){_NATION}(?:,[^;,]{{3,80}},)? (?:as|to be) $"
)
# "During Bo Li's time as envoy", "Ana Soto, Bo Li's successor as envoy".
TERM_OF = re.compile(
    rf"(?P<person>{PERSON})(?:(?P<over>'s? (?:[\w-]+ ){{0,2}}?(?:time|term|tenure|years?|stint|days|spell|reign))|"
    rf",? (?:whose (?:[\w-]+ ){{0,2}}?(?:time|term|tenure|mandate|contract|appointment|stint)|(?:is |was )?(?:the "
    rf")?successor (?:of|to) {PERSON}{_NATION}|{PERSON}'s? successor)),? as $"
)
AND_WAS = re.compile(
    r",? ?(?:and|but) (?:was|had been|(?:has )?(?:once|previously|formerly|earlier|also|before that)?,? ?"
    r"(?:served as|was|been)|before that(?:,? as| was)?)(?: previously| formerly| once| earlier)?"
)
# "After four years as its envoy, X": what is over.
AFTER_YEARS = re.compile(r"\b(?:[Aa]fter|[Ff]ollowing) [\w' -]{3,40} as (?:the |an? )?$")
PREDECESSOR = re.compile(r"\bpredecessor(?:,| as) $")
PUT_BEFORE = re.compile(rf"(?<!told )(?<!met )(?<!with )(?<!by )(?<!to )(?P<person>{PERSON}) $")
WHOSE = re.compile(rf"{COUNTRY}'s? ")
SPEAKS = re.compile(r" (?:Ambassador )?(?:said|told|says|tells|stated|added)\b")
FORMERLY = re.compile(r"\b(?:previously|formerly|once|most recently|until recently)\b")
WAS = re.compile(r"\b(?:was|served as) $")
IN_YEAR = re.compile(r",? (?:in|during|between) (?:\w+ )?[12]\d{3}")
# "As envoy to Mali, Ana Soto saw it", "before becoming president, Bo Li", "after her time as envoy, Ana Soto".
_TERM = (
    r"(?:(?:serving|working|acting)(?: [^,.;]{2,30})?|stepping down|retiring|leaving office|resigning|"
    r"(?:his|her) (?:[\w-]+ ){0,2}?(?:term|time|tenure|years?|stint|service|work|role|capacity|mandate|spell|days))"
)
_START = (
    rf"(?:becoming|(?:being (?:named|appointed|elected|made|chosen)|taking (?:over(?: from {PERSON}{_NATION})?|"
    r"office|up (?:the|a|his|her) (?:post|job|role))|(?:his|her) (?:[\w-]+ )?(?:posting|appointment|election|"
    r"nomination))(?: as)?)"
)
AS = re.compile(
    r"(?:(?:(?:^|[;:,] |\b(?:where|when|while|because|and|but) )[Aa]s|"
    rf"\b(?:[Bb]efore|[Aa]fter|[Ss]ince|[Uu]ntil|[Uu]pon|[Oo]n|[Pp]rior to|[Ff]ollowing) {_START}|"
    rf"(?:[Ww]hile|[Ii]n|[Ww]ith) {_TERM} as|(?P<over>(?:[Aa]fter|[Ff]ollowing|[Dd]uring|[Uu]ntil) {_TERM} as)) )"
    r"(?:the )?$"
)
BEFORE_THAT = re.compile(
    r"(?:Before that|Before then|Previously|Earlier|Prior to (?:that|this)|Until then|From \d{4} (?:to|until) \d{4}|"
    r"Between \d{4} and \d{4})\b"
)
ENDED = re.compile(r",? (?:until|from \w+ ?\d* ?(?:to|until|through)|between [\w ]+ and|in (?:19|20)\d\d-)\b")
CLOSES = re.compile(
    r"\s?(?:[,.;:)—\"]|--?\s|$|who\b|and\b|said\b|told\b|\(|"
    r"at (?:the|that) time\b|(?:from|since|until|in|between) (?:\w+ )?[12]\d{3}|for (?:\w+ ){1,3}(?:years?|months?|"
    r"decades?)\b|"
    rf"(?:since|until|from|for|during) (?:(?:the month of|early|late|last|this|mid-?) ?)?"
    rf"(?:{one_of((*MONTHS, *WEEKDAYS))}|month|week|year)\b)"
)
