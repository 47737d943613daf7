"""Which body votes or meets: named, or "the Council" and its like, told by the document and by the number of votes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from triples.extraction.agents import agent_of
from triples.extraction.document import Document
from triples.extraction.numbers import COUNT
from triples.extraction.patterns import found_around
from triples.facts import Agent, Span

#: Bodies that vote, with the number of members that can; none has more votes than members.
SIZES = {
    "security-council": 15,
    "human-rights-council": 47,
    "economic-and-social-council": 54,
    "trusteeship-council": 14,
    "commission-on-the-status-of-women": 45,
    "commission-on-narcotic-drugs": 53,
    "commission-on-human-rights": 53,
    "commission-on-crime-prevention-and-criminal-justice": 40,
    "commission-on-population-and-development": 47,
    "commission-for-social-development": 46,
    "commission-on-science-and-technology-for-development": 43,
    "commission-on-sustainable-development": 53,
    "peacebuilding-commission": 31,
    "united-nations-statistical-commission": 24,
    "general-assembly": 193,
    "first-committee": 193,
    "second-committee": 193,
    "third-committee": 193,
    "fourth-committee": 193,
    "fifth-committee": 193,
    "sixth-committee": 193,
    "credentials-committee": 9,
    "general-committee": 29,
    "committee-for-programme-and-coordination": 34,
    "committee-on-information": 128,
    "committee-on-non-governmental-organizations": 19,
    "committee-on-relations-with-the-host-country": 19,
    "committee-on-the-peaceful-uses-of-outer-space": 110,
    "special-committee-on-decolonization": 29,
    "special-committee-on-peacekeeping-operations": 193,
    "conference-on-disarmament": 65,
    "united-nations-environment-assembly": 193,
    "international-atomic-energy-agency": 180,
    "organisation-for-the-prohibition-of-chemical-weapons": 193,
    "united-nations-educational-scientific-and-cultural-organization": 194,
    "world-health-organization": 194,
}
#: No body that votes: "a U.N. committee".
WHOLE = "united-nations"
_MOST_OF_A_PART = 60  # votes: more are those of all members of the United Nations, or of an agency
_AGENCY_SIZE = 195  # an agency or fund votes in its boards and conferences only
_BOARD = r"(?:[Bb]oard|[Cc]ouncil|[Aa]ssembly|[Cc]onference|[Gg]overning [Bb]ody|[Cc]ongress|[Cc]ommittee)"
_BOARD_AFTER = re.compile(rf"(?:'s?)? (?:[\w-]+ ){{0,2}}?{_BOARD}\b")
_BOARD_BEFORE = re.compile(rf"\b{_BOARD} of (?:the )?$")
# Organisations outside the United Nations, whose councils' votes are none of its.
_REGIONAL = re.compile(
    r"(?:^|-)(?:african|american|arab|asian|atlantic|caribbean|commonwealth|community|europe|european|gulf|islamic|"
    r"league|"
    r"olympic|pacific|security-and-co-operation|shanghai)(?:-|$)"
)
_KINDS = {
    kind: tuple(slug for slug in SIZES if kind in slug.split("-"))
    for kind in ("council", "assembly", "committee", "commission")
}
_NOUNS = ("ouncil", "ssembly", "ommittee", "ommission", "ody", "orum", "anel", "oard")
_SHORT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Ii]n|\d\d+-(?:member|nation|country|state|strong)|"
    r"[Ff]ull|powerful|[Uu]\.?[Nn]\.?|[Ww]estern|[Ss]everal|[Ss]plit|[Dd]ivided|[Gg]eneva(?:-based)?|"
    r"[Aa]ll|open|visiting)\s+(?:powerful\s+|full\s+|world\s+)?"
    r"(?P<kind>[Cc]ouncil|[Aa]ssembly|[Cc]ommittee|[Cc]ommission|[Bb]ody|[Ff]orum|[Pp]anel|[Bb]oard)"
    r"(?=\b(?!\s+(?:of [Ii]nquiry|of Europe|on|[Hh]all|[Cc]hamber|[Rr]oom)))"
)
_NUMBERED = re.compile(r"\b(\d\d+)[- ](?:member|nation|country|strong|state)")
_BY_NUMBER = {
    "15": "security-council",
    "19": "committee-on-non-governmental-organizations",
    "35": "international-atomic-energy-agency",
    "45": "commission-on-the-status-of-women",
    "47": "human-rights-council",
    "53": "commission-on-narcotic-drugs",
    "54": "economic-and-social-council",
    "193": "general-assembly",
}
_BY_SUBJECT = re.compile(
    r"\b(?=[abdehlnrswW])(?:(?P<health>World Health Assembly)|(?P<rights>(?:human )?rights (?:council|body|forum)|"
    r"(?-i:(?:UN)?HRC))|"
    r"(?:(?P<first>disarmament(?: and (?:international )?security)?)|(?P<second>economic(?: and financial)?)|"
    r"(?P<third>human rights|rights|social(?:,? (?:and )?(?:humanitarian|cultural)){0,2})|"
    r"(?P<fourth>decoloni[sz]ation)|(?P<fifth>budget|administrative and budgetary)|(?P<sixth>legal)) "
    r"committee|(?P<past>human rights commission|commission on human rights)|(?P<women>women's commission)|"
    r"(?P<drugs>(?:drugs?|narcotics) commission))\b"
)
_NUMERALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_RELEASES = ("DIS", "EF", "SHC", "SPD", "AB", "L")
_SUBJECTS = {
    "health": "world-health-organization",
    "rights": "human-rights-council",
    "past": "commission-on-human-rights",
    "women": "commission-on-the-status-of-women",
    "drugs": "commission-on-narcotic-drugs",
    **{n: f"{n}-committee" for n in _NUMERALS},
}
# A body by its name, which is another than those of the United Nations where no mention of one stands; or its members.
_BY_NAME = re.compile(
    r"\b(?:[A-Z][\w'.-]+ (?:(?:of|for|on|and|the) ){0,2}){1,5}(?:Council|Assembly|Committee|Commission|Congress|"
    r"Parliament|Senate|Federation|Association|Synod|Union|Party|Court|Board|Conference|Forum)\b"
    r"|\b(?:[Cc]ouncill?ors|[Cc]ouncilm[ae]n|[Aa]ldermen|[Ss]hareholders|[Ll]awmakers|[Dd]eputies)\b"
)
# Symbols of documents (ST/LIB/SER.B) and of the press releases of meetings.
_SYMBOL = re.compile(
    r"\b(?:(?P<council>S/(?:RES/|PV\.|PRST/)?\d|SC/\d{4})|(?P<rights>A/HRC/)|A/C\.(?P<committee>[1-6])/|"
    r"(?P<assembly>A/(?:RES/|ES-|BUR/)?\d|GA/\d{4})|GA/(?P<release>DIS|EF|SHC|SPD|AB|L)/\d|(?P<social>E/\d{4}|"
    r"ECOSOC/\d))"
)
_SYMBOLS = {
    "council": "security-council",
    "rights": "human-rights-council",
    "assembly": "general-assembly",
    "social": "economic-and-social-council",
    **{f"committee{n}": f"{name}-committee" for n, name in enumerate(_NUMERALS, start=1)},
    **{f"release{mark}": f"{name}-committee" for mark, name in zip(_RELEASES, _NUMERALS, strict=True)},
}
_UNITED_NATIONS = re.compile(r"United Nations|\bU\.?N\b|[Rr]ecorded vote|Secretary-General|[Ss]ponsored|resolution")
_VETO = re.compile(r"\bveto")
# A body that is asked, or spoken of, does not vote.
_NOT_VOTING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:es|ed|ing)|call(?:s|ed|ing)? (?:on|upon|for)|request(?:s|ed|ing)?|"
    r"recommend\w*|encourag\w*|tells?|told|refer\w* \w+ to|"
    r"referral (?:to|by)|remov\w+ (?:\w+ ){1,3}from|from|seat on|seats on|member of|"
    r"members of|membership "
    r"of|bid for|join|joined|elected to|expulsion from|suspend\w* (?:\w+ ){0,3}from|"
    r"would have|(?:call|conven|summon|request)\w* (?:an?|the) (?:\w+ ){0,3}(?:session|meeting) of|(?:adoption|"
    r"action|consideration) (?:by|in)|by which|whereby|"
    r"(?:board|conference|committees?) of|before|next|reports? (?:to|of|from)|convene|"
    r"chair\w* of|president of|where|sent to|letter to|allow(?:s|ed|ing)?) (?:the |a |its )?(?:[\w.'-]+ ){0,2}$",
    re.IGNORECASE,
)
_NOT_ITSELF = re.compile(
    r" (?:would|could|should|may)\b|'s (?:[\w-]+ ){0,3}[Cc]ommittee\b"
    r"|(?<=Committee) (?:texts?|drafts?|resolutions?|reports?|recommendations?)\b"
)
_SO_MANY_MEMBERS = re.compile(
    rf"\b{COUNT} (?:(?!permanent|elected)[\w-]+ ){{0,2}}members of (?:the )?(?:\w+ )?$", re.IGNORECASE
)
_ITS_MEMBERS = re.compile(
    r"\b(?:15|[Ff]ifteen) (?:[Ss]ecurity )?[Cc]ouncil members\b|\b[Cc]ouncil's (?:15|fifteen) members\b"
)
# "Council members were briefed", without an article: the council of which the document speaks.
_MEMBERS_MET = re.compile(
    r"(?<!Security )(?<!Rights )\bCouncil(?= members (?:were|met|heard|held|discussed|convened|gathered)\b)"
)


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A place that names a body that votes; `slugs` are those that it can be."""

    span: Span
    slugs: tuple[str, ...]
    full: bool
    acts: bool


