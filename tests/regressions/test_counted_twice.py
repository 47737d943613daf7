"""Two sources reported the same vote, and `COUNT` over `FROM <one> FROM <two>` counted its tally twice.

The engine lays the graphs of a FROM side by side; SPARQL 1.1 Query (13.2.1) wants their merge. So a question over two
articles was answered wrongly exactly where the articles agreed, on the server and by `unkg query`.
"""

from pyoxigraph import RdfFormat, Store

from server.once import answer

AGREEING = b"""
@prefix : <http://example.org/> .
:one { :vote :for 9 ; :against 4 } :two { :vote :for 9 ; :abstaining 2 }
"""


def test_what_two_sources_say_counts_once() -> None:
    store = Store()
    store.load(AGREEING, RdfFormat.TRIG)
    query = "SELECT (COUNT(*) AS ?n) FROM <http://example.org/one> FROM <http://example.org/two> { ?s ?p ?o }"
    assert answer(store, query, "csv", 30).split() == [b"n", b"3"]
