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
from collections import deque
from collections.abc import Coroutine
from typing import BinaryIO

from kg.errors import LimitExceeded, NotFound, OnRecordError, StoreError
from kg.serve.answers import Answer, Busy, TimedOut, WorkerLost, refusal_error
from kg.serve.forking import Forking, Worker, read_frame
from kg.serve.supervisor import MEMORY
from kg.serve.wire import Job, Kind, Refusal, frame
from kg.settings import Settings
from kg.store import Release, current, find, hold

log = logging.getLogger(__name__)

DEATH_NOTICE_SECONDS = 1.0  # how long after its socket closed a worker's exit status may take to arrive
RETRY_SECONDS = 1.0  # between attempts to start a worker that would not start


class Pool:
    """Worker processes on the current release of a data folder. ``start`` before use, ``stop`` after."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.release: Release = find(settings.data)
        self._held: BinaryIO | None = None
        self._idle: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._workers: dict[int, Worker] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._refilling: asyncio.Task[None] | None = None
        self._forking = Forking(headroom=settings.serve_query_memory, on_end=self._worker_ended)

    @property
    def ready(self) -> bool:
        """Whether any worker is there to answer."""
        return bool(self._workers)

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

    async def run(self, job: Job) -> Answer:
        """The answer to a job.

        Raises ``Busy``, ``QueryError`` (syntax, with line and column as its place), ``NotAcceptable``,
        ``ResultTooLarge`` or another ``LimitExceeded`` (time, memory, depth). Cancelling it kills the worker.
        """
        for _ in range(self.settings.serve_workers):  # killed from outside, not by this query: perhaps all at once
            with contextlib.suppress(WorkerLost):
                return await self._run(job)
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
            self._forking.kill(worker)
            self._refill()

    def _forget(self, worker: Worker) -> bool:
        """Close a worker's socket, at which it ends unless it is busy; whether it was still one of ours."""
        known = self._workers.pop(worker.number, None) is not None
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
