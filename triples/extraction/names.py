"""Runs of capitalised words that may be a person's name, cut free of titles, places and words that open sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from triples.extraction.document import Document
from triples.extraction.givennames import GIVEN_NAMES
from triples.extraction.normalise import fold_letters
from triples.extraction.patterns import listed
from triples.extraction.sentences import Sentence
from triples.extraction.titles import ADDRESS, HEAD_WORDS, PORTFOLIO
from triples.facts import Span

_PARTICLE = r"(?:al|el|bin|bint|ibn|ben|van|von|der|den|de|da|do|dos|das|di|du|la|le|del|della|ter|zu|e|y)"
_CAPITALISED = (
    rf"(?:(?:Jr|Sr)\.|[A-Z]\.(?:[A-Z]\.)*(?=\s(?:[A-Z]|{_PARTICLE}\s))|\[[A-Z][\w-]+\](?= [A-Z])|"
    rf"(?:[dl]')?[A-Z]\w*(?:-\w+|'(?!s\b)\w+)*|(?:al|el|as|ash|ad|at|ar|"
    rf"an|ur|ul|ud)-[A-Z]\w+)"
)
PARTICLES = re.compile(rf"(?<!\w)({_PARTICLE}(?:[ \n]{_PARTICLE})?)[ \n]$")  # that stand before a surname
_RUN = re.compile(rf"(?:\b(?=[A-Zaeu])|(?=\[)){_CAPITALISED}(?:[ \n](?:{_PARTICLE}[ \n]){{0,2}}{_CAPITALISED})*")
_TOKEN = re.compile(rf"{_CAPITALISED}|{_PARTICLE}(?=\s)")
_ONLY_PARTICLE = re.compile(_PARTICLE)

# Words that open sentences or stand in headings with a capital, and are no part of a name.
OPENERS = frozenset(
    listed(
        """
    a, about, above, according, across, acting, addressing, after, again, against, all, along, also, although,
    amid, among, an, and, another, any, are, as, asked, at, back, because, been, before, behind, below, besides,
    between, both, breaking, but, by, can, commenting, concerning, could, day, despite, did, do, does, during,
    each, earlier, either, even, ever, every, following, for, formerly, from, further, furthermore, given, had,
    has, have, having, he, hence, her, here, hers, him, his, how, however, i, if, in, including, indeed,
    instead, into, is, it, its, just, last, later, like, local, many, meanwhile, mere, moreover, more, most, mr,
    mrs, ms, much, my, nearly, neither, never, nevertheless, next, no, none, nor, not, nonetheless, nothing,
    noting, now, of, off, on, once, one, only, or, other, others, our, out, over, people, perhaps,
    previously, quoting, rather, read, recent, recently, referring, reporting, representatives, responding,
    said, saying, says, second, separately, several, she, similarly, since, so, some, speaking, still, such,
    switching, ten, that, the, their, them, then, there, these, they, third, this, those, though, three,
    through, thus, to, today, together, told, too, tomorrow, top, toward, towards, turning, two, under, unless,
    unlike, until, up, upon, various, was, watch, we, welcoming, were, what, whatever, when, where, whereas,
    whether, which, while, who, whoever, whom, whose, why, will, with, within, without, would, writing, yes,
    yesterday, yet, you, your, five, four, six, seven, eight, nine, twenty, dozens, hundreds, thousands,
    millions, sanctions, photo, video, image, file, related, first, former, new, world, war, article, chapter,
    annex, section, paragraph, resolution, draft, charter, convention, treaty, protocol, covenant, declaration,
    agreement, english, french, spanish, russian, chinese, arabic, christian, muslim, jewish, islamic, western,
    eastern, northern, southern, god, internet, twitter, facebook, covid
    """
    )
)
# Words that part names wherever they stand in a run.
_PARTING = frozenset(
    listed(
        """monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, june,
        july, august, september, october, november, december, dec,
        christmas, easter, ramadan, gmt, utc, h.e, mr, mrs, ms, dr, doctor, prof, professor, sir, dame, lord, lady,
        vote, votes, voting, favor, favour, against, abstentions, result, results, sponsor, sponsors,
        baron, baroness, madam, madame, comrade, sheikh, excellency, honourable, rev, reverend, judge, justice, captain,
        lieutenant, colonel, major, brigadier, sergeant, corporal, admiral, human, rights, and, of, the"""
    )
)
_RANKS = frozenset(  # with a full stop, for "Gen Nakatani" has a given name
    listed("gen, sen, rep, lt, col, maj, gov, amb, capt, sgt, adm, brig, hon, st, fr, eng, cmdr")
)
_ADDRESS = frozenset(form.lower().rstrip("'") for form in ADDRESS) - _RANKS  # that open no name
# A run with one of these is an organisation, a medium or a place.
ORGANISATION = frozenset(
    listed(
        """
    council, committee, commission, assembly, court, tribunal, ministry, department, office, agency, bureau,
    board, union, league, organization, organisation, association, federation, confederation, foundation,
    institute, institution, university, college, school, party, front, movement, army, forces, force, guard,
    guards, brigade, brigades, group, network, coalition, alliance, campaign, society, club, bank, fund,
    programme, program, mission, secretariat, parliament, congress, senate, house, embassy, consulate, watch,
    international, amnesty, greenpeace, times, post, herald, tribune, journal, gazette, guardian, daily, news,
    newspaper, magazine, press, radio, television, tv, channel, broadcasting, corporation, company, ltd, inc,
    corp, limited, holdings, industries, airlines, authority, administration, service, services, centre, center,
    initiative, project, partnership, panel, unit, directorate, mechanism, forum, summit, conference, jihad,
    haram, shabaab, qaeda, jazeera, arabiya, brotherhood, taliban, houthis, pentagon, kremlin, river, sea,
    ocean, island, islands, mountain, mountains, peninsula, strait, gulf, bay, valley, city, province, region,
    district, county, camp, airport, port, street, avenue, road, square, palace, hall, building, plan, accords,
    accord, act, doctors, crescent, cross, save, oxfam, borders, frontieres, caritas, charity, trust, church,
    synod, egidio
    """
    )
)


# Regions and cities in which the UN has envoys: "Personal Envoy for Western Sahara" names nobody.
REGIONS = frozenset(
    listed(
        """
    sahara, darfur, gaza, crimea, donbas, donbass, tigray, kashmir, abkhazia, ossetia, karabakh, transnistria,
    kurdistan, balkans, caucasus, levant, maghreb, sahel, somaliland, puntland, kordofan, kivu, ituri, abyei, rakhine,
    xinjiang, tibet, golan, chechnya, bougainville, falklands, malvinas, antarctica, idlib, mindanao, oceania,
    caribbean, mediterranean, africa, asia, europe
        """
    )
)


# Family names of East Asia that stand first; the given name after them has one or two parts, none to be left out.
FAMILY_FIRST = frozenset(
    listed(
        """
    kim, lee, yi, park, pak, choi, choe, jung, jeong, kang, jang, cho, jo, yoon, yun, lim, im, han, oh, seo,
    shin, kwon, hwang, ahn, song, ryu, hong, ri, ryang, sin, so, ju, paek, baek, cha, bae, kwak, yoo, moon, mun,
    wang, li, zhang, liu, chen, yang, huang, zhao, wu, zhou, xu, sun, ma, zhu, hu, guo, he, lin, gao, luo, geng,
    mao, hua, qin, qian, dai, fu, xi, wen, jiang, deng, nguyen, tran, le, pham, dang, hoang, vu, vo, bui, do,
    dao
        """
    )
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that may name a person: `key` holds its words folded to small ASCII letters."""

    span: Span
    sentence: Span
    key: tuple[str, ...]
    organisation: bool = False


