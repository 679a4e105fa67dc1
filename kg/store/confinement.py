"""Limits that a process sets on itself before it runs somebody's query: memory, bytes written, files, no connections.

The database opens sixteen files of a store at first and the others when a query needs them, so a process that asks a
large store must be able to open files still. That it opens no connection is therefore seen to by a filter of system
calls (seccomp), which the kernel holds every thread to and nothing lifts; the files it may open are those of its store
that are not open yet. Where there is no such filter (another kernel or processor), no file can be opened at all: a
query on a store of more than sixteen files then fails, and none reaches the network.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import os
import platform
import resource
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38  # linux/prctl.h
SECCOMP_SET_MODE_FILTER = 1  # linux/seccomp.h, as what follows
SECCOMP_FILTER_FLAG_TSYNC = 1  # all threads, those of the database too
SECCOMP_RET_ALLOW = 0x7FFF0000
SECCOMP_RET_ERRNO = 0x00050000
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h: of a word at an offset; of a constant
NUMBER, ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
X32 = 0x40000000  # calls of another convention, from here on
IO_URING_SETUP = 425  # the same everywhere; what goes through a ring passes no filter


@dataclass(frozen=True, slots=True)
class _Calls:
    """The numbers that an architecture gives to what is refused, and to the call that installs the filter."""

    architecture: int  # linux/audit.h
    seccomp: int
    refused: tuple[int, ...]  # socket, execve, execveat, io_uring_setup


CALLS = {
    "x86_64": _Calls(0xC000003E, 317, (41, 59, 322, IO_URING_SETUP)),
    "aarch64": _Calls(0xC00000B7, 277, (198, 221, 281, IO_URING_SETUP)),
}


def confine(store: Path, *, memory: int, written: int) -> bool:
    """Hold this process to ``memory`` bytes more than it has now, files of ``written`` bytes, and no connection.

    ``store`` is the folder of the open store; as many files as it has unopened can still be opened, or none where the
    kernel cannot be told to refuse connections. Call it once the store is open: set before, the limit of memory makes
    the database abort. Returns whether the kernel refuses connections.
    """
    with open("/proc/self/statm", encoding="ascii") as statm:
        held = int(statm.read().split()[0]) * resource.getpagesize()
    files = _files(store)
    refused = _refuse_calls()
    if not refused:  # a number of files cannot tell a file from a connection
        files = 0
    for limit, value in (
        (resource.RLIMIT_AS, held + memory),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, files),
    ):
        resource.setrlimit(limit, (value, value))
    return refused


def _files(store: Path) -> int:
    """The limit of file numbers below which as many are free as the store has files that are not open yet."""
    opened = {}
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(FileNotFoundError):  # the listing's own
            opened[int(name)] = os.readlink(f"/proc/self/fd/{name}")
    unopened = {str(path.resolve()) for path in store.glob("*.sst")} - set(opened.values())
    free = (number for number in itertools.count() if number not in opened)
    limit = max(itertools.islice(free, len(unopened)), default=-1) + 1
    return min(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _refuse_calls() -> bool:
    """Have the kernel refuse this process what opens connections and starts programs; whether it does."""
    calls = CALLS.get(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)
    if calls is None or not hasattr(libc, "prctl") or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    instructions = ctypes.create_string_buffer(b"".join(_filter(calls)))
    # struct sock_fprog: how many, then, aligned, where
    program = ctypes.create_string_buffer(struct.pack("@HP", len(instructions) // 8, ctypes.addressof(instructions)))
    done = libc.syscall(calls.seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, program)
    return bool(done == 0)


def _filter(calls: _Calls) -> Iterable[bytes]:
    """The instructions of the filter (struct sock_filter): a refused call fails with EPERM, any other goes through."""
    refuse = len(calls.refused) + 1  # instructions from the test behind the loads to the one that refuses
    yield _instruction(LOAD, ARCHITECTURE)
    yield _instruction(EQUAL, calls.architecture, no=refuse + 2)
    yield _instruction(LOAD, NUMBER)
    yield _instruction(AT_LEAST, X32, yes=refuse)
    for left, number in zip(range(refuse - 1, 0, -1), calls.refused, strict=True):
        yield _instruction(EQUAL, number, yes=left)
    yield _instruction(RETURN, SECCOMP_RET_ALLOW)
    yield _instruction(RETURN, SECCOMP_RET_ERRNO | errno.EPERM)


def _instruction(code: int, operand: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, operand)
