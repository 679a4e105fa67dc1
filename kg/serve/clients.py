"""Who asks: a client is an address, and each has its share of requests.

The address is the one the connection comes from, or what a trusted proxy says it is. IPv6 addresses are taken by
their first 64 bits, which is what one subscriber gets.
"""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from contextvars import ContextVar

from starlette.types import Scope

KNOWN = 20_000  # clients remembered; the one longest unseen is forgotten, and starts anew with a full share
PER = 60.0  # seconds a share is for

# the client of the request being answered; empty for work that nobody's request asked for
CLIENT: ContextVar[str] = ContextVar("client", default="")


def client_of(scope: Scope) -> str:
    """The client a request comes from, as it is counted."""
    host = (scope.get("client") or ("unknown",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # what a proxy wrote is no address
        return str(host)[:64]
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


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
