"""Voting tables to triples: recognised by their header, read as they stream, one self-contained group a roll call.

`recognise` says what the files are, `read` gives their entries in an order that the input alone decides, `quads`
describes one entry, `sources` the tables themselves. Nothing here holds more than one entry at a time.
"""

from triples.votes.model import Cast, Choice, Entry, RollCall, Sitting, Tally, Voter

__all__ = ["Cast", "Choice", "Entry", "RollCall", "Sitting", "Tally", "Voter"]
