"""Findings that a team knows of and lives with for now: they are shown as known, and do not fail a run."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError, NotFound
from kg.validate.formats import words
from kg.validate.report import Report

VERSION = 1


def compare(report: Report, path: Path) -> tuple[Report, int]:
    """The report with the results that the baseline has marked as known, and how many of the baseline are no more.

    Findings are counted: of those with one key, as many are known as the baseline has, the first of the report.
    Raises NotFound, or InputError naming the file and the place in it.
    """
    left = _read(path)
    results = []
    for result in report.results:
        known = left[result.key] > 0
        left[result.key] -= known
        results.append(replace(result, known=known))
    return replace(report, results=tuple(results)), left.total()


def write(report: Report, path: Path) -> None:
    """Write all results of the report as known: sorted, a line each, so that a change of it reads well."""
    findings = [
        {
            "key": result.key,
            "shape": result.shape,
            "component": result.component,
            "focus": words.plain(result.focus) if result.key else None,
            "message": result.message,
        }
        for result in sorted(report.results, key=lambda result: (result.shape, result.key))
    ]
    lines = ",\n".join(f"    {json.dumps(finding, ensure_ascii=False)}" for finding in findings)
    body = f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n' if findings else _EMPTY
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(body, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"cannot be written ({error.strerror})", source=str(path)) from error


_EMPTY = f'{{\n  "version": {VERSION},\n  "findings": []\n}}\n'


def _read(path: Path) -> Counter[str]:
    hint = "write it anew with --update-baseline"
    try:
        body = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotFound(f"{path}: no such file; {hint}") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path)) from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError("is no baseline: not JSON", source=str(path), place=place, hint=hint) from error
    if not isinstance(body, dict) or body.get("version") != VERSION or not isinstance(body.get("findings"), list):
        raise InputError(f"is no baseline of version {VERSION}", source=str(path), hint=hint)
    keys = Counter[str]()
    for number, finding in enumerate(body["findings"], 1):
        key = finding.get("key") if isinstance(finding, dict) else None
        if not isinstance(key, str):
            raise InputError("a finding without a key", source=str(path), place=f"finding {number}", hint=hint)
        keys[key] += 1
    return keys
