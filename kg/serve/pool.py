"""The pool: hands jobs to worker processes, and kills and replaces those that pass a limit.

Everything here runs on the event loop of the HTTP process. Workers are forked by the supervisor; each has one job at a
time, and one client never has them all. When ``current`` names another release, workers on the new one are made first
and the old ones drain.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
from collections import Counter, deque
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import LimitExceeded, NotFound, OnRecordError, StoreError
from kg.serve.answers import Answer, Busy, NotTaken, PlanTimedOut, Stream, TimedOut, TooMany, WorkerLost, refusal_error
from kg.serve.forking import Forking, Worker, read_frame
from kg.serve.ipc import Job, Kind, Refusal, frame
from kg.serve.limits import CLIENT, client_queries, client_queue
from kg.serve.request_log import notes
from kg.serve.spool import Room, Spool
from kg.serve.supervisor import MEMORY
from kg.settings import Settings
from kg.store import Release, current, find, hold

log = logging.getLogger(__name__)

DEATH_NOTICE_SECONDS = 1.0  # how long after its socket closed a worker's exit status may take to arrive
RETRY_SECONDS = 1.0  # between attempts to start a worker that would not start


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place in the queue: whose it is, and the worker it waits for."""

    client: str
    worker: asyncio.Future[Worker]


@dataclass(frozen=True, slots=True)
class Counts:
    """How the pool stands: processes, those idle, queries waiting; and what happened since it started."""

    workers: int
    idle: int
    waiting: int
    started: int
    ended: int
    switched: int


