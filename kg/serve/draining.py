"""Stopping in order: the server says that it is not ready, answers on for a while, then ends what is under way."""

from __future__ import annotations

import signal
import time
from types import FrameType

import uvicorn

from kg.serve.service import Service


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
