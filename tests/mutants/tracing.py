"""Which tests reach which modules: the tests of a part are run once, and the functions they call are noted."""

from __future__ import annotations

import hashlib
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from kg.model import Article

Reached = dict[str, dict[str, list[str]]]  # test → module → names of the functions that it calls


def key_of(article: Article) -> str:
    """What makes an article another text to be read: its words and blocks, not whose it is."""
    told = repr((article.text, article.blocks, article.publisher, article.url, article.title, article.published))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


class Tracer:
    """A pytest plugin that notes, test by test, which functions are called, and how long it took."""

    def __init__(self, root: Path) -> None:
        self.root = f"{root / 'kg'}/"
        self.calls: defaultdict[str, set[CodeType]] = defaultdict(set)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.texts: defaultdict[str, set[str]] = defaultdict(set)  # by test: keys of the articles it has parsed
        self.articles: dict[str, Article] = {}
        self.test = ""
        self.failed: list[str] = []
        self.codes: set[CodeType] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.test = item.nodeid
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

    def reads(self, article: Article) -> None:
        """Notes that the test running has an article parsed."""
        key = key_of(article)
        self.articles[key] = article
        self.texts[self.test].add(key)

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