class Pool:
    """Worker processes on the current release of a data folder. ``start`` before use, ``stop`` after."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.release: Release = find(settings.data)
        self._held: BinaryIO | None = None
        self._idle: deque[Worker] = deque()
        self._waiting: deque[Place] = deque()
        self._running: Counter[str] = Counter()  # jobs by client
        self._workers: dict[int, Worker] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._refilling: asyncio.Task[None] | None = None
        self._started = self._ended = self._switched = 0
        self.room = Room(settings.serve_spool_bytes)
        self._forking = Forking(headroom=settings.serve_query_memory, on_end=self._worker_ended)

    @property
    def ready(self) -> bool:
        """Whether any worker is there to answer."""
        return bool(self._workers)

    @property
    def counted(self) -> Counts:
        """How it stands, for whoever watches."""
        return Counts(
            len(self._workers), len(self._idle), len(self._waiting), self._started, self._ended, self._switched
        )

    async def start(self) -> None:
        """Start the supervisor and the workers; ``StoreError`` where the release cannot be opened."""
        self._held = hold(self.release)
        await asyncio.gather(*(self._add() for _ in range(self.settings.serve_workers)))
        self._spawn_task(self._follow_current())

    async def stop(self) -> None:
        """End the workers and the supervisor; jobs still running are cut off."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in tuple(self._workers.values()):
            worker.writer.close()
        await self._forking.stop()
        if self._held is not None:
            self._held.close()

    async def open(self, job: Job, *, hold: int) -> Answer | Stream:
        """The answer to a job, or, where it is larger than ``hold`` bytes, a stream of it.

        Raises ``Busy``, ``TooMany``, ``QueryError`` (syntax, with line and column as its place), ``NotAcceptable``,
        ``ResultTooLarge`` or another ``LimitExceeded`` (time, memory, depth); once a stream has begun, the stream
        does. Cancelling it kills the worker.
        """
        for _ in range(self.settings.serve_workers):  # killed from outside, not by this query: perhaps all at once
            with contextlib.suppress(WorkerLost):
                return await self._open(job, hold)
        return await self._open(job, hold)

    async def _open(self, job: Job, hold: int) -> Answer | Stream:
        worker = await self._take()
        seconds = self.settings.serve_query_seconds
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(seconds):
                answer = await self._exchange(worker, job, hold)
        except TimeoutError as error:
            self._kill(worker)
            raise self._timed_out() from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self._kill(worker)
            raise await self._post_mortem(worker) from error
        except asyncio.CancelledError:
            self._kill(worker)
            raise
        if isinstance(answer, tuple):
            kind, pieces = answer
            spool = Spool(self.room, worker.client)
            rest = self._rest(spool, self._spawn_task(self._drain(worker, spool, began + seconds)))
            await anext(rest)  # a generator that has not begun would be dropped without giving the worker back
            return Stream(kind, b"".join(pieces), rest, worker.release, spool.ended)
        self._give_back(worker)
        if isinstance(answer, Refusal):
            raise refusal_error(answer)
        return answer

    async def _exchange(self, worker: Worker, job: Job, hold: int) -> Answer | Refusal | tuple[str, list[bytes]]:
        """What a worker makes of a job: an answer, a refusal, or the kind and the beginning of a long answer."""
        worker.writer.write(frame(Kind.JOB, job.encode()))
        await worker.writer.drain()
        if job.rehearse and (refusal := await self._planned(worker)):
            return refusal
        result, size, pieces = "", 0, list[bytes]()
        while size <= hold:
            kind, body = await read_frame(worker.reader)
            if kind is Kind.DATA:
                pieces.append(body)
                size += len(body)
            elif kind is Kind.BEGIN:
                result = json.loads(body)["kind"]
            elif kind is Kind.END:
                return Answer(result, b"".join(pieces), worker.release, **json.loads(body))
            else:
                return Refusal(**json.loads(body))
        return result, pieces

    async def _planned(self, worker: Worker) -> Refusal | None:
        """Wait until a worker has planned its query; what it says if it cannot."""
        limit = self.settings.serve_plan_seconds
        try:
            async with asyncio.timeout(limit):
                kind, body = await read_frame(worker.reader)
        except TimeoutError as error:
            self._kill(worker)
            raise PlanTimedOut(f"the query took longer than {limit:g} seconds to plan and was stopped") from error
        return None if kind is Kind.PLANNED else Refusal(**json.loads(body))

    async def _rest(self, spool: Spool, draining: asyncio.Task[None]) -> AsyncGenerator[bytes, None]:
        """The rest of a long answer in pieces, after an empty one at once; closed early, its worker is killed."""
        try:
            yield b""
            while piece := await spool.get():
                yield piece
        finally:
            draining.cancel()
            await asyncio.gather(draining, return_exceptions=True)
            await spool.close()

    async def _drain(self, worker: Worker, spool: Spool, deadline: float) -> None:
        """Move the rest of an answer from its worker to where it waits for the client; then the worker is free.

        No query has a worker for longer than it may run, however slow its reader.
        """
        done, problem = False, None
        try:
            async with asyncio.timeout_at(deadline):
                while not done:
                    kind, body = await read_frame(worker.reader)
                    if kind is Kind.DATA:
                        await spool.put(body)
                        continue
                    done = True
                    if kind is Kind.FAILED:
                        problem = refusal_error(Refusal(**json.loads(body)))
                    else:
                        notes().rows = json.loads(body)["rows"]
        except TimeoutError:
            late = "the answer was not taken in time, and there was no room to keep it"
            problem = NotTaken(late) if spool.starved else self._timed_out()
        except (asyncio.IncompleteReadError, ConnectionError):
            problem = await self._post_mortem(worker)
        finally:
            if done:
                self._give_back(worker)
            else:
                self._kill(worker)
            spool.end(problem)

    def _timed_out(self) -> TimedOut:
        limit = self.settings.serve_query_seconds
        return TimedOut(f"the query took longer than {limit:g} seconds and was stopped")

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
        client = CLIENT.get()
        place = Place(client, asyncio.get_running_loop().create_future())
        waiting = sum(other.client == client for other in self._waiting)
        self._waiting.append(place)
        self._dispatch()
        if not place.worker.done():
            if client and waiting >= client_queue(self.settings):
                self._waiting.remove(place)
                running = self._running[client]
                raise TooMany(f"{running} queries of yours are running and {waiting} waiting, which is as many as may")
            if len(self._waiting) > self.settings.serve_queue:
                self._waiting.remove(place)
                raise Busy("all workers are busy and the queue is full")
        try:
            async with asyncio.timeout(self.settings.serve_queue_seconds):
                return await place.worker
        except TimeoutError as error:
            self._leave(place)
            raise Busy("all workers are busy") from error
        except asyncio.CancelledError:
            self._leave(place)
            raise

    def _may_run(self, client: str) -> bool:
        """Whether another job of a client may run: one worker at least is left to the others, where there are two."""
        return not client or self._running[client] < client_queries(self.settings)

    def _dispatch(self) -> None:
        """Give idle workers to those who wait, in their order, but for clients that have as many as they may."""
        for place in tuple(self._waiting):
            if place.worker.done():
                self._waiting.remove(place)
            elif self._may_run(place.client):
                worker = self._next_idle()
                if worker is None:
                    return
                self._waiting.remove(place)
                worker.client = place.client
                self._running[place.client] += 1
                place.worker.set_result(worker)

    def _next_idle(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()  # the one that was busy last: its caches are warm
            if not worker.ended.done() and not worker.reader.at_eof():
                return worker
            self._kill(worker)
        return None

    def _leave(self, place: Place) -> None:
        """Give up a place in the queue, and the worker that came in the same moment."""
        with contextlib.suppress(ValueError):
            self._waiting.remove(place)
        if place.worker.done() and not place.worker.cancelled():
            self._give_back(place.worker.result())

    def _give_back(self, worker: Worker) -> None:
        """Let a worker take the next job, or end it where its release is no longer the current one."""
        self._free(worker)
        if worker.number not in self._workers:
            return
        if worker.ended.done():
            self._kill(worker)
            return
        if worker.release != self.release.id:
            self._forget(worker)
            return
        self._idle.append(worker)
        self._dispatch()

    def _free(self, worker: Worker) -> None:
        """Count a worker's job as done."""
        if self._running[worker.client] > 1:
            self._running[worker.client] -= 1
        else:
            del self._running[worker.client]
        worker.client = ""

    def _kill(self, worker: Worker) -> None:
        """Kill a worker and start another in its place."""
        self._free(worker)
        if self._forget(worker):
            self._forking.kill(worker)
            self._refill()

    def _forget(self, worker: Worker) -> bool:
        """Close a worker's socket, at which it ends unless it is busy; whether it was still one of ours."""
        known = self._workers.pop(worker.number, None) is not None
        self._ended += known
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        worker.writer.close()
        return known

    def _refill(self) -> None:
        """Have workers started until there are enough; one task does it, so that none is started twice."""
        if self._refilling is None or self._refilling.done():
            self._refilling = self._spawn_task(self._start_missing())

    async def _start_missing(self) -> None:
        while self._missing() > 0:
            try:
                await self._add()
            except StoreError as error:
                log.error("a worker did not start: %s", error)
                await asyncio.sleep(RETRY_SECONDS)

    async def _add(self) -> None:
        """Start a worker on the release that is served, and give it work; ``StoreError`` if it fails."""
        worker = await self._forking.open(self.release)
        self._started += 1
        self._workers[worker.number] = worker
        self._give_back(worker)

    def _missing(self) -> int:
        """How many workers are wanting on the release that is served; busy ones on another do not count."""
        there = sum(worker.release == self.release.id for worker in self._workers.values())
        return self.settings.serve_workers - there

    async def _follow_current(self) -> None:
        """Switch to another release when ``current`` names one."""
        while True:
            await asyncio.sleep(self.settings.serve_follow_seconds)
            try:
                release = await asyncio.to_thread(current, self.settings.data)
                if release is not None and release.id != self.release.id:
                    await self._switch(release)
            except (StoreError, NotFound, OSError) as error:
                log.error("staying with release %s: %s", self.release.id, error)

    async def _switch(self, release: Release) -> None:
        """Serve a release once a worker has it open; idle workers on the old one end, busy ones after their job."""
        held = hold(release)
        try:
            first = await self._forking.open(release)
        except StoreError:
            held.close()
            raise
        self.release = release
        self._started += 1
        self._switched += 1
        self._workers[first.number] = first
        if self._held is not None:
            self._held.close()
        self._held = held
        for worker in tuple(self._idle):
            self._forget(worker)
        self._give_back(first)
        self._refill()
        log.info("serving release %s", release.id)

    def _worker_ended(self, number: int) -> None:
        worker = self._workers.get(number)
        if worker is not None and worker in self._idle:  # a busy one is seen to by the job it was doing
            log.warning("worker %d ended while idle", number)
            self._kill(worker)

    def _spawn_task(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
