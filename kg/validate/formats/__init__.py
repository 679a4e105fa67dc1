"""A report as people and programs read it. To add a format: a function, and a line in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import UsageError
from kg.validate.formats.annotations import github, gitlab
from kg.validate.formats.documents import as_json
from kg.validate.formats.junit import junit
from kg.validate.formats.sarif import sarif
from kg.validate.formats.standard import jsonld, turtle
from kg.validate.formats.text import text
from kg.validate.report import Report

FORMATS: tuple[tuple[str, Callable[[Report], str]], ...] = (
    ("text", text),
    ("json", as_json),
    ("turtle", turtle),
    ("jsonld", jsonld),
    ("sarif", sarif),
    ("junit", junit),
    ("github", github),
    ("gitlab", gitlab),
)


def render(report: Report, format: str = "text") -> str:
    """The report in a format of ``FORMATS``; ``UsageError`` for another."""
    for name, write in FORMATS:
        if name == format:
            return write(report)
    raise UsageError(f"no report format {format!r}; one of {', '.join(name for name, _ in FORMATS)}")
