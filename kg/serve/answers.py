"""How a job ends: with an answer, or with one of these errors besides those of ``kg.errors``."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from kg.errors import LimitExceeded, OnRecordError, QueryError, QuerySyntax, Unwritable
from kg.serve.ipc import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result: ``kind`` is bindings, boolean or graph; ``release`` the one it was read from.

    ``cut`` where it is the beginning that was asked for and there is more; ``rows`` counts solutions or triples.
    """

    kind: str
    body: bytes
    release: str
    cut: bool = False
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A result too large to be kept, in pieces as they come; an error where one ends it.

    The pieces go on from ``first`` and must be closed (``aclose``) when they are not read to the end: a worker waits.
    They have begun, so that they are closed too where nobody comes to read them. ``ended`` waits until all are there
    and returns their size, or raises the error.
    """

    kind: str
    first: bytes
    pieces: AsyncGenerator[bytes, None]
    release: str
    ended: Callable[[], Coroutine[Any, Any, int]]


class Busy(OnRecordError):
    """All workers are taken and the queue is full, or no worker became free in time."""


class TooMany(OnRecordError):
    """One client has as many queries running and waiting as it may."""


class Preempted(TooMany):
    """The query was stopped, or not begun, as others waited who had less than its client."""


class TimedOut(LimitExceeded):
    """The query ran into its deadline."""


class PlanTimedOut(TimedOut):
    """Planning the query ran into its own deadline."""


class NotTaken(LimitExceeded):
    """The client did not take a long answer in time, and there was no room to keep it."""


class WorkerLost(OnRecordError):
    """A worker ended for a reason that is not a limit of the query's."""


class NotAcceptable(OnRecordError):
    """The query's form of result cannot be written in any form the client accepts."""


class ResultTooLarge(LimitExceeded):
    """The serialised result is larger than allowed; nothing of it is sent."""


def whole(answer: Answer | Stream) -> Answer:
    """The answer, which is no stream where as much was to be held as there may be."""
    if isinstance(answer, Stream):
        raise ResultTooLarge("the result is too large to be held")
    return answer


def refusal_error(refusal: Refusal) -> OnRecordError:
    """The error that a worker's refusal means."""
    match refusal.reason:
        case "syntax":
            place = f"{refusal.line}:{refusal.column}" if refusal.line else ""
            return QuerySyntax(refusal.detail, place=place)
        case "not-acceptable":
            return NotAcceptable(refusal.detail)
        case "unwritable":
            return Unwritable(refusal.detail)
        case "too-large":
            return ResultTooLarge(f"{refusal.detail}; narrow the query or add a LIMIT")
    return QueryError(refusal.detail)
