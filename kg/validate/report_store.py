"""A report kept with what it is about: the gate's with its release, for the service's page and for the next build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg import __version__
from kg.errors import InputError
from kg.validate.report import Report, Result, Severity
from kg.validate.shapes import Shapes
from kg.validate.vocabulary import term

FILE = "report.json"
FORMAT = 1


def basis(shapes: Shapes) -> str:
    """What besides the data a report hangs on: the shapes, and the programs that judged by them."""
    programs = [f"{name} {version(name)}" for name in ("pyshacl", "shacl", "pyoxigraph")]
    return f"shapes {shapes.digest} onrecord {__version__} {' '.join(programs)}"


def dumps(report: Report) -> str:
    """The whole report as one JSON object, from which ``loads`` makes it again."""
    body = {
        "format": FORMAT,
        "basis": report.basis,
        "engine": report.engine,
        "triples": report.triples,
        "graphs": report.graphs,
        "elsewhere": report.elsewhere,
        "notes": list(report.notes),
        "checked": dict(report.checked),
        "results": [_entry(result) for result in report.results],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> Report | None:
    """The report in a file, None where there is no such file; ``InputError`` where it cannot be read."""
    try:
        body = json.loads(path.read_text("utf-8"))
        if body["format"] != FORMAT:
            return None
        return Report(
            results=tuple(_result(entry) for entry in body["results"]),
            engine=body["engine"],
            triples=body["triples"],
            graphs=body["graphs"],
            elsewhere=body["elsewhere"],
            checked=tuple(body["checked"].items()),
            notes=tuple(body["notes"]),
            basis=body["basis"],
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"is no report that can be read ({error})", source=str(path)) from error


def _entry(result: Result) -> dict[str, Any]:
    written = {
        name: getattr(result, name)
        for name in ("path", "component", "shape", "message", "label", "sentence", "own_severity", "own_shape", "key")
    }
    return written | {
        "focus": str(result.focus),
        "value": None if result.value is None else str(result.value),
        "severity": result.severity.value,
        "graphs": list(result.graphs),
    }


def _result(entry: Mapping[str, Any]) -> Result:
    kept = {name: value for name, value in entry.items() if name not in ("focus", "value", "severity", "graphs")}
    bare = Result(
        focus=term(entry["focus"]),
        value=None if entry["value"] is None else term(entry["value"]),
        severity=Severity(entry["severity"]),
        graphs=tuple(entry["graphs"]),
        path=None,
        component="",
        shape="",
        message="",
    )
    return replace(bare, **kept)
