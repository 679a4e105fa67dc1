"""Limits: what the service may be asked for at most, as data, and each client's share of requests.

Limits are read off the settings, so that none can be left untold. A client is an address, as ``forwarded`` has it.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass

from starlette.types import Scope

from kg.serve.forwarded import counted
from kg.settings import Settings

PREFIX = "serve_"
# settings of the service that limit nothing a client could notice
OTHERS = frozenset(
    [
        *("serve_cache_bytes", "serve_buffer_bytes", "serve_page_size", "serve_follow_seconds"),
        *("serve_log_characters", "serve_drain_seconds", "serve_grace_seconds"),
    ]
)
UNITS = {"seconds": "seconds", "bytes": "bytes", "memory": "bytes", "requests": "requests a minute"}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its name (the setting's, less ``KG_SERVE_``), its value, its unit where it is no plain number."""

    name: str
    value: int | float
    unit: str
    description: str


def limits(settings: Settings) -> tuple[Limit, ...]:
    """Every limit in force."""
    found = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if not name.startswith(PREFIX) or name in OTHERS or not numeric:
            continue
        if name in EFFECTIVE:
            value = EFFECTIVE[name](settings)
        short = name.removeprefix(PREFIX)
        found.append(Limit(short, value, UNITS.get(short.rpartition("_")[2], ""), str(field.description)))
    return tuple(found)


def client_queries(settings: Settings) -> int:
    """How many queries of one client may run at once: all but one, where nothing else is set and there are two."""
    return settings.serve_client_queries or max(1, settings.serve_workers - 1)


def client_queue(settings: Settings) -> int:
    """How many queries of one client may wait: never more than half of the queue, which is everybody's."""
    return min(settings.serve_client_queue, settings.serve_queue // 2)


# what is in force where the setting alone does not say it
EFFECTIVE = {"serve_client_queries": client_queries, "serve_client_queue": client_queue}


KNOWN = 20_000  # clients remembered; the one longest unseen is forgotten, and starts anew with a full share
PER = 60.0  # seconds a share is for

# the client of the request being answered; empty for work that nobody's request asked for
CLIENT: ContextVar[str] = ContextVar("client", default="")


def client_of(scope: Scope) -> str:
    """The client a request comes from, as it is counted."""
    return counted(str((scope.get("client") or ("unknown",))[0]))


class Shares:
    """A number of requests a minute for each client, which may come all at once: token buckets. 0 is no limit."""

    def __init__(self, requests: int) -> None:
        self.requests = requests
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and since when

    def take(self, client: str, now: float) -> int:
        """0 where the client may go on, else in how many seconds it may try again."""
        if not self.requests:
            return 0
        left, since = self._left.pop(client, (float(self.requests), now))
        left = min(float(self.requests), left + (now - since) * self.requests / PER)
        wait = 0 if left >= 1 else math.ceil((1 - left) * PER / self.requests)
        self._left[client] = (left if wait else left - 1, now)
        if len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return wait
