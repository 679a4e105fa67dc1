"""Sentences from patterns: ``[a|b]`` is a choice, ``{name}`` is told by the story or by a list of ``wording.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{([^{}]+)\}")
VOWEL = re.compile(r"\b([Aa]) (?=[aeio])")
SPACES, PAUSE = re.compile(r"\s+"), re.compile(r"\s+(?=[,.;:?!])")
DOUBLED = re.compile(r",([,.;:?!])")  # an apposition that ends where the clause does
DEEPEST = 40

Told = Callable[[str], str | None]


def load() -> dict[str, Any]:
    """The tables of ``wording.toml``; a list written as running text comes as a list of its words."""
    return _split(tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8")))


def _split(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _split(inner) for key, inner in value.items()}
    if isinstance(value, str):
        return [value.replace("\n", " ")] if "|" in value else value.split()
    return value


def sentence(pattern: str, wording: dict[str, Any], chance: random.Random, told: Told) -> str:
    """A pattern written out: choices taken, slots filled by ``told`` or from the lists; begins with a capital."""
    text = pattern
    for _ in range(DEEPEST):
        while CHOICE.search(text):
            text = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)
        if not SLOT.search(text):
            text = VOWEL.sub(r"\1n ", PAUSE.sub("", SPACES.sub(" ", text))).strip()
            text = DOUBLED.sub(r"\1", text)
            return text[:1].upper() + text[1:]
        text = SLOT.sub(lambda found: _filled(found[1], wording, chance, told), text)
    raise ValueError(f"a pattern without an end: {pattern}")


def _filled(name: str, wording: dict[str, Any], chance: random.Random, told: Told) -> str:
    value = told(name)
    if value is not None:
        return value
    found: Any = wording
    for part in (name if "." in name else f"facts.{name}").split("."):
        found = found[part]
    return str(chance.choice(found))
