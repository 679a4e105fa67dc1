"""A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code hosts show beside the lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg import __version__
from kg.validate.formats import words
from kg.validate.report import Report, Result, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> str:
    """One run: a rule a shape and constraint, a result each with its place, or the node where it has none."""
    rules: dict[str, dict[str, Any]] = {}
    for result in report.results:
        rules.setdefault(words.rule(result), _rule(result))
    order = {rule: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "kg validate",
                "semanticVersion": __version__,
                "informationUri": "https://w3id.org/onrecord/ns",
                "rules": list(rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning" if report.idle else "note", "message": {"text": said}}
                    for said in (*report.notes, words.summary(report))
                ],
            }
        ],
        "results": [_result(result, order[words.rule(result)]) for result in report.results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(result: Result) -> dict[str, Any]:
    return {
        "id": words.rule(result),
        "shortDescription": {"text": words.line(result.message, 500)},
        "defaultConfiguration": {"level": LEVELS[result.severity]},
        "properties": {"shape": result.shape or None, "component": result.component},
    }


def _result(result: Result, rule: int) -> dict[str, Any]:
    return {
        "ruleId": words.rule(result),
        "ruleIndex": rule,
        "level": LEVELS[result.severity],
        "message": {"text": words.sentence(result)},
        "locations": [_location(result)],
        "partialFingerprints": {"finding/v1": result.key},
        "baselineState": "unchanged" if result.known else "new",
    }


def _location(result: Result) -> dict[str, Any]:
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": words.plain(result.focus), "kind": "resource"}]
    }
    if result.place:
        path = Path(result.place.file)
        uri = path.resolve().as_uri() if path.is_absolute() else quote(path.as_posix())
        location["physicalLocation"] = {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": result.place.line},
        }
    return location
