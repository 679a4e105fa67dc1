"""The HTTP process's side of the supervisor: having workers forked and killed, and hearing how they ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OnRecordError, StoreError
from kg.serve.ipc import CHUNK, HEAD, Kind, Refusal
from kg.serve.scheduling import Ticket
from kg.store import Release

START_SECONDS = 30.0  # for a worker to open its release
# The child is a fresh interpreter that finds the same package as this one, wherever that was imported from.
BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); from kg.serve.supervisor import serve; serve(sys.argv[1])"
)


@dataclass(slots=True, eq=False)
class Worker:
    """A worker process as the pool sees it; ``ended`` gets its exit code (negative: a signal).

    ``ticket`` is the job it has, None while it is idle; ``stopped_by`` what is to be said of it where it was
    killed for a reason that is not the job's.
    """

    number: int
    release: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ended: asyncio.Future[int]
    ticket: Ticket | None = None
    stopped_by: OnRecordError | None = None


class Forking:
    """A supervisor process and the socket to it, made when first needed and again when lost.

    ``on_end`` is called with the number of every worker that has ended, once its ``ended`` is set.
    """

    def __init__(self, *, headroom: int, on_end: Callable[[int], None]) -> None:
        self.headroom, self.on_end = headroom, on_end
        self._endings: dict[int, asyncio.Future[int]] = {}
        self._numbers = 0
        self._control: socket.socket | None = None
        self._supervisor: subprocess.Popen[bytes] | None = None

    async def open(self, release: Release) -> Worker:
        """A new worker, once it has the release open; ``StoreError`` if that fails."""
        if self._control is None:
            self._start()
        self._numbers += 1
        number = self._numbers
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._endings[number] = ended
        message = {"op": "spawn", "worker": number, "release": str(release.path), "headroom": self.headroom}
        with theirs:
            self._send(message, theirs.fileno())
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=4 * CHUNK)
        try:
            async with asyncio.timeout(START_SECONDS):
                kind, body = await read_frame(reader)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
            writer.close()
            self._send({"op": "kill", "worker": number})
            raise StoreError(f"{release.path}: a worker could not open it") from error
        if kind is not Kind.READY:
            writer.close()
            raise StoreError(Refusal(**json.loads(body)).detail)
        return Worker(number, release.id, reader, writer, ended)

    def kill(self, worker: Worker) -> None:
        """Have a worker killed, whatever it is doing."""
        self._send({"op": "kill", "worker": worker.number})

    async def stop(self) -> None:
        """Close the socket, at which the supervisor kills all its workers and ends; wait until it has."""
        self._drop_control()
        if self._supervisor is not None:
            await asyncio.to_thread(self._supervisor.wait)

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._supervisor = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", BOOT, str(theirs.fileno()), json.dumps([str(Path(p)) for p in sys.path])],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C meant for the server must not reach the workers first
            )
        ours.setblocking(False)
        self._control = ours
        asyncio.get_running_loop().add_reader(ours.fileno(), self._hear)

    def _hear(self) -> None:
        if self._control is None:
            return
        try:
            body = self._control.recv(4096)
        except BlockingIOError:
            return
        except ConnectionError:
            body = b""
        if body:
            message = json.loads(body)
            self._ended(message["worker"], message["code"])
            return
        self._drop_control()  # the supervisor has gone, and the kernel has killed its workers with it
        if self._supervisor is not None:
            self._supervisor.wait()
        for number in tuple(self._endings):
            self._ended(number, -signal.SIGKILL)

    def _ended(self, number: int, code: int) -> None:
        ended = self._endings.pop(number, None)
        if ended is not None and not ended.done():
            ended.set_result(code)
            self.on_end(number)

    def _drop_control(self) -> None:
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None

    def _send(self, message: dict[str, object], *descriptors: int) -> None:
        if self._control is not None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                socket.send_fds(self._control, [json.dumps(message).encode()], list(descriptors))


async def read_frame(reader: asyncio.StreamReader) -> tuple[Kind, bytes]:
    """The next frame; ``IncompleteReadError`` where the worker has gone."""
    length, kind = HEAD.unpack(await reader.readexactly(HEAD.size))
    return Kind(kind), await reader.readexactly(length)
