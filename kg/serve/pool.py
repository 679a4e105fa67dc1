"""The pool: hands jobs to worker processes, and kills and replaces those that pass a limit.

Everything here runs on the event loop of the HTTP process. Workers are forked by the supervisor; each has one job at a
time. When ``current`` names another release, workers on the new one are made first and the old ones drain.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import socket
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import LimitExceeded, NotFound, OnRecordError, QueryError, StoreError
from kg.serve.supervisor import MEMORY
from kg.serve.wire import CHUNK, HEAD, Job, Kind, Refusal, frame
from kg.settings import Settings
from kg.store import Release, current, find, hold

log = logging.getLogger(__name__)

DEATH_NOTICE_SECONDS = 1.0  # how long after its socket closed a worker's exit status may take to arrive
RETRY_SECONDS = 1.0  # between attempts to start a worker that would not start
START_SECONDS = 30.0  # for a worker to open its release
# The child is a fresh interpreter that finds the same package as this one, wherever that was imported from.
BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); from kg.serve.supervisor import serve; serve(sys.argv[1])"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result: ``kind`` is bindings, boolean or graph; ``release`` the one it was read from."""

    kind: str
    body: bytes
    release: str


class Busy(OnRecordError):
    """All workers are taken and the queue is full, or no worker became free in time."""


class TimedOut(LimitExceeded):
    """The query ran into its deadline."""


class WorkerLost(OnRecordError):
    """A worker ended for a reason that is not a limit of the query's."""


class NotAcceptable(OnRecordError):
    """The query's form of result cannot be written in any form the client accepts."""


class ResultTooLarge(LimitExceeded):
    """The serialised result is larger than allowed; nothing of it is sent."""


@dataclass(slots=True, eq=False)
class Worker:
    """A worker process as the pool sees it; ``ended`` gets its exit code (negative: a signal)."""

    number: int
    release: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ended: asyncio.Future[int]