def name_runs(document: Document, sentences: tuple[Sentence, ...]) -> Iterator[Run]:
    """The runs of all sentences, in reading order, without the gazetteer's names of states, bodies and media."""
    plain = fold_letters(document.plain)
    taken = [m.span for m in document.mentions if not any(e.kind == "official" for e in m.candidates)]
    starts = [t.start for t in taken]
    for sentence in sentences:
        for found in _RUN.finditer(plain, sentence.span.start, sentence.span.end):
            if found[0].lower() in OPENERS:
                continue  # a word that opens the sentence, and no more
            at = max(0, bisect_left(starts, found.start()) - 1)
            near = [t for t in taken[at : at + 12] if t.end > found.start() and t.start < found.end()]
            for start, end in _outside(found.start(), found.end(), near):
                yield from _cut(plain, start, end, sentence.span)


def _outside(start: int, end: int, taken: list[Span]) -> Iterator[tuple[int, int]]:
    for span in taken:
        if span.start > start:
            yield start, min(span.start, end)
        start = max(start, span.end)
    if start < end:
        yield start, end


def _cut(plain: str, start: int, end: int, sentence: Span) -> Iterator[Run]:
    """Cut at words that are part of no name; particles hang together with what follows."""
    pieces: list[list[re.Match[str]]] = [[]]
    organisation = False
    capitals = plain[start:end].isupper() and plain[end : end + 2] in (" (", ", ")  # as in the records of meetings
    capitals = capitals and " " in plain[start:end]
    for token in _TOKEN.finditer(plain, start, end):
        word = token[0].rstrip(".").lower()
        organisation = organisation or word in ORGANISATION
        opens = token.start() == sentence.start and word.endswith("ing")
        opening = not pieces[-1] and ((word in OPENERS and token[0][-1] != ".") or word in _ADDRESS or opens)
        rank = word in _RANKS and plain[token.end() : token.end() + 1] == "."
        surname = word in _SURNAMES_TOO and pieces[-1] and pieces[-1][0][0].lower() in GIVEN_NAMES
        surname = surname or (word == "sheikh" and pieces[-1])
        if opening or rank or (_is_no_name(word) and not surname) or (_is_abbreviation(token[0]) and not capitals):
            pieces.append([])
        else:
            pieces[-1].append(token)
    for piece in pieces:
        while piece and piece[-1][0].islower():
            piece.pop()
        while piece and _ONLY_PARTICLE.fullmatch(piece[0][0]):
            piece.pop(0)
        if piece and len(piece) <= 6:
            span = Span(piece[0].start(), piece[-1].end())
            yield Run(span, sentence, name_key(plain[span.start : span.end]), organisation)


