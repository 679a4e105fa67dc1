"""The gender that a given name tells, where nearly all who bear it are of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def gender(name: str) -> str | None:
    """ "f" or "m" for a full name whose first word tells it, else None; a surname or a single name tells nothing."""
    words = name.split()
    return _table().get(words[0].lower()) if len(words) > 1 else None


@cache
def _table() -> dict[str, str]:
    lines = (files("kg.resolve") / "data" / "given_names.txt").read_text("utf-8").splitlines()
    return {name: told for told, name in (line.split() for line in lines if not line.startswith("#"))}
