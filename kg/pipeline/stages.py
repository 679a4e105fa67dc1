"""What each stage of a build takes: time by the clock and by the processor, and the memory it came to."""

from __future__ import annotations

import logging
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

log = logging.getLogger(__name__)
UNIT = 1 if sys.platform == "darwin" else 1024  # of ``ru_maxrss``, in bytes
PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: ``cpu_seconds`` of this process and those it waited for, ``peak_bytes`` of the largest so far."""

    name: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass(slots=True)
class Stages:
    """The stages of a build so far, each once: where one is gone through again, its times are added up."""

    _done: dict[str, Stage] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measures what is done within, also where that fails; stages do not lie within one another."""
        clock, cpu = time.monotonic(), _cpu()
        try:
            yield
        finally:
            one = Stage(name, round(time.monotonic() - clock, 3), round(_cpu() - cpu, 3), _peak())
            self._add(one)
            log.info(
                "%s: %.1f s, %.1f s of processor, peak %d MB", name, one.seconds, one.cpu_seconds, one.peak_bytes >> 20
            )

    def done(self) -> tuple[Stage, ...]:
        """The stages in the order in which they were begun first."""
        return tuple(self._done.values())

    def told(self) -> list[dict[str, Any]]:
        """The stages as tables."""
        return [asdict(stage) for stage in self.done()]

    def _add(self, one: Stage) -> None:
        was = self._done.get(one.name, Stage(one.name, 0.0, 0.0, 0))
        self._done[one.name] = Stage(
            one.name,
            round(was.seconds + one.seconds, 3),
            round(was.cpu_seconds + one.cpu_seconds, 3),
            max(was.peak_bytes, one.peak_bytes),
        )


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in PROCESSES)


def _peak() -> int:
    return max(resource.getrusage(who).ru_maxrss for who in PROCESSES) * UNIT
