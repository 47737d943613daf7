"""Facts that are less sure than asked for stay out, and ballots with their votes."""

from triples.extraction import extract
from triples.extraction.confidence import sure
from triples.facts import Agent, Ballot, Source, Span, Tally
from triples.registry import Registry

FIJI = Agent("state", "Fiji", "https://w3id.org/unkg/id/state/fiji", "FJI")
PLACE = (Span(0, 4),)
TEXT = "The Security Council voted 12 in favour with Russia against and two abstentions on Friday."


def test_a_fact_that_is_as_sure_as_asked_for_stays() -> None:
    told = [Tally(id=str(at), evidence=PLACE, rule="met", confidence=at / 10, body=None) for at in range(11)]
    assert [fact.confidence for fact in sure(told, 0.8)] == [0.8, 0.9, 1.0]


def test_a_ballot_goes_with_its_vote() -> None:
    doubtful = Tally(id="vote", evidence=PLACE, rule="counted", confidence=0.5, body=None)
    with_it = Ballot(id="one", evidence=PLACE, rule="cast", vote="vote", state=FIJI, choice="for")
    alone = Ballot(id="other", evidence=PLACE, rule="cast", vote=None, state=FIJI, choice="for")
    assert sure([doubtful, with_it, alone], 0.75) == [alone]


def test_extraction_leaves_out_what_is_less_sure(registry: Registry, source: Source) -> None:
    assert extract(TEXT, source, registry).facts
    assert extract(TEXT, source, registry, least=1.01).facts == ()
