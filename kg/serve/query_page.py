"""A query as a page: the form to write one, and the rows or the graph it answers with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.serve.ipc import Job
from kg.serve.results import rows, variables
from kg.serve.service import Service

SHOWN = 1_000  # rows of a result on a page; that there are more is said, and the data forms have all
SHOWN_BYTES = 4_000_000
EXAMPLE = """PREFIX kg: <https://w3id.org/onrecord/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?whom WHERE {
  ?a kg:pitchedTo ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom
} LIMIT 20"""


def form(query: str, *, union: bool = False, problem: str = "") -> dict[str, Any]:
    """The values of a form that has a query in it, and of no result."""
    return {"query": query, "union": union, "problem": problem, "asked": False, **_result()}


async def table(service: Service, job: Job, *, first: int = SHOWN) -> dict[str, Any]:
    """The values of a result: its first rows, or a graph as text that a browser can show; the pool's errors."""
    answer = await service.ask(replace(job, first_rows=first, max_bytes=min(job.max_bytes, SHOWN_BYTES)))
    if answer.kind == "graph":
        return _result(text=answer.body.decode())
    if answer.kind == "boolean":
        return _result(text="yes" if b"true" in answer.body else "no")
    return _result(columns=variables(answer.body), rows=rows(answer.body), more=answer.cut)


def _result(**values: Any) -> dict[str, Any]:
    return {"columns": [], "rows": [], "more": False, "text": "", **values}
