"""How a job ends: with an answer, or with one of these errors besides those of ``kg.errors``."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import LimitExceeded, OnRecordError, QueryError
from kg.serve.wire import Refusal


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
