"""Reading gold files: YAML and JSON lines, with errors that name the place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError

MOST_BYTES = 50_000_000  # the largest collection known is a twentieth of it


def yaml_of(path: Path) -> Any:
    """What a YAML file holds; InputError where it cannot be read."""
    import yaml

    try:
        return yaml.safe_load(content(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark is not None else ""
        raise InputError("not YAML", source=str(path), place=place, hint="mend the line") from error


def json_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a file of JSON lines; InputError naming the line that is none."""
    for number, line in enumerate(content(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise wrong(path, f"line {number}", "not JSON") from error
        if not isinstance(value, dict):
            raise wrong(path, f"line {number}", "not an object")
        yield value


def content(path: Path) -> str:
    """The text of a gold file; InputError where it is not there, too large or not UTF-8."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"larger than {MOST_BYTES:,} bytes", source=str(path), hint="split it")
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", source=str(path), hint="give a gold file") from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", source=str(path), hint="save it as UTF-8") from error


def wrong(path: Path, place: str, what: str) -> InputError:
    """The error of an entry that is not in the form of its gold."""
    return InputError(what, source=str(path), place=place, hint="kg/evaluate/README.md describes the forms")
