"""What a long run has done so far, in one file: a run that was killed goes on from there when it is started again.

A first line names what the run was to do; then come records: a line `article KEY LENGTH SHA-256` and so many bytes. A
run that comes to the same article at the same place takes the record; from the first difference on, records are
dropped and written anew. So what a run gives depends on its input alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TypeVar

from ontology.errors import InputError

Item = TypeVar("Item")

_HEAD = re.compile(rb"article ([0-9a-f]{64}) (\d{1,12}) ([0-9a-f]{64})\n")
_LONGEST_HEAD = 160


def resumed(
    path: Path,
    task: str,
    items: Iterable[Item],
    key: Callable[[Item], str],
    work: Callable[[Iterable[Item]], Iterator[bytes]],
) -> Iterator[bytes]:
    """What `work` gives for each item, in order; as far as an earlier run with the same `task` wrote it down, without
    doing it again. `key` is what an item's result depends on, 64 hexadecimal digits.

    Raises InputError when the file cannot be written.
    """
    left = iter(items)
    try:
        with _opened(path, task) as spool:
            for item in left:
                written = _taken(spool, key(item))
                if written is None:
                    yield from _done(spool, chain([item], left), key, work)
                else:
                    yield written
            spool.truncate(spool.tell())
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({os.strerror(error.errno or 0)}); choose another place"
        ) from error


def _opened(path: Path, task: str) -> IO[bytes]:
    """The file, at its first record; anew where it holds another run's."""
    title = f"unkg run {hashlib.sha256(task.encode()).hexdigest()}\n".encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    spool = path.open("a+b")
    try:
        fcntl.flock(spool, fcntl.LOCK_EX | fcntl.LOCK_NB)  # it goes with the process, however that ends
    except BlockingIOError as error:
        spool.close()
        raise InputError(f"{path}: another run is writing here; wait for it to end") from error
    spool.seek(0)
    if spool.readline(len(title)) != title:
        spool.truncate(0)
        spool.write(title)
    return spool


def _taken(spool: IO[bytes], key: str) -> bytes | None:
    """The next record where it is whole and of this key; else None, and the file where it was."""
    start = spool.tell()
    head = _HEAD.fullmatch(spool.readline(_LONGEST_HEAD))
    if head is not None and head[1].decode() == key:
        written = spool.read(int(head[2]))
        if hashlib.sha256(written).hexdigest().encode() == head[3] and len(written) == int(head[2]):
            return written
    spool.seek(start)
    return None


def _done(
    spool: IO[bytes],
    items: Iterable[Item],
    key: Callable[[Item], str],
    work: Callable[[Iterable[Item]], Iterator[bytes]],
) -> Iterator[bytes]:
    """The results of the items from here on, each written down before it is given."""
    spool.truncate(spool.tell())
    keys: deque[str] = deque()

    def noted() -> Iterator[Item]:
        for item in items:
            keys.append(key(item))
            yield item

    for written in work(noted()):
        digest = hashlib.sha256(written).hexdigest()
        spool.write(f"article {keys.popleft()} {len(written)} {digest}\n".encode() + written)
        spool.flush()
        yield written
