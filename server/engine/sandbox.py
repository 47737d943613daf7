"""What a process that evaluates queries may not do: open sockets, start programs, outgrow its memory or its time.

pyoxigraph makes real requests for SERVICE and LOAD and cannot be told not to. So the kernel is told: a seccomp filter
(https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html) makes the calls that reach the network fail
with EACCES, for this process and all it forks, for good. It needs no privilege.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import resource
import signal
import struct
import sys

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EACCES, 0x80000000
_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_OFFSET_OF_CALL, _OFFSET_OF_ARCHITECTURE = 0, 4
_X32_CALLS = 0x40000000  # x86-64 knows every call a second time from here on

# socket, connect, bind, listen, execve, execveat, io_uring_setup, ptrace: asm/unistd.h and <linux/audit.h>
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 59, 322, 425, 101)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 221, 281, 425, 117)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def seal() -> bool:
    """Shuts the network for this process and its children; False where the system has no such lock (not Linux)."""
    known = _CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    code = _filter(*known)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _filter(architecture: int, calls: tuple[int, ...]) -> bytes:
    """The BPF program: another architecture's calls kill, the listed ones fail, all others pass."""
    steps = [
        (_LOAD_WORD, 0, 0, _OFFSET_OF_ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _OFFSET_OF_CALL),
        (_JUMP_IF_AT_LEAST, len(calls) + 1, 0, _X32_CALLS),
        *((_JUMP_IF_EQUAL, len(calls) - i, 0, call) for i, call in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def stopped(error: OSError) -> bool:
    """Whether the engine failed in reaching out, which it does for SERVICE and LOAD: at the seal, or before it."""
    return error.errno in (None, errno.EACCES)


def limit_memory(megabytes: int) -> None:
    """Sets the ceiling of this process's address space so far above what it has now."""
    with contextlib.suppress(OSError, ValueError):  # without /proc there is no figure to start from
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[0])
        ceiling = pages * resource.getpagesize() + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def set_deadline(seconds: float) -> None:
    """From so many seconds on the kernel ends this process (SIGALRM), whatever it is doing; 0 takes that back."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
