"""A report as remarks on the lines of a change: GitHub's workflow commands, GitLab's code quality report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from kg.validate.formats import words
from kg.validate.report import Report, Result, Severity

# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
SHOWN = 10  # annotations of a kind that GitHub takes from a step
SEVERITIES = {Severity.VIOLATION: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def github(report: Report) -> str:
    """One annotation a result that no baseline knows, and one with the summary."""
    return "".join(f"{line}\n" for line in _commands(report))


def gitlab(report: Report) -> str:
    """The results that no baseline knows, each with a fingerprint of its own that a later run gives it too."""
    keys = Counter[str]()
    issues = [
        {
            "description": words.sentence(result),
            "check_name": words.rule(result),
            "fingerprint": _fingerprint(result.key, keys),
            "severity": SEVERITIES[result.severity],
            "location": {
                "path": result.place.file if result.place else "release",
                "lines": {"begin": result.place.line if result.place else 1},
            },
        }
        for result in report.results
        if not result.known
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _fingerprint(key: str, keys: Counter[str]) -> str:
    """The key, with a number where others before had the same: of two issues with one fingerprint, one is shown."""
    keys[key] += 1
    return key if keys[key] == 1 else f"{key}-{keys[key]}"


def _commands(report: Report) -> Iterator[str]:
    for result in report.results:
        if not result.known:
            properties = {**_where(result), "title": words.rule(result)}
            listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
            yield f"::{COMMANDS[result.severity]} {listed}::{_data(words.sentence(result))}"
    for note in report.notes:
        yield f"::notice title=kg validate::{_data(note)}"
    counts = Counter(result.severity for result in report.results if not result.known)
    more = (
        f"; the page of the run shows {SHOWN} of a kind, the log has all"
        if max(counts.values(), default=0) > SHOWN
        else ""
    )
    yield f"::{'warning' if report.idle else 'notice'} title=kg validate::{_data(words.summary(report) + more)}"


def _where(result: Result) -> dict[str, str]:
    return {"file": result.place.file, "line": str(result.place.line)} if result.place else {}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
