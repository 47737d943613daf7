"""Titles of office: words that head one, words that stand before and after, and whom each kind serves by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from triples.extraction.patterns import listed, one_of

TitleClass = Literal["envoy", "national", "united", "office", "plural", "weak"]

# Who speaks for a state abroad, or is sent by a body: "UN" beside an ambassador is where, not whom, he or she serves.
_ENVOYS = listed(
    """
    ambassador-at-large, ambassador-designate, ambassador, amb, envoy, permanent observer, representative, delegate,
    delegation head, high representative, charge d'affaires, chargé d'affaires, counsellor, counselor, attache,
    attaché, minister counsellor, minister counselor, minister-counsellor, minister-counselor, minister plenipotentiary,
    chargée d'affaires, chargee d'affaires, charge d'affaires ad interim, chargé d'affaires ad interim, vice-consul,
    consul general, consul, emissary, negotiator, plenipotentiary, mediator, facilitator, observer
    """
)
_NATIONAL = listed(
    """
    prime minister, vice president, vice-president, president, premier, chancellor, minister, secretary of
    state, secretary of defense, secretary of the treasury, undersecretary of state, under secretary of state,
    foreign secretary, home secretary, defence secretary, defense secretary, state secretary, parliamentary
    secretary, attorney general, attorney-general, supreme leader, leader, ruler, king, queen, emir, sultan,
    crown prince, crown princess, dictator, strongman, head of state, head of government, national security
    adviser, national security advisor, foreign policy chief, governor, mayor, senator, congressman,
    congresswoman, lawmaker, parliamentarian, legislator, member of parliament, army chief, military chief,
    chief of staff, taoiseach, first secretary, third secretary, second secretary, chief cabinet secretary,
    cabinet secretary, press secretary, general secretary, permanent secretary, first minister, chief minister, MP,
    chief justice, vice minister, vice-minister
    """
)
_UNITED = listed(
    """
    special rapporteur, rapporteur, independent expert, high commissioner, under-secretary-general, under
    secretary-general, undersecretary-general, undersecretary general, under-secretary general, under secretary
    general, assistant secretary-general, assistant secretary general, deputy secretary-general, deputy
    secretary general, secretary-general, secretary general, special representative of the secretary-general,
    force commander, emergency relief coordinator, humanitarian coordinator, resident coordinator, SRSG, DSRSG
    """
)
_OFFICES = listed(
    """
    chief executive, chief, head, director-general, director general, executive director, executive secretary,
    managing director, director, chairman, chairwoman, chairperson, co-chair, chair, chairman-in-office,
    chairperson-in-office, chair-in-office, commissioner-general,
    commissioner general, auditor-general, solicitor general, surgeon general, commissioner, coordinator,
    co-ordinator, spokesman, spokeswoman, spokesperson, spokespeople, official, investigator, prosecutor,
    adviser, advisor, administrator, commander, inspector, registrar, counterpart, aide, secretary, speaker,
    ombudsman, ombudsperson, monitor, inspector general, chargé, moderator, deputy, undersecretary,
    negotiator-in-chief, team leader, peer, opposite, technical lead, team lead, policy lead, opposite number,
    equivalent, legal counsel, counsel, agent, chef de cabinet, focal point,
    number two, colleague, controller, comptroller, convener, convenor, treasurer, secretary-treasurer,
    president-in-office, rector, dean, chief scientist, chief economist, general manager, trustee
    """
)
_PLURAL = listed(
    """
    ambassadors, envoys, representatives, delegates, delegations, ministers, presidents, leaders, officials,
    spokesmen, spokespersons, spokeswomen, authorities, diplomats, investigators, experts, rapporteurs,
    negotiators, inspectors, monitors, lawmakers, legislators, senators, prosecutors, commanders, generals,
    advisers, advisors, aides, heads, chiefs, counterparts, commissioners, sources, members, partners, allies,
    governments, states, nations, countries, powers, supporters
    """
)
# Named in passing: they tell that a person is meant, but are no office held for a state or body.
_WEAK = listed(
    """
    diplomat, judge, lawyer, jurist, professor, activist, analyst, expert, researcher, historian, journalist,
    reporter, defector, refugee, survivor, national, doctor, author, economist, scientist, general, colonel,
    marshal, admiral, politician, campaigner, academic, scholar, advocate, nurse, teacher, student, farmer,
    officer, manager, businessman, businesswoman,
    billionaire, actor, actress, singer, veteran, prisoner, guard, widow, mother, wife, husband,
    father, son, daughter, brother, sister, resident, witness, lecturer, fellow, opposition leader, dissident,
    laureate, philosopher, bishop, archbishop, cardinal, imam, pastor, priest, founder, co-founder, prince,
    princess, member
    """
)

_CLASSES: tuple[tuple[TitleClass, list[str]], ...] = (
    ("united", _UNITED),
    ("national", _NATIONAL),
    ("envoy", _ENVOYS),
    ("office", _OFFICES),
    ("plural", _PLURAL),
    ("weak", _WEAK),
)


def _words(*names: TitleClass) -> list[str]:
    return [word for name, entries in _CLASSES if name in names for word in entries]


HEADS = one_of(_words("united", "national", "envoy", "office", "plural", "weak"), any_case=True)
HEAD = re.compile(rf"\b{HEADS}\b")
HEAD_WORDS = frozenset(  # the last word of each, to look one up
    re.split("[ -]", word)[-1].lower() for word in _words("united", "national", "envoy", "office", "plural", "weak")
)

# Those of them that stand before a name: "members of the European Area" and "United Nations Page" name nobody.
BEARER_WORDS = HEAD_WORDS - frozenset(
    listed(
        "members, partners, allies, governments, states, nations, countries, powers, supporters, sources, authorities"
    )
)
_CLASS_OF: dict[str, TitleClass] = {
    word.lower().replace("-", " "): name for name, entries in reversed(_CLASSES) for word in entries
}
_ENDS = frozenset(word.rsplit("'", 1)[-1] for word in HEAD_WORDS)  # "d'affaires" is two words there


def may_hold_title(words: Iterable[str]) -> bool:
    """Whether any of the words ends a title, whatever its case: a look-up a word takes a third of the time of a search
    in a text."""
    return not _ENDS.isdisjoint(map(str.lower, words))


def title_class(head: str) -> TitleClass:
    """The class of a title by its head word; KeyError for a word that heads none."""
    return _CLASS_OF[head.lower().replace("-", " ")]


# Forms of address and ranks before a name, beside those that are titles themselves.
ADDRESS = listed(
    """
    Mr, Mrs, Ms, Mme, Mlle, Dr, Prof, Gen, Lt, Col, Maj, Brig, Adm, Capt, Cmdr, Sgt, Amb, Hon, Rev, Fr, Msgr, Sen, Rep,
    Gov, Eng, Engr, Shri, Smt, Dato, Dato', Datuk, Seri, Judge, Justice, Sir, Dame, Lord, Lady, Professor,
    Ambassador, Lieutenant, Major, Brigadier, General, Colonel, Captain, Commodore, Sergeant, Admiral, Marshal, Air,
    Vice, Rear, Minister, Sheikh, Sheikha, His Excellency, Her Excellency, Prince, Princess, Baroness, Baron, Count,
    Duke, Emir, Archbishop, Bishop, Cardinal, Monsignor, Father, Sister, Reverend, Rabbi, Imam, Pastor, Excellency,
    H.E, Honourable, Honorable, Comrade, Ayatollah, Chief, Herr, Frau, Senhor, Doctor, Engineer, Madam
    """
)


# Small words that may stand before the head of a title; any capitalised word may as well.
PREMODIFIERS = listed(
    """
    head, alternate, honorary, roving, hereditary, provisional, titular, founding, non-resident, third, second, deputy,
    assistant, associate, appointed, mandated, acting, interim, senior, top, chief, permanent, special,
    personal, joint, former, outgoing, incoming, new, newly appointed, newly elected, newly, then, late, longtime,
    veteran, embattled, designated, foreign, prime, supreme, interior, justice, finance, health, energy, trade, press,
    political, military, human rights, rights, nuclear, peace, presidential, ministry, department, state,
    government, office, lead, principal, first, vice, national, security, humanitarian, relief, aid, disarmament, arms
    control, climate, refugee, refugees, weapons, children's, women's, migration, food, atomic, election,
    council, committee, commission, treasury, mission, army, police, economic, economy, environment,
    development, policy, media, affairs, operations, chief of, head of, information, education, labour, labor,
    peacekeeping, embassy, agency, intelligence, high-ranking, high-level, right-hand, unnamed, other, several,
    some, two, three, many, most, all, both, fellow, western, european, african, arab, asian, regional, local,
    federal, independent, serving, sitting, current, ruling, elected, exiled, de facto, opposition, cabinet,
    executive, legal, technical, communications, public, civilian, naval, air force, central, capital, visiting,
    retired, next, civilian, hardline, reformist, caretaker,
    transitional, presiding, junta, ousted, deposed, toppled, overthrown, self-declared, self-proclaimed, self-styled,
    longest-serving, departing, incumbent, country, regional, field, programme,
    program, advocacy, campaigns, crisis, research, resident, high, world, global, chemical, day,
    administration, palace, royal, party, union, bloc, bloc's, body's, country's, world body's, ex, defence,
    defense, counter-terrorism, counterterrorism, organisation's, organization's
    """
)
BEARING = (
    (
        re.compile(
            r"\b(?:former|ex|previous|then|late|outgoing|retired|erstwhile|one-time|onetime|past|ousted|"
            r"deposed|toppled|overthrown)\b",
            re.IGNORECASE,
        ),
        "former",
    ),
    (re.compile(r"\b(?:incoming|designate|elect|designated|next)\b", re.IGNORECASE), "incoming"),
)

# Words that are capitalised in titles and portfolios and so are no part of a person's name.
PORTFOLIO = frozenset(
    listed(
        """
    affairs, rights, human, peace, security, operations, political, peacebuilding, peacekeeping, humanitarian,
    refugees, refugee, development, children, conflict, armed, food, health, education, trade, finance, defence,
    defense, interior, justice, foreign, international, economic, social, cultural, environment, energy, labour,
    labor, agriculture, disarmament, counter-terrorism, terrorism, migration, women, population, climate,
    change, emergency, relief, coordinator, nuclear, atomic, atrocity, prevention, genocide, sexual, violence,
    situation, legal, general, communications, global, commissioner, office, department, division, mission,
    permanent, deputy, assistant, under, special, personal, acting, high, senior, chief, state, states, union,
    republic, federation, kingdom, democratic, people's, peoples, islamic, north, south, east, west, northern,
    southern, eastern, western, central, middle, latin, america, african, european, arab, asian, pacific,
    mediterranean, gulf, sahel, horn, great, lakes, region, peninsula, treasury, commonwealth, ministry,
    national, home, unification, reunification, cooperation, policy, commission, committee, council, assembly,
    prime, vice, counsellor, joint,
    resources, management, process, information, planning, budget, strategy, coordination, outreach, relations, section,
    support, partnerships, innovation, technology, data, statistics, training, logistics, procurement, oversight,
    evaluation, audit, investigations, sport, sports, tourism, transport, water, housing, sanitation, media, science,
    youth, belief, expression, opinion, slavery, trafficking, torture, executions, detention, disappearances, poverty,
    debt, waste, mercenaries, minorities, indigenous, disabilities, persons, reconciliation, transition, elections,
    dialogue, reform, drugs, crime, asylum, displacement, settlements, territories, occupied, field, advocacy,
    parliament, court, tribunal, secretariat, protocol, alleviation, welfare, culture, families, family, employment,
    industry, commerce, infrastructure, communities, equality, gender, integration, forestry, livestock, aviation,
    oil, petroleum, gas, mines, mining, fisheries, religious, railways, statement, remarks, press,
    briefing, emirates, new, law,
    oceans, sea, crisis, response, question, affair, dossier, talks, file, track
    """
    )
)

# Verbs and links that end the tail of a title ("the envoy to Yemen arrived").
TAIL_STOPS = listed(
    """
    under, who, whom, whose, which, that, where, when, while, after, before, during, as, but, if, because, since,
    until, has, have, had, having, is, are, was, were, be, been, being, will, would, can, could, may, might,
    must, should, shall, do, does, did, not, also, he, she, it, they, we, i, you, then, there, later, earlier, again,
    once, today, yesterday, alone, too, now, soon, said, says,
    saying, say, told, tells, telling, added, adds, adding, stated, states, stating, noted, notes, noting,
    warned, warns, warning, argued, argues, stressed, stresses, insisted, insists, explained, explains, called,
    calls, calling, urged, urges, urging, asked, asks, asking, demanded, demands, welcomed, welcomes, welcoming,
    condemned, condemns, condemning, rejected, rejects, denied, denies, described, describes, expressed,
    expresses, expressing, voiced, voices, highlighted, highlights, underscored, underscores, underlined,
    underlines, emphasized, emphasised, emphasizes, emphasises, reiterated, reiterates, reaffirmed, reaffirms,
    declared, declares, announced, announces, confirmed, confirms, acknowledged, acknowledges, claimed, claims,
    accused, accuses, accusing, blamed, blames, criticized, criticised, praised, praises, hailed, hails,
    dismissed, dismisses, denounced, denounces, opposed, opposes, supported, supports, backed, backs, pledged,
    pledges, vowed, vows, promised, promises, threatened, threatens, proposed, proposes, recommended,
    recommends, requested, requests, appealed, appeals, pressed, presses, pushed, pushes, echoed, echoes,
    pointed, points, complained, complains, concluded, concludes, found, finds, reported, reports, spoke,
    speaks, speaking, made, makes, took, takes, gave, gives, held, holds, met, meets, visited, visits, arrived,
    left, went, came, returned, attended, voted, votes, abstained, vetoed, walked, presented, presents,
    introduced, introduces, submitted, circulated, tabled, replied, responded, recalled, recalls, admitted,
    conceded, cautioned, cautions, lamented, testified, wrote, tweeted, posted, briefed, briefs, reacted,
    appeared, seemed, continued, began, sought, seeks, wants, wanted, believes, believed, thinks, hopes, hoped,
    expects, expected, agreed, agrees, refused, refuses, declined, failed, tried, set, sent, led, heads, headed,
    chaired, passed, resigned, died, retired, joined, flew, landed, signed, remained, remains, stayed, stays, became,
    becomes, won, lost, opened, closed, received, receives, kept, keeps, stood, sat, sits, ran, intends, planned, fell,
    faced, faces, chose, got, rose, shook, shared, smiled, started, stepped, stopped, survived, talked, thanked, toured,
    turned, wept, worked, collapsed, nodded, shrugged, laughed, listened, waited, watched, lives, lived, hosted
    """
)

# Words that take each other up: "the envoy" may be an ambassador.
_SAME_ROLE = (
    frozenset(["ambassador", "envoy", "representative", "delegate", "diplomat"]),
    frozenset(["spokesman", "spokeswoman", "spokesperson"]),
    frozenset(("president", "leader")),
    frozenset(["chief", "head", "director", "director-general", "secretary-general"]),
    frozenset(["rapporteur", "expert"]) | {"special rapporteur", "independent expert"},
    frozenset(["investigator", "head", "chairman", "chair", "chairwoman"]),
)


def same_role(a: str, b: str) -> bool:
    """Whether two heads of titles can mean one office."""
    a, b = a.rsplit(" ", 1)[-1], b.rsplit(" ", 1)[-1]
    return a == b or any(a in roles and b in roles for roles in _SAME_ROLE)
