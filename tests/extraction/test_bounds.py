"""Since when and until when a text says that somebody held a post."""

from collections.abc import Callable

import pytest

from triples.facts import Article, Post


@pytest.mark.parametrize(
    ("told", "since", "until"),
    [
        ("has been Malta's ambassador to Italy since 2014", "2014-01-01..2014-12-31", None),
        ("has been Malta's ambassador to Italy since May 2016", "2016-05-01..2016-05-31", None),
        ("has been Malta's ambassador to Italy since 3 May 2016", "2016-05-03..2016-05-03", None),
        ("has been Malta's ambassador to Italy since February", "2019-02-01..2019-02-28", None),
        ("served as Malta's ambassador to Italy from 2008 to 2012", "2008-01-01..2008-12-31", "2012-01-01..2012-12-31"),
        ("was Malta's ambassador to Italy between 2008 and June 2012", "2008-01-01..2008-12-31",
         "2012-06-01..2012-06-30"),
        ("was Malta's ambassador to Italy until last month", None, "2019-02-01..2019-02-28"),
        ("is Malta's ambassador to Italy", None, None),
        ("was Malta's ambassador to Italy in 2012", None, None),
    ],
)  # fmt: skip
def test_a_tenure_is_bounded_as_the_text_says(
    article: Callable[[str], Article], told: str, since: str | None, until: str | None
) -> None:
    (post,) = [f for f in article(f"A day of talks\n\nEnvoy Ana Soto came.\n\nAna Soto {told}.").facts
               if isinstance(f, Post) and f.for_ and f.for_.label == "Malta" and "Italy" in f.title]  # fmt: skip
    found = [f"{w.earliest}..{w.latest}" if w.earliest else None for w in (post.since, post.until)]
    assert found == [since, until]


def test_bounds_are_kept_as_written(article: Callable[[str], Article]) -> None:
    (post,) = [f for f in article("A day of talks\n\nLars Holt was Norway's envoy until late 2017.").facts
               if isinstance(f, Post)]  # fmt: skip
    assert (post.until.text, post.bearing) == ("late 2017", "former")