def body_mentions(document: Document) -> tuple[BodyMention, ...]:
    """The places that name voting bodies, by full name or as "the Council", in reading order."""
    plain = document.plain
    found = [
        BodyMention(m.span, tuple(e.slug for e in m.candidates), True, _acts(plain, m.span))
        for m in document.mentions
        if m.candidates[0].kind == "body"
        and not plain.endswith("Peace and ", 0, m.span.start)  # a council of the African Union
        and (
            any(e.slug in SIZES for e in m.candidates)
            or (
                m.candidates[0].slug != WHOLE
                and _has_board(plain, m.span)
                and not _REGIONAL.search(m.candidates[0].slug)
            )
        )
    ]
    taken = {f.span.end for f in found}
    found += [m for m in (*_short(plain), *_by_subject(plain)) if m.span.end not in taken]
    for members in found_around(plain, ("ouncil members", "ouncil's "), _ITS_MEMBERS):
        found.append(BodyMention(Span(*members.span()), ("security-council",), True, True))
    for members in found_around(plain, ("Council members ",), _MEMBERS_MET):
        found.append(BodyMention(Span(*members.span()), _KINDS["council"], False, True))
    return tuple(sorted(found, key=lambda f: f.span))


def _has_board(plain: str, span: Span) -> bool:
    """Whether it is an agency's board that is named: "the ICAO Council", "the Executive Board of UNESCO"."""
    before = plain[max(0, span.start - 40) : span.start]
    return bool(_BOARD_AFTER.match(plain, span.end) or _BOARD_BEFORE.search(before))


