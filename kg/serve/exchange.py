"""One job at one worker: what is said to it, what it answers, and why it ended where it did not."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal

from kg.errors import LimitExceeded, OnRecordError
from kg.serve.answers import Answer, PlanTimedOut, WorkerLost, refusal_error
from kg.serve.forking import Worker, read_frame
from kg.serve.ipc import Job, Kind, Refusal, frame
from kg.serve.request_log import notes
from kg.serve.spool import Spool
from kg.serve.supervisor import MEMORY

DEATH_NOTICE_SECONDS = 1.0  # how long after its socket closed a worker's exit status may take to arrive


async def exchange(
    worker: Worker, job: Job, *, hold: int, plan_seconds: float
) -> Answer | Refusal | tuple[str, list[bytes]]:
    """What a worker makes of a job: an answer, a refusal, or the kind and the beginning of one longer than ``hold``.

    Raises ``PlanTimedOut``; ``IncompleteReadError`` or ``ConnectionError`` where the worker ended (``post_mortem``).
    """
    worker.writer.write(frame(Kind.JOB, job.encode()))
    await worker.writer.drain()
    if job.rehearse and (refusal := await _planned(worker, plan_seconds)):
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


async def _planned(worker: Worker, seconds: float) -> Refusal | None:
    """Wait until a worker has planned its query; what it says if it cannot."""
    try:
        async with asyncio.timeout(seconds):
            kind, body = await read_frame(worker.reader)
    except TimeoutError as error:
        raise PlanTimedOut(f"the query took longer than {seconds:g} seconds to plan and was stopped") from error
    return None if kind is Kind.PLANNED else Refusal(**json.loads(body))


async def spooled(worker: Worker, spool: Spool) -> OnRecordError | None:
    """Put the rest of a long answer where it waits for its client; the error that it ends with, if it does."""
    while True:
        kind, body = await read_frame(worker.reader)
        if kind is Kind.DATA:
            await spool.put(body)
        elif kind is Kind.FAILED:
            return refusal_error(Refusal(**json.loads(body)))
        else:
            notes().rows = json.loads(body)["rows"]
            return None


async def post_mortem(worker: Worker, *, memory: int) -> OnRecordError:
    """Why a worker that may take so many bytes ended in the middle of a job, as an error to raise."""
    if worker.stopped_by is not None:
        return worker.stopped_by
    code = None
    with contextlib.suppress(TimeoutError):
        code = await asyncio.wait_for(asyncio.shield(worker.ended), DEATH_NOTICE_SECONDS)
    if code == -signal.SIGSEGV:
        return LimitExceeded("the query is nested too deeply to be evaluated")
    if code in (-signal.SIGABRT, MEMORY):
        return LimitExceeded(f"the query needed more than {memory // 1_000_000} MB of memory and was stopped")
    return WorkerLost("the process evaluating the query was stopped")
