"""The measured quality that is published with the data: figures of ``kg eval``, kept in ``quality.json``.

They are of the extractor, measured on gold, and stand in every release that it makes; ``make figures`` measures anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Measurement:
    """One figure: ``metric`` on ``gold`` is ``value``, with the 95 % interval where there is one, ``of`` how many.

    ``date`` is the day it was measured (ISO 8601), ``command`` what measures it again.
    """

    gold: str
    metric: str
    value: float
    low: float | None
    high: float | None
    of: str
    date: str
    command: str

    @property
    def told(self) -> str:
        """What the value rests on, in words."""
        spread = "" if self.low is None or self.high is None else f"95 % interval {self.low:.3f} to {self.high:.3f}; "
        return f"{self.of}; {spread}{self.command}"


def shipped() -> tuple[Measurement, ...]:
    """The figures that this version of the package was measured with, in order."""
    return tuple(Measurement(**one) for one in json.loads((files("kg") / "quality.json").read_text("utf-8")))


def name(path: Path) -> str:
    """What a gold file is called wherever the project lies: its path from ``tests`` or ``../shared`` on."""
    parts = list(path.parts)
    for root, before in (("tests", []), ("shared", [".."])):
        if root in parts:
            return "/".join([*before, *parts[parts.index(root) :]])
    return path.name


def write(path: Path, measured: Iterable[Measurement]) -> None:
    """Puts the figures of some gold in the place of those that the file has of it; what it has of other gold stays."""
    new = list(measured)
    before = [Measurement(**one) for one in json.loads(path.read_text("utf-8"))] if path.exists() else []
    kept = [one for one in before if one.gold not in {other.gold for other in new}]
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in sorted([*kept, *new], key=_place))
    path.write_text(f"[\n{lines}\n]\n", "utf-8")


def _place(one: Measurement) -> tuple[str, str]:
    return one.gold, one.metric
