"""Predicates by what they mean: "purchase the plant" and "buy the plant" are told apart by no situation."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def meaning(predicate: str) -> str:
    """The predicate with its verb, particle included, as the first of those that mean the same; else as it is."""
    words = predicate.split(" ")
    for length in (2, 1):
        verb = _first().get(" ".join(words[:length]))
        if verb is not None and len(words) >= length:
            return " ".join([verb, *words[length:]])
    return predicate


@cache
def _first() -> dict[str, str]:
    """Verb → the first of its line in ``synonyms.txt``."""
    lines = (files("kg.fuse") / "synonyms.txt").read_text("utf-8").splitlines()
    rows = [line.split(", ") for line in lines if not line.startswith("#")]
    return {verb: row[0] for row in rows for verb in row}
