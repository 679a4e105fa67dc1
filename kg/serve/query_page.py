"""A query as a page: the form to write one, and the rows or the graph it answers with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.serve.answers import Answer
from kg.serve.ipc import Job
from kg.serve.results import rows, variables

SHOWN = 1_000  # rows of a result on a page; that there are more is said, and the data forms have all
SHOWN_BYTES = 4_000_000


def blank(query: str) -> dict[str, Any]:
    return {
        "query": query,
        "union": False,
        "problem": "",
        "columns": [],
        "rows": [],
        "more": False,
        "text": "",
        "asked": False,
    }


def shown(job: Job) -> Job:
    """A job for a page: the first rows of a long result, and no graph that a browser could not show."""
    return replace(job, first_rows=SHOWN, max_bytes=min(job.max_bytes, SHOWN_BYTES))


def table(answer: Answer) -> dict[str, Any]:
    """A result as the values a template shows."""
    empty: dict[str, Any] = {"columns": [], "rows": [], "more": answer.cut, "text": "", "asked": True}
    if answer.kind == "graph":
        return empty | {"text": answer.body.decode()}
    if answer.kind == "boolean":
        return empty | {"text": "yes" if b"true" in answer.body else "no"}
    return empty | {"columns": variables(answer.body), "rows": rows(answer.body)}
