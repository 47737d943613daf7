"""An Accept header was taken apart at each comma by looking through the rest of the header for quotes.

8 kB took 0.2 s; a hundred such headers, which count as one, would have taken half an hour, and held up all others in
the process. Each part is now looked at once, and only the first of very many.
"""

import pytest

from server.formats import carrying
from server.negotiation import choose


@pytest.mark.parametrize("item", ['a/b;x="",', 'a/b;x="', ",", '"', "a/b,", "*/*;q=0,"])
def test_any_header_is_read_once(item: str) -> None:
    assert choose(item * (800_000 // len(item)), carrying("solutions")) is None


def test_quoted_commas_do_not_divide() -> None:
    choice = choose('text/html;x="a,text/csv,b";q=0.1, text/tab-separated-values', carrying("solutions"))
    assert choice is not None
    assert choice.format.name == "tsv"
