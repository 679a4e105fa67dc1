"""Scheduling: which waiting job gets the next worker, and which running one gives way to one that waits.

Two kinds of jobs share the workers. Those of the service's own (pages, named queries, lookups) end soon; an ad-hoc
query is whatever a client wrote. Some workers are kept from ad-hoc queries, so that there is one for a page; they are
lent to a client that has no other query running, so that a quick one is answered while slow ones hold all others.

A client that asks for one thing at a time gives way only where the service's own jobs wait for what was lent. One that
asks for more gives way to a client that has less, and keeps nothing that was lent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True, eq=False)
class Ticket:
    """A job that waits or runs: whose it is (empty: nobody's), whether it is an ad-hoc query, when it began to run."""

    client: str
    ad_hoc: bool
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What scheduling goes by.

    ``workers`` of which ``reserved`` are kept from ad-hoc queries; jobs that one client may have running (of each
    kind) and waiting; how many may wait in all; the seconds that a query may always run.
    """

    workers: int
    reserved: int
    client_running: int
    client_waiting: int
    waiting: int
    seconds: float


class Schedule:
    """The jobs of a pool, those running and those waiting, in the order they came."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.waiting: list[Ticket] = []
        self._running: dict[Ticket, None] = {}
        self._ran = Counter[tuple[str, bool]]()  # jobs by client and kind
        self._wait = Counter[tuple[str, bool]]()
        self._ad_hoc = 0  # of those running

    def enter(self, ticket: Ticket) -> None:
        """Let a job wait."""
        self.waiting.append(ticket)
        self._wait[ticket.client, ticket.ad_hoc] += 1

    def next(self, now: float) -> Ticket | None:
        """Begin the job that an idle worker takes; None where none of those that wait may run."""
        ticket = min((one for one in self.waiting if self._may_run(one)), key=self._rank, default=None)
        if ticket is not None:
            self._leave(ticket)
            ticket.since = now
            self._running[ticket] = None
            self._ran[ticket.client, ticket.ad_hoc] += 1
            self._ad_hoc += ticket.ad_hoc
        return ticket

    def end(self, ticket: Ticket) -> None:
        """Count a job as done, or gone, whether it ran or waited."""
        if ticket in self._running:
            del self._running[ticket]
            _less(self._ran, (ticket.client, ticket.ad_hoc))
            self._ad_hoc -= ticket.ad_hoc
        elif ticket in self.waiting:
            self._leave(ticket)

    def of(self, client: str) -> tuple[int, int]:
        """How many jobs of a client run, and how many wait."""
        return self._ran[client, True] + self._ran[client, False], self._wait[client, True] + self._wait[client, False]

    def refused(self, ticket: Ticket) -> Ticket | None:
        """The job there is no room for now that this one waits: the last query of whoever has most, or a lookup."""
        if ticket.client and ticket.ad_hoc and self._queued(ticket) > self.rules.client_waiting:
            return ticket
        if len(self.waiting) <= self.rules.waiting:
            return None
        return max(reversed(self.waiting), key=lambda one: (one.ad_hoc, self._queued(one)))

    def preempted(self, now: float) -> Ticket | None:
        """The ad-hoc query to stop for a job that waits, if any: of the client with most, the one that ran longest."""
        if self._ad_hoc > self._lanes > 0:  # what was lent is for who asks one thing at a time
            found = [one for one in self._running if self._may_stop(one, now) and self._queued(one)]
            if found:
                return max(found, key=self._greed)
        for waiter in sorted(self.waiting, key=self._rank):
            if self._within_share(waiter):
                found = [one for one in self._running if self._gives_way(one, waiter, now)]
                if found:
                    return max(found, key=self._greed)
        return None

    def _may_stop(self, ticket: Ticket, now: float) -> bool:
        return ticket.ad_hoc and now - ticket.since >= self.rules.seconds

    def _greed(self, ticket: Ticket) -> tuple[int, int, float]:
        return self._alike(ticket), self._queued(ticket), -ticket.since

    def _gives_way(self, runs: Ticket, waits: Ticket, now: float) -> bool:
        if runs.client == waits.client or not self._may_stop(runs, now):
            return False
        if not waits.ad_hoc and self.rules.reserved:  # what was lent is called back; what else runs there ends soon
            return self._ad_hoc > self._lanes
        has, other_has = self._alike(waits), self._alike(runs)
        return other_has > has + 1 or (not has and other_has + self._queued(runs) > 1)

    def _may_run(self, ticket: Ticket) -> bool:
        if not self._within_share(ticket):
            return False
        return not ticket.ad_hoc or self._ad_hoc < self._lanes or not self._alike(ticket)

    def _within_share(self, ticket: Ticket) -> bool:
        """Whether its client may run another of that kind: its ad-hoc queries do not keep it from a page."""
        return not ticket.client or self._alike(ticket) < self.rules.client_running

    @property
    def _lanes(self) -> int:
        """How many ad-hoc queries run before a worker is lent."""
        return max(0, self.rules.workers - self.rules.reserved)

    def _alike(self, ticket: Ticket) -> int:
        """How many jobs of its client and its kind run."""
        return self._ran[ticket.client, ticket.ad_hoc]

    def _queued(self, ticket: Ticket) -> int:
        """How many of them wait."""
        return self._wait[ticket.client, ticket.ad_hoc]

    def _rank(self, ticket: Ticket) -> tuple[int, bool, int]:
        """Who has least comes first; of these our own jobs; then who asks for least; then who came first."""
        return self._alike(ticket), ticket.ad_hoc, self._queued(ticket)

    def _leave(self, ticket: Ticket) -> None:
        self.waiting.remove(ticket)
        _less(self._wait, (ticket.client, ticket.ad_hoc))


def _less(counts: Counter[Key], key: Key) -> None:
    """One less; who has none is forgotten."""
    counts[key] -= 1
    if not counts[key]:
        del counts[key]
