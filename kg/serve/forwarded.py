"""Forwarded requests: whom a request comes from, as trusted proxies tell it, and by which scheme it was asked.

Each proxy adds the address it was asked from at the right end of ``X-Forwarded-For``, so the client is the rightmost
one there that is no trusted proxy's own; what stands left of it is the client's own word. Where the connection comes
from no trusted proxy the header is not looked at.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from starlette.types import ASGIApp, Receive, Scope, Send

ANY = "*"  # whoever connects is a proxy, what it adds is not
PORT = re.compile(r"\[(?P<six>[^\[\]]*)\](?::\d{1,5})?|(?P<four>[\d.]+):\d{1,5}")

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies that are believed: networks of addresses, or whoever connects."""

    networks: tuple[IPv4Network | IPv6Network, ...]
    any: bool = False

    @classmethod
    def of(cls, setting: str) -> Proxies:
        """Those of a setting: addresses and networks by comma, ``*`` for whoever connects; else ``ValueError``."""
        parts = [part.strip() for part in setting.split(",") if part.strip()]
        networks = tuple(ipaddress.ip_network(part, strict=False) for part in parts if part != ANY)
        return cls(networks, ANY in parts)

    def __contains__(self, address: Address) -> bool:
        return any(address.version == network.version and address in network for network in self.networks)

    def believed(self, peer: str) -> bool:
        """Whether who connects from there is a proxy that is believed."""
        return self.any or ((address := parsed(peer)) is not None and address in self)

    def client(self, peer: str, headers: list[str]) -> str:
        """The address of the client of a connection from ``peer`` with these ``X-Forwarded-For`` headers, in order."""
        if not self.believed(peer):
            return peer
        for part in reversed(",".join(headers).split(",")):
            address = parsed(part)
            if address is None:  # a trusted proxy wrote what is none: nobody knows more than the peer
                return peer
            if address not in self:
                return str(address)
        return peer


def parsed(text: str) -> Address | None:
    """An address as proxies write it, with a port and in brackets or without; IPv4 within IPv6 as IPv4."""
    text = text.strip().strip('"')
    if found := PORT.fullmatch(text):
        text = found["six"] or found["four"] or ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def counted(host: str) -> str:
    """The client that an address is counted as: of IPv6 its first 64 bits, which is what one subscriber gets."""
    address = parsed(host)
    if address is None:
        return host[:64]
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address.packed, 64), strict=False))


class Forwarded:
    """ASGI middleware that puts the client's address and scheme in place of the proxy's."""

    def __init__(self, app: ASGIApp, *, proxies: Proxies) -> None:
        self.app, self.proxies = app, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer, port = scope.get("client") or ("", 0)
        if scope["type"] == "http" and self.proxies.believed(peer):
            told = {name: _values(scope, name) for name in (b"x-forwarded-for", b"x-forwarded-proto")}
            client = self.proxies.client(peer, told[b"x-forwarded-for"])
            scope = {**scope, "client": (client, port if client == peer else 0)}
            scheme = (told[b"x-forwarded-proto"] or [""])[-1].rpartition(",")[2].strip().lower()
            if scheme in ("http", "https"):
                scope["scheme"] = scheme
        await self.app(scope, receive, send)


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]
