"""Floors: what a run must reach, in a file where a figure only ever gets better by itself.

A table a gold file, a line a figure. A figure of which less is better has a ceiling instead. A person may lower a
floor, with the reason on its line; ``raised`` never does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.report import Figure, Report

Floors = Mapping[str, Mapping[str, float]]
DIGITS = 4


def read(path: Path) -> Floors:
    """The floors by gold file, as written; none where the file is not there. InputError where it cannot be read."""
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"no floors can be read ({error})", source=str(path), hint="mend it") from error
    for gold, table in content.items():
        if not isinstance(table, dict) or not all(isinstance(value, int | float) for value in table.values()):
            raise InputError("a floor that is no number", source=str(path), place=gold, hint="write name = number")
    return content


def files(floors: Floors) -> list[Path]:
    """The gold files and folders that have floors; a table "GOLD, WHAT" is of another command than ``kg eval``."""
    return [Path(name) for name in floors if ", " not in name]


def below(report: Report, floors: Mapping[str, float]) -> Iterator[str]:
    """A line for each figure of a report that does not reach its floor; one that is not measured does not."""
    figures = {figure.name: figure for figure in report.figures}
    for name, wanted in floors.items():
        figure = figures.get(name)
        if figure is None or figure.value is None:
            yield f"{report.gold}: {name} is not measured; its floor is {wanted:g}"
        elif figure.ceiling and figure.value > wanted + 0.5 * 10**-DIGITS:
            yield f"{report.gold}: {name} is {figure.value:.4f}, above its ceiling {wanted:g}"
        elif not figure.ceiling and figure.value < wanted - 0.5 * 10**-DIGITS:
            yield f"{report.gold}: {name} is {figure.value:.4f}, below its floor {wanted:g}"


def raised(text: str, reports: Sequence[Report]) -> str:
    """The text of a floors file with each gated figure that is better, or new; comments and worse ones stay."""
    lines = text.splitlines()
    for report in reports:
        for figure in report.figures:
            if figure.gate and figure.value is not None:
                _raise(lines, report.gold, figure)
    return "\n".join(lines).rstrip("\n") + "\n"


def _raise(lines: list[str], gold: str, figure: Figure) -> None:
    head = f'["{gold}"]'
    if head not in lines:
        lines += ["", head] if lines and lines[-1] else [head]
    start = lines.index(head) + 1
    end = next((index for index in range(start, len(lines)) if lines[index].startswith("[")), len(lines))
    value = _rounded(figure)
    for index in range(start, end):
        match = re.match(r'"?([^"=]+?)"?\s*=\s*([\d.]+)(.*)$', lines[index])
        if match is not None and match[1] == figure.name:
            before = float(match[2])
            if (value < before) if figure.ceiling else (value > before):
                lines[index] = f'"{figure.name}" = {value:g}'
            return
    while end > start and not lines[end - 1]:
        end -= 1
    lines.insert(end, f'"{figure.name}" = {value:g}')


def _rounded(figure: Figure) -> float:
    """To four digits, to the side that the same run reaches again."""
    scale: float = 10.0**DIGITS
    scaled = (figure.value or 0.0) * scale
    return (ceil(scaled - 1e-6) if figure.ceiling else floor(scaled + 1e-6)) / scale
