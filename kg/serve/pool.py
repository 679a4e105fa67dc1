"""The pool: hands jobs to worker processes, and kills and replaces those that pass a limit.

Everything here runs on the event loop of the HTTP process. Workers are forked by the supervisor; each has one job at a
time, and ``scheduling`` says whose turn it is. When ``current`` names another release, workers on the new one are made
first and the old ones drain.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import NotFound, OnRecordError, StoreError
from kg.serve.answers import (
    Answer,
    Busy,
    NotTaken,
    PlanTimedOut,
    Preempted,
    Stream,
    TimedOut,
    TooMany,
    WorkerLost,
    refusal_error,
)
from kg.serve.exchange import exchange, post_mortem, spooled
from kg.serve.forking import Forking, Worker
from kg.serve.ipc import Job, Refusal
from kg.serve.limits import CLIENT, client_queries, client_queue
from kg.serve.scheduling import Rules, Schedule, Ticket
from kg.serve.spool import Room, Spool
from kg.settings import Settings
from kg.store import Release, current, find, hold

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0  # between attempts to start a worker that would not start
LOOK_SECONDS = 0.1  # between looks for a query that should give way, while a job waits


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
        self._schedule = Schedule(
            Rules(
                workers=settings.serve_workers,
                reserved=settings.serve_reserved_workers,
                client_running=client_queries(settings),
                client_waiting=client_queue(settings),
                waiting=settings.serve_queue,
                seconds=settings.serve_share_seconds,
            )
        )
        self._places: dict[Ticket, asyncio.Future[Worker]] = {}  # of those that wait for a worker
        self._looking: asyncio.TimerHandle | None = None
        self._stopping = False
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
            len(self._workers), len(self._idle), len(self._schedule.waiting), self._started, self._ended, self._switched
        )

    async def start(self) -> None:
        """Start the supervisor and the workers; ``StoreError`` where the release cannot be opened."""
        self._held = hold(self.release)
        await asyncio.gather(*(self._add() for _ in range(self.settings.serve_workers)))
        self._spawn_task(self._follow_current())

    async def stop(self) -> None:
        """End the workers and the supervisor; jobs still running are cut off."""
        self._stopping = True
        if self._looking is not None:
            self._looking.cancel()
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

        Raises ``Busy``, ``TooMany``, ``Preempted``, ``QueryError`` (syntax, with line and column as its place),
        ``NotAcceptable``, ``ResultTooLarge`` or another ``LimitExceeded`` (time, memory, depth); once a stream has
        begun, the stream does. Cancelling it kills the worker.
        """
        for _ in range(self.settings.serve_workers):  # killed from outside, not by this query: perhaps all at once
            with contextlib.suppress(WorkerLost):
                return await self._open(job, hold)
        return await self._open(job, hold)

    async def _open(self, job: Job, hold: int) -> Answer | Stream:
        worker = await self._take(ad_hoc=job.ad_hoc)
        client, seconds = CLIENT.get(), self._seconds(job)
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(seconds):
                answer = await exchange(worker, job, hold=hold, plan_seconds=self.settings.serve_plan_seconds)
        except TimeoutError as error:
            self._kill(worker)
            raise _timed_out(seconds) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self._kill(worker)
            raise await self._post_mortem(worker) from error
        except (PlanTimedOut, asyncio.CancelledError):
            self._kill(worker)
            raise
        if isinstance(answer, tuple):
            kind, pieces = answer
            spool = Spool(self.room, client)
            rest = self._rest(spool, self._spawn_task(self._drain(worker, spool, began, seconds)))
            await anext(rest)  # a generator that has not begun would be dropped without giving the worker back
            return Stream(kind, b"".join(pieces), rest, worker.release, spool.ended)
        self._give_back(worker)
        if isinstance(answer, Refusal):
            raise refusal_error(answer)
        return answer

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

    async def _drain(self, worker: Worker, spool: Spool, began: float, seconds: float) -> None:
        """Move the rest of an answer from its worker to where it waits for the client; then the worker is free.

        No query has a worker for longer than it may run, however slow its reader.
        """
        done, problem = False, None
        try:
            async with asyncio.timeout_at(began + seconds):
                problem = await spooled(worker, spool)
            done = True
        except TimeoutError:
            late = "the answer was not taken in time, and there was no room to keep it"
            problem = NotTaken(late) if spool.starved else _timed_out(seconds)
        except (asyncio.IncompleteReadError, ConnectionError):
            problem = await self._post_mortem(worker)
        finally:
            if done:
                self._give_back(worker)
            else:
                self._kill(worker)
            spool.end(problem)

    def _seconds(self, job: Job) -> float:
        """How long a job may run."""
        longest = self.settings.serve_query_seconds
        return longest if job.ad_hoc else min(longest, self.settings.serve_lookup_seconds)

    async def _post_mortem(self, worker: Worker) -> OnRecordError:
        return await post_mortem(worker, memory=self.settings.serve_query_memory)

    async def _take(self, *, ad_hoc: bool) -> Worker:
        """A worker, once it is this client's turn; ``Busy``, ``TooMany`` or ``Preempted`` where that never comes."""
        ticket = Ticket(CLIENT.get(), ad_hoc)
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._places[ticket] = place
        try:
            self._schedule.enter(ticket)
            self._dispatch()
            if not place.done():
                self._make_room(ticket)
                self._look()
            async with asyncio.timeout(self.settings.serve_queue_seconds):
                return await place
        except TimeoutError as error:
            self._leave(ticket)
            raise Busy("all workers are busy") from error
        except BaseException:
            self._leave(ticket)
            raise
        finally:
            del self._places[ticket]

    def _make_room(self, ticket: Ticket) -> None:
        """Keep the queue within its length: refuse this job, or the last one of a client that has more."""
        refused = self._schedule.refused(ticket)
        if refused is None:
            return
        running, waiting = self._schedule.of(ticket.client)
        if refused is not ticket:
            self._places[refused].set_exception(Preempted("the queue is full, and others have fewer queries in it"))
            self._schedule.end(refused)
        elif len(self._schedule.waiting) > self.settings.serve_queue:
            raise Busy("all workers are busy and the queue is full")
        else:
            raise TooMany(f"{running} queries of yours are running and {waiting - 1} waiting, which is as many as may")

    def _dispatch(self) -> None:
        """Give idle workers to those whose turn it is."""
        while (worker := self._next_idle()) is not None:
            ticket = self._next_ticket()
            if ticket is None:
                self._idle.append(worker)
                return
            worker.ticket = ticket
            self._places[ticket].set_result(worker)

    def _next_idle(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()  # the one that was busy last: its caches are warm
            if not worker.ended.done() and not worker.reader.at_eof():
                return worker
            self._replace(worker)
        return None

    def _next_ticket(self) -> Ticket | None:
        while (ticket := self._schedule.next(asyncio.get_running_loop().time())) is not None:
            if not self._places[ticket].done():
                return ticket
            self._schedule.end(ticket)  # its client left in this moment
        return None

    def _look(self) -> None:
        """Stop a query for the sake of a job that waits, where one should give way; look again while any waits."""
        loop = asyncio.get_running_loop()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = loop.call_later(LOOK_SECONDS, self._look) if self._schedule.waiting else None
        if self._missing() > 0 or any(worker.stopped_by for worker in self._workers.values()):
            return  # a worker is on its way
        ticket = self._schedule.preempted(loop.time())
        for worker in self._workers.values():
            if ticket is not None and worker.ticket is ticket:
                self._stop(worker, Preempted("the query was stopped, as others waited who have less running"))

    def _stop(self, worker: Worker, error: OnRecordError) -> None:
        """Kill a worker in the middle of its job, whose asker is told so: whoever reads from it sees it end."""
        worker.stopped_by = error
        self._forking.kill(worker)

    def end_jobs(self) -> None:
        """End all jobs, those that wait too, as the service is stopping."""
        self._stopping = True
        for place in self._places.values():
            if not place.done():
                place.set_exception(Busy("the service is stopping"))
        for worker in self._workers.values():
            if worker.ticket is not None:
                self._stop(worker, Busy("the service is stopping"))

    def _leave(self, ticket: Ticket) -> None:
        """Give up a place in the queue, and the worker that came in the same moment."""
        place = self._places[ticket]
        if place.done() and not place.cancelled() and place.exception() is None:
            self._give_back(place.result())
        else:
            self._schedule.end(ticket)

    def _give_back(self, worker: Worker) -> None:
        """Let a worker take the next job, or end it where its release is no longer the current one."""
        if worker.ended.done() or worker.stopped_by:
            self._kill(worker)
            return
        self._free(worker)
        if worker.number in self._workers:
            if worker.release == self.release.id:
                self._idle.append(worker)
            else:
                self._forget(worker)
        self._dispatch()

    def _free(self, worker: Worker) -> None:
        """Count a worker's job as done."""
        if worker.ticket is not None:
            self._schedule.end(worker.ticket)
            worker.ticket = None

    def _kill(self, worker: Worker) -> None:
        """Kill a worker and start another in its place."""
        self._free(worker)
        self._replace(worker)
        self._dispatch()

    def _replace(self, worker: Worker) -> None:
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
        if not self._stopping and (self._refilling is None or self._refilling.done()):
            self._refilling = self._spawn_task(self._start_missing())

    async def _start_missing(self) -> None:
        while self._missing() > 0 and not self._stopping:
            try:
                await self._add()
            except StoreError as error:
                if self._stopping:
                    return
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
            self._replace(worker)

    def _spawn_task(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _timed_out(seconds: float) -> TimedOut:
    return TimedOut(f"the query took longer than {seconds:g} seconds and was stopped")
