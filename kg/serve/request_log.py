"""What is noted of a request while it is answered, for its line in the log and for the metrics."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Notes:
    """``outcome`` where it is not what the status says; ``queries`` asked, how many of them answered from memory.

    ``releases`` are those that were read from.
    """

    outcome: str = ""
    query: str = ""
    rows: int | None = None
    queries: int = 0
    kept: int = 0
    release: str = ""
    releases: set[str] = field(default_factory=set)


# the notes of the request being answered; some of their own for work that nobody's request asked for
NOTES: ContextVar[Notes] = ContextVar("notes")


def notes() -> Notes:
    """The notes of the request that is being answered."""
    return NOTES.get(Notes())
