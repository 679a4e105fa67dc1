"""A report as one JSON object."""

from __future__ import annotations

import json

from kg.validate.formats import words
from kg.validate.report import Report, Severity


def as_json(report: Report) -> str:
    """One object: ``conforms``, counts, what was checked, and all results; absent values are null."""
    body = {
        "conforms": report.conforms,
        "engine": report.engine,
        "triples": report.triples,
        "graphs": report.graphs,
        "elsewhere": report.elsewhere,
        "checked": dict(report.checked),
        "notes": list(report.notes),
        "known": report.known,
        "counts": {severity.lower(): report.count(severity) for severity in Severity},
        "results": [
            {
                "key": result.key,
                "severity": result.severity.lower(),
                "message": result.message,
                "focus": words.plain(result.focus),
                "label": result.label,
                "path": result.path,
                "value": words.plain(result.value),
                "component": result.component,
                "shape": result.shape or None,
                "graphs": list(result.graphs),
                "sentence": result.sentence,
                "file": result.place.file if result.place else None,
                "line": result.place.line if result.place else None,
                "known": result.known,
            }
            for result in report.results
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
