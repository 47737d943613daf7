"""What the server writes down: plain lines on standard error, an event and its fields as `name=value`."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Level = Literal["queries", "faults", "off"]
_SHOWN = 300  # characters of a query


@dataclass(frozen=True, slots=True)
class Logbook:
    """Writes each entry in one piece, so that those of several processes do not mix."""

    level: Level

    def query(self, event: str, **fields: object) -> None:
        """An entry about a query, at level `queries`."""
        if self.level == "queries":
            _write(_line(event, fields))

    def event(self, event: str, **fields: object) -> None:
        """An entry about the server itself, unless the log is off."""
        if self.level != "off":
            _write(_line(event, fields))

    def fault(self, error: BaseException, **fields: object) -> None:
        """A fault of ours, with its traceback."""
        if self.level != "off":
            _write(_line("fault", fields) + "".join(traceback.format_exception(error)))


def shown(query: str) -> str:
    """A query as it is written down: its beginning, on one line."""
    return " ".join(query[:_SHOWN].split()) + (" ..." if len(query) > _SHOWN else "")


def _line(event: str, fields: dict[str, object]) -> str:
    now = time.time()
    told = "".join([f" {name}={_value(value)}" for name, value in fields.items()])
    return f"{_stamp(int(now))}.{int(now % 1 * 1000):03}Z unkg {event}{told}\n"


@lru_cache(maxsize=1)
def _stamp(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))


def _value(value: object) -> str:
    """A value that cannot be taken for something else: text that has more than one word stands in quotes."""
    text = str(value)
    return text if text.isalnum() and text.isascii() else json.dumps(text)


def _write(text: str) -> None:
    os.write(sys.stderr.fileno(), text.encode())