def _short(plain: str) -> Iterable[BodyMention]:
    for m in found_around(plain, _NOUNS, _SHORT):
        numbered = _NUMBERED.search(m[0])
        slug = _BY_NUMBER.get(numbered[1]) if numbered else None
        slugs = (slug,) if slug else _KINDS.get(m["kind"].lower(), ())
        if slugs:
            span = Span(m.start(), m.end())
            yield BodyMention(span, slugs, slug is not None, _acts(plain, span))


def _by_subject(plain: str) -> Iterable[BodyMention]:
    """ "The Assembly's budget committee", "the rights council"."""
    for m in found_around(plain, _NOUNS, _BY_SUBJECT):
        span = Span(m.start(), m.end())
        yield BodyMention(span, (_SUBJECTS[str(m.lastgroup)],), True, _acts(plain, span))


def _by_symbol(plain: str) -> Iterable[str]:
    """The bodies whose documents or press releases a text cites by symbol: "S/2019/12", "GA/SHC/4291"."""
    for found in _SYMBOL.finditer(plain) if "/" in plain else ():
        name = str(found.lastgroup)
        yield _SYMBOLS[f"{name}{found[name]}" if name in ("committee", "release") else name]


def _acts(plain: str, span: Span) -> bool:
    before = plain[max(0, span.start - 60) : span.start]
    asked = _NOT_VOTING.search(before) and not _SO_MANY_MEMBERS.search(before)
    return not asked and not _NOT_ITSELF.match(plain, span.end)


