"""The phrases that may speak or take a position, as patterns over a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triples.extraction import inquiries
from triples.extraction.frames import (
    AGENCY,
    AGENT_NAME,
    BODY,
    CAPITAL,
    COUNTRY,
    DEMONYM,
    PERSON,
    QUOTE,
    STATE,
    Frame,
)
from triples.extraction.patterns import first_words, listed, one_of
from triples.extraction.unlisted import NAME as UNLISTED
from triples.extraction.verbs import ASKING, SPEECH, TAKING, present

_INSTITUTIONS = listed(
    """foreign ministry, ministry, foreign office, foreign department, state department, defense department,
        defence department, treasury department, justice department, treasury, department, government, authorities,
        mission, delegation, administration, regime, junta, army, military, armed forces, air force, navy,
        parliament, congress, senate, embassy, leadership, presidency, cabinet, intelligence service, intelligence
        agency, spy agency, security council, national security council, supreme court, high court, central bank,
        police, interior ministry, human rights office, rights office, office, agency, secretariat, side, camp,
        envoys, commission, council, chancellery, prime minister's office, president's office, presidential office,
        cabinet office, permanent mission, summit, joint chiefs of staff, joint chiefs, general staff, coast
        guard, space agency, negotiating team, peace mission, assistance
        mission, political mission, special mission, team, country team, panel of experts, group of experts, panel,
        sanctions monitors, experts, working group, refugee agency, children's agency, food agency, health agency,
        nuclear agency, watchdog, rights body, humanitarian office, aid agency, court, highest court, top court,
        state media, official media, state television, state tv, state radio, state news agency"""
)
_INSTITUTION = one_of(_INSTITUTIONS, any_case=True)
# "The government in Minsk".
_SEATED = listed(
    """
    foreign ministry, foreign office, defence ministry, defense ministry, interior ministry, ministry, presidency,
    government, authorities, regime, junta, administration, leadership, generals, rulers
    """
)
_DOCUMENTS = listed(
    """
    report, draft resolution, resolution, draft text, draft, text, statement, press statement, joint statement,
    presidential statement, letter, opinion, advisory opinion, ruling, judgment, judgement, verdict, study,
    survey, communique, declaration, assessment, proposal, white paper, motion, plan, roadmap, paper, document,
    memo, note verbale, readout, inquiry report, findings
    """
)
_DOCUMENT = one_of(_DOCUMENTS, any_case=True)
_REPORTS = listed(
    "report, comment, commentary, statement, press statement, letter, opinion, advisory opinion, ruling, "
    "judgment, study, survey, "
    "assessment, readout, findings"
)  # what speaks for its author; a draft "by" somebody is sponsored
_REPORT = one_of(_REPORTS, any_case=True)
_COMMONS = listed(
    """
    council, assembly, court, commission, committee, inquiry, tribunal, ministry, government, mission,
    delegation, agency, office, bloc, union, organization, organisation, secretariat, panel, alliance,
    mechanism, administration, embassy, investigators, group, body, authorities, department, watchdog,
    army, military, regime, team, fund, programme, bank, federation, league, network, institute,
    association, coalition, foundation, charity, authority, forum,
    parliament, judges, justices, officials, representatives, delegates, diplomats, envoys, ambassadors,
    two countries,
    two states, three countries, states, countries
    """
)
_COMMON = one_of(_COMMONS, any_case=True)
_PAPERS = listed("resolution, draft, text, report, statement, letter, communique, document")
_PAPER = one_of(_PAPERS, any_case=True)
# The UN's agencies by their work: "the children's agency".
AGENCIES = {
    "children's": "united-nations-childrens-fund",
    "refugee": "office-of-the-high-commissioner-for-refugees",
    "health": "world-health-organization",
    "food": "world-food-programme",
    "nuclear": "international-atomic-energy-agency",
    "migration": "international-organization-for-migration",
}
# Whose plurals speak for their state or body; those who are of a body's members do so for none.
SPEAKING_PLURALS = frozenset(
    listed(
        """ambassadors, envoys, representatives, delegates, delegations, ministers, officials, spokesmen,
        spokespersons, spokeswomen, authorities, diplomats, investigators, negotiators, inspectors, monitors,
        prosecutors, commanders, generals, advisers, advisors, leaders, experts,
        rapporteurs"""
    )
)
OF_MEMBERS = frozenset(
    listed(
        """
    ambassadors, envoys, representatives, delegates, delegations, diplomats
    """
    )
)
_NOBODY = listed(
    """
    analysts, experts, observers, activists, sources, residents, witnesses, campaigners, rights groups,
    aid groups, aid workers, human rights groups, aid agencies, ngos, eyewitnesses,
    rebels, protesters, reporters, journalists, media, state media, official media, local media, state
    television, state tv, state radio, newspapers, historians, economists, scholars, lawyers, medics, doctors,
    relatives, families, survivors, refugees, defectors, villagers, groups, people, many, some, others, most,
    everyone, nobody, no one, speakers, delegations, members, diplomats, officials, lawmakers,
    leaders, governments, nations, states, allies, participants, defendants, victims, investigators,
    authorities, reports, a source, one diplomat, a diplomat, an official, one official, a senior diplomat, a
    senior official, one speaker, another speaker, several speakers, many speakers, most speakers, one delegate,
    another delegate, several delegates, several representatives, one representative, one delegation, several
    delegations, a spokesman, a spokeswoman, a spokesperson, one analyst, an analyst, one expert
    """
)

_FIRST = sorted(
    {phrase.split()[0] for phrase in (*_INSTITUTIONS, *_DOCUMENTS, *_NOBODY)}
    | set(
        listed(
            """
    the, a, an, its, last, year, recent, independent, official, ministry, his, her, their, another, our, my, he, she,
    they, it, we, i, him, them, year-long, commission, inquiry, investigation, fact, signatories, critics, opponents,
    supporters, both
    """
        )
    )
)

_ADJECTIVES = listed(
    """
    new, interim, caretaker, provisional, transitional, current, previous, military, de facto, year-long, recent,
    independent, official, press, presidential, annual, nonbinding, non-binding, latest, final, same, landmark,
    world, two, three, international, foreign, defence, defense, interior, health, finance, unification, human
    rights, rights, advocacy, aid, campaign, charity, watchdog, joint, latter, inquiry, investigation, fact-finding,
    country
    """
)

_VERBS = one_of(form for base in (*SPEECH, *ASKING, *TAKING) for form in present(base))
_MODS = (
    r"(?:(?!(?:and|or|with|for|of|said|says|on|in|has|have|had|is|was|were|are|an?|the|to|that|which|who|will|"
    rf"would|by|at|as|from|after|also|its|his|their|\w+ed|{_VERBS})\b)[\w'-]+ ){{0,3}}?"
)
_DET = r"(?:[Tt]he )?"
_PROPER = r"[A-Z]\w+(?: [A-Z]\w+)*"
_ALLY = r"(?:ally|neighbou?r|partner|rival|patron|protector)"
ACTOR_PHRASE = re.compile(
    r"(?<![\w'-])(?:"
    rf"(?P<whose>{AGENT_NAME}'s? (?P<who>{PERSON})(?!'s)(?! of\b))|"
    rf"(?P<allied>{AGENT_NAME}'s? (?:\w+ )?{_ALLY} (?P<ally>{COUNTRY}))"
    rf"|(?P<by>(?:[Tt]he |[Aa]n? |[Ii]ts )?{_REPORT} (?:by|from|issued by|on the (?:web ?site|site|page) of) (?:the "
    rf")?(?P<author>{STATE}|{BODY}|{COUNTRY}(?= {_INSTITUTION}\b))"
    rf"(?:'s (?P<authored>\w+ court)| {_INSTITUTION}\b)?)"
    rf"|(?P<doc>(?:[Tt]he |[Aa]n? )?(?P<issuer>{AGENT_NAME})(?:'s?)? (?:{BODY} )?{_MODS}(?P<docnoun>{_DOCUMENT})\b"
    r"(?: \d{3,4}(?: \(\d{4}\))?\b| \d{1,2}/\d+\b)?)"
    rf"|(?P<gov>{_DET}(?P<boss>{PERSON})(?:'s)? (?:\w+ )?(?:government|administration|regime|camp|office|cabinet))"
    rf"|(?P<inquiry>(?:[Tt]he |[Aa]n? |[Ll]ast year's )?(?:{BODY}(?:'s)? )?"
    rf"(?:(?:year-long|recent|independent|official) )*{inquiries.NOUN}\b)"
    rf"|(?P<inst>{_DET}(?:[A-Z][\w-]*-based )?(?P<owner>{AGENT_NAME})(?:'s?)? (?:own )?(?:{AGENT_NAME} )?{_MODS}"
    rf"(?P<instnoun>{_INSTITUTION})\b(?!-| (?:government|junta|leadership|regime|council|rulers)\b)(?: (?:for|of|in|on|"
    rf"to) (?:the )?(?:{AGENT_NAME}|{_PROPER}(?: and {_PROPER})?))?)"
    rf"|(?P<of>{_DET}(?:(?:new|interim|caretaker|provisional|transitional|current|previous|military|de facto) )?"
    rf"(?P<ofnoun>{_INSTITUTION}(?= )|[Mm]inistry (?:of|for) (?:[A-Z]\w+ )+) ?(?:of|to the {BODY} of) "
    rf"(?:the )?(?P<whole>{COUNTRY}|{BODY}))"
    rf"|(?P<seat>{_DET}(?:{one_of(_SEATED, any_case=True)}) in (?P<capital>{CAPITAL}))"
    rf"|(?P<unlisted>{UNLISTED})"
    r"|(?P<numbered>(?:[Tt]he )?[Rr]esolution [12]\d{3}(?: \((?:19|20)\d\d\))?)"
    r"|(?P<council>(?:[Tt]he|[Aa]|[Tt]his) (?:(?:press|presidential) )?(?P<organ>Council|Assembly)(?:'s)? (?:(?!an? |"
    r"the |\w+(?:ed|s) )[a-z]+ )?"
    r"(?:resolution|statement|text|decision)\b)"
    # "The Russians said": a people is its state where it speaks or acts.
    rf"|(?P<people>(?<![Aa]s )[Tt]he (?P<nation>{DEMONYM})(?= (?:have |had |also |then |now |\w+ly )?(?:sa(?:y|"
    rf"id)|want(?:ed)?|"
    rf"call(?:ed)?|"
    r"told|are|were|did|do|will|would|insist(?:ed)?|argued?|opposed?|reject(?:ed)?|dismiss(?:ed)?|demand(?:ed)?|"
    r"urged?|ask(?:ed)?|complain(?:ed)?|accused?|den(?:y|ied)|warn(?:ed)?|vow(?:ed)?|refused?|pushed|pressed|"
    r"abstained)\b))"
    rf"|(?P<bare>(?:[Tt]he |THE )?(?P<name>{STATE}|{CAPITAL}|{BODY}|{AGENCY}|{PERSON})(?!-[a-z]))"
    r"|(?P<both>(?:[Bb]oth|[Tt]he two) (?:countries|governments|states|nations|delegations|envoys|ambassadors|"
    r"ministers)\b|"
    r"Both(?= (?:(?:also|have|had|now|\w+ly) )?(?:say|said|want|wanted|call|called|insist|insisted|"
    r"deny|denied|argue|"
    r"argued|reject|rejected|oppose|opposed|support|supported|back|backed|urged?|welcomed?|condemned?|demand|demanded|"
    r"accused?|warned?|spoke|told)\b))"
    r"|(?P<common>(?:[Tt]he|[Tt]his(?: year's)?|[Tt]he (?:new|annual|non-?binding|latest|final|same|landmark)(?=(?: "
    r"[\w-]+)? "
    rf"{_PAPER})) (?:(?:world|same|two|three|international|[Ff]oreign|defen[cs]e|interior|health|finance|"
    r"unification|(?:human )?rights|advocacy|aid|campaign|charity|watchdog|press|presidential|joint|"
    r"[A-Z][\w ]{2,12}-based(?: (?:(?:human )?rights|advocacy|aid|campaign|press))?) )?"
    rf"(?P<noun>{_COMMON}|{_PAPER}(?=(?:,[^,;.]{{3,120}},)?"
    rf"(?: also| has| had| \w+ly)? (?!was |is |has been |\w+ by )\w+(?:ed|s|id|ead)\b| "
    rf"{QUOTE}))\b)"
    r"|(?P<theirs>(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?:own )?(?:permanent |foreign |defen[cs]e )?(?:delegation|country|"
    r"government|ministry|mission|embassy|office|army|parliament|state media))"
    r"|(?P<own>(?:[Oo]ur|[Mm]y) (?:[a-z]+ )?"
    r"(?:countries|country|delegation|government|governments|nations|nation|ministers|region|group|bloc|union|"
    r"community|"
    r"organi[sz]ation|continent|islands?)\b)"
    rf"|(?P<ourselves>[Ww]e (?:at|of) (?:the )?(?P<ours>{BODY}))"
    rf"|(?P<colleagues>[Oo]ur (?:\w+ )?colleagues (?:at|from|in|of) (?:the )?(?P<theirs_at>{BODY}))"
    rf"|(?P<kindof>[Tt]he (?:world )?(?P<work>{one_of(AGENCIES)}) agency\b)"
    r"|(?P<latter>[Tt]he latter\b(?! (?:half|part|days|stages?|years?|case)\b))"
    r"|(?P<pronoun>(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I|(?<=ccording to )(?:him|her|them)(?=[,.;]|$))\b)"
    r"|(?P<other>(?:[Aa]nother|[Oo]ne|[Ss]everal)(?= \w+ed\b))"
    rf"|(?P<nobody>{one_of(_NOBODY, any_case=True)}\b(?! of (?:the )?{AGENT_NAME})"
    r"|[Aa]n? (?:[\w-]+ ){0,2}?(?:group|coalition|bloc|alliance)(?: of (?:[\w-]+ )?(?:states|countries|nations|"
    r"members))?"
    r"(?= (?:led|headed|spearheaded|coordinated) by\b)|[Ss]ignatories(?: (?:of|to) (?:the|this|an?) (?:[\w-]+ )?\w+)?"
    r"|(?:[Cc]ritics|[Oo]pponents|[Ss]upporters)\b(?! (?:of|include[sd]?|including|such|like|are|were)\b))"
    r")"
)
DOCUMENT_NOUN = re.compile(rf"{_DOCUMENT}$")
# What a phrase can begin with besides; everything else need not be tried.
_FIRST_WORDS = first_words(_FIRST) | {"THE"}
_BASED = re.compile(r"[A-Z](?<![\w'-].)[\w-]*-based ")
_MASKED = re.compile("[\ue000-\uf8ff]")
# What can follow "the" in a phrase, besides a name and a word with a capital.
AFTER_THE = first_words((*_INSTITUTIONS, *_SEATED, *_REPORTS, *_COMMONS, *_PAPERS, *AGENCIES, *_ADJECTIVES))
_SMALL = re.compile("[a-z]+")


def phrases(frame: Frame) -> Iterator[re.Match[str]]:
    """The phrases of a frame that may be actors, in order, none inside another."""
    text, at = frame.text, 0
    for start in sorted({*frame.starts(_FIRST_WORDS), *_starts(_MASKED, text), *_starts(_BASED, text)}):
        if start >= at and not _leads_nowhere(text, start):
            found = ACTOR_PHRASE.match(text, start)
            if found is None or (found[0] == "reports" and text[at : found.start()] == " " and at):
                continue  # "the agency reports"
            yield found
            at = found.end()


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def _leads_nowhere(text: str, start: int) -> bool:
    """Whether a word follows "the" with which no phrase goes on: it stands at half of all places."""
    if not text.startswith(("the ", "The "), start):
        return False
    word = _SMALL.match(text, start + 4)
    return word is not None and word[0] not in AFTER_THE