def _is_no_name(word: str) -> bool:
    if word in _NO_NAME or word[-1].isdigit():
        return True
    first, _, last = word.partition("-")
    return last.rsplit("-", 1)[-1] in _COMPOUND or (first in _PREFIXES and last in HEAD_WORDS)


def _is_abbreviation(token: str) -> bool:
    return token not in _ORDINALS and 1 < len(token) < 4 and token.isalpha() and token.isupper()


_COMPOUND = frozenset(
    listed("designate, elect, large, general, led, backed, drafted, based, sponsored, brokered")
)  # the second halves of titles and of participles
_PREFIXES = frozenset(("ex", "vice", "co", "then", "under"))  # "Ex-President"
# What headlines say of somebody, with a capital.
_HEADLINE_VERBS = frozenset(
    listed(
        """
    says, tells, urges, calls, warns, vows, slams, asks, demands, rejects, backs, condemns, hails, praises, accuses,
    blames, denies, meets, visits, speaks, votes, vetoes, welcomes, seeks, wants, briefs, stresses, underlines,
    highlights, expresses, names, appoints, elects, chef,
        charge, chargee
        """
    )
)
_SURNAMES_TOO = frozenset(
    listed("bishop, king, prince, dean, marshal, judge, guard, fellow, mayor, pastor, priest, chancellor")
)
_ORDINALS = ("II", "III", "IV", "VI")  # of kings
_NO_NAME = _PARTING | REGIONS | _HEADLINE_VERBS | PORTFOLIO | HEAD_WORDS
_INITIAL = re.compile(r"[a-z]\.?$")
_SPLIT = re.compile(r"[\s-]+")


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name in the form in which names are compared: folded, split at hyphens, without initials."""
    words = (w.replace("'", "").rstrip(".]").lstrip("[") for w in _SPLIT.split(fold_letters(name).lower()))
    return tuple(w for w in words if w and not _INITIAL.match(w))
