"""Running tests in this process, by name and quickest first, until one fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from tests.mutants.forks import forget_tests, silenced

# the profile "ci" of hypothesis draws the same examples every time: no mutant is killed by luck
QUIET = [
    "-q",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "--hypothesis-profile=ci",
    "-x",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-p",
    "no:randomly",
]


class Chosen:
    """A pytest plugin that keeps the tests named, in that order, and notes the first that fails."""

    def __init__(self, tests: Iterable[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}
        self.failed = ""
        self.ran = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if not self.order:
            return
        items[:] = sorted((one for one in items if one.nodeid in self.order), key=lambda one: self.order[one.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran += report.when == "call"
        if report.failed:
            self.failed = self.failed or report.nodeid


def run(tests: list[str], files: Sequence[str] = ()) -> dict[str, Any]:
    """Runs tests by name, or all of some files."""
    forget_tests()
    chosen = Chosen(tests)
    with silenced():
        status = pytest.main(
            [*QUIET, *(files or sorted({test.partition("::")[0] for test in tests}))], plugins=[chosen]
        )
    killed = status != pytest.ExitCode.OK
    return {"killed": killed, "by": chosen.failed or (f"pytest: {status}" if killed else ""), "ran": chosen.ran}
