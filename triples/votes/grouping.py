"""Rows of one or several tables brought together by a key, whatever their order and however many there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from triples.sorting import merged, sorted_lines
from triples.votes.files import Report, Row, Table, rows
from triples.votes.layouts import Layout

Group = dict[Layout, list[Row]]

_AT_ONCE = 50_000  # lines of one table that are in memory at a time
_APART = b"\x00"


def groups(tables: Iterable[Table], key: Callable[[Row], str], report: Report) -> Iterator[Group]:
    """The rows of all tables that share a key, in order of their keys; those of one table in the order of its file.

    `key` must sort as text and hold no control characters; it raises ValueError for a row that has none, which is
    then reported and left out.
    """
    listed = list(tables)
    lines = [sorted_lines(_lines(number, table, key, report), _AT_ONCE) for number, table in enumerate(listed)]
    for _, found in groupby(merged(lines), key=lambda line: line.partition(_APART)[0]):
        group: Group = {}
        for line in found:
            number, where, cells = json.loads(line.rpartition(_APART)[2])
            layout = listed[number].layout
            group.setdefault(layout, []).append(Row(dict(zip(layout.read, cells, strict=True)), where))
        yield group


def _lines(number: int, table: Table, key: Callable[[Row], str], report: Report) -> Iterator[bytes]:
    for order, row in enumerate(rows(table, report)):
        try:
            name = key(row)
        except ValueError as error:
            report(f"{row.where}: {error}; left out")
            continue
        kept = json.dumps([number, row.where, [row[column] for column in table.layout.read]])
        yield b"%b%b%d %012d%b%b\n" % (name.encode(), _APART, number, order, _APART, kept.encode())
