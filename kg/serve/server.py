"""The server: takes its address, says what it serves there, runs the application until told to stop, stops in order.

Told to stop, it says that it is not ready, answers on for a while, then lets what is under way end; what does not end
in time is told so, or broken off. Told again, it does not wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import time
from types import FrameType

import uvicorn

from kg.errors import StoreError, UsageError
from kg.serve import telemetry
from kg.serve.app import create_app
from kg.serve.http_protocol import protocol
from kg.serve.service import Service
from kg.settings import Settings
from kg.store import find, open_release

log = logging.getLogger(__name__)

TOLD_SECONDS = 1.0  # for a client to take the message that its request was ended
BACKLOG = 2048  # connections that wait to be accepted


def serve(
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int | None = None,
    root_path: str = "",
) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); requests under way are finished, workers ended.

    ``workers`` processes answer queries (default: the setting); ``root_path`` is a proxy's prefix that it strips.
    Raises ``NotFound`` or ``StoreError`` where there is no release that can be opened, ``UsageError`` where the address
    cannot be had.
    """
    open_release(find(settings.data))  # said in one line here; a worker that fails would end in a traceback
    if workers is not None:
        settings = settings.model_copy(update={"serve_workers": workers})
    sockets = listening(host, port)
    telemetry.configure(settings)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        root_path=root_path,
        access_log=False,
        log_config=None,
        server_header=False,
        http=protocol(settings, base=lambda: app.state.service.base),
        h11_max_incomplete_event_size=settings.serve_header_bytes,
        proxy_headers=False,  # they are read, more strictly, by ``limits``
        timeout_keep_alive=15,
        ws="none",
    )
    server = Server(config, app.state.service)
    server.run(sockets)
    if not server.started:
        raise StoreError("the service did not start; the log says why")


def listening(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of a host, bound and listening; ``UsageError`` where there is none."""
    sockets: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, proto, _, address in dict.fromkeys(found):
            one = socket.socket(family, kind, proto)
            sockets.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
            one.listen(BACKLOG)
    except (OSError, UnicodeError) as error:  # a name that is none is no Unicode of the domain system's
        for one in sockets:
            one.close()
        raise UsageError(f"{host}, port {port}: {_unbound(error)}") from error
    return sockets


def _unbound(error: Exception) -> str:
    match error:
        case socket.gaierror() | UnicodeError():
            return "there is no such host; give an address of this machine with --host"
        case OSError(errno=errno.EADDRINUSE):
            return "something is listening there already; stop it, or choose another --port"
        case OSError(errno=errno.EADDRNOTAVAIL):
            return "this machine has no such address; 127.0.0.1 is for itself alone, 0.0.0.0 for all it has"
        case OSError(errno=errno.EACCES):
            return "not permitted; ports below 1024 are the system's, choose another --port"
    return f"cannot be listened on ({error})"


class Server(uvicorn.Server):
    """A server that, told to stop by SIGTERM, first answers on for ``serve_drain_seconds`` while ``/ready`` says 503.

    A proxy or orchestrator that asks ``/ready`` sends nothing more by then. Then it takes no more connections, and what
    is under way has ``serve_grace_seconds`` to end. A second signal, or Ctrl-C, ends the one wait, then the other.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self.service = service
        self._stop_at: float | None = None
        self._hurried = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            addresses = ", ".join(_url(one) for one in sockets or ())
            log.info(
                "serving release %s of %s at %s", self.service.pool.release.id, self.service.settings.data, addresses
            )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as it is called
        wait = self.service.settings.serve_drain_seconds
        if self.should_exit:
            self._hurried = True
        elif sig == signal.SIGTERM and wait and not self.service.draining:
            self.service.draining = True
            self._stop_at = time.monotonic() + wait
        else:
            self.service.draining = True
            self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        if self._stop_at is not None and time.monotonic() >= self._stop_at:
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        log.info("stopping")
        ending = asyncio.ensure_future(self._end_requests())
        await super().shutdown(sockets)
        ending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ending

    async def _end_requests(self) -> None:
        """End what is under way once it has had its time: queries are answered that they were, the rest is cut off."""
        deadline = time.monotonic() + self.service.settings.serve_grace_seconds
        while not self._hurried and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        self.service.pool.end_jobs()
        await asyncio.sleep(TOLD_SECONDS)
        for connection in tuple(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listener.family == socket.AF_INET6 else f"http://{host}:{port}/"
