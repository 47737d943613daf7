"""Documents in the first person: whose words they are."""

from collections.abc import Callable

from triples.facts import Article, Post, Stance, Statement

Read = Callable[[str], Article]

SPEECH = """Statement by Ambassador Kadri Lepik, Permanent Representative of Estonia, at the debate on the straits

We thank the members for this debate.

We condemn the seizure of the ships. Estonia calls on both sides to talk.

The parties must release the crews. As envoy Inés Vidal of Chile said, "time is short".
"""


def test_a_speech_is_one_statement_of_its_speaker_with_all_its_paragraphs(article: Read) -> None:
    own, other = (f for f in article(SPEECH).facts if isinstance(f, Statement))
    assert own.speaker is not None
    assert (own.speaker.label, own.for_ and own.for_.label) == ("Kadri Lepik", "Estonia")
    assert len(own.evidence) == 3
    assert other.speaker is not None
    assert other.speaker.label == "Inés Vidal"


def test_we_is_the_issuer_and_what_must_be_is_the_issuer_s_demand(article: Read) -> None:
    stances = [(f.holder.label, f.polarity, f.act) for f in article(SPEECH).facts if isinstance(f, Stance)]
    assert stances == [
        ("Estonia", "opposes", "word"),
        ("Estonia", "supports", "request"),
        ("Estonia", "supports", "request"),
    ]


def test_a_joint_statement_is_a_statement_of_each(article: Read) -> None:
    text = """Joint statement by Foreign Minister Ole Berg of Norway and Foreign Minister Aino Kallas of Finland

We condemn the seizure of the ships. Our countries will stand together.

We urge both sides to talk.
"""
    facts = article(text).facts
    assert {f.for_ and f.for_.label for f in facts if isinstance(f, Statement)} == {"Norway", "Finland"}
    assert {f.holder.label for f in facts if isinstance(f, Stance)} == {"Norway", "Finland"}


def test_a_bare_title_in_an_issuer_s_document_serves_the_issuer(article: Read) -> None:
    text = """Remarks by the Government of Norway on the straits

We regret the delay. Our ships are ready.

We are grateful to all. Ambassador Tuva Lind will travel on Monday.
"""
    (post,) = (f for f in article(text).facts if isinstance(f, Post))
    assert (post.official.label, post.for_ and post.for_.label) == ("Tuva Lind", "Norway")


def test_a_report_that_quotes_we_has_no_issuer(article: Read) -> None:
    text = """Ministers meet on the straits

"We condemn it," said Norwegian Foreign Minister Ole Berg. "We will act." The meeting ended at noon.
"""
    assert [f.rule for f in article(text).facts if isinstance(f, Statement)] == ["statement-inverted"]
