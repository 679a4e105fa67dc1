"""Which tests reach which modules: the tests of a part are run once, and the functions they call are noted."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

Reached = dict[str, dict[str, list[str]]]  # test → module → names of the functions that it calls


class Tracer:
    """A pytest plugin that notes, test by test, which functions are called, and how long it took."""

    def __init__(self, root: Path) -> None:
        self.root = f"{root / 'kg'}/"
        self.calls: defaultdict[str, set[CodeType]] = defaultdict(set)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.failed: list[str] = []
        self.codes: set[CodeType] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.codes, began = self.calls[item.nodeid], time.monotonic()
        threading.settrace(self._called)
        sys.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.seconds[item.nodeid] = time.monotonic() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def _called(self, frame: FrameType, event: str, arg: object) -> None:
        self.codes.add(frame.f_code)

    def reached(self) -> Reached:
        """What was noted, of our own modules; a function inside another counts as that one."""
        found: Reached = {}
        for test, codes in self.calls.items():
            modules: defaultdict[str, set[str]] = defaultdict(set)
            for code in codes:
                if code.co_filename.startswith(self.root) and code.co_name != "<module>":
                    modules[code.co_filename.removeprefix(self.root).removesuffix(".py")].add(
                        code.co_qualname.partition(".<locals>")[0]
                    )
            found[test] = {module: sorted(lines) for module, lines in sorted(modules.items())}
        return found
