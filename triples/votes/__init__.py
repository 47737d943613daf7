"""Voting tables to triples: recognised by their header, read as they stream, one self-contained group a roll call.

`recognise` says what the files are, `read` gives their entries in an order that the input alone decides, `quads`
describes one entry, `sources` the tables themselves. Nothing here holds more than one entry at a time.
"""

from triples.votes.files import Tables, recognise
from triples.votes.model import Cast, Choice, Entry, RollCall, Sitting, Tally, Voter
from triples.votes.quads import quads
from triples.votes.reading import read
from triples.votes.sources import sources

__all__ = [
    "Cast",
    "Choice",
    "Entry",
    "RollCall",
    "Sitting",
    "Tables",
    "Tally",
    "Voter",
    "quads",
    "read",
    "recognise",
    "sources",
]
