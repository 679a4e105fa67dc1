"""Where a build's time and memory go: its stages as a table, and a page of the calls of this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.cli import show

if TYPE_CHECKING:
    from kg.pipeline.stages import Stage

PAGE = "profile.html"
INTERVAL = 0.01  # seconds between two looks at the stack: a hundredth of what it costs at the usual millisecond
MOST = 100_000  # looks that a browser can show; more are thinned out


@contextmanager
def page(path: Path) -> Iterator[None]:
    """Writes a self-contained page to ``path`` that shows where this process spends its time, call by call."""
    from pyinstrument import Profiler
    from pyinstrument.renderers import HTMLRenderer

    profiler = Profiler(interval=INTERVAL, async_mode="disabled")
    profiler.start()
    try:
        yield
    finally:
        session = profiler.stop()
        if len(session.frame_records) > MOST:
            session = session.resample(session.duration / MOST)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HTMLRenderer(resample_interval=0).render(session), "utf-8")
        show.say(f"calls of this process: {path}")


def table(stages: Sequence[Stage], output: IO[str]) -> None:
    """Prints what each stage took: seconds by the clock and by the processor, and the largest process until its end."""
    rows = [
        [one.name, f"{one.seconds:,.1f} s", f"{one.cpu_seconds:,.1f} s", f"{one.peak_bytes >> 20:,} MB"]
        for one in stages
    ]
    seconds, cpu = sum(one.seconds for one in stages), sum(one.cpu_seconds for one in stages)
    peak = max((one.peak_bytes for one in stages), default=0)
    rows.append(["all", f"{seconds:,.1f} s", f"{cpu:,.1f} s", f"{peak >> 20:,} MB"])
    show.table(("stage", "time", "processor", "largest process"), rows, output)