class Pool:
    """Worker processes on the current release of a data folder. ``start`` before use, ``stop`` after."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.release: Release = find(settings.data)
        self._held: BinaryIO | None = None
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._workers: dict[int, Worker] = {}
        self._endings: dict[int, asyncio.Future[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._numbers = 0
        self._control: socket.socket | None = None
        self._supervisor: subprocess.Popen[bytes] | None = None

    @property
    def ready(self) -> bool:
        """Whether any worker is there to answer."""
        return bool(self._workers)

    async def start(self) -> None:
        """Start the supervisor and the workers; ``StoreError`` where the release cannot be opened."""
        self._held = hold(self.release)
        self._start_supervisor()
        await asyncio.gather(*(self._add() for _ in range(self.settings.serve_workers)))
        self._spawn_task(self._follow_current())

    async def stop(self) -> None:
        """End the workers and the supervisor; jobs still running are cut off."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in tuple(self._workers.values()):
            worker.writer.close()
        self._drop_control()  # the supervisor kills what is left when its socket closes
        if self._supervisor is not None:
            await asyncio.to_thread(self._supervisor.wait)
        if self._held is not None:
            self._held.close()

    async def run(self, job: Job) -> Answer:
        """The answer to a job.

        Raises ``Busy``, ``QueryError`` (syntax, with line and column as its place), ``NotAcceptable``,
        ``ResultTooLarge`` or another ``LimitExceeded`` (time, memory, depth). Cancelling it kills the worker.
        """
        try:
            return await self._run(job)
        except WorkerLost:  # killed from outside, not by this query: once more
            return await self._run(job)

    async def _run(self, job: Job) -> Answer:
        worker = await self._take()
        try:
            async with asyncio.timeout(self.settings.serve_query_seconds):
                answer = await self._exchange(worker, job)
        except TimeoutError as error:
            self._kill(worker)
            limit = self.settings.serve_query_seconds
            raise TimedOut(f"the query took longer than {limit:g} seconds and was stopped") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self._kill(worker)
            raise await self._post_mortem(worker) from error
        except asyncio.CancelledError:
            self._kill(worker)
            raise
        if isinstance(answer, Refusal):
            self._give_back(worker)
            raise refusal_error(answer)
        self._give_back(worker)
        return answer

    async def _exchange(self, worker: Worker, job: Job) -> Answer | Refusal:
        worker.writer.write(frame(Kind.JOB, job.encode()))
        await worker.writer.drain()
        chunks: list[bytes] = []
        while True:
            kind, body = await read_frame(worker.reader)
            if kind is Kind.DATA:
                chunks.append(body)
            elif kind is Kind.END:
                return Answer(json.loads(body)["kind"], b"".join(chunks), worker.release)
            else:
                return Refusal(**json.loads(body))

    async def _post_mortem(self, worker: Worker) -> OnRecordError:
        """Why a worker ended in the middle of a job, as an error to raise."""
        code = None
        with contextlib.suppress(TimeoutError):
            code = await asyncio.wait_for(asyncio.shield(worker.ended), DEATH_NOTICE_SECONDS)
        if code == -signal.SIGSEGV:
            return LimitExceeded("the query is nested too deeply to be evaluated")
        if code in (-signal.SIGABRT, MEMORY):
            megabytes = self.settings.serve_query_memory // 1_000_000
            return LimitExceeded(f"the query needed more than {megabytes} MB of memory and was stopped")
        return WorkerLost("the process evaluating the query was stopped")

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if not worker.ended.done() and not worker.reader.at_eof():
                return worker
            self._kill(worker)
        if len(self._waiting) >= self.settings.serve_queue:
            raise Busy("all workers are busy and the queue is full")
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self.settings.serve_queue_seconds):
                return await place
        except TimeoutError as error:
            self._leave(place)
            raise Busy("all workers are busy") from error
        except asyncio.CancelledError:
            self._leave(place)
            raise

    def _leave(self, place: asyncio.Future[Worker]) -> None:
        """Give up a place in the queue, and the worker that came in the same moment."""
        with contextlib.suppress(ValueError):
            self._waiting.remove(place)
        if place.done() and not place.cancelled():
            self._give_back(place.result())

    def _give_back(self, worker: Worker) -> None:
        """Let a worker take the next job, or end it where its release is no longer the current one."""
        if worker.number not in self._workers:
            return
        if worker.ended.done():
            self._kill(worker)
            return
        if worker.release != self.release.id:
            self._forget(worker)
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _kill(self, worker: Worker) -> None:
        """Kill a worker and start another in its place."""
        if self._forget(worker):
            self._send({"op": "kill", "worker": worker.number})
            self._spawn_task(self._replace())

    def _forget(self, worker: Worker) -> bool:
        """Close a worker's socket, at which it ends unless it is busy; whether it was still one of ours."""
        known = self._workers.pop(worker.number, None) is not None
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        worker.writer.close()
        return known

    async def _replace(self) -> None:
        while len(self._workers) < self.settings.serve_workers:
            try:
                await self._add()
                return
            except StoreError as error:
                log.error("a worker did not start: %s", error)
                await asyncio.sleep(RETRY_SECONDS)

    async def _add(self) -> None:
        """Start a worker on the release that is served, and give it work; ``StoreError`` if it fails."""
        self._give_back(await self._open(self.release))

    async def _open(self, release: Release) -> Worker:
        """Have one worker forked and wait until it has the release open; ``StoreError`` if it fails."""
        if self._control is None:
            self._start_supervisor()
        self._numbers += 1
        number = self._numbers
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._endings[number] = ended
        message = {"op": "spawn", "worker": number, "release": str(release.path)}
        with theirs:
            self._send({**message, "headroom": self.settings.serve_query_memory}, theirs.fileno())
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=4 * CHUNK)
        worker = Worker(number, release.id, reader, writer, ended)
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
        self._workers[number] = worker
        return worker

    async def _follow_current(self) -> None:
        """Switch to another release when ``current`` names one."""
        while True:
            await asyncio.sleep(self.settings.serve_follow_seconds)
            try:
                release = await asyncio.to_thread(current, self.settings.data)
                if release is not None and release.id != self.release.id:
                    await self._switch(release)
            except (StoreError, NotFound) as error:
                log.error("staying with release %s: %s", self.release.id, error)

    async def _switch(self, release: Release) -> None:
        """Serve a release once a worker has it open; idle workers on the old one end, busy ones after their job."""
        held = hold(release)
        try:
            first = await self._open(release)
        except StoreError:
            held.close()
            raise
        self.release = release
        if self._held is not None:
            self._held.close()
        self._held = held
        for worker in tuple(self._idle):
            self._forget(worker)
        self._give_back(first)
        for _ in range(self.settings.serve_workers - 1):
            await self._add()
        log.info("serving release %s", release.id)

    def _start_supervisor(self) -> None:
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
        asyncio.get_running_loop().add_reader(ours.fileno(), self._read_control)

    def _read_control(self) -> None:
        if self._control is None:
            return
        try:
            body = self._control.recv(4096)
        except BlockingIOError:
            return
        except ConnectionError:
            body = b""
        if not body:
            self._supervisor_lost()
            return
        message = json.loads(body)
        self._worker_ended(message["worker"], message["code"])

    def _worker_ended(self, number: int, code: int) -> None:
        ended = self._endings.pop(number, None)
        if ended is not None and not ended.done():
            ended.set_result(code)
        worker = self._workers.get(number)
        if worker is not None and worker in self._idle:  # a busy one is seen to by the job it was doing
            log.warning("worker %d ended with code %d while idle", number, code)
            self._kill(worker)

    def _supervisor_lost(self) -> None:
        """Everything forked dies with the supervisor: start again."""
        log.error("the supervisor of the workers ended; starting another")
        self._drop_control()
        if self._supervisor is not None:
            self._supervisor.wait()
        for worker in tuple(self._workers.values()):
            if worker in self._idle:
                self._kill(worker)

    def _drop_control(self) -> None:
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
            self._control = None

    def _send(self, message: dict[str, object], *descriptors: int) -> None:
        if self._control is not None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                socket.send_fds(self._control, [json.dumps(message).encode()], list(descriptors))

    def _spawn_task(self, work: asyncio._CoroutineLike[None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def read_frame(reader: asyncio.StreamReader) -> tuple[Kind, bytes]:
    """The next frame; ``IncompleteReadError`` where the worker has gone."""
    length, kind = HEAD.unpack(await reader.readexactly(HEAD.size))
    return Kind(kind), await reader.readexactly(length)


def refusal_error(refusal: Refusal) -> OnRecordError:
    """The error that a worker's refusal means."""
    match refusal.reason:
        case "syntax":
            place = f"{refusal.line}:{refusal.column}" if refusal.line else ""
            return QueryError(refusal.detail, place=place)
        case "not-acceptable":
            return NotAcceptable(refusal.detail)
        case "too-large":
            return ResultTooLarge(f"{refusal.detail}; narrow the query or add a LIMIT")
    return QueryError(refusal.detail)
