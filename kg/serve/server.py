"""The server: runs the application until told to stop, and stops in order.

It says that it is not ready, answers on for a while, then ends what is under way.
"""

from __future__ import annotations

import contextlib
import signal
import time
from types import FrameType

import uvicorn

from kg.errors import StoreError
from kg.serve import telemetry
from kg.serve.app import create_app
from kg.serve.http_protocol import protocol
from kg.serve.service import Service
from kg.settings import Settings
from kg.store import find, open_release

GRACE_SECONDS = 10  # for requests under way when the server is told to stop


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
    Raises ``NotFound`` or ``StoreError`` where there is no release that can be opened.
    """
    open_release(find(settings.data))  # said in one line here; a worker that fails would end in a traceback
    if workers is not None:
        settings = settings.model_copy(update={"serve_workers": workers})
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
        forwarded_allow_ips=settings.serve_trusted_proxies,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=15,
        ws="none",
    )
    server = draining(config, app.state.service)
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C has done its work by then
        server.run()
    if not server.started:
        raise StoreError("the service did not start; the log says why")


def draining(config: uvicorn.Config, service: Service) -> uvicorn.Server:
    """A server that, told to stop by SIGTERM, first answers on for ``serve_drain_seconds`` while ``/ready`` says 503.

    A proxy or orchestrator that asks ``/ready`` sends nothing more by then. A second signal, or Ctrl-C, stops at once.
    """

    class Server(uvicorn.Server):
        stop_at: float | None = None

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            wait = service.settings.serve_drain_seconds
            if sig != signal.SIGTERM or not wait or service.draining:
                super().handle_exit(sig, frame)
                return
            service.draining = True
            self.stop_at = time.monotonic() + wait

        async def on_tick(self, counter: int) -> bool:
            if self.stop_at is not None and time.monotonic() >= self.stop_at:
                self.should_exit = True
            return await super().on_tick(counter)

    return Server(config)
