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


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: ``cpu_seconds`` of this process and those it waited for, ``peak_bytes`` of this one until its end."""

    name: str
    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass(slots=True)
class Stages:
    """The stages of a build so far."""

    done: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measures what is done within."""
        clock, cpu = time.monotonic(), _cpu()
        yield
        one = Stage(name, round(time.monotonic() - clock, 3), round(_cpu() - cpu, 3), _peak())
        self.done.append(one)
        log.info(
            "%s: %.1f s, %.1f s of processor, peak %d MB", name, one.seconds, one.cpu_seconds, one.peak_bytes >> 20
        )

    def told(self) -> list[dict[str, Any]]:
        """The stages as tables."""
        return [asdict(stage) for stage in self.done]


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