class VotingBodies:
    """The bodies of one document, asked for the one that votes at a place."""

    def __init__(self, document: Document) -> None:
        """Find the places once."""
        self._document = document
        self._mentions = body_mentions(document)
        self._named = {slug for m in self._mentions if m.full and len(m.slugs) == 1 for slug in m.slugs}
        self._cited = set(_by_symbol(document.plain)) - self._named

    def near(self, sentence: Span, cue: Span, votes: int = 0) -> Agent | None:
        """The body that votes where a cue stands, in a count of so many votes; None when it cannot be told.

        The nearest that acts in the sentence; else the one before it; else the only one that the document names.
        """
        first, end = self._at(sentence.start), self._at(sentence.end)
        inside = [m for m in self._mentions[first:end] if self._could(m, votes)]
        acting = [m for m in inside if m.acts] or [m for m in inside if votes in {SIZES.get(slug) for slug in m.slugs}]
        if acting:
            return self._told(min(acting, key=lambda m: _distance(m.span, cue)), votes)
        if self.names_another(sentence):
            return None
        before = self._subject_before(first, votes)
        if before:
            return self._told(before, votes)
        left = {slug for m in self._mentions for slug in m.slugs if self._fits(slug, votes)} or self._cited
        if self._mentions and all(self._named.intersection(m.slugs) for m in self._mentions):
            left &= self._named
        if "general-assembly" in left and left.isdisjoint(self._named | self._cited):
            return self._told(next(m for m in self._mentions if "general-assembly" in m.slugs), votes)
        return self._agent(left.pop(), "the only body named that could") if len(left) == 1 else None

    def _at(self, offset: int) -> int:
        """How many mentions begin before an offset."""
        return bisect_left(self._mentions, offset, key=lambda m: m.span.start)

    def _subject_before(self, end: int, votes: int) -> BodyMention | None:
        """The first to act in the last sentence that names one, and that is known: subjects stand first."""
        found: BodyMention | None = None
        for mention in (self._mentions[i] for i in range(end - 1, -1, -1)):
            if not (mention.acts and self._could(mention, votes)):
                continue
            if found and self._document.sentence_at(mention.span.start) != self._document.sentence_at(found.span.start):
                break
            found = mention if found is None or self._told(mention, votes) else found
        return found

    def only_others(self) -> bool:
        """Whether the document names bodies, and none whose votes are read: the African Union, a court."""
        named = {m.candidates[0].slug for m in self._document.mentions if m.candidates[0].kind == "body"}
        return not (self._mentions or self._cited or named <= {WHOLE})

    def of_another_organisation(self) -> bool:
        """Whether the document begins with a body that nothing is known of, and names none whose votes are read."""
        return not (self._mentions or self._cited) and self.names_another(Span(0, min(400, len(self._document.plain))))

    def names_another(self, sentence: Span) -> bool:
        """Whether a sentence names a body that nothing is known of, or its members: they may be who votes."""
        known = [m.span for m in self.inside(sentence)] + [m.span for m in self._document.mentions_in(sentence)]
        return any(
            not any(span.start < found.end() <= span.end for span in known)
            for found in _BY_NAME.finditer(self._document.plain, sentence.start, sentence.end)
        )

    def council(self) -> Agent | None:
        """The Security Council, for what only it can do."""
        return self._agent("security-council", "only the Security Council has vetoes")

    def of_all_members(self, votes: int) -> Agent | None:
        """The General Assembly, where so many vote and the document names no other organisation than the UN."""
        named = {m.candidates[0].slug for m in self._document.mentions if m.candidates[0].kind == "body"}
        whole = named == {WHOLE} and votes > _MOST_OF_A_PART
        return self._agent("general-assembly", "the body of all members of the United Nations") if whole else None

    def inside(self, span: Span) -> list[BodyMention]:
        """The places in a passage that name voting bodies."""
        return [m for m in self._mentions if span.start <= m.span.start < span.end]

    def told(self, mention: BodyMention) -> Agent | None:
        """The body that a place names; None where it could be several."""
        return self._told(mention, 0)

    def only(self) -> Agent | None:
        """The body of a document that names no other by its full name."""
        return self._agent(next(iter(self._named)), "the only body named") if len(self._named) == 1 else None

    def within(self, sentence: Span, cue: Span) -> Agent | None:
        """The body that acts in the sentence itself."""
        acting = [m for m in self._mentions if m.acts and sentence.start <= m.span.start < sentence.end]
        return self._told(min(acting, key=lambda m: _distance(m.span, cue)), 0) if acting else None

    def _could(self, mention: BodyMention, votes: int) -> bool:
        return any(self._fits(slug, votes) for slug in mention.slugs)

    @staticmethod
    def _fits(slug: str, votes: int) -> bool:
        return votes <= SIZES.get(slug, _AGENCY_SIZE)

    def _told(self, mention: BodyMention, votes: int) -> Agent | None:
        fitting = [slug for slug in mention.slugs if self._fits(slug, votes)]
        if len(fitting) == 1:
            return self._agent(fitting[0], "name" if mention.full else "the only one of its kind")
        named = [s for s in fitting if s in self._named] or [s for s in fitting if s in self._cited]
        if len(named) == 1:
            return self._agent(named[0], "named in the document")
        plain = self._document.plain
        if not named and "security-council" in fitting and _VETO.search(plain):
            return self.council()
        if not named and plain[mention.span.end - 8 : mention.span.end] == "Assembly" and _UNITED_NATIONS.search(plain):
            return self._agent("general-assembly", "the Assembly, where no other is named")
        earlier = [
            m for m in self._mentions if m.full and m.span.end <= mention.span.start and set(m.slugs) <= set(named)
        ]
        return (
            self._agent(earlier[-1].slugs[0], "last named before") if earlier and len(earlier[-1].slugs) == 1 else None
        )

    def _agent(self, slug: str, resolution: str) -> Agent | None:
        entity = self._document.registry.get("body", slug)
        return agent_of(entity, resolution) if entity else None


def _distance(span: Span, cue: Span) -> int:
    """How far a name is from a cue; a name before it is nearer than one after, as subjects stand first."""
    return cue.start - span.end if span.end <= cue.start else 2 * (span.start - cue.end) + 20
